"""Which shapes lines join, and where on their borders."""

from collections import ChainMap
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any

from core.diagram.anchors import Anchor, End, Host, Key, first_spots, second_spots
from core.diagram.display import Rect
from core.diagram.hardware import bus_label_area
from core.diagram.jogs import in_line
from core.diagram.kept import Kept
from core.diagram.places import BORDER, LINES, Places
from core.diagram.sides import UPRIGHT
from core.diagram.standing import Standing
from core.diagram.surroundings import BEFORE, Surroundings
from core.model import (
    Bus,
    Connector,
    Edge,
    Element,
    HardwareInterface,
    Id,
    Link,
    Location,
    Node,
    Point,
    Port,
    Side,
    Snapshot,
)

Passing = Callable[[Rect], Iterable[float]]
"""Tells where upright lines run in an area."""

_WOULD_BE, _POINTER = "~line", "~pointer"
"""What stands for a line that is being drawn, and for the place that it has come to."""


class Joints:
    """The ends of all lines of a diagram. `join` finds the shapes, `settle` the spots on them."""

    def __init__(self, places: Places, standing: Standing) -> None:
        self.snapshot = Snapshot()
        self.hidden_kinds: frozenset[str] = frozenset()
        self.joined: Kept[Id, tuple[Id, Id]] = Kept()
        """The shapes at the source and target of each drawn line."""
        self.lines_at: Kept[Id, tuple[Id, ...]] = Kept()
        self.anchors: Kept[Key, Anchor] = Kept()
        self.bus_names: Kept[Id, Rect] = Kept()
        self._places = places
        self._standing = standing
        self._hosts: Kept[Id, Host] = Kept()
        self._ends: Kept[Key, End] = Kept()
        self._ends_at: Kept[Id, dict[Key, End]] = Kept()
        self._first: Kept[Id, dict[Key, Anchor]] = Kept()
        self._second: Kept[Id, dict[Key, Anchor]] = Kept()
        self._gone: set[Key] = set()

    @property
    def stores(self) -> tuple[Kept[Any, Any], ...]:
        """All that they keep."""
        found = (self.joined, self.lines_at, self.anchors, self.bus_names)
        return (*found, self._hosts, self._ends, self._ends_at, self._first, self._second)

    def seen(self, element: Element) -> bool:
        """Whether nothing hides the element on this diagram."""
        return element.id not in self._places.hidden and element.kind not in self.hidden_kinds

    def place_shape(self, element_id: Id) -> None:
        """Take the place of a shape into account, or that it has none."""
        place, element = self._places.get(element_id), self.snapshot.get(element_id)
        if place is None or element is None:
            self._hosts.pop(element_id, None)
        else:
            self._hosts[element_id] = host_seen(element, place.rect)

    def join(self, touched: set[Id]) -> tuple[set[Id], set[Id]]:
        """Find anew which shapes the touched lines, and the lines of touched shapes and ports, join.

        Gives these lines, and the shapes whose ends may differ.
        """
        lines = {line_id for element_id in touched for line_id in self._lines_about(element_id)}
        hosts = {element_id for element_id in touched if element_id in self._hosts}
        for element_id in touched:
            part = self.snapshot.get(element_id)
            if isinstance(part, BORDER) and part.owner is not None:
                hosts.add(part.owner)
            if (element_id, -1) in self._ends:
                hosts.add(self._ends[element_id, -1].host)
        lines_at: dict[Id, set[Id]] = {}
        for line_id in lines:
            before = self.joined.get(line_id)
            after = self._shapes_of(self.snapshot.get(line_id))
            hosts.update(before or (), after or ())
            if before == after:
                continue
            for host in (*(before or ()), *(after or ())):
                lines_at.setdefault(host, set(self.lines_at.get(host, ()))).discard(line_id)
            for host in after or ():
                lines_at[host].add(line_id)
            self.joined.pop(line_id, None)
            if after is not None:
                self.joined[line_id] = after
        self.lines_at.update({host: tuple(found) for host, found in lines_at.items()})
        return lines, hosts

    def settle(self, hosts: set[Id]) -> tuple[set[Key], set[Id]]:
        """Find the spots on these shapes and on their partners.

        Gives the keys whose anchor differs, and the buses whose name stands elsewhere.
        """
        near = hosts | self._partners(hosts)
        for host in near:
            self._find_ends(host)
        changed_first = self._find_first(near)
        second = sorted(hosts | changed_first | self._partners(changed_first))
        moved = self._move_emptier(second)
        spots: dict[Key, Anchor] = {}
        last = hosts | moved | self._partners(moved)
        for host in sorted(last):
            if host in self._hosts:
                spots.update(in_line(self._in_order(host), self._hosts[host], self._ends, self._second))
        # A set without the keys of a dictionary would look at every one of these.
        gone = {key for key in self._gone if key not in self._ends}
        changed = {key for key, anchor in spots.items() if self.anchors.get(key) != anchor}
        changed.update(key for key in gone if key in self.anchors)
        self.anchors.update({key: spots[key] for key in changed & spots.keys()})
        for key in gone:
            self.anchors.pop(key, None)
        self._gone.clear()
        for key in changed:
            if key[1] < 0:
                self._standing.place_border(self.snapshot.get(key[0]), key[0], self.anchors.get(key))
        return changed, self.name_buses(last.union(second), lambda _area: ())

    def _find_first(self, hosts: Iterable[Id]) -> set[Id]:
        """Find the first spots on these shapes; gives the shapes where any differs."""
        surroundings = Surroundings(self._standing.titles, self._standing.shapes)
        changed: set[Id] = set()
        for host in sorted(hosts):
            before, found = self._first.get(host), None
            if host in self._hosts:
                found = first_spots(host, self._in_order(host), self._hosts, self._ends, surroundings)
            if found == before:
                continue
            changed.add(host)
            if found is None:
                del self._first[host]
            else:
                self._first[host] = found
        return changed

    def _move_emptier(self, hosts: Iterable[Id]) -> set[Id]:
        """Find the second spots on these shapes; gives the shapes where any differs."""
        crowds: dict[tuple[Id, Side], int] = {}
        moved: set[Id] = set()
        for host in hosts:
            before, found = self._second.get(host), None
            if host in self._hosts:
                first = self._first[host]
                spots = second_spots(host, self._in_order(host), self._hosts, self._ends, self._first, crowds)
                # Most ends stay at their first spot: one and the same anchor then says both.
                found = {key: first[key] if first[key] == one else one for key, one in spots.items()}
            if found == before:
                continue
            moved.add(host)
            if found is None:
                del self._second[host]
            else:
                self._second[host] = found
        return moved

    def key(self, line_id: Id, end: int) -> Key:
        """The key of the anchor at the source (0) or target (1) of a line."""
        line = self.snapshot[line_id]
        assert isinstance(line, Connector | Link | Edge)
        element = self.snapshot.get(line.source if end == 0 else line.target)
        return (element.id, -1) if isinstance(element, BORDER) else (line_id, end)

    def borders_of(self, host: Id) -> Iterator[Id]:
        """The ports and interfaces drawn on a shape."""
        return (key[0] for key in self._ends_at.get(host, ()) if key[1] < 0)

    def borders(self) -> Iterator[Id]:
        """All ports and interfaces drawn."""
        return (key[0] for key in self.anchors if key[1] < 0)

    def host_of(self, key: Key) -> Id | None:
        """The shape that an end is on."""
        end = self._ends.get(key)
        return None if end is None else end.host

    def is_bar(self, host: Id) -> bool:
        """Whether a shape is met across its bar, as a bus is."""
        return self._hosts[host].bar

    def leeway(self, line_id: Id, end: int) -> tuple[float, float] | None:
        """From where to where the end of a line may slide along the side of its shape.

        None where it stays: at a port, on a bus, and where a line comes back to the same shape.
        """
        key = self.key(line_id, end)
        anchor = self.anchors[key]
        host = self._hosts[anchor.host]
        if key[1] < 0 or anchor.fixed or host.bar:
            return None
        rect = host.rect
        low, high = (rect.y, rect.bottom) if anchor.side in UPRIGHT else (rect.x, rect.right)
        return low + host.least, high - host.least

    def is_loop(self, line_id: Id) -> bool:
        """Whether a line has a place of its own at the one shape that it joins with itself."""
        first = self.anchors.get((line_id, 0))
        return first is not None and first.rise > 0

    def reaching(self, element_id: Id, point: Point) -> tuple[Anchor, Anchor] | None:
        """Where a line would leave an element, or the port that it is, and arrive at a free point.

        None for what is not drawn, and where the point lies in it.
        """
        host = self.host_of((element_id, -1)) or element_id
        known = self._hosts.get(host)
        if known is None or known.rect.contains(point):
            return None
        # Flows begin at ports, which keep another distance from one another than bare ends do.
        bare = isinstance(self.snapshot.get(element_id), Bus | HardwareInterface | Location | Node)
        own: Key = (element_id, -1) if host != element_id else (_WOULD_BE, 0 if bare else -1)
        there: Key = (_POINTER, 1)
        begun = self._ends.get(own) or End(own, host)
        ends = {
            own: replace(begun, partners=(*begun.partners, there)),
            there: End(there, _POINTER, None, 0.0, (own,)),
        }
        hosts = ChainMap({_POINTER: Host(Rect(point.x, point.y, 0, 0))}, self._hosts)
        all_ends = ChainMap(ends, self._ends)
        near = Surroundings(self._standing.titles, self._standing.shapes)
        end = first_spots(_POINTER, [ends[there]], hosts, all_ends, near)[there]
        if own in self.anchors:
            return self.anchors[own], end
        at_host = [*(one for one in self._in_order(host) if one.key != own), ends[own]]
        return first_spots(host, at_host, hosts, all_ends, near)[own], end

    def _lines_about(self, element_id: Id) -> Iterator[Id]:
        """The lines that an element is, that meet it, or that meet its ports."""
        element = self.snapshot.get(element_id)
        if isinstance(element, LINES) or element_id in self.joined:
            yield element_id
        yield from self.lines_at.get(element_id, ())
        if element is None:
            return
        for part in (element, *self._borders_owned(element_id)):
            yield from (line.id for line in self.snapshot.uses(part.id) if isinstance(line, LINES))

    def _borders_owned(self, host: Id) -> tuple[Element, ...]:
        return (*self.snapshot.owned(host, Port), *self.snapshot.owned(host, HardwareInterface))

    def _shapes_of(self, line: Element | None) -> tuple[Id, Id] | None:
        if not isinstance(line, LINES) or not self.seen(line):
            return None
        source, target = self._shape_of(line.source), self._shape_of(line.target)
        return None if source is None or target is None else (source, target)

    def _shape_of(self, end: Id) -> Id | None:
        """The drawn shape that a line ends at: the element itself, or the owner of a port."""
        if end in self._places:
            return end
        element = self.snapshot.get(end)
        if isinstance(element, BORDER) and element.owner in self._places and self.seen(element):
            return element.owner
        return None

    def _partners(self, hosts: Iterable[Id]) -> set[Id]:
        return {
            other for host in hosts for line in self.lines_at.get(host, ()) for other in self.joined[line]
        }

    def _in_order(self, host: Id) -> list[End]:
        return [end for _key, end in sorted(self._ends_at.get(host, {}).items())]

    def _find_ends(self, host: Id) -> None:
        """The ends at a shape: its ports that are placed or in use, and lines that meet it directly."""
        found: dict[Key, End] = {}
        place = self._places.get(host)
        if place is not None:
            for border in self._borders_owned(host):
                stated = self._places.placements.get(border.id)
                if stated is not None and self.seen(border):
                    found[border.id, -1] = End((border.id, -1), host, stated.side, stated.offset)
            for line_id in sorted(self.lines_at.get(host, ())):
                self._find_line_ends(host, line_id, found)
        for key in self._ends_at.get(host, {}):
            if key not in found and key in self._ends and self._ends[key].host == host:
                del self._ends[key]
                self._gone.add(key)
        self._ends_at[host] = found
        self._ends.update(found)

    def _find_line_ends(self, host: Id, line_id: Id, found: dict[Key, End]) -> None:
        keys = (self.key(line_id, 0), self.key(line_id, 1))
        for end in (0, 1):
            if self.joined[line_id][end] != host:
                continue
            key, partner = keys[end], keys[1 - end]
            known = found.get(key)
            if known is not None:
                found[key] = End(key, host, known.side, known.offset, (*known.partners, partner))
            else:
                found[key] = End(key, host, None, 0.0, (partner,))

    def named_near_changes(self) -> set[Id]:
        """The buses by whose names a line may run now, or ran until now."""
        areas = self._standing.disturbed
        if len(areas) > len(self.bus_names):
            return set(self.bus_names)
        near = (self._standing.shapes_near(area.grown(BEFORE)) for area in areas)
        return {shape for shapes in near for shape in shapes if shape in self.bus_names}

    def name_buses(self, hosts: Iterable[Id], passing: Passing) -> set[Id]:
        """Find the places for the names of these, if they are buses; gives those whose name stands elsewhere.

        They stand between the lines that come from above and, where there is room, those that are `passing`.
        """
        changed: set[Id] = set()
        for host in hosts:
            before = self.bus_names.get(host)
            bus, place = self.snapshot.get(host), self._places.get(host)
            if isinstance(bus, Bus) and place is not None:
                anchors = (self.anchors[key] for key in self._ends_at.get(host, ()))
                taps = [anchor.point.x for anchor in anchors if anchor.side is Side.TOP]
                after: Rect | None = bus_label_area(bus, place.rect, taps, passing)
            else:
                after = None
            if before == after:
                continue
            changed.add(host)
            if after is None:
                del self.bus_names[host]
            else:
                self.bus_names[host] = after
            self._standing.place_bus_name(host, after)
        return changed


def host_seen(element: Element, rect: Rect) -> Host:
    """A shape as the ends of lines see it."""
    if isinstance(element, Bus):
        return Host(rect, bar=True, margin=8.0, least=8.0)
    if isinstance(element, Location):
        margin = min(14.0, rect.height / 2 - 2)
        return Host(rect, margin=margin, least=margin)
    return Host(rect)
