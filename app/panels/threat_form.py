"""What a person decides about one threat: its state, with a reason, who sees to it and until when."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from app.panels.computed import status_words
from app.panels.labels import down, label, restyle
from app.panels.segmented import Segmented
from app.theme import px, restyled
from core.ground.words import _
from core.model import ThreatDecision, ThreatStatus

_LABEL = 70
"""The width of the names of fields in px at scale 1."""


class ThreatForm(QWidget):
    """Holds what was decided and what is being typed; showing the same threat again keeps the latter.

    Signals: `decided` with a status and a reason; `assigned` with who sees to it and the date, ISO
    8601 or empty; `refused` with why what was typed is no date.
    """

    decided = Signal(str, str)
    assigned = Signal(str, str)
    refused = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._threat = ""
        self._status = ThreatStatus.OPEN
        self._wanted = ""
        self._due = ""
        column = down(self)
        self.state = Segmented(
            [(status.value, status_words(status).capitalize()) for status in ThreatStatus],
            tones=("careful", "good", "good", "good"),
        )
        self.state.setAccessibleName(_("Status"))
        self.state.chosen.connect(self.decide)
        column.addWidget(self.state)
        fields = QWidget()
        self._grid = QGridLayout(fields)
        self._grid.setColumnStretch(1, 1)
        self.assignee = self._line(_("Owner"), _("who sees to it"))
        self.due = self._line(_("Due"), _("year-month-day"))
        self.reason = self._line(_("Reason"), _("needed to accept or dismiss"))
        self.reason.returnPressed.connect(self._confirm)
        self.assignee.editingFinished.connect(self._assign)
        self.due.editingFinished.connect(self._assign)
        column.addWidget(fields)
        self._words = label("", "small", wraps=True)
        column.addWidget(self._words)
        restyled(self, self._size)
        self._size()

    def show_decision(self, threat_id: str, decision: ThreatDecision | None, writable: bool) -> None:
        """Show what was decided about a threat."""
        if threat_id != self._threat:
            self._threat, self._wanted = threat_id, ""
            for line in self._lines:
                line.setModified(False)
            self._mark(wrong=False)
            self.reason.setPlaceholderText(_("needed to accept or dismiss"))
        self._status = decision.status if decision else ThreatStatus.OPEN
        if self._wanted == self._status.value:
            self._wanted = ""
        self.state.show_value(self._status.value, self._wanted)
        self.state.setEnabled(writable)
        _show(self.reason, decision.reason if decision else "")
        _show(self.assignee, decision.assignee if decision else "")
        self._due = decision.due if decision else ""
        _show(self.due, self._due)
        for line in self._lines:
            line.setReadOnly(not writable)
        self._tell(decision)

    def decide(self, status: str) -> None:
        """Decide with the reason that was typed; without one it is asked for, and Enter decides then.

        A due date that is none is mended first; the state that was chosen waits.
        """
        if not self._is_dated():
            self._wanted = status
            self.state.show_value(self._status.value, status)
            self.due.setFocus()
            return
        reason = self.reason.text().strip()
        if status != ThreatStatus.OPEN.value and not reason:
            self._wanted = status
            self.state.show_value(self._status.value, status)
            self.reason.setPlaceholderText(_("why? Enter decides"))
            self.reason.setFocus()
            return
        self._wanted = ""
        self.reason.setModified(False)
        self.decided.emit(status, reason)

    @property
    def _lines(self) -> tuple[QLineEdit, ...]:
        return self.reason, self.assignee, self.due

    def _confirm(self) -> None:
        """Enter in the reason: the state that was chosen, or the reason of the present one."""
        status = self._wanted or self._status.value
        if status == ThreatStatus.OPEN.value:
            self._words.setText(_("Choose a state. The reason is kept with it."))
        elif not self.reason.isReadOnly():
            self.decide(status)

    def _assign(self) -> None:
        """Assign what was typed; an owner beside a due date that is none keeps the date as it was."""
        if not (self.assignee.isModified() or self.due.isModified()):
            return
        dated = self._is_dated()
        if not dated and not self.assignee.isModified():
            return
        self.assignee.setModified(False)
        if dated:
            self.due.setModified(False)
        self.assigned.emit(self.assignee.text().strip(), self.due.text().strip() if dated else self._due)

    def _is_dated(self) -> bool:
        """Whether the due date is a date, or empty; where it is not, it is marked and said so."""
        due = self.due.text().strip()
        wrong = bool(due) and _day(due) is None
        self._mark(wrong)
        if wrong:
            self.refused.emit(_("“{text}” is no date. Write it as 2026-12-31.").format(text=due))
        return not wrong

    def _mark(self, wrong: bool) -> None:
        if bool(self.due.property("wrong")) != wrong:
            self.due.setProperty("wrong", wrong)
            restyle(self.due)

    def _tell(self, decision: ThreatDecision | None) -> None:
        by = ""
        if decision is not None and decision.decided_by:
            by = _("decided by {person} on {day}").format(person=decision.decided_by, day=decision.decided_on)
        self._words.setText(by)

    def _line(self, title: str, words: str) -> QLineEdit:
        line = QLineEdit()
        line.setAccessibleName(title)
        line.setPlaceholderText(words)
        row = self._grid.rowCount()
        self._grid.addWidget(label(title, "fact"), row, 0)
        self._grid.addWidget(line, row, 1)
        return line

    def _size(self) -> None:
        self._grid.setContentsMargins(0, px(6), 0, px(4))
        self._grid.setHorizontalSpacing(px(8))
        self._grid.setVerticalSpacing(px(4))
        self._grid.setColumnMinimumWidth(0, px(_LABEL))


def _show(line: QLineEdit, text: str) -> None:
    """Show a value, unless a person is typing another."""
    if line.isModified() and line.text() != text:
        return
    if line.text() != text:
        line.setText(text)
        line.setCursorPosition(0)
    line.setToolTip(text)
    line.setModified(False)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
