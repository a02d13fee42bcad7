"""Tracks for segments that do not all find room around their common middle.

Each has a corridor of its own, between the turns of its neighbours, and takes the track nearest to where it
ran that leaves room in their corridors to all that follow it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import product

from core.diagram.segments import Segment, SegmentKey

GAPS = (10.0, 7.0, 5.0, 3.5)
"""What neighbouring tracks keep from each other, in px: the first for which there is room."""

SPARE = 4.0
"""What of the room for a head is given up where lines would lie on one another else, in px."""

NARROW = 2.5
"""What they keep where there is no more room, in px: they are told apart, and no more."""

MOST = 24
"""With more segments than this no room is looked for: most of a crowd is hidden by the others anyway."""

_FINE = 2.5
"""Tracks are tried in steps of this, in px."""

_FINEST = 0.5
"""And in steps of this where segments are packed as narrowly as they can be, in px."""

Clear = Callable[[Segment, float], bool]
"""Whether nothing stands in the way of a segment on a track."""


def squeezed(
    group: Sequence[Segment], free: Sequence[Segment], reach: float, clear: Clear
) -> list[float] | None:
    """A coordinate for each of the free segments of a group, all apart from what they overlap.

    They keep the order given, in which they cross least; where that finds no room, the order of their
    corridors; then in corridors that are a little wider. None where there is none either.
    """
    if len(free) > MOST:
        return None
    stay = [part for part in group if not part.movable]
    corridors = {
        (part.line, part.index): (max(part.floor, part.at - reach), min(part.ceiling, part.at + reach))
        for part in free
    }
    by_corridor = sorted(
        free, key=lambda part: (sum(corridors[part.line, part.index]), part.line, part.index)
    )
    for wider, order, gap in product((0.0, SPARE), (list(free), by_corridor), GAPS):
        bounds = [corridors[part.line, part.index] for part in order]
        bounds = [(low - wider, high + wider) for low, high in bounds]
        found = _in_order(order, bounds, stay, gap, clear)
        if found is not None:
            places = dict(zip(((part.line, part.index) for part in order), found, strict=True))
            return [places[part.line, part.index] for part in free]
    return None


def packed(
    group: Sequence[Segment], free: Sequence[Segment], reach: float, clear: Clear
) -> list[float] | None:
    """A coordinate for each of the free segments, packed from one end on; None where not all fit.

    Where a corridor has little clear room, to keep near to where they ran would leave none to some of them.
    """
    if len(free) > MOST:
        return None
    stay = [part for part in group if not part.movable]
    bounds = {(part.line, part.index): _corridor(part, reach, SPARE) for part in free}
    orders = (list(free), sorted(free, key=lambda part: bounds[part.line, part.index]))
    for gap, order in product((*GAPS, NARROW), orders):
        ways = ((order, 1), (order[::-1], -1))
        found = [
            spots for one, way in ways if (spots := _pack(one, way, bounds, stay, gap, clear)) is not None
        ]
        if found:
            spots = min(
                found, key=lambda one: sum(abs(one[part.line, part.index] - part.at) for part in free)
            )
            return [spots[part.line, part.index] for part in free]
    return None


def _pack(
    order: Sequence[Segment],
    way: int,
    bounds: Mapping[SegmentKey, tuple[float, float]],
    stay: Sequence[Segment],
    gap: float,
    clear: Clear,
) -> dict[SegmentKey, float] | None:
    """A coordinate for each in turn, the first from the lower end of its corridor, with -1 the upper, on."""
    found: dict[SegmentKey, float] = {}
    for place, part in enumerate(order):
        low, high = bounds[part.line, part.index]
        beside = [other.at for other in stay if _overlap(part, other)]
        before = [way * found[one.line, one.index] + gap for one in order[:place] if _overlap(one, part)]
        start, end = max((low if way > 0 else -high, *before)), high if way > 0 else -low
        spots = (way * (start + step * _FINEST) for step in range(int((end - start) / _FINEST) + 1))
        apart = (spot for spot in spots if all(abs(spot - at) >= gap for at in beside))
        spot = next((one for one in apart if clear(part, one)), None)
        if spot is None:
            return None
        found[part.line, part.index] = spot
    return found


def one_by_one(
    group: Sequence[Segment], free: Sequence[Segment], reach: float, clear: Clear
) -> list[float | None]:
    """A coordinate apart from what it overlaps for each of the free segments in turn, None without one."""
    apart = [part for part in group if not part.movable]
    found: list[float | None] = []
    for part in free[:MOST]:
        spot = None
        for wider, gap in ((0.0, GAPS[-1]), (SPARE, GAPS[-1]), (SPARE, NARROW)):
            low, high = _corridor(part, reach, wider)
            spot = _nearest(part, low, high, apart, gap, clear) if low <= high else None
            if spot is not None:
                break
        found.append(spot)
        apart.append(part if spot is None else replace(part, at=spot))
    return [*found, *(None for _part in free[MOST:])]


def _corridor(part: Segment, reach: float, wider: float) -> tuple[float, float]:
    """From where to where a segment may go."""
    return max(part.floor - wider, part.at - reach), min(part.ceiling + wider, part.at + reach)


def _in_order(
    parts: Sequence[Segment],
    bounds: Sequence[tuple[float, float]],
    stay: Sequence[Segment],
    gap: float,
    clear: Clear,
) -> list[float] | None:
    """Coordinates that grow from each segment to those after it that it overlaps."""
    latest: list[float] = [0.0] * len(parts)
    for place in range(len(parts) - 1, -1, -1):
        after = (latest[other] - gap for other in _beside(parts, place) if other > place)
        latest[place] = min((bounds[place][1], *after))
    found: list[float] = []
    for place, part in enumerate(parts):
        before = (found[other] + gap for other in _beside(parts, place) if other < place)
        first, last = max((bounds[place][0], *before)), latest[place]
        spot = _nearest(part, first, last, stay, gap, clear) if first <= last else None
        if spot is None:
            return None
        found.append(spot)
    return found


def _nearest(
    part: Segment, first: float, last: float, stay: Sequence[Segment], gap: float, clear: Clear
) -> float | None:
    wished = min(max(part.at, first), last)
    for step in range(int((last - first) / _FINE) + 1):
        for spot in (wished + step * _FINE, wished - step * _FINE) if step else (wished,):
            if (
                first <= spot <= last
                and all(abs(spot - other.at) >= gap for other in stay if _overlap(part, other))
                and clear(part, spot)
            ):
                return spot
    return None


def _beside(parts: Sequence[Segment], place: int) -> list[int]:
    return [other for other in range(len(parts)) if other != place and _overlap(parts[place], parts[other])]


def _overlap(one: Segment, other: Segment) -> bool:
    """Whether two segments would lie on one another on one track."""
    return one.line != other.line and one.low < other.high and other.low < one.high
