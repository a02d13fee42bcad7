"""A layout in tiers: boxes in rows under one another, what a holder holds in rows of its own.

Holders at the top lie open: their boxes stand in the rows of the whole, so that lines run straight from
one holder into the next. What lies deeper is laid out first and is one box then. Buses lie between the
rows, one under the other.
"""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from core.diagram.boxes import NODE_GAP, NONE, Box, Graph, outer
from core.diagram.containers import Step
from core.diagram.display import Rect
from core.diagram.families import MOST_FOLDS, beside, folded, hung, in_families
from core.diagram.packing import BROAD, NARROW, aspect_fault, packed
from core.diagram.planning import Planning
from core.diagram.ranks import connected, ranks
from core.diagram.stacking import stacked
from core.model import Id

_WIDEST = 40000.0
_NARROWEST = 560.0

_ACROSS = 1800.0
"""A tier of a flow that is no wider than a screen is not parted, in px."""

_ENTERING, _LINES = 8.0, 4
"""The room of a line that enters a zone, in px, and for how many of one box there is room beside titles."""

_TIMES = 3.0
"""So many times what the most compact layout costs another may cost that has fewer crossings."""

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
    boxes = tuple(
        replace(box, width=box.height, height=box.width, around=(above, ahead, below, behind))
        for box in graph.boxes
        for ahead, above, behind, below in (box.around,)
    )
    words = {pair: (high, wide) for pair, (wide, high) in graph.words.items()}
    return replace(graph, boxes=boxes, words=words)


