"""The sentence as it is written: coloured by its slots, underlined where something is wrong, and folded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QSyntaxHighlighter,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit

from app.panels.folds import ELLIPSIS, Folds, foldable
from app.panels.sentence import coloured
from app.theme import colour, px, restyled
from core.ground.diagnostic import Diagnostic, Severity
from core.ground.words import _

if TYPE_CHECKING:
    from core.requirements.folding import Clause

_UNDERLINES = {
    Severity.ERROR: (QTextCharFormat.UnderlineStyle.WaveUnderline, "status.error.mark"),
    Severity.WARNING: (QTextCharFormat.UnderlineStyle.WaveUnderline, "status.warn.mark"),
    Severity.INFO: (QTextCharFormat.UnderlineStyle.DotLine, "status.unknown.mark"),
}
"""How a place is underlined: what is wrong, what is understood with a doubt, and what is only weak."""

_ROOM = 18
"""The room for the sign of a folded clause, in px at scale 1."""

MOST_TAKEN = 20_000
"""Letters of a sentence that are shown to be changed; a longer line takes Qt too long at each key."""


class SentenceEdit(QPlainTextEdit):
    """The sentence itself. A folded clause stays in the text: it is only not seen, and copied with the rest.

    Signals: `finished` on Enter, `left` on Escape, `faded` when the keyboard goes elsewhere,
    `barred` when something is typed that may only be read; `overlong` with the letters of what is pasted
    and cannot be one requirement.
    """

    finished = Signal()
    left = Signal()
    faded = Signal()
    barred = Signal()
    overlong = Signal(int)

    def __init__(self, folds: Folds) -> None:
        super().__init__()
        self._folds = folds
        self.setObjectName("sentence")
        self.setTabChangesFocus(True)
        self.setAccessibleName(_("The requirement as a sentence"))
        self.setPlaceholderText(_("When <trigger>, the <system> shall <response> within <time>."))
        self._colours = _Colours(self.document(), folds)
        folds.changed.connect(self._fold)
        self.cursorPositionChanged.connect(self._unfold_at_caret)
        restyled(self, self._draw)
        self._draw()

    def show_faults(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        """Underline what the diagnostics are about."""
        selections: list[QTextEdit.ExtraSelection] = []
        length = len(self.toPlainText())
        # What is weak alone lies under what is wrong.
        for diagnostic in sorted(diagnostics, key=lambda one: one.severity is not Severity.INFO):
            start = max((diagnostic.column or 1) - 1, 0)
            selection = QTextEdit.ExtraSelection()
            style, tone = _UNDERLINES[diagnostic.severity]
            selection.format.setUnderlineStyle(style)
            selection.format.setUnderlineColor(colour(tone))
            cursor = QTextCursor(self.document())
            cursor.setPosition(min(start, length))
            end = min(start + max(diagnostic.length or 1, 1), length)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            selection.cursor = cursor
            selections.append(selection)
        self.setExtraSelections(selections)

    def turn_fold(self) -> bool:
        """Fold or unfold the clause of the caret; False where it stands in none that is long enough."""
        clause = self._clause(self.textCursor().position())
        if clause is None:
            return False
        cursor = self.textCursor()
        if clause.head < cursor.position() < clause.end:
            cursor.setPosition(clause.head)
            self.setTextCursor(cursor)
        self._folds.turn(clause)
        return True

    def _clause(self, place: int) -> Clause | None:
        found = foldable(self.toPlainText())
        return next((one for one in found if one.start <= place <= one.end), None)

    def _unfold_at_caret(self) -> None:
        """What one writes in is seen."""
        place = self.textCursor().position()
        for clause in self._folds.folded(self.toPlainText()):
            if clause.head < place < clause.end:
                self._folds.turn(clause)

    def _signs(self) -> list[tuple[Clause, QRectF]]:
        """The folded clauses, and where the sign of each stands."""
        found = []
        for clause in self._folds.folded(self.toPlainText()):
            cursor = QTextCursor(self.document())
            cursor.setPosition(clause.head)
            place = self.cursorRect(cursor)
            found.append((clause, QRectF(place.left() + 1, place.top(), px(_ROOM) - 2, place.height())))
        return found

    def _fold(self) -> None:
        self._colours.rehighlight()
        self.viewport().update()

    def _draw(self) -> None:
        self.setFixedHeight(px(66))
        self._colours.rehighlight()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The sentence, and a sign for each clause that is folded."""
        super().paintEvent(event)
        signs = self._signs()
        if not signs:
            return
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self.font())
        for _clause, box in signs:
            painter.setPen(colour("line.control"))
            painter.setBrush(colour("surface.hover"))
            painter.drawRoundedRect(box.adjusted(0.5, 2.5, -0.5, -2.5), px(3), px(3))
            painter.setPen(colour("text.secondary"))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, ELLIPSIS)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on the sign of a folded clause unfolds it; with Alt a click folds the clause under it."""
        place = event.position()
        clause = next((one for one, box in self._signs() if box.contains(place)), None)
        if clause is None and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            clause = self._clause(self.cursorForPosition(QPoint(int(place.x()), int(place.y()))).position())
        if clause is not None and event.button() == Qt.MouseButton.LeftButton:
            self._folds.turn(clause)
            return
        super().mousePressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Where nothing was typed there is nothing here to take back: then the last change is taken back."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            undone = event.matches(QKeySequence.StandardKey.Undo) and not self.document().isUndoAvailable()
            again = event.matches(QKeySequence.StandardKey.Redo) and not self.document().isRedoAvailable()
            if undone or again:
                event.ignore()
                return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter is the end of the sentence, Escape takes it back."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.finished.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif self.isReadOnly() and event.text().isprintable() and event.text():
            self.barred.emit()
        else:
            super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Take what is pasted, unless it is far too long for one requirement: that is said, and left out."""
        if self.isReadOnly() or len(source.text()) <= MOST_TAKEN:
            super().insertFromMimeData(source)
        else:
            self.overlong.emit(len(source.text()))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """What was typed is not lost when one goes elsewhere."""
        super().focusOutEvent(event)
        self.faded.emit()


