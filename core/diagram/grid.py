"""Where things lie: a coarse grid that finds whatever touches an area without looking at all of it."""

from collections.abc import Hashable
from typing import Any, Generic, TypeVar

from core.diagram.display import Rect
from core.diagram.geometry import shares_point
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

Inside = tuple[Any, ...]
"""What lies in a cell: keys and areas by turns. Most hold one thing or two: nothing more is spent on them."""

_ROWS = 20
"""The bits that a cell leaves to its row; cells that share a number cost a look, and no more."""


class Grid(Generic[K]):
    """Areas by key. What lies in a cell is never changed in place, so that a grid can go back."""

    __slots__ = ("_cells", "_entries", "_side", "_wide")

    def __init__(self, side: float = CELL) -> None:
        self._side = side
        self._entries: Kept[K, Rect] = Kept()
        self._cells: Kept[int, Inside] = Kept()
        self._wide: Kept[K, Rect] = Kept()

    @property
    def stores(self) -> tuple[Kept[Any, Any], ...]:
        """All that it keeps."""
        return (self._entries, self._cells, self._wide)

    def __len__(self) -> int:
        return len(self._entries)

    def get(self, key: K) -> Rect | None:
        """The area of a thing."""
        return self._entries.get(key)

    def put(self, key: K, area: Rect | None) -> None:
        """Say where a thing lies now, or with None that it lies nowhere."""
        if area is None:
            self.drop(key)
            return
        known = self._entries.get(key)
        if known is not None:
            if known == area:
                return
            self.drop(key)
        self._entries[key] = area
        within = self._within(area)
        if within is None:
            self._wide[key] = area
            return
        cells = self._cells
        for cell in within:
            cells[cell] = (*cells.get(cell, ()), key, area)

    def drop(self, key: K) -> None:
        """Forget a thing."""
        area = self._entries.pop(key, None)
        if area is None or self._wide.pop(key, None) is not None:
            return
        cells = self._cells
        for cell in self._within(area) or ():
            inside = cells[cell]
            if len(inside) == 2:
                del cells[cell]
            else:
                place = 2 * inside[::2].index(key)
                cells[cell] = inside[:place] + inside[place + 2 :]

    def near(self, area: Rect) -> list[K]:
        """Everything whose area shares a point with this one, in no order that means anything."""
        return list(self.found(area))

    def found(self, area: Rect) -> dict[K, Rect]:
        """The same with where it lies."""
        x, y = area.x, area.y
        right, bottom = x + area.width, y + area.height
        cells, side = self._cells, self._side
        first, last = int(x // side), int(right // side)
        upper, lower = int(y // side), int(bottom // side)
        if (last - first + 2) * (lower - upper + 2) > WIDE:
            return {
                key: one
                for key, one in self._entries.items()
                if one.x <= right and x <= one.x + one.width and one.y <= bottom and y <= one.y + one.height
            }
        found = {key: one for key, one in self._wide.items() if shares_point(one, area)} if self._wide else {}
        # Asked for all the time: the cells are gone through here rather than in `_within`.
        for column in range(first << _ROWS, (last << _ROWS) + 1, 1 << _ROWS):
            for cell in range(column + upper, column + lower + 1):
                if cell in cells:
                    inside = iter(cells[cell])
                    for key, one in zip(inside, inside, strict=False):
                        low_x, low_y = one.x, one.y
                        if (
                            low_x <= right
                            and x <= low_x + one.width
                            and low_y <= bottom
                            and y <= low_y + one.height
                        ):
                            found[key] = one
        return found

    def _within(self, area: Rect) -> list[int] | None:
        """The cells that an area spans, None where they are too many."""
        x, y, side = area.x, area.y, self._side
        first, last = int(x // side), int((x + area.width) // side)
        upper, lower = int(y // side), int((y + area.height) // side)
        if (last - first + 2) * (lower - upper + 2) > WIDE:
            return None
        return [
            (column << _ROWS) + row for column in range(first, last + 1) for row in range(upper, lower + 1)
        ]
