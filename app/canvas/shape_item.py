"""One graphics item an element: paints its marks at the level of detail of the view."""

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QPainter, QPainterPath, QPen, QPolygonF
from PySide6.QtWidgets import QGraphicsItem, QGraphicsRectItem, QStyleOptionGraphicsItem, QWidget

from app.canvas.brush import Prepared, alone, path_of, qrect
from app.canvas.far import FarLines, FarShapes
from app.canvas.veil import Veil
from app.theme import colour, look
from core.diagram.display import Item, Shape
from core.diagram.geometry import bent
from core.diagram.heat import far_role
from core.diagram.later import marks_seen
from core.diagram.lines import BEND_RADIUS, head_of
from core.diagram.lod import SHAPES
from core.diagram.shapes import DIMMED
from core.diagram.veil import BADGES, unbadged
from core.model import Point

REACH = 5.0
"""How near to a line a click may be, in px at scale 1."""

NOT_READY = Prepared(1.0, 0.0, ())
_SHAPE = 3
"""The layer of shapes that hold no others."""

GHOST = 0.75
"""The opacity of what is dragged."""

_NOTHING_WORN: tuple[None, bool] = (None, False)
_EMPTY = QGraphicsItem.GraphicsItemFlag.ItemHasNoContents
_NO_PEN = QPen(Qt.PenStyle.NoPen)


