"""Lines that would run on top of each other get tracks of their own, side by side.

Only middle segments move: those at the ends stay on their ports. Segments that overlap form a group,
and a group is settled by itself, so that a change elsewhere leaves it as it is.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from core.diagram.display import Rect
from core.diagram.geometry import crosses, segment_rect
from core.diagram.grid import Grid
from core.model import Id, Point

TRACK = 10.0
"""The distance of neighbouring tracks where there is room."""

_SAME = 6.0
"""Segments nearer than this count as lying on one another."""

SegmentKey = tuple[Id, int]


@dataclass(frozen=True, slots=True)
class Segment:
    """One straight part of a line: upright at x = `at`, or level at y = `at`, from `low` to `high`."""

    line: Id
    index: int
    upright: bool
    at: float
    low: float
    high: float
    movable: bool
    floor: float = -float("inf")
    """How far it may move towards smaller coordinates before its neighbours turn back."""
    ceiling: float = float("inf")
    order: float = 0.0
    """What decides which of two takes the track with the smaller coordinate."""

    @property
    def area(self) -> Rect:
        """The rectangle that it spans, as thick as the distance that counts as the same."""
        half = _SAME / 2
        if self.upright:
            return Rect(self.at - half, self.low, _SAME, self.high - self.low)
        return Rect(self.low, self.at - half, self.high - self.low, _SAME)


def segments(line: Id, points: Sequence[Point], kept: bool) -> list[Segment]:
    """The parts of a line. With `kept` none may move: a person has set its bends."""
    found = []
    last = len(points) - 2
    for index, (before, after) in enumerate(pairwise(points)):
        upright = before.x == after.x
        at = before.x if upright else before.y
        low, high = sorted((before.y, after.y) if upright else (before.x, after.x))
        part = Segment(line, index, upright, at, low, high, movable=False)
        if 0 < index < last and not kept:
            part = _movable(part, points[index - 1], before, after, points[index + 2])
        found.append(part)
    return found


def settled(
    lines: Iterable[Id],
    parts: Mapping[Id, Sequence[Segment]],
    grid: Grid[SegmentKey],
    stands: Callable[[Rect], Iterable[Rect]],
) -> dict[SegmentKey, float]:
    """The coordinates that movable segments of these lines take in the end, where they move at all."""
    found: dict[SegmentKey, float] = {}
    done: set[SegmentKey] = set()
    for line in sorted(lines):
        for part in parts[line]:
            if (line, part.index) not in done:
                group = _group(part, parts, grid)
                done.update((member.line, member.index) for member in group)
                found.update(_tracks(group, stands))
    return found


def group_lines(line: Id, parts: Mapping[Id, Sequence[Segment]], grid: Grid[SegmentKey]) -> set[Id]:
    """The lines that share a group with any part of this one."""
    return {member.line for part in parts[line] for member in _group(part, parts, grid)}


def moved(points: Sequence[Point], places: Mapping[int, float]) -> tuple[Point, ...]:
    """The line with the segments of these indexes at other coordinates."""
    found = list(points)
    for index, at in places.items():
        upright = points[index].x == points[index + 1].x
        for corner in (index, index + 1):
            found[corner] = replace(found[corner], x=at) if upright else replace(found[corner], y=at)
    return tuple(found)


def _movable(part: Segment, ahead: Point, before: Point, after: Point, behind: Point) -> Segment:
    """With its limits: neither neighbour may turn back or shrink below the room for a head."""

    def across(point: Point) -> float:
        return point.x if part.upright else point.y

    floor, ceiling = -float("inf"), float("inf")
    for neighbour in (across(ahead), across(behind)):
        if neighbour < part.at:
            floor = max(floor, min(neighbour + 8, part.at))
        else:
            ceiling = min(ceiling, max(neighbour - 8, part.at))
    down = (after.y > before.y) if part.upright else (after.x > before.x)
    ahead_first = across(ahead) < part.at
    start = before.y if part.upright else before.x
    order = -start if down == ahead_first else start
    return replace(part, movable=True, floor=floor, ceiling=ceiling, order=order)


def _group(part: Segment, parts: Mapping[Id, Sequence[Segment]], grid: Grid[SegmentKey]) -> list[Segment]:
    """The segment and all that lie on it, directly or through others."""
    seen = {(part.line, part.index): part}
    waiting = [part]
    while waiting:
        here = waiting.pop()
        for key in grid.near(here.area):
            other = parts[key[0]][key[1]]
            if key not in seen and _overlap(here, other):
                seen[key] = other
                waiting.append(other)
    return [seen[key] for key in sorted(seen)]


def _overlap(first: Segment, second: Segment) -> bool:
    return (
        first.upright == second.upright
        and first.line != second.line
        and abs(first.at - second.at) < _SAME
        and first.low < second.high
        and second.low < first.high
    )


def _tracks(group: Sequence[Segment], stands: Callable[[Rect], Iterable[Rect]]) -> dict[SegmentKey, float]:
    free = sorted(
        (part for part in group if part.movable), key=lambda part: (part.order, part.line, part.index)
    )
    if len(group) < 2 or not free:
        return {}
    stay = [part.at for part in group if not part.movable]
    middle = sum(part.at for part in group) / len(group)
    for step in (TRACK, TRACK * 0.7, TRACK * 0.5):
        spots = _spots(len(free), round(middle), step, stay)
        if all(
            part.floor <= spot <= part.ceiling and _clear(part, spot, stands)
            for part, spot in zip(free, spots, strict=True)
        ):
            return {(part.line, part.index): spot for part, spot in zip(free, spots, strict=True)}
    return {}


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


def _clear(part: Segment, spot: float, stands: Callable[[Rect], Iterable[Rect]]) -> bool:
    """Whether nothing stands on the track but what the segment runs through already."""
    way, present = _way(part, spot), _way(part, part.at)
    return not any(crosses(way, area) and not crosses(present, area) for area in stands(way))


def _way(part: Segment, at: float) -> Rect:
    if part.upright:
        return segment_rect(Point(at, part.low), Point(at, part.high))
    return segment_rect(Point(part.low, at), Point(part.high, at))
