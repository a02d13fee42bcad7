"""One box of the picture of traces: a button with a name, what it is to the requirement, and a mark."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton

from app.theme import colour, font, glyph, look, paint_mark, px

_ARROWS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)
HEIGHT = 46
"""The height of a box in px at scale 1."""


class TraceBox(QPushButton):
    """Shows a name and below it smaller words; both are cut where there is no room, and told in full.

    `picture` is an icon before the name, `mark` a status mark in its place; a `suspect` one has a broken
    frame. Signals: `steered` with the arrow key pressed on it.
    """

    steered = Signal(object)

    def __init__(self, title: str, words: str, picture: str, mark: str, suspect: bool, spoken: str) -> None:
        super().__init__()
        self.title, self.words = title, words
        self.suspect = suspect
        self.middle = False
        """Whether it is what all others are joined to: its words wrap."""
        self._picture, self._mark = picture, mark
        self.setAccessibleName(spoken)
        self.setToolTip("\n".join(part for part in (title, words) if part))
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        """The size of a box of one name."""
        return QSize(px(150), px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """It can be as small as its column is narrow."""
        return QSize(px(60), px(HEIGHT))

    def wrapped_height(self, width: int) -> int:
        """How high it is in that width where its words wrap."""
        metrics = QFontMetrics(font("small"))
        room = metrics.boundingRect(0, 0, width - px(20), 10_000, Qt.TextFlag.TextWordWrap, self.words)
        return max(px(HEIGHT), px(32) + room.height() + px(8))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the frame, the picture and the words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        lit = self.underMouse() or self.isDown()
        ground = "accent.tint" if self.middle else "surface.hover" if lit else "surface.panel"
        role = "status.warn.text" if self.suspect else "accent.mark" if self.middle else "line.control"
        width = 2 if self.hasFocus() else max(look().line, 1)
        pen = QPen(colour("line.focus" if self.hasFocus() else role), width)
        if self.suspect and not self.hasFocus():
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(colour(ground))
        frame = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(frame, px(4), px(4))
        left = px(10)
        size = px(14)
        top = px(8) if self.words else (self.height() - size) // 2
        if self._mark:
            paint_mark(painter, QRectF(left, top, size, size), self._mark)
            left += px(20)
        if self._picture:
            picture = glyph(self._picture, size, "text.secondary", self.devicePixelRatioF())
            painter.drawPixmap(left, top, picture)
            left += px(20)
        self._write(painter, left, top - px(2))

    def _write(self, painter: QPainter, left: int, top: int) -> None:
        right, line = self.width() - px(8), px(18)
        painter.setFont(font("strong" if self.middle else "body"))
        painter.setPen(colour("text.primary"))
        name = painter.fontMetrics().elidedText(self.title, Qt.TextElideMode.ElideRight, right - left)
        painter.drawText(QRectF(left, top, right - left, line), Qt.AlignmentFlag.AlignVCenter, name)
        if not self.words:
            return
        painter.setFont(font("small"))
        painter.setPen(colour("status.warn.text" if self.suspect else "text.secondary"))
        below = QRectF(px(10), top + line + px(2), right - px(10), self.height() - top - line - px(6))
        if self.middle:
            painter.drawText(below, int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop), self.words)
            return
        words = painter.fontMetrics().elidedText(
            self.words, Qt.TextElideMode.ElideRight, round(below.width())
        )
        painter.drawText(below, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft, words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go to the boxes beside it, Enter leads where a click does."""
        if event.key() in _ARROWS and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.steered.emit(Qt.Key(event.key()))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)
