"""What comes into shapes by a change, so that these may grow: on which diagrams, and into what."""

from collections.abc import Iterable

from core.diagram.display import Rect
from core.diagram.geometry import inside
from core.diagram.places import SHAPES, measured, parent_of
from core.diagram.placing import Placed
from core.diagram.sizes import size_of
from core.diagram.surroundings import BEFORE
from core.model import Component, DataStore, Edit, Element, Id, Node, Placement, Snapshot, TextNote, Zone

LINED = BEFORE
"""What a shape with lines keeps free before the border of what takes it in, in px: these run inside."""

_HELD = (Component, DataStore, Node, Zone)
"""What lies in others by its owner."""


def entered_on(before: Snapshot, after: Snapshot, edits: Iterable[Edit]) -> dict[Id, dict[Id, set[Id]]]:
    """On each diagram the shapes into which others came that may be too small for them, and what came.

    Those that surely have room are left out: most drags end where there is. What is shown again comes into
    nothing: it belongs there.
    """
    found: dict[Id, dict[Id, set[Id]]] = {}
    for element_id in {one for edit in edits for one in _coming(edit)}:
        element = after.get(element_id)
        if not isinstance(element, SHAPES) or isinstance(element, TextNote):
            continue
        for place in after.uses(element_id, Placement):
            if place.element != element_id or place.owner is None or place.hidden:
                continue
            holder = _new_holder(before, after, place.owner, element)
            if holder is not None and not _has_room(after, place.owner, holder, element, place):
                found.setdefault(place.owner, {}).setdefault(holder, set()).add(element_id)
    return found


def _coming(edit: Edit) -> Iterable[Id]:
    """What an edit may bring into another holder."""
    before, after = edit.before, edit.after
    if isinstance(after, Placement):
        if not isinstance(before, Placement) or before.element != after.element:
            yield after.element
    elif isinstance(after, SHAPES) and before is not None and _home(before) != _home(after):
        yield after.id


def _home(element: Element) -> tuple[Id | None, Id | None]:
    return element.owner, getattr(element, "zone", None)


def _new_holder(before: Snapshot, after: Snapshot, diagram: Id, element: Element) -> Id | None:
    """What is drawn around an element now and was not before."""
    holder = parent_of(after, element, Placed(after, diagram))
    was, known = Placed(before, diagram), before.get(element.id)
    if known is not None and element.id in was and parent_of(before, known, was) == holder:
        return None
    return holder


def _has_room(after: Snapshot, diagram: Id, holder: Id, element: Element, place: Placement) -> bool:
    """Whether a holder is surely as large as it must be for an element."""
    if any(after.owned(element.id, kind) for kind in _HELD) or isinstance(element, Zone):
        return False
    around, known = after[holder], Placed(after, diagram).of(holder)
    if known is None:
        return True
    ground = Rect(known.x, known.y, *size_of(after, around, known))
    inner = Rect(place.x, place.y, *size_of(after, element, place)).grown(LINED)
    return inside(ground, measured(after, around, known, [inner]))
