"""Few boxes on a lattice, each in a field of its own: state machines as people draw them.

The box at which the flow begins is at the top left. Exchanges of boxes, and moves to free fields, go on
as long as one makes the lines shorter, straighter or more of them lead down or to the right.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from core.diagram.boxes import Box, Graph
from core.diagram.display import Rect
from core.diagram.ranks import ranks
from core.model import Id

MOST = 16
"""With more boxes than this the exchanges last too long."""

_BENT, _BLOCKED, _BACK, _CROSSED = 0.7, 2.5, 1.4, 3.0
"""What a bend, a box in the way, the way against the flow and a crossing cost, in steps of the lattice."""

_TALL = 0.7
"""What a step down costs: rows are closer than columns."""

_COLUMN_GAP, _ROW_GAP = 72.0, 72.0
_WORD_ROOM = 44.0
_TURNS = 12

Field = tuple[int, int]


def latticed(graph: Graph) -> dict[Id, Rect]:
    """A place for each box; none of them holds another."""
    return _spread(graph, _fields(graph.boxes, graph.joins, graph.columns, crossed=graph.choice > 0))


def tidied(graph: Graph, areas: Mapping[Id, Rect]) -> dict[Id, Rect] | None:
    """The boxes on the lattice in whose rows and columns they lie already; None where two share a field."""
    columns = _bands({one: (area.centre.x, area.width) for one, area in areas.items()})
    rows = _bands({one: (area.centre.y, area.height) for one, area in areas.items()})
    at = {one: (columns[one], rows[one]) for one in areas}
    return _spread(graph, at) if len(set(at.values())) == len(at) else None


def _bands(spots: Mapping[Id, tuple[float, float]]) -> dict[Id, int]:
    """The number of the band in which each middle lies; a band is half as broad as what begins it."""
    found: dict[Id, int] = {}
    number, end = -1, float("-inf")
    for one, (middle, size) in sorted(spots.items(), key=lambda spot: (spot[1], spot[0])):
        if middle > end:
            number, end = number + 1, middle + size / 2
        found[one] = number
    return found


@lru_cache(maxsize=8)
def _fields(
    boxes: tuple[Box, ...], joins: tuple[tuple[Id, Id], ...], columns: int, *, crossed: bool
) -> dict[Id, Field]:
    """The field of each box when no exchange makes the lines better any more.

    Where it is said, lines that are `crossed` count, which takes longer.
    """
    known = {box.id for box in boxes}
    pairs = [pair for pair in dict.fromkeys(joins) if pair[0] != pair[1] and known.issuperset(pair)]
    depth = ranks([replace(box, bar=False) for box in boxes], pairs, {}, broad=True)
    flow = {pair: depth[pair[0]] < depth[pair[1]] for pair in pairs}
    ids = sorted((box.id for box in boxes), key=lambda one: depth[one])
    first = next((box.id for box in boxes if box.first), ids[0])
    ids = [first, *(one for one in ids if one != first)]
    rows = -(-len(ids) // columns)
    fields = [(x, y) for y in range(rows) for x in range(columns)]
    at = dict(zip(ids, fields, strict=False))
    taken = {field: one for one, field in at.items()}

    def spent() -> float:
        found = sum(_cost(at, taken, pair, flow[pair]) for pair in pairs)
        return found + (_CROSSED * _crossings(at, pairs) if crossed else 0.0)

    least = spent()
    for _turn in range(_TURNS):
        before = least
        for one in ids[1:]:
            for field in fields[1:]:
                here, other = at[one], taken.get(field)
                if here == field:
                    continue
                _put(at, taken, one, other, here, field)
                now = spent()
                if now < least - 1e-9:
                    least = now
                else:
                    _put(at, taken, one, other, field, here)
        if least == before:
            break
    return at


def _put(
    at: dict[Id, Field], taken: dict[Field, Id], one: Id, other: Id | None, here: Field, field: Field
) -> None:
    at[one], taken[field] = field, one
    if other is None:
        del taken[here]
    else:
        at[other], taken[here] = here, other


def _cost(at: Mapping[Id, Field], taken: Mapping[Field, Id], pair: tuple[Id, Id], forward: bool) -> float:
    (x, y), (end_x, end_y) = at[pair[0]], at[pair[1]]
    dx, dy = end_x - x, end_y - y
    spent = abs(dx) + abs(dy) * _TALL
    if dx and dy:
        spent += _BENT
    elif dx:
        step = 1 if dx > 0 else -1
        spent += _BLOCKED * sum((between, y) in taken for between in range(x + step, end_x, step))
    else:
        step = 1 if dy > 0 else -1
        spent += _BLOCKED * sum((x, between) in taken for between in range(y + step, end_y, step))
    if forward and (dx < 0 or dy < 0):
        spent += _BACK
    return spent


def _crossings(at: Mapping[Id, Field], pairs: Sequence[tuple[Id, Id]]) -> int:
    """How many lines cross, were they straight from field to field."""
    found = 0
    for number, (one, other) in enumerate(pairs):
        for third, fourth in pairs[:number]:
            if len({one, other, third, fourth}) == 4:
                a, b, c, d = at[one], at[other], at[third], at[fourth]
                found += _turn(a, b, c) * _turn(a, b, d) < 0 and _turn(c, d, a) * _turn(c, d, b) < 0
    return found


def _turn(one: Field, other: Field, third: Field) -> int:
    """On which side of the way from one field to another a third lies: below 0, 0 or above."""
    return (other[0] - one[0]) * (third[1] - one[1]) - (other[1] - one[1]) * (third[0] - one[0])


def _spread(graph: Graph, at: Mapping[Id, Field]) -> dict[Id, Rect]:
    """Columns and rows as wide and high as what stands there, with room for words between."""
    xs = sorted({x for x, _y in at.values()})
    ys = sorted({y for _x, y in at.values()})
    wide = {x: max(box.width for box in graph.boxes if at[box.id][0] == x) for x in xs}
    high = {y: max(box.height for box in graph.boxes if at[box.id][1] == y) for y in ys}
    room = dict.fromkeys(xs, _COLUMN_GAP)
    for (one, other), (long, _high) in graph.words.items():
        if one in at and other in at and one != other:
            low, last = sorted((at[one][0], at[other][0]))
            if at[one][1] == at[other][1] and xs.index(last) - xs.index(low) == 1:
                room[low] = max(room[low], long + _WORD_ROOM)
            else:
                room[low] = max(room[low], min(long, 160.0) * 0.75 + 28.0)
    under = dict.fromkeys(ys, _ROW_GAP)
    for (one, other), (_long, tall) in graph.words.items():
        if one in at and other in at:
            low = min(at[one][1], at[other][1])
            under[low] = max(under[low], tall + _WORD_ROOM)
    left, top = {}, {}
    here = 0.0
    for x in xs:
        left[x] = here
        here += wide[x] + max(room[x], graph.node_gap)
    here = 0.0
    for y in ys:
        top[y] = here
        here += high[y] + max(under[y], graph.node_gap)
    return {
        box.id: Rect(
            round(left[at[box.id][0]] + (wide[at[box.id][0]] - box.width) / 2),
            round(top[at[box.id][1]] + (high[at[box.id][1]] - box.height) / 2),
            box.width,
            box.height,
        )
        for box in graph.boxes
    }
