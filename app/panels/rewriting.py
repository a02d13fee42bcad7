"""An ordinary sentence as requirements: ranked proposals, what was looked at in each, and what stays open."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from app.panels.labels import across, chip, down, label
from core.ground.words import _, plural

if TYPE_CHECKING:
    from core.requirements.nouns import Names
    from core.requirements.rewriting import Proposed


class Rewritings(QWidget):
    """The proposals for one sentence, the best first; those of one parting are written together.

    Signals: `taken` with the requirement to be written; `divided` with the sentences of several.
    """

    taken = Signal(str)
    divided = Signal(object)

    def __init__(self, text: str, known: Names | None, writable: bool) -> None:
        from core.requirements.rewriting import proposals, together

        super().__init__()
        self.proposed = tuple(one for one in proposals(text, known) if one.parts > 1 or one.text != text)
        self.buttons: list[QPushButton] = []
        column = down(self, (0, 6, 0, 0), 8)
        column.addWidget(label(_("It could be written so"), "section"))
        for group in together(self.proposed):
            column.addWidget(self._card(group, writable))
        if not self.proposed:
            column.addWidget(label(_("No requirement could be made of this sentence."), "hint", wraps=True))

    def _card(self, group: tuple[Proposed, ...], writable: bool) -> QFrame:
        frame = QFrame()
        frame.setProperty("message", "info")
        column = down(frame, (12, 8, 12, 8), 4)
        for one in group:
            column.addWidget(label(one.text, "strong", wraps=True))
        texts = tuple(one.text for one in group)
        foot = QWidget()
        row = across(foot)
        if writable:
            use = QPushButton(_("Write it so"))
            use.setAutoDefault(True)  # Enter presses it too
            use.setAccessibleName(_("Write “{words}”").format(words=" ".join(texts)))
            use.clicked.connect(partial(self._take, texts))
            self.buttons.append(use)
            row.addWidget(use, 0, Qt.AlignmentFlag.AlignLeft)
        row.addWidget(chip("ReSA" if group[0].parsed.language == "resa" else "EARS"))
        if len(group) > 1:
            count = plural("{count} requirement", "{count} requirements", len(group))
            row.addWidget(chip(count))
        row.addStretch(1)
        column.addWidget(foot)
        _tell(column, group)
        return frame

    def _take(self, texts: tuple[str, ...], _on: bool = False) -> None:
        if len(texts) > 1:
            self.divided.emit(texts)
        else:
            self.taken.emit(texts[0])


def _tell(column: QVBoxLayout, group: tuple[Proposed, ...]) -> None:
    """What holds of all the sentences, what does not hold of one yet, and what stays open."""
    names = _check_names()
    checks = [check for one in group for check in one.checks]
    failed = {check.name for check in checks if not check.passed}
    good = ", ".join(
        names[name] for name in dict.fromkeys(check.name for check in checks) if name not in failed
    )
    column.addWidget(label(_("Holds: {checks}").format(checks=good), "fact", wraps=True))
    wrong = dict.fromkeys(
        names[check.name] + (f" ({check.detail})" if check.detail else "")
        for check in checks
        if not check.passed
    )
    for said in wrong:
        column.addWidget(label(_("Not yet: {check}").format(check=said), "warn", wraps=True))
    for question in dict.fromkeys(question for one in group for question in one.questions):
        column.addWidget(label(question, "body", wraps=True))


def _check_names() -> dict[str, str]:
    """What is looked at in a proposal, as people read it."""
    return {
        "parses": _("it parses"),
        "one demand": _("one demand"),
        "actor named": _("who acts is named"),
        "measurable": _("measurable"),
        "nothing lost": _("nothing is lost"),
    }
