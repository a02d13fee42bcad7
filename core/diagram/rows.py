"""Rows of cells: their order, so that lines cross little, and their places, so that lines run straight.

A layered layout after Sugiyama, Tagawa and Toda (1981): orders by the mean place of neighbours, row by
row, then exchanges of two that stand side by side; places by least squares under the order.
"""

from bisect import bisect_right, insort
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from core.diagram.anchors import apart
from core.diagram.boxes import NONE, Margins
from core.model import Id

Key = tuple[Id, ...]
"""A box by its id; where a line passes a row, by its ends and a number."""

_ROUNDS = 6
_EXCHANGED = 40
"""Rows of more cells are not improved by exchanges: that lasts too long."""

_PLAIN, _SHUFFLED = 4, 16
"""So many plain orders are begun with, and where lines cross in the best of these so many others."""

_RATIO = 0.6180339887
"""The golden ratio: its multiples lie evenly in any order."""

_ABOVE = 4.0
"""How much rather a cell stands in the middle above those that it alone leads to than below others."""

_PASSED = 3.0
"""How bad it is that a line within a row has to pass a cell, in crossings."""


@dataclass(slots=True)
class Cell:
    """What stands in a row: how long it is there, how far across, and the holder around it.

    It needs the room `around` it, and lies `axis` below its top edge on the middle of the row. Along the
    `frame` of a zone a line needs room.
    """

    key: Key
    long: float
    high: float
    holder: Id | None
    passing: bool = False
    around: Margins = NONE
    axis: float = 0.0
    frame: bool = False


@dataclass(slots=True)
class Rows:
    """The cells by their rows; `links` lead to the row before or after or within, with a weight."""

    cells: list[list[Cell]]
    links: dict[Key, list[tuple[Key, float]]] = field(default_factory=dict)

    def join(self, one: Key, other: Key, weight: float = 1.0) -> None:
        """Let a line run between two cells."""
        self.links.setdefault(one, []).append((other, weight))
        self.links.setdefault(other, []).append((one, weight))


Gap = Callable[[Cell, Cell], float]
"""The room between two cells of a row side by side."""


def order(rows: Rows, *, thorough: bool = True) -> float:
    """Put the cells of each row in an order in which few lines cross; those of a holder stay together.

    Tells how many do. A thorough search begins with several orders and takes longer.
    """
    row_of = {cell.key: number for number, row in enumerate(rows.cells) for cell in row}
    given = [list(row) for row in rows.cells]
    starts = _starts(given) if thorough else [given]
    best = given
    least = (float("inf"), float("inf"))
    for number, start in enumerate(starts):
        if number >= _PLAIN and not least[0]:
            break
        rows.cells = [list(row) for row in start]
        for turn in range(_ROUNDS if thorough else 2):
            found = _turned(rows, row_of, turn)
            if found < least:
                best, least = [list(row) for row in rows.cells], found
    rows.cells = best
    return least[0]


