"""Room for what is to tap a bus: along it, so that each tap leads straight to the bar."""

from collections.abc import Iterator
from dataclasses import replace

from core.diagram.display import Rect
from core.diagram.room import BESIDE, GRID, Room, Way
from core.model import TextNote, Zone

TAP = 48.0
"""How far from a bus a shape is put that taps it, in px."""

_END = 8.0
"""What the ends of a bus keep free of taps, in px."""

_NAME = 20.0
"""What the name of an upright bus takes beside its upper end, in px."""

_LONGER = 16
"""So many shapes more than a bus has room for are put along it, which becomes longer for them."""

_ROWS = 16
"""So many half steps away from a bus places are looked for."""


def place_along(
    room: Room, bus: Rect, size: tuple[float, float], way: Way, *, longer: bool = True
) -> Rect | None:
    """The first free place along a bus, on the side that the way names, then the other, then past its end.

    Where nothing has to grow comes first; past its end only where the bus may become `longer`. Where nothing
    is free beside the bus it is looked for further off, beyond what stands there: the tap leads straight
    between. Neither the tap nor the bus comes to lie across a line; where that cannot be, the bus does. None
    where no place is free from which a tap leads straight.
    """
    more = _LONGER if longer else 0
    region = _region(bus, size, more)
    room = _within(room, region)
    solid = _solid(room, bus)
    for across in (False, True):
        for row in range(_ROWS):
            growing: Rect | None = None
            for area in _places(bus, size, way, more if not row else min(more, _LONGER // 4), row):
                tap = _tap(bus, area)
                if not room.clear(area) or any(map(tap.touches, solid)) or not _reaches(room, bus, area):
                    continue
                if any(map(tap.touches, room.lines)) or (not across and _crosses(room, bus, area)):
                    continue
                grows = room.growth(area)
                if grows is False:
                    return area
                if grows and growing is None:
                    growing = area
            if growing is not None:
                return growing
    return None


def lengthened(bus: Rect, area: Rect) -> Rect:
    """The bus, so long that what stands beside it taps it in its middle."""
    if bus.width >= bus.height:
        return replace(bus, width=max(bus.width, area.centre.x + _END - bus.x))
    return replace(bus, height=max(bus.height, area.centre.y + _END - bus.y))


def _region(bus: Rect, size: tuple[float, float], more: int) -> Rect:
    """All that any place may take, and what lies between it and the bus."""
    far = TAP + (_ROWS + 1) * (size[1] + size[0] + BESIDE)
    long = (more + 1) * (max(size) + BESIDE)
    area = bus.grown(far)
    return replace(area, width=area.width + long, height=area.height + long)


def _within(room: Room, region: Rect) -> Room:
    """The room as far as it lies in a region: most of a large diagram are elsewhere."""
    walls = {
        held: [
            wall
            for wall in known
            if wall[0] < region.right
            and region.x < wall[2]
            and wall[1] < region.bottom
            and region.y < wall[3]
        ]
        for held, known in room.walls.items()
    }
    return replace(room, walls=walls, lines=tuple(filter(region.touches, room.lines)))


def _solid(room: Room, bus: Rect) -> list[Rect]:
    """What no tap may lead through: all but zones, the bus itself, and what it lies in with the new shape."""
    around, holder = set(), room.holder
    while holder is not None:
        around.add(holder)
        holder = room.places[holder].parent
    return [
        rect
        for known in room.walls.values()
        for *_edges, one in known
        if one not in around and room.kinds.get(one) not in (Zone.kind, TextNote.kind)
        if (rect := room.places[one].rect) != bus
    ]


def _places(bus: Rect, size: tuple[float, float], way: Way, more: int, row: int = 0) -> Iterator[Rect]:
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
                yield _at(
                    bus, size, along, side, level, TAP + row * ((size[1 if level else 0] + BESIDE) // 2)
                )


def _at(bus: Rect, size: tuple[float, float], along: float, side: int, level: bool, away: float) -> Rect:
    wide, high = size
    if level:
        y = _up(bus.bottom + away) if side > 0 else -_up(high + away - bus.y)
        return Rect(along, y, wide, high)
    x = _up(bus.right + away) if side > 0 else -_up(wide + away - bus.x)
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
    return lengthened(bus, area) == bus or room.free(_added(bus, area))


def _crosses(room: Room, bus: Rect, area: Rect) -> bool:
    """Whether the bus comes across a line."""
    return lengthened(bus, area) != bus and any(map(_added(bus, area).touches, room.lines))


def _added(bus: Rect, area: Rect) -> Rect:
    """By what the bus becomes longer, and a little beside."""
    longer, beside = lengthened(bus, area), GRID / 2
    if bus.width >= bus.height:
        return Rect(bus.right, bus.y - beside, longer.right - bus.right, bus.height + 2 * beside)
    return Rect(bus.x - beside, bus.bottom, bus.width + 2 * beside, longer.bottom - bus.bottom)
