"""Shapes that only one of two models draws, set apart where on one drawing they would hide each other.

Where one model has a shape the other may have another, and two people may both have put a new one there.
Zones hide zones, notes hide notes, and all other shapes each other; what holds others goes with all it holds.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from core.diagram.display import Rect
from core.diagram.ghosts import Ghost
from core.diagram.places import Places
from core.diagram.room import place_at, room_of
from core.model import Diagram, Id, Placement, Snapshot, TextNote, Zone

_HIDDEN = 0.5
"""What is covered by more than this part of itself is hidden."""


def set_apart(before: Snapshot, after: Snapshot, diagram: Id) -> dict[Id, Ghost]:
    """The shapes that a drawing of both models must draw elsewhere than they are, and where that is.

    Shapes of the model before give way to those that have come to lie there since, and of two that were
    both added in one place the second does.
    """
    old, new = (_boxes(model, diagram) for model in (before, after))
    gone, come = old.keys() - new.keys(), new.keys() - old.keys()
    fresh = come | {one for one in old.keys() & new.keys() if old[one] != new[one]}
    if not (gone and fresh) and len(come) < 2:
        return {}
    were, are = _stands(before, diagram, gone), _stands(after, diagram, fresh)
    found = {one: at.rect for one, at in were.items() if any(_hide(at, other) for other in are.values())}
    added = sorted(come & are.keys())
    for number, one in enumerate(added):
        stay = (are[other] for other in added[:number] if other not in found)
        if any(_hide(are[one], other) for other in stay):
            found[one] = are[one].rect
    around = {one: (were if one in were else are)[one].around for one in found}
    return {one: Ghost(rect) for one, rect in found.items() if found.keys().isdisjoint(around[one])}


def moved_apart(both: Snapshot, diagram: Id, ghosts: Mapping[Id, Ghost]) -> Iterator[Placement]:
    """The placements of these shapes at free places near where they are."""
    if not ghosts:
        return
    places = _places(both, diagram)
    going = {one for head in ghosts for one in (head, *_inner(places, head))}
    standing = {one: places[one] for one in places if one not in going}
    for element_id in sorted(ghosts):
        place = places[element_id]
        room = room_of(both, standing.values(), place.parent)
        middle = place.rect.centre
        free = place_at(room, middle.x, middle.y, (place.rect.width, place.rect.height))
        standing[element_id] = replace(place, rect=free)
        for one in (element_id, *_inner(places, element_id)):
            known = places.placements[one]
            yield replace(known, x=known.x + free.x - place.rect.x, y=known.y + free.y - place.rect.y)


def _boxes(snapshot: Snapshot, diagram: Id) -> dict[Id, tuple[float | None, ...]]:
    placements: Iterable[Placement] = snapshot.owned(diagram, Placement)
    return {one.element: (one.x, one.y, one.width, one.height) for one in placements if not one.hidden}


@dataclass(frozen=True, slots=True)
class _Stand:
    """Where a shape stands for something that is there; only the same `sort` of shapes hides it."""

    element: Id
    rect: Rect
    sort: str
    holds: bool
    around: tuple[Id, ...]


def _stands(snapshot: Snapshot, diagram: Id, element_ids: set[Id]) -> dict[Id, _Stand]:
    """Where those of some elements stand that hold nothing but others of them."""
    places = _places(snapshot, diagram)
    found: dict[Id, _Stand] = {}
    for one in sorted(element_ids):
        place = places.get(one)
        if place is not None and element_ids.issuperset(_inner(places, one)):
            kind = snapshot[one].kind
            sort = kind if kind in (Zone.kind, TextNote.kind) else ""
            found[one] = _Stand(one, place.rect, sort, place.holds, tuple(places.above(one)))
    return found


def _inner(places: Places, element_id: Id) -> Iterator[Id]:
    """All that lies in a shape."""
    for one in places.children(element_id):
        yield one
        yield from _inner(places, one)


def _places(snapshot: Snapshot, diagram: Id) -> Places:
    places, page = Places(), snapshot.find(Diagram, diagram)
    if page is not None:
        drawn = _boxes(snapshot, diagram)
        for element_id in drawn:
            places.note(snapshot, page, element_id)
        places.update(snapshot, drawn)
    return places


def _hide(one: _Stand, other: _Stand) -> bool:
    """Whether one of two shapes hides the other; what can hold others does so where both are in one place."""
    if one.sort != other.sort or one.element in other.around or other.element in one.around:
        return False
    across = min(one.rect.right, other.rect.right) - max(one.rect.x, other.rect.x)
    down = min(one.rect.bottom, other.rect.bottom) - max(one.rect.y, other.rect.y)
    areas = [at.rect.width * at.rect.height for at in (one, other)]
    holding = Zone.kind == one.sort or one.holds or other.holds
    least = max(areas) if holding else min(areas)
    return across > 0 and down > 0 and across * down > _HIDDEN * least
