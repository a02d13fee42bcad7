"""One graphics item an element: paints its marks at the level of detail of the view."""

from collections.abc import Callable
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QPainter, QPainterPath, QPen, QPolygonF
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from app.canvas.brush import Paint, Prepared, path_of, qrect, visible_at
from app.canvas.veil import Veil
from app.theme import colour, look
from core.diagram.display import Item
from core.diagram.geometry import polyline
from core.diagram.shapes import DIMMED

REACH = 5.0
"""How near to a line a click may be, in px at scale 1."""


class ShapeItem(QGraphicsItem):
    """Paints the item of one element.

    `ghost` draws its outline alone, while it is dragged; `target` fills it as a place to drop on;
    `left_out` does not draw it.
    """

    def __init__(self, item: Item, detail: Callable[[], float], veil: Veil) -> None:
        super().__init__()
        self._detail = detail
        self._veil = veil
        self._laid = 0
        self._worn: object = (None, False)
        self._dimmed = False
        self._seen = -1.0
        self._visible: list[Paint] = []
        self.ghost = False
        self.target = False
        self.left_out = False
        self._marks: list[Prepared] | None = None
        self._shape: QPainterPath | None = None
        self.item = item
        self._arrange()

    @property
    def element(self) -> str:
        """The id of the element."""
        return self.item.element

    def take(self, item: Item) -> None:
        """Show another state of the element."""
        if item.bounds != self.item.bounds:
            self.prepareGeometryChange()
        self.item = item
        self._laid = -1
        self._marks = None
        self._seen = -1.0
        self._shape = None
        self._arrange()
        self.update()

    def restyle(self) -> None:
        """Take on the present theme, which may also draw other forms."""
        self._marks = None
        self._seen = -1.0
        self.update()

    def show_as(self, ghost: bool = False, target: bool = False) -> None:
        """Draw it as dragged, as a place to drop on, or as itself."""
        if (ghost, target) != (self.ghost, self.target):
            self.ghost, self.target = ghost, target
            self.update()

    def outline(self) -> QRectF:
        """The rectangle of the shape without badges."""
        xs = [point.x for point in self.item.outline]
        ys = [point.y for point in self.item.outline]
        return QRectF(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))

    def _arrange(self) -> None:
        self.setZValue(self.item.layer * 100 + self.item.depth)
        self.setOpacity(self.item.opacity)

    def boundingRect(self) -> QRectF:
        """Where it paints; a zone draws no further than its border, but its heat does."""
        return qrect(self.item.bounds.grown(2 if self.item.layer else 12))

    def shape(self) -> QPainterPath:
        """Where it is hit."""
        if self._veil.is_hidden(self.item):
            return QPainterPath()
        if self._shape is None:
            if self.item.is_line:
                path = QPainterPath()
                points = self.item.outline
                for before, after in pairwise(points):
                    path.addRect(
                        QRectF(QPointF(before.x, before.y), QPointF(after.x, after.y))
                        .normalized()
                        .adjusted(-REACH, -REACH, REACH, REACH)
                    )
            else:
                path = QPainterPath()
                path.addPolygon(QPolygonF([QPointF(point.x, point.y) for point in self.item.outline]))
                path.closeSubpath()
            path.setFillRule(Qt.FillRule.WindingFill)
            self._shape = path
        return self._shape

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        """Paint what belongs to the level of detail of the view."""
        del option, widget
        if self.left_out:
            return
        if self.ghost:
            self._paint_ghost(painter)
            return
        if self._laid != self._veil.version:
            self._look_up()
        if self._dimmed:
            if self._veil.hide:
                return
            painter.setOpacity(self.item.opacity * DIMMED)
        detail = self._detail()
        if detail != self._seen:
            if self._marks is None:
                self._marks = self._veil.marks_of(self.item)
            self._visible = visible_at(self._marks, detail)
            self._seen = detail
        for draw in self._visible:
            draw(painter, detail)
        if self.target:
            painter.setBrush(_drop_brush())
            painter.setPen(QPen(colour("accent.mark"), 2))
            painter.drawRoundedRect(self.outline(), 8, 8)

    def _look_up(self) -> None:
        """Look what is laid over it now."""
        self._laid = self._veil.version
        self._dimmed = self._veil.is_dimmed(self.item)
        before, self._worn = self._worn, self._veil.worn_by(self.item)
        if before != self._worn:
            self._marks = None
            self._seen = -1.0

    def _paint_ghost(self, painter: QPainter) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour("ghost.border"), 1.5))
        if self.item.is_line:
            painter.drawPath(path_of(polyline(self.item.outline)))
        else:
            painter.drawRect(self.outline())


def _drop_brush() -> QBrush:
    """What fills a place to drop on: a veil, or in high contrast a hatch."""
    if look().theme == "high_contrast":
        return QBrush(colour("accent.mark"), Qt.BrushStyle.BDiagPattern)
    tone = colour("drop.fill")
    tone.setAlphaF(0.55)
    return QBrush(tone)
