"""Shapes that only one of two models draws, set apart where on one drawing they would hide each other.

Where one model has a shape the other may have another, and two people may both have put a new one there.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

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
    were, are = _leaves(before, diagram, gone), _leaves(after, diagram, fresh)
    found = {
        one: Ghost(rect) for one, rect in were.items() if any(_hide(rect, other) for other in are.values())
    }
    added = sorted(come & are.keys())
    for number, one in enumerate(added):
        stay = (are[other] for other in added[:number] if other not in found)
        if any(_hide(are[one], other) for other in stay):
            found[one] = Ghost(are[one])
    return found


def moved_apart(both: Snapshot, diagram: Id, ghosts: Mapping[Id, Ghost]) -> Iterator[Placement]:
    """The placements of these shapes at free places near where they are."""
    if not ghosts:
        return
    places = _places(both, diagram)
    standing = {one: places[one] for one in places if one not in ghosts}
    for element_id in sorted(ghosts):
        place = places[element_id]
        room = room_of(both, standing.values(), place.parent)
        middle = place.rect.centre
        free = place_at(room, middle.x, middle.y, (place.rect.width, place.rect.height))
        standing[element_id] = replace(place, rect=free)
        yield replace(places.placements[element_id], x=free.x, y=free.y)


def _boxes(snapshot: Snapshot, diagram: Id) -> dict[Id, tuple[float | None, ...]]:
    placements: Iterable[Placement] = snapshot.owned(diagram, Placement)
    return {one.element: (one.x, one.y, one.width, one.height) for one in placements if not one.hidden}


def _leaves(snapshot: Snapshot, diagram: Id, element_ids: Iterable[Id]) -> dict[Id, Rect]:
    """Those of some elements that hold nothing, and stand for something that is there: where they are."""
    places = _places(snapshot, diagram)
    found = {one: place for one in sorted(element_ids) if (place := places.get(one)) and not place.holds}
    return {one: at.rect for one, at in found.items() if not isinstance(snapshot.get(one), Zone | TextNote)}


def _places(snapshot: Snapshot, diagram: Id) -> Places:
    places, page = Places(), snapshot.find(Diagram, diagram)
    if page is not None:
        drawn = _boxes(snapshot, diagram)
        for element_id in drawn:
            places.note(snapshot, page, element_id)
        places.update(snapshot, drawn)
    return places


def _hide(one: Rect, other: Rect) -> bool:
    """Whether one of two rectangles hides the other."""
    across = min(one.right, other.right) - max(one.x, other.x)
    down = min(one.bottom, other.bottom) - max(one.y, other.y)
    least = min(one.width * one.height, other.width * other.height)
    return across > 0 and down > 0 and across * down > _HIDDEN * least
