"""Where a check is written, in as many lines as it needs; what is wrong is told below as it is typed."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QTextEdit, QWidget

from app.panels.fault_card import FaultCard
from app.panels.labels import down
from app.session.pauses import once_after
from app.theme import colour, px
from core.ground.diagnostic import Diagnostic
from core.ground.words import _

_PAUSE = 60
"""Milliseconds without a keystroke after which the statement is looked at."""
_MOST = 6
"""Lines that are seen at once."""


class CheckField(QWidget):
    """The statement of a check. One that cannot be read is kept all the same: it is incomplete, and says why.

    Signals: `edited` with the statement when a person is done.
    """

    edited = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.text = _Lines()
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


class _Lines(QPlainTextEdit):
    """Lines as high as what stands in them.

    Signals: `finished` on Enter and when the keyboard goes elsewhere, `left` on Escape.
    """

    finished = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("mono", True)
        self.setTabChangesFocus(True)
        self.setAccessibleName(_("What the check says"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.textChanged.connect(self._fit)

    def show_faults(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        """Underline what the diagnostics are about."""
        selections = []
        length = len(self.toPlainText())
        for one in diagnostics:
            block = self.document().findBlockByNumber((one.line or 1) - 1)
            start = min(block.position() + (one.column or 1) - 1, length)
            selection = QTextEdit.ExtraSelection()
            selection.format.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
            selection.format.setUnderlineColor(colour("status.error.mark"))
            cursor = QTextCursor(self.document())
            cursor.setPosition(start)
            cursor.setPosition(min(start + (one.length or 1), length), QTextCursor.MoveMode.KeepAnchor)
            selection.cursor = cursor
            selections.append(selection)
        self.setExtraSelections(selections)

    def sizeHint(self) -> QSize:
        """The width it is given."""
        return QSize(px(200), self.height())

    def _fit(self) -> None:
        """As high as its lines, wrapped as they are."""
        block, lines = self.document().begin(), 0
        while block.isValid():
            layout = block.layout()
            lines += max(layout.lineCount() if layout is not None else 1, 1)
            block = block.next()
        many = lines > _MOST
        as_needed, never = Qt.ScrollBarPolicy.ScrollBarAsNeeded, Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(as_needed if many else never)
        height = self.fontMetrics().lineSpacing() * min(max(lines, 1), _MOST) + px(20)
        if self.height() != height or self.minimumHeight() != height:
            self.setFixedHeight(height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width has other lines."""
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter is the end of the statement, Escape takes it back."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.finished.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """What was typed is not lost when one goes elsewhere."""
        super().focusOutEvent(event)
        self.finished.emit()
