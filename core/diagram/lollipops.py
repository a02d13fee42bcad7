"""Where an interface that stands out from a device has room: on a free side, apart from others."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from core.diagram.anchors import Anchor
from core.diagram.borders import LOLLIPOPS, interface_item
from core.diagram.boxes import NONE, Margins
from core.diagram.display import Rect
from core.diagram.geometry import around, on_side
from core.diagram.overlay import Overlay
from core.diagram.places import Places
from core.model import Edit, HardwareInterface, Id, Placement, Side, Snapshot

PITCH = 24.0
"""How far apart interfaces stand on an upright side, in px."""

FREE = 12.0
"""What a name beside a border keeps free behind it where shapes are arranged, in px."""

_EDGE = 16.0
_SIDES = (Side.RIGHT, Side.LEFT, Side.BOTTOM, Side.TOP)
_STEP = 8.0

Spot = tuple[Side, float]
"""A side of a shape, and how far along it, in px."""


def reach(interface: HardwareInterface, rect: Rect, spot: Spot) -> Rect:
    """What an interface takes with its name at a spot of the border of a shape."""
    # One that has no name yet soon has one.
    named = interface if interface.name else replace(interface, name="Interface")
    anchor = Anchor(interface.owner or "", spot[0], on_side(rect, *spot), fixed=True)
    return interface_item(named, anchor, 0, Overlay()).bounds.grown(-2)


def spot_on(
    interface: HardwareInterface, rect: Rect, taken: Iterable[Rect], shapes: Iterable[Rect]
) -> tuple[Spot, float]:
    """Where on a border an interface stands, and by how much the shape has to be higher for that.

    The first side with room that is clear of `shapes`; else one where those beside can make room; where
    others on the border have `taken` all, the shape becomes higher.
    """
    taken, shapes = list(taken), list(shapes)
    free = [spot for spot in _spots(rect) if not any(map(reach(interface, rect, spot).touches, taken))]
    for spot in free:
        if not any(map(reach(interface, rect, spot).touches, shapes)):
            return spot, 0.0
    if free:
        return free[0], 0.0
    higher = PITCH
    while True:
        spot = Side.RIGHT, rect.height + higher - _EDGE
        area = reach(interface, replace(rect, height=rect.height + higher), spot)
        if not any(map(area.touches, taken)):
            return spot, higher
        higher += PITCH


def reaching_on(after: Snapshot, edits: Iterable[Edit]) -> dict[Id, dict[Id, list[Placement]]]:
    """The new interfaces with a place of their own that stand out: on each diagram, by what they are on."""
    found: dict[Id, dict[Id, list[Placement]]] = {}
    for edit in edits:
        place = edit.after
        if (
            edit.before is not None
            or not isinstance(place, Placement)
            or place.side is None
            or not place.owner
        ):
            continue
        interface = after.find(HardwareInterface, place.element)
        if interface is not None and interface.owner and interface.interface in LOLLIPOPS:
            found.setdefault(place.owner, {}).setdefault(interface.owner, []).append(place)
    return found


def standing_out(snapshot: Snapshot, host: Placement) -> list[Placement]:
    """The places of the interfaces that stand out from a shape on the diagram on which it is put so."""
    return [
        place
        for interface in snapshot.owned(host.element, HardwareInterface)
        for place in snapshot.uses(interface.id, Placement)
        if place.owner == host.owner and place.side is not None and interface.interface in LOLLIPOPS
    ]


def reaches(snapshot: Snapshot, rect: Rect, places: Iterable[Placement]) -> Iterator[Rect]:
    """What interfaces that are put so take around a shape."""
    for place in places:
        interface = snapshot.find(HardwareInterface, place.element)
        if interface is not None and place.side is not None:
            yield reach(interface, rect, (place.side, place.offset))


def around_host(snapshot: Snapshot, places: Places, host: Id, lines: Collection[Id]) -> Margins:
    """What interfaces with a side of their own take around a device, with their names.

    Those at the ends of `lines` go to the side that faces what they are joined to: they are not counted.
    """
    if not snapshot.owned(host, HardwareInterface):
        return NONE
    rect, areas = places[host].rect, list[Rect]()
    for interface in snapshot.owned(host, HardwareInterface):
        place = places.placements.get(interface.id)
        if place is None or interface.interface not in LOLLIPOPS or interface.id in lines:
            continue
        spot = (place.side, place.offset) if place.side is not None else (Side.RIGHT, rect.height / 2)
        areas.append(reach(interface, rect, spot))
    return beyond(rect, areas)


def beyond(rect: Rect, areas: Iterable[Rect]) -> Margins:
    """How far areas reach beyond a shape on each side, and a little further so that they stand free."""
    whole = around((rect, *areas))
    if whole == rect:
        return NONE
    far = (rect.x - whole.x, rect.y - whole.y, whole.right - rect.right, whole.bottom - rect.bottom)
    ahead, above, behind, below = (side + FREE if side > 0 else 0.0 for side in far)
    return ahead, above, behind, below


def _spots(rect: Rect) -> Iterator[Spot]:
    for side in _SIDES:
        long = rect.height if side in (Side.LEFT, Side.RIGHT) else rect.width
        for step in range(int((long - 2 * _EDGE) // _STEP) + 1):
            yield side, _EDGE + step * _STEP
