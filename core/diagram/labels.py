"""Where the words of a line stand: beside it, clear of shapes, bends, borders, other lines and words.

Where neighbours are too close, as among lines side by side, words stand in a gap of their own line, or off
it on a pole whose foot is on the line.
"""

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

Search = Literal["few", "gaps", "many", "on", "off"]
"""Which places are looked at: the best few, all along short upright parts, many along all, on or off it."""

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

_ON_ROOM, _ON_PRICE, _BESIDE_ON = 16.0, 6.0, 2.4
"""What is seen of a part at least on either hand of words in a gap of it, so that heads are clear.

Then the price, and what other lines keep from the letters there: half of a tunnel.
"""

INK = 4.0
"""How much higher a line of words is than its letters, in px: in a gap of a line these are what counts."""

_POLE_GAP, _POLE_PRICE, _FLAG_PRICE, _BARRING = 4.0, 4.0, 2.0, 8.0
"""What words keep from a pole beside them; prices of a crossed line, of words beside a pole, of wide ones."""

_CLEAR, _MISTAKEN = 10.0, 2.0
"""Words on a pole that stand nearer than this to another line look like its own; what speaks against that."""

_FOOT_ROOM, _FOOT_STEP, _FEET = 16.0, 5.0, 7
"""How far from an end a pole stands where there is room, how far from the next, and how many are tried."""


@dataclass(frozen=True, slots=True)
class Label:
    """Where the words of a line stand, and how they are aligned.

    They are `on` the line in a gap of it, or stand off it where their `pole` has its foot on the line.
    `others` are the places of its short words below full size and of its longer words close up: the
    scale from which on each is meant, and its area. Where no place has room for all, some or all are
    `left_out`, and a mark tells that there are more.
    """

    area: Rect
    aligned: Aligned
    others: tuple[tuple[float, Rect], ...] = ()
    left_out: LeftOut = "nothing"
    on: bool = False
    pole: Point | None = None

    @property
    def staff(self) -> Rect | None:
        """Where the pole stands, from its foot to the words."""
        return None if self.pole is None else pole_to(self.area, self.pole)


@dataclass(frozen=True, slots=True)
class Obstruction:
    """Something that words should not cover, and how bad it is if they do."""

    area: Rect
    weight: float


SLACK = 9.0
"""How far around an obstacle words feel it."""

SHAPE, WORDS, TITLE, LINE, BORDER = 1000.0, 60.0, 1000.0, 25.0, 12.0
"""How bad it is to cover a shape, a port or its name, a zone title, a line, a zone border."""

UNREADABLE = 2 * LINE
"""Words that two lines cross cannot be read: what covers so much is not written there."""

STRANGE = 14.0
"""How bad it is to stand nearer to another line than to the own one: whose words are they?"""

LABEL = 1000.0
"""How bad it is to cover the words of another line: neither could be read."""

Weigh = Callable[[Rect, float], float]
"""Tells how bad it is to write in an area, apart from what the place is by itself.

What is as bad as the limit need not be told more exactly.
"""

Place = tuple[float, float, float, Aligned, float, Point | None]
"""What speaks against a place by itself, its left and upper edge, and how words there are aligned.

Then how far it is from the line: no other line should be as near. And the foot of the pole where it is off.
"""

Box = tuple[float, float, float, float, float]
"""The left, upper, right and lower edge of something, and how bad it is to write over it."""


@dataclass(frozen=True, slots=True)
class Neighbours:
    """What is around a line: `bare` weighs all but lines, `strange` are parts of other lines near an area."""

    bare: Weigh
    strange: Callable[[Rect, float], Sequence[Box]]


def label_strip(part: Rect, wide: float, high: float, off: float = 0.0) -> Rect:
    """The area along a part of a line in which words up to this size can stand, so far off at most."""
    level = part.height == 0
    dx, dy = (wide / 2, high + AWAY_UP) if level else (wide + AWAY_SIDE, high / 2)
    if off:
        # Words on a pole stand on either hand of it.
        dx, dy = dx + wide / 2 + _POLE_GAP, dy + high
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
    pole: Point | None = None

    @property
    def on(self) -> bool:
        """Whether the words stand in a gap of the line."""
        return self.search == "on"


