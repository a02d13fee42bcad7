"""What stands around shapes, as the ends of lines see it: some sides have no room before them."""

from collections.abc import Callable, Iterable

from core.diagram.display import Rect
from core.diagram.geometry import crosses, inside
from core.model import Side

BEFORE = 32.0
"""The room before a side that a line and its head need, in px."""

EDGE = 12.0
"""What of a side lies next to a corner, in px."""

Areas = Callable[[Rect], Iterable[Rect]]
"""Tells what shares a point with an area."""


class Surroundings:
    """What stands around shapes: titles of zones, which straight lines dodge, and other shapes.

    What stands beside a shape is kept, so that it serves while nothing moves.
    """

    def __init__(self, titles: Areas, shapes: Areas) -> None:
        self.titles = titles
        self._shapes = shapes
        self._beside: dict[Rect, list[Rect]] = {}

    def bars(self, rect: Rect, side: Side, other: Rect | None = None) -> bool:
        """Whether a shape stands before a side of another, or over it; not the one that a line leads to."""
        if rect not in self._beside:
            found = self._shapes(rect.grown(BEFORE))
            self._beside[rect] = [area for area in found if area != rect and not inside(area, rect)]
        if not self._beside[rect]:
            return False
        strip = _before(rect, side)
        return any(
            crosses(strip, area) and area != other and (other is None or not inside(area, other))
            for area in self._beside[rect]
        )


def _before(rect: Rect, side: Side) -> Rect:
    """What lies before the middle of a side, so far as a line needs to leave there."""
    wide, high = max(rect.width - 2 * EDGE, 1.0), max(rect.height - 2 * EDGE, 1.0)
    left, top = rect.centre.x - wide / 2, rect.centre.y - high / 2
    if side in (Side.LEFT, Side.RIGHT):
        return Rect(rect.right if side is Side.RIGHT else rect.x - BEFORE, top, BEFORE, high)
    return Rect(left, rect.bottom if side is Side.BOTTOM else rect.y - BEFORE, wide, BEFORE)
