"""What is drawn or stretched around shapes takes them in, so that a border never holds strangers.

A zone is a ground: it takes in what has its middle in it. A container is a thing that others are parts of:
it takes in only what lies wholly in it, and what is otherwise to be a part of it is dropped onto it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from app.gestures.gesture import Stage
from app.gestures.placing import HOLDERS, counted, fits_in, settle_in
from app.theme import colour
from core.diagram.display import Item
from core.diagram.places import SHAPES
from core.ground.words import _
from core.model import Component, Editor, Element, Id, Node, Zone

if TYPE_CHECKING:
    from app.canvas.scene import DiagramScene

Sides = tuple[float, float, float, float]
"""Left, top, right and bottom of a rectangle, in px of the drawing."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A shape where a gesture found it, and what was drawn around it."""

    element: Element
    sides: Sides
    parent: Id | None

    def lies_in(self, holder: Element, around: Sides) -> bool:
        """Whether a holder with these sides would take it in."""
        if isinstance(holder, Zone):
            return lies_at(self.sides, around) and is_smaller(self.element, self.sides, holder, around)
        left, top, right, bottom = self.sides
        return around[0] <= left and right <= around[2] and around[1] <= top and bottom <= around[3]


def lies_at(inner: Sides, around: Sides) -> bool:
    """Whether the middle of one area lies in another."""
    x, y = (inner[0] + inner[2]) / 2, (inner[1] + inner[3]) / 2
    return around[0] <= x <= around[2] and around[1] <= y <= around[3]


def is_smaller(element: Element, inner: Sides, zone: Zone, around: Sides) -> bool:
    """Whether an element can lie in a zone so large: of two zones only the smaller lies in the other."""
    if not isinstance(element, Zone):
        return True
    return (extent(inner), element.id) < (extent(around), zone.id)


def extent(area: Sides) -> float:
    """How large an area is, in square px."""
    return (area[2] - area[0]) * (area[3] - area[1])


def area_of(item: Item) -> Sides:
    """The sides of what is drawn of a shape."""
    xs, ys = [point.x for point in item.outline], [point.y for point in item.outline]
    return (min(xs), min(ys), max(xs), max(ys))


def sides_of(area: QRectF) -> Sides:
    """The sides of a rectangle; Qt's own are slow to ask where there are thousands of them."""
    return (area.left(), area.top(), area.right(), area.bottom())


def standing(stage: Stage, apart_from: Iterable[Id] = ()) -> tuple[Standing, ...]:
    """Every shape of the drawing that could be taken in, apart from some."""
    left_out, snapshot = set(apart_from), stage.snapshot()
    found = []
    for element_id, item in stage.scene_shown.items_by_id.items():
        element = snapshot.get(element_id)
        if element_id not in left_out and isinstance(element, SHAPES):
            found.append(Standing(element, area_of(item.item), item.item.parent))
    return tuple(found)


def taken_in(
    known: Sequence[Standing], holder: Element, parent: Id | None, area: QRectF, before: QRectF | None = None
) -> list[Standing]:
    """What a holder takes in that comes to lie over an area, in `parent`: its neighbours in there.

    What lies in another zone or container there goes along with that. What lay over the area `before`
    without being part of it was put there by a person, and stays what it is.
    """
    if not isinstance(holder, HOLDERS):
        return []
    now, then = sides_of(area), sides_of(before) if before is not None else None
    return [
        one
        for one in known
        if one.parent == parent
        and one.lies_in(holder, now)
        and (then is None or not one.lies_in(holder, then))
        and fits_in(one.element, holder)
    ]


def stretched(stage: Stage, element: Element, after: QRectF) -> list[Standing]:
    """What a container takes in that is made as large as an area; what a zone does comes of any change."""
    item = stage.scene_shown.find(element.id)
    if item is None or not isinstance(element, Component | Node):
        return []
    known = standing(stage, stage.scene_shown.within((element.id,)))
    return taken_in(known, element, item.item.parent, after, item.outline())


def settle(edit: Editor, taken: Iterable[Standing], holder: Id) -> None:
    """Make what was taken in part of its holder."""
    for one in taken:
        settle_in(edit, one.element.id, edit.get(holder))


def prospect(taken: Sequence[Standing]) -> str:
    """What is taken in, in the words of the status line; nothing for nothing."""
    return _("Takes in {what}").format(what=counted([one.element for one in taken])) if taken else ""


def paint_taken(painter: QPainter, scene: DiagramScene, taken: Iterable[Element], scale: float) -> None:
    """Frames around what would be taken in."""
    painter.setPen(QPen(colour("accent.mark"), 2 / scale))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for element in taken:
        item = scene.find(element.id)
        if item is not None:
            painter.drawRoundedRect(item.outline().adjusted(-3, -3, 3, 3), 6, 6)
