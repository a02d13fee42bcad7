"""The ground of a drawing: the colour of the canvas and a grid of dots."""

from functools import lru_cache

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QPainter, QPixmap, QTransform

from app.theme import colour, look

STEP = 16.0
"""The distance of the dots at scale 1, in px."""

_CLOSEST = 11.0
"""Nearer than this on the screen every second dot is left out."""


def paint_ground(painter: QPainter, area: QRectF | QRect, scale: float, origin: QPoint) -> None:
    """Fill an area of the drawing; `origin` is where its zero point is in the view."""
    step = STEP * scale
    while step < _CLOSEST:
        step *= 2
    tile = _tile(round(step), look().theme, painter.device().devicePixelRatioF())
    brush = QBrush(tile)
    brush.setTransform(
        QTransform.fromTranslate(origin.x(), origin.y()).scale(step / round(step), step / round(step))
    )
    shown = painter.worldTransform().mapRect(QRectF(area))
    painter.save()
    painter.resetTransform()
    painter.fillRect(shown, brush)
    painter.restore()


@lru_cache(maxsize=64)
def _tile(size: int, _theme: str, ratio: float) -> QPixmap:
    """One dot in the corner of a square, spread over its four corners so that tiles join."""
    tile = QPixmap(round(size * ratio), round(size * ratio))
    tile.setDevicePixelRatio(ratio)
    tile.fill(colour("surface.canvas"))
    painter = QPainter(tile)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour("grid.dot"))
    for x in (0, size):
        for y in (0, size):
            painter.drawEllipse(QPointF(x, y), 0.8, 0.8)
    painter.end()
    return tile
