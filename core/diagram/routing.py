"""The way of one line: square, from border to border, around what stands between.

Simple ways (straight, one bend, two, three) are tried first; where none is free, A* looks for the
best way over the lines that the obstacles' edges span (orthogonal visibility, after Wybrow, Marriott
and Stuckey, Orthogonal connector routing, GD 2009). The way depends on nothing but the ends and the
obstacles that `Route.minds`, so that preview, commit and a later redraw agree.
"""

import heapq
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, starmap

from core.diagram.display import Rect
from core.diagram.geometry import OUTWARD, around, bounds_of, crosses, distance, length, segment_rect
from core.model import Point, Side

STUB = 16.0
"""How far a line runs straight out of a shape before it may bend: room for the head."""

CLEAR = 12.0
"""How far a line keeps from shapes where there is room."""

BESIDE = CLEAR / 3
"""What a line keeps from shapes unless that leads it far around: it does not run on a border."""

_FAR_AROUND = 128.0
"""What a way may cost more than the simplest one along a border, in px of way."""

BEND = 32.0
"""What a bend costs, in px of way."""

_REACHES = (96.0, 480.0, 2400.0)
_MOST = 240
"""With more obstacles than this in reach no way around is looked for."""

Obstacles = Callable[[Rect], Iterable[Rect]]
"""Tells the obstacles that share a point with an area."""


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


def route(start: Ending, end: Ending, obstacles: Obstacles, bends: Sequence[Point] = ()) -> Route:
    """The way from start to end. Bends set by a person are kept and nothing is avoided then.

    Obstacles that contain an end are no obstacles. A way that keeps off them is taken before one along a
    border. Where no free way exists the simplest is taken.
    """
    if bends:
        return _kept(start, end, bends)
    first, last = _stub(start, end), _stub(end, start)
    region = around((bounds_of([start.point, first, last, end.point]), start.host, end.host)).grown(2 * STUB)
    looked: dict[Rect, bool] = {}

    def free(points: Sequence[Point], beside: float) -> bool:
        for part in starmap(segment_rect, pairwise(points)):
            way = part.grown(beside)
            if way not in looked:
                looked[way] = _meets(part, way, start, end, obstacles)
            if looked[way]:
                return False
        return True

    straight = [(start.point, end.point)] if _faces(start, end) else []
    simple = sorted(_simple(start, end, first, last), key=_cost)
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
    stands = _standing(start, end, obstacles(region))
    if len(stands) <= _MOST:
        middle = _search(start, end, stands, BESIDE)
        if middle is not None:
            points = _straightened([start.point, *middle, end.point])
            if _cost(points) <= _cost(bordering) + _FAR_AROUND:
                return Route(points, region)
    return Route(bordering, region)


def _around(start: Ending, end: Ending, obstacles: Obstacles, region: Rect) -> Route:
    """The best way around whatever stands further and further off; no points where there is none."""
    for reach in _REACHES:
        region = region.grown(reach)
        stands = _standing(start, end, obstacles(region))
        if len(stands) > _MOST:
            break
        for clear in (CLEAR, CLEAR / 3, 0.0):
            middle = _search(start, end, stands, clear)
            if middle is not None:
                return Route(_straightened([start.point, *middle, end.point]), region)
        # No room for the stubs: along the borders there may still be a way.
        middle = _search(start, end, stands, 0.0, stubs=False)
        if middle is not None:
            return Route(_straightened(middle), region)
    return Route((), region)


def loop(start: Point, end: Point, rise: float) -> tuple[Point, ...]:
    """A self-loop over the top border from `start` to `end`."""
    top = min(start.y, end.y) - rise
    return (start, Point(start.x, top), Point(end.x, top), end)


def _kept(start: Ending, end: Ending, bends: Sequence[Point]) -> Route:
    points = [start.point]
    vertical = start.side in (Side.TOP, Side.BOTTOM)
    for target in (*bends, end.point):
        here = points[-1]
        if here.x != target.x and here.y != target.y:
            points.append(Point(here.x, target.y) if vertical else Point(target.x, here.y))
        if points[-1] != target:
            points.append(target)
        vertical = points[-1].y == points[-2].y if len(points) > 1 else vertical
    found = _straightened(points)
    return Route(found, bounds_of(found))


