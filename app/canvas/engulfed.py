"""What zones have grown over: a zone is as large as what is in it, so its border can come around others.

What a border comes to lie around in a gesture becomes part of the zone in the same change.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF

from app.gestures.placing import fits_in, placement_of
from core.diagram.places import SHAPES
from core.diagram.sizes import size_of
from core.model import Editor, Element, Id, Placement, Snapshot, Zone
from core.model.zoning import zone_of

if TYPE_CHECKING:
    from app.canvas.scene import DiagramScene


_NOWHERE = -1e9
"""Where no zone lies, in px."""


def holders_drawn(scene: DiagramScene) -> dict[Id, QRectF]:
    """Where the zones are drawn, and the containers, which are as large as what is in them too."""
    return {
        element_id: item.outline()
        for element_id, item in scene.items_by_id.items()
        if item.item.layer in (0, 1) and not item.item.is_line
    }


def engulfed(
    scene: DiagramScene, diagram: Id, earlier: Snapshot, edit: Editor, before: Mapping[Id, QRectF]
) -> Iterator[tuple[Element, Zone]]:
    """The shapes that zones lie around now and did not before, each with the zone, the innermost of several.

    Only what lies beside the zone in the same holder counts: the rest goes along with that. What was known
    and not drawn before, zones too, is shown where it is, and nobody has put it there. `earlier` is the model
    as it was, and the scene shows it as the edit leaves it.
    """
    snapshot = edit.snapshot
    placed = {one.after.element for one in edit.edits() if isinstance(one.after, Placement)}
    zones = [
        (item.outline(), zone, item.item.parent)
        for element_id, item in scene.items_by_id.items()
        if item.item.layer == 0 and (zone := snapshot.find(Zone, element_id)) is not None
    ]
    resized = {
        element_id
        for element_id in before.keys() | holders_drawn(scene).keys()
        if (item := scene.find(element_id)) is not None and item.outline() != before.get(element_id)
    }
    for now, zone, parent in sorted(zones, key=lambda one: (one[0].width() * one[0].height(), one[1].id)):
        if zone.id in earlier and zone.id not in before:
            continue
        then = before.get(zone.id, QRectF())
        beside = zone_of(earlier, earlier.get(zone.id) or zone)
        for element_id in scene.items_by_id if zone.id in resized else sorted(placed | resized):
            item, element = scene.find(element_id), snapshot.get(element_id)
            if item is None or item.item.parent != parent or element_id == zone.id:
                continue
            area = item.outline()
            if not isinstance(element, SHAPES) or not now.contains(area) or not fits_in(element, zone):
                continue
            if element_id in placed:
                stood = _stood(diagram, earlier, element)
            else:
                stood = before.get(element_id, area)
            apart = zone_of(earlier, earlier.get(element_id) or element) is not beside
            if stood is not None and (apart or not then.contains(stood)):
                yield element, zone


def _stood(diagram: Id, earlier: Snapshot, element: Element) -> QRectF | None:
    """Where a shape was before: nowhere if it is new, None where it was known and not drawn."""
    known = earlier.get(element.id)
    if known is None:
        return QRectF(_NOWHERE, _NOWHERE, 1, 1)
    placement = placement_of(earlier, diagram, element.id)
    if placement is None or placement.hidden:
        return None
    return QRectF(placement.x, placement.y, *size_of(earlier, known, placement))
