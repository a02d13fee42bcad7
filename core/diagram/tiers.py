"""A layout in tiers: boxes in rows under one another, what a holder holds in rows of its own.

Holders at the top lie open: their boxes stand in the rows of the whole, so that lines run straight from
one holder into the next. What lies deeper is laid out first and is one box then. Buses lie between the
rows, one under the other.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from core.diagram.boxes import Box, Graph
from core.diagram.containers import Step
from core.diagram.display import Rect
from core.diagram.packing import BROAD, NARROW, aspect_fault, packed
from core.diagram.planning import Planning
from core.diagram.ranks import connected, ranks
from core.diagram.stacking import stacked
from core.model import Id

_WIDEST = 40000.0
_NARROWEST = 560.0

_FEW = 60
"""With more boxes than this in all, fewer widths and orders are tried: the search lasts too long."""


def tiered(graph: Graph, step: Step) -> dict[Id, Rect]:
    """A place for each box, the holders as large as what they hold needs or to the edge of the whole."""
    plain = graph if graph.downwards else _turned(graph)
    places = Forest(plain, step).content(None)
    if graph.downwards:
        return places
    return {box: Rect(area.y, area.x, area.height, area.width) for box, area in places.items()}


def _turned(graph: Graph) -> Graph:
    """The graph with its axes exchanged."""
    boxes = tuple(replace(box, width=box.height, height=box.width) for box in graph.boxes)
    words = {pair: (high, wide) for pair, (wide, high) in graph.words.items()}
    return replace(graph, boxes=boxes, words=words)


@dataclass(frozen=True, slots=True)
class _Laid:
    places: dict[Id, Rect]
    wide: float
    high: float


class Forest:
    """The boxes by what holds them, each holder laid out once."""

    def __init__(self, graph: Graph, step: Step) -> None:
        known = {box.id for box in graph.boxes}
        self.graph = graph
        self.boxes = {box.id: box for box in graph.boxes}
        self.parents = {box.id: box.parent if box.parent in known else None for box in graph.boxes}
        self.children: dict[Id | None, list[Box]] = {}
        for box in graph.boxes:
            self.children.setdefault(self.parents[box.id], []).append(box)
        self.pairs: dict[Id | None, list[tuple[Id, Id]]] = {}
        for pair in graph.joins:
            if pair[0] in known and pair[1] in known:
                self._note(pair)
        self.thorough = len(graph.boxes) <= _FEW
        self._step = step
        self._done = 0
        self._inner: dict[Id, _Laid] = {}
        self._opened: set[Id] = set()

    def content(self, holder: Id | None) -> dict[Id, Rect]:
        """Places for all that lies in a holder, from its top left corner on."""
        if holder is None or holder not in self._opened:
            self.count()
        members = self.children[holder]
        pairs = [
            (self.within(one, holder), self.within(other, holder))
            for one, other in self.pairs.get(holder, ())
        ]
        tiers = {box.id: tier for box in members if (tier := self.tier_of(box)) is not None}
        if tiers:
            return self._best(members, pairs, tiers)
        groups = connected(members, pairs)
        if len(groups) == 1:
            return self._best(members, pairs, tiers)
        laid = []
        for group in groups:
            ids = {box.id for box in group}
            places = self._best(group, [pair for pair in pairs if pair[0] in ids], {})
            laid.append(places)
        return packed(laid, self.graph.node_gap, self.turned)

    @property
    def turned(self) -> bool:
        """Whether rows are columns in the end."""
        return not self.graph.downwards

    def count(self) -> None:
        """Tell that one more holder is looked at."""
        self._step(self._done, len(self.children))
        self._done += 1

    def inner(self, holder: Id) -> _Laid:
        """A holder as one box."""
        known = self._inner.get(holder)
        if known is None:
            places = self.content(holder)
            wide = max(area.right for area in places.values())
            high = max(area.bottom for area in places.values())
            ahead, above, behind, below = self.margins(holder)
            moved = {one: replace(area, x=area.x + ahead, y=area.y + above) for one, area in places.items()}
            known = self._inner[holder] = _Laid(moved, wide + ahead + behind, high + above + below)
        return known

    def margins(self, holder: Id) -> tuple[float, float, float, float]:
        """What a holder keeps free: ahead along its rows, above, behind, below."""
        padding = self.graph.padding
        head = self.graph.header.get(holder, padding)
        return (head, padding, padding, padding) if self.turned else (padding, head, padding, padding)

    def size(self, box: Box) -> tuple[float, float]:
        """How large a box is, with all that it holds."""
        if box.id in self.children:
            laid = self.inner(box.id)
            return laid.wide, laid.high
        return box.width, box.height

    def open(self, holder: Id) -> None:
        """Tell that a holder is laid out in the rows of the whole; the first time only."""
        if holder not in self._opened and holder not in self._inner:
            self.count()
        self._opened.add(holder)

    def within(self, one: Id, holder: Id | None) -> Id:
        """The box in a holder that another is in or is."""
        while self.parents[one] != holder:
            above = self.parents[one]
            assert above is not None
            one = above
        return one

    def tier_of(self, box: Box) -> float | None:
        """The tier of a box, or the mean of those that it holds."""
        if box.tier is not None or box.id not in self.children:
            return box.tier
        inner = [tier for child in self.children[box.id] if (tier := self.tier_of(child)) is not None]
        return sum(inner) / len(inner) if inner else None

    def _note(self, pair: tuple[Id, Id]) -> None:
        """Keep a pair with the holder in which both ends lie apart."""
        source, target = (self._up(end) for end in pair)
        for one, other in zip(reversed(source), reversed(target), strict=False):
            if one != other:
                self.pairs.setdefault(self.parents[one], []).append(pair)
                return

    def _up(self, box: Id) -> list[Id]:
        found = [box]
        while (above := self.parents[found[-1]]) is not None:
            found.append(above)
        return found

    def _best(
        self, members: Sequence[Box], pairs: Sequence[tuple[Id, Id]], tiers: dict[Id, float]
    ) -> dict[Id, Rect]:
        """The layout that is compact, as wide as a window is and has short lines, of several widths."""
        rank = ranks(members, pairs, tiers, broad=False)
        best: tuple[float, dict[Id, Rect]] | None = None
        tried: set[object] = set()
        for most in self._widths(members, rank):
            plan = Planning(self, members, rank, most).plan()
            shape = tuple(tuple(cell.key for cell in row) for row in plan.rows.cells)
            if shape in tried:
                continue
            tried.add(shape)
            places, spent = stacked(plan, self.graph, thorough=self.thorough)
            wide = max(area.right for area in places.values())
            high = max(area.bottom for area in places.values())
            cost = wide * high * (1 + aspect_fault(wide, high, self.turned)) + 120.0 * spent
            if best is None or cost < best[0]:
                best = cost, self._filled(places)
        assert best is not None
        return best[1]

    def _filled(self, places: dict[Id, Rect]) -> dict[Id, Rect]:
        """The places with those of all that lies in boxes which were laid out by themselves."""
        found = dict(places)
        waiting = [one for one in places if one in self._inner and self.children[one][0].id not in places]
        for holder in waiting:
            at = places[holder]
            for one, area in self._inner[holder].places.items():
                found[one] = replace(area, x=area.x + at.x, y=area.y + at.y)
        return found

    def _widths(self, members: Sequence[Box], rank: dict[Id, int]) -> Iterable[float]:
        gap = self.graph.node_gap
        tiers: dict[int, float] = {}
        for box in members:
            if not box.bar:
                tier = rank.get(box.id, 0)
                tiers[tier] = tiers.get(tier, 0.0) + self.row_width(box) + gap
        widest = max(tiers.values(), default=0.0)
        narrow = max(_NARROWEST, max((self.size(box)[0] for box in members), default=0.0))
        widths = [_WIDEST]
        parts = 2
        while widest / parts > narrow * 0.75 and parts <= 5:
            widths.append(widest / parts * 1.15 + gap)
            parts += 1
        if self.thorough or len(widths) < 3:
            return widths
        # The one that comes nearest to the shape of a window, were rows filled evenly.
        area = sum((self.size(box)[0] + gap) * (self.size(box)[1] + gap) for box in members)
        ideal = math.sqrt(area * (NARROW * BROAD) ** 0.5)
        return sorted(widths, key=lambda wide: abs(min(wide, widest) - ideal))[:1]

    def row_width(self, box: Box) -> float:
        """How wide a box is when all that it holds stands in one row."""
        if box.id not in self.children:
            return box.width
        gap = self.graph.node_gap
        inner = [self.size(child)[0] + gap for child in self.children[box.id] if not child.bar]
        ahead, _above, behind, _below = self.margins(box.id)
        return sum(inner) - (gap if inner else 0) + ahead + behind
