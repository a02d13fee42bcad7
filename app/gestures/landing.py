"""Painting what takes in the shapes that are dragged: a frame around it, and its name on a plate."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from app.canvas.brush import text_font
from app.theme import colour

_HIGH, _SIDE = 22.0, 8.0
"""How high a plate is, and the room beside its words, in px on the screen."""


def paint_landing(painter: QPainter, area: QRectF, words: str, scale: float) -> None:
    """The frame, and the words at its top left or, where that is out of sight, as near to it as is seen."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colour("accent.mark"), 3 / scale))
    painter.drawRoundedRect(area, 8, 8)
    painter.save()
    painter.setFont(text_font(12, True, False))
    plate = plate_area(area, painter.fontMetrics().horizontalAdvance(words), seen_through(painter), scale)
    painter.translate(plate.topLeft())
    painter.scale(1 / scale, 1 / scale)
    around = QRectF(0, 0, plate.width() * scale, plate.height() * scale)
    painter.setPen(QPen(colour("surface.canvas"), 2))
    painter.setBrush(colour("accent.fill"))
    painter.drawRoundedRect(around, 5, 5)
    painter.setPen(colour("text.on_accent"))
    painter.drawText(around, Qt.AlignmentFlag.AlignCenter, words)
    painter.restore()


def plate_area(area: QRectF, wide: float, seen: QRectF, scale: float) -> QRectF:
    """Where a plate for words so wide on the screen stands on the upper border of an area, and is seen."""
    plate = QRectF(0, 0, (wide + 2 * _SIDE) / scale, _HIGH / scale)
    gap = _SIDE / scale
    left = min(area.left() + gap, seen.right() - plate.width() - gap)
    top = min(area.top() - plate.height() / 2, seen.bottom() - plate.height() - gap)
    plate.moveTopLeft(QPointF(max(left, seen.left() + gap), max(top, seen.top() + gap)))
    return plate


def seen_through(painter: QPainter) -> QRectF:
    """What of a drawing a painter can reach."""
    there, _can = painter.worldTransform().inverted()
    return there.mapRect(QRectF(painter.viewport()))
