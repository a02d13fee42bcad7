"""The map of a drawing: zones, shapes and the area in view, small; a click or the arrows move the view."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from app.canvas.minimap_picture import MapPicture
from app.session.minimap_choice import minimap_choice
from app.theme import colour, look, px, restyled
from core.ground.words import _

if TYPE_CHECKING:
    from app.canvas.canvas import Canvas

_WIDTH, _HIGHEST, _LOWEST = 208, 168, 72
_MARGIN = 6
_PART = 0.25
"""An arrow moves the view by so much of what is seen."""

_WAYS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class Minimap(QWidget):
    """Lies over a canvas at the bottom right while the choice is to show it."""

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._held: QPointF | None = None
        self.picture = MapPicture(self)
        self.picture.made.connect(self.update)
        self.setAccessibleName(_("Map of the drawing"))
        self.setAccessibleDescription(_("Arrows move the view, plus and minus scale it, Home fits it"))
        self.setToolTip(_("Click or drag to move the view"))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.setVisible(minimap_choice().shown)
        minimap_choice().changed.connect(self._choose)
        canvas.redrawn.connect(self._look_again)
        canvas.scaled.connect(self.update)
        for bar in (canvas.horizontalScrollBar(), canvas.verticalScrollBar()):
            bar.valueChanged.connect(self.update)
        restyled(self, self.restyle)

    def restyle(self) -> None:
        """Take on the present theme and scale."""
        self._look_again()

    def settle(self, chip: QRect) -> None:
        """Stand above the scale, at its right edge."""
        area = self._canvas.scene_shown.extent()
        shape = area.height() / area.width() if area.width() > 0 else 0.5
        height = min(max(px(_WIDTH) * shape, px(_LOWEST)), px(_HIGHEST))
        self.resize(px(_WIDTH), round(height))
        self.move(chip.right() + 1 - self.width(), chip.top() - px(8) - self.height())

    def place_of(self, point: QPointF) -> QPointF:
        """Where a point of the drawing is on the map."""
        area, scale = self.picture.area, self._scale()
        return self._inside().topLeft() + (point - area.topLeft()) * scale

    def point_at(self, place: QPointF) -> QPointF:
        """The point of the drawing at a place of the map."""
        return self.picture.area.topLeft() + (place - self._inside().topLeft()) / self._scale()

    def _inside(self) -> QRectF:
        """The rectangle in which the drawing is shown, in the middle of the map."""
        area, scale = self.picture.area, self._scale()
        wide, high = area.width() * scale, area.height() * scale
        return QRectF((self.width() - wide) / 2, (self.height() - high) / 2, wide, high)

    def _scale(self) -> float:
        area, room = self.picture.area, 2 * px(_MARGIN)
        if area.isEmpty():
            return 1.0
        return min((self.width() - room) / area.width(), (self.height() - room) / area.height())

    def _seen(self) -> QRectF:
        """The area in view, on the map and no larger than it."""
        area = self._canvas.visible_area()
        seen = QRectF(self.place_of(area.topLeft()), self.place_of(area.bottomRight()))
        return seen.intersected(QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5))

    def _choose(self) -> None:
        self.setVisible(minimap_choice().shown)
        if self.isVisible():
            self.picture.stale = True
            self._look_again()
        elif self.hasFocus():
            self._canvas.setFocus()

    def _look_again(self) -> None:
        """The drawing is another; the map of it is painted in the next pause."""
        self.picture.stale = True
        if self.isVisible():
            self.settle(self._canvas.afloat.chip.geometry())
            self.picture.ask(self._canvas, self.size(), px(_MARGIN))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The picture of the drawing, and over it the area in view."""
        del event
        if self.picture.stale:
            self.picture.ask(self._canvas, self.size(), px(_MARGIN))
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour("line.control"), look().line))
        painter.setBrush(colour("surface.canvas"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        if not self.picture.pixmap.isNull():
            painter.drawPixmap(self._inside().topLeft(), self.picture.pixmap)
        veil = colour("accent.mark")
        veil.setAlpha(28)
        painter.setBrush(veil)
        painter.setPen(QPen(colour("accent.mark"), look().line + 0.5))
        painter.drawRect(self._seen())
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colour("line.focus"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the area in view, or move it here."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        seen = self._seen()
        held = event.position() - seen.center() if seen.contains(event.position()) else QPointF()
        self._held = held
        self._canvas.centerOn(self.point_at(event.position() - held))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the area in view with the pointer."""
        if self._held is not None:
            self._canvas.centerOn(self.point_at(event.position() - self._held))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go of the area in view."""
        del event
        self._held = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move the view, plus and minus change its scale, Home fits it, Escape leaves the map."""
        canvas, key = self._canvas, Qt.Key(event.key())
        if key in _WAYS:
            room = canvas.viewport().size()
            dx, dy = _WAYS[key]
            canvas.pan(round(dx * room.width() * _PART), round(dy * room.height() * _PART))
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Minus):
            canvas.zoom_step(1 if key == Qt.Key.Key_Plus else -1)
        elif key == Qt.Key.Key_Home:
            canvas.fit()
        elif key in (Qt.Key.Key_Escape, Qt.Key.Key_Return):
            canvas.setFocus()
        else:
            super().keyPressEvent(event)
