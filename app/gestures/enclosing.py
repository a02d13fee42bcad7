"""What is drawn, stretched or dragged around shapes takes them in, so that a border never holds strangers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from app.gestures.gesture import Stage
from app.gestures.placing import HOLDERS, counted, fits_in, settle_in
from app.theme import colour
from core.diagram.places import SHAPES
from core.ground.words import _
from core.model import Editor, Element, Id

Sides = tuple[float, float, float, float]
"""Left, top, right and bottom of a rectangle, in px of the drawing."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A shape where a gesture found it, and what was drawn around it."""

    element: Element
    sides: Sides
    parent: Id | None

    def lies_in(self, around: Sides) -> bool:
        """Whether it lies wholly between these sides."""
        left, top, right, bottom = self.sides
        return around[0] <= left and right <= around[2] and around[1] <= top and bottom <= around[3]


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
            found.append(Standing(element, sides_of(item.outline()), item.item.parent))
    return tuple(found)


def taken_in(
    known: Sequence[Standing], holder: Element, parent: Id | None, area: QRectF, before: QRectF | None = None
) -> list[Standing]:
    """What a holder takes in that comes to lie over an area, in `parent`: its neighbours wholly in there.

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
        and one.lies_in(now)
        and (then is None or not one.lies_in(then))
        and fits_in(one.element, holder)
    ]


def settle(edit: Editor, taken: Iterable[Standing], holder: Id) -> None:
    """Make what was taken in part of its holder."""
    for one in taken:
        settle_in(edit, one.element.id, edit.get(holder))


def prospect(taken: Sequence[Standing]) -> str:
    """What is taken in, in the words of the status line; nothing for nothing."""
    return _("Takes in {what}").format(what=counted([one.element for one in taken])) if taken else ""


def paint_taken(painter: QPainter, taken: Iterable[Standing], scale: float) -> None:
    """Frames around what would be taken in."""
    painter.setPen(QPen(colour("accent.mark"), 2 / scale))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for one in taken:
        left, top, right, bottom = one.sides
        around = QRectF(left, top, right - left, bottom - top)
        painter.drawRoundedRect(around.adjusted(-3, -3, 3, 3), 6, 6)
