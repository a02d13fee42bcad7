"""What zones come to lie over: a shape belongs to the innermost zone in which its middle lies.

That holds whatever brought the zone there: it was drawn, stretched or dragged, or grew with what is in it.
What lay there before without being part of the zone stays what it is, and showing or hiding what is known
makes nothing part of anything: that is no fact of the model.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.gestures.enclosing import area_of, extent, is_smaller, lies_at
from app.gestures.placing import fits_in
from core.diagram.display import Item
from core.diagram.places import SHAPES
from core.model import Diagram, Edit, Editor, Element, Filter, Id, Placement, Snapshot, Zone
from core.model.zoning import zone_of

if TYPE_CHECKING:
    from app.canvas.scene import DiagramScene


@dataclass(frozen=True, slots=True)
class Laid:
    """How shapes are drawn: the item of each, and what lies in each holder, or in none."""

    items: dict[Id, Item] = field(default_factory=dict)
    inside: dict[Id | None, list[Id]] = field(default_factory=dict)


def drawn_shapes(scene: DiagramScene) -> Laid:
    """What is drawn of each shape; what is changed later has another item."""
    found = Laid()
    for element_id, shape in scene.items_by_id.items():
        item = shape.item
        if item.layer in _LAYERS and not item.is_line:
            found.items[element_id] = item
            found.inside.setdefault(item.parent, []).append(element_id)
    return found


def redrawn(scene: DiagramScene, before: Laid, touched: Iterable[Id]) -> dict[Id, Item]:
    """The shapes among those touched that are drawn otherwise than before, or were not."""
    shapes = ((one, shape.item) for one in touched if (shape := scene.find(one)) is not None)
    return {
        one: item
        for one, item in shapes
        if item.layer in _LAYERS and not item.is_line and item is not before.items.get(one)
    }


def beside(
    scene: DiagramScene, before: Laid, changed: Mapping[Id, Item], parent: Id | None
) -> dict[Id, Item]:
    """What lies in a holder now: what lay there and is as it was, and what has changed and lies there."""
    stayed = (
        (one, shape.item)
        for one in before.inside.get(parent, ())
        if one not in changed and (shape := scene.find(one)) is not None
    )
    return {**dict(stayed), **{one: item for one, item in changed.items() if item.parent == parent}}


def engulfed(
    scene: DiagramScene, earlier: Snapshot, edit: Editor, before: Laid, changed: Mapping[Id, Item]
) -> list[tuple[Element, Zone]]:
    """The shapes whose middles lie in zones now and did not before, each with the innermost of these.

    Only what lies beside the zone in the same holder counts: the rest goes along with that. Of two zones the
    smaller lies in the larger. `earlier` is the model as it was, `before` how that was drawn; the scene shows
    what the edit leaves, of which `changed` is redrawn.
    """
    if all(_shows(one, earlier) for one in edit.edits()):
        return []
    snapshot, put = edit.snapshot, _put(edit)
    found: dict[Id, tuple[Element, Zone]] = {}
    holders = {item.parent for item in changed.values()}
    for now in (beside(scene, before, changed, parent) for parent in holders):
        known = [one for one in now if one in before.items or one not in earlier]
        moved = [one for one in known if one in changed]
        near = (snapshot.find(Zone, one) for one in known if now[one].layer == 0)
        zones = [zone for zone in near if zone is not None]
        for zone in sorted(zones, key=lambda one: (extent(area_of(now[one.id])), one.id)):
            for element_id in known if zone.id in changed else moved:
                element = snapshot.get(element_id)
                if element_id in found or element is None or not _holds(zone, element, now):
                    continue
                led = element_id in put and zone.id not in put
                if led or _left(element, earlier, snapshot) or not _holds(zone, element, before.items):
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
