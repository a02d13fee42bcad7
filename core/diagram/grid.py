"""Where things lie: a coarse grid that finds whatever touches an area without looking at all of it."""

from collections.abc import Hashable, Iterator
from typing import Generic, TypeVar

from core.diagram.display import Rect

CELL = 256.0
"""The side of a cell in px: a little more than a shape, so that most things lie in one to four."""

FINE = 80.0
"""The side of a cell for things that are small or thin and lie close together."""

WIDE = 400
"""Things that span more cells than this are kept apart and looked at every time."""

TOUCHING = 1e-3
"""By how much an area is made smaller to find what shares more than its edge."""

K = TypeVar("K", bound=Hashable)

Edges = tuple[float, float, float, float]
"""Left, upper, right and lower edge."""


class Grid(Generic[K]):
    """Areas by key."""

    __slots__ = ("_areas", "_cells", "_side", "_wide")

    def __init__(self, side: float = CELL) -> None:
        self._side = side
        self._areas: dict[K, Rect] = {}
        self._cells: dict[tuple[int, int], dict[K, Edges]] = {}
        self._wide: dict[K, Edges] = {}

    def __len__(self) -> int:
        return len(self._areas)

    def get(self, key: K) -> Rect | None:
        """The area of a thing."""
        return self._areas.get(key)

    def put(self, key: K, area: Rect) -> None:
        """Say where a thing lies now."""
        if self._areas.get(key) == area:
            return
        self.drop(key)
        self._areas[key] = area
        edges = (area.x, area.y, area.right, area.bottom)
        if self._span(area) > WIDE:
            self._wide[key] = edges
            return
        for cell in self._within(area):
            self._cells.setdefault(cell, {})[key] = edges

    def drop(self, key: K) -> None:
        """Forget a thing."""
        area = self._areas.pop(key, None)
        if area is None or self._wide.pop(key, None) is not None:
            return
        for cell in self._within(area):
            inside = self._cells[cell]
            del inside[key]
            if not inside:
                del self._cells[cell]

    def near(self, area: Rect) -> list[K]:
        """Everything whose area shares a point with this one, in no order that means anything."""
        x, y, right, bottom = area.x, area.y, area.right, area.bottom
        if self._span(area) > WIDE:
            every = self._areas.items()
            return [
                key
                for key, other in every
                if other.x <= right and x <= other.right and other.y <= bottom and y <= other.bottom
            ]
        # Asked for all the time: the cells are gone through here rather than in `_within`.
        found = dict.fromkeys(_touching(self._wide, x, y, right, bottom)) if self._wide else {}
        cells, side = self._cells, self._side
        rows = range(int(y // side), int(bottom // side) + 1)
        for column in range(int(x // side), int(right // side) + 1):
            for row in rows:
                inside = cells.get((column, row))
                if inside is not None:
                    for key, (low_x, low_y, high_x, high_y) in inside.items():
                        if low_x <= right and x <= high_x and low_y <= bottom and y <= high_y:
                            found[key] = None
        return list(found)

    def _span(self, area: Rect) -> float:
        return (area.width // self._side + 2) * (area.height // self._side + 2)

    def _within(self, area: Rect) -> Iterator[tuple[int, int]]:
        side = self._side
        rows = range(int(area.y // side), int(area.bottom // side) + 1)
        for column in range(int(area.x // side), int(area.right // side) + 1):
            for row in rows:
                yield column, row


def _touching(inside: dict[K, Edges], x: float, y: float, right: float, bottom: float) -> Iterator[K]:
    for key, (low_x, low_y, high_x, high_y) in inside.items():
        if low_x <= right and x <= high_x and low_y <= bottom and y <= high_y:
            yield key
