"""Shapes that are dropped half on others of what holds them: on which diagrams, and on what."""

from collections.abc import Iterable, Iterator

from core.diagram.display import Rect
from core.diagram.places import SHAPES, parent_of
from core.diagram.placing import Placed
from core.diagram.sizes import size_of
from core.model import Bus, Edit, Element, Id, Placement, Snapshot, TextNote, Zone

_MANY = 8
"""More shapes than this that are moved together are put where they shall be, whatever lies there."""

_LARGE = 10_000
"""In models of more elements a drag has no time to look for room: what is dropped there lies where it is."""


def landed_on(before: Snapshot, after: Snapshot, edits: Iterable[Edit]) -> dict[Id, dict[Id, set[Id]]]:
    """On each diagram what was moved so that it lies newly over others in the same holder, with these.

    Zones and buses are a ground or a line that others may lie over.
    """
    if len(after) > _LARGE:
        return {}
    moved = [
        one.after
        for one in edits
        if isinstance(one.before, Placement) and isinstance(one.after, Placement) and _is_moved(one)
    ]
    if len(moved) > _MANY:
        return {}
    found: dict[Id, dict[Id, set[Id]]] = {}
    together = {one.element for one in moved}
    for place in moved:
        element = after.get(place.element)
        if element is None or not _is_solid(element) or place.owner is None:
            continue
        under = {
            one.id
            for one, rect in _beside(after, place.owner, element)
            if one.id not in together and _area(after, element, place).touches(rect)
            if not _touched(before, place.owner, element.id, one.id)
        }
        if under:
            found.setdefault(place.owner, {})[element.id] = under
    return found


def _is_moved(edit: Edit) -> bool:
    one, other = edit.before, edit.after
    assert isinstance(one, Placement)
    assert isinstance(other, Placement)
    return (one.x, one.y) != (other.x, other.y) and not other.hidden and other.side is None


def _is_solid(element: Element | None) -> bool:
    return isinstance(element, SHAPES) and not isinstance(element, Zone | Bus | TextNote)


def _beside(after: Snapshot, diagram: Id, element: Element) -> Iterator[tuple[Element, Rect]]:
    """What lies in the same holder as a shape, and where."""
    known = Placed(after, diagram)
    holder = parent_of(after, element, known)
    if holder is None:
        return
    for one in {other.id: other for other in (*after.uses(holder), *after.owned(holder))}.values():
        place = known.of(one.id) if one.id != element.id and _is_solid(one) else None
        if place is not None and parent_of(after, one, known) == holder:
            yield one, _area(after, one, place)


def _touched(before: Snapshot, diagram: Id, one: Id, other: Id) -> bool:
    """Whether two shapes lay over each other already."""
    known = Placed(before, diagram)
    areas = [
        _area(before, element, place)
        for element_id in (one, other)
        if (element := before.get(element_id)) is not None and (place := known.of(element_id)) is not None
    ]
    return len(areas) > 1 and areas[0].touches(areas[1])


def _area(snapshot: Snapshot, element: Element, place: Placement) -> Rect:
    return Rect(place.x, place.y, *size_of(snapshot, element, place))
