"""Rows put under one another: where each box, holder and bus of a plan comes to lie."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from core.diagram.boxes import Box, Graph, Margins, outer
from core.diagram.display import Rect
from core.diagram.geometry import around
from core.diagram.rows import Cell, Rows, place
from core.model import Id

HOLDER_GAP = 64.0
"""The room between holders one under the other, where lines have their words."""

LANE = 44.0
"""What a bus takes between two rows: its name stands above it."""

WORD_ROOM = 40.0
"""What the words of a line keep free along it, beside what they take, in px."""

_TAP = 28.0
_LEAST = 40.0
_PASS_GAP = 12.0


@dataclass(frozen=True, slots=True)
class Plan:
    """Cells in their rows, the holders that lie open with what they keep free, and the rows of buses.

    `around` is what is kept free outside these holders. `taps` are the boxes that each bus joins; `wide`
    are the holders that reach to the edges. So many `crossings` there are, were buses points.
    """

    rows: Rows
    margins: Mapping[Id, Margins]
    around: Mapping[Id, Margins]
    bar_rows: frozenset[int]
    bars: Mapping[Id, Box]
    taps: Mapping[Id, list[Id]]
    wide: frozenset[Id]
    crossings: float = 0.0


def stacked(plan: Plan, graph: Graph, *, thorough: bool) -> tuple[dict[Id, Rect], float]:
    """The places from the origin on, and how long the lines are from middle to middle."""
    at = place(plan.rows, lambda before, after: _beside(plan, graph, before, after), thorough=thorough)
    places: dict[Id, Rect] = {}
    y = 0.0
    last: int | None = None
    for number, row in enumerate(plan.rows.cells):
        boxes = [cell for cell in row if not cell.passing]
        if number in plan.bar_rows:
            if last is not None:
                y += LANE / 2
            y += _lanes(plan, boxes, at, places, y)
            last = number
            continue
        if last is not None:
            y += _under(plan, graph, last, number)
        above = (cell.axis + cell.around[1] + _margin(plan, cell, number, 1) for cell in boxes)
        below = (cell.high - cell.axis + cell.around[3] + _margin(plan, cell, number, 3) for cell in boxes)
        y += max(above, default=0.0)
        for cell in boxes:
            left = round(at[cell.key] - cell.long / 2)
            places[cell.key[0]] = Rect(left, round(y - cell.axis), cell.long, cell.high)
        y += max(below, default=0.0)
        last = number
    _hold(plan, places)
    taken = dict(places)
    for row in plan.rows.cells:
        for cell in row:
            if not cell.passing:
                taken[cell.key[0]] = outer(places[cell.key[0]], cell.around)
    for holder in plan.margins:
        taken[holder] = outer(places[holder], plan.around[holder])
    whole = around(taken.values())
    moved = {one: replace(area, x=area.x - whole.x, y=area.y - whole.y) for one, area in places.items()}
    return moved, _length(plan, places, at)


def _beside(plan: Plan, graph: Graph, before: Cell, after: Cell) -> float:
    """The room between two cells of a row."""
    gap = graph.node_gap
    if before.passing or after.passing:
        gap = _PASS_GAP if before.passing and after.passing else gap / 2
    else:
        for pair in ((before.key[0], after.key[0]), (after.key[0], before.key[0])):
            if pair in graph.words:
                gap = max(gap, graph.words[pair][0] + WORD_ROOM)
    if before.frame or after.frame:
        gap = max(gap, LANE)
    if before.holder != after.holder:
        gap = max(gap, LANE)
        for holder, side in ((before.holder, 2), (after.holder, 0)):
            if holder is not None:
                gap += plan.margins[holder][side] + plan.around[holder][side]
    return gap + before.around[2] + after.around[0]


def _under(plan: Plan, graph: Graph, before: int, number: int) -> float:
    """The room between two rows, as much as the words of the lines between them need."""
    if before in plan.bar_rows:
        framed = any(cell.frame for cell in plan.rows.cells[number])
        return LANE if framed or _holders(plan, number) else LANE / 2
    ends = {cell.key[0] for cell in plan.rows.cells[before]} | {
        cell.key[1] for cell in plan.rows.cells[before] if cell.passing
    }
    words = 0.0
    for cell in plan.rows.cells[number]:
        for one in cell.key[:2]:
            for end in ends:
                for pair in ((one, end), (end, one)):
                    if pair in graph.words:
                        words = max(words, graph.words[pair][1] + WORD_ROOM)
    inner = _holders(plan, before) & _holders(plan, number)
    least = graph.layer_gap * 2 / 3 if inner or not plan.margins else HOLDER_GAP
    return max(least, min(words, 3 * graph.layer_gap), _LEAST)


def _holders(plan: Plan, number: int) -> set[Id]:
    return {cell.holder for cell in plan.rows.cells[number] if cell.holder is not None and not cell.passing}


def _margin(plan: Plan, cell: Cell, number: int, side: int) -> float:
    """What the holder of a cell keeps free above it, if this is its first row, or below the last one."""
    if cell.holder is None:
        return 0.0
    other = number - 1 if side == 1 else number + 1
    if 0 <= other < len(plan.rows.cells) and cell.holder in _holders(plan, other):
        return 0.0
    return plan.margins[cell.holder][side] + plan.around[cell.holder][side]


def _lanes(
    plan: Plan, bars: list[Cell], at: Mapping[tuple[Id, ...], float], places: dict[Id, Rect], y: float
) -> float:
    """Put buses one under the other, those side by side that have room; tells how much they take."""
    spans = []
    rows = {
        cell.key[0]: number for number, row in enumerate(plan.rows.cells) for cell in row if not cell.passing
    }
    for cell in bars:
        bar = plan.bars[cell.key[0]]
        taps = [at[tap,] for tap in plan.taps[bar.id] if (tap,) in at]
        low, high = (min(taps), max(taps)) if taps else (at[cell.key], at[cell.key])
        missing = max(bar.width - (high - low) - 2 * _TAP, 0.0) / 2
        depths = [rows[tap] for tap in plan.taps[bar.id] if tap in rows]
        depth = sum(depths) / max(len(depths), 1)
        above = [at[tap,] for tap in plan.taps[bar.id] if (tap,) in at and rows[tap] < rows[bar.id]]
        end = _named(low - _TAP - missing, high + _TAP + missing, above, bar.width)
        spans.append((depth, low - _TAP - missing, end, bar))
    lanes: list[list[tuple[float, float]]] = []
    for _depth, low, high, bar in sorted(spans, key=lambda span: (*span[:3], span[3].id)):
        free = (
            number
            for number, lane in enumerate(lanes)
            if all(end + _TAP <= low or high + _TAP <= start for start, end in lane)
        )
        lane = next(free, len(lanes))
        lanes[lane : lane + 1] = [[*(lanes[lane] if lane < len(lanes) else []), (low, high)]]
        places[bar.id] = Rect(round(low), round(y + lane * LANE + LANE / 2), round(high - low), bar.height)
    return len(lanes) * LANE


def _named(low: float, high: float, taps: list[float], words: float) -> float:
    """Where a bus ends so that its name has room between the lines that come from above, or behind them."""
    here = low
    for tap in sorted(taps):
        # Lines need not come from the middle of a shape.
        if tap - here > words + 3 * _TAP:
            return high
        here = tap
    return max(high, here + words)


def _hold(plan: Plan, places: dict[Id, Rect]) -> None:
    """Put the open holders around what they hold, those that are wide up to the edges of the whole."""
    held: dict[Id, list[Rect]] = {}
    for row in plan.rows.cells:
        for cell in row:
            if cell.holder is not None and not cell.passing:
                held.setdefault(cell.holder, []).append(outer(places[cell.key[0]], cell.around))
    for holder, areas in held.items():
        places[holder] = outer(around(areas), plan.margins[holder])
    whole = around(places.values())
    for number, row in enumerate(plan.rows.cells):
        boxes = [cell for cell in row if not cell.passing]
        if number in plan.bar_rows or not boxes:
            continue
        first, final = boxes[0].holder or "", boxes[-1].holder or ""
        if first in plan.wide:
            area = places[first]
            places[first] = replace(area, x=whole.x, width=area.right - whole.x)
        if final in plan.wide:
            area = places[final]
            places[final] = replace(area, width=whole.right - area.x)
        if len(_holders(plan, number)) > 1:
            _level(plan, places, number)


def _level(plan: Plan, places: dict[Id, Rect], number: int) -> None:
    """Holders side by side begin and end on the same height."""
    together = around(places[one] for one in _holders(plan, number))
    for one in _holders(plan, number):
        places[one] = replace(places[one], y=together.y, height=together.height)


def _length(plan: Plan, places: Mapping[Id, Rect], at: Mapping[tuple[Id, ...], float]) -> float:
    found = 0.0
    tops = [
        next((places[cell.key[0]].centre.y for cell in row if not cell.passing), 0.0)
        for row in plan.rows.cells
    ]
    row_of = {cell.key: number for number, row in enumerate(plan.rows.cells) for cell in row}
    for key, links in plan.rows.links.items():
        for other, _weight in links:
            if key < other:
                found += abs(at[key] - at[other]) + abs(tops[row_of[key]] - tops[row_of[other]])
    return found
