"""The working state of a drawing: places, joints, routes, tracks and labels, each from the one before.

`advance` takes a set of touched elements through all stages and redoes only what they reach. Drawing
for the first time is advancing from an empty sheet with everything touched, so both ways lead to the
same result. In brief it goes no further than the touched elements and their own lines, and owes the
rest to the next time.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from typing import Any

from core.diagram.anchors import Anchor
from core.diagram.display import Rect
from core.diagram.enclosing import enclosing
from core.diagram.geometry import bounds_of, differing
from core.diagram.grid import FINE, Grid
from core.diagram.joints import Joints
from core.diagram.kept import Kept
from core.diagram.labels import Label
from core.diagram.line_words import Manner
from core.diagram.loops import looped
from core.diagram.manners import manner_of
from core.diagram.places import Places
from core.diagram.routing import route
from core.diagram.segments import Segment, SegmentKey, moved, segments
from core.diagram.standing import Standing
from core.diagram.surroundings import BEFORE
from core.diagram.tracks import REACH, PartGrid, Surrounding, may_move_across, settled, together
from core.diagram.ways import BESIDE, Ending, Route
from core.diagram.wording import Wording
from core.model import Diagram, Element, Id, Point, Snapshot, Zone
from core.model.zoning import zone_of

Way = tuple[Point, ...]


def _no_pace(_share: float) -> None:
    return None


@dataclass(slots=True)
class _Owed:
    """What brief advances left undone: lines to look at, those whose way differs, elements to draw.

    `grounds` is where zones and containers came, went, grew or shrank.
    """

    lines: set[Id] = field(default_factory=set)
    rerouted: set[Id] = field(default_factory=set)
    dirty: set[Id] = field(default_factory=set)
    grounds: list[Rect] = field(default_factory=list)


class Sheet:
    """Where everything of one diagram is. Only `core.diagram.drawing` advances it."""

    def __init__(self, diagram: Diagram, hidden_kinds: frozenset[str]) -> None:
        self.diagram = diagram
        self.snapshot = Snapshot()
        self.places = Places()
        self.standing = Standing()
        self.joints = Joints(self.places, self.standing)
        self.joints.hidden_kinds = hidden_kinds
        self.zones: Grid[Id] = Grid()
        self._frames: Grid[Id] = Grid()
        self.manners: Kept[Id, Manner] = Kept()
        self.routes: Kept[Id, Route] = Kept()
        self.ways: Kept[Id, Way] = Kept()
        self.way_parts: Grid[SegmentKey] = Grid(FINE)
        self.wording = Wording(self.standing, self.ways, self.manners, self.way_parts)
        self._regions: Grid[Id] = Grid()
        self._parts: Kept[Id, list[Segment]] = Kept()
        self._part_grid = PartGrid()
        self._tracks: Kept[SegmentKey, float] = Kept()
        self._crowded: Kept[SegmentKey, bool] = Kept()
        self._owed: _Owed | None = None

    @property
    def stores(self) -> tuple[Kept[Any, Any], ...]:
        """All that it keeps from one advance to the next, once nothing is owed."""
        grids = (self.zones, self._frames, self.way_parts, self._regions, self._part_grid)
        return (
            *(
                store
                for room in (self.places, self.standing, self.joints, self.wording)
                for store in room.stores
            ),
            *(store for grid in grids for store in grid.stores),
            *(self.manners, self.routes, self.ways, self._parts, self._tracks, self._crowded),
        )

    def stand_at(self, snapshot: Snapshot) -> None:
        """The stores are as they were for this snapshot: nothing is owed."""
        self.snapshot = self.joints.snapshot = snapshot
        self.standing.forget_changes()
        self._owed = None

    @property
    def labels(self) -> dict[Id, Label]:
        """Where the words of lines stand."""
        return self.wording.labels

    def advance(
        self,
        snapshot: Snapshot,
        touched: set[Id],
        brief: bool = False,
        pace: Callable[[float], None] | None = None,
        *,
        words: bool = True,
    ) -> set[Id]:
        """Take the touched elements through all stages; tells whose item may look different now.

        Without `words` those of lines, the last stage, are owed to the next time.
        `pace` hears the share of a whole first drawing that is done, of which items are the last quarter.
        """
        pace = pace or _no_pace
        self.snapshot = self.joints.snapshot = snapshot
        owed, self._owed = self._owed, None
        if owed is None:
            self.standing.forget_changes()
            owed = _Owed()
        moved_shapes = self._place(touched, owed.grounds)
        pace(0.1)
        lines, hosts = self.joints.join(touched | moved_shapes)
        for line_id in lines:
            self._note_manner(line_id)
        own = set(lines)
        for area in () if brief else self.standing.titled:
            # Ends dodge the titles of zones, so those of all lines around here look again.
            near = self._regions.near(area)
            hosts.update(host for line in near for host in self.joints.joined.get(line, ()))
        for area in () if brief else self.standing.in_the_way:
            # So do those of shapes before which something stands now, or stood.
            shapes = self.standing.shapes_near(area.grown(BEFORE))
            hosts.update(host for host in shapes if host in self.joints.lines_at)
        anchors, buses = self.joints.settle(hosts | moved_shapes)
        pace(0.35)
        dirty = touched | moved_shapes | lines | buses | {key[0] for key in anchors}
        for key in anchors:
            host = self.joints.host_of(key)
            lines.update((key[0],) if key[1] >= 0 or host is None else self.joints.lines_at.get(host, ()))
        owed = _Owed(owed.lines | lines, owed.rerouted, owed.dirty | dirty, owed.grounds)
        return self._in_brief(own, dirty, owed) if brief else self._in_full(owed, pace, words)

    def way_to(self, element_id: Id, point: Point) -> Way:
        """The way that a line from an element would take to a free point; empty where there is none."""
        ends = self.joints.reaching(element_id, point)
        if ends is None:
            return ()
        start, end = ends
        there = Ending(end.point, end.side, Rect(point.x, point.y, 0, 0))
        return route(self._ending(start), there, self.standing.for_lines, (), self._framed_in).points

    def _in_brief(self, own: set[Id], dirty: set[Id], owed: _Owed) -> set[Id]:
        """Lay these lines as they run by themselves, without words."""
        rerouted = self._route(own)
        for line_id in rerouted:
            known = self.routes.get(line_id)
            self._lay(line_id, None if known is None else known.points)
        self.wording.withdraw(own)
        self._owed = _Owed(owed.lines, owed.rerouted | rerouted, owed.dirty, owed.grounds)
        return {element_id for element_id in dirty if element_id in own or element_id not in self.ways}

    def _in_full(self, owed: _Owed, pace: Callable[[float], None], words: bool) -> set[Id]:
        lines = owed.lines
        for area in (*self.standing.in_the_way, *owed.grounds):
            lines.update(line for line in self._regions.near(area) if self.routes[line].minds(area))
        # Where a zone begins to hold both ends of a line, its tracks keep in it, wherever they are.
        framed = {line for area in owed.grounds for line in self._regions.near(area)} & lines
        rerouted = owed.rerouted | self._route(lines) | framed
        pace(0.45)
        rewayed = self._settle(rerouted, owed.grounds)
        pace(0.55)
        if not words:
            self.wording.withdraw(rewayed)
            owed = _Owed(lines | rerouted | rewayed, rerouted, owed.dirty, owed.grounds)
            self._owed = owed
            return owed.dirty | owed.lines
        buses = self.joints.name_buses(self.joints.named_near_changes(), self._passing)
        return owed.dirty | lines | rerouted | rewayed | buses | self.wording.settle(rewayed | lines)

    def _passing(self, area: Rect) -> list[float]:
        return [part.x for part in self.way_parts.found(area).values() if part.height > part.width]

    def _place(self, touched: set[Id], grounds: list[Rect]) -> set[Id]:
        """Place the touched shapes and whatever holds them; gives those whose place differs.

        Where zones and containers lie now and did not before, or did, is added to `grounds`.
        """
        for element_id in touched:
            self.places.note(self.snapshot, self.diagram, element_id)
        shapes = {element_id for element_id in touched if self._is_shape(element_id)}
        changed = self.places.update(self.snapshot, shapes)
        for element_id in changed | shapes:
            place, element = self.places.get(element_id), self.snapshot.get(element_id)
            self.joints.place_shape(element_id)
            self.standing.place_shape(element_id, self.snapshot, place)
            ground = place.rect if isinstance(element, Zone) and place is not None else None
            frame = place.rect if ground is None and place is not None and place.holds else None
            for grid, area in ((self.zones, ground), (self._frames, frame)):
                grounds += differing(grid.get(element_id), area)
                grid.put(element_id, area)
        return changed

    def _is_shape(self, element_id: Id) -> bool:
        """Whether an element is drawn as a shape, or was until now."""
        if element_id in self.places:
            return True
        element = self.snapshot.get(element_id)
        return element is not None and element_id in self.places.placements and self.joints.seen(element)

    def _note_manner(self, line_id: Id) -> None:
        if line_id in self.joints.joined:
            self.manners[line_id] = manner_of(self.snapshot, self.snapshot[line_id])
        else:
            self.manners.pop(line_id, None)

    def _route(self, lines: set[Id]) -> set[Id]:
        """Route these lines anew; gives those whose way differs."""
        changed: set[Id] = set()
        for line_id in sorted(lines):
            before = self.routes.get(line_id)
            after = self._routed(line_id) if line_id in self.joints.joined else None
            # The segments of the same way may move otherwise, as where a person set its bends.
            points = [None if one is None else one.points for one in (before, after)]
            if points[0] != points[1] or self._segments(line_id, after) != self._parts.get(line_id, []):
                changed.add(line_id)
            if after == before:
                continue
            if after is None:
                del self.routes[line_id]
                self._regions.drop(line_id)
            else:
                self.routes[line_id] = after
                self._regions.put(line_id, after.region)
        return changed

    def _segments(self, line_id: Id, way: Route | None) -> list[Segment]:
        """The segments of a line that runs this way."""
        if way is None:
            return []
        leeway = self.joints.leeway(line_id, 0), self.joints.leeway(line_id, 1)
        return segments(line_id, way.points, self._stays(line_id), leeway)

    def _routed(self, line_id: Id) -> Route:
        keys = (self.joints.key(line_id, 0), self.joints.key(line_id, 1))
        first, last = self.joints.anchors[keys[0]], self.joints.anchors[keys[1]]
        bends = self._bends(line_id)
        if first.rise and not bends:
            points = looped(first.point, last.point, first.side, first.rise)
            return Route(points, bounds_of(points))
        ends = self._ending(first), self._ending(last)
        return route(*ends, self.standing.for_lines, bends, self._framed_in)

    def _framed_in(self, area: Rect) -> list[Rect]:
        """The zones and containers on whose borders lines should not run."""
        return [*self.zones.found(area).values(), *self._frames.found(area).values()]

    def _held_in(self, line_id: Id) -> list[Rect]:
        """The zones and containers in which both ends of a line lie."""
        first, *_middle, last = self.routes[line_id].points
        return enclosing(first, last, self._framed_in(Rect(first.x, first.y, 0, 0)))

    def _ending(self, anchor: Anchor) -> Ending:
        """The end with what the line must not cross there: nothing of a bus, whose bar it meets."""
        point = anchor.point
        bar = self.joints.is_bar(anchor.host)
        host = Rect(point.x, point.y, 0, 0) if bar else self.places[anchor.host].rect
        return Ending(point, anchor.side, host)

    def _bends(self, line_id: Id) -> Way:
        placement = self.places.placements.get(line_id)
        return placement.bends if placement else ()

    def _stays(self, line_id: Id) -> bool:
        """Whether a line keeps its way: a person set its bends, or it is a loop with a place of its own."""
        return bool(self._bends(line_id)) or self.joints.is_loop(line_id)

    def _settle(self, rerouted: set[Id], grounds: Iterable[Rect]) -> set[Id]:
        """Give overlapping lines tracks of their own; gives the lines whose final way differs."""
        before = {(line, part.index) for line in rerouted for part in self._parts.get(line, ())}
        keys = together(before, self._parts, self._part_grid)
        keys |= self._crowded_by(before)
        for line_id in rerouted:
            self._note_parts(line_id)
        keys = {key for key in keys if key[0] not in rerouted}
        now = {(line, part.index) for line in rerouted for part in self._parts.get(line, ())}
        keys |= now | self._crowded_by(now)
        for area in (*self.standing.in_the_way, *grounds):
            near = self._part_grid.near(area.grown(REACH + BESIDE))
            keys.update(key for key in near if may_move_across(self._parts[key[0]][key[1]], area))
        for key in before:
            self._tracks.pop(key, None)
            self._crowded.pop(key, None)
        lines = set(rerouted)
        about = Surrounding(self.standing.for_lines, self._framed_in, cache(self._held_in))
        found = settled(keys, self._parts, self._part_grid, about)
        for key, at in found.places.items():
            if key in found.crowded:
                self._crowded[key] = True
            else:
                self._crowded.pop(key, None)
            if self._tracks.get(key) != at:
                lines.add(key[0])
            if at is None:
                self._tracks.pop(key, None)
            else:
                self._tracks[key] = at
        return {line_id for line_id in lines if self._lay(line_id, self._tracked(line_id))}

    def _crowded_by(self, keys: Iterable[SegmentKey]) -> set[SegmentKey]:
        """The segments that look for room and could take a track on which one of these lies."""
        if not self._crowded:
            return set()
        parts = (self._parts[line][index] for line, index in keys)
        return {key for part in parts for key in self._part_grid.across(part) if key in self._crowded}

    def _tracked(self, line_id: Id) -> Way | None:
        """The way of a line with its segments on their tracks."""
        known = self.routes.get(line_id)
        if known is None:
            return None
        places = ((part.index, self._tracks.get((line_id, part.index))) for part in self._parts[line_id])
        return moved(known.points, {index: at for index, at in places if at is not None})

    def _note_parts(self, line_id: Id) -> None:
        for part in self._parts.pop(line_id, ()):
            self._part_grid.drop(part)
        known = self.routes.get(line_id)
        if known is not None:
            self._parts[line_id] = self._segments(line_id, known)
            for part in self._parts[line_id]:
                self._part_grid.put(part)

    def _lay(self, line_id: Id, after: Way | None) -> bool:
        """Take the final way of a line into account; tells whether it differs."""
        if self.ways.get(line_id) == after:
            return False
        before = self.ways.pop(line_id, ())
        for index, part in enumerate(pairwise(before)):
            self.standing.gone.append(bounds_of(part))
            self.way_parts.drop((line_id, index))
        if after is not None:
            self.ways[line_id] = after
            for index, part in enumerate(pairwise(after)):
                area = bounds_of(part)
                self.standing.come.append(area)
                self.way_parts.put((line_id, index), area)
        return True


def zone_chain(snapshot: Snapshot, element: Element | None) -> list[Id]:
    """The zones that an element is in, the innermost first."""
    found: list[Id] = []
    zone = zone_of(snapshot, element) if element is not None else None
    while zone is not None and zone.id not in found:
        found.append(zone.id)
        zone = snapshot.find(Zone, zone.owner)
    return found
