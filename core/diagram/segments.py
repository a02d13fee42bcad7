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
    return found


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
    """An end that slides, as long as tracks can make it that part its neighbour from others."""
    return replace(part, movable=True, low=part.low - SAME, high=part.high + SAME)


def as_one(first: Segment, second: Segment) -> bool:
    """Whether two that stay run as one line, or will once tracks part their neighbours where they meet."""
    return (
        (first.slides or second.slides)
        and not (first.movable or second.movable)
        and first.line != second.line
        and abs(first.at - second.at) < _ONE
        and (overlap(first, second) or _swapped(*sorted((first, second), key=lambda part: part.low)))
    )


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