def _faces(start: Ending, end: Ending) -> bool:
    """Whether a straight line leaves one end and arrives at the other by their sides: nothing is shorter."""
    if start.side is not _OPPOSITE[end.side]:
        return False
    dx, dy = OUTWARD[start.side]
    ahead_x, ahead_y = end.point.x - start.point.x, end.point.y - start.point.y
    return ahead_x * dy == 0 == ahead_y * dx and ahead_x * dx + ahead_y * dy > 0


def _stub(end: Ending, other: Ending) -> Point:
    """Where the line may bend first; into the shape where the other end lies inside it."""
    dx, dy = OUTWARD[end.side]
    inward = end.host != other.host and _within(end.host, other.point)
    ahead = (other.point.x - end.point.x) * dx + (other.point.y - end.point.y) * dy
    far = min(STUB, ahead / 2) if ahead > 0 and end.side is _OPPOSITE[other.side] else STUB
    far = -STUB / 2 if inward else far
    return Point(end.point.x + dx * far, end.point.y + dy * far)


_OPPOSITE = {Side.LEFT: Side.RIGHT, Side.RIGHT: Side.LEFT, Side.TOP: Side.BOTTOM, Side.BOTTOM: Side.TOP}


def _simple(start: Ending, end: Ending, first: Point, last: Point) -> Iterator[tuple[Point, ...]]:
    """Ways of up to three bends between the stubs that do not turn back on themselves."""
    hosts = around((start.host, end.host)).grown(STUB)
    xs = dict.fromkeys((round((first.x + last.x) / 2), first.x, last.x, hosts.x, hosts.right))
    ys = dict.fromkeys((round((first.y + last.y) / 2), first.y, last.y, hosts.y, hosts.bottom))
    middles = [(Point(x, first.y), Point(x, last.y)) for x in xs]
    middles += [(Point(first.x, y), Point(last.x, y)) for y in ys]
    seen = set()
    for middle in middles:
        points = _straightened([start.point, first, *middle, last, end.point])
        if points not in seen and not _turns_back(points):
            seen.add(points)
            yield points
    if not seen:
        yield _straightened([start.point, first, *middles[0], last, end.point])


def _standing(start: Ending, end: Ending, found: Iterable[Rect]) -> list[Rect]:
    return sorted(
        (
            area
            for area in {*found, start.host, end.host}
            if not _within(area, start.point) and not _within(area, end.point)
        ),
        key=lambda area: (area.x, area.y, area.width, area.height),
    )


def _within(area: Rect, point: Point) -> bool:
    return area.x < point.x < area.right and area.y < point.y < area.bottom


def _meets(part: Rect, way: Rect, start: Ending, end: Ending, obstacles: Obstacles) -> bool:
    """Whether anything stands in the way of a straight part; of the shapes at its ends, in the part."""
    hosts = (start.host, end.host)
    return any(crosses(part, area) and not _holds(area, start, end) for area in hosts) or any(
        crosses(way, area) and area not in hosts and not _holds(area, start, end) for area in obstacles(way)
    )


def _holds(area: Rect, start: Ending, end: Ending) -> bool:
    """Whether an end lies in an area, which then is no obstacle."""
    return _within(area, start.point) or _within(area, end.point)


def _cost(points: tuple[Point, ...]) -> float:
    return length(points) + BEND * (len(points) - 2)


def _turns_back(points: Sequence[Point]) -> bool:
    return any(
        (here.x - before.x) * (after.x - here.x) < 0 or (here.y - before.y) * (after.y - here.y) < 0
        for before, here, after in zip(points, points[1:], points[2:], strict=False)
    )


def _straightened(points: Sequence[Point]) -> tuple[Point, ...]:
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


