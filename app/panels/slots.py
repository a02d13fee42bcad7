"""What a sentence is understood as: its slots, and what each phrase is bound to over the behaviour."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QWidget

from app.panels.labels import clear, down, label
from app.session.sentences import parsed
from app.session.session import Session
from app.theme import colour, px
from core.ground.words import _
from core.model import Component, Id


class SlotsView(QScrollArea):
    """A line a slot: its role, its words, and what they are bound to."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self._session = session
        self._shown: tuple[object, ...] = ()
        body = QWidget()
        body.setObjectName("body")
        self._column = down(body, (12, 4, 12, 12), 4)
        self.setWidget(body)

    def show_sentence(self, text: str, requirement: Id) -> None:
        """Show what the sentence is understood as."""
        shown = (text, requirement, self._session.snapshot())
        if shown == self._shown:
            return
        self._shown = shown
        clear(self._column)
        self._column.addWidget(label(_("Understood as"), "section"))
        lines = _lines(text) if text.strip() else []
        if not lines:
            self._column.addWidget(label(_nothing(text), "hint", wraps=True))
            self._column.addStretch(1)
            return
        frame = QWidget()
        grid = QGridLayout(frame)
        grid.setContentsMargins(0, px(4), 0, 0)
        grid.setHorizontalSpacing(px(12))
        grid.setVerticalSpacing(px(6))
        grid.setColumnStretch(1, 3)
        grid.setColumnStretch(2, 2)
        for row, (role_words, words, role) in enumerate(lines):
            name = label(role_words, "fact")
            name.setMinimumWidth(px(84))
            grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
            phrase = label(words, "body", wraps=True)
            phrase.setStyleSheet(f"color: {colour(role).name()};")
            grid.addWidget(phrase, row, 1)
            grid.addWidget(self._bound(role_words, words), row, 2)
        self._column.addWidget(frame)
        self._column.addStretch(1)

    def _bound(self, role_words: str, words: str) -> QWidget:
        if role_words == _("system"):
            named = [
                one
                for one in self._session.snapshot().of(Component)
                if one.name.casefold() == words.casefold()
            ]
            return label(named[0].kind if named else _("no component of this name"), "small", wraps=True)
        return label("", "small")


def _lines(text: str) -> list[tuple[str, str, str]]:
    """Role in words, phrase and colour role of each slot, in the order in which they are read."""
    slots = parsed(text).slots
    lines: list[tuple[str, str, str]] = []
    lines += [(_("feature"), span.text, "syntax.trigger") for span in slots.features]
    lines += [(_("state"), span.text, "syntax.trigger") for span in slots.states]
    if slots.trigger is not None:
        lines.append((_("trigger"), slots.trigger.text, "syntax.trigger"))
    if slots.unwanted is not None:
        lines.append((_("unwanted"), slots.unwanted.text, "syntax.trigger"))
    if slots.system is not None:
        lines.append((_("system"), slots.system.text, "syntax.system"))
    for number, response in enumerate(slots.responses, start=1):
        name = _("response {number}").format(number=number) if len(slots.responses) > 1 else _("response")
        words = _("not: {words}").format(words=response.text) if response.negated else response.text
        lines.append((name, words, "syntax.response"))
    deadline = slots.deadline
    if deadline is not None:
        bound = text[deadline.column - 1 : deadline.column - 1 + deadline.length]
        lines.append((_("deadline"), bound, "syntax.quantity"))
    elif slots.responses:
        lines.append((_("deadline"), _("none stated"), "syntax.comment"))
    return lines


def _nothing(text: str) -> str:
    if not text.strip():
        return _("Write a sentence. Its parts appear here as they are understood.")
    return _("Nothing of the sentence is understood yet.")
