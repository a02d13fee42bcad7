"""Lines through the bends that a person set, as far as these are free.

The outermost bends belong to the ends: they slide along their segments where an end moves. Where a
shape covers a bend it is left out, and the way from bend to bend leads around what stands between.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations, pairwise, starmap

from core.diagram.display import Rect
from core.diagram.geometry import OUTWARD, around, bounds_of, crosses, segment_rect
from core.diagram.ways import (
    BESIDE,
    CLEAR,
    FAR_AROUND,
    STUB,
    Ending,
    Obstacles,
    Route,
    cost,
    search,
    standing,
    straightened,
    turns_back,
    within,
)
from core.model import Point, Side

_REACH = 96.0
_MOST = 240
"""With more obstacles than this in reach no way around is looked for."""

_APART = 6.0
"""Parts of one line that run beside each other nearer than this look like one."""


def kept(start: Ending, end: Ending, obstacles: Obstacles, bends: Sequence[Point]) -> Route:
    """The way through the bends; without points where there is none that keeps off what stands there."""
    region = around((bounds_of([start.point, end.point, *bends]), start.host, end.host)).grown(2 * STUB)
    stands = standing(start, end, obstacles(region))
    drawn = list(_drawn(start, end, bends))
    free = _free_of(bends, stands, 0.0)
    if len(free) < len(bends):
        drawn += _drawn(start, end, free)
    sound = [points for points in drawn if _sound(start, end, points)]
    for points in sound:
        if _free(start, end, stands, points, BESIDE):
            return Route(points, region)
    bordering = next((points for points in sound if _free(start, end, stands, points, 0.0)), None)
    region = region.grown(_REACH)
    stands = standing(start, end, obstacles(region))
    if len(stands) > _MOST:
        return Route(bordering or (), region)
    apart = _free_of(bends, stands, BESIDE)
    for points in (*_around(start, end, stands, apart, CLEAR), *_around(start, end, stands, apart, BESIDE)):
        if bordering is None or (
            cost(points) <= cost(bordering) + FAR_AROUND and _free(start, end, stands, points, BESIDE)
        ):
            return Route(points, region)
    return Route(bordering or next(_around(start, end, stands, free, 0.0), ()), region)


def _free_of(bends: Sequence[Point], stands: Sequence[Rect], beside: float) -> list[Point]:
    """The bends that nothing covers nor comes nearer to."""
    return [bend for bend in bends if not any(within(area.grown(beside), bend) for area in stands)]


def _around(
    start: Ending, end: Ending, stands: Sequence[Rect], bends: Sequence[Point], clear: float
) -> Iterator[tuple[Point, ...]]:
    """Sound ways through the bends, and through fewer of them, around what stands between."""
    for through in _fewer(bends):
        middle = search(start, end, stands, clear, through=through)
        if middle is not None:
            points = straightened([start.point, *middle, end.point])
            if _sound(start, end, points) and (not clear or _free(start, end, stands, points, 0.0)):
                yield points


def _drawn(start: Ending, end: Ending, bends: Sequence[Point]) -> Iterator[tuple[Point, ...]]:
    """The way as it was drawn, then with the first, the last and both bends slid to where the ends are."""
    if not bends:
        return
    if len(bends) == 1:
        # The one corner belongs to both ends.
        corner = replace(bends[0], **(_line_of(start) | _line_of(end)))
        ways = [bends, [corner]]
    else:
        first, last = _slid(start, bends[0], bends[1]), _slid(end, bends[-1], bends[-2])
        ways = [bends, [first, *bends[1:]], [*bends[:-1], last], [first, *bends[1:-1], last]]
    seen = set()
    for way in ways:
        points = _joined(start, end, way)
        if points not in seen:
            seen.add(points)
            yield points


def _slid(end: Ending, bend: Point, following: Point) -> Point:
    """A bend next to an end, on its segment and in line with the end."""
    upright = end.side in (Side.TOP, Side.BOTTOM)
    along = bend.y == following.y if upright else bend.x == following.x
    return replace(bend, **_line_of(end)) if along else bend


def _line_of(end: Ending) -> dict[str, float]:
    """The coordinate that a line keeps where it leaves an end."""
    return {"x": end.point.x} if end.side in (Side.TOP, Side.BOTTOM) else {"y": end.point.y}


def _joined(start: Ending, end: Ending, bends: Sequence[Point]) -> tuple[Point, ...]:
    """Straight parts from bend to bend, with a corner where two are not in line."""
    points = [start.point]
    vertical = start.side in (Side.TOP, Side.BOTTOM)
    for target in (*bends, end.point):
        here = points[-1]
        if here.x != target.x and here.y != target.y:
            points.append(Point(here.x, target.y) if vertical else Point(target.x, here.y))
        if points[-1] != target:
            points.append(target)
        vertical = points[-1].y == points[-2].y if len(points) > 1 else vertical
    return straightened(points)


def _fewer(bends: Sequence[Point]) -> Iterator[Sequence[Point]]:
    """The bends, and without the first, the last and both."""
    if bends:
        yield bends
    if len(bends) > 1:
        yield bends[1:]
        yield bends[:-1]
    if len(bends) > 2:
        yield bends[1:-1]


def _sound(start: Ending, end: Ending, points: Sequence[Point]) -> bool:
    """Whether a way leaves and arrives by the sides of its ends and never runs back along itself."""
    if len(points) < 2 or turns_back(points):
        return False
    if not _outward(start, end, points[1]) or not _outward(end, start, points[-2]):
        return False
    parts = list(pairwise(points))
    return not any(_doubles(*one, *other) for one, other in combinations(parts, 2))


def _outward(here: Ending, other: Ending, towards: Point) -> bool:
    """Whether a line to a point leaves by the side of its end, inwards where the other end lies inside."""
    dx, dy = OUTWARD[here.side]
    ahead = (towards.x - here.point.x) * dx + (towards.y - here.point.y) * dy
    if here.host != other.host and within(here.host, other.point):
        return ahead < 0
    return ahead > 0


def _doubles(before: Point, after: Point, start: Point, end: Point) -> bool:
    """Whether two parts of a line run beside each other as if they were one."""
    if (before.x == after.x) != (start.x == end.x):
        return False
    one, other = segment_rect(before, after), segment_rect(start, end)
    if before.x == after.x:
        return abs(one.x - other.x) < _APART and one.y < other.bottom and other.y < one.bottom
    return abs(one.y - other.y) < _APART and one.x < other.right and other.x < one.right


def _free(start: Ending, end: Ending, stands: Sequence[Rect], points: Sequence[Point], beside: float) -> bool:
    """Whether a way keeps off what stands there; its first and last part begin at a border."""
    parts = list(starmap(segment_rect, pairwise(points)))
    for number, part in enumerate(parts):
        for area in stands:
            own = (area == start.host and number == 0) or (area == end.host and number == len(parts) - 1)
            # Along a border of its own ends no line runs, however it was drawn.
            room = 0.0 if own else BESIDE if area in (start.host, end.host) else beside
            if crosses(part.grown(room), area):
                return False
    return True