def _starts(given: list[list[Cell]]) -> Iterator[list[list[Cell]]]:
    """Orders to begin with: as given, each row reversed, each from its middle on, then any."""
    yield given
    yield [row[::-1] for row in given]
    yield [row[len(row) // 2 :] + row[: len(row) // 2] for row in given]
    yield [row[::-1] if number % 2 else row for number, row in enumerate(given)]
    for turn in range(_SHUFFLED):
        yield [_mixed(row, _RATIO * (turn + number + 1)) for number, row in enumerate(given)]


def _mixed(row: Sequence[Cell], ratio: float) -> list[Cell]:
    """The cells in an order that is as good as any, and the same every time."""
    places = sorted(range(len(row)), key=lambda place: (place + 1) * ratio % 1)
    return [row[place] for place in places]


def _turned(rows: Rows, row_of: Mapping[Key, int], turn: int) -> tuple[float, float]:
    """Go through the rows once, down or up; how many lines cross then, and how far aside they lead."""
    numbers = range(len(rows.cells)) if turn % 2 == 0 else range(len(rows.cells) - 1, -1, -1)
    spot = _spots(rows)
    for number in numbers:
        _sort(rows, number, row_of, spot, number - 1 if turn % 2 == 0 else number + 1)
    for number in numbers:
        _exchange(rows, number, row_of, spot)
    aside = sum(
        weight * abs(spot[key] - spot[other]) for key, links in rows.links.items() for other, weight in links
    )
    return _crossings(rows, row_of), round(aside, 6)


def place(rows: Rows, gap: Gap, *, thorough: bool = True) -> dict[Key, float]:
    """Where the middle of each cell lies along its row: near to what it is joined to."""
    at: dict[Key, float] = {}
    for row in rows.cells:
        here = 0.0
        for number, cell in enumerate(row):
            here += cell.long / 2 + (gap(row[number - 1], cell) + row[number - 1].long / 2 if number else 0)
            at[cell.key] = here
        for cell in row:
            at[cell.key] -= here / 2
    row_of = {cell.key: number for number, row in enumerate(rows.cells) for cell in row}
    above = {
        key: sum(row_of[other] < number for other, _weight in rows.links.get(key, ()))
        for key, number in row_of.items()
    }
    only = frozenset(key for key, count in above.items() if count == 1)
    turns = 2 * _ROUNDS if thorough else 4
    for turn in range(turns):
        numbers = range(len(rows.cells)) if turn % 2 == 0 else range(len(rows.cells) - 1, -1, -1)
        for number in numbers:
            row = rows.cells[number]
            if row:
                _settle(row, number, rows.links, row_of, at, gap, only, last=turn >= turns / 2)
    return at


def _settle(
    row: Sequence[Cell],
    number: int,
    links: Mapping[Key, list[tuple[Key, float]]],
    row_of: Mapping[Key, int],
    at: dict[Key, float],
    gap: Gap,
    only: frozenset[Key],
    *,
    last: bool,
) -> None:
    """Put the cells of a row where they wish to be, near to those of which they are the `only` ones above."""
    wishes, weights, offsets = [], [], [0.0]
    for before, cell in pairwise(row):
        offsets.append(offsets[-1] + before.long / 2 + gap(before, cell) + cell.long / 2)
    for cell in row:
        spent, whole = at[cell.key] * 0.05, 0.05
        for other, weight in links.get(cell.key, ()):
            within = row_of[other] == number
            share = weight * 0.1 if within else weight
            if row_of[other] > number and other in only:
                share *= _ABOVE
            if last or not within:
                spent, whole = spent + at[other] * share, whole + share
        wishes.append(spent / whole)
        weights.append(whole)
    for cell, spot in zip(row, apart(wishes, weights, offsets), strict=True):
        at[cell.key] = spot


def _spots(rows: Rows) -> dict[Key, float]:
    return {cell.key: (place + 0.5) / len(row) for row in rows.cells for place, cell in enumerate(row)}


def _sort(rows: Rows, number: int, row_of: Mapping[Key, int], spot: dict[Key, float], toward: int) -> None:
    """Sort a row after the row before, or after, and after its own cells a little."""
    row = rows.cells[number]
    wish: dict[Key, float] = {}
    for cell in row:
        near = [(spot[one], w) for one, w in rows.links.get(cell.key, ()) if row_of[one] == toward]
        within = [(spot[one], w * 0.3) for one, w in rows.links.get(cell.key, ()) if row_of[one] == number]
        both = [*near, *within]
        whole = sum(weight for _at, weight in both)
        wish[cell.key] = sum(at * weight for at, weight in both) / whole if both else spot[cell.key]
    groups: dict[Id | Key | None, list[Cell]] = {}
    for cell in row:
        groups.setdefault(cell.holder if cell.holder is not None else cell.key, []).append(cell)
    for cells in groups.values():
        cells.sort(key=lambda cell: wish[cell.key])
    means = {name: sum(wish[cell.key] for cell in cells) / len(cells) for name, cells in groups.items()}
    row[:] = [cell for name in sorted(groups, key=lambda name: means[name]) for cell in groups[name]]
    for place, cell in enumerate(row):
        spot[cell.key] = (place + 0.5) / len(row)


def _exchange(rows: Rows, number: int, row_of: Mapping[Key, int], spot: dict[Key, float]) -> None:
    """Exchange cells side by side as long as that leaves fewer crossings."""
    row = rows.cells[number]
    if len(row) > _EXCHANGED:
        return
    place = {cell.key: at for at, cell in enumerate(row)}

    def others(key: Key, step: int) -> list[float]:
        return [spot[one] for one, _w in rows.links.get(key, ()) if row_of[one] == number + step]

    def reach(key: Key, at: int, without: Key) -> float:
        within = (one for one, _w in rows.links.get(key, ()) if row_of[one] == number and one != without)
        return sum(abs(place[one] - at) for one in within)

    for _turn in range(len(row)):
        changed = False
        for at in range(len(row) - 1):
            one, other = row[at], row[at + 1]
            if one.holder != other.holder:
                continue
            gain = 0.0
            for step in (-1, 1):
                first, second = others(one.key, step), others(other.key, step)
                gain += sum((a > b) - (a < b) for a in first for b in second)
            gain += _PASSED * (
                reach(one.key, at, other.key)
                + reach(other.key, at + 1, one.key)
                - reach(one.key, at + 1, other.key)
                - reach(other.key, at, one.key)
            )
            if gain > 0:
                row[at], row[at + 1] = other, one
                place[one.key], place[other.key] = at + 1, at
                spot[one.key], spot[other.key] = spot[other.key], spot[one.key]
                changed = True
        if not changed:
            return


def _crossings(rows: Rows, row_of: Mapping[Key, int]) -> float:
    place = {cell.key: at for row in rows.cells for at, cell in enumerate(row)}
    found = 0.0
    for number, row in enumerate(rows.cells):
        ends = [
            (place[cell.key], place[one])
            for cell in row
            for one, _w in rows.links.get(cell.key, ())
            if row_of[one] == number + 1
        ]
        found += _inversions([low for _high, low in sorted(ends)])
        within = [
            abs(place[cell.key] - place[one]) - 1
            for cell in row
            for one, _w in rows.links.get(cell.key, ())
            if row_of[one] == number
        ]
        found += _PASSED * sum(within) / 2
    return found


def _inversions(values: Iterable[int]) -> int:
    seen: list[int] = []
    found = 0
    for value in values:
        found += len(seen) - bisect_right(seen, value)
        insort(seen, value)
    return found
