"""The straight parts of lines, with how far each may move aside before its line would turn back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from core.diagram.display import Rect
from core.diagram.geometry import segment_rect
from core.model import Id, Point

SAME = 6.0
"""Segments nearer than this count as lying on one another."""

_ONE = 2.0
"""Segments nearer than this look as one line, in px."""

SegmentKey = tuple[Id, int]

Leeway = tuple[float, float]
"""From where to where an end may slide along the side of its shape."""

Bend = tuple[bool, float]
"""Whether a neighbour comes from smaller coordinates, and its order."""


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
    slides: bool = False
    """Whether it is at an end that may slide along the side of its shape, if it must."""
    floor: float = -float("inf")
    """How far it may move towards smaller coordinates before its neighbours turn back."""
    ceiling: float = float("inf")
    turn: float = 0.0
    """The order of its neighbour, where it is at an end."""
    order: float = 0.0
    """What decides which of two takes the track with the smaller coordinate."""
    bends: tuple[Bend | None, Bend | None] = (None, None)
    """The neighbours that may move at its lower end and at its upper one, where it may move too."""

    @property
    def area(self) -> Rect:
        """The rectangle that it spans, grown by half the distance that counts as the same."""
        return self.on(self.at).grown(SAME / 2)

    def on(self, at: float) -> Rect:
        """The rectangle that it spans where it lies on another track."""
        if self.upright:
            return segment_rect(Point(at, self.low), Point(at, self.high))
        return segment_rect(Point(self.low, at), Point(self.high, at))


def segments(
    line: Id, points: Sequence[Point], kept: bool, leeway: Sequence[Leeway | None] = (None, None)
) -> list[Segment]:
    """The parts of a line. With `kept` none may move: a person has set its bends.

    `leeway` is that of its two ends, None where an end stays.
    """
    found = []
    last = len(points) - 2
    for index, (before, after) in enumerate(pairwise(points)):
        upright = before.x == after.x
        at = before.x if upright else before.y
        low, high = sorted((before.y, after.y) if upright else (before.x, after.x))
        part = Segment(line, index, upright, at, low, high, movable=False)
        if 0 < index < last and not kept:
            part = _movable(part, points[index - 1], before, after, points[index + 2])
        elif last > 0 and not kept:
            room, behind = (leeway[0], points[2]) if index == 0 else (leeway[1], points[-3])
            part = part if room is None else _sliding(part, room, behind)
        found.append(part)
    if last > 1:
        found[0], found[-1] = replace(found[0], turn=found[1].order), replace(found[-1], turn=found[-2].order)
    return [_bent(part, found, points) if part.movable else part for part in found]


def _bent(part: Segment, found: Sequence[Segment], points: Sequence[Point]) -> Segment:
    """With the neighbours that may move as well."""
    bends: list[Bend | None] = []
    for place, beyond in ((part.index, -1), (part.index + 1, 1)):
        neighbour, behind = found[part.index + beyond], points[place + beyond]
        before = (behind.x if part.upright else behind.y) < part.at
        bends.append((before, neighbour.order) if neighbour.movable else None)
    start, end = points[part.index], points[part.index + 1]
    down = (end.y > start.y) if part.upright else (end.x > start.x)
    return replace(part, bends=(bends[0], bends[1]) if down else (bends[1], bends[0]))


def moved(points: Sequence[Point], places: Mapping[int, float]) -> tuple[Point, ...]:
    """The line with the segments of these indexes at other coordinates."""
    found = list(points)
    for index, at in places.items():
        upright = points[index].x == points[index + 1].x
        for corner in (index, index + 1):
            found[corner] = replace(found[corner], x=at) if upright else replace(found[corner], y=at)
    return tuple(found)


def _movable(part: Segment, ahead: Point, before: Point, after: Point, behind: Point) -> Segment:
    """With its limits: no neighbour turns back or shrinks below a head. Its order is alike both ways."""

    def across(point: Point) -> float:
        return point.x if part.upright else point.y

    floor, ceiling = -float("inf"), float("inf")
    for neighbour in (across(ahead), across(behind)):
        if neighbour < part.at:
            floor = max(floor, min(neighbour + 8, part.at))
        else:
            ceiling = min(ceiling, max(neighbour - 8, part.at))
    near, far = (across(point) < part.at for point in (ahead, behind))
    ends = (before, after) if near else (after, before)
    first, last = (end.y if part.upright else end.x for end in ends) if near != far else (part.low, part.high)
    order = -first if (last > first) == (near or far) else first
    return replace(part, movable=True, floor=floor, ceiling=ceiling, order=order)


def _sliding(part: Segment, room: Leeway, behind: Point) -> Segment:
    """An end with its limits: it slides in its room, and its neighbour does not shrink below a head's."""
    turn = behind.x if part.upright else behind.y
    floor, ceiling = min(room[0], part.at), max(room[1], part.at)
    if turn < part.at:
        floor = max(floor, min(turn + 8, part.at))
    else:
        ceiling = min(ceiling, max(turn - 8, part.at))
    # Of two, the one that turns towards smaller coordinates lies there: so they do not cross.
    order = -float("inf") if turn < part.at else float("inf")
    return replace(part, slides=True, floor=floor, ceiling=ceiling, order=order)


def freed(part: Segment) -> Segment:
    """A part that slides or moves, as long as tracks can make it that part its neighbours from others."""
    return replace(part, movable=True, low=part.low - SAME, high=part.high + SAME)


def as_one(first: Segment, second: Segment) -> bool:
    """Whether two run as one line without lying on one another, or will where tracks part their neighbours.

    Two ends that stay may lie on one another too.
    """
    if first.line == second.line or abs(first.at - second.at) >= _ONE:
        return False
    lower, upper = sorted((first, second), key=lambda part: part.low)
    if first.movable and second.movable:
        return lower.high <= upper.low <= lower.high + SAME and _crossed(lower, upper)
    if first.movable or second.movable or not (first.slides or second.slides):
        return False
    return overlap(first, second) or _swapped(lower, upper)


def _crossed(lower: Segment, upper: Segment) -> bool:
    """Whether the neighbours of two that meet come from one side and take tracks in the other order."""
    one, other = lower.bends[1], upper.bends[0]
    if one is None or other is None or one[0] != other[0]:
        return False
    return (one[1], lower.line) > (other[1], upper.line)


def _swapped(lower: Segment, upper: Segment) -> bool:
    """Whether two meet end to end whose neighbours take tracks in the other order."""
    meet = upper.low <= lower.high + SAME
    return meet and (lower.turn, lower.line) > (upper.turn, upper.line)


def overlap(first: Segment, second: Segment) -> bool:
    """Whether two of different lines lie on one another."""
    return (
        first.line != second.line
        and abs(first.at - second.at) < SAME
        and first.low < second.high
        and second.low < first.high
    )
