"""Where badges sit on a top border and beyond words outside one.

A badge on a port, a head, a crossing or a name would hide a fact of the model behind a finding.
"""

from collections.abc import Iterable

from core.diagram.display import Rect
from core.model import Side

SIZE = 16.0
STEP = 22.0
"""Distance of neighbouring badges, from left edge to left edge."""

_CORNER = 10.0
_TAG = 14.0
"""The room at the left end of a border that belongs to the tag of a difference."""

_APART = 3.0


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
