"""Where badges and the numbers of steps sit on a line: where nobody takes them for those of another.

A badge on a head, a crossing or words would hide a fact of the model behind a finding, and one that is
as near to another line would say of that what is found of this.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise, product
from math import hypot, inf

from core.diagram.badge_places import SIZE, STEP, beyond
from core.diagram.display import Rect
from core.diagram.geometry import bounds_of, distance, towards
from core.diagram.labels import AWAY_UP, LINE, SHAPE, WORDS, Obstruction
from core.diagram.turns import HEAD
from core.model import Point, Side

Row = tuple[float, list[Rect]]
"""Squares side by side, and what speaks against them by themselves."""

_HALF_HEAD = 5.0
"""How far the heads and the tunnels of other lines reach to either hand."""

_CROSSING = 7.5

_CORNER, _HIDING = 3.0, 12.0
"""How much of a line is seen around its bend at least, in px, and how bad it is to hide it."""

_FRACTIONS = (0.3, 0.5, 0.7, 0.4, 0.6, 0.2, 0.8, 0.15, 0.85, 0.1, 0.9)
_PACE, _LEAST_FINE, _FINE = 6.0, 40, 2.2
"""How far apart fine places along a part are, how many they are at least, and what speaks against them."""

_RANKS = 4
"""From the fifth part on, how long a part is makes no difference."""

_NUDGES = (0.0, SIZE / 2 - AWAY_UP, AWAY_UP - SIZE / 2)
"""How far aside of its line the middle of a badge on it is: not at all, or clear of words along the line."""

_ASIDES = (SIZE / 2 + 3.0, SIZE / 2 + _CROSSING + 0.5)
"""How far beside a line the middle of a badge is: near it, or clear of its head and its crossings."""

_HUDDLES = (SIZE, 8.0, 4.0, 2.0, 0.0)
"""How far badges that huddle are from one another, in px: as far as can be."""

_NEAR = 24.0
"""How far a badge may stand off its line, in px: further away nobody would know which it belongs to."""

_PLAINLY = 3.0
"""By how much the own line is nearer at least than any other, in px."""

_STRANGE = 4 * SHAPE
"""How bad it is to stand no nearer to the own line than to another: worse than on the edges of shapes."""


def on_line(
    points: Sequence[Point],
    count: int,
    stands: Iterable[Obstruction],
    others: Iterable[Rect] = (),
    words: Rect | None = None,
) -> list[Rect]:
    """Squares on a line, by preference a third along its longest part; `others` are parts of other lines.

    Where all of it is taken they stand beside it, or around its own words as far as these are near the
    line: far out the words are short or hidden, and the badges stay. Where all that would be nearer to
    another line they huddle on the line, if need be on one another.
    """
    search = _Search(points, stands, others)
    search.along(count, _NUDGES)
    if search.least >= LINE / 2:
        off = (*_beside(points, count), *(_around(words, count) if words else ()))
        search.among(row for row in off if search.is_near(row[1]))
    if search.least >= _STRANGE:
        search.among(_huddled(points, count))
    return search.best


def steps_on_line(
    points: Sequence[Point], count: int, stands: Iterable[Obstruction], others: Iterable[Rect] = ()
) -> list[Rect]:
    """Squares for the numbers of steps, which say what was taken and so never leave the line.

    They stand side by side on one of its parts, closer together where it is short; of the places
    there the one that hides least.
    """
    search = _Search(points, stands, others)
    search.along(count, (0.0,))
    return search.best


def mark_on_line(points: Sequence[Point], stands: Iterable[Obstruction]) -> Rect:
    """The square for a mark of a line whose neighbours are not known: it never leaves the line."""
    search = _Search(points, stands, ())
    search.along(1, _NUDGES)
    return search.best[0]


def crossing_stands(points: Iterable[Point]) -> list[Obstruction]:
    """The diamonds at these points, as something in the way of badges."""
    return [Obstruction(Rect(point.x, point.y, 0, 0).grown(_CROSSING), WORDS) for point in points]


class _Search:
    """The best of the rows that were looked at so far, and what speaks against it."""

    def __init__(
        self, points: Sequence[Point], stands: Iterable[Obstruction], others: Iterable[Rect]
    ) -> None:
        self.best: list[Rect] = []
        self.least = inf
        self._points = points
        self._own = [bounds_of(part) for part in pairwise(points)]
        self._others = list(others)
        self._blocked = [*stands, *_ends(points)]
        bends = (Rect(bend.x, bend.y, 0, 0).grown(_CORNER) for bend in points[1:-1])
        self._blocked += [Obstruction(bend, _HIDING) for bend in bends]
        self._blocked += [Obstruction(other.grown(_HALF_HEAD), LINE) for other in self._others]

    def along(self, count: int, nudges: Iterable[float]) -> None:
        """Look at rows on the line itself: at the best places of its parts first, then all along them.

        Their middles are so far to either hand of it.
        """
        for fine, nudge in product((False, True), nudges):
            if self.least > abs(nudge) + (_FINE if fine else 0.0):
                self.among(_along(self._points, count, nudge, fine))

    def among(self, rows: Iterable[Row]) -> None:
        """Look at some rows more."""
        for penalty, squares in rows:
            total = penalty
            for square in squares:
                if total >= self.least:
                    break
                total += self._weight(square, self.least - total)
            if total < self.least:
                self.least, self.best = total, squares

    def is_near(self, squares: Iterable[Rect]) -> bool:
        """Whether none of these is so far off the line that nobody would know where it belongs."""
        return all(any(part.grown(_NEAR).touches(square) for part in self._own) for square in squares)

    def _weight(self, square: Rect, limit: float) -> float:
        """How bad it is for a badge to stand there; what is as bad as the limit is not told more exactly."""
        covered = sum(one.weight for one in self._blocked if one.area.touches(square))
        if covered >= limit:
            return covered
        centre = square.centre
        own = min(_away(centre, part) for part in self._own) + _PLAINLY
        strange = any(_away(centre, other) < own for other in self._others)
        return covered + (_STRANGE if strange else 0.0)


def _away(point: Point, area: Rect) -> float:
    """How far a point is from an area."""
    across = max(area.x - point.x, point.x - area.right, 0.0)
    return hypot(across, max(area.y - point.y, point.y - area.bottom, 0.0))


def _along(points: Sequence[Point], count: int, nudge: float, fine: bool) -> Iterator[Row]:
    """Rows on the parts of a line, the longest first; closer together where the part is short."""
    for rank, (before, after) in enumerate(_longest_first(points)):
        far = hypot(after.x - before.x, after.y - before.y)
        pace = min(STEP, far / count)
        # What covers its neighbour can be read no better than what stands on words.
        crowded = 20.0 * (1 - pace / STEP) + (WORDS if pace < SIZE and count > 1 else 0.0)
        half = pace * (count - 1) / 2
        for place, fraction in enumerate(_every(far) if fine else _FRACTIONS):
            centre = min(max(far * fraction, half), far - half)
            bias = min(rank, _RANKS) * 1.5 + (_FINE if fine else place * 0.2) + crowded
            middles = [towards(before, after, centre - half + pace * number) for number in range(count)]
            yield bias + abs(nudge), [_square(middle, nudge, before.y == after.y) for middle in middles]


def _huddled(points: Sequence[Point], count: int) -> Iterator[Row]:
    """Rows on the parts of a line whose squares stand closer and closer, at last all on one place."""
    for before, after in _longest_first(points):
        far = hypot(after.x - before.x, after.y - before.y)
        for pace in (step for step in _HUDDLES if step * (count - 1) <= far):
            half = pace * (count - 1) / 2
            for centre in (far * fraction for fraction in _every(far)):
                if half <= centre <= far - half:
                    ahead = [towards(before, after, centre - half + pace * place) for place in range(count)]
                    yield WORDS + 20.0 * (1 - pace / STEP), [_square(one, 0.0, True) for one in ahead]


def _longest_first(points: Sequence[Point]) -> list[tuple[Point, Point]]:
    parts = sorted(enumerate(pairwise(points)), key=lambda part: (-distance(*part[1]), part[0]))
    return [part for _index, part in parts]


def _every(far: float) -> list[float]:
    """Fractions of a part of this length, one close to the next."""
    count = max(int(far / _PACE), _LEAST_FINE)
    return [step / count for step in range(count + 1)]


def _square(middle: Point, aside: float, level: bool) -> Rect:
    """The square around a point so far aside of a level or an upright part."""
    dx, dy = (0.0, aside) if level else (aside, 0.0)
    return Rect(middle.x - SIZE / 2 + dx, middle.y - SIZE / 2 + dy, SIZE, SIZE)


def _ends(points: Sequence[Point]) -> Iterator[Obstruction]:
    for before, after in ((points[0], points[1]), (points[-1], points[-2])):
        end = towards(before, after, min(HEAD, distance(before, after)))
        yield Obstruction(bounds_of((before, end)).grown(5), WORDS)


def _beside(points: Sequence[Point], count: int) -> Iterator[Row]:
    """Rows beside the parts of a line, along them or away from them."""
    for rank, (before, after) in enumerate(_longest_first(points)[:_RANKS]):
        level = before.y == after.y
        for place, fraction in enumerate(_FRACTIONS):
            x = before.x + (after.x - before.x) * fraction
            y = before.y + (after.y - before.y) * fraction
            ahead = [Point(x + STEP * far, y) if level else Point(x, y + STEP * far) for far in range(count)]
            bias = rank * 1.5 + place * 0.2 + LINE / 2
            for aside in (way * far for far in _ASIDES for way in (1, -1)):
                yield bias, [_square(middle, aside, level) for middle in ahead]
            for way in (1, -1) if count > 1 else ():
                # One on this hand, the next on the other.
                hands = ((ahead[number // 2], way * (-1) ** number * _ASIDES[1]) for number in range(count))
                yield bias + 1, [_square(middle, aside, level) for middle, aside in hands]


def _around(words: Rect, count: int) -> Iterator[Row]:
    """Rows of squares at the ends of words, above and below them."""
    wide = SIZE + STEP * (count - 1)
    yield 14.0, beyond(words, Side.RIGHT, count)
    yield 14.0, beyond(words, Side.LEFT, count)
    for rank, x in enumerate((words.centre.x - wide / 2, words.x, words.right - wide)):
        for y in (words.bottom + 3, words.y - SIZE - 3):
            yield 15.0 + 0.2 * rank, [Rect(x + place * STEP, y, SIZE, SIZE) for place in range(count)]