_Way = tuple[Sequence[Box], dict[Id, int], float, bool, dict[Id, dict[Id, Rect]]]


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
        self._entering: dict[Id, dict[frozenset[Id], int]] = {}
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
        return packed(laid, self.extent, self.graph.node_gap, self.turned)

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
            wide, high = self.extent(places)
            ahead, above, behind, below = self.margins(holder)
            moved = {one: replace(area, x=area.x + ahead, y=area.y + above) for one, area in places.items()}
            known = self._inner[holder] = _Laid(moved, wide + ahead + behind, high + above + below)
        return known

    def extent(self, places: Mapping[Id, Rect]) -> tuple[float, float]:
        """How far places reach with what is around them."""
        areas = [outer(area, self.boxes[one].around) for one, area in places.items()]
        return max(area.right for area in areas), max(area.bottom for area in areas)

    def axis(self, box: Box, high: float) -> float:
        """How far below the top of a box its middle is: that of what it holds, where this is one row."""
        if box.id not in self.children:
            return high / 2
        held = [self.inner(box.id).places[child.id] for child in self.children[box.id]]
        top, bottom = max(area.y for area in held), min(area.bottom for area in held)
        return (top + bottom) / 2 if top < bottom else high / 2

    def margins(self, holder: Id) -> tuple[float, float, float, float]:
        """What a holder keeps free: ahead along its rows, above, behind, below."""
        padding = self.graph.padding
        head = self.graph.header.get(holder, padding)
        if self.turned:
            return head, padding, padding, padding
        lines = max(self._entering.get(holder, {}).values(), default=0)
        if lines < 2:
            return padding, head, padding, padding
        # One line dodges a title; several of the same two boxes run side by side to the middle of one.
        reach = _ENTERING * (min(lines, _LINES) + 1) - min(box.width for box in self.children[holder]) / 2
        ahead, behind = (max(title + reach, padding) for title in self.boxes[holder].titles)
        return ahead, head, behind, padding

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
                for chain in (source, target):
                    for holder in chain[1 : chain.index(one if chain is source else other) + 1]:
                        ends = self._entering.setdefault(holder, {})
                        ends[frozenset(pair)] = ends.get(frozenset(pair), 0) + 1
                return

    def _up(self, box: Id) -> list[Id]:
        found = [box]
        while (above := self.parents[found[-1]]) is not None:
            found.append(above)
        return found

    def _best(
        self, members: Sequence[Box], pairs: Sequence[tuple[Id, Id]], tiers: dict[Id, float]
    ) -> dict[Id, Rect]:
        """The layout with the fewest crossings, of these the most compact one, as a window is, of several.

        One that needs several times as much as another is none to be glad of, however its lines run.
        """
        found: list[tuple[float, float, dict[Id, Rect]]] = []
        tried: set[object] = set()
        for boxes, rank, most, layered, held in self._ways(members, pairs, tiers):
            plan = Planning(self, boxes, rank, most, layered=layered).plan()
            shape = tuple(tuple(cell.key for cell in row) for row in plan.rows.cells)
            if shape in tried:
                continue
            tried.add(shape)
            places, spent = stacked(plan, self.graph, thorough=self.thorough)
            for host, family in held.items():
                corner = places[host]
                places |= {
                    one: replace(area, x=round(area.x + corner.x), y=round(area.y + corner.y))
                    for one, area in family.items()
                }
            wide, high = self.extent(places)
            cost = wide * high * (1 + aspect_fault(wide, high, self.turned)) + 120.0 * spent
            found.append((0.0 if plan.bars else plan.crossings, cost, places))
        most = _TIMES * min(cost for _crossings, cost, _places in found)
        sound = sorted((one for one in found if one[1] <= most), key=lambda one: one[:2])
        whole = len(members) == len(self.children.get(None, ()))
        return self._filled(sound[min(self.graph.choice if whole else 0, len(sound) - 1)][2])

    def _ways(
        self, members: Sequence[Box], pairs: Sequence[tuple[Id, Id]], tiers: dict[Id, float]
    ) -> Iterator[_Way]:
        """The members in order, their ranks, how wide a row is at most, whether holders have layers.

        And where children stand beside the box that leads to them, from its corner.
        """
        rank = ranks(members, pairs, tiers, broad=False)
        if tiers or any(box.bar for box in members):
            for most in self._widths(members, rank):
                yield members, rank, most, False, {}
            return
        ways = [(pairs, rank)]
        turned = hung(members, pairs) if self.thorough else None
        if turned is not None:
            ways.append((turned, ranks(members, turned, tiers, broad=False)))
        inner = self.thorough and any(self.pairs.get(box.id) for box in members)
        for joins, plain in ways:
            folds = self._folds(members, joins, plain)
            for flat in folds:
                boxes = in_families(members, joins, flat)
                for most in self._widths(boxes, flat, _ACROSS if flat is folds[-1] else _WIDEST):
                    for layered in (False, True) if inner else (False,):
                        yield boxes, flat, most, layered, {}
        if self._widest(members, rank) > _ACROSS:
            yield from self._ways_beside(members, pairs)

    def _ways_beside(self, members: Sequence[Box], pairs: Sequence[tuple[Id, Id]]) -> Iterator[_Way]:
        """Ways in which small families stand beside the box that leads to them."""
        gap = self.graph.layer_gap * 2 / 3
        found = beside(members, pairs, self.graph.words, gap, self._is_plain)
        if found is not None:
            hosts, held = found
            known = {box.id for box in hosts}
            joins = [pair for pair in pairs if known.issuperset(pair)]
            rank = ranks(hosts, joins, {}, broad=False)
            boxes = in_families(hosts, joins, rank)
            for most in self._widths(boxes, rank, _ACROSS):
                yield boxes, rank, most, False, held

    def _is_plain(self, box: Box) -> bool:
        """Whether a box holds nothing and nothing stands out from it."""
        return box.id not in self.children and box.around == NONE

    def _folds(
        self, members: Sequence[Box], pairs: Sequence[tuple[Id, Id]], rank: dict[Id, int]
    ) -> list[dict[Id, int]]:
        """The ranks, and those of families folded into more and more rows until all have room, and once more.

        Lines that pass a row need room as well.
        """
        found = [rank]
        if self._widest(members, rank) <= _ACROSS:
            return found
        for folds in range(2, MOST_FOLDS + 1):
            flat = folded(members, pairs, rank, folds)
            if flat is None:
                break
            enough = self._widest(members, found[-1]) <= _ACROSS
            found.append(flat)
            if enough:
                break
        return found if self.thorough else found[-1:]

    def _widest(self, members: Sequence[Box], rank: dict[Id, int]) -> float:
        """How wide the widest row is where all of a rank stand in one, as near together as they may."""
        tiers: dict[int, float] = {}
        for box in members:
            if not box.bar:
                tier = rank.get(box.id, 0)
                tiers[tier] = tiers.get(tier, 0.0) + self.row_width(box) + NODE_GAP
        return max(tiers.values(), default=0.0)

    def _filled(self, places: dict[Id, Rect]) -> dict[Id, Rect]:
        """The places with those of all that lies in boxes which were laid out by themselves."""
        found = dict(places)
        waiting = [one for one in places if one in self._inner and self.children[one][0].id not in places]
        for holder in waiting:
            at = places[holder]
            for one, area in self._inner[holder].places.items():
                found[one] = replace(area, x=area.x + at.x, y=area.y + at.y)
        return found

    def _widths(self, members: Sequence[Box], rank: dict[Id, int], least: float = 0.0) -> Iterable[float]:
        """How wide rows are at most, to be tried; those that are no wider than the least stay whole."""
        gap, widest = self.graph.node_gap, self._widest(members, rank)
        if widest <= least:
            return [_WIDEST]
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
            return box.width + box.around[0] + box.around[2]
        gap = self.graph.node_gap
        inner = [
            self.size(child)[0] + child.around[0] + child.around[2] + gap
            for child in self.children[box.id]
            if not child.bar
        ]
        ahead, _above, behind, _below = self.margins(box.id)
        return sum(inner) - (gap if inner else 0) + ahead + behind
