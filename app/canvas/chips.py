"""Chips on nodes: which component runs there, and the mark of a selected one that has no shape of its own."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from app.canvas.brush import qrect
from app.theme import colour
from core.model import Allocation, Id

if TYPE_CHECKING:
    from app.canvas.canvas import Canvas
    from app.canvas.shape_item import ShapeItem

_CHIP = "chip:"
"""How the name of the spot of a chip begins; the id of its component follows."""


def chip_at(item: ShapeItem, point: QPointF) -> Id | None:
    """The component whose chip on a node is at a point; None where it is on none."""
    for spot in item.item.spots:
        if spot.name.startswith(_CHIP) and qrect(spot.area).contains(point):
            return spot.name.removeprefix(_CHIP)
    return None


class Chips:
    """Marks what is selected and drawn here as a chip alone; where its node has no chips, that node."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self.marked: tuple[Id, ...] = ()

    def mark(self, element_ids: Collection[Id]) -> None:
        """Mark these elements, as far as they have no shape here."""
        find = self._canvas.scene_shown.find
        marked = tuple(one for one in element_ids if find(one) is None)
        if marked != self.marked:
            self.marked = marked
            self._canvas.viewport().update()

    def reveal(self, element_id: Id) -> None:
        """Mark an element that runs on nodes drawn here; bring it into view, and its nodes as they fit."""
        self.mark((element_id,))
        nodes = [node.outline() for node in self._nodes(element_id)]
        self._canvas.show_areas([*self.areas(element_id), *nodes])

    def areas(self, element_id: Id) -> Iterator[QRectF]:
        """Where an element that runs on nodes drawn here is seen."""
        name = _CHIP + element_id
        for node in self._nodes(element_id):
            spot = next((one.area for one in node.item.spots if one.name == name), None)
            yield node.outline() if spot is None else qrect(spot)

    def _nodes(self, element_id: Id) -> Iterator[ShapeItem]:
        for allocation in self._canvas.snapshot_shown.uses(element_id, Allocation):
            item = self._canvas.scene_shown.find(allocation.node)
            if allocation.component == element_id and item is not None:
                yield item

    def paint(self, painter: QPainter, scale: float) -> None:
        """A frame in the accent around each."""
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour("accent.mark"), 2 / scale))
        for element_id in self.marked:
            for area in self.areas(element_id):
                away = 1 / scale
                painter.drawRoundedRect(area.adjusted(-away, -away, away, away), 4, 4)
