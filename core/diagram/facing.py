"""Ports moved to the side that faces what their lines lead to, where a layout has moved shapes."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from core.diagram.anchors import Anchor, End, Host, Key, first_spots, second_spots
from core.diagram.display import Rect
from core.diagram.graph import joins_of, lines_of
from core.diagram.grid import Grid
from core.diagram.jogs import in_line
from core.diagram.joints import host_seen
from core.diagram.places import BORDER, Place, Places
from core.diagram.shapes import container_head
from core.diagram.sides import FACING, UPRIGHT
from core.diagram.surroundings import Surroundings
from core.diagram.zones import zone_reserved
from core.model import Bus, Connector, Edge, Element, Id, Link, Placement, Side, Snapshot, Zone

ROOM = 24.0
"""Shapes that are so far apart along the flow face one another across it, in px."""


@dataclass(slots=True)
class _Ends:
    """The ends of all lines, by their keys and by the shapes they are at."""

    hosts: dict[Id, Host] = field(default_factory=dict)
    by_key: dict[Key, End] = field(default_factory=dict)
    at: dict[Id, list[Key]] = field(default_factory=dict)

    def note(self, end: End) -> None:
        """Take an end into account, or one more partner of it."""
        known = self.by_key.get(end.key)
        if known is None:
            self.at.setdefault(end.host, []).append(end.key)
            self.by_key[end.key] = end
        else:
            self.by_key[end.key] = replace(known, partners=(*known.partners, *end.partners))

    def of(self, host: Id) -> list[End]:
        """The ends at a shape."""
        return [self.by_key[key] for key in sorted(self.at.get(host, ()))]


def facing(
    snapshot: Snapshot, places: Places, moved: Collection[Id], downwards: bool = True
) -> dict[Id, Placement]:
    """The placements of ports at other sides or spots: those of what moved, and of what is joined to it.

    Locked ports, and ports without a line, stay where they were put. `places` are those after the move.
    """
    found = _ends(snapshot, places, moved, downwards)
    titles = [area for one in places for area in _heads(snapshot, places[one])]

    shapes: Grid[Id] = Grid()
    for one in places:
        if not isinstance(snapshot.get(one), Zone | Bus):
            shapes.put(one, places[one].rect)

    def dodge(area: Rect) -> list[Rect]:
        return [title for title in titles if title.touches(area)]

    def standing(area: Rect) -> list[Rect]:
        return [places[one].rect for one in shapes.near(area)]

    surroundings = Surroundings(dodge, standing)
    first = {
        host: first_spots(host, found.of(host), found.hosts, found.by_key, surroundings)
        for host in sorted(found.at)
    }
    changed: dict[Id, Placement] = {}
    crowds: dict[tuple[Id, Side], int] = {}
    second = {
        host: second_spots(host, found.of(host), found.hosts, found.by_key, first, crowds)
        for host in sorted(found.at)
    }
    spots: dict[Key, Anchor] = {}
    for host in second:
        spots |= in_line(found.of(host), found.hosts[host], found.by_key, second)
    spots |= _parallel(spots, list(_flows(snapshot, places)))
    for key, anchor in spots.items():
        before = places.placements.get(key[0])
        if anchor.fixed or key[1] >= 0 or before is None:
            continue
        rect = places[anchor.host].rect
        start = rect.y if anchor.side in UPRIGHT else rect.x
        after = replace(before, side=anchor.side, offset=float(anchor.along - start))
        if after != before:
            changed[after.id] = after
    return changed


def _flows(snapshot: Snapshot, places: Places) -> Iterator[tuple[Key, Key]]:
    """The ends of the lines between ports that have no other line."""
    for line, source, target in joins_of(snapshot, places):
        assert isinstance(line, Connector | Link | Edge)
        keys = _key(snapshot, line, 0), _key(snapshot, line, 1)
        alone = all(key[1] < 0 and len(lines_of(snapshot, key[0])) == 1 for key in keys)
        if alone and source != target:
            yield keys


def _parallel(spots: Mapping[Key, Anchor], flows: Sequence[tuple[Key, Key]]) -> dict[Key, Anchor]:
    """The spots of flows there and back between two shapes, exchanged so that they run side by side.

    A line turns shortly before it arrives. So of two that lead aside the one turns before the lower shape, or
    the right one, the other before the upper: in one order they cross twice and in the other never.
    """
    between: dict[tuple[Id, Id], list[tuple[Key, Key, bool]]] = {}
    for source, target in flows:
        one, other = spots.get(source), spots.get(target)
        if one is None or other is None or one.fixed or other.fixed:
            continue
        if one.side in (Side.BOTTOM, Side.RIGHT) and other.side is FACING[one.side]:
            between.setdefault((one.host, other.host), []).append((source, target, True))
        elif other.side in (Side.BOTTOM, Side.RIGHT) and one.side is FACING[other.side]:
            between.setdefault((other.host, one.host), []).append((target, source, False))
    found: dict[Key, Anchor] = {}
    for lines in between.values():
        if len({forth for _near, _far, forth in lines}) < 2:
            continue
        lines.sort(key=lambda line: spots[line[0]].along)
        aside = sum(spots[far].along - spots[near].along for near, far, _forth in lines)
        if abs(aside) < 1.0:
            continue
        wanted = sorted(lines, key=lambda line: line[2] is (aside < 0))
        for keys in ([near for near, _far, _forth in wanted], [far for _near, far, _forth in wanted]):
            free = sorted((spots[key] for key in keys), key=lambda anchor: anchor.along)
            found |= dict(zip(keys, free, strict=True))
    return found


def _heads(snapshot: Snapshot, place: Place) -> list[Rect]:
    """The title and badge of a zone, the name of a container: straight lines dodge them."""
    element = snapshot[place.element]
    if isinstance(element, Zone):
        return [area.grown(3) for area in zone_reserved(element, place.rect)]
    return [container_head(element.name, place.rect)] if place.holds else []


def _ends(snapshot: Snapshot, places: Places, moved: Collection[Id], downwards: bool) -> _Ends:
    found = _Ends({one: host_seen(snapshot[one], places[one].rect) for one in places})
    for line, source, target in joins_of(snapshot, places):
        assert isinstance(line, Connector | Link | Edge)
        if source == target:
            continue
        near = source in moved or target in moved
        keys = (_key(snapshot, line, 0), _key(snapshot, line, 1))
        for end, (host, other) in enumerate(((source, target), (target, source))):
            side, offset = _stated(places.placements, keys[end], free=near)
            toward = _toward(places[host].rect, places[other].rect, downwards)
            if found.hosts[host].bar or found.hosts[other].bar or keys[end][1] >= 0:
                toward = None
            found.note(End(keys[end], host, side, offset, (keys[1 - end],), toward))
    for element_id, placement in places.placements.items():
        border = snapshot.get(element_id)
        if (
            isinstance(border, BORDER)
            and placement.side is not None
            and border.owner is not None
            and border.owner in places
            and (element_id, -1) not in found.by_key
        ):
            found.note(End((element_id, -1), border.owner, placement.side, placement.offset))
    return found


def _key(snapshot: Snapshot, line: Connector | Link | Edge, end: int) -> Key:
    element: Element | None = snapshot.get(line.source if end == 0 else line.target)
    return (element.id, -1) if isinstance(element, BORDER) else (line.id, end)


def _stated(placements: Mapping[Id, Placement], key: Key, *, free: bool) -> tuple[Side | None, float]:
    """Where a port has to stay, if it has to."""
    placement = placements.get(key[0]) if key[1] < 0 else None
    if placement is None or placement.side is None or (free and not placement.locked):
        return None, 0.0
    return placement.side, placement.offset


def _toward(rect: Rect, other: Rect, downwards: bool) -> Side | None:
    """The side along the flow that faces another shape; none where it lies beside."""
    if downwards:
        if other.y - rect.bottom >= ROOM:
            return Side.BOTTOM
        return Side.TOP if rect.y - other.bottom >= ROOM else None
    if other.x - rect.right >= ROOM:
        return Side.RIGHT
    return Side.LEFT if rect.x - other.right >= ROOM else None
