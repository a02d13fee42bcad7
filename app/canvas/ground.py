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
    ratio = painter.device().devicePixelRatioF()
    across = round(step * ratio)
    brush = QBrush(_tile(across, look().theme, ratio))
    brush.setTransform(QTransform.fromTranslate(origin.x(), origin.y()).scale(step / across, step / across))
    shown = painter.worldTransform().mapRect(QRectF(area))
    painter.save()
    painter.resetTransform()
    painter.fillRect(shown, brush)
    painter.restore()


@lru_cache(maxsize=64)
def _tile(across: int, _theme: str, ratio: float) -> QPixmap:
    """One dot in the corner of a square, spread over its four corners so that tiles join.

    It is a whole number of px of the screen wide, and says nothing of their ratio: Qt moves a brush that
    does by px of the screen.
    """
    tile = QPixmap(across, across)
    tile.fill(colour("surface.canvas"))
    painter = QPainter(tile)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour("grid.dot"))
    for x in (0, across):
        for y in (0, across):
            painter.drawEllipse(QPointF(x, y), 0.8 * ratio, 0.8 * ratio)
    painter.end()
    return tile
