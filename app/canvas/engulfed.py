"""What zones come to lie over: a shape belongs to the innermost zone in which its middle lies.

That holds whatever brought the zone there: it was drawn, stretched or dragged, or grew with what is in it.
What lay there before without being part of the zone stays what it is, and showing or hiding what is known
makes nothing part of anything: that is no fact of the model.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from app.gestures.enclosing import area_of, extent, is_smaller, lies_at
from app.gestures.placing import fits_in
from core.diagram.display import Item
from core.diagram.places import SHAPES
from core.model import Diagram, Edit, Editor, Element, Filter, Id, Placement, Snapshot, Zone
from core.model.zoning import zone_of

if TYPE_CHECKING:
    from app.canvas.scene import DiagramScene


def drawn_shapes(scene: DiagramScene) -> dict[Id, Item]:
    """What is drawn of each shape; what is changed later has another item."""
    return {
        element_id: shape.item
        for element_id, shape in scene.items_by_id.items()
        if shape.item.layer in _LAYERS and not shape.item.is_line
    }


def engulfed(
    scene: DiagramScene, earlier: Snapshot, edit: Editor, before: Mapping[Id, Item]
) -> list[tuple[Element, Zone]]:
    """The shapes whose middles lie in zones now and did not before, each with the innermost of these.

    Only what lies beside the zone in the same holder counts: the rest goes along with that. Of two zones the
    smaller lies in the larger. `earlier` is the model as it was, `before` how that was drawn; the scene shows
    what the edit leaves.
    """
    if all(_shows(one, earlier) for one in edit.edits()):
        return []
    snapshot, put, now = edit.snapshot, _put(edit), drawn_shapes(scene)
    changed = {one for one, item in now.items() if item is not before.get(one)}
    beside: dict[Id | None, list[Id]] = {now[one].parent: [] for one in changed}
    for element_id, item in now.items():
        if item.parent in beside and (element_id in before or element_id not in earlier):
            beside[item.parent].append(element_id)
    near = (one for held in beside.values() for one in held if now[one].layer == 0)
    zones = [zone for one in near if (zone := snapshot.find(Zone, one)) is not None]
    found: dict[Id, tuple[Element, Zone]] = {}
    for zone in sorted(zones, key=lambda one: (extent(area_of(now[one.id])), one.id)):
        neighbours = beside[now[zone.id].parent]
        for element_id in neighbours if zone.id in changed else changed.intersection(neighbours):
            element = snapshot.get(element_id)
            if element_id in found or element is None or not _holds(zone, element, now):
                continue
            led = element_id in put and zone.id not in put
            if led or _left(element, earlier, snapshot) or not _holds(zone, element, before):
                found[element_id] = element, zone
    return [found[one] for one in sorted(found)]


_LAYERS = (0, 1, 3)
"""Those of zones, of containers and of other shapes."""


def _holds(zone: Zone, element: Element, drawn: Mapping[Id, Item]) -> bool:
    """Whether an element, drawn so, belongs in a zone."""
    if element.id == zone.id or element.id not in drawn or zone.id not in drawn:
        return False
    if not isinstance(element, SHAPES) or not fits_in(element, zone):
        return False
    inner, around = area_of(drawn[element.id]), area_of(drawn[zone.id])
    return lies_at(inner, around) and is_smaller(element, inner, zone, around)


def _shows(edit: Edit, earlier: Snapshot) -> bool:
    """Whether an edit only shows or hides what is known."""
    before, after = edit.before, edit.after
    if isinstance(before, Placement) and isinstance(after, Placement):
        return _place(before) == _place(after)
    if isinstance(after, Placement):
        return after.element in earlier
    return isinstance(before or after, Placement | Filter | Diagram)


def _left(element: Element, earlier: Snapshot, snapshot: Snapshot) -> bool:
    """Whether an element is in another zone than before, or in none any more."""
    known = earlier.get(element.id)
    zones = zone_of(earlier, known) if known is not None else None, zone_of(snapshot, element)
    return (zones[0].id if zones[0] else None) != (zones[1].id if zones[1] else None)


def _put(edit: Editor) -> set[Id]:
    """What is put elsewhere."""
    places = [(one.before, one.after) for one in edit.edits()]
    return {
        after.element
        for before, after in places
        if isinstance(after, Placement)
        and not (isinstance(before, Placement) and _place(before)[:2] == _place(after)[:2])
    }


def _place(placement: Placement) -> tuple[float | None, ...]:
    return placement.x, placement.y, placement.width, placement.height
