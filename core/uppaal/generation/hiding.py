"""Whether a line passes through a rectangle of writing or near a point."""

from dataclasses import dataclass
from math import hypot

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle on the canvas."""

    left: float
    top: float
    right: float
    bottom: float

    def grown(self, margin: float) -> "Area":
        """The rectangle with a margin around it."""
        return Area(self.left - margin, self.top - margin, self.right + margin, self.bottom + margin)

    def meets(self, other: "Area") -> bool:
        """Whether the two share room."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def is_near(self, point: Point, distance: float) -> bool:
        """Whether a part of it is closer to the point than the distance."""
        across = max(self.left - point[0], 0.0, point[0] - self.right)
        down = max(self.top - point[1], 0.0, point[1] - self.bottom)
        return hypot(across, down) < distance

    def is_cut(self, one: Point, other: Point) -> bool:
        """Whether the line from one point to the other passes through it (Liang and Barsky, 1984)."""
        start, end = 0.0, 1.0
        for place, length, low, high in (
            (one[0], other[0] - one[0], self.left, self.right),
            (one[1], other[1] - one[1], self.top, self.bottom),
        ):
            if length == 0.0:
                if not low < place < high:
                    return False
                continue
            first, last = sorted(((low - place) / length, (high - place) / length))
            start, end = max(start, first), min(end, last)
        return start < end


def distance(point: Point, one: Point, other: Point) -> float:
    """How far the point is from the line between two others."""
    across, down = other[0] - one[0], other[1] - one[1]
    square = across * across + down * down
    along = 0.0 if square == 0.0 else ((point[0] - one[0]) * across + (point[1] - one[1]) * down) / square
    along = min(1.0, max(0.0, along))
    return hypot(point[0] - one[0] - along * across, point[1] - one[1] - along * down)
