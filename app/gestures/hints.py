"""Painting why a shape lies where it lies: guides and equal gaps, in the accent, with px beside them."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from app.canvas.brush import text_font
from app.gestures.snapping import Gap, Guide, Hint
from app.theme import colour

_TICK = 4.0
"""Half the height of the ends of a gap, in px on the screen."""

_LEAST_TOLD = 1.0
"""Gaps below this are no gaps: the shapes touch or overlap."""


def paint_hints(painter: QPainter, hints: Iterable[Hint], scale: float) -> None:
    """Guides as lines of 1 px, gaps with an end at each border; both tell how many px lie between."""
    told: set[tuple[float, float]] = set()
    for hint in hints:
        painter.setPen(QPen(colour("accent.mark"), 1 / scale))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawLine(hint.line)
        if isinstance(hint, Gap):
            painter.drawLines(_ends(hint.line, _TICK / scale))
        gap = hint.gap if isinstance(hint, Guide) else hint.length
        middle = hint.line.pointAt(0.5) if isinstance(hint, Gap) else hint.middle
        if gap >= _LEAST_TOLD and (middle.x(), middle.y()) not in told:
            told.add((middle.x(), middle.y()))
            _tell(painter, middle, gap, scale)


def _ends(line: QLineF, half: float) -> list[QLineF]:
    upright = abs(line.dx()) < abs(line.dy())
    aside = QPointF(half, 0) if upright else QPointF(0, half)
    return [QLineF(end - aside, end + aside) for end in (line.p1(), line.p2())]


def _tell(painter: QPainter, place: QPointF, gap: float, scale: float) -> None:
    """The number of px on a small plate, as large on the screen at any scale."""
    words = f"{gap:.0f}"
    painter.save()
    painter.translate(place)
    painter.scale(1 / scale, 1 / scale)
    painter.setFont(text_font(11, True, False))
    wide = painter.fontMetrics().horizontalAdvance(words) + 8
    plate = QRectF(-wide / 2, -8, wide, 16)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour("accent.fill"))
    painter.drawRoundedRect(plate, 4, 4)
    painter.setPen(colour("text.on_accent"))
    painter.drawText(plate, Qt.AlignmentFlag.AlignCenter, words)
    painter.restore()