def place_label(
    points: Sequence[Point],
    wide: float,
    high: float,
    weigh: Weigh,
    like: Choice | None = None,
    *,
    off: bool = False,
    neighbours: Neighbours | None = None,
) -> Choice | None:
    """The best place for words of this size; among equals the first that `_places` names.

    Where the best of few lies over a border or a line, or nearer to another line, the gaps beside short
    upright parts are looked at, then many places, then where `neighbours` are told those on the line, and
    then those `off` it if words may stand there. None where all lie on shapes, titles or other words.
    With `like` the place of that number is taken as it is, as far as there is room.
    """
    if like is not None:
        chosen = _places(points, wide, high, like.search)
        place = next(islice(chosen, like.number, None), None)
        area = _area(place, wide, high, like.search) if place is not None else None
        if place is not None and area is not None and _bears(area, like, weigh, neighbours):
            return Choice(area, place[3], like.number, like.search, content=True, pole=place[5])
    found, best = _best(points, wide, high, weigh, "few", SHAPE, neighbours)
    near = True
    for search in _searches(neighbours, off):
        if best < LINE and (found is None or found.covered < BORDER):
            break
        near = search != "off"
        better, best = _best(points, wide, high, weigh, search, best, neighbours)
        found = better or found
    return None if found is None else replace(found, near=near, content=found.content and like is None)


def _bears(area: Rect, like: Choice, weigh: Weigh, neighbours: Neighbours | None) -> bool:
    """Whether a place can be taken without a look at others: over no shape, and no line if these count."""
    if neighbours is None:
        return weigh(area, SHAPE) < SHAPE
    return (_weight_on(area, LINE, neighbours) if like.on else weigh(area, LINE)) < LINE


def _searches(neighbours: Neighbours | None, off: bool) -> tuple[Search, ...]:
    """What is looked at after the best few."""
    if neighbours is None:
        return ("gaps", "many")
    return ("gaps", "many", "on", "off") if off else ("gaps", "many", "on")


def pole_to(area: Rect, foot: Point) -> Rect:
    """The pole from its foot to words in an area: to their nearer edge, or up beside them."""
    if area.y < foot.y < area.bottom:
        end = area.x if foot.x < area.x else area.right
        return Rect(min(foot.x, end), foot.y, abs(end - foot.x), 0)
    aside = not area.x <= foot.x <= area.right
    above = area.y < foot.y
    end = (area.y if above else area.bottom) if aside else (area.bottom if above else area.y)
    return Rect(foot.x, min(foot.y, end), 0, abs(end - foot.y))


def _best(
    points: Sequence[Point],
    wide: float,
    high: float,
    weigh: Weigh,
    search: Search,
    most: float,
    neighbours: Neighbours | None,
) -> tuple[Choice | None, float]:
    """The best place that is better than `most`, and how bad it is."""
    best, least, found, covered = most, most, None, 0.0
    for number, place in enumerate(_places(points, wide, high, search)):
        penalty, foot = place[0], place[5]
        least = min(least, penalty)
        if penalty >= best:
            continue
        area = _area(place, wide, high, search)
        if search == "on":
            weight = _weight_on(area, best - penalty, neighbours)
        else:
            weight = weigh(area, best - penalty)
            if foot is not None and neighbours is not None:
                weight = _weight_off(area, foot, weight, neighbours)
            elif neighbours is not None and penalty + weight < best and neighbours.strange(area, place[4]):
                weight = max(weight, STRANGE)
        if penalty + weight >= best:
            continue
        best, found, covered = penalty + weight, (area, place[3], number, foot), weight
        if best <= 0:
            break
    if found is None:
        return None, most
    area, aligned, number, foot = found
    content = search == "few" and best <= least
    return Choice(area, aligned, number, search, content, 0.0 if foot else covered, pole=foot), best


def _area(place: Place, wide: float, high: float, search: Search) -> Rect:
    return Rect(place[1], place[2], wide, high - INK if search == "on" else high)


def _weight_on(area: Rect, limit: float, neighbours: Neighbours | None) -> float:
    """How bad it is to write in a gap of the line."""
    if neighbours is None:
        return limit
    weight = neighbours.bare(area, limit)
    return weight if weight >= limit else weight + LINE * len(neighbours.strange(area, _BESIDE_ON))


