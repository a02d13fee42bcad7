"""Locations in layers, with a layer of writing between every two, so that no edge meets a text.

After Sugiyama, Tagawa and Toda (1981), with labels as nodes of their own (Gansner, Koutsofios, North and
Vo, 1993). Inside a layer every edge runs level in a row that is its own, and only between layers, where
nothing is written, does it change its height: what hides nothing by construction needs no looking.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from core.uppaal.document import Place, Template
from core.uppaal.generation.labelling import LINE, Block, block, text_width

RADIUS = 20
GAP = 50
"""Between two layers: here the edges change their heights."""
_MARGIN = 8
_PORTS = RADIUS - 6
"""How far from the middle of a location edges may lie where they leave its layer."""
_PASSING = 14
"""The height of a row in which an edge only passes."""
_SWEEPS = 8


@dataclass(slots=True, eq=False)
class Row:
    """What stands in a layer: a location (by its id), or an edge (by its number), perhaps with its texts."""

    layer: int
    location: str = ""
    edge: int = -1
    above: int = _PASSING // 2
    """How far it reaches above its level, and below."""
    below: int = _PASSING // 2
    width: int = 0
    turns: bool = False
    """Whether the edge comes back here on the side where it came from."""
    neighbours: "list[Row]" = field(default_factory=list)
    level: float = 0.0


@dataclass(frozen=True, slots=True)
class Layers:
    """All rows, those of each layer from top to bottom, and the left and right side of each layer."""

    rows: dict[int, list[Row]]
    sides: dict[int, tuple[int, int]]
    ways: dict[int, list[Row]]
    """For each edge the rows that it runs through, from its source to its target."""


def layered(template: Template) -> Layers:
    """The layers of the template."""
    columns = _columns(template)
    rows: defaultdict[int, list[Row]] = defaultdict(list)
    standing: dict[str, Row] = {}
    for location in template.locations:
        texts = sum(text.count("\n") + 1 for text in (label.text for label in location.labels))
        width = max(text_width(text) for text in (location.name, *(one.text for one in location.labels)))
        row = Row(
            2 * columns[location.id],
            location.id,
            above=RADIUS + LINE + _MARGIN,
            below=RADIUS + texts * LINE + _MARGIN,
            width=max(width, 2 * RADIUS),
        )
        standing[location.id] = row
        rows[row.layer].append(row)
    ways = {
        index: _way(index, block(edge), standing[edge.source], standing[edge.target], rows)
        for index, edge in enumerate(template.transitions)
    }
    _order(rows)
    _level(rows)
    return Layers(dict(rows), _sides(rows), ways)


def _columns(template: Template) -> dict[str, int]:
    """The column of each location: its distance from the initial one; what cannot be reached comes last."""
    following: defaultdict[str, list[str]] = defaultdict(list)
    for transition in template.transitions:
        following[transition.source].append(transition.target)
    columns: dict[str, int] = {}
    for start in (template.initial, *(location.id for location in template.locations)):
        if start in columns or not start:
            continue
        columns[start] = max(columns.values(), default=-1) + 1
        waiting = [start]
        for source in waiting:
            for target in following[source]:
                if target not in columns:
                    columns[target] = columns[source] + 1
                    waiting.append(target)
    return columns


def _way(index: int, room: Block, source: Row, target: Row, rows: dict[int, list[Row]]) -> list[Row]:
    """The rows of an edge; its texts stand in the layer of writing next to its source."""
    if source.layer == target.layer:
        passed = [source.layer + 1]
    else:
        step = 1 if target.layer > source.layer else -1
        passed = list(range(source.layer + step, target.layer, step))
    way = [source]
    for number, layer in enumerate(passed):
        row = Row(layer, edge=index, turns=source.layer == target.layer)
        if number == 0:
            row.above, row.below = room.height + _MARGIN, _MARGIN
            row.width = room.width + 2 * _MARGIN
        if row.turns:
            row.above = row.below = max(room.height, LINE) // 2 + _MARGIN
        rows[layer].append(row)
        way.append(row)
    way.append(target)
    for one, other in pairwise(way):
        one.neighbours.append(other)
        other.neighbours.append(one)
    return way


def _order(rows: dict[int, list[Row]]) -> None:
    """Each layer sorted by the middle of what its rows are joined to, there and back again."""
    for layer in rows.values():
        _spread(layer, [0.0] * len(layer))
    for sweep in range(_SWEEPS):
        for number in sorted(rows, reverse=sweep % 2 == 1):
            wished = {row: _middle(row) for row in rows[number]}
            rows[number].sort(key=wished.__getitem__)
            _spread(rows[number], [wished[row] for row in rows[number]])


def _level(rows: dict[int, list[Row]]) -> None:
    for sweep in range(2 * _SWEEPS):
        for layer in sorted(rows, reverse=sweep % 2 == 1):
            _spread(rows[layer], [_middle(row) for row in rows[layer]])


def _middle(row: Row) -> float:
    levels = sorted(other.level for other in row.neighbours)
    if not levels:
        return row.level
    half = len(levels) // 2
    return levels[half] if len(levels) % 2 else (levels[half - 1] + levels[half]) / 2


def _spread(layer: Sequence[Row], wished: Sequence[float]) -> None:
    """Each row as near to the level it wishes for as the others in their order allow (least squares).

    Rows that would meet are moved together, by pooling adjacent violators.
    """
    offsets, offset = [], 0.0
    for number, row in enumerate(layer):
        offset += row.above + (layer[number - 1].below if number else 0)
        offsets.append(offset)
    pools: list[tuple[float, int]] = []
    for wish, offset in zip(wished, offsets, strict=True):
        total, count = wish - offset, 1
        while pools and pools[-1][0] / pools[-1][1] > total / count:
            before, members = pools.pop()
            total, count = total + before, count + members
        pools.append((total, count))
    number = 0
    for total, count in pools:
        for _ in range(count):
            layer[number].level = offsets[number] + total / count
            number += 1


def _sides(rows: dict[int, list[Row]]) -> dict[int, tuple[int, int]]:
    sides: dict[int, tuple[int, int]] = {}
    left = 0
    for layer in range(min(rows, default=0), max(rows, default=0) + 1):
        width = max((row.width for row in rows.get(layer, ())), default=0)
        sides[layer] = left, left + width
        left += width + GAP
    return sides


def nails(layers: Layers, index: int, ports: dict[tuple[int, int], int]) -> tuple[Place, ...]:
    """The bends of an edge; `ports` has the height at which it leaves and enters the layers of its ends."""
    way = layers.ways[index]
    bends: list[Place] = []
    for number, row in enumerate(way):
        left, right = layers.sides[row.layer]
        level = round(row.level)
        if row.location:
            towards = way[1] if number == 0 else way[-2]
            side = right if towards.layer > row.layer else left
            bends.append(Place(side, level + ports[index, number]))
        elif row.turns:
            top, bottom = level - row.above + _MARGIN // 2, level + row.below - _MARGIN // 2
            right = left + row.width
            bends += [Place(left, top), Place(right, top), Place(right, bottom), Place(left, bottom)]
        else:
            first, last = (left, right) if way[number - 1].layer < row.layer else (right, left)
            bends += [Place(first, level), Place(last, level)]
    return tuple(_straightened(bends))


def _straightened(bends: list[Place]) -> list[Place]:
    """Without bends on a level line between their neighbours."""
    kept: list[Place] = []
    for number, bend in enumerate(bends):
        inside = 0 < number < len(bends) - 1
        if inside and kept[-1].y == bend.y == bends[number + 1].y:
            continue
        if not kept or kept[-1] != bend:
            kept.append(bend)
    return kept


def ports(layers: Layers) -> dict[tuple[int, int], int]:
    """How far above or below the middle of a location each edge leaves its layer, by edge and end."""
    ends: defaultdict[tuple[Row, bool], list[tuple[float, int, int]]] = defaultdict(list)
    for index, way in layers.ways.items():
        for number, here, there in ((0, way[0], way[1]), (len(way) - 1, way[-1], way[-2])):
            level = there.level
            if there.turns:
                level += there.below if number else -there.above
            ends[here, there.layer > here.layer].append((level, index, number))
    found = {}
    for joined in ends.values():
        for place, (_level, index, number) in enumerate(sorted(joined)):
            share = (place + 1) / (len(joined) + 1) if len(joined) > 1 else 0.5
            found[index, number] = round((2 * share - 1) * _PORTS)
    return found
