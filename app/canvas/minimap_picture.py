"""The picture that a map shows, painted a part at a time in pauses, so that it never holds up a gesture."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen, QPixmap

from app.session.pauses import once_after
from app.theme import colour, look
from core.diagram.display import Shape

if TYPE_CHECKING:
    from app.canvas.canvas import Canvas
    from app.canvas.shape_item import ShapeItem

_PAUSE = 150
"""Milliseconds without another drawing after which the picture is painted anew."""

_BRIEF = 0.004
"""Seconds that are painted at once."""

_LOOK = 50
"""So many shapes are painted before the clock is looked at."""


class MapPicture(QObject):
    """Signal: `made` when there is another picture. `area` is the part of the drawing that it shows."""

    made = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.pixmap = QPixmap()
        self.area = QRectF()
        self.stale = True
        self._canvas: Canvas | None = None
        self._size = QSize()
        self._margin = 0
        self._work: Iterator[None] | None = None
        self._timer = once_after(self, 0, self._go_on)

    def ask(self, canvas: Canvas, size: QSize, margin: int) -> None:
        """Paint the drawing of the canvas anew, in the next pause, to fit a size with a margin."""
        self._canvas, self._size, self._margin = canvas, size, margin
        self.stale = False
        self._work = None
        self._timer.start(_PAUSE)

    def _go_on(self) -> None:
        canvas = self._canvas
        if canvas is None:
            return
        if self._work is None:
            if canvas.gesture is not None:
                self._timer.start(_PAUSE)
                return
            self._work = self._painting(canvas)
        until = time.perf_counter() + _BRIEF
        for _painted in self._work:
            if time.perf_counter() > until:
                self._timer.start(0)
                return
        self._work = None
        self.made.emit()

    def _painting(self, canvas: Canvas) -> Iterator[None]:
        """Paint zones, then what stands in them; the picture shown meanwhile stays the one before."""
        area, room = canvas.scene_shown.extent(), 2 * self._margin
        if area.isEmpty():
            self.pixmap, self.area = QPixmap(), area
            return
        scale = min((self._size.width() - room) / area.width(), (self._size.height() - room) / area.height())
        ratio = canvas.devicePixelRatioF()
        pixmap = QPixmap(
            max(round(area.width() * scale * ratio), 1), max(round(area.height() * scale * ratio), 1)
        )
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        shapes = [item for item in canvas.scene_shown.items_by_id.values() if _on_map(item)]
        shapes.sort(key=lambda item: (item.item.layer, item.item.depth))
        for begin in range(0, len(shapes), _LOOK):
            painter = QPainter(pixmap)
            painter.scale(scale, scale)
            painter.translate(-area.topLeft())
            for item in shapes[begin : begin + _LOOK]:
                _paint(painter, item)
            painter.end()
            yield
        self.pixmap, self.area = pixmap, area


def _on_map(item: ShapeItem) -> bool:
    return not item.item.is_line and item.item.layer in (0, 1, 3)


def _paint(painter: QPainter, item: ShapeItem) -> None:
    if item.item.layer == 3:
        painter.fillRect(item.outline(), colour("line.control"))
        return
    shape = next((mark for mark in item.item.marks if isinstance(mark, Shape) and mark.fill), None)
    painter.setBrush(colour(shape.fill) if shape is not None and shape.fill else Qt.BrushStyle.NoBrush)
    stroke = shape.stroke.role if shape is not None and shape.stroke is not None else "line.default"
    pen = QPen(colour(stroke), look().line)
    pen.setCosmetic(True)
    painter.setPen(pen)
    painter.drawRect(item.outline())
