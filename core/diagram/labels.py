"""Where the words of a line stand: beside it, clear of shapes, bends, borders, other lines and words."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from core.diagram.display import Rect
from core.diagram.geometry import bounds_of, distance
from core.model import Point

Aligned = Literal["left", "centre", "right"]

AWAY_UP = 5.0
"""Free px between a level line and the words above it."""

AWAY_SIDE = 8.0

_FRACTIONS = (0.5, 0.34, 0.66, 0.2, 0.8)
_MORE = (0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82, 0.1, 0.9, 0.03, 0.97)
_BEND_ROOM = 8.0


@dataclass(frozen=True, slots=True)
class Label:
    """Where the words of a line stand, and how they are aligned.

    `far` are the places of its short words below full size: the scale from which on each is meant, its
    area and how it is aligned.
    """

    area: Rect
    aligned: Aligned
    far: tuple[tuple[float, Rect, Aligned], ...] = ()


@dataclass(frozen=True, slots=True)
class Obstruction:
    """Something that words should not cover, and how bad it is if they do."""

    area: Rect
    weight: float


SLACK = 4.0
"""How far around an obstacle words feel it."""

SHAPE, WORDS, TITLE, LINE, BORDER = 1000.0, 60.0, 1000.0, 25.0, 12.0
"""How bad it is to cover a shape, a port or its name, a zone title, a line, a zone border."""

LABEL = 1000.0
"""How bad it is to cover the words of another line: neither could be read."""

Weigh = Callable[[Rect], float]
"""Tells how bad it is to write in an area, apart from what the place is by itself."""


def label_strips(points: Sequence[Point], wide: float, high: float) -> list[Rect]:
    """The areas along a line in which words up to this size can come to stand."""
    strips = []
    for before, after in pairwise(points):
        if before.y == after.y:
            dx, dy = wide / 2, high + AWAY_UP
        else:
            dx, dy = wide + AWAY_SIDE, high / 2
        part = bounds_of((before, after))
        area = Rect(part.x - dx, part.y - dy, part.width + 2 * dx, part.height + 2 * dy)
        strips.append(area.grown(SLACK))
    return strips


def place_label(
    points: Sequence[Point], wide: float, high: float, weigh: Weigh, first: Label | None = None
) -> Label | None:
    """The best place for words of this size; among equals the first that `_candidates` names.

    None where all places lie on shapes, titles or other words. With `first` the words stand where those
    of that label do, as far as there is room.
    """
    near = list(_candidates(points, wide, high, _FRACTIONS, 4))
    if first is not None:
        place = min(
            (label for _penalty, label in near if label.aligned == first.aligned),
            key=lambda label: distance(label.area.centre, first.area.centre),
            default=None,
        )
        if place is not None and weigh(place.area) < SHAPE:
            return place
    found = _best(near, weigh)
    if found is None:
        found = _best(_candidates(points, wide, high, _MORE, len(points)), weigh)
    return found


def _best(candidates: Iterable[tuple[float, Label]], weigh: Weigh) -> Label | None:
    best: tuple[float, Label | None] = (SHAPE, None)
    for penalty, label in candidates:
        if penalty < best[0]:
            total = penalty + weigh(label.area)
            if total < best[0]:
                best = (total, label)
            if best[0] <= 0:
                break
    return best[1]


def _candidates(
    points: Sequence[Point], wide: float, high: float, fractions: Sequence[float], most: int
) -> Iterator[tuple[float, Label]]:
    """Places along the segments, the longest first, with what speaks against each."""
    parts = sorted(enumerate(pairwise(points)), key=lambda part: (-_length(*part[1]), part[0]))
    for rank, (_index, (before, after)) in enumerate(parts[:most]):
        level = before.y == after.y
        room = _length(before, after) - (wide if level else high) - 2 * _BEND_ROOM
        tight = 0.0 if room >= 0 else min(-room, 40.0) * 0.5
        for place, fraction in enumerate(fractions):
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
