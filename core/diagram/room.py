"""Free room for a new shape: beside another or around a place, over nothing, and inside what holds it."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import product

from core.diagram.display import Rect
from core.diagram.geometry import around, inside
from core.diagram.places import HOLDERS, Place
from core.diagram.sizes import PADDING, header_of
from core.diagram.surroundings import BEFORE
from core.model import Id, Snapshot, TextNote, Zone

GRID = 8.0

APART, ABREAST = 96.0, 120.0
"""How far above or below another, and how far beside it, a connected shape is put, in px.

A line stands between, and on a level one what it says when it is new, in any language.
"""

BESIDE = 24.0
"""The distance that a new shape keeps from those around it."""

_GAP = 2 * GRID
"""A holder that grows keeps this distance from what stands beside it, where that can be had."""

_ROW = 1200.0
"""So wide is a row of shapes made one after another at most, in px."""

_REACH = 24
"""So many steps away from the place wished for are tried."""

_FAR = 4

_FANNED = 8
"""So many half steps straight ahead are tried before others where lines fan out."""

_STRAINED = (False, 1, False)
"""What costs less makes a holder grow at most, in room that it has."""

_SIZES = 32
"""For so many sizes of shapes the steps are kept: every letter of a name asks for them."""

Shift = tuple[float, float]

Way = tuple[int, int]
"""A direction: one of both is 0, the other -1 or 1."""

Wall = tuple[float, float, float, float, Id]
"""The edges of a shape, left, top, right and bottom, and which it is: looked at very often."""


@dataclass(frozen=True, slots=True)
class Room:
    """The shapes of a diagram, as one that is to be put among them sees it; `holder` will hold it."""

    places: dict[Id, Place]
    walls: dict[Id | None, list[Wall]]
    """The shapes that lie directly in each, and under None those that lie in none."""
    kinds: dict[Id, str]
    holder: Id | None
    heads: dict[Id, float]
    """What each keeps free above what it holds, in px."""
    notes: tuple[Rect, ...] = ()
    """The notes, which lie on whatever they are about."""
    lines: tuple[Rect, ...] = ()
    """The upright and level stretches of lines, which would have to give way."""
    firm: frozenset[Id] = frozenset()
    """What makes no room where a holder grows, as it is locked."""

    def strain(self, area: Rect) -> tuple[bool, int, bool]:
        """What a shape there costs, nothing for a good place; what counts more comes first.

        That its holders come to lie over others; the lines under it and the gap lost between holders, each
        as one; that a holder grows.
        """
        growth = self.growth(area)
        around = area.grown(GRID)
        lost = any(map(around.touches, self.lines))
        tight = bool(growth) and self.growth(area, _GAP) is None
        return growth is None, lost + tight, bool(growth)

    def clear(self, area: Rect) -> bool:
        """Whether a shape there lies over no other that is held by the same, and over no note."""
        return not self._touches(self.holder, area, BESIDE - 1) and not any(map(area.touches, self.notes))

    def free(self, area: Rect) -> bool:
        """Whether a shape there would cover nothing that is held by the same, however near it came."""
        return not self._touches(self.holder, area, 0.0)

    def growth(self, area: Rect, away: float = GRID) -> bool | None:
        """Whether what holds a shape there would have to grow; None where it then came so near to others."""
        held, grown = self.holder, area
        while held is not None:
            before = self.places[held]
            grown = self._holding(held, grown)
            if grown is before.rect:
                break
            if self._touches(before.parent, grown, away, held):
                return None
            held = before.parent
        return self.holder is not None and held != self.holder

    def _touches(self, held: Id | None, area: Rect, away: float, apart_from: Id | None = None) -> bool:
        left, top = area.x - away, area.y - away
        right, bottom = area.x + area.width + away, area.y + area.height + away
        for x, y, far, low, element_id in self.walls.get(held, ()):
            if x < right and left < far and y < bottom and top < low and element_id != apart_from:
                return True
        return False

    def _holding(self, held: Id, area: Rect) -> Rect:
        """A holder as large as it must be to hold an area too; itself where it is."""
        before, kind = self.places[held].rect, self.kinds.get(held, "")
        margin, head = PADDING.get(kind, 12.0), self.heads.get(held, 32.0)
        high = area.height + head + margin
        wanted = Rect(area.x - margin, area.y - head, area.width + 2 * margin, high)
        return before if inside(before, wanted) else around((before, wanted))


def room_of(
    snapshot: Snapshot, places: Iterable[Place], holder: Id | None, lines: Iterable[Rect] = ()
) -> Room:
    """The room that shapes and stretches of lines leave; what is not among them does not stand in the way."""
    known = {place.element: place for place in places}
    elements = {element_id: element for element_id in known if (element := snapshot.get(element_id))}
    kinds = {element_id: element.kind for element_id, element in elements.items()}
    heads = {
        element_id: header_of(snapshot, element)
        for element_id, element in elements.items()
        if isinstance(element, HOLDERS)
    }
    walls: dict[Id | None, list[Wall]] = {}
    for place in known.values():
        rect = place.rect
        walls.setdefault(place.parent, []).append((rect.x, rect.y, rect.right, rect.bottom, place.element))
    notes = tuple(place.rect for place in known.values() if kinds.get(place.element) == TextNote.kind)
    return Room(known, walls, kinds, holder if holder in known else None, heads, notes, tuple(lines))


def apart_from(way: Way) -> float:
    """How far from a shape one that is connected with it is put in a direction."""
    return ABREAST if way[0] else APART


def place_beside(
    room: Room,
    source: Rect,
    size: tuple[float, float],
    way: Way,
    apart: float | None = None,
    joined: Rect | None = None,
) -> Rect:
    """The free place nearest to one in a direction from a shape, the middles of both in line.

    Where both are to be `joined` with a third, the place is in one row or column with the shape as far as
    that can be, and between the third and that only where nothing is free beyond: lines fan out there.
    """
    wide, high = size
    middle = source.centre
    apart = apart_from(way) if apart is None else apart
    x = middle.x - wide / 2 + way[0] * ((source.width + wide) / 2 + apart)
    y = middle.y - high / 2 + way[1] * ((source.height + high) / 2 + apart)
    # Away from the source: the nearest multiple of the grid may lie nearer to it than what is kept free.
    x = _beyond(x, way[0]) if way[0] else _snapped(x)
    y = _beyond(y, way[1]) if way[1] else _snapped(y)
    wished = Rect(x, y, wide, high)
    abreast = Rect(_snapped(middle.x - wide / 2), _snapped(middle.y - high / 2), wide, high)
    shifts = (*_ahead(way, size), *_around(room, wished, abreast))
    if joined is None or not _abreast(source, joined, way):
        return _first(room, wished, shifts)
    return _first(room, wished, _fanned(wished, source, joined, way, shifts))


def place_again(room: Room, source: Rect, way: Way) -> Rect:
    """The free place nearest to one in a direction from a shape for one like it, in line with it."""
    size = (source.width, source.height)
    x = source.x + way[0] * _outwards(source.width + BESIDE)
    y = source.y + way[1] * _outwards(source.height + BESIDE)
    wished = Rect(x, y, *size)
    return _first(room, wished, (*_ahead(way, size), *_around(room, wished, source)))


def place_in_row(room: Room, source: Rect, size: tuple[float, float]) -> Rect:
    """The free place next to a shape in reading order: right of it, else at the beginning of a new row.

    A row is what stands side by side with the shape, and as wide as a screen at most; in it a line
    between two is seen with its head. In what is no zone
    one of both is taken even where what holds it then presses on its neighbours, unless these are locked.
    """
    row = _row(room, source)
    left, low = min(area.x for area in row), max(area.bottom for area in row)
    right = Rect(_beyond(source.right + BEFORE, 1), source.y, *size)
    below = Rect(left, _beyond(low + BEFORE, 1), *size)
    ways = (below,) if right.right - left > _ROW else (right, below)
    if room.kinds.get(room.holder or "", Zone.kind) != Zone.kind:
        pressing = {
            holder: walls if holder == room.holder else [wall for wall in walls if wall[-1] in room.firm]
            for holder, walls in room.walls.items()
        }
        for tried in (room, replace(room, walls=pressing)):
            found = [(tried.strain(area), area) for area in ways if tried.clear(area)]
            if found and not (best := min(found, key=lambda one: one[0]))[0][0]:
                return best[1]
    wished = ways[0]
    first = ((area.x - wished.x, area.y - wished.y) for area in ways)
    return _first(room, wished, (*first, *_ahead((1, 0), size), *_around(room, wished, source)))


def _row(room: Room, source: Rect) -> list[Rect]:
    """A shape and those that stand to its left, each near to the next."""
    walls = [
        Rect(left, top, right - left, bottom - top)
        for left, top, right, bottom, _element in room.walls.get(room.holder, ())
        if top < source.bottom and source.y < bottom and left < source.x
    ]
    row = [source]
    for area in sorted(walls, key=lambda area: -area.right):
        if row[-1].x - area.right > 2 * BESIDE:
            break
        row.append(area)
    return row


def place_at(room: Room, x: float, y: float, size: tuple[float, float]) -> Rect:
    """The free place whose middle is nearest to a point."""
    return _first(room, _at(x - size[0] / 2, y - size[1] / 2, size), _rings(size))


def _first(room: Room, wished: Rect, shifts: Sequence[Shift]) -> Rect:
    """The first place that costs nothing, else of those near by, or of all, the one that costs least."""
    best, least = None, (True, 2, True)
    room = replace(room, lines=_reached(room.lines, wished, shifts))
    for tried, (dx, dy) in enumerate(shifts):
        area = Rect(wished.x + dx, wished.y + dy, wished.width, wished.height)
        if not room.clear(area):
            continue
        strain = room.strain(area)
        if best is None or strain < least:
            best, least = area, strain
        if not any(least) or (least < _STRAINED and tried > len(shifts) // 4):
            break
    return best or _below(room, wished)


def _reached(lines: Iterable[Rect], wished: Rect, shifts: Sequence[Shift]) -> tuple[Rect, ...]:
    """The stretches of lines where any of the places lies: most of a large diagram are elsewhere."""
    across, down = [dx for dx, _dy in shifts], [dy for _dx, dy in shifts]
    wide, high = max(across) - min(across), max(down) - min(down)
    left, top = wished.x + min(across), wished.y + min(down)
    area = Rect(left, top, wide + wished.width, high + wished.height).grown(GRID)
    return tuple(filter(area.touches, lines))


def _below(room: Room, wished: Rect) -> Rect:
    low = max(place.rect.bottom for place in room.places.values())
    return _at(wished.x, low + APART, (wished.width, wished.height))


@lru_cache(maxsize=_SIZES)
def _ahead(way: Way, size: tuple[float, float]) -> tuple[Shift, ...]:
    """To one hand and to the other, and then the same further on in the direction."""
    aside, ahead = (size[1] + BESIDE, size[0] + BESIDE) if way[0] else (size[0] + BESIDE, size[1] + BESIDE)
    cells = product(range(-_REACH, _REACH + 1), range(_FAR))
    found = []
    for side, far in sorted(cells, key=lambda cell: (abs(cell[0]) + 4 * cell[1], cell[0] < 0)):
        across, along = side * aside / 2, far * ahead
        found.append((way[0] * along, across) if way[0] else (across, way[1] * along))
    return tuple((_outwards(dx), _outwards(dy)) for dx, dy in found)


def _around(room: Room, wished: Rect, source: Rect) -> list[Shift]:
    """Around a place, the nearest first; one in line with a shape counts as a quarter nearer than it is."""
    lanes = [(0.75 * (abs(dx) + abs(dy)), (dx, dy)) for dx, dy in _lanes(room, wished, source)]
    rings = [(abs(dx) + abs(dy), (dx, dy)) for dx, dy in _rings((wished.width, wished.height))]
    return [shift for _far, shift in sorted([*lanes, *rings], key=lambda entry: entry[0])]


def _lanes(room: Room, wished: Rect, source: Rect) -> list[Shift]:
    """In the row and in the column of a shape, right after and before each that stands there."""
    wide, high = wished.width, wished.height
    found: set[Shift] = set()
    for left, top, right, bottom, _element in room.walls.get(room.holder, ()):
        if top < source.bottom and source.y < bottom:
            y = source.y - wished.y
            found.add((_beyond(right + BESIDE, 1) - wished.x, y))
            found.add((_beyond(left - BESIDE - wide, -1) - wished.x, y))
        if left < source.right and source.x < right:
            x = source.x - wished.x
            found.add((x, _beyond(bottom + BESIDE, 1) - wished.y))
            found.add((x, _beyond(top - BESIDE - high, -1) - wished.y))
    return sorted(found, key=lambda shift: (abs(shift[0]) + abs(shift[1]), shift))


@lru_cache(maxsize=_SIZES)
def _rings(size: tuple[float, float]) -> tuple[Shift, ...]:
    """Around a place, the nearest first; below and to the right before above and to the left."""
    wide, high = min(size[0], 96.0) / 2, (size[1] + BESIDE) / 2
    cells = product(range(-_REACH, _REACH + 1), repeat=2)
    shifts = [(_outwards(across * wide), _outwards(down * high)) for across, down in cells]
    nearest = sorted(shifts, key=lambda shift: (abs(shift[0]) + abs(shift[1]), shift[1] < 0, shift[0] < 0))
    return tuple(nearest)


def _abreast(one: Rect, third: Rect, way: Way) -> bool:
    """Whether a shape lies beside a third, across the direction in which others are to follow it."""
    if way[1]:
        return one.x >= third.right or one.right <= third.x
    return one.y >= third.bottom or one.bottom <= third.y


def _fanned(wished: Rect, one: Rect, third: Rect, way: Way, shifts: Sequence[Shift]) -> list[Shift]:
    """The shifts straight ahead, those beyond the shape that others follow, those before it, the rest."""
    half = _outwards(((wished.height if way[1] else wished.width) + BESIDE) / 2)
    straight = [(way[0] * half * step, way[1] * half * step) for step in range(_FANNED)]

    def across(rect: Rect) -> tuple[float, float]:
        return (rect.x, rect.right) if way[1] else (rect.y, rect.bottom)

    first, (near, far) = across(wished), across(one)
    low, high = across(third)

    def rank(shift: Shift) -> int:
        by = shift[0] if way[1] else shift[1]
        if near >= high:
            return (first[0] + by < near) + (first[0] + by < high)
        return (first[1] + by > far) + (first[1] + by > low)

    return [*straight, *sorted(shifts, key=rank)]


def _at(x: float, y: float, size: tuple[float, float]) -> Rect:
    return Rect(_snapped(x), _snapped(y), *size)


def _snapped(value: float) -> float:
    return round(value / GRID) * GRID


def _beyond(value: float, way: int) -> float:
    """The next multiple of the grid to the right or below, with -1 to the left or above."""
    return math.ceil(value * way / GRID) * GRID * way


def _outwards(value: float) -> float:
    """The next multiple of the grid away from zero."""
    return _beyond(value, -1 if value < 0 else 1)
