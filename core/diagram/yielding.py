"""Shapes that make room where another grows with its words: each as little as it must, none that is locked.

A shape grows to the right and down. What then would be nearer than it was, and nearer than is seen as apart,
goes on in the direction in which it lies, and so does what that would come upon; where anything locked is in
the way it goes aside, and where it can go nowhere it stays and is told. What holds them grows with them, and
its neighbours make room in their turn. Nothing comes into a zone by it or out of one.
"""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from core.diagram.display import Rect
from core.diagram.floor import Floor, Shift
from core.diagram.geometry import around
from core.diagram.places import SHAPES
from core.diagram.sizes import default_size, size_of
from core.model import Allocation, Edit, Element, Firmware, Id, Placement, Snapshot, Zone

GRID = 8.0

KEPT = 16.0
"""So far apart shapes stay that were; what was nearer to each other stays as near, in px."""

_WAYS = ((1, 0), (0, 1), (0, -1), (-1, 0))

Way = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Yielded:
    """What comes of growth on one diagram.

    `shifts` tells how far shapes go, with all that lies in them; `aside` are those that made room, without
    what goes along; `covered` are pairs of what grew and what it covers, which could not go anywhere.
    """

    diagram: Id
    shifts: dict[Id, Shift]
    aside: tuple[Id, ...]
    covered: tuple[tuple[Id, Id], ...]


def yielded(before: Snapshot, after: Snapshot, edits: Iterable[Edit]) -> list[Yielded]:
    """How shapes make room for those that the edits from one model to the other let grow, on all diagrams.

    What a person made larger by hand is where it was put, and nothing yields to it.
    """
    edits = tuple(edits)
    reached = _reached(after, edits)
    grown: dict[Id, list[Id]] = {}
    for element_id in sorted(reached):
        for place in after.uses(element_id, Placement):
            if place.element == element_id and place.owner is not None and _grows(before, after, place):
                grown.setdefault(place.owner, []).append(element_id)
    if not grown:
        return []
    put = {getattr(one, "element", "") for edit in edits for one in (edit.before, edit.after)}
    found = []
    for diagram, element_ids in sorted(grown.items()):
        alike: dict[Id, Rect] = {}
        was, now = (Floor(one, diagram, alike, reached | put) for one in (before, after))
        found.append(_on_diagram(diagram, was, now, element_ids))
    return [one for one in found if one.shifts or one.covered]


def _reached(after: Snapshot, edits: Iterable[Edit]) -> set[Id]:
    """The shapes whose words may be others."""
    found: set[Id] = set()
    for edit in edits:
        for one in (edit.before, edit.after):
            if isinstance(one, Firmware) and one.owner is not None:
                found.add(one.owner)
            elif isinstance(one, Allocation):
                found.update((one.node, one.component))
            elif isinstance(one, SHAPES):
                found.add(one.id)
                for link in after.uses(one.id, Allocation):
                    found.update((link.node, link.component))
            elif isinstance(one, Placement) and _shows_another(edit):
                found.add(one.element)
    return found


def _shows_another(edit: Edit) -> bool:
    """Whether a place on a diagram is new, or shows another element than before."""
    before = edit.before
    return not isinstance(before, Placement) or before.element != getattr(edit.after, "element", None)


def _grows(before: Snapshot, after: Snapshot, place: Placement) -> bool:
    """Whether a shape is larger though nobody placed it otherwise; a new one, than it was put there."""
    now, known = after.get(place.element), before.find(Placement, place.id)
    if not isinstance(now, SHAPES) or place.hidden:
        return False
    if known is None:
        sizes = _put_as(now, place), size_of(after, now, place)
    else:
        was = before.get(known.element)
        if known.hidden or _stated(known) != _stated(place) or not isinstance(was, SHAPES):
            return False
        sizes = size_of(before, was, known), size_of(after, now, place)
    return any(large > small for small, large in zip(*sizes, strict=True))


def _put_as(element: Element, place: Placement) -> tuple[float, float]:
    wide, high = default_size(element)
    return place.width or wide, place.height or high


def _stated(place: Placement) -> tuple[float | None, ...]:
    return place.x, place.y, place.width, place.height


def _on_diagram(diagram: Id, was: Floor, now: Floor, grown: Iterable[Id]) -> Yielded:
    covered: list[tuple[Id, Id]] = []
    aside: dict[Id, None] = {}
    levels: dict[Id | None, set[Id]] = {}
    for element_id in grown:
        levels.setdefault(now.parent(element_id), set()).add(element_id)
    while levels:
        holder = max(levels, key=lambda one: (len(list(_around(now, one))), one or ""))
        for element_id in sorted(levels.pop(holder), key=lambda one: (*_corner(now.rect(one)), one)):
            for other in _pressed(was, now, holder, element_id):
                step = _step(was, now, holder, element_id, other)
                for one, shift in step.items():
                    now.shift(one, shift)
                aside.update(dict.fromkeys(step))
                if not step and now.rect(element_id).touches(now.rect(other)):
                    covered.append((element_id, other))
        if holder is not None and holder in was and now.rect(holder) != was.rect(holder):
            levels.setdefault(now.parent(holder), set()).add(holder)
    return Yielded(diagram, now.shifts, tuple(aside), tuple(covered))


