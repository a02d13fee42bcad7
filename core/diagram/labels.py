"""Where the words of a line stand: beside it, clear of shapes, bends, borders, other lines and words."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, pairwise
from typing import Literal

from core.diagram.display import Rect
from core.model import Point

Aligned = Literal["left", "centre", "right"]

LeftOut = Literal["nothing", "some", "all"]
"""What of the words of a line is not written for want of room."""

AWAY_UP = 5.0
"""Free px between a level line and the words above it."""

AWAY_SIDE = 8.0

Search = Literal["few", "gaps", "many", "off"]
"""Which places are looked at: the best few, all along short upright parts, many along all, or further off."""

_FRACTIONS = {
    "few": (0.5, 0.34, 0.66, 0.2, 0.8),
    "many": (0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82, 0.1, 0.9, 0.03, 0.97),
}
OFF = 64.0
"""How far off a line its words stand at most where nothing is free beside it, as between near shapes.

Further away nobody would know which line they belong to.
"""

_OFF_STEP, _OFF_PRICE = 8.0, 0.2
_SHORT, _STEP = 480.0, 10.0
"""Upright parts up to this long offer a place every few px: words find the gap between shapes beside them."""

_BEND_ROOM = 8.0


@dataclass(frozen=True, slots=True)
class Label:
    """Where the words of a line stand, and how they are aligned.

    `others` are the places of its short words below full size and of its longer words close up: the
    scale from which on each is meant, and its area. Where no place has room for all, some or all are
    `left_out`, and a mark tells that there are more.
    """

    area: Rect
    aligned: Aligned
    others: tuple[tuple[float, Rect], ...] = ()
    left_out: LeftOut = "nothing"


@dataclass(frozen=True, slots=True)
class Obstruction:
    """Something that words should not cover, and how bad it is if they do."""

    area: Rect
    weight: float


SLACK = 4.0
"""How far around an obstacle words feel it."""

SHAPE, WORDS, TITLE, LINE, BORDER = 1000.0, 60.0, 1000.0, 25.0, 12.0
"""How bad it is to cover a shape, a port or its name, a zone title, a line, a zone border."""

UNREADABLE = 2 * LINE
"""Words that two lines cross cannot be read: what covers so much is not written there."""

LABEL = 1000.0
"""How bad it is to cover the words of another line: neither could be read."""

Weigh = Callable[[Rect, float], float]
"""Tells how bad it is to write in an area, apart from what the place is by itself.

What is as bad as the limit need not be told more exactly.
"""

Place = tuple[float, float, float, Aligned, tuple[float, float, float, float] | None]
"""What speaks against a place by itself, its left and upper edge, and how words there are aligned.

