"""Where a check is written, what may come next is offered, what is wrong told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.panels.completing import CompletionList, Steps
from app.panels.fault_card import FaultCard
from app.panels.hover_card import HoverCard
from app.panels.labels import down
from app.panels.lines_edit import LinesEdit
from app.panels.pointed_words import Told
from app.session.pauses import once_after
from app.session.session import Session
from core.ground.words import _

if TYPE_CHECKING:
    from core.requirements.checks.completing import CheckOffer

_PAUSE = 60
"""Milliseconds without a keystroke after which the statement is looked at."""


class CheckField(QWidget):
    """The statement of a check. One that cannot be read is kept all the same: it is incomplete, and says why.

    Signals: `edited` with the statement when a person is done; `wanted` with the id of an element to go to.
    """

    edited = Signal(str)
    wanted = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.text = LinesEdit(_("What the check says"))
        self.card = FaultCard(narrow=True)
        self._shown = ""
        column = down(self, gap=4)
        column.addWidget(self.text)
        column.addWidget(self.card)
        self.setFocusProxy(self.text)
        self._pause = once_after(self, _PAUSE, self.look)
        self.text.textChanged.connect(self._pause.start)
        self.text.finished.connect(self.finish)
        self.text.left.connect(lambda: self.text.setPlainText(self._shown))
        self.card.taken.connect(self._take)
        # After the text's own: the list and the card take the keys first that they need while they are open.
        self.completion = CompletionList(self.text, self._offers, kind_words)
        self.hover = HoverCard(self.text, self._told)
        self.hover.wanted.connect(self.wanted)
        for above in (self.completion, self.hover):  # they belong to the window once they were open
            self.destroyed.connect(above.deleteLater)

    @property
    def statement(self) -> str:
        """The statement as it stands, on one line."""
        return " ".join(self.text.toPlainText().split())

    def show_statement(self, statement: str, writable: bool) -> None:
        """Show the statement of the model, unless a person is writing another."""
        self.text.setReadOnly(not writable)
        written = self.statement not in (self._shown, statement) and self.text.hasFocus()
        if not written and self.text.toPlainText() != statement:
            self.text.setPlainText(statement)
        self._shown = statement
        self.look()

    def finish(self) -> None:
        """Make a change of what was written."""
        self.look()
        if not self.text.isReadOnly() and self.statement and self.statement != self._shown:
            self._shown = self.statement
            self.edited.emit(self._shown)

    def look(self) -> None:
        """Read the statement as it stands, and say what is wrong, or which of its names the model lacks."""
        from core.requirements.checks.parsing import read_check
        from core.requirements.checks.pointing import unknown_names

        self._pause.stop()
        text = self.text.toPlainText()
        wrong = read_check(text).diagnostics or unknown_names(text, self._session.snapshot())
        self.text.show_faults(wrong)
        self.card.show_fault(wrong[0] if wrong else None, _("check"), not self.text.isReadOnly())

    def _offers(self, text: str, place: int) -> Steps:
        from core.requirements.checks.completing import completing

        return completing(text, place, self._session.snapshot())

    def _told(self, place: int) -> tuple[tuple[int, int], tuple[Told, ...]] | None:
        from core.requirements.checks.pointing import pointed

        found = pointed(self.text.toPlainText(), place, self._session.snapshot())
        if found is None:
            return None
        return (found.start, found.end), (Told(found.words, found.sort, found.told, found.target),)

    def _take(self, statement: str) -> None:
        """Write the statement with the name that was meant."""
        self.text.setPlainText(statement)
        self.finish()


def kind_words(one: CheckOffer) -> str:
    """What is offered."""
    from core.requirements.checks.completing import OfferKind

    return {
        OfferKind.KEYWORD: _("keyword"),
        OfferKind.SORT: _("sort"),
        OfferKind.FACT: _("fact"),
        OfferKind.WAY: _("way"),
        OfferKind.NAME: _("name"),
        OfferKind.VALUE: _("value"),
        OfferKind.UNIT: _("unit"),
    }[one.kind]
