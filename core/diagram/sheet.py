"""The working state of a drawing: places, joints, routes, tracks and labels, each from the one before.

`advance` takes a set of touched elements through all stages and redoes only what they reach. Drawing
for the first time is advancing from an empty sheet with everything touched, so both ways lead to the
same result.
"""

import heapq
from collections.abc import Iterator
from itertools import pairwise

from core.diagram.anchors import Anchor
from core.diagram.borders import port_square
from core.diagram.display import Rect
from core.diagram.geometry import around, bounds_of
from core.diagram.grid import Grid
from core.diagram.joints import Joints
from core.diagram.labels import LINE, WORDS, Label, Obstruction, label_reach, place_label
from core.diagram.lines import Manner
from core.diagram.manners import manner_of
from core.diagram.places import Places, zone_of
from core.diagram.routing import Ending, Route, loop, route
from core.diagram.standing import Standing
from core.diagram.tracks import Segment, SegmentKey, group_lines, moved, segments, settled
from core.diagram.zones import title_band
from core.model import Diagram, Element, Id, Point, Snapshot, Zone

Way = tuple[Point, ...]

_TRACK_REACH = 160.0
"""How far from its way a line can be moved to a track of its own, in px."""

_LOOP_RISE = 26.0
_HALF_HEAD = 5.0

