"""The way of one line: square, from border to border, around what stands between.

Simple ways (straight, one bend, two, three) are tried first; where none is free, A* looks for the
best way, as it does where one leads through zones that neither end lies in. The way depends on nothing but
the ends, the bends that a person set and the obstacles and zones that `Route.minds`, so that preview,
commit and a later redraw agree.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise, starmap

from core.diagram.bends import kept
from core.diagram.display import Rect
from core.diagram.enclosing import enclosing, walls
from core.diagram.geometry import OUTWARD, around, bounds_of, crosses, distance, inside, length, segment_rect
from core.diagram.ways import (
    BESIDE,
    CLEAR,
    FAR_AROUND,
    FOREIGN,
    OPPOSITE,
    STUB,
    Ending,
    Obstacles,
    Route,
    cost,
    grounds,
    holds,
    meets,
    room_ahead,
    search,
    standing,
    straightened,
    strayed,
    stub,
    turns_back,
    within,
)
from core.model import Point

_LONGER = 0.5
"""By what part of its length a line may become longer to go round zones."""

_REACHES = (96.0, 480.0, 2400.0)
_MOST = 240
"""With more obstacles than this in reach no way around is looked for."""

_FEW = 64
"""With more obstacles than this in reach no way round zones is looked for."""

_THROUGH = 8.0
"""What a px through an obstacle costs more where no way is free."""


def _no_zones(_area: Rect) -> Iterable[Rect]:
    return ()


def route(
    start: Ending,
    end: Ending,
    obstacles: Obstacles,
    bends: Sequence[Point] = (),
    zones: Obstacles = _no_zones,
) -> Route:
    """The way from start to end, through the bends that a person set as far as these are free.

    Obstacles that contain an end are no obstacles. A way that keeps off them is taken before one along a
    border; where none is free, one that leads through as little as can be. Zones that contain no end are
    gone round where that makes the way no longer than half as long again; one that contains both ends is
    not left where there is a way in it.
    """
    if bends:
        through = kept(start, end, obstacles, bends)
        if through.points:
            return through
        plain = route(start, end, obstacles, (), zones)
        return Route(plain.points, around((plain.region, through.region)))
    covering = _covering(start, end, obstacles)
    plain = _plain(start, end, obstacles)
    plain = _out_from_under(start, end, obstacles, plain, covering) if covering else plain
    near = list(zones(bounds_of(plain.points).grown(BESIDE)))
    kept_in: Rect | None = None
    for frame in enclosing(start.point, end.point, near):
        if inside(frame.grown(-BESIDE), bounds_of(plain.points)):
            kept_in = frame
            break
        held = _held_in(frame, start, end, obstacles, zones, plain, covering)
        if held is not None:
            return held
    astray = strayed(plain.points, grounds(start, end, near))
    return _round_zones(start, end, obstacles, zones, plain, covering, kept_in) if astray > STUB else plain


def _held_in(
    frame: Rect,
    start: Ending,
    end: Ending,
    obstacles: Obstacles,
    zones: Obstacles,
    plain: Route,
    covering: Mapping[Rect, float],
) -> Route | None:
    """The best way that does not leave a frame around both ends, None where there is none."""
    region = around((plain.region, frame))
    stands = standing(start, end, obstacles(region))
    if len(stands) > _MOST:
        return None
    stands += walls(frame, start, end)
    prices = dict.fromkeys(grounds(start, end, zones(region)), FOREIGN) | dict(covering)
    for clear in (CLEAR, BESIDE):
        middle = search(start, end, stands, clear, slow=prices)
        if middle is not None:
            return Route(straightened([start.point, *middle, end.point]), region)
    points = _narrowly(start, end, stands)
    return Route(points, region) if points else None


def _covering(start: Ending, end: Ending, obstacles: Obstacles) -> dict[Rect, float]:
    """What lies over an end, without what holds its shape, and what each px under it costs more."""
    return {
        area: _THROUGH
        for here in (start, end)
        for area in obstacles(here.host)
        if within(area, here.point) and not inside(area, here.host)
    }


def _out_from_under(
    start: Ending, end: Ending, obstacles: Obstacles, plain: Route, covering: Mapping[Rect, float]
) -> Route:
    """The shortest way out from under what covers an end, where the plain one leads further below it."""
    below = strayed(plain.points, list(covering))
    if below <= STUB:
        return plain
    region = plain.region.grown(_REACHES[0])
    stands = standing(start, end, obstacles(region))
    most = cost(plain.points) + _THROUGH * below
    middle = search(start, end, stands, CLEAR, slow=covering, most=most) if len(stands) <= _FEW else None
    points = straightened([start.point, *middle, end.point]) if middle is not None else plain.points
    return Route(points if strayed(points, list(covering)) < below else plain.points, region)


def _plain(start: Ending, end: Ending, obstacles: Obstacles) -> Route:
    """The best way with no regard to zones."""
    first, last = stub(start, end), stub(end, start)
    region = around((bounds_of([start.point, first, last, end.point]), start.host, end.host)).grown(2 * STUB)
    looked: dict[Rect, bool] = {}

    def own(host: Rect, part: Rect, leaves: bool, beside: float) -> bool:
        room = 0.0 if leaves else beside
        return crosses(part.grown(room), host) and not holds(host, start, end)

    def free(points: Sequence[Point], beside: float) -> bool:
        parts = list(starmap(segment_rect, pairwise(points)))
        for number, part in enumerate(parts):
            if own(start.host, part, number == 0, beside) or own(end.host, part, part is parts[-1], beside):
                return False
            way = part.grown(beside)
            if way not in looked:
                looked[way] = meets(way, start, end, obstacles)
            if looked[way]:
                return False
        return True

    tried = []
    for points in _cheapest_first(start, end, first, last):
        if free(points, BESIDE):
            return Route(points, region, tuple(looked))
        tried.append(points)
    bordering = next((points for points in tried if free(points, 0.0)), None)
    if bordering is not None:
        return _beside(start, end, obstacles, region, bordering)
    found = _around(start, end, obstacles, region)
    return found if found.points else Route(min(_simple(start, end, first, last), key=cost), found.region)


def _cheapest_first(start: Ending, end: Ending, first: Point, last: Point) -> Iterator[tuple[Point, ...]]:
    """A straight line where one is, and then the simple ways."""
    if _faces(start, end):
        yield start.point, end.point
    yield from sorted(_simple(start, end, first, last), key=cost)


def _round_zones(
    start: Ending,
    end: Ending,
    obstacles: Obstacles,
    zones: Obstacles,
    plain: Route,
    covering: Mapping[Rect, float],
    kept_in: Rect | None,
) -> Route:
    """A way off the zones that the plain one leads through or along, if one costs less and is not far."""
    longer = length(plain.points) * _LONGER
    region = plain.region.grown(longer / 2 + CLEAR)
    stands = standing(start, end, obstacles(region))
    if len(stands) > _FEW:
        return Route(plain.points, region)
    stands += walls(kept_in, start, end) if kept_in is not None else ()
    slow, covers = grounds(start, end, zones(region)), list(covering)
    astray, below = strayed(plain.points, slow), strayed(plain.points, covers)
    most = cost(plain.points) + FOREIGN * astray + _THROUGH * below
    prices = dict.fromkeys(slow, FOREIGN) | dict(covering)
    middle = search(start, end, stands, CLEAR, slow=prices, most=most)
    if middle is not None:
        points = straightened([start.point, *middle, end.point])
        over = strayed(points, slow), strayed(points, covers)
        cheaper = cost(points) + FOREIGN * over[0] + _THROUGH * over[1] < most
        if (
            cheaper
            and over[0] <= astray
            and over[1] <= below
            and length(points) <= length(plain.points) + longer
        ):
            return Route(points, region)
    return Route(plain.points, region)


def _beside(
    start: Ending, end: Ending, obstacles: Obstacles, region: Rect, bordering: tuple[Point, ...]
) -> Route:
    """A way that keeps off what stands near, if it is not much worse than the one along a border."""
    region = region.grown(FAR_AROUND / 2)
    stands = standing(start, end, obstacles(region))
    if len(stands) <= _MOST:
        middle = search(start, end, stands, BESIDE)
        if middle is not None:
            points = straightened([start.point, *middle, end.point])
            if cost(points) <= cost(bordering) + FAR_AROUND:
                return Route(points, region)
    return Route(bordering, region)


def _around(start: Ending, end: Ending, obstacles: Obstacles, region: Rect) -> Route:
    """The best way around whatever stands further and further off; no points where there is none.

    A way that leads out of where was looked may meet something there: it is looked for again further off.
    """
    points: tuple[Point, ...] = ()
    for reach in _REACHES:
        region = region.grown(reach)
        stands = standing(start, end, obstacles(region))
        if len(stands) > _MOST:
            return Route(points, region)
        points = _past(start, end, stands)
        if points and inside(region, bounds_of(points)):
            return Route(points, region)
    if not points:
        middle = search(start, end, (), BESIDE, slow=dict.fromkeys(stands, _THROUGH))
        points = straightened([start.point, *middle, end.point]) if middle is not None else ()
    return Route(points, region)


def _past(start: Ending, end: Ending, stands: Sequence[Rect]) -> tuple[Point, ...]:
    """The best way past what stands there, as far off it as can be; no points where there is none."""
    for clear in (CLEAR, BESIDE, 0.0):
        middle = search(start, end, stands, clear)
        if middle is not None:
            return straightened([start.point, *middle, end.point])
    return _narrowly(start, end, stands)


def _narrowly(start: Ending, end: Ending, stands: Sequence[Rect]) -> tuple[Point, ...]:
    """The best way where a stub has no room: it bends halfway to what stands there, if need be at once."""
    first, last = stub(start, end), stub(end, start)
    rooms = room_ahead(start, first, stands), room_ahead(end, last, stands)
    between = _halfway(start, first, rooms[0]), _halfway(end, last, rooms[1])
    beside = min(BESIDE, *(room // 2 for room in rooms))
    for clear in (CLEAR, BESIDE) if beside else ():
        middle = search(start, end, stands, clear, between=between, beside=beside)
        if middle is not None:
            return straightened([start.point, *middle, end.point])
    # Along the borders there may still be a way.
    return straightened(search(start, end, stands, 0.0, between=(start.point, end.point)) or ())


def _halfway(end: Ending, out: Point, room: float) -> Point:
    """The end of a stub, or the middle of its room where something stands in its way."""
    far = distance(end.point, out)
    part = 1.0 if room >= far else room // 2 / far
    return Point(end.point.x + (out.x - end.point.x) * part, end.point.y + (out.y - end.point.y) * part)


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
