"""Shapes that lines newly meet by a change, and how large these must be for their ports to keep apart."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise

from core.diagram.anchors import PORT_GAP, Anchor, End, Key, first_spots
from core.diagram.display import Rect
from core.diagram.floor import Floor
from core.diagram.joints import host_seen
from core.diagram.places import BORDER, LINES, SHAPES
from core.diagram.sides import UPRIGHT
from core.diagram.surroundings import Surroundings
from core.model import Edit, Element, Id, Placement, Side, Snapshot

_GRID = 8.0

_FEW = 2
"""So many ports have room at any side of any shape."""

_TURNS = 24
"""A shape that grew may be met at other sides, or by ports that stay; so often it is looked at again."""


def met_on(after: Snapshot, edits: Iterable[Edit]) -> dict[Id, set[Id]]:
    """On each diagram the shapes at which lines or ports are new, if ports could lack room there."""
    found: dict[Id, set[Id]] = {}
    for edit in edits:
        one, before = edit.after, edit.before
        if isinstance(one, LINES):
            known = before if isinstance(before, LINES) else None
            for end, was in ((one.source, known and known.source), (one.target, known and known.target)):
                if end != was:
                    _note(found, after, _host(after, end))
        elif isinstance(one, Placement) and one.owner is not None and not one.hidden:
            if isinstance(before, Placement) and before.element == one.element:
                continue
            element = after.get(one.element)
            if isinstance(element, BORDER) and element.owner is not None:
                found.setdefault(one.owner, set()).add(element.owner)
            elif isinstance(element, SHAPES):
                found.setdefault(one.owner, set()).update((element.id, *_partners(after, element.id)))
    hosts = {host for here in found.values() for host in here}
    ported = {host for host in hosts if sum(len(after.owned(host, kind)) for kind in BORDER) > _FEW}
    return {diagram: kept for diagram, here in found.items() if (kept := here & ported)}


def with_room(floor: Floor, host: Id) -> Rect:
    """The area of a shape, so much larger to the right and down that its ports keep their gap."""
    area = floor.rect(host)
    ends, others = _ends(floor, host)
    ported = sum(end.key[1] < 0 for end in ends)
    if ported <= _FEW or host_seen(floor.snapshot[host], area).bar:
        return area
    hosts = {one.host: host_seen(floor.snapshot[one.host], floor.rect(one.host)) for one in others.values()}
    for _turn in range(_TURNS):
        seen = host_seen(floor.snapshot[host], area)
        surroundings = Surroundings(lambda _area: (), lambda area: _solid(floor, host, area))
        spots = first_spots(host, ends, hosts | {host: seen}, others, surroundings)
        needed: dict[Side, float] = {}
        for side in Side:
            here = [key for key, anchor in spots.items() if anchor.side is side]
            if any(key[1] < 0 for key in here):
                needed[side] = 2 * seen.margin + PORT_GAP * (len(here) - 1)
                if _too_near(spots[key] for key in here):
                    long = area.height if side in UPRIGHT else area.width
                    needed[side] = max(needed[side], long + _GRID)
        wide = max([area.width, *(need for side, need in needed.items() if side not in UPRIGHT)])
        high = max([area.height, *(need for side, need in needed.items() if side in UPRIGHT)])
        larger = replace(area, width=_stepped(area.width, wide), height=_stepped(area.height, high))
        if larger == area:
            break
        area = larger
    return area


def _too_near(anchors: Iterable[Anchor]) -> bool:
    """Whether ends of one side come nearer to each other than their gap, of which not both were put there."""
    row = sorted(anchors, key=lambda anchor: anchor.along)
    return any(
        far.along - near.along < PORT_GAP - 1 and not (near.fixed and far.fixed)
        for near, far in pairwise(row)
    )


def _note(found: dict[Id, set[Id]], after: Snapshot, host: Id | None) -> None:
    if host is None:
        return
    for place in after.uses(host, Placement):
        if place.element == host and place.owner is not None and not place.hidden:
            found.setdefault(place.owner, set()).add(host)


def _host(snapshot: Snapshot, end: Id) -> Id | None:
    element = snapshot.get(end)
    return element.owner if isinstance(element, BORDER) else end


def _lines(snapshot: Snapshot, host: Id) -> Iterator[Element]:
    borders = (border.id for kind in BORDER for border in snapshot.owned(host, kind))
    found = {line.id: line for end in (host, *borders) for line in snapshot.uses(end)}
    return (found[one] for one in sorted(found) if isinstance(found[one], LINES))


def _partners(snapshot: Snapshot, host: Id) -> Iterator[Id]:
    for line in _lines(snapshot, host):
        assert isinstance(line, LINES)
        for end in (line.source, line.target):
            far = _host(snapshot, end)
            if far is not None and far != host:
                yield far


def _ends(floor: Floor, host: Id) -> tuple[list[End], dict[Key, End]]:
    """The ends at a shape as they are drawn, and these with all at the other ends of their lines."""
    snapshot = floor.snapshot
    here: dict[Key, End] = {}
    there: dict[Key, End] = {}
    for kind in BORDER:
        for border in snapshot.owned(host, kind):
            if floor.spot(border.id) is not None and floor.shows(border):
                here[border.id, -1] = _end(floor, (border.id, -1), host)
    for line in _lines(snapshot, host):
        assert isinstance(line, LINES)
        joined = [_drawn(floor, end) for end in (line.source, line.target)]
        if not floor.shows(line) or None in joined:
            continue
        keys = [_key(snapshot, line.id, number, end) for number, end in enumerate((line.source, line.target))]
        for number, key in enumerate(keys):
            where = joined[number]
            assert where is not None
            if where == host:
                known = here.get(key) or _end(floor, key, host)
                here[key] = replace(known, partners=(*known.partners, keys[1 - number]))
            else:
                there[key] = _end(floor, key, where)
    return [end for _key, end in sorted(here.items())], there | here


def _drawn(floor: Floor, end: Id) -> Id | None:
    """The shape that is drawn at the end of a line."""
    element = floor.snapshot.get(end)
    host = element.owner if isinstance(element, BORDER) and floor.shows(element) else end
    return host if host in floor else None


def _key(snapshot: Snapshot, line: Id, number: int, end: Id) -> Key:
    return (end, -1) if isinstance(snapshot.get(end), BORDER) else (line, number)


def _end(floor: Floor, key: Key, host: Id) -> End:
    stated = floor.spot(key[0]) if key[1] < 0 else None
    return End(key, host) if stated is None else End(key, host, stated.side, stated.offset)


def _solid(floor: Floor, host: Id, area: Rect) -> list[Rect]:
    near = (one for one in floor.solid if one != host and not floor.beyond(one, area))
    return [rect for one in near if (rect := floor.rect(one)).touches(area)]


def _stepped(size: float, needed: float) -> float:
    return size + _GRID * max(math.ceil((needed - size) / _GRID), 0)
