"""Many shapes on their way: painted once, and moved as one picture, as nothing else is quick enough."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen, QPixmap

from app.canvas.shape_item import GHOST
from app.gestures.landing import seen_through
from app.theme import colour
from core.diagram.places import BORDER, LINES
from core.model import Element, Id, Snapshot

if TYPE_CHECKING:
    from app.canvas.scene import DiagramScene
    from app.canvas.shape_item import ShapeItem

MANY = 24
"""Up to so many shapes, and so many lines that run out of them, are drawn as they will be."""

_MOST = 400
"""Of more lines that run out, the others are not drawn on the way; of more shapes the outlines alone are."""


def lines_of(snapshot: Snapshot, element_ids: Iterable[Id]) -> set[Id]:
    """The lines that meet elements."""
    return {
        line.id for element_id in element_ids for line in snapshot.uses(element_id) if isinstance(line, LINES)
    }


class Carried:
    """Shapes with the lines between them, and the lines that run out of them."""

    def __init__(self, scene: DiagramScene, snapshot: Snapshot, element_ids: set[Id]) -> None:
        self._outlines = QPainterPath()
        self._shapes: list[ShapeItem] = []
        self._picture: QPixmap | None = None
        self._area, self._scale = QRectF(), 0.0
        """What of the drawing the picture shows, and its px for each of the drawing."""
        self._out: list[tuple[QPointF, QPointF]] = []
        lines = lines_of(snapshot, element_ids)
        self.elements = element_ids | lines
        """All that is on its way, lines included."""
        for element_id in sorted(element_ids):
            item = scene.find(element_id)
            if item is not None and not isinstance(snapshot.get(element_id), (*LINES, *BORDER)):
                self._outlines.addRect(item.outline())
                self._shapes.append(item)
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
        if len(self._shapes) <= _MOST:
            self._paint_shapes(painter, shift)
        painter.translate(shift)
        painter.strokePath(self._outlines, painter.pen())
        painter.translate(-shift)

    def _paint_shapes(self, painter: QPainter, shift: QPointF) -> None:
        """Paint the picture of the shapes, taken the first time and when the view has another scale."""
        scale = painter.deviceTransform().m11()
        if self._picture is None or scale != self._scale:
            self._take(painter, scale)
        if self._picture is not None and not self._picture.isNull():
            painter.setOpacity(GHOST)
            painter.drawPixmap(self._area.translated(shift), self._picture, QRectF(self._picture.rect()))
            painter.setOpacity(1.0)

    def _take(self, painter: QPainter, scale: float) -> None:
        """Take a picture of the shapes as far as they are seen now, or are near to that."""
        seen = seen_through(painter)
        wide, high = seen.width() / 2, seen.height() / 2
        self._area = self._outlines.boundingRect().adjusted(-12, -12, 12, 12)
        self._area &= seen.adjusted(-wide, -high, wide, high)
        self._scale = scale
        self._picture = QPixmap((self._area.size() * scale).toSize())
        self._picture.fill(Qt.GlobalColor.transparent)
        brush = QPainter(self._picture)
        brush.setRenderHints(painter.renderHints())
        brush.scale(scale, scale)
        brush.translate(-self._area.topLeft())
        for item in sorted(self._shapes, key=lambda one: one.zValue()):
            if item.outline().intersects(self._area):
                brush.setOpacity(item.opacity())
                item.paint_itself(brush)
        brush.end()


def _ends(line: Element) -> Iterator[Id]:
    assert isinstance(line, LINES)
    yield from (line.source, line.target)


def _square(start: QPointF, end: QPointF) -> tuple[QLineF, QLineF]:
    corner = QPointF(start.x(), end.y())
    return QLineF(start, corner), QLineF(corner, end)