def _weight_off(area: Rect, foot: Point, weight: float, neighbours: Neighbours) -> float:
    """How bad it is to write there on a pole: over nothing, and the pole crosses nothing but other lines."""
    if weight:
        return SHAPE
    staff = pole_to(area, foot)
    level = staff.height == 0
    body = Rect(staff.x, staff.y - 2, staff.width, 4)
    if not level:
        body = Rect(staff.x - 2, staff.y, 4, staff.height)
    if neighbours.bare(body, LINE):
        return SHAPE
    crossed = neighbours.strange(body, 2.0)
    if any((bottom - top > right - left) != level for left, top, right, bottom, _weight in crossed):
        return SHAPE
    mistaken = _MISTAKEN if neighbours.strange(area, _CLEAR) else 0.0
    return _POLE_PRICE * len(crossed) + mistaken


def _places(points: Sequence[Point], wide: float, high: float, search: Search) -> Iterator[Place]:
    """Places along the segments, the longest first."""
    parts = sorted(enumerate(pairwise(points)), key=lambda part: (-_length(*part[1]), part[0]))
    if search == "off":
        yield from _places_off([part for _index, part in parts[:4]], wide, high)
        return
    if search == "on":
        yield from _places_on([part for _index, part in parts], wide, high)
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
                yield bias, x - wide / 2, y - AWAY_UP - high, "centre", AWAY_UP, None
                yield bias + 1.0, x - wide / 2, y + AWAY_UP, "centre", AWAY_UP, None
            else:
                yield bias, x + AWAY_SIDE, y - high / 2, "left", AWAY_SIDE, None
                yield bias + 1.0, x - AWAY_SIDE - wide, y - high / 2, "right", AWAY_SIDE, None


def _places_on(parts: Sequence[tuple[Point, Point]], wide: float, high: float) -> Iterator[Place]:
    """Places in gaps of the parts that are long enough."""
    letters = high - INK
    for rank, (before, after) in enumerate(parts):
        across = wide if before.y == after.y else letters
        if _length(before, after) < across + 2 * _ON_ROOM:
            continue
        for place, fraction in enumerate(_FRACTIONS["many"]):
            x, y = before.x + (after.x - before.x) * fraction, before.y + (after.y - before.y) * fraction
            x, y = _held(x, y, before, after, across / 2 + _ON_ROOM)
            yield _ON_PRICE + rank * 1.5 + place * 0.2, x - wide / 2, y - letters / 2, "centre", 0.0, None


def _places_off(parts: Sequence[tuple[Point, Point]], wide: float, high: float) -> Iterator[Place]:
    """Places on both hands of the parts, step by step further off: above a pole, beside it, or at its end."""
    steps = [step * _OFF_STEP for step in range(1, int(OFF / _OFF_STEP) + 1)]
    for rank, (before, after) in enumerate(parts):
        long, level = _length(before, after), before.y == after.y
        # Wide words above a pole bar the way for those of the next line.
        barring = _BARRING if level and wide * 2 > long else 0.0
        for place, fraction in enumerate(_FRACTIONS["few"]):
            foot = Point(
                before.x + (after.x - before.x) * fraction, before.y + (after.y - before.y) * fraction
            )
            for off in steps:
                bias = rank * 1.5 + place * 0.4 + off * _OFF_PRICE + barring
                if level:
                    x = foot.x - wide / 2
                    yield bias, x, foot.y - AWAY_UP - off - high, "centre", off, foot
                    yield bias + 1.0, x, foot.y + AWAY_UP + off, "centre", off, foot
                else:
                    y = foot.y - high / 2
                    yield bias, foot.x + AWAY_SIDE + off, y, "left", off, foot
                    yield bias + 1.0, foot.x - AWAY_SIDE - off - wide, y, "right", off, foot
        if level:
            yield from _flags(before, after, wide, high, rank * 1.5 + _FLAG_PRICE, steps)


def _flags(
    before: Point, after: Point, wide: float, high: float, price: float, steps: Sequence[float]
) -> Iterator[Place]:
    """Places beside poles on a level part, which begin at the end to which the words reach."""
    (low, last), y = sorted((before.x, after.x)), before.y
    first = _FOOT_ROOM if last - low >= 4 * _FOOT_ROOM else _FOOT_STEP
    count = min(int((last - low - 2 * first) / _FOOT_STEP) + 1, _FEET)
    for place in range(max(count, 0)):
        inwards = first + place * _FOOT_STEP
        for x, foot in ((-_POLE_GAP - wide, low + inwards), (_POLE_GAP, last - inwards)):
            for off in steps:
                bias = price + place * 0.4 + off * _OFF_PRICE
                yield bias, foot + x, y - AWAY_UP - off - high, "centre", off, Point(foot, y)
                yield bias + 1.0, foot + x, y + AWAY_UP + off, "centre", off, Point(foot, y)


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
