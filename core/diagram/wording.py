"""The words of all lines: each gives way to shapes, to lines, and to the words of lines before it."""

import heapq
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise
from typing import Any

from core.diagram.display import Rect
from core.diagram.geometry import along, bounds_of, length, separation, shares_point
from core.diagram.grid import FINE, Grid
from core.diagram.kept import Kept
from core.diagram.labels import (
    AWAY_SIDE,
    AWAY_UP,
    BORDER,
    INK,
    LINE,
    OFF,
    SLACK,
    UNREADABLE,
    Choice,
    Label,
    Neighbours,
    Weigh,
    label_strip,
    place_label,
)
from core.diagram.line_words import OTHER_LEVELS, Manner
from core.diagram.lod import FULL
from core.diagram.segments import SegmentKey
from core.diagram.standing import Standing
from core.diagram.weighing import Weighing
from core.model import Id, Point

_ENDLESS = float("inf")

_MARKED = (0.5, 0.4, 0.6, 0.28, 0.72, 0.15, 0.85)
"""Where along a line without any room a mark stands, the first of those where it is best to be seen."""

_MOST_OFF = max(AWAY_SIDE, AWAY_UP) + SLACK + OFF
"""How far from their line words are looked for at most, apart from their size."""


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
        self._content: Kept[Id, bool] = Kept()
        """Lines whose words stand best whatever goes away."""
        self._far: Kept[Id, bool] = Kept()
        """Lines whose words were also looked for off them: they feel all that comes there."""
        self._areas: Grid[Id] = Grid(FINE)
        self._poles: Grid[Id] = Grid(FINE)
        self._other_areas: dict[float, Grid[Id]] = {level: Grid(FINE) for level in OTHER_LEVELS}
        self._most = (0.0, 0.0)
        """The most that words ever took here."""

    @property
    def stores(self) -> tuple[Kept[Any, Any], ...]:
        """All that it keeps."""
        grids = (self._areas, self._poles, *self._other_areas.values())
        return (self.labels, self._content, self._far, *(store for grid in grids for store in grid.stores))

    def near(self, area: Rect) -> list[Id]:
        """The lines whose words at full size share a point with an area."""
        return self._areas.near(area)

    def settle(self, lines: set[Id]) -> set[Id]:
        """Place the words of these lines and of those that must make room; tells whose words differ.

        The words of a line give way to those of lines before it, so one pass in the order of their ids
        settles all.
        """
        waiting = lines | (self.labels.keys() - self._ways.keys())
        # In a drawing that is new, nobody is left who had to be told of room or of the want of it.
        others = self._ways.keys() - waiting
        for areas, found_in in ((self._standing.gone, self._wishing), (self._standing.come, self._feeling)):
            for area in areas if others else ():
                others -= (found := found_in(area, others))
                waiting |= found
        heap = sorted(waiting)
        changed: set[Id] = set()
        while heap:
            line_id = heapq.heappop(heap)
            before, after = self.labels.get(line_id), self._placed(line_id)
            if before == after:
                continue
            changed.add(line_id)
            self._write(line_id, after)
            if not others:
                continue
            reached = {other for area in _areas_of(before) for other in self._wishing(area, others)}
            reached.update(other for area in _areas_of(after) for other in self._feeling(area, others))
            for other in reached:
                if other > line_id:
                    others.remove(other)
                    heapq.heappush(heap, other)
        return changed

    def _wishing(self, area: Rect, lines: set[Id]) -> set[Id]:
        """Those of some lines whose words might stand better if nothing were in an area."""
        return self._looking_in(area, lines, lambda line_id: line_id not in self._content)

    def _feeling(self, area: Rect, lines: set[Id]) -> set[Id]:
        """Those of some lines whose words feel what comes to an area."""
        wide = area.grown(SLACK)
        grids = (self._areas, *([self._poles] if self._poles else ()), *self._other_areas.values())
        found = {one for words in grids for one in words.near(wide)}
        return (found & lines) | self._looking_in(area, lines, self._far.__contains__)

    def _looking_in(self, area: Rect, lines: set[Id], wanted: Callable[[Id], bool]) -> set[Id]:
        """Those of some lines that are wanted and whose words could stand in an area, or were tried there."""
        wide, high = self._most[0] + _MOST_OFF, 2 * self._most[1] + _MOST_OFF
        around = Rect(area.x - wide, area.y - high, area.width + 2 * wide, area.height + 2 * high)
        found: set[Id] = set()
        for (line_id, _index), part in self._way_parts.found(around).items():
            if line_id in found or line_id not in lines or not wanted(line_id):
                continue
            manner = self._manners[line_id]
            off = OFF if line_id in self._far else 0.0
            if manner.words and shares_point(label_strip(part, *_most_size(manner), off), area):
                found.add(line_id)
        return found

    def withdraw(self, lines: Iterable[Id]) -> None:
        """Leave these lines without words until they are settled."""
        for line_id in lines:
            if line_id in self.labels:
                self._write(line_id, None)

    def _write(self, line_id: Id, label: Label | None) -> None:
        before = self.labels.pop(line_id, None)
        self._standing.gone += _areas_of(before)
        self._standing.come += _areas_of(label)
        self._areas.drop(line_id)
        self._poles.drop(line_id)
        for level, _area in before.others if before is not None else ():
            self._other_areas[level].drop(line_id)
        if label is not None:
            self.labels[line_id] = label
            self._areas.put(line_id, label.area)
            if label.staff is not None:
                self._poles.put(line_id, label.staff)
            for level, area in label.others:
                self._other_areas[level].put(line_id, area)

    def _placed(self, line_id: Id) -> Label | None:
        self._content.pop(line_id, None)
        self._far.pop(line_id, None)
        way, manner = self._ways.get(line_id), self._manners.get(line_id)
        if way is None or manner is None or not manner.words:
            return None

        most = _most_size(manner)
        self._most = (max(self._most[0], most[0]), max(self._most[1], most[1]))
        weighing = Weighing(line_id, most, self._standing, self._way_parts)
        weigh = weighing.among(self._areas, self._poles, lines=True)
        bare = weighing.among(self._areas, self._poles, lines=False)
        neighbours = Neighbours(bare, weighing.strange)
        found = place_label(way, *manner.label_size(), weigh, off=True, neighbours=neighbours)
        if found is None or not found.near:
            self._far[line_id] = True
        shorter = None
        if found is None or found.covered >= BORDER:
            # Words that can be read are shortened only where that brings them beside their line over nothing.
            readable = found is not None and found.covered < UNREADABLE
            size = manner.label_size("some")
            some = place_label(way, *size, weigh, off=not readable, neighbours=neighbours)
            if not readable or (some is not None and some.covered < BORDER):
                found, shorter = None, _shortened(way, manner, weigh, neighbours, some)
        whole = self._whole_far_out(way, manner, weighing)
        others = {level: place.area for level, place in whole.items()}
        content = found is not None and found.content and _all_told(manner, whole)
        for level, wide, high in manner.other_sizes():
            if level in others or (shorter is not None and level >= FULL):
                continue
            place = self._other_place(weighing, way, manner, (level, wide, high), found)
            if place is not None:
                others[level] = place.area
            content = content and place is not None and place.content
        if content:
            self._content[line_id] = True
        if found is not None:
            return Label(found.area, found.aligned, tuple(others.items()), on=found.on, pole=found.pole)
        return shorter and replace(shorter, others=tuple(others.items()))

    def _whole_far_out(self, way: Sequence[Point], manner: Manner, weighing: Weighing) -> dict[float, Choice]:
        """Where all that a line tells stands below full size, as far as there is room for it."""
        found: dict[float, Choice] = {}
        for level, wide, high in manner.whole_sizes():
            if level not in found:
                areas = self._other_areas[level]
                weigh, bare = (weighing.among(areas, lines=lines) for lines in (True, False))
                neighbours = Neighbours(bare, weighing.strange)
                place = place_label(way, wide, high, weigh, neighbours=neighbours)
                if place is not None and place.covered < BORDER:
                    found[level] = place
        return found

    def _other_place(
        self,
        weighing: Weighing,
        way: Sequence[Point],
        manner: Manner,
        size: tuple[float, float, float],
        found: Choice | None,
    ) -> Choice | None:
        """Where words for another scale stand; short ones not where a line runs through them.

        Content below full size stands on no pole, whose foot would say whose it is: not nearer to others.
        """
        level, wide, high = size
        bare = weighing.among(self._other_areas[level], lines=False)
        if level >= FULL:
            return place_label(way, wide, high, bare, found)
        weigh = weighing.among(self._other_areas[level], lines=True)
        like = None if manner.content and found is not None and found.pole else found
        place = place_label(way, wide, high, weigh, like, neighbours=Neighbours(bare, weighing.strange))
        if place is None or place.covered >= LINE:
            return None
        return None if manner.content and _strange(way, place, weighing) else place


