"""What two shapes keep between them, and how far apart they are."""

import math
from dataclasses import dataclass

from core.diagram.between import Size
from core.diagram.display import Rect

Way = tuple[int, int]
"""A direction: one of both is 0, the other -1 or 1."""

WAYS = ((1, 0), (0, 1), (0, -1), (-1, 0))


@dataclass(frozen=True, slots=True)
class Kept:
    """What two shapes keep between them: so far apart they are seen as apart, and lines need so much.

    Where there never was as much as the lines need, so much as there `lacked` may do.
    """

    apart: float
    lines: Size | None = None
    lacked: float = 0.0

    def broken(self, one: Rect, other: Rect) -> bool:
        """Whether they come too near to each other there."""
        return apart(one, other) < self.apart or self.pressed(one, other)

    def pressed(self, one: Rect, other: Rect) -> bool:
        """Whether lines have less room there than they had."""
        return self.lines is not None and lacking(one, other, self.lines) < self.lacked

    def needed(self, way: Way) -> float:
        """How far the second begins beyond the first in a direction once it has made room."""
        if self.lines is None:
            return self.apart
        return max(self.apart, self.lines[0 if way[0] else 1] + self.lacked)


def apart(one: Rect, other: Rect) -> float:
    """How far two areas are apart across or down, whichever is more; below 0 they share some."""
    return max(ahead(one, other, way) for way in WAYS)


def ahead(one: Rect, other: Rect, way: Way) -> float:
    """How far the second of two areas begins beyond the first in a direction."""
    if way[0]:
        return other.x - one.right if way[0] > 0 else one.x - other.right
    return other.y - one.bottom if way[1] > 0 else one.y - other.bottom


def lacking(one: Rect, other: Rect, needed: Size) -> float:
    """How much less there is between two areas than is needed, across or down; 0 is enough."""
    across = max(ahead(one, other, way) for way in WAYS if way[0])
    down = max(ahead(one, other, way) for way in WAYS if way[1])
    found = (have - want for have, want in zip((across, down), needed, strict=True) if have >= 0)
    return min(max(found, default=-math.inf), 0.0)


def moved(area: Rect, way: Way, far: float) -> Rect:
    """An area so much further in a direction."""
    return Rect(area.x + way[0] * far, area.y + way[1] * far, area.width, area.height)
