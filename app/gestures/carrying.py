"""Many shapes on their way: their outlines and lines in one piece, as nothing else is quick enough."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF
from PySide6.QtGui import QPainter, QPainterPath, QPen

from app.theme import colour
from core.diagram.places import BORDER, LINES
from core.model import Element, Id, Snapshot

if TYPE_CHECKING:
    from app.canvas.scene import DiagramScene

MANY = 24
"""Up to so many shapes, and so many lines that run out of them, are drawn as they will be."""

_MOST = 400
"""Of more lines that run out, the others are not drawn on the way."""


def lines_of(snapshot: Snapshot, element_ids: Iterable[Id]) -> set[Id]:
    """The lines that meet elements."""
    return {
        line.id for element_id in element_ids for line in snapshot.uses(element_id) if isinstance(line, LINES)
    }


class Carried:
    """The outlines of shapes with the lines between them, and the lines that run out of them."""

    def __init__(self, scene: DiagramScene, snapshot: Snapshot, element_ids: set[Id]) -> None:
        self._outlines = QPainterPath()
        self._out: list[tuple[QPointF, QPointF]] = []
        lines = lines_of(snapshot, element_ids)
        self.elements = element_ids | lines
        """All that is on its way, lines included."""
        for element_id in sorted(element_ids):
            item = scene.find(element_id)
            if item is not None and not isinstance(snapshot.get(element_id), (*LINES, *BORDER)):
                self._outlines.addRect(item.outline())
        for line_id in sorted(lines):
            item, line = scene.find(line_id), snapshot.get(line_id)
            if item is None or line is None:
                continue
            points = [QPointF(point.x, point.y) for point in item.item.outline]
            inner = [end in element_ids for end in _ends(line)]
            if all(inner):
                self._outlines.moveTo(points[0])
                for point in points[1:]:
                    self._outlines.lineTo(point)
            elif len(self._out) < _MOST:
                self._out.append((points[0], points[-1]) if inner[0] else (points[-1], points[0]))

    def paint(self, painter: QPainter, shift: QPointF) -> None:
        """Paint all of it, moved this far."""
        painter.setPen(QPen(colour("ghost.border"), 0))
        painter.drawLines([part for own, other in self._out for part in _square(own + shift, other)])
        painter.translate(shift)
        painter.strokePath(self._outlines, painter.pen())
        painter.translate(-shift)


def _ends(line: Element) -> Iterator[Id]:
    assert isinstance(line, LINES)
    yield from (line.source, line.target)


def _square(start: QPointF, end: QPointF) -> tuple[QLineF, QLineF]:
    corner = QPointF(start.x(), end.y())
    return QLineF(start, corner), QLineF(corner, end)
