"""Drawing a rubber band around what is to be selected."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from app.gestures.gathering import Gathering
from app.gestures.gesture import Stage
from core.ground.words import _
from core.model import Id

if TYPE_CHECKING:
    from app.canvas.shape_item import ShapeItem

_HOLDS_OTHERS = 1
"""The highest layer of what holds others."""

_THIN = 0.5
"""A band that is drawn straight to the left still touches what it crosses."""


class Band(Gathering):
    """A rectangle from the press to the pointer.

    Drawn to the right it selects what lies in it wholly. Drawn to the left, with a dashed line, it selects
    what it touches; zones and containers have to lie in it wholly then too, for else what it touches within
    them could not be selected alone.
    """

    def __init__(self, stage: Stage, start: QPointF, kept: Iterable[Id] = ()) -> None:
        super().__init__(stage, kept)
        self._start = start
        self._area = QRectF(start, start)
        self._touches = False

    def move(self, point: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """Stretch the band and select what it takes."""
        del modifiers
        self._area = QRectF(self._start, point).normalized()
        self._touches = point.x() < self._start.x()
        self.line = Qt.PenStyle.DashLine if self._touches else Qt.PenStyle.SolidLine
        self.gather()
        self.stage.say(
            _("Selects what it touches. To the right: what lies in it wholly.")
            if self._touches
            else _("Selects what lies in it wholly. To the left: what it touches.")
        )

    def outline(self, painter: QPainter) -> None:
        """The rectangle."""
        painter.drawRect(self._area)

    def takes(self, item: ShapeItem) -> bool:
        """Whether it lies in it wholly, or it is touched where that is enough."""
        outline = item.outline()
        # A straight line has an outline without height or width, which no rectangle of Qt contains.
        if self._area.contains(outline.topLeft()) and self._area.contains(outline.bottomRight()):
            return True
        area = self._area.adjusted(-_THIN, -_THIN, _THIN, _THIN)
        return (
            self._touches
            and item.item.layer > _HOLDS_OTHERS
            and area.intersects(item.boundingRect())
            and item.shape().intersects(area)
        )
