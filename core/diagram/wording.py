"""The words of all lines: each gives way to shapes, to lines, and to the words of lines before it."""

import heapq
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from core.diagram.display import Rect
from core.diagram.geometry import along, length
from core.diagram.grid import FINE, TOUCHING, Grid
from core.diagram.kept import Kept
from core.diagram.labels import LABEL, LINE, OFF, SLACK, UNREADABLE, Label, Weigh, label_strips, place_label
from core.diagram.lines import Manner
from core.diagram.lod import FULL
from core.diagram.standing import Standing
from core.diagram.tracks import SegmentKey
from core.model import Id, Point

_AROUND_LINES = 3.0 - TOUCHING
_AROUND_WORDS = 2.0 - TOUCHING


class Wording:
    """Where the words of every line stand. `ways`, `manners` and `way_parts` are those of the sheet."""

    def __init__(
        self,
        standing: Standing,
        ways: Mapping[Id, tuple[Point, ...]],
        manners: Mapping[Id, Manner],
        way_parts: Grid[SegmentKey],
    ) -> None:
        self.labels: Kept[Id, Label] = Kept()
        self._standing = standing
        self._ways = ways
        self._manners = manners
        self._way_parts = way_parts
        self._strips: Grid[SegmentKey] = Grid()
        self._counts: Kept[Id, int] = Kept()
        self._content: Kept[Id, bool] = Kept()
        """Lines whose words stand best whatever goes away."""
        self._far: Kept[Id, bool] = Kept()
        """Lines whose words were also looked for off them: they feel all that comes there."""
        self._areas: Grid[Id] = Grid(FINE)
        self._other_areas: Grid[tuple[Id, float]] = Grid(FINE)

    @property
    def stores(self) -> tuple[Kept[Any, Any], ...]:
        """All that it keeps."""
        grids = (*self._strips.stores, *self._areas.stores, *self._other_areas.stores)
        return (self.labels, self._counts, self._content, self._far, *grids)

    def near(self, area: Rect) -> list[Id]:
        """The lines whose words at full size share a point with an area."""
        return self._areas.near(area)

    def settle(self, lines: set[Id]) -> set[Id]:
        """Place the words of these lines and of those that must make room; tells whose words differ.

        The words of a line give way to those of lines before it, so one pass in the order of their ids
        settles all.
        """
        waiting = lines | (self.labels.keys() - self._ways.keys())
        for area in self._standing.gone:
            waiting.update(self._wishing_near(area))
        for area in self._standing.come:
            waiting.update(self._written_near(area))
        heap = sorted(waiting)
        changed: set[Id] = set()
        while heap:
            line_id = heapq.heappop(heap)
            before, after = self.labels.get(line_id), self._placed(line_id)
            if before == after:
                continue
            changed.add(line_id)
            self._write(line_id, after)
            reached = {other for area in _areas_of(before) for other in self._wishing_near(area)}
            reached.update(other for area in _areas_of(after) for other in self._written_near(area))
            for other in reached - waiting:
                if other > line_id:
                    waiting.add(other)
                    heapq.heappush(heap, other)
        return changed

    def _wishing_near(self, area: Rect) -> Iterator[Id]:
        """The lines whose words might stand better if nothing were in an area."""
        return (key[0] for key in self._strips.near(area) if key[0] not in self._content)

    def _written_near(self, area: Rect) -> Iterator[Id]:
        """The lines whose words feel what comes to an area."""
        wide = area.grown(SLACK)
        yield from self._areas.near(wide)
        yield from (key[0] for key in self._other_areas.near(wide))
        yield from (key[0] for key in self._strips.near(area) if key[0] in self._far)

    def withdraw(self, lines: Iterable[Id]) -> None:
        """Leave these lines without words until they are settled."""
        for line_id in lines:
            if line_id in self.labels:
                self._write(line_id, None)

    def _note_strips(self, line_id: Id, near: bool) -> None:
        """Keep in mind where the words of a line could stand: near it, or also where they were looked for."""
        self._forget_strips(line_id)
        if not near:
            self._far[line_id] = True
        manner = self._manners[line_id]
        sizes = [manner.label_size(), *(size[1:] for size in manner.other_sizes())]
        wide, high = max(size[0] for size in sizes), max(size[1] for size in sizes)
        strips = label_strips(self._ways[line_id], wide, high, 0.0 if near else OFF)
        for index, strip in enumerate(strips):
            self._strips.put((line_id, index), strip)
        self._counts[line_id] = len(strips)

    def _forget_strips(self, line_id: Id) -> None:
        self._far.pop(line_id, None)
        for index in range(self._counts.pop(line_id, 0)):
            self._strips.drop((line_id, index))

    def _write(self, line_id: Id, label: Label | None) -> None:
        before = self.labels.pop(line_id, None)
        self._standing.gone += _areas_of(before)
        self._standing.come += _areas_of(label)
        self._areas.drop(line_id)
        for level, _area in before.others if before is not None else ():
            self._other_areas.drop((line_id, level))
        if label is not None:
            self.labels[line_id] = label
            self._areas.put(line_id, label.area)
            for level, area in label.others:
                self._other_areas.put((line_id, level), area)

    def _placed(self, line_id: Id) -> Label | None:
        self._content.pop(line_id, None)
        way, manner = self._ways.get(line_id), self._manners.get(line_id)
        if way is None or manner is None or not manner.words:
            self._forget_strips(line_id)
            return None

        weigh = self._weigh(line_id)
        found = place_label(way, *manner.label_size(), weigh, off=True)
        self._note_strips(line_id, near=found is not None and found.near)
        shorter = None
        if found is None or found.covered >= UNREADABLE:
            found, shorter = None, _shortened(way, manner, weigh)
        others, content = [], found is not None and found.content
        for level, wide, high in manner.other_sizes():
            if shorter is not None and level >= FULL:
                continue
            place = place_label(way, wide, high, self._weigh_other(line_id, level), found)
            if place is not None:
                others.append((level, place.area))
            content = content and place is not None and place.content
        if content:
            self._content[line_id] = True
        if found is not None:
            return Label(found.area, found.aligned, tuple(others))
        return shorter and replace(shorter, others=tuple(others))

    def _weigh(self, line_id: Id) -> Weigh:
        def weigh(area: Rect, limit: float) -> float:
            total = self._standing.weight_on(area)
            if total < limit:
                total += LINE * len(self._way_parts.near(area.grown(_AROUND_LINES)))
            if total < limit:
                near = self._areas.near(area.grown(_AROUND_WORDS))
                total += LABEL * sum(other < line_id for other in near)
            return total

        return weigh

    def _weigh_other(self, line_id: Id, level: float) -> Weigh:
        def weigh(area: Rect, limit: float) -> float:
            total = self._standing.weight_on(area)
            if total < limit:
                near = self._other_areas.near(area.grown(_AROUND_WORDS))
                total += LABEL * sum(key[1] == level and key[0] < line_id for key in near)
            return total

        return weigh


def _shortened(way: Sequence[Point], manner: Manner, weigh: Weigh) -> Label:
    """The first word with a mark where it can be read, else the mark alone, if need be on the line."""
    some = place_label(way, *manner.label_size("some"), weigh, off=True)
    if some is not None and some.covered < UNREADABLE:
        return Label(some.area, some.aligned, left_out="some")
    wide, high = manner.label_size("all")
    mark = place_label(way, wide, high, weigh)
    if mark is not None:
        return Label(mark.area, mark.aligned, left_out="all")
    middle = along(way, length(way) / 2)
    return Label(Rect(middle.x - wide / 2, middle.y - high / 2, wide, high), "centre", left_out="all")


def _areas_of(label: Label | None) -> list[Rect]:
    return [] if label is None else [label.area, *(area for _level, area in label.others)]
