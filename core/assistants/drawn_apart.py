"""A merged drawing on which nothing hides what the other side drew: what theirs added stands beside it.

Both sides may have put something at one place. What theirs added there gets the free room nearest to its
place, in what it belongs to, which is drawn as large as that needs; so does what theirs moved to where ours
moved something else, and what ours added where theirs moved something that both know. All else of ours stays
where it is.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from core.diagram.arranging import places_of
from core.diagram.display import Rect
from core.diagram.geometry import around
from core.diagram.places import HOLDERS, LINES, Place, Places
from core.diagram.room import place_at, room_of
from core.diagram.sizes import PADDING, header_of
from core.ground.words import _, plural
from core.model import Diagram, Edit, Id, Placement, Point, Snapshot, TextNote, name_of
from core.project.conflict import Versions
from core.project.merging import Merged

_TOLD = 3
"""So many that stand beside something are named."""


@dataclass(frozen=True, slots=True)
class Aside:
    """What one side added to a diagram, and what it stands beside: both had put something there."""

    diagram: Id
    element: Id
    other: Id


def drawn_apart(versions: Versions, merged: Merged) -> tuple[Merged, tuple[Aside, ...]]:
    """The merge with room for what a side added where the other has something too, and what got it.

    What a side covers in its own version stays covered.
    """
    model = merged.snapshot
    if model is None:
        return merged, ()
    found: list[Aside] = []
    for diagram in model.of(Diagram):
        known = [one.element for one in versions.base.owned(diagram.id, Placement)]
        ours, theirs = (_brought(versions.base, one, diagram) for one in (versions.ours, versions.theirs))
        if ours and theirs - ours:
            model, made = _apart((versions.theirs, versions.ours), model, diagram, theirs - ours, ours)
            found += made
        for adding, other in ((versions.theirs, versions.ours), (versions.ours, versions.theirs)):
            added = [
                one.element
                for one in model.owned(diagram.id, Placement)
                if one.id in adding and one.id not in other and one.id not in versions.base
            ]
            if added and other.owned(diagram.id, Placement):
                # What theirs added has room beside what ours added by then.
                staying = None if adding is versions.theirs else frozenset(known)
                model, made = _apart((adding, other), model, diagram, added, staying)
                found += made
    return replace(merged, snapshot=model), tuple(found)


def told(model: Snapshot | None, found: Sequence[Aside]) -> list[str]:
    """What stands beside what, in sentences without a full stop: the first few, and how many more."""
    if model is None:
        return []
    said = [
        _("{shape} stands beside {other}, where both had put something").format(
            shape=name_of(model, one.element), other=name_of(model, one.other)
        )
        for one in found[:_TOLD]
    ]
    left = len(found) - len(said)
    if left:
        said.append(plural("{count} more stands beside another", "{count} more stand beside others", left))
    return said


def _apart(
    sides: tuple[Snapshot, Snapshot],
    model: Snapshot,
    diagram: Diagram,
    added: Iterable[Id],
    staying: Collection[Id] | None,
) -> tuple[Snapshot, list[Aside]]:
    """The model with room on one diagram for what the first side added, holders before what they hold.

    Only what is `staying` of the other side, None for all, is not to be covered.
    """
    drawn = [places_of(one, diagram) for one in sides]
    now = places_of(model, diagram)
    shapes = [one for one in added if one in now]
    aside: dict[Id, Id] = {}
    for element_id in sorted(shapes, key=lambda one: (len(now.above(one)), one)):
        if aside.keys().isdisjoint(now.above(element_id)):
            found = _covered(model, now, drawn, element_id)
            covered = next((one for one in found if staying is None or one in staying), None)
            if covered is not None:
                aside[element_id] = covered
    # Each finds its room among those that stay and those before it: where the others were is left.
    places = {one: now[one] for one in aside}
    inner = {one: _with_inner(now, one) for one in aside}
    gone = set().union(*inner.values())
    _draw(now, _undrawn(model, diagram, gone), diagram, gone)
    for element_id, place in places.items():
        area = _free_room(model, now, place)
        by = round(area.x - place.rect.x, 3), round(area.y - place.rect.y, 3)
        model = _moved(model, diagram, inner[element_id], by)
        _draw(now, model, diagram, inner[element_id])
    return model, [Aside(diagram.id, one, covered) for one, covered in aside.items()]


def _brought(base: Snapshot, side: Snapshot, diagram: Diagram) -> frozenset[Id]:
    """What a side brought to another place of a diagram that the base has it on."""
    before = {one.id: (one.x, one.y) for one in base.owned(diagram.id, Placement)}
    return frozenset(
        one.element
        for one in side.owned(diagram.id, Placement)
        if before.get(one.id, (one.x, one.y)) != (one.x, one.y)
    )


def _covered(model: Snapshot, now: Places, drawn: Sequence[Places], element_id: Id) -> Iterator[Id]:
    """What a shape, or what grows around it, lies over that the other side has, and lay over in neither."""
    own, other = drawn
    for one in _rivals(model, now, element_id):
        if one in other and not _meet(own, element_id, one) and _meet(now, element_id, one):
            yield one
    need = now[element_id].rect
    for holder in now.above(element_id):
        before, kind = other.get(holder), model[holder].kind
        if before is None:
            return
        margin, head = PADDING.get(kind, 12.0), header_of(model, model[holder])
        inner = need.grown(margin)
        need = around((before.rect, replace(inner, y=need.y - head, height=need.height + head + margin)))
        if need == before.rect:
            return
        for one in _rivals(model, now, holder):
            grown = (
                one in other
                and not isinstance(model.get(one), TextNote)
                and need.touches(now[one].rect)
                and _meet(now, holder, one)
            )
            if grown and not any(_meet(side, holder, one) for side in drawn):
                yield one


def _rivals(model: Snapshot, now: Places, element_id: Id) -> list[Id]:
    """What a shape must not lie over: what lies in the same, and notes; a note, all that holds nothing."""
    if isinstance(model.get(element_id), TextNote):
        wanted = (one for one in now if not isinstance(model.get(one), HOLDERS) or not now.children(one))
    else:
        held = now[element_id].parent
        wanted = (one for one in now if now[one].parent == held or isinstance(model.get(one), TextNote))
    return sorted(one for one in wanted if one != element_id)


def _meet(places: Places, one: Id, other: Id) -> bool:
    here, there = places.get(one), places.get(other)
    return here is not None and there is not None and here.rect.touches(there.rect)


def _free_room(model: Snapshot, left: Places, place: Place) -> Rect:
    """The free room nearest to a place, in what holds it, among the shapes that are left without it."""
    standing = [left[one] for one in left]
    if isinstance(model.get(place.element), TextNote):
        standing = [replace(one, parent=None) for one in standing if not left.children(one.element)]
    middle, size = place.rect.centre, (place.rect.width, place.rect.height)
    return place_at(room_of(model, standing, place.parent), middle.x, middle.y, size)


def _draw(places: Places, model: Snapshot, diagram: Diagram, element_ids: Iterable[Id]) -> None:
    """Have the places of these as a model draws them, and what is around them as large as it must be."""
    for element_id in element_ids:
        places.note(model, diagram, element_id)
    places.update(model, element_ids)


def _with_inner(places: Places, element_id: Id) -> set[Id]:
    """A shape with all that lies in it."""
    found = {element_id}
    waiting = [element_id]
    while waiting:
        inner = [one for one in places.children(waiting.pop()) if one not in found]
        found.update(inner)
        waiting += inner
    return found


def _placements(model: Snapshot, diagram: Diagram, element_ids: Iterable[Id]) -> list[Placement]:
    return [
        one
        for element_id in sorted(element_ids)
        for one in model.uses(element_id, Placement)
        if one.owner == diagram.id and one.element == element_id
    ]


def _undrawn(model: Snapshot, diagram: Diagram, element_ids: Iterable[Id]) -> Snapshot:
    """The model without the placements of these on a diagram."""
    return model.after([Edit(one, None) for one in _placements(model, diagram, element_ids)])


def _moved(model: Snapshot, diagram: Diagram, element_ids: set[Id], by: tuple[float, float]) -> Snapshot:
    """The model with these shapes further along, and the bends of lines that run between them."""
    dx, dy = by
    lines = {
        line.id
        for element_id in element_ids
        for line in model.uses(element_id)
        if isinstance(line, LINES) and {line.source, line.target} <= element_ids
    }
    return model.after(
        [
            *(
                Edit(one, replace(one, x=one.x + dx, y=one.y + dy))
                for one in _placements(model, diagram, element_ids)
            ),
            *(
                Edit(one, replace(one, bends=tuple(Point(bend.x + dx, bend.y + dy) for bend in one.bends)))
                for one in _placements(model, diagram, lines)
                if one.bends
            ),
        ]
    )
