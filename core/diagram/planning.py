"""Which box of a layout in tiers stands in which row, and which holders lie open there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from core.diagram.boxes import Box
from core.diagram.ranks import ranks
from core.diagram.stacking import Plan
from core.diagram.weaving import woven
from core.model import Id

if TYPE_CHECKING:
    from core.diagram.tiers import Forest


class Planning:
    """Which box stands in which row; `layered` is what holders hold in layers, if lines run there."""

    def __init__(
        self,
        forest: Forest,
        members: Sequence[Box],
        rank: dict[Id, int],
        most: float,
        *,
        layered: bool = False,
    ) -> None:
        self._forest = forest
        self._layered = layered
        self._most = most
        self._bars = [box for box in members if box.bar]
        self._open: dict[Id, None] = {}
        self._rows: list[list[tuple[Box, Id | None]]] = []
        tiers: dict[int, list[Box]] = {}
        for box in members:
            if box.id in rank:
                tiers.setdefault(rank[box.id], []).append(box)
        loose = [box for box in members if box.id not in rank and not box.bar]
        for box in loose:
            shortest = min(tiers, key=lambda tier: (self._width(tiers[tier]), tier), default=0)
            tiers.setdefault(shortest, []).append(box)
        for _tier, boxes in sorted(tiers.items()):
            self._take(boxes)

    def plan(self) -> Plan:
        """The rows with the lines between them."""
        return woven(self._forest, self._rows, self._open, self._bars)

    def _width(self, boxes: Sequence[Box]) -> float:
        return sum(self._forest.row_width(box) + self._forest.graph.node_gap for box in boxes)

    def _take(self, boxes: list[Box]) -> None:
        """Put a tier into rows."""
        forest = self._forest
        held = forest.children
        if len(boxes) == 1 and boxes[0].id in held:
            self._lay_open(boxes[0])
            return
        row: list[tuple[Box, Id | None]] = []
        room = self._most
        for box in boxes:
            alone = box.id in held and not any(child.bar for child in held[box.id])
            opened = alone and forest.row_width(box) <= self._most and not self._in_layers(box)
            wide = forest.row_width(box) if opened else forest.size(box)[0]
            if row and wide > room:
                self._rows.append(row)
                row, room = [], self._most
            room -= wide + forest.graph.node_gap
            if opened:
                forest.open(box.id)
                self._open[box.id] = None
                row += [(child, box.id) for child in held[box.id]]
            else:
                row.append((box, None))
        if row:
            self._rows.append(row)

    def _in_layers(self, holder: Box) -> bool:
        return self._layered and bool(self._forest.pairs.get(holder.id))

    def _lay_open(self, holder: Box) -> None:
        """Rows for what a holder alone in its tier holds: one, or by the flow where that is too wide."""
        forest = self._forest
        inner = forest.children[holder.id]
        if any(child.bar for child in inner):
            self._rows.append([(holder, None)])
            return
        forest.open(holder.id)
        self._open[holder.id] = None
        if forest.row_width(holder) <= self._most and not self._in_layers(holder):
            self._rows.append([(child, holder.id) for child in inner])
            return
        pairs = [
            (forest.within(one, holder.id), forest.within(other, holder.id))
            for one, other in forest.pairs.get(holder.id, ())
        ]
        rank = ranks(inner, pairs, {}, broad=True)
        layers: dict[int, list[Box]] = {}
        for child in inner:
            layers.setdefault(rank[child.id], []).append(child)
        for _layer, boxes in sorted(layers.items()):
            for chunk in _chunks(boxes, self._most, lambda box: forest.size(box)[0], forest.graph.node_gap):
                self._rows.append([(child, holder.id) for child in chunk])


def _chunks(boxes: Sequence[Box], most: float, width: Callable[[Box], float], gap: float) -> list[list[Box]]:
    """Boxes in rows of about the same width, none much wider than the most."""
    whole = sum(width(box) + gap for box in boxes)
    parts = max(1, round(whole / most + 0.45))
    found: list[list[Box]] = [[]]
    spent = 0.0
    for box in boxes:
        if found[-1] and spent + (width(box) + gap) / 2 > whole / parts * len(found):
            found.append([])
        found[-1].append(box)
        spent += width(box) + gap
    return found
