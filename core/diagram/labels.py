"""Where the words of a line stand: beside it, clear of shapes, bends, borders, other lines and words."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from core.diagram.display import Rect
from core.diagram.geometry import bounds_of
from core.model import Point

AWAY_UP = 5.0
"""Free px between a level line and the words above it."""

AWAY_SIDE = 8.0

_FRACTIONS = (0.5, 0.34, 0.66, 0.2, 0.8)
_BEND_ROOM = 8.0


@dataclass(frozen=True, slots=True)
class Label:
    """Where the words of a line stand, and from which edge they are written."""

    area: Rect
    anchor: Literal["left", "centre", "right"]


@dataclass(frozen=True, slots=True)
class Obstruction:
    """Something that words should not cover, and how bad it is if they do."""

    area: Rect
    weight: float


SLACK = 4.0
"""How far around an obstacle words feel it."""

SHAPE, WORDS, TITLE, LINE, BORDER = 100.0, 60.0, 100.0, 25.0, 12.0
"""How bad it is to cover a shape, other words, a zone title, a line, a zone border."""


def label_reach(points: Sequence[Point], wide: float, high: float) -> Rect:
    """The area in which the words of a line can come to stand."""
    around = bounds_of(points)
    return Rect(
        around.x - wide - AWAY_SIDE,
        around.y - high - AWAY_UP,
        around.width + 2 * (wide + AWAY_SIDE),
        around.height + 2 * (high + AWAY_UP),
    ).grown(SLACK)


def place_label(
    points: Sequence[Point], wide: float, high: float, obstructions: Iterable[Obstruction]
) -> Label:
    """The best place for words of this size; among equals the first that `_candidates` names.

    `obstructions` are all that touch the reach of the words.
    """
    stands = [
        (found.area.x, found.area.y, found.area.right, found.area.bottom, found.weight)
        for found in obstructions
    ]
    best: tuple[float, Label] | None = None
    for penalty, label in _candidates(points, wide, high):
        if best is not None and penalty >= best[0]:
            continue
        area = label.area
        x, y, right, bottom = area.x, area.y, area.right, area.bottom
        total = penalty + sum(
            weight
            for low_x, low_y, high_x, high_y, weight in stands
            if x < high_x and low_x < right and y < high_y and low_y < bottom
        )
        if best is None or total < best[0]:
            best = (total, label)
        if best[0] <= 0:
            break
    assert best is not None
    return best[1]


def _candidates(points: Sequence[Point], wide: float, high: float) -> Iterator[tuple[float, Label]]:
    """Places along the segments, the longest first, with what speaks against each."""
    parts = sorted(enumerate(pairwise(points)), key=lambda part: (-_length(*part[1]), part[0]))
    for rank, (_index, (before, after)) in enumerate(parts[:4]):
        level = before.y == after.y
        room = _length(before, after) - (wide if level else high) - 2 * _BEND_ROOM
        tight = 0.0 if room >= 0 else min(-room, 40.0) * 0.5
        for place, fraction in enumerate(_FRACTIONS):
            middle = Point(
                before.x + (after.x - before.x) * fraction, before.y + (after.y - before.y) * fraction
            )
            squeeze = 0.0
            if room >= 0:
                middle = _held(middle, before, after, (wide if level else high) / 2 + _BEND_ROOM)
            elif place:
                squeeze = 6.0
            bias = rank * 1.5 + place * 0.4 + tight + squeeze
            yield from _beside(middle, level, wide, high, bias)


def _beside(
    middle: Point, level: bool, wide: float, high: float, bias: float
) -> Iterator[tuple[float, Label]]:
    if level:
        yield bias, Label(Rect(middle.x - wide / 2, middle.y - AWAY_UP - high, wide, high), "centre")
        yield bias + 1.0, Label(Rect(middle.x - wide / 2, middle.y + AWAY_UP, wide, high), "centre")
    else:
        yield bias, Label(Rect(middle.x + AWAY_SIDE, middle.y - high / 2, wide, high), "left")
        yield bias + 1.0, Label(Rect(middle.x - AWAY_SIDE - wide, middle.y - high / 2, wide, high), "right")


def _held(middle: Point, before: Point, after: Point, margin: float) -> Point:
    """The point moved along its segment so that the words stay clear of both bends."""
    if before.y == after.y:
        low, high = sorted((before.x, after.x))
        return Point(min(max(middle.x, low + margin), high - margin), middle.y)
    low, high = sorted((before.y, after.y))
    return Point(middle.x, min(max(middle.y, low + margin), high - margin))


def _length(before: Point, after: Point) -> float:
    return abs(after.x - before.x) + abs(after.y - before.y)