def _around(floor: Floor, element_id: Id | None) -> Iterator[Id]:
    """A shape and those around it."""
    while element_id is not None:
        yield element_id
        element_id = floor.parent(element_id)


def _pressed(was: Floor, now: Floor, holder: Id | None, element_id: Id) -> Iterator[Id]:
    """The neighbours that a shape comes too near to, the nearest before; each is looked at in its turn."""
    area, before = now.rect(element_id), _before(was, now, element_id)
    wide = area.grown(KEPT)
    near = [
        one
        for one in now.beside(holder)
        if one != element_id and one in was and not now.beyond(one, wide) and was.parent(one) == holder
    ]
    for one in sorted(near, key=lambda one: (_apart(before, was.rect(one)), *_corner(now.rect(one)), one)):
        apart = _apart(before, was.rect(one))
        if apart >= 0 and _apart(area, now.rect(one)) < min(apart, KEPT):
            yield one


def _before(was: Floor, now: Floor, element_id: Id) -> Rect:
    """Where a shape was drawn; where a new one was put, before it had a name."""
    if element_id in was:
        return was.rect(element_id)
    area = now.rect(element_id)
    return Rect(area.x, area.y, *_put_as(now.snapshot[element_id], now.place(element_id)))


def _step(was: Floor, now: Floor, holder: Id | None, element_id: Id, other: Id) -> dict[Id, Shift]:
    """The least with which a neighbour makes room; nothing where it cannot."""
    before, stood = _before(was, now, element_id), was.rect(other)
    kept = min(_apart(before, stood), KEPT)
    straight = [way for way in _WAYS if _ahead(before, stood, way) >= kept]
    for ways in (straight, [way for way in _WAYS if way not in straight]):
        found = []
        for way in ways:
            far = _outwards(kept - _ahead(now.rect(element_id), now.rect(other), way))
            moves = _pushed(now, holder, element_id, other, way, far)
            if moves is not None:
                found.append({one: (way[0] * by, way[1] * by) for one, by in moves.items()})
        if found:
            return min(found, key=lambda moves: sum(abs(dx) + abs(dy) for dx, dy in moves.values()))
    return {}


def _pushed(
    now: Floor, holder: Id | None, element_id: Id, first: Id, way: Way, far: float
) -> dict[Id, float] | None:
    """How far all go in one direction if one goes so far; None where anything may not."""
    moves = {first: far}
    beside = now.beside(holder)
    waiting = [first]
    while waiting:
        one = waiting.pop()
        if now.locked(one):
            return None
        start = now.rect(one)
        there = _moved(start, way, moves[one])
        swept = around((start, there)).grown(KEPT)
        for other in beside:
            if other in (one, element_id) or now.beyond(other, swept):
                continue
            rect = now.rect(other)
            kept = min(_apart(start, rect), KEPT)
            known = moves.get(other, 0.0)
            if kept < 0 or _apart(there, _moved(rect, way, known)) >= kept:
                continue
            needed = _outwards(kept - _ahead(there, rect, way))
            if _ahead(start, rect, way) >= kept and needed > known:
                moves[other] = needed
                waiting.append(other)
    return moves if _is_sound(now, beside, moves, way) else None


def _is_sound(now: Floor, beside: Iterable[Id], moves: dict[Id, float], way: Way) -> bool:
    """Whether nothing that is moved covers anything it did not, or comes into a zone or under one."""
    beside = list(beside)
    for one, far in moves.items():
        start = now.rect(one)
        there = _moved(start, way, far)
        for other in beside:
            if other == one or (other not in moves and now.beyond(other, there)):
                continue
            rect = now.rect(other)
            after = _moved(rect, way, moves.get(other, 0.0))
            if there.touches(after) and not start.touches(rect):
                return False
            if _comes_in(now, one, there, other, after, known=other in moves and _lies_in(start, rect)):
                return False
            if _comes_in(now, other, after, one, there, known=_lies_in(rect, start)):
                return False
    return True


def _comes_in(now: Floor, one: Id, area: Rect, zone: Id, ground: Rect, *, known: bool) -> bool:
    element, holder = now.snapshot[one], now.snapshot[zone]
    if known or not isinstance(holder, Zone) or not _lies_in(area, ground):
        return False
    return not isinstance(element, Zone) or _extent(area) < _extent(ground)


def _lies_in(area: Rect, ground: Rect) -> bool:
    return ground.contains(area.centre)


def _extent(area: Rect) -> float:
    return area.width * area.height


def _apart(one: Rect, other: Rect) -> float:
    """How far two areas are apart across or down, whichever is more; below 0 they share some."""
    return max(_ahead(one, other, way) for way in _WAYS)


def _ahead(one: Rect, other: Rect, way: Way) -> float:
    """How far the second of two areas begins beyond the first in a direction."""
    if way[0]:
        return other.x - one.right if way[0] > 0 else one.x - other.right
    return other.y - one.bottom if way[1] > 0 else one.y - other.bottom


def _moved(area: Rect, way: Way, far: float) -> Rect:
    return Rect(area.x + way[0] * far, area.y + way[1] * far, area.width, area.height)


def _corner(area: Rect) -> tuple[float, float]:
    return area.y, area.x


def _outwards(value: float) -> float:
    return max(math.ceil(value / GRID), 0) * GRID
