"""Room for what is to tap a bus: along it, so that each tap leads straight to the bar."""

from collections.abc import Iterator
from dataclasses import replace

from core.diagram.display import Rect
from core.diagram.room import BESIDE, GRID, Room, Way

TAP = 48.0
"""How far from a bus a shape is put that taps it, in px."""

_END = 8.0
"""What the ends of a bus keep free of taps, in px."""

_NAME = 20.0
"""What the name of an upright bus takes beside its upper end, in px."""

_LONGER = 16
"""So many shapes more than a bus has room for are put along it, which becomes longer for them."""


def place_along(
    room: Room, bus: Rect, size: tuple[float, float], way: Way, *, longer: bool = True
) -> Rect | None:
    """The first free place along a bus, on the side that the way names, then the other, then past its end.

    Where nothing has to grow comes first; past its end only where the bus may become `longer`. None where no
    place is free from which a tap leads straight.
    """
    growing: Rect | None = None
    for area in _places(bus, size, way, _LONGER if longer else 0):
        if not room.clear(area) or not room.free(_tap(bus, area)) or not _reaches(room, bus, area):
            continue
        grows = room.growth(area)
        if grows is False:
            return area
        if grows and growing is None:
            growing = area
    return growing


def lengthened(bus: Rect, area: Rect) -> Rect:
    """The bus, so long that what stands beside it taps it in its middle."""
    if bus.width >= bus.height:
        return replace(bus, width=max(bus.width, area.centre.x + _END - bus.x))
    return replace(bus, height=max(bus.height, area.centre.y + _END - bus.y))


def _places(bus: Rect, size: tuple[float, float], way: Way, more: int) -> Iterator[Rect]:
    """Along the bus from its beginning, on one side and on the other, and then past its end on both."""
    level = bus.width >= bus.height
    long, far = (size[0], bus.right) if level else (size[1], bus.bottom)
    first = _up(bus.x if level else bus.y + _NAME)
    within = max(int((far - _END - long / 2 - first) // GRID) + 1, 0)
    beyond = within + int((long + BESIDE) // GRID + 1) * more
    wished = way[1] if level else way[0]
    sides = (-1, 1) if wished < 0 else (1, -1)
    for steps in (range(within), range(within, beyond)):
        for side in sides:
            for step in steps:
                along = first + step * GRID
                yield _at(bus, size, along, side, level)


def _at(bus: Rect, size: tuple[float, float], along: float, side: int, level: bool) -> Rect:
    wide, high = size
    if level:
        y = _up(bus.bottom + TAP) if side > 0 else -_up(high + TAP - bus.y)
        return Rect(along, y, wide, high)
    x = _up(bus.right + TAP) if side > 0 else -_up(wide + TAP - bus.x)
    return Rect(x, along, wide, high)


def _up(value: float) -> float:
    """The next multiple of the grid."""
    return -(-value // GRID) * GRID


def _tap(bus: Rect, area: Rect) -> Rect:
    """What lies between the middle of a place and the bar, and room for a line beside."""
    half = BESIDE / 2
    if bus.width >= bus.height:
        low, high = min(area.bottom, bus.bottom), max(area.y, bus.y)
        return Rect(area.centre.x - half, low, 2 * half, high - low)
    low, high = min(area.right, bus.right), max(area.x, bus.x)
    return Rect(low, area.centre.y - half, high - low, 2 * half)


def _reaches(room: Room, bus: Rect, area: Rect) -> bool:
    """Whether the bus comes so far over nothing."""
    longer, beside = lengthened(bus, area), GRID / 2
    if bus.width >= bus.height:
        added = Rect(bus.right, bus.y - beside, longer.right - bus.right, bus.height + 2 * beside)
    else:
        added = Rect(bus.x - beside, bus.bottom, bus.width + 2 * beside, longer.bottom - bus.bottom)
    return longer == bus or room.free(added)
