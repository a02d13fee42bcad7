"""Where things lie: a coarse grid that finds whatever touches an area without looking at all of it."""

from collections.abc import Hashable, Iterator
from typing import Generic, TypeVar

from core.diagram.display import Rect

CELL = 256.0
"""The side of a cell in px: a little more than a shape, so that most things lie in one to four."""

WIDE = 400
"""Things that span more cells than this are kept apart and looked at every time."""

K = TypeVar("K", bound=Hashable)


class Grid(Generic[K]):
    """Areas by key."""

    __slots__ = ("_areas", "_cells", "_wide")

    def __init__(self) -> None:
        self._areas: dict[K, Rect] = {}
        self._cells: dict[tuple[int, int], tuple[K, ...]] = {}
        self._wide: tuple[K, ...] = ()

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
        if _span(area) > WIDE:
            self._wide = (*self._wide, key)
            return
        for cell in _cells(area):
            self._cells[cell] = (*self._cells.get(cell, ()), key)

    def drop(self, key: K) -> None:
        """Forget a thing."""
        area = self._areas.pop(key, None)
        if area is None:
            return
        if _span(area) > WIDE:
            self._wide = tuple(other for other in self._wide if other != key)
            return
        for cell in _cells(area):
            left = tuple(other for other in self._cells[cell] if other != key)
            if left:
                self._cells[cell] = left
            else:
                del self._cells[cell]

    def near(self, area: Rect) -> list[K]:
        """Everything whose area shares a point with this one, in no order that means anything."""
        if _span(area) > WIDE:
            found: Iterator[K] | dict[K, None] = iter(self._areas)
        else:
            found = dict.fromkeys(self._wide)
            # Asked for all the time: the cells are gone through here rather than in `_cells`.
            cells = self._cells
            rows = range(int(area.y // CELL), int(area.bottom // CELL) + 1)
            for column in range(int(area.x // CELL), int(area.right // CELL) + 1):
                for row in rows:
                    for key in cells.get((column, row), ()):
                        found[key] = None
        x, y, right, bottom = area.x, area.y, area.right, area.bottom
        areas = self._areas
        return [
            key
            for key in found
            if (other := areas[key]).x <= right
            and x <= other.x + other.width
            and other.y <= bottom
            and y <= other.y + other.height
        ]


def _span(area: Rect) -> float:
    return (area.width // CELL + 2) * (area.height // CELL + 2)


def _cells(area: Rect) -> Iterator[tuple[int, int]]:
    rows = range(int(area.y // CELL), int(area.bottom // CELL) + 1)
    for column in range(int(area.x // CELL), int(area.right // CELL) + 1):
        for row in rows:
            yield column, row
