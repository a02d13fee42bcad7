"""Where a check is written, in as many lines as it needs; what is wrong is told below as it is typed."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.panels.fault_card import FaultCard
from app.panels.labels import down
from app.panels.lines_edit import LinesEdit
from app.session.pauses import once_after
from core.ground.words import _

_PAUSE = 60
"""Milliseconds without a keystroke after which the statement is looked at."""


class CheckField(QWidget):
    """The statement of a check. One that cannot be read is kept all the same: it is incomplete, and says why.

    Signals: `edited` with the statement when a person is done.
    """

    edited = Signal(str)

    def __init__(self) -> None:
        super().__init__()
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
        """Read the statement as it stands, and say what is wrong."""
        from core.requirements.checks.parsing import read_check

        self._pause.stop()
        wrong = read_check(self.text.toPlainText()).diagnostics
        self.text.show_faults(wrong)
        self.card.show_fault(wrong[0] if wrong else None, _("check"), False)
