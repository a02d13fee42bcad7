"""Lines that would run on top of each other get tracks of their own, side by side.

Middle segments move, but none out of a zone that both ends of its line lie in; also those that only meet and
would run as one once their neighbours part. Those at the ends stay where they meet their shapes, and slide
along its side only where two that stay would run as one line and tell a line that is not there. Segments that
overlap form a group, and a group is settled by itself, so that a change elsewhere leaves it as it is.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from core.diagram.corridors import SPARE, Clear, one_by_one, packed, squeezed
from core.diagram.display import Rect
from core.diagram.geometry import crosses, inside, segment_rect
from core.diagram.grid import FINE, Grid
from core.diagram.kept import Kept
from core.diagram.segments import SAME, Segment, SegmentKey, as_one, freed, overlap
from core.diagram.ways import BESIDE, Obstacles
from core.model import Id, Point

TRACK = 10.0
"""The distance of neighbouring tracks where there is room."""

REACH = 160.0
"""How far from its way a segment can be moved to a track of its own, in px."""

_OFF_BORDER = BESIDE + SPARE
"""What segments that are held in a zone keep from its border, in px: some may yet give up what is spare."""

_CLOSE = BESIDE * 0.375
"""What segments keep from shapes at least where they would lie on one another else, in px."""

Parts = Mapping[Id, Sequence[Segment]]
"""The segments of each line."""


class PartGrid:
    """Where segments lie, the upright ones and the level ones each by themselves."""

    __slots__ = ("_level", "_upright")

    def __init__(self) -> None:
        self._upright: Grid[SegmentKey] = Grid(FINE)
        self._level: Grid[SegmentKey] = Grid(FINE)

    @property
    def stores(self) -> tuple[Kept[Any, Any], ...]:
        """All that it keeps."""
        return (*self._upright.stores, *self._level.stores)

    def put(self, part: Segment) -> None:
        """Take a segment into account."""
        self._of(part).put((part.line, part.index), part.area)

    def drop(self, part: Segment) -> None:
        """Forget a segment."""
        self._of(part).drop((part.line, part.index))

    def beside(self, part: Segment) -> list[SegmentKey]:
        """The segments of the same direction that share a point with this one, and it itself."""
        return self._of(part).near(part.area)

    def across(self, part: Segment) -> list[SegmentKey]:
        """The segments of the same direction that could take a track on which this one lies."""
        area = part.area
        wide = Rect(area.x - REACH, area.y, area.width + 2 * REACH, area.height)
        high = Rect(area.x, area.y - REACH, area.width, area.height + 2 * REACH)
        return self._of(part).near(wide if part.upright else high)

    def on(self, part: Segment, at: float) -> list[SegmentKey]:
        """The segments on which this one would lie on another track."""
        return self._of(part).near(replace(part, at=at).area)

    def near(self, area: Rect) -> list[SegmentKey]:
        """All segments that share a point with an area."""
        return [*self._upright.near(area), *self._level.near(area)]

    def _of(self, part: Segment) -> Grid[SegmentKey]:
        return self._upright if part.upright else self._level


@dataclass(frozen=True, slots=True)
class Settled:
    """The coordinates that segments take in the end, None where they stay.

    `crowded` are those of groups that look for room: what they do hangs on every segment that lies on a
    track which they could take.
    """

    places: dict[SegmentKey, float | None]
    crowded: set[SegmentKey]


@dataclass(frozen=True, slots=True)
class Surrounding:
    """What is around segments: obstacles, zones and containers, those that hold both ends of a line."""

    stands: Obstacles
    zones: Obstacles
    held: Callable[[Id], Sequence[Rect]]


def settled(keys: Iterable[SegmentKey], parts: Parts, grid: PartGrid, about: Surrounding) -> Settled:
    """Where the segments in the groups of these lie in the end: through nothing, on no border of a zone."""
    found: dict[SegmentKey, float | None] = {}
    crowded: set[SegmentKey] = set()
    for key in sorted(keys):
        if key in found:
            continue
        group = _group(key, parts, grid)
        segments_of_it = [_held(parts[line][index], about) for line, index in group]
        found.update(dict.fromkeys(group))
        segments_of_it = [
            freed(one)
            if (one.slides or one.movable) and any(as_one(one, other) for other in segments_of_it)
            else one
            for one in segments_of_it
        ]
        free = sorted(
            (part for part in segments_of_it if part.movable),
            key=lambda part: (part.order, part.line, part.index),
        )
        if len(group) < 2 or not free:
            continue
        crowded.update(group)
        clear, close = (_uncrowded(group, parts, grid, about, off) for off in (BESIDE, _CLOSE))
        spots = _tracks(segments_of_it, free, about, clear, close)
        found.update(((part.line, part.index), spot) for part, spot in zip(free, spots, strict=True))
    return Settled(found, crowded)


def _tracks(
    group: Sequence[Segment], free: Sequence[Segment], about: Surrounding, clear: Clear, close: Clear
) -> Sequence[float | None]:
    """Tracks for the free segments of a group: side by side, else each in its corridor, else for some.

    Where corridors are narrow they are packed, if need be `close` to what stands there.
    """
    return (
        _side_by_side(group, free, clear)
        or squeezed(group, free, REACH, clear)
        or packed(group, free, REACH, clear)
        or packed(group, free, REACH, close)
        or _side_by_side(group, free, lambda part, spot: _clear(part, spot, about.stands))
        or one_by_one(group, free, REACH, clear)
    )


def _uncrowded(
    group: Sequence[SegmentKey],
    parts: Parts,
    grid: PartGrid,
    about: Surrounding,
    beside: float,
) -> Clear:
    """Whether a segment of a group lies on a track over nothing, and on none that is not of the group.

    It keeps off what stands there by `beside`.
    """
    ours = set(group)
    known: dict[tuple[Id, int, float], bool] = {}

    def on_others(part: Segment, spot: float) -> bool:
        there = replace(part, at=spot)
        others = (one for one in grid.on(part, spot) if one not in ours)
        return any(overlap(there, parts[line][index]) for line, index in others)

    def clear(part: Segment, spot: float) -> bool:
        key = (part.line, part.index, spot)
        if key not in known:
            known[key] = (
                _clear(part, spot, about.stands, beside)
                and not _strays(part, spot, about.zones)
                and not on_others(part, spot)
            )
        return known[key]

    return clear


def together(keys: Iterable[SegmentKey], parts: Parts, grid: PartGrid) -> set[SegmentKey]:
    """All segments that share a group with any of these."""
    found: set[SegmentKey] = set()
    for key in keys:
        if key not in found:
            found.update(_group(key, parts, grid))
    return found


def may_move_across(part: Segment, area: Rect) -> bool:
    """Whether a segment could come to lie in an area, or along it, by taking another track."""
    if not (part.movable or part.slides):
        return False
    area = area.grown(BESIDE + SAME)
    low, high, first, last = (
        (area.y, area.bottom, area.x, area.right)
        if part.upright
        else (area.x, area.right, area.y, area.bottom)
    )
    return part.low < high and low < part.high and first - REACH <= part.at <= last + REACH


def _group(first: SegmentKey, parts: Parts, grid: PartGrid) -> list[SegmentKey]:
    """The segment and all that lie on it, directly or through others, in order."""
    seen = {first}
    waiting = [parts[first[0]][first[1]]]
    while waiting:
        here = waiting.pop()
        for key in grid.beside(here):
            if key not in seen:
                other = parts[key[0]][key[1]]
                if overlap(here, other) or as_one(here, other):
                    seen.add(key)
                    waiting.append(other)
    return sorted(seen)


def _side_by_side(group: Sequence[Segment], free: Sequence[Segment], clear: Clear) -> list[float] | None:
    """The tracks next to the middle of a group for its free segments; None where not all have room there."""
    stay = [part.at for part in group if not part.movable]
    middle = sum(part.at for part in group) / len(group)
    for step in (TRACK, TRACK * 0.7, TRACK * 0.5):
        spots = _spots(len(free), round(middle), step, stay)
        if all(
            part.floor <= spot <= part.ceiling and abs(spot - part.at) <= REACH and clear(part, spot)
            for part, spot in zip(free, spots, strict=True)
        ):
            return spots
    return None


def _spots(count: int, middle: float, step: float, stay: Sequence[float]) -> list[float]:
    """The `count` tracks nearest to the middle that keep a step from all that stay."""
    offset = 0.0 if stay or count % 2 else step / 2
    near: list[float] = []
    ring = 0
    while len(near) < count:
        for spot in dict.fromkeys((middle + offset + ring * step, middle + offset - ring * step)):
            if len(near) < count and all(abs(spot - other) >= step * 0.6 for other in stay):
                near.append(spot)
        ring += 1
    return sorted(near)


def _clear(part: Segment, spot: float, stands: Obstacles, beside: float = BESIDE) -> bool:
    """Whether nothing new is run through on a track, nor by the neighbours on the way there."""
    way, present = part.on(spot).grown(beside), part.on(part.at)
    if any(crosses(way, area) and not crosses(present.grown(beside), area) for area in stands(way)):
        return False
    aside = (_across(part, end, spot) for end in (part.low, part.high))
    return not any(
        crosses(step, area) and not crosses(present, area) for step in aside for area in stands(step)
    )


def _strays(part: Segment, spot: float, zones: Obstacles) -> bool:
    """Whether a segment would run along the border of a zone on a track, or into one where it was not."""
    way, present = part.on(spot), part.on(part.at)
    for zone in zones(way.grown(BESIDE)):
        if not crosses(way.grown(BESIDE), zone):
            continue
        first, last = (zone.x, zone.right) if part.upright else (zone.y, zone.bottom)
        if min(abs(spot - first), abs(spot - last)) < BESIDE or not crosses(present, zone):
            return True
    return False


def _held(part: Segment, about: Surrounding) -> Segment:
    """A segment that moves no further than the zones reach that both ends of its line lie in."""
    if not part.movable:
        return part
    for frame in about.held(part.line):
        if inside(frame, part.on(part.at)):
            first, last = (frame.x, frame.right) if part.upright else (frame.y, frame.bottom)
            floor, ceiling = min(first + _OFF_BORDER, part.at), max(last - _OFF_BORDER, part.at)
            part = replace(part, floor=max(part.floor, floor), ceiling=min(part.ceiling, ceiling))
    return part


def _across(part: Segment, end: float, spot: float) -> Rect:
    """What a neighbour is longer by, or shorter, once a segment lies on another track."""
    if part.upright:
        return segment_rect(Point(part.at, end), Point(spot, end))
    return segment_rect(Point(end, part.at), Point(end, spot))