def _search(
    leaving: Ending, arriving: Ending, stands: Sequence[Rect], clear: float, *, stubs: bool = True
) -> tuple[Point, ...] | None:
    """The cheapest way over the grid of the obstacles' edges, or None.

    It runs between the stubs of the ends, or from end to end, and with any `clear` on no border but theirs.
    """
    first = _stub(leaving, arriving) if stubs else leaving.point
    last = _stub(arriving, leaving) if stubs else arriving.point
    xs = _lines((first.x, last.x), [(area.x, area.right) for area in stands], clear)
    ys = _lines((first.y, last.y), [(area.y, area.bottom) for area in stands], clear)
    hosts = (leaving.host, arriving.host)
    beside = min(clear, BESIDE)
    across, down = _walls(xs, ys, [area if area in hosts else area.grown(beside) for area in stands])
    goal = (xs.index(last.x), ys.index(last.y))
    start = (xs.index(first.x), ys.index(first.y))
    way = OUTWARD[leaving.side]
    out = OUTWARD[arriving.side]
    best: dict[tuple[int, int, int, int], float] = {(*start, *way): 0.0}
    came: dict[tuple[int, int, int, int], tuple[int, int, int, int]] = {}
    waiting = [(distance(first, last), 0, (*start, *way))]
    count = 0
    while waiting:
        _estimate, _count, state = heapq.heappop(waiting)
        i, j, dx, dy = state
        if (i, j) == goal:
            return _traced(state, came, xs, ys)
        spent = best[state]
        for way_x, way_y in ((1, 0), (-1, 0), (0, 1), (0, -1)):
            if (way_x, way_y) == (-dx, -dy):
                continue
            k, m = i + way_x, j + way_y
            if not (0 <= k < len(xs) and 0 <= m < len(ys)):
                continue
            if (min(i, k), j) in across if way_x else (i, min(j, m)) in down:
                continue
            turned = (way_x, way_y) != (dx, dy)
            cost = spent + abs(xs[k] - xs[i]) + abs(ys[m] - ys[j]) + (BEND if turned else 0.0)
            if (k, m) == goal:
                if (way_x, way_y) == out:
                    continue
                cost += 0.0 if (way_x, way_y) == (-out[0], -out[1]) else BEND
            following = (k, m, way_x, way_y)
            if cost < best.get(following, float("inf")):
                best[following] = cost
                came[following] = state
                count += 1
                estimate = cost + abs(xs[k] - last.x) + abs(ys[m] - last.y)
                heapq.heappush(waiting, (estimate, count, following))
    return None


def _lines(ends: Sequence[float], spans: Sequence[tuple[float, float]], clear: float) -> list[float]:
    found = {*ends, round(sum(ends) / 2)}
    for low, high in spans:
        found |= {low - clear, high + clear}
    return sorted(found)


def _walls(
    xs: Sequence[float], ys: Sequence[float], stands: Sequence[Rect]
) -> tuple[set[tuple[int, int]], set[tuple[int, int]]]:
    """The steps of the grid that lead through an obstacle: to the right of, and down from, a crossing."""
    across: set[tuple[int, int]] = set()
    down: set[tuple[int, int]] = set()
    for area in stands:
        left, right = bisect_right(xs, area.x), bisect_left(xs, area.right)
        top, bottom = bisect_right(ys, area.y), bisect_left(ys, area.bottom)
        across.update((i, j) for j in range(top, bottom) for i in range(max(left - 1, 0), right))
        down.update((i, j) for i in range(left, right) for j in range(max(top - 1, 0), bottom))
    return across, down


def _traced(
    state: tuple[int, int, int, int],
    came: dict[tuple[int, int, int, int], tuple[int, int, int, int]],
    xs: Sequence[float],
    ys: Sequence[float],
) -> tuple[Point, ...]:
    points = [Point(xs[state[0]], ys[state[1]])]
    while state in came:
        state = came[state]
        points.append(Point(xs[state[0]], ys[state[1]]))
    return tuple(reversed(points))