And the rectangle between it and the line where it is off it: nothing may stand in either.
"""


def label_strip(part: Rect, wide: float, high: float, off: float = 0.0) -> Rect:
    """The area along a part of a line in which words up to this size can stand, so far off at most."""
    level = part.height == 0
    dx, dy = (wide / 2, high + AWAY_UP) if level else (wide + AWAY_SIDE, high / 2)
    area = Rect(part.x - dx, part.y - dy, part.width + 2 * dx, part.height + 2 * dy)
    return area.grown(SLACK + off)


@dataclass(frozen=True, slots=True)
class Choice:
    """A place that was chosen: the words there, and its number among the places that were named."""

    area: Rect
    aligned: Aligned
    number: int
    search: Search
    content: bool
    """Whether no place could be better, whatever goes away."""
    covered: float = 0.0
    """How bad it is to write there."""
    near: bool = True
    """Whether no place off the line was looked at."""


def place_label(
    points: Sequence[Point],
    wide: float,
    high: float,
    weigh: Weigh,
    like: Choice | None = None,
    *,
    off: bool = False,
) -> Choice | None:
    """The best place for words of this size; among equals the first that `_places` names.

    Where the best of few lies over a border or a line, the gaps beside short upright parts are looked at,
    then many places, and then those `off` the line if words may stand there. None where all places lie on
    shapes, titles or other words. With `like` the place of that number is taken as it is, as far as there is
    room.
    """
    if like is not None:
        chosen = _places(points, wide, high, like.search)
        place = next(islice(chosen, like.number, None), None)
        area = Rect(place[1], place[2], wide, high) if place is not None else None
        if place is not None and area is not None and weigh(area, SHAPE) < SHAPE:
            return Choice(area, place[3], like.number, like.search, content=True)
    found, best = _best(points, wide, high, weigh, "few", SHAPE)
    near = True
    searches: tuple[Search, ...] = ("gaps", "many", "off") if off else ("gaps", "many")
    for search in searches:
        if best < LINE and (found is None or found.covered < BORDER):
            break
        near = search != "off"
        better, best = _best(points, wide, high, weigh, search, best)
        found = better or found
    return None if found is None else replace(found, near=near, content=found.content and like is None)


def _best(
    points: Sequence[Point], wide: float, high: float, weigh: Weigh, search: Search, most: float
) -> tuple[Choice | None, float]:
    """The best place that is better than `most`, and how bad it is."""
    best, least, found, covered = most, most, None, 0.0
    for number, (penalty, x, y, aligned, between) in enumerate(_places(points, wide, high, search)):
        least = min(least, penalty)
        if penalty < best:
            area = Rect(x, y, wide, high)
            weight = weigh(area, best - penalty)
            if penalty + weight >= best or (between is not None and weight):
                continue
            if between is None or weigh(Rect(*between), LINE) == 0:
                best, found, covered = penalty + weight, (area, aligned, number), weight
            if best <= 0:
                break
    if found is None:
        return None, most
    return Choice(*found, search, content=search == "few" and best <= least, covered=covered), best


def _places(points: Sequence[Point], wide: float, high: float, search: Search) -> Iterator[Place]:
    """Places along the segments, the longest first."""
    parts = sorted(enumerate(pairwise(points)), key=lambda part: (-_length(*part[1]), part[0]))
    if search == "off":
        yield from _places_off([part for _index, part in parts[:4]], wide, high)
        return
    for rank, (_index, (before, after)) in enumerate(parts[:4] if search == "few" else parts):
        level, long = before.y == after.y, _length(before, after)
        room = long - (wide if level else high) - 2 * _BEND_ROOM
        if (room < 0 and search != "few") or (search == "gaps" and (level or long > _SHORT)):
            continue
        tight = 0.0 if room >= 0 else min(-room, 40.0) * 0.5
        for place, fraction in enumerate(_every(long) if search == "gaps" else _FRACTIONS[search]):
            x, y = before.x + (after.x - before.x) * fraction, before.y + (after.y - before.y) * fraction
            squeeze = 0.0
            if room >= 0:
                margin = (wide if level else high) / 2 + _BEND_ROOM
                x, y = _held(x, y, before, after, margin)
            elif place:
                squeeze = 6.0
            bias = rank * 1.5 + place * 0.4 + tight + squeeze
            if level:
                yield bias, x - wide / 2, y - AWAY_UP - high, "centre", None
                yield bias + 1.0, x - wide / 2, y + AWAY_UP, "centre", None
            else:
                yield bias, x + AWAY_SIDE, y - high / 2, "left", None
                yield bias + 1.0, x - AWAY_SIDE - wide, y - high / 2, "right", None


def _places_off(parts: Sequence[tuple[Point, Point]], wide: float, high: float) -> Iterator[Place]:
    """Places on both hands of the parts, step by step further off."""
    for rank, (before, after) in enumerate(parts):
        for place, fraction in enumerate(_FRACTIONS["few"]):
            x, y = before.x + (after.x - before.x) * fraction, before.y + (after.y - before.y) * fraction
            for step in range(1, int(OFF / _OFF_STEP) + 1):
                off = step * _OFF_STEP
                bias = rank * 1.5 + place * 0.4 + off * _OFF_PRICE
                if before.y == after.y:
                    above, below = y - AWAY_UP - off, y + AWAY_UP
                    yield bias, x - wide / 2, above - high, "centre", (x - 2, above, 4, off)
                    yield bias + 1.0, x - wide / 2, below + off, "centre", (x - 2, below, 4, off)
                else:
                    left, right = x - AWAY_SIDE - off, x + AWAY_SIDE
                    yield bias, right + off, y - high / 2, "left", (right, y - 2, off, 4)
                    yield bias + 1.0, left - wide, y - high / 2, "right", (left, y - 2, off, 4)


def _every(long: float) -> list[float]:
    """Fractions of a part, a step from each other, those nearest to its middle first."""
    count = max(int(long / _STEP), 1)
    return sorted((step / count for step in range(count + 1)), key=lambda part: (abs(part - 0.5), part))


def _held(x: float, y: float, before: Point, after: Point, margin: float) -> tuple[float, float]:
    """The point moved along its segment so that the words stay clear of both bends."""
    if before.y == after.y:
        low, high = sorted((before.x, after.x))
        return min(max(x, low + margin), high - margin), y
    low, high = sorted((before.y, after.y))
    return x, min(max(y, low + margin), high - margin)


def _length(before: Point, after: Point) -> float:
    return abs(after.x - before.x) + abs(after.y - before.y)
