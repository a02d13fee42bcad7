"""Changing a proposal before it is accepted: its facts in the fields of the inspector, in one small sheet."""

from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QLineEdit, QWidget

from app.panels.facts import Fact, facts_of
from app.panels.fields import Chooser, Field, field_for
from app.panels.labels import down, label
from app.session.session import Session
from app.theme import px
from core.ground.words import _
from core.model import Element, Proposal, ProposedEdit, Snapshot


class ProposalSheet(QDialog):
    """The elements that a proposal would put into the model, with what it changes open to edit."""

    def __init__(self, proposal: Proposal, snapshot: Snapshot, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Edit, then accept"))
        self.setMinimumWidth(px(520))
        self.edits = list(proposal.edits)
        self._snapshot = snapshot
        column = down(self, (20, 16, 20, 16), 8)
        column.addWidget(label(proposal.name, "heading", wraps=True))
        for place, edit in enumerate(proposal.edits):
            if edit.after is not None:
                column.addWidget(self._element(place, edit.before, edit.after))
        buttons = QDialogButtonBox()
        take = buttons.addButton(_("Accept"), QDialogButtonBox.ButtonRole.AcceptRole)
        take.setProperty("primary", True)
        buttons.addButton(_("Leave it"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)

    def _element(self, place: int, before: Element | None, after: Element) -> QWidget:
        frame = QWidget()
        grid = QGridLayout(frame)
        grid.setContentsMargins(0, px(6), 0, px(6))
        grid.setColumnStretch(1, 1)
        grid.addWidget(label(f"{after.kind} {after.name}".strip(), "strong", wraps=True), 0, 0, 1, 2)
        name = QLineEdit(after.name)
        name.setAccessibleName(_("Name"))
        name.textEdited.connect(lambda text: self._set(place, "name", text))
        grid.addWidget(label(_("Name"), "fact"), 1, 0)
        grid.addWidget(name, 1, 1)
        facts = [fact for fact in facts_of(type(after)) if _is_open(fact, before, after)]
        for line, fact in enumerate(facts, start=2):
            field: Field = field_for(fact, Chooser(lambda *_any: None, lambda _id: None))
            field.show_value(getattr(after, fact.name), self._snapshot)
            field.edited.connect(lambda value, fact=fact: self._set(place, fact.name, value))
            grid.addWidget(label(fact.title, "fact"), line, 0)
            grid.addWidget(field, line, 1)
        return frame

    def _set(self, place: int, name: str, value: Any) -> None:
        edit = self.edits[place]
        assert edit.after is not None
        self.edits[place] = ProposedEdit(edit.before, replace(edit.after, **{name: value}))


def edit_and_accept(window: QWidget, session: Session, proposal: Proposal) -> None:
    """Let the person change what the proposal offers, and accept what they made of it."""
    from core.assistants.proposals import accept

    sheet = ProposalSheet(proposal, session.snapshot(), window)
    project = session.project

    def take() -> None:
        if project is not None:
            session.attempt(lambda: accept(project, proposal.id, instead=tuple(sheet.edits)))

    sheet.accepted.connect(take)
    sheet.open()


def _is_open(fact: Fact, before: Element | None, after: Element) -> bool:
    """Whether the sheet shows a fact: what the proposal states, as far as a field can edit it."""
    if fact.sort in ("fixed", "reference", "references"):
        return False
    if before is None:
        return fact.sort in ("long", "text", "code", "duration", "number", "choice")
    return bool(getattr(before, fact.name) != getattr(after, fact.name))
