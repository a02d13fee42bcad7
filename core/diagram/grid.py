"""Where things lie: a coarse grid that finds whatever touches an area without looking at all of it."""

from collections.abc import Hashable, Iterator
from typing import Any, Generic, TypeVar

from core.diagram.display import Rect
from core.diagram.kept import Kept

CELL = 256.0
"""The side of a cell in px: a little more than a shape, so that most things lie in one to four."""

FINE = 80.0
"""The side of a cell for things that are small or thin and lie close together."""

WIDE = 400
"""Things that span more cells than this are kept apart and looked at every time."""

TOUCHING = 1e-3
"""By how much an area is made smaller to find what shares more than its edge."""

K = TypeVar("K", bound=Hashable)

Entry = tuple[float, float, float, float, K, Rect]
"""Left, upper, right and lower edge of a thing, its key and its area."""

_ROWS = 20
"""The bits that a cell leaves to its row; cells that share a number cost a look, and no more."""


class Grid(Generic[K]):
    """Areas by key. What lies in a cell is never changed in place, so that a grid can go back."""

    __slots__ = ("_cells", "_entries", "_side", "_wide")

    def __init__(self, side: float = CELL) -> None:
        self._side = side
        self._entries: Kept[K, Entry[K]] = Kept()
        self._cells: Kept[int, tuple[Entry[K], ...]] = Kept()
        self._wide: Kept[K, Entry[K]] = Kept()

    @property
    def stores(self) -> tuple[Kept[Any, Any], ...]:
        """All that it keeps."""
        return (self._entries, self._cells, self._wide)

    def __len__(self) -> int:
        return len(self._entries)

    def get(self, key: K) -> Rect | None:
        """The area of a thing."""
        entry = self._entries.get(key)
        return None if entry is None else entry[5]

    def put(self, key: K, area: Rect) -> None:
        """Say where a thing lies now."""
        known = self._entries.get(key)
        if known is not None:
            if known[5] == area:
                return
            self.drop(key)
        x, y = area.x, area.y
        entry = self._entries[key] = (x, y, x + area.width, y + area.height, key, area)
        if self._span(entry) > WIDE:
            self._wide[key] = entry
            return
        cells = self._cells
        for cell in self._within(entry):
            cells[cell] = (*cells.get(cell, ()), entry)

    def drop(self, key: K) -> None:
        """Forget a thing."""
        entry = self._entries.pop(key, None)
        if entry is None or self._wide.pop(key, None) is not None:
            return
        cells = self._cells
        for cell in self._within(entry):
            inside = cells[cell]
            if len(inside) == 1:
                del cells[cell]
            else:
                place = inside.index(entry)
                cells[cell] = inside[:place] + inside[place + 1 :]

    def near(self, area: Rect) -> list[K]:
        """Everything whose area shares a point with this one, in no order that means anything."""
        x, y = area.x, area.y
        right, bottom = x + area.width, y + area.height
        cells, side = self._cells, self._side
        first, last = int(x // side), int(right // side)
        upper, lower = int(y // side), int(bottom // side)
        if (last - first + 2) * (lower - upper + 2) > WIDE:
            return [
                entry[4]
                for entry in self._entries.values()
                if entry[0] <= right and x <= entry[2] and entry[1] <= bottom and y <= entry[3]
            ]
        found: dict[K, None] = {}
        # Asked for all the time: the cells are gone through here rather than in `_within`.
        for column in range(first << _ROWS, (last << _ROWS) + 1, 1 << _ROWS):
            for cell in range(column + upper, column + lower + 1):
                if cell in cells:
                    for low_x, low_y, high_x, high_y, key, _area in cells[cell]:
                        if low_x <= right and x <= high_x and low_y <= bottom and y <= high_y:
                            found[key] = None
        for low_x, low_y, high_x, high_y, key, _area in self._wide.values():
            if low_x <= right and x <= high_x and low_y <= bottom and y <= high_y:
                found[key] = None
        return list(found)

    def _span(self, entry: Entry[K]) -> int:
        x, y, right, bottom, _key, _area = entry
        side = self._side
        return (int(right // side) - int(x // side) + 2) * (int(bottom // side) - int(y // side) + 2)

    def _within(self, entry: Entry[K]) -> Iterator[int]:
        x, y, right, bottom, _key, _area = entry
        side = self._side
        upper, lower = int(y // side), int(bottom // side)
        for column in range(int(x // side), int(right // side) + 1):
            yield from range((column << _ROWS) + upper, (column << _ROWS) + lower + 1)
