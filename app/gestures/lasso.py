"""Drawing a free line around what is to be selected."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPolygonF

from app.gestures.gathering import Gathering
from app.gestures.gesture import Stage
from core.model import Id

if TYPE_CHECKING:
    from app.canvas.shape_item import ShapeItem

_STEP = 3.0
"""A point nearer to the one before than this adds nothing, in px."""


class Lasso(Gathering):
    """A line from the press to the pointer, closed by the shortest way.

    It selects shapes whose middle it is around, zones and containers that lie in it wholly, and lines
    with both their ends.
    """

    def __init__(self, stage: Stage, start: QPointF, kept: Iterable[Id] = ()) -> None:
        super().__init__(stage, kept)
        self._way = QPolygonF([start])

    def move(self, point: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """Go on with the line, and select what it is around."""
        del modifiers
        if (point - self._way.last()).manhattanLength() >= _STEP:
            self._way.append(point)
            self.gather()

    def outline(self, painter: QPainter) -> None:
        """The line, closed."""
        painter.drawPolygon(self._way)

    def takes(self, item: ShapeItem) -> bool:
        """Whether it is around what of the item must be in it."""
        return all(map(self._around, _places(item)))

    def _around(self, place: QPointF) -> bool:
        return self._way.containsPoint(place, Qt.FillRule.OddEvenFill)


def _places(item: ShapeItem) -> tuple[QPointF, ...]:
    """What of an item must be in it: the middle of a shape, all of what holds others, the ends of a line."""
    area = item.outline()
    if item.item.layer <= 1:
        return area.topLeft(), area.topRight(), area.bottomLeft(), area.bottomRight()
    if not item.item.is_line:
        return (area.center(),)
    first, last = item.item.outline[0], item.item.outline[-1]
    return QPointF(first.x, first.y), QPointF(last.x, last.y)
