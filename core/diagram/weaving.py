"""Lines woven into rows: each runs from row to row, past the rows between; buses get rows between rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from core.diagram.boxes import Box
from core.diagram.rows import Cell, Key, Rows, order
from core.diagram.stacking import Plan
from core.model import Id

if TYPE_CHECKING:
    from core.diagram.tiers import Forest

_PASSING = 20.0
"""The room that a line takes in a row that it passes, in px."""

_STRAIGHT = 4.0
"""How much more a line that passes rows wants to be straight there than others do."""


def woven(
    forest: Forest,
    rows: Sequence[Sequence[tuple[Box, Id | None]]],
    opened: Mapping[Id, None],
    bars: Sequence[Box],
) -> Plan:
    """The plan of these rows: their cells in order, lines, buses, and the holders that lie open."""
    holds = {box.id: holder for row in rows for box, holder in row}
    bar_ids = {bar.id for bar in bars}
    pairs: dict[tuple[Id, Id], int] = {}
    owner = next(iter(rows[0]), None) if rows else None
    root = forest.parents[(owner[0].id if owner[1] is None else owner[1])] if owner else None
    if not rows and bars:
        root = forest.parents[bars[0].id]
    for holder in (root, *opened):
        for ends in forest.pairs.get(holder, ()):
            one, other = (_cell_of(forest, end, holds, bar_ids) for end in ends)
            if one is not None and other is not None and one != other:
                pairs[one, other] = pairs.get((one, other), 0) + 1
    places = {box.id: number for number, row in enumerate(rows) for box, _holder in row}
    gaps = _gaps(bars, pairs, places, len(rows))
    spread: list[list[Cell]] = []
    bar_rows: set[int] = set()
    for number in range(len(rows) + 1):
        here = [bar for bar in bars if gaps[bar.id] == number]
        if here:
            bar_rows.add(len(spread))
            spread.append([Cell((bar.id,), 48.0, bar.height, None) for bar in here])
        if number < len(rows):
            spread.append([_cell(forest, box, holder) for box, holder in rows[number]])
    table = Rows(spread)
    wide = frozenset(holder for holder in opened if forest.boxes[holder].pervious)
    _pass(table, pairs, forest.graph.words, wide, turned=forest.turned)
    crossings = order(table, thorough=forest.thorough)
    return Plan(
        table,
        {holder: forest.margins(holder) for holder in opened},
        {holder: forest.boxes[holder].around for holder in opened},
        frozenset(bar_rows),
        {bar.id: bar for bar in bars},
        {
            bar.id: [one if other == bar.id else other for one, other in pairs if bar.id in (one, other)]
            for bar in bars
        },
        wide,
        crossings,
    )


def _cell_of(forest: Forest, end: Id, holds: Mapping[Id, Id | None], bars: set[Id]) -> Id | None:
    here: Id | None = end
    while here is not None and here not in holds and here not in bars:
        here = forest.parents[here]
    return here


def _cell(forest: Forest, box: Box, holder: Id | None) -> Cell:
    wide, high = forest.size(box)
    return Cell(
        (box.id,), wide, high, holder, around=box.around, axis=forest.axis(box, high), frame=box.pervious
    )


def _gaps(
    bars: Sequence[Box], pairs: Iterable[tuple[Id, Id]], places: Mapping[Id, int], count: int
) -> dict[Id, int]:
    """Above which row each bus lies: where its lines pass fewest rows, rather between two than outside."""
    found = {}
    joined = list(pairs)
    for bar in bars:
        ends = [one if other == bar.id else other for one, other in joined if bar.id in (one, other)]
        rows = [places[end] for end in ends if end in places]

        def passed(gap: int, rows: list[int] = rows) -> tuple[int, bool, int]:
            return (
                sum(row - gap if row >= gap else gap - 1 - row for row in rows),
                gap in (0, count),
                gap,
            )

        found[bar.id] = min(range(count + 1), key=passed)
    return found


def _pass(
    table: Rows,
    pairs: Mapping[tuple[Id, Id], int],
    words: Mapping[tuple[Id, Id], tuple[float, float]],
    wide: frozenset[Id],
    *,
    turned: bool,
) -> None:
    """Lead each line through the rows between its ends, through zones but not through cabinets."""
    row_of = {cell.key[0]: number for number, row in enumerate(table.cells) for cell in row}
    within: list[Id | None] = []
    for row in table.cells:
        holders = {cell.holder for cell in row}
        only = next(iter(holders)) if len(holders) == 1 else None
        within.append(only if only in wide else None)
    for (one, other), count in pairs.items():
        high, low = sorted((one, other), key=lambda end: row_of[end])
        before: Key = (high,)
        long = words.get((one, other), (0.0, 0.0))[0]
        for number in range(row_of[high] + 1, row_of[low]):
            first = number == row_of[high] + 1
            room = max(_PASSING, long) if turned or first else _PASSING
            cell = Cell((one, other, str(number)), room, 0.0, within[number], passing=True)
            table.cells[number].append(cell)
            table.join(before, cell.key, count * (_STRAIGHT if not first else 1.0))
            before = cell.key
        table.join(before, (low,), float(count))
