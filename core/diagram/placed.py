"""What a placement says of a shape besides where it is: how far in front it stands, and that it is locked."""

from dataclasses import replace

from core.diagram.display import Icon, Item, Mark, Rect, Shape, Spot, Stroke
from core.diagram.geometry import around, rounded
from core.diagram.lod import NAMES
from core.ground.words import _
from core.model import Placement

LOCK = 12.0
"""The side of the lock, in px."""

_PLATE = 16.0
_INWARDS = 4.0
"""How far the plate of the lock stands inside the right border; it straddles the lower one."""


def as_placed(item: Item, placement: Placement, rect: Rect) -> Item:
    """The item of a shape in this rectangle, with what its placement says."""
    item = replace(item, order=placement.order) if placement.order else item
    if not placement.locked:
        return item
    plate = lock_plate(rect)
    marks: tuple[Mark, ...] = (
        Shape(rounded(plate, 4), "surface.raised", Stroke("node.border", 1.0), smallest=NAMES),
        Icon("mdi6.lock-outline", plate.x + 2, plate.y + 2, LOCK, "text.secondary", smallest=NAMES),
    )
    spoken = ", ".join(part for part in (item.spoken, _("locked")) if part)
    return replace(
        item,
        marks=(*item.marks, *marks),
        bounds=around((item.bounds, plate.grown(1))),
        spoken=spoken,
        spots=(*item.spots, Spot("lock", plate)),
    )


def lock_plate(rect: Rect) -> Rect:
    """Where the lock of a shape stands: at the right end of its lower border."""
    return Rect(rect.right - _INWARDS - _PLATE, rect.bottom - _PLATE / 2, _PLATE, _PLATE)
