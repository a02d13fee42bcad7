"""Where badges sit: on a top border, beyond the name of a lollipop, on a line.

A badge on a port, a head, a crossing or a name would hide a fact of the model behind a finding.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from math import hypot

from core.diagram.display import Rect
from core.diagram.geometry import bounds_of, distance
from core.diagram.labels import LINE, WORDS, Obstruction
from core.model import Point, Side

SIZE = 16.0
STEP = 22.0
"""Distance of neighbouring badges, from left edge to left edge."""

_CORNER = 10.0
_TAG = 14.0
"""The room at the left end of a border that belongs to the tag of a difference."""

_APART = 3.0
_HEAD = 17.0
"""How much of a line at either end belongs to its head or its port."""

_CROSSING = 7.5
_FRACTIONS = (0.3, 0.5, 0.7, 0.4, 0.6, 0.2, 0.8, 0.15, 0.85, 0.1, 0.9)
_ASIDES = (SIZE / 2 + 3.0, SIZE / 2 + _CROSSING + 0.5)
"""How far beside a line the middle of a badge is: near it, or clear of its head and its crossings."""

_NEAR = 24.0
"""How far a badge may stand off its line, in px: further away nobody would know which it belongs to."""


def on_top(rect: Rect, count: int, taken: Iterable[Rect]) -> list[Rect]:
    """Squares that straddle the top border, from the right end to the left, past whatever is `taken` there.

    Those for which the border has no room stand beyond its right end.
    """
    blocked = [area.grown(_APART) for area in taken]
    x = rect.right - _CORNER - SIZE
    found: list[Rect] = []
    while len(found) < count and x >= rect.x + _TAG:
        square = Rect(x, rect.y - SIZE / 2, SIZE, SIZE)
        hit = [area.x for area in blocked if area.touches(square)]
        if hit:
            x = min(hit) - SIZE
        else:
            found.append(square)
            x -= STEP
    left = range(count - len(found))
    return [*found, *(Rect(rect.right + 4 + place * STEP, rect.y - SIZE / 2, SIZE, SIZE) for place in left)]


def beyond(words: Rect, side: Side, count: int) -> list[Rect]:
    """Squares beside words that stand outside a border: behind them, seen from the shape."""
    y = words.centre.y - SIZE / 2
    if side is Side.LEFT:
        return [Rect(words.x - 4 - SIZE - place * STEP, y, SIZE, SIZE) for place in range(count)]
    return [Rect(words.right + 4 + place * STEP, y, SIZE, SIZE) for place in range(count)]


def on_line(
    points: Sequence[Point], count: int, stands: Iterable[Obstruction], words: Rect | None = None
) -> list[Rect]:
    """Squares on a line, by preference a third along its longest part.

    Where it has no room they stand beside it, or around its own words as far as these are near the line:
    far out the words are short or hidden, and the badges stay.
    """
    blocked = [*stands, *_ends(points)]
    best: tuple[float, list[Rect]] | None = None
    for penalty, squares in (*_along(points, count), *(_around(words, count, points) if words else ())):
        if best is not None and penalty >= best[0]:
            continue
        total = penalty + sum(
            found.weight for found in blocked for square in squares if found.area.touches(square)
        )
        if best is None or total < best[0]:
            best = (total, squares)
    assert best is not None
    return best[1]


def steps_on_line(points: Sequence[Point], count: int, stands: Iterable[Obstruction]) -> list[Rect]:
    """Squares for the numbers of steps, which say what was taken and so never leave the line.

    They stand side by side on one of its parts, closer together where it is short; of the places
    there the one that hides least.
    """
    blocked = [*stands, *_ends(points)]
    parts = sorted(enumerate(pairwise(points)), key=lambda part: (-distance(*part[1]), part[0]))
    best: tuple[float, list[Rect]] | None = None
    for rank, (_index, (before, after)) in enumerate(parts):
        far = hypot(after.x - before.x, after.y - before.y)
        pace = min(STEP, far / count)
        crowded = 20.0 * (1 - pace / STEP)
        half = pace * (count - 1) / 2
        for place, fraction in enumerate((*_FRACTIONS, *(part / 40 for part in range(41)))):
            centre = min(max(far * fraction, half), far - half)
            squares = [_square(before, after, centre - half + pace * number) for number in range(count)]
            total = rank * 1.5 + place * 0.2 + crowded
            total += sum(one.weight for one in blocked for square in squares if one.area.touches(square))
            if best is None or total < best[0]:
                best = (total, squares)
    assert best is not None
    return best[1]


def _square(before: Point, after: Point, along: float) -> Rect:
    """A square whose middle is so far along the way from one point to the other."""
    far = hypot(after.x - before.x, after.y - before.y) or 1.0
    x = before.x + (after.x - before.x) * along / far
    y = before.y + (after.y - before.y) * along / far
    return Rect(x - SIZE / 2, y - SIZE / 2, SIZE, SIZE)


def crossing_stands(points: Iterable[Point]) -> list[Obstruction]:
    """The diamonds at these points, as something in the way of badges."""
    return [Obstruction(Rect(point.x, point.y, 0, 0).grown(_CROSSING), WORDS) for point in points]


def _ends(points: Sequence[Point]) -> Iterator[Obstruction]:
    for before, after in ((points[0], points[1]), (points[-1], points[-2])):
        far = distance(before, after) or 1.0
        part = min(_HEAD, far) / far
        end = Point(before.x + (after.x - before.x) * part, before.y + (after.y - before.y) * part)
        low_x, high_x = sorted((before.x, end.x))
        low_y, high_y = sorted((before.y, end.y))
        yield Obstruction(Rect(low_x, low_y, high_x - low_x, high_y - low_y).grown(5), WORDS)


def _along(points: Sequence[Point], count: int) -> Iterator[tuple[float, list[Rect]]]:
    """Rows of squares along the parts of a line or away from them, with what speaks against each."""
    parts = sorted(enumerate(pairwise(points)), key=lambda part: (-distance(*part[1]), part[0]))
    for rank, (_index, (before, after)) in enumerate(parts[:4]):
        level = before.y == after.y
        for place, fraction in enumerate(_FRACTIONS):
            x = before.x + (after.x - before.x) * fraction
            y = before.y + (after.y - before.y) * fraction
            bias = rank * 1.5 + place * 0.2
            for aside, penalty in (
                (0.0, 0.0),
                *((way * far, LINE / 2) for far in _ASIDES for way in (1, -1)),
            ):
                yield bias + penalty, [_placed(x, y, level, STEP * number, aside) for number in range(count)]
            for way in (1, -1) if count > 1 else ():
                outward = [way * (_ASIDES[1] + STEP * number) for number in range(count)]
                yield bias + LINE / 2 + 1, [_placed(x, y, level, 0.0, aside) for aside in outward]


def _placed(x: float, y: float, level: bool, ahead: float, aside: float) -> Rect:
    """A square so far ahead along a level or upright part and aside of it."""
    dx, dy = (ahead, aside) if level else (aside, ahead)
    return Rect(x - SIZE / 2 + dx, y - SIZE / 2 + dy, SIZE, SIZE)


def _around(words: Rect, count: int, points: Sequence[Point]) -> Iterator[tuple[float, list[Rect]]]:
    """Rows of squares at the ends of words, above and below them, that begin near the line."""
    wide = SIZE + STEP * (count - 1)
    rows = [(14.0, beyond(words, Side.RIGHT, count)), (14.0, beyond(words, Side.LEFT, count))]
    for rank, x in enumerate((words.centre.x - wide / 2, words.x, words.right - wide)):
        for y in (words.bottom + 3, words.y - SIZE - 3):
            row = [Rect(x + place * STEP, y, SIZE, SIZE) for place in range(count)]
            rows.append((15.0 + 0.2 * rank, row))
    near = [bounds_of(part).grown(_NEAR) for part in pairwise(points)]
    yield from (row for row in rows if any(part.touches(square) for square in row[1] for part in near))
