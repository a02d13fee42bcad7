"""Changing a proposal before it is accepted: its facts in the fields of the inspector, where they stand."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QGridLayout, QLineEdit, QWidget

from app.panels.fields import Chooser, field_for
from app.panels.labels import down, label, name_width
from app.panels.line_field import Field
from app.theme import px
from core.model import Element, Proposal, ProposedEdit, Snapshot
from core.model.differences import subject_of
from core.model.facts import Fact, facts_of

_LABEL = 150
"""The width of the names of facts in px at scale 1, the same for every element."""


class ProposalForm(QWidget):
    """The elements that a proposal would put into the model, with what it changes open to edit.

    Signals: `accepted` on Ctrl Enter, `left` on Escape, `message` with why something typed was not
    taken.
    """

    accepted = Signal()
    left = Signal()
    message = Signal(str)

    def __init__(self, proposal: Proposal, snapshot: Snapshot, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._edits = list(proposal.edits)
        self._first: Field | None = None
        made = {edit.after.id: edit.after for edit in proposal.edits if edit.after is not None}
        self._snapshot = snapshot
        self._after = Snapshot({**{element.id: element for element in snapshot}, **made}.values())
        column = down(self, gap=4)
        for place, edit in enumerate(proposal.edits):
            if edit.after is not None:
                column.addWidget(self._element(place, edit.before, edit.after))

    @property
    def edits(self) -> tuple[ProposedEdit, ...]:
        """What the proposal would change now."""
        return tuple(self._edits)

    def settle(self) -> bool:
        """Take what is being typed; False where something typed is no value."""
        focus = QApplication.focusWidget()
        if focus is not None and self.isAncestorOf(focus):
            focus.clearFocus()
        return not any(line.property("wrong") for line in self.findChildren(QLineEdit))

    def begin(self) -> None:
        """Put the caret into the first fact that the proposal states; without one into the first field."""
        first = self._first.focusProxy() if self._first is not None else None
        first = first or next(iter(self.findChildren(QLineEdit)), None)
        if first is not None:
            first.setFocus()
        if isinstance(first, QLineEdit):
            first.selectAll()

    def _element(self, place: int, before: Element | None, after: Element) -> QWidget:
        frame = QWidget()
        grid = QGridLayout(frame)
        grid.setContentsMargins(0, px(6), 0, px(6))
        grid.setHorizontalSpacing(px(10))
        grid.setVerticalSpacing(px(4))
        grid.setColumnStretch(1, 1)
        grid.addWidget(label(subject_of(self._snapshot, after), "strong", wraps=True), 0, 0, 1, 2)
        facts = [fact for fact in facts_of(type(after)) if _is_open(fact, before, after)]
        width = name_width((fact.title for fact in facts), _LABEL)
        for line, fact in enumerate((Fact("name", "text"), *facts), start=1):
            name = label(fact.title, "fact", wraps=True)
            name.setFixedWidth(width)
            name.setContentsMargins(0, px(3), 0, 0)
            field: Field = field_for(fact, Chooser(lambda *_any: None, lambda _id: None), after.owner)
            field.show_value(getattr(after, fact.name), self._after)
            field.edited.connect(lambda value, fact=fact: self._set(place, fact.name, value))
            field.refused.connect(self.message)
            stated = (
                getattr(before, fact.name)
                if before is not None
                else type(after).__dataclass_fields__[fact.name].default
            )
            if self._first is None and getattr(after, fact.name) != stated:
                self._first = field
            grid.addWidget(name, line, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(field, line, 1)
        return frame

    def _set(self, place: int, name: str, value: Any) -> None:
        edit = self._edits[place]
        assert edit.after is not None
        self._edits[place] = ProposedEdit(edit.before, replace(edit.after, **{name: value}))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl Enter accepts, Escape leaves the proposal as it was."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.accepted.emit()
        else:
            super().keyPressEvent(event)


def _is_open(fact: Fact, before: Element | None, after: Element) -> bool:
    """Whether the form shows a fact: what the proposal states, as far as a field can edit it."""
    if fact.sort in ("fixed", "reference", "references"):
        return False
    if before is None:
        return fact.sort in ("long", "text", "code", "duration", "number", "choice")
    return bool(getattr(before, fact.name) != getattr(after, fact.name))
