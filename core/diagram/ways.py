"""The ways that lines can take: straight parts between shapes, and the cheapest among them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise, starmap
from types import MappingProxyType

from core.diagram.display import Rect
from core.diagram.geometry import OUTWARD, crosses, distance, inside, length, segment_rect
from core.diagram.lanes import BEND, Lanes, cheapest
from core.model import Point, Side

STUB = 16.0
"""How far a line runs straight out of a shape before it may bend: room for the head."""

CLEAR = 12.0
"""How far a line keeps from shapes where there is room."""

BESIDE = CLEAR / 3
"""What a line keeps from shapes unless that leads it far around: it does not run on a border."""

FAR_AROUND = 320.0
"""What a way may cost more than the simplest one along a border, in px of way."""

FOREIGN = 2.0
"""What a px costs more in a zone that neither end lies in: lines go round it where that is not far."""

Obstacles = Callable[[Rect], Iterable[Rect]]
"""Tells the obstacles that share a point with an area."""

_KNOWN = 256
"""So many ways are kept in mind with what stood about them."""

_NOTHING: Mapping[Rect, float] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Ending:
    """Where a line ends, and the side by which it leaves there; `host` is the shape it ends at."""

    point: Point
    side: Side
    host: Rect


@dataclass(frozen=True, slots=True)
class Route:
    """The points of a line from source to target, and the area whose obstacles decided them.

    `looked` are the straight ways in it that were looked at; none where all of it was.
    """

    points: tuple[Point, ...]
    region: Rect
    looked: tuple[Rect, ...] = ()

    def minds(self, area: Rect) -> bool:
        """Whether an obstacle that comes or goes there can lead to another way."""
        return not self.looked or any(crosses(part, area) for part in self.looked)


def stub(end: Ending, other: Ending) -> Point:
    """Where the line may bend first; into the shape where the other end lies inside it."""
    dx, dy = OUTWARD[end.side]
    inward = end.host != other.host and within(end.host, other.point)
    ahead = (other.point.x - end.point.x) * dx + (other.point.y - end.point.y) * dy
    aside = abs((other.point.x - end.point.x) * dy) + abs((other.point.y - end.point.y) * dx)
    facing = ahead > 0 and end.side is OPPOSITE[other.side]
    # Far aside, with no room between, the line would run along the borders of both: it passes instead.
    passing = ahead < STUB and aside > 4 * STUB
    far = min(STUB, ahead / 2) if facing and not passing else STUB
    far = -STUB / 2 if inward else far
    return Point(end.point.x + dx * far, end.point.y + dy * far)


def room_ahead(end: Ending, out: Point, stands: Iterable[Rect]) -> float:
    """How far a stub that ends at `out` comes before it meets something."""
    way = segment_rect(end.point, out)
    found = distance(end.point, out)
    for area in stands:
        if area != end.host and crosses(way, area):
            across = max(area.x - end.point.x, end.point.x - area.right)
            found = min(found, max(across, area.y - end.point.y, end.point.y - area.bottom, 0.0))
    return found


OPPOSITE = {Side.LEFT: Side.RIGHT, Side.RIGHT: Side.LEFT, Side.TOP: Side.BOTTOM, Side.BOTTOM: Side.TOP}


def standing(start: Ending, end: Ending, found: Iterable[Rect]) -> list[Rect]:
    """What stands in the way of a line, in order: its own ends too, but nothing that an end lies in."""
    return sorted(
        (
            area
            for area in {*found, start.host, end.host}
            if not within(area, start.point) and not within(area, end.point)
        ),
        key=lambda area: (area.x, area.y, area.width, area.height),
    )


def within(area: Rect, point: Point) -> bool:
    """Whether a point lies inside an area, not on its border."""
    return area.x < point.x < area.right and area.y < point.y < area.bottom


def meets(way: Rect, start: Ending, end: Ending, obstacles: Obstacles) -> bool:
    """Whether anything but the shapes at the ends of a line stands in a way."""
    hosts = (start.host, end.host)
    return any(
        crosses(way, area) and area not in hosts and not holds(area, start, end) for area in obstacles(way)
    )


def holds(area: Rect, start: Ending, end: Ending) -> bool:
    """Whether an end lies in an area, which then is no obstacle."""
    return within(area, start.point) or within(area, end.point)


def grounds(start: Ending, end: Ending, zones: Iterable[Rect]) -> list[Rect]:
    """Where a line had better not run: in the outermost zones that no end lies in, on borders of others."""
    known = set(zones)
    apart = {zone for zone in known if not holds(zone, start, end)}
    found = {zone.grown(BESIDE) for zone in apart if not any(inside(o, zone) for o in apart - {zone})}
    for zone in known - apart:
        found.update(edges(zone))
    return sorted(found, key=lambda area: (area.x, area.y, area.width, area.height))


def edges(zone: Rect) -> tuple[Rect, Rect, Rect, Rect]:
    """The strips along the borders of a zone in which a line would look like part of them."""
    wide = 2 * BESIDE
    return (
        Rect(zone.x - BESIDE, zone.y, wide, zone.height),
        Rect(zone.right - BESIDE, zone.y, wide, zone.height),
        Rect(zone.x, zone.y - BESIDE, zone.width, wide),
        Rect(zone.x, zone.bottom - BESIDE, zone.width, wide),
    )


def strayed(points: Sequence[Point], areas: Sequence[Rect]) -> float:
    """How many px of a way run through areas; what crosses a strip is not counted."""
    found = 0.0
    for part in starmap(segment_rect, pairwise(points)):
        for area in areas:
            if crosses(part, area) and (area.height if part.width == 0 else area.width) > 2 * BESIDE:
                found += min(part.right, area.right) - max(part.x, area.x)
                found += min(part.bottom, area.bottom) - max(part.y, area.y)
    return found


def cost(points: tuple[Point, ...]) -> float:
    """What a way costs, in px."""
    return length(points) + BEND * (len(points) - 2)


def turns_back(points: Sequence[Point]) -> bool:
    """Whether a way goes back where it came from."""
    return any(
        (here.x - before.x) * (after.x - here.x) < 0 or (here.y - before.y) * (after.y - here.y) < 0
        for before, here, after in zip(points, points[1:], points[2:], strict=False)
    )


def straightened(points: Sequence[Point]) -> tuple[Point, ...]:
    """The line without points that are no bends."""
    found: list[Point] = []
    for point in points:
        if found and point == found[-1]:
            continue
        while len(found) > 1 and _in_line(found[-2], found[-1], point):
            found.pop()
        found.append(point)
    return tuple(found)


def _in_line(before: Point, here: Point, after: Point) -> bool:
    return (before.x == here.x == after.x and (here.y - before.y) * (after.y - here.y) >= 0) or (
        before.y == here.y == after.y and (here.x - before.x) * (after.x - here.x) >= 0
    )


def search(
    leaving: Ending,
    arriving: Ending,
    stands: Sequence[Rect],
    clear: float,
    *,
    between: tuple[Point, Point] | None = None,
    beside: float = BESIDE,
    through: Sequence[Point] = (),
    slow: Mapping[Rect, float] = _NOTHING,
    most: float = float("inf"),
) -> tuple[Point, ...] | None:
    """The cheapest way over the grid of the obstacles' edges, or None where none costs less than `most`.

    It runs between the stubs of the ends, or `between` other points, and with any `clear` on no border, on
    theirs where their stubs have no room; `through` these points, in their order. What stands there is kept
    off by `beside` or by `clear`, if that is less. In areas that are `slow` each px costs so much more.
    """
    return _searched(
        leaving,
        arriving,
        tuple(stands),
        clear,
        between or (stub(leaving, arriving), stub(arriving, leaving)),
        min(clear, beside),
        tuple(through),
        slow=tuple(slow.items()),
        most=most,
    )


@lru_cache(maxsize=_KNOWN)
def _searched(
    leaving: Ending,
    arriving: Ending,
    stands: tuple[Rect, ...],
    clear: float,
    between: tuple[Point, Point],
    beside: float,
    through: tuple[Point, ...],
    *,
    slow: tuple[tuple[Rect, float], ...],
    most: float,
) -> tuple[Point, ...] | None:
    """The same, of which the latest are known: where a drag ends, and on the way back, nothing is new."""
    first, last = between
    areas = [area.grown(clear) for area in stands]
    areas += [area.grown(min(clear, area.width / 2, area.height / 2)) for area, _price in slow]
    xs = _lines((first.x, last.x), [(area.x, area.right) for area in areas], [p.x for p in through])
    ys = _lines((first.y, last.y), [(area.y, area.bottom) for area in areas], [p.y for p in through])
    room = {
        end.host: min(beside, distance(end.point, out)) if end.host.width or end.host.height else 0.0
        for end, out in ((leaving, first), (arriving, last))
    }
    lanes = Lanes(xs, ys, [area.grown(room.get(area, beside)) for area in stands], slow)
    return cheapest(lanes, first, leaving.side, (*through, last), arriving.side, most)


def _lines(
    ends: Sequence[float], spans: Iterable[tuple[float, float]], others: Sequence[float]
) -> list[float]:
    found = {*ends, round(sum(ends) / 2), *others}
    for span in spans:
        found.update(span)
    return sorted(found)