_BADGE_REACH = 64.0
"""How far from a line, its words or a border something can be and yet move a badge: three fit in."""


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
        self.manners: dict[Id, Manner] = {}
        self.routes: dict[Id, Route] = {}
        self.ways: dict[Id, Way] = {}
        self.way_parts: Grid[SegmentKey] = Grid()
        self.labels: dict[Id, Label] = {}
        self._regions: Grid[Id] = Grid()
        self._parts: dict[Id, list[Segment]] = {}
        self._part_areas: Grid[SegmentKey] = Grid()
        self._label_reaches: Grid[Id] = Grid()
        self._label_areas: Grid[Id] = Grid()

    def advance(self, snapshot: Snapshot, touched: set[Id]) -> set[Id]:
        """Take the touched elements through all stages; tells whose item may look different now."""
        self.snapshot = self.joints.snapshot = snapshot
        disturbed = self.standing.disturbed = []
        moved_shapes = self._place(touched)
        lines, hosts = self.joints.join(touched | moved_shapes)
        for line_id in lines:
            self._note_manner(line_id)
        for area in disturbed:
            # Ends dodge the titles of zones, so those of all lines around here look again.
            near = self._regions.near(area)
            hosts.update(host for line in near for host in self.joints.joined.get(line, ()))
        anchors, buses = self.joints.settle(hosts | moved_shapes)
        dirty = touched | moved_shapes | lines | buses | {key[0] for key in anchors}
        for key in anchors:
            host = self.joints.host_of(key)
            lines.update((key[0],) if key[1] >= 0 or host is None else self.joints.lines_at.get(host, ()))
        for area in disturbed:
            lines.update(self._regions.near(area))
        rerouted = self._route(lines)
        rewayed = self._settle(rerouted)
        return dirty | rerouted | rewayed | self._label(rewayed | lines)

    def across_top(self, element_id: Id) -> list[Rect]:
        """What lies across the top border of a shape: its ports, and lines that end there or pass."""
        rect = self.places[element_id].rect
        strip = Rect(rect.x, rect.y - 10, rect.width, 20)
        parts = (self.way_parts.get(key) for key in self.way_parts.near(strip))
        borders = (self.joints.anchors.get((border, -1)) for border in self.joints.borders_of(element_id))
        return [
            *(part.grown(_HALF_HEAD) for part in parts if part is not None and part.height > part.width),
            *(port_square(anchor) for anchor in borders if anchor is not None),
        ]

    def first_line(self, zone: Id) -> float:
        """Where the first line runs down through the title band of a zone."""
        band = title_band(self.places[zone].rect)
        parts = (self.way_parts.get(key) for key in self.way_parts.near(band))
        crossing = (part.x for part in parts if part is not None and part.height > part.width)
        return min((x for x in crossing if x > band.x), default=float("inf"))

    def near_titles(self) -> set[Id]:
        """The zones around whose title the last advance changed anything."""
        return {
            zone
            for area in self.standing.disturbed
            for zone in self.zones.near(area)
            if title_band(self.places[zone].rect).grown(1).touches(area.grown(1))
        }

    def around_line(self, line_id: Id) -> Iterator[Obstruction]:
        """What the badges of a line should not cover: shapes, words, other lines."""
        label = self.labels.get(line_id)
        own = bounds_of(self.ways[line_id])
        area = around((own, label.area) if label else (own,)).grown(_BADGE_REACH)
        yield from self.standing.for_words(area)
        for key in self.way_parts.near(area):
            part = self.way_parts.get(key)
            if key[0] != line_id and part is not None:
                yield Obstruction(part.grown(_HALF_HEAD), LINE)
        for other in self._label_areas.near(area):
            yield Obstruction(self.labels[other].area.grown(2), WORDS)

    def near_badges(self) -> set[Id]:
        """The shapes and lines around what the last advance changed, whose badges may sit elsewhere now."""
        found: set[Id] = set()
        for area in self.standing.disturbed:
            near = area.grown(_BADGE_REACH)
            found |= self.standing.shapes_near(near)
            found.update(key[0] for key in self.way_parts.near(near))
            found.update(self._label_areas.near(near))
        return found

    def _place(self, touched: set[Id]) -> set[Id]:
        """Place the touched shapes and whatever holds them; gives those whose place differs."""
        for element_id in touched:
            self.places.note(self.snapshot, self.diagram, element_id)
        shapes = {element_id for element_id in touched if self._is_shape(element_id)}
        changed = self.places.update(self.snapshot, shapes)
        for element_id in changed | shapes:
            place, element = self.places.get(element_id), self.snapshot.get(element_id)
            self.joints.place_shape(element_id)
            self.standing.place_shape(element_id, element, place)
            if isinstance(element, Zone) and place is not None:
                self.zones.put(element_id, place.rect)
            else:
                self.zones.drop(element_id)
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
            if after == before:
                continue
            if after is None:
                del self.routes[line_id]
                self._regions.drop(line_id)
            else:
                self.routes[line_id] = after
                self._regions.put(line_id, after.region)
            if before is None or after is None or before.points != after.points:
                changed.add(line_id)
        return changed

    def _routed(self, line_id: Id) -> Route:
        keys = (self.joints.key(line_id, 0), self.joints.key(line_id, 1))
        first, last = self.joints.anchors[keys[0]], self.joints.anchors[keys[1]]
        bends = self._bends(line_id)
        if first.host == last.host and keys[0][1] >= 0 and not bends:
            points = loop(first.point, last.point, _LOOP_RISE)
            return Route(points, bounds_of(points))
        return route(self._ending(first), self._ending(last), self.standing.for_lines, bends)

    def _ending(self, anchor: Anchor) -> Ending:
        """The end with what the line must not cross there: nothing of a bus, whose bar it meets."""
        point = anchor.point
        bar = self.joints.is_bar(anchor.host)
        host = Rect(point.x, point.y, 0, 0) if bar else self.places[anchor.host].rect
        return Ending(point, anchor.side, host)

    def _bends(self, line_id: Id) -> Way:
        placement = self.places.placements.get(line_id)
        return placement.bends if placement else ()

    def _settle(self, rerouted: set[Id]) -> set[Id]:
        """Give overlapping lines tracks of their own; gives the lines whose final way differs."""
        affected = set(rerouted)
        for line_id in rerouted & self._parts.keys():
            affected |= self._together(line_id)
        for area in self.standing.disturbed:
            affected.update(key[0] for key in self._part_areas.near(area.grown(_TRACK_REACH)))
        for line_id in rerouted:
            self._note_parts(line_id)
        for line_id in affected & self.routes.keys():
            affected |= self._together(line_id)
        tracks: dict[Id, dict[int, float]] = {}
        alive = affected & self.routes.keys()
        places = settled(alive, self._parts, self._part_areas, self.standing.for_lines)
        for (line_id, index), at in places.items():
            tracks.setdefault(line_id, {})[index] = at
        changed: set[Id] = set()
        for line_id in affected:
            known = self.routes.get(line_id)
            after = None if known is None else moved(known.points, tracks.get(line_id, {}))
            if self.ways.get(line_id) != after:
                changed.add(line_id)
                self._lay(line_id, after)
        return changed

    def _together(self, line_id: Id) -> set[Id]:
        return group_lines(line_id, self._parts, self._part_areas)

    def _note_parts(self, line_id: Id) -> None:
        for part in self._parts.pop(line_id, ()):
            self._part_areas.drop((line_id, part.index))
        known = self.routes.get(line_id)
        if known is not None:
            self._parts[line_id] = segments(line_id, known.points, kept=bool(self._bends(line_id)))
            for part in self._parts[line_id]:
                self._part_areas.put((line_id, part.index), part.area)

    def _lay(self, line_id: Id, after: Way | None) -> None:
        """Take the final way of a line into account."""
        disturbed = self.standing.disturbed
        before = self.ways.pop(line_id, ())
        for index, part in enumerate(pairwise(before)):
            disturbed.append(bounds_of(part))
            self.way_parts.drop((line_id, index))
        if after is not None:
            self.ways[line_id] = after
            for index, part in enumerate(pairwise(after)):
                disturbed.append(bounds_of(part))
                self.way_parts.put((line_id, index), bounds_of(part))

    def _label(self, lines: set[Id]) -> set[Id]:
        """Place the words of these lines and of those that must make room, in the order of their ids.

        The words of a line give way to those of lines before it, so one pass in that order settles all.
        """
        for line_id in lines | (self.labels.keys() - self.ways.keys()):
            self._note_reach(line_id)
        waiting = lines | (self.labels.keys() - self.ways.keys())
        for area in self.standing.disturbed:
            waiting.update(self._label_reaches.near(area))
        heap = sorted(waiting)
        changed: set[Id] = set()
        while heap:
            line_id = heapq.heappop(heap)
            before, after = self.labels.get(line_id), self._label_of(line_id)
            if before == after:
                continue
            changed.add(line_id)
            self._write(line_id, after)
            for label in (before, after):
                for other in self._label_reaches.near(label.area) if label else ():
                    if other > line_id and other not in waiting:
                        waiting.add(other)
                        heapq.heappush(heap, other)
        return changed

    def _note_reach(self, line_id: Id) -> None:
        manner = self.manners.get(line_id)
        if line_id in self.ways and manner is not None and manner.words:
            self._label_reaches.put(line_id, label_reach(self.ways[line_id], *manner.label_size()))
        else:
            self._label_reaches.drop(line_id)

    def _write(self, line_id: Id, label: Label | None) -> None:
        before = self._label_areas.get(line_id)
        if before is not None:
            self.standing.disturbed.append(before)
        if label is None:
            del self.labels[line_id]
            self._label_areas.drop(line_id)
        else:
            self.standing.disturbed.append(label.area)
            self.labels[line_id] = label
            self._label_areas.put(line_id, label.area)

    def _label_of(self, line_id: Id) -> Label | None:
        way, manner = self.ways.get(line_id), self.manners.get(line_id)
        if way is None or manner is None or not manner.words:
            return None
        wide, high = manner.label_size()
        reach = label_reach(way, wide, high)
        return place_label(way, wide, high, self._in_the_way(line_id, reach))

    def _in_the_way(self, line_id: Id, area: Rect) -> Iterator[Obstruction]:
        yield from self.standing.for_words(area)
        for part in self.way_parts.near(area.grown(3)):
            found = self.way_parts.get(part)
            if found is not None:
                yield Obstruction(found.grown(3), LINE)
        for other in self._label_areas.near(area.grown(2)):
            if other < line_id:
                yield Obstruction(self.labels[other].area.grown(2), WORDS)


def zone_chain(snapshot: Snapshot, element: Element | None) -> list[Id]:
    """The zones that an element is in, the innermost first."""
    found: list[Id] = []
    zone = zone_of(snapshot, element) if element is not None else None
    while zone is not None and zone.id not in found:
        found.append(zone.id)
        zone = snapshot.find(Zone, zone.owner)
    return found
