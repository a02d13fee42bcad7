"""The way of one line: square, from border to border, around what stands between.

Simple ways (straight, one bend, two, three) are tried first; where none is free, A* looks for the
best way. The way depends on nothing but the ends, the bends that a person set and the obstacles that
`Route.minds`, so that preview, commit and a later redraw agree.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise, starmap

from core.diagram.bends import kept
from core.diagram.display import Rect
from core.diagram.geometry import OUTWARD, around, bounds_of, segment_rect
from core.diagram.ways import (
    BESIDE,
    CLEAR,
    OPPOSITE,
    STUB,
    Ending,
    Obstacles,
    Route,
    cost,
    meets,
    search,
    standing,
    straightened,
    stub,
    turns_back,
)
from core.model import Point

_FAR_AROUND = 128.0
"""What a way may cost more than the simplest one along a border, in px of way."""

_REACHES = (96.0, 480.0, 2400.0)
_MOST = 240
"""With more obstacles than this in reach no way around is looked for."""


def route(start: Ending, end: Ending, obstacles: Obstacles, bends: Sequence[Point] = ()) -> Route:
    """The way from start to end, through the bends that a person set as far as these are free.

    Obstacles that contain an end are no obstacles. A way that keeps off them is taken before one along a
    border. Where no free way exists the simplest is taken.
    """
    if bends:
        through = kept(start, end, obstacles, bends)
        if through.points:
            return through
        plain = route(start, end, obstacles)
        return Route(plain.points, around((plain.region, through.region)))
    first, last = stub(start, end), stub(end, start)
    region = around((bounds_of([start.point, first, last, end.point]), start.host, end.host)).grown(2 * STUB)
    looked: dict[Rect, bool] = {}

    def free(points: Sequence[Point], beside: float) -> bool:
        for part in starmap(segment_rect, pairwise(points)):
            way = part.grown(beside)
            if way not in looked:
                looked[way] = meets(part, way, start, end, obstacles)
            if looked[way]:
                return False
        return True

    straight = [(start.point, end.point)] if _faces(start, end) else []
    simple = sorted(_simple(start, end, first, last), key=cost)
    for points in (*straight, *simple):
        if free(points, BESIDE):
            return Route(points, region, tuple(looked))
    bordering = next((points for points in (*straight, *simple) if free(points, 0.0)), None)
    if bordering is not None:
        return _beside(start, end, obstacles, region, bordering)
    found = _around(start, end, obstacles, region)
    return found if found.points else Route(simple[0], found.region)


def _beside(
    start: Ending, end: Ending, obstacles: Obstacles, region: Rect, bordering: tuple[Point, ...]
) -> Route:
    """A way that keeps off what stands near, if it is not much worse than the one along a border."""
    region = region.grown(_REACHES[0])
    stands = standing(start, end, obstacles(region))
    if len(stands) <= _MOST:
        middle = search(start, end, stands, BESIDE)
        if middle is not None:
            points = straightened([start.point, *middle, end.point])
            if cost(points) <= cost(bordering) + _FAR_AROUND:
                return Route(points, region)
    return Route(bordering, region)


def _around(start: Ending, end: Ending, obstacles: Obstacles, region: Rect) -> Route:
    """The best way around whatever stands further and further off; no points where there is none."""
    for reach in _REACHES:
        region = region.grown(reach)
        stands = standing(start, end, obstacles(region))
        if len(stands) > _MOST:
            break
        for clear in (CLEAR, CLEAR / 3, 0.0):
            middle = search(start, end, stands, clear)
            if middle is not None:
                return Route(straightened([start.point, *middle, end.point]), region)
        # No room for the stubs: along the borders there may still be a way.
        middle = search(start, end, stands, 0.0, stubs=False)
        if middle is not None:
            return Route(straightened(middle), region)
    return Route((), region)


def loop(start: Point, end: Point, rise: float) -> tuple[Point, ...]:
    """A self-loop over the top border from `start` to `end`."""
    top = min(start.y, end.y) - rise
    return (start, Point(start.x, top), Point(end.x, top), end)


def _faces(start: Ending, end: Ending) -> bool:
    """Whether a straight line leaves one end and arrives at the other by their sides: nothing is shorter."""
    if start.side is not OPPOSITE[end.side]:
        return False
    dx, dy = OUTWARD[start.side]
    ahead_x, ahead_y = end.point.x - start.point.x, end.point.y - start.point.y
    return ahead_x * dy == 0 == ahead_y * dx and ahead_x * dx + ahead_y * dy > 0


def _simple(start: Ending, end: Ending, first: Point, last: Point) -> Iterator[tuple[Point, ...]]:
    """Ways of up to three bends between the stubs that do not turn back on themselves."""
    hosts = around((start.host, end.host)).grown(STUB)
    xs = dict.fromkeys((round((first.x + last.x) / 2), first.x, last.x, hosts.x, hosts.right))
    ys = dict.fromkeys((round((first.y + last.y) / 2), first.y, last.y, hosts.y, hosts.bottom))
    middles = [(Point(x, first.y), Point(x, last.y)) for x in xs]
    middles += [(Point(first.x, y), Point(last.x, y)) for y in ys]
    seen = set()
    for middle in middles:
        points = straightened([start.point, first, *middle, last, end.point])
        if points not in seen and not turns_back(points):
            seen.add(points)
            yield points
    if not seen:
        yield straightened([start.point, first, *middles[0], last, end.point])