class ShapeItem(QGraphicsRectItem):
    """Paints the item of one element, in a rectangle that Qt asks for so often that it keeps it itself.

    `ghost` lets what lies under it shine through, while it is dragged; `target` fills it as a place to drop
    on; `left_out` does not draw it.
    """

    # A large drawing has very many.
    __slots__ = (
        "_alone",
        "_detail",
        "_dimmed",
        "_empty",
        "_far",
        "_far_lines",
        "_far_shapes",
        "_laid",
        "_ready",
        "_shape",
        "_sides",
        "_together",
        "_veil",
        "_worn",
        "ghost",
        "item",
        "left_out",
        "target",
    )

    def __init__(
        self, item: Item, detail: Callable[[], float], veil: Veil, far: tuple[FarShapes, FarLines]
    ) -> None:
        super().__init__()
        self.setPen(_NO_PEN)
        self._far_shapes, self._far_lines = far
        self._together = False
        self._empty = False
        self._alone: tuple[QRectF, str] | bool | None = None
        """What is seen of it from far, False where that is more; None until that was looked at."""
        self._detail = detail
        self._veil = veil
        self._laid = 0
        self._worn: object = _NOTHING_WORN
        self._dimmed = False
        self._ready = NOT_READY
        self._far = False
        self.ghost = False
        self.target = False
        self.left_out = False
        self._shape: QPainterPath | None = None
        self._sides: tuple[float, float, float, float] | None = None
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
        self._alone = None
        self._shape = None
        self._sides = None
        self._arrange()
        self.look_for_contents()
        self.update()

    def look_from(self, far: bool) -> None:
        """Be seen from far, or from near again: from far most lines draw nothing, and Qt passes over them."""
        if far != self._far:
            self._far = far
            self._set_contents()

    def look_for_contents(self) -> None:
        """Something else may lie over it now."""
        if self._far:
            self._set_contents()

    def leave_out(self, left_out: bool) -> None:
        """Do not draw it for the time being, or draw it again."""
        self.left_out = left_out
        self.look_for_contents()

    def part(self) -> None:
        """It goes: nothing of it is painted together with others any more."""
        self._far_shapes.drop(self.element)
        self._far_lines.drop(self.element)

    def _set_contents(self) -> None:
        plain = self._far and not self.ghost and not self.target and not self.left_out
        if self.item.is_line:
            empty = plain and self._is_bare()
            self._together = empty and self._join_lines()
            empty = empty and (self._together or self._veil.far_heat(self.item) is None)
            if not self._together:
                self._far_lines.drop(self.element)
        else:
            empty = self._together = plain and self.item.layer == _SHAPE and self._join_shapes()
            if not self._together:
                self._far_shapes.drop(self.element)
        if empty != self._empty:
            self._empty = empty
            self.setFlag(_EMPTY, empty)

    def _is_bare(self) -> bool:
        """Whether nothing is seen of a line from far but its heat."""
        if self._alone is None:
            marks = marks_seen(self.item.marks, far=True)
            self._alone = not any(mark.smallest < SHAPES for mark in marks)
        return bool(self._alone)

    def _join_lines(self) -> bool:
        """Leave the heat of a line that is not dimmed to those that are painted together."""
        heat = self._veil.far_heat(self.item)
        if heat is None or self.item.opacity < 1 or self._veil.is_dimmed(self.item):
            return False
        points = [QPointF(point.x, point.y) for point in self.item.outline]
        self._far_lines.put(self.element, [QLineF(*ends) for ends in pairwise(points)], far_role(heat))
        return True

    def _join_shapes(self) -> bool:
        """Leave a shape of which one rectangle is seen to those that are painted together."""
        item, veil = self.item, self._veil
        if self._alone is None:
            self._alone = alone(unbadged(item, far=True)) or False
        if isinstance(self._alone, bool):
            return False
        heat, dimmed = veil.heats.get(item.element), veil.is_dimmed(item)
        if dimmed and veil.hide:
            self._far_shapes.drop(item.element)
            return True
        area, role = self._alone
        if heat is not None:
            if dimmed or item.opacity < 1:
                return False  # what lies under its heat shines through
            role = far_role(heat)
        elif not dimmed and any(spot.name in BADGES for spot in item.spots):
            return False
        self._far_shapes.put(item.element, area, (role, item.opacity * (DIMMED if dimmed else 1.0)))
        return True

    def restyle(self) -> None:
        """Take on the present theme, which may also draw other forms."""
        self._ready = NOT_READY
        self._alone = None
        self.look_for_contents()
        self.update()

    def show_as(self, ghost: bool = False, target: bool = False) -> None:
        """Draw it as dragged, as a place to drop on, or as itself."""
        if (ghost, target) != (self.ghost, self.target):
            self.ghost, self.target = ghost, target
            self.look_for_contents()
            self.update()

    def outline(self) -> QRectF:
        """The rectangle of the shape without badges."""
        left, top, right, bottom = self.sides()
        return QRectF(left, top, right - left, bottom - top)

    def sides(self) -> tuple[float, float, float, float]:
        """The left, top, right and bottom of the shape without badges."""
        if self._sides is None:
            xs = [point.x for point in self.item.outline]
            ys = [point.y for point in self.item.outline]
            self._sides = min(xs), min(ys), max(xs), max(ys)
        return self._sides

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
        """Paint what belongs to the level of detail, unless it is painted together with others."""
        del option, widget
        if not self.left_out and not self._together:
            self.paint_itself(painter)

    def paint_itself(self, painter: QPainter) -> None:
        """Paint it, wherever else it may be painted."""
        if self._laid != self._veil.version:
            self._look_up()
        if self._dimmed and self._veil.hide:
            return
        if self.ghost and self.item.is_line:
            self._paint_would_be(painter)
            return
        if self._dimmed or self.ghost:
            painter.setOpacity(self.item.opacity * (DIMMED if self._dimmed else GHOST))
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
        if self.ghost:
            self._paint_outline(painter)

    def _look_up(self) -> None:
        """Look what is laid over it now."""
        self._laid = self._veil.version
        self._dimmed = self._veil.is_dimmed(self.item)
        before, self._worn = self._worn, self._veil.worn_by(self.item)
        if before != self._worn:
            self._ready = NOT_READY

    def _paint_outline(self, painter: QPainter) -> None:
        painter.setOpacity(1.0)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour("ghost.border"), 1.5))
        painter.drawRect(self.outline())

    def _paint_would_be(self, painter: QPainter) -> None:
        """The way of a line that is not there yet."""
        painter.setOpacity(1.0)
        paint_would_be(painter, self.item.outline, head_of(self.item), self._detail())


def paint_would_be(painter: QPainter, way: Sequence[Point], heads: Iterable[Shape], scale: float) -> None:
    """The way of a line that is not there yet, dashed, and its head; as wide on the screen at every scale."""
    pen = QPen(colour("ghost.border"), 1.5 / min(scale, 1.0), Qt.PenStyle.DashLine)
    painter.strokePath(path_of(bent(way, BEND_RADIUS)), pen)
    pen.setStyle(Qt.PenStyle.SolidLine)
    for head in heads:
        painter.strokePath(path_of(head.steps), pen)


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