def _all_told(manner: Manner, whole: Mapping[float, Choice]) -> bool:
    """Whether nothing of what a line tells far out is left out, and all stands best whatever goes away."""
    most: dict[float, float] = {}
    for level, wide, _high in manner.whole_sizes():
        most.setdefault(level, wide)
    return all(
        level in whole and whole[level].content and whole[level].area.width == wide
        for level, wide in most.items()
    )


def _strange(way: Sequence[Point], place: Choice, weighing: Weighing) -> bool:
    """Whether words that stand beside a line are no nearer to it than to another."""
    own = min(separation(place.area, bounds_of(part)) for part in pairwise(way))
    return any(
        separation(place.area, Rect(x, y, right - x, bottom - y)) <= own
        for x, y, right, bottom, _weight in weighing.strange(place.area, own)
    )


def _shortened(
    way: Sequence[Point], manner: Manner, weigh: Weigh, neighbours: Neighbours, some: Choice | None
) -> Label:
    """The first word with a mark where it can be read, else the mark alone, if need be on the line."""
    if some is not None and some.covered < UNREADABLE:
        return Label(some.area, some.aligned, left_out="some", on=some.on, pole=some.pole)
    wide, high = manner.label_size("all")
    mark = place_label(way, wide, high, weigh, neighbours=neighbours)
    if mark is not None:
        return Label(mark.area, mark.aligned, left_out="all", on=mark.on)
    letters, far = high - INK, length(way)
    middles = (along(way, far * part) for part in _MARKED)
    areas = [Rect(middle.x - wide / 2, middle.y - letters / 2, wide, letters) for middle in middles]
    area = min(areas, key=lambda one: (len(neighbours.strange(one, 0.0)), neighbours.bare(one, _ENDLESS)))
    return Label(area, "centre", left_out="all", on=True)


def _areas_of(label: Label | None) -> list[Rect]:
    if label is None:
        return []
    staff = [] if label.staff is None else [label.staff]
    return [label.area, *staff, *(area for _level, area in label.others)]


@lru_cache(maxsize=4000)
def _most_size(manner: Manner) -> tuple[float, float]:
    """The most that words of a line take at any scale."""
    others = (*manner.whole_sizes(), *manner.other_sizes())
    sizes = [manner.label_size(), *(size[1:] for size in others)]
    return max(size[0] for size in sizes), max(size[1] for size in sizes)
