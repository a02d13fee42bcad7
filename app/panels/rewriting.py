"""An ordinary sentence as requirements: ranked proposals with slots, checks and what stays open."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton, QVBoxLayout, QWidget

from app.panels.labels import across, chip, down, key_label, label
from app.theme import colour, px
from core.ground.words import _, plural

if TYPE_CHECKING:
    from core.requirements.nouns import Names
    from core.requirements.rewriting import Proposed

_TONES = {
    "system": "syntax.system",
    "feature": "syntax.trigger",
    "state": "syntax.trigger",
    "trigger": "syntax.trigger",
    "unwanted": "syntax.trigger",
    "response": "syntax.response",
    "deadline": "syntax.quantity",
}


class Rewritings(QWidget):
    """The proposals for one sentence, the best first; those of one parting are written together.

    The digit of a card takes it while the keyboard is in any of them.

    Signals: `taken` with the requirement to be written and the reason that the sentence gave; `divided` with
    the sentences of several.
    """

    taken = Signal(str, str)
    divided = Signal(object)

    def __init__(self, text: str, known: Names | None, writable: bool) -> None:
        from core.requirements.rewriting import proposals, together

        super().__init__()
        self.proposed = tuple(one for one in proposals(text, known) if one.parts > 1 or one.text != text)
        self.buttons: list[QPushButton] = []
        column = down(self, (0, 6, 0, 0), 8)
        column.addWidget(label(_("It could be written so"), "section"))
        languages: set[str] = set()
        for number, group in enumerate(together(self.proposed), 1):
            language = group[0].parsed.language
            column.addWidget(self._card(number, group, writable, language not in languages))
            languages.add(language)
        if not self.proposed:
            column.addWidget(label(_("No requirement could be made of this sentence."), "hint", wraps=True))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The digit of a card takes it."""
        number = event.key() - Qt.Key.Key_0
        if 1 <= number <= len(self.buttons):
            self.buttons[number - 1].click()
        else:
            super().keyPressEvent(event)

    def _card(self, number: int, group: tuple[Proposed, ...], writable: bool, whole: bool) -> QFrame:
        """A card; the best of a language tells its slots and all that holds, the others what they lack."""
        frame = QFrame()
        frame.setProperty("message" if number == 1 else "card", "info" if number == 1 else True)
        column = down(frame, (12, 8, 12, 10), 5)
        column.addWidget(self._head(number, group, writable))
        for one in group:
            column.addWidget(label(one.text, "strong", wraps=True))
        column.addWidget(label(group[0].why, "fact", wraps=True))
        if whole and len(group) == 1:
            column.addWidget(_slots(group[0]))
        _tell(column, group, whole)
        return frame

    def _head(self, number: int, group: tuple[Proposed, ...], writable: bool) -> QWidget:
        """The place of the card, its language and pattern, and the button that takes it."""
        head = QWidget()
        row = across(head, gap=6)
        first = group[0].parsed
        if writable:
            texts = tuple(one.text for one in group)
            use = QPushButton(_("Write it so"))
            use.setAutoDefault(True)  # Enter presses it too
            use.setAccessibleName(_("Write “{words}”").format(words=" ".join(texts)))
            use.clicked.connect(partial(self._take, texts, group[0].reason))
            self.buttons.append(use)
            row.addWidget(use, 0, Qt.AlignmentFlag.AlignLeft)
            if number <= 9:
                row.addWidget(key_label(str(number)))
        row.addWidget(chip("ReSA" if first.language == "resa" else "EARS"))
        if len(group) > 1:
            row.addWidget(chip(plural("{count} requirement", "{count} requirements", len(group))))
        elif first.pattern is not None:
            row.addWidget(chip(_(first.pattern.value)))
        row.addStretch(1)
        return head

    def _take(self, texts: tuple[str, ...], reason: str, _on: bool = False) -> None:
        if len(texts) > 1:
            self.divided.emit(texts)
        else:
            self.taken.emit(texts[0], reason)


def _slots(one: Proposed) -> QWidget:
    """The slots in the order of the sentence; one that is not known has a question mark behind it."""
    frame = QWidget()
    grid = QGridLayout(frame)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(px(12))
    grid.setVerticalSpacing(px(2))
    grid.setColumnStretch(1, 1)
    for line, (role, words) in enumerate(_filled(one)):
        name = label(_(role), "fact")
        name.setMinimumWidth(px(84))
        grid.addWidget(name, line, 0, Qt.AlignmentFlag.AlignTop)
        unknown = role in one.open
        said = _("{words} (?)").format(words=words) if unknown and words else words or _("not given (?)")
        shown = label(said, "body", wraps=True)
        shown.setStyleSheet(f"color: {colour('status.warn.text' if unknown else _TONES[role]).name()};")
        grid.addWidget(shown, line, 1)
    return frame


def _filled(one: Proposed) -> Iterator[tuple[str, str]]:
    """The name of each slot and what fills it; empty where it is asked for."""
    from core.requirements import phrases

    slots = one.parsed.slots
    told = [(phrase.role.value, phrase) for phrase in phrases(one.parsed)]
    for role, phrase in told:
        if role not in {"response", "deadline"}:
            yield role, _("not: {words}").format(words=phrase.text) if phrase.negated else phrase.text
    yield "system", slots.system.text if slots.system else ""
    for role, phrase in told:
        if role == "response":
            yield role, _("not: {words}").format(words=phrase.text) if phrase.negated else phrase.text
    bound = slots.deadline
    if bound is not None:
        yield "deadline", one.text[bound.column - 1 : bound.end - 1]
    elif "deadline" in one.open:
        yield "deadline", ""


def _tell(column: QVBoxLayout, group: tuple[Proposed, ...], whole: bool) -> None:
    """What holds of all the sentences, what does not hold of one yet, and what stays open."""
    names = check_names()
    for question in dict.fromkeys(question for one in group for question in one.questions):
        column.addWidget(label(f"?  {question}", "body", wraps=True))
    if group[0].reason:
        reason = _("For the rationale: {reason}").format(reason=group[0].reason)
        column.addWidget(label(reason, "body", wraps=True))
    checks = [check for one in group for check in one.checks]
    failed = {check.name for check in checks if not check.passed}
    wrong = dict.fromkeys(
        names[check.name] + (f" ({check.detail})" if check.detail else "")
        for check in checks
        if not check.passed
    )
    for said in wrong:
        column.addWidget(label(_("Not yet: {check}").format(check=said), "warn", wraps=True))
    good = ", ".join(
        names[name] for name in dict.fromkeys(check.name for check in checks) if name not in failed
    )
    if whole:
        column.addWidget(label(_("Holds: {checks}").format(checks=good), "small", wraps=True))


def check_names() -> dict[str, str]:
    """What is looked at in a proposal, as people read it."""
    return {
        "parses": _("it parses"),
        "one demand": _("one demand"),
        "actor named": _("who acts is named"),
        "measurable": _("measurable"),
        "nothing lost": _("nothing is lost"),
        "nothing added": _("nothing is added"),
        "numbers kept": _("numbers are kept"),
        "polarity kept": _("what is denied stays denied"),
    }
