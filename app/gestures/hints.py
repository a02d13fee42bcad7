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

_MOST_TOLD = 2
"""So many numbers are told of equal gaps in one direction, and so many of other distances."""

_LEAST_TOLD = 1.0
"""Gaps below this are no gaps: the shapes touch or overlap."""


def paint_hints(painter: QPainter, hints: Iterable[Hint], scale: float) -> None:
    """Guides as lines of 1 px, gaps with an end at each border; numbers tell how many px lie between."""
    found = tuple(hints)
    painter.setPen(QPen(colour("accent.mark"), 1 / scale))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for hint in found:
        painter.drawLine(hint.line)
        if isinstance(hint, Gap):
            painter.drawLines(_ends(hint.line, _TICK / scale))
    for place, gap in told(found):
        _tell(painter, place, gap, scale)


def told(hints: Iterable[Hint]) -> list[tuple[QPointF, float]]:
    """The distances that are told in numbers, and where: few enough to be read on the way.

    Of equal gaps two in each direction say what all of them are; where none are equal, the distances to
    what is nearest, two at most.
    """
    found, numbers = tuple(hints), dict[tuple[float, float], float]()
    ways = set()
    for upright in (False, True):
        gaps = [one for one in found if isinstance(one, Gap) and _upright(one.line) is upright]
        for gap in gaps[:_MOST_TOLD]:
            middle = gap.line.pointAt(0.5)
            numbers[middle.x(), middle.y()] = gap.length
            ways.add(upright)
    guides = [one for one in found if isinstance(one, Guide) and one.gap >= _LEAST_TOLD]
    # A guide tells the distance along itself.
    apart = {(one.middle.x(), one.middle.y()): one.gap for one in guides if _upright(one.line) not in ways}
    for place in sorted(apart, key=lambda one: apart[one])[:_MOST_TOLD]:
        numbers.setdefault(place, apart[place])
    return [(QPointF(*place), gap) for place, gap in numbers.items()]


def _upright(line: QLineF) -> bool:
    return abs(line.dx()) < abs(line.dy())


def _ends(line: QLineF, half: float) -> list[QLineF]:
    aside = QPointF(half, 0) if _upright(line) else QPointF(0, half)
    return [QLineF(end - aside, end + aside) for end in (line.p1(), line.p2())]


def _tell(painter: QPainter, place: QPointF, gap: float, scale: float) -> None:
    """The number of px on a small plate with a rim of the ground, as large on the screen at any scale."""
    words = f"{gap:.0f}"
    painter.save()
    painter.translate(place)
    painter.scale(1 / scale, 1 / scale)
    painter.setFont(text_font(11, True, False))
    wide = painter.fontMetrics().horizontalAdvance(words) + 8
    plate = QRectF(-wide / 2, -8, wide, 16)
    painter.setPen(QPen(colour("surface.canvas"), 2))
    painter.setBrush(colour("accent.fill"))
    painter.drawRoundedRect(plate, 4, 4)
    painter.setPen(colour("text.on_accent"))
    painter.drawText(plate, Qt.AlignmentFlag.AlignCenter, words)
    painter.restore()
