"""A text that is written on as many lines as it needs, with what is wrong underlined."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QTextEdit

from app.theme import colour, px
from core.ground.diagnostic import Diagnostic, Severity

_MOST = 6
"""Lines that are seen at once."""


class LinesEdit(QPlainTextEdit):
    """Lines as high as what stands in them.

    Signals: `finished` on Enter and when the keyboard goes elsewhere, `left` on Escape.
    """

    finished = Signal()
    left = Signal()

    def __init__(self, name: str, mono: bool = True) -> None:
        super().__init__()
        self.setProperty("mono", mono)
        self.setTabChangesFocus(True)
        self.setAccessibleName(name)
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
            tone = "error" if one.severity is Severity.ERROR else "warn"
            selection.format.setUnderlineColor(colour(f"status.{tone}.mark"))
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
        """Enter is the end of what is written, Escape takes it back."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.finished.emit()
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                event.ignore()  # whatever the text is part of may be ended by it
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """What was typed is not lost when one goes elsewhere."""
        super().focusOutEvent(event)
        self.finished.emit()