class _Colours(QSyntaxHighlighter):
    """Colours the sentence by its slots, and makes what is folded too small to be seen."""

    def __init__(self, document: QTextDocument, folds: Folds) -> None:
        super().__init__(document)
        self._folds = folds

    def highlightBlock(self, text: str) -> None:
        """Colour one line; a sentence of several lines is understood as a whole."""
        whole = self.document().toPlainText()
        begin = self.currentBlock().position()
        for start, length, role in coloured(whole):
            shape = QTextCharFormat()
            shape.setForeground(QColor(colour(role)))
            if role == "syntax.keyword":
                shape.setFontWeight(700)
            self._set(start - begin, start + length - begin, shape, len(text))
        for clause in self._folds.folded(whole):
            head, end = clause.head - begin, clause.end - begin
            self._set(head, head + 1, _wide(self.document().defaultFont()), len(text))
            self._set(head + 1, end, _tiny(), len(text))

    def _set(self, first: int, last: int, shape: QTextCharFormat, length: int) -> None:
        first, last = max(first, 0), min(last, length)
        if first < last:
            self.setFormat(first, last - first, shape)


def _wide(font: QFont) -> QTextCharFormat:
    """A blank as wide as the sign that is painted over it."""
    shape = QTextCharFormat()
    shape.setFontLetterSpacingType(QFont.SpacingType.AbsoluteSpacing)
    shape.setFontLetterSpacing(px(_ROOM) - QFontMetricsF(font).horizontalAdvance(" "))
    return shape


def _tiny() -> QTextCharFormat:
    shape = QTextCharFormat()
    small = QFont()
    small.setPixelSize(1)
    shape.setFont(small, QTextCharFormat.FontPropertiesInheritanceBehavior.FontPropertiesSpecifiedOnly)
    shape.setFontLetterSpacingType(QFont.SpacingType.AbsoluteSpacing)
    shape.setFontLetterSpacing(-QFontMetricsF(small).averageCharWidth())
    shape.setForeground(QColor(0, 0, 0, 0))
    return shape
