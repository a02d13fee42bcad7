"""One graphics item an element: paints its marks at the level of detail of the view."""

from collections.abc import Callable
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QPainter, QPainterPath, QPen, QPolygonF
from PySide6.QtWidgets import QGraphicsItem, QGraphicsRectItem, QStyleOptionGraphicsItem, QWidget

from app.canvas.brush import Prepared, path_of, qrect
from app.canvas.veil import Veil
from app.theme import colour, look
from core.diagram.display import Item
from core.diagram.geometry import polyline
from core.diagram.later import marks_seen
from core.diagram.lod import SHAPES
from core.diagram.shapes import DIMMED

REACH = 5.0
"""How near to a line a click may be, in px at scale 1."""

NOT_READY = Prepared(1.0, 0.0, ())
_NO_PEN = QPen(Qt.PenStyle.NoPen)


class ShapeItem(QGraphicsRectItem):
    """Paints the item of one element, in a rectangle that Qt asks for so often that it keeps it itself.

    `ghost` draws its outline alone, while it is dragged; `target` fills it as a place to drop on;
    `left_out` does not draw it.
    """

    def __init__(self, item: Item, detail: Callable[[], float], veil: Veil) -> None:
        super().__init__()
        self.setPen(_NO_PEN)
        self._detail = detail
        self._veil = veil
        self._laid = 0
        self._worn: object = (None, False)
        self._dimmed = False
        self._ready = NOT_READY
        self._far = False
        self.ghost = False
        self.target = False
        self.left_out = False
        self._shape: QPainterPath | None = None
        self.item = item
        self._arrange()

    @property
    def element(self) -> str:
        """The id of the element."""
        return self.item.element

    def take(self, item: Item) -> None:
        """Show another state of the element."""
        self.item = item
        self._laid = -1
        self._ready = NOT_READY
        self._shape = None
        self._arrange()
        self.look_for_contents()
        self.update()

    def look_from(self, far: bool) -> None:
        """Be seen from far, or from near again: from far most lines draw nothing, and Qt passes over them."""
        if far != self._far:
            self._far = far
            self._set_contents()

    def look_for_contents(self) -> None:
        """Heat may lie along it now, or no more."""
        if self._far:
            self._set_contents()

    def _set_contents(self) -> None:
        if self.item.is_line:
            cool = self.item.element not in self._veil.heats
            plain = self._far and cool and not self.ghost and not self.target
            empty = plain and not any(
                mark.smallest < SHAPES for mark in marks_seen(self.item.marks, far=True)
            )
            self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemHasNoContents, empty)

    def restyle(self) -> None:
        """Take on the present theme, which may also draw other forms."""
        self._ready = NOT_READY
        self.update()

    def show_as(self, ghost: bool = False, target: bool = False) -> None:
        """Draw it as dragged, as a place to drop on, or as itself."""
        if (ghost, target) != (self.ghost, self.target):
            self.ghost, self.target = ghost, target
            self.look_for_contents()
            self.update()

    def outline(self) -> QRectF:
        """The rectangle of the shape without badges."""
        xs = [point.x for point in self.item.outline]
        ys = [point.y for point in self.item.outline]
        return QRectF(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))

    def _arrange(self) -> None:
        # A zone draws no further than its border, but its heat does.
        self.setRect(qrect(self.item.bounds.grown(2 if self.item.layer else 12)))
        self.setZValue(self.item.layer * 100 + self.item.depth + _share(self.item.order))
        self.setOpacity(self.item.opacity)

    def shape(self) -> QPainterPath:
        """Where it is hit."""
        if self._veil.is_hidden(self.item):
            return QPainterPath()
        if self._shape is None:
            if self.item.is_line:
                path = QPainterPath()
                points = self.item.outline
                for spot in self.item.spots:
                    if spot.name == "label":  # the words of a line are a part of it
                        path.addRect(spot.area.x, spot.area.y, spot.area.width, spot.area.height)
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
        ready = self._ready
        if not ready.low <= detail < ready.high:
            ready = self._ready = self._veil.prepared(self.item, detail)
        if ready.flat is not None:
            painter.fillRect(*ready.flat)
        for draw in ready.paints:
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
            self._ready = NOT_READY

    def _paint_ghost(self, painter: QPainter) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour("ghost.border"), 1.5))
        if self.item.is_line:
            painter.drawPath(path_of(polyline(self.item.outline)))
        else:
            painter.drawRect(self.outline())


def _share(order: int) -> float:
    """An order as a part of the step between two depths, between -0.5 and 0.5."""
    return order / (2 * abs(order) + 2)


def _drop_brush() -> QBrush:
    """What fills a place to drop on: a veil, or in high contrast a hatch."""
    if look().theme == "high_contrast":
        return QBrush(colour("accent.mark"), Qt.BrushStyle.BDiagPattern)
    tone = colour("drop.fill")
    tone.setAlphaF(0.55)
    return QBrush(tone)
