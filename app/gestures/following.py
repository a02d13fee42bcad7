"""What moved shapes come to lie in: each follows its own middle into zones and out of them.

Where that comes into another zone, or leaves its own, the shape becomes part of what it came into. Zones and
containers take in what they come to lie around, as they do when dragged.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF

from app.gestures.enclosing import Standing, prospect, settle, standing, taken_in
from app.gestures.gesture import Stage
from app.gestures.placing import HOLDERS, fits_in, placement_of, settle_in
from core.diagram.display import Rect
from core.diagram.geometry import around
from core.diagram.sizes import HEADER, PADDING, size_of
from core.ground.words import _
from core.model import Editor, Element, Id, Zone, name_of

Shift = tuple[float, float]
"""How far a shape goes to the right and down, in px."""


@dataclass(frozen=True, slots=True)
class Following:
    """What a move makes of memberships beside places: `homes` of shapes, and what holders take in."""

    homes: tuple[tuple[Id, Id | None], ...] = ()
    taken: tuple[tuple[Id, tuple[Standing, ...]], ...] = ()

    def apply(self, edit: Editor) -> None:
        """Make shapes part of what they came into."""
        for element_id, home in self.homes:
            settle_in(edit, element_id, edit.get(home) if home is not None else None)
        for holder, taken in self.taken:
            settle(edit, taken, holder)

    def tell(self, stage: Stage) -> None:
        """Say in the status line what is part of what now; nothing where that is as before."""
        told = []
        for home in dict.fromkeys(home for _element, home in self.homes):
            if home is None:
                told.append(_("Now outside of every zone"))
            else:
                told.append(_("Now part of {name}").format(name=name_of(stage.snapshot(), home)))
        told += (prospect(taken) for _holder, taken in self.taken if taken)
        if told:
            stage.say(" · ".join(told))


def following(stage: Stage, shifts: Mapping[Element, Shift], moved: Collection[Id]) -> Following:
    """What moving shapes so far makes of memberships; `moved` are these and all that goes along."""
    zones = list(zones_without(stage, moved))
    homes: dict[Id, Id | None] = {}
    parents: dict[Id, Id | None] = {}
    for element, (dx, dy) in shifts.items():
        item = stage.scene_shown.find(element.id)
        if item is None:
            continue
        parents[element.id] = parent = item.item.parent
        if parent is not None and not isinstance(stage.snapshot().get(parent), Zone):
            continue
        middle = item.outline().center()
        before = zone_at(zones, element, middle.x(), middle.y())
        after = zone_at(zones, element, middle.x() + dx, middle.y() + dy)
        if after not in (before, parent):
            homes[element.id] = parents[element.id] = after
    return Following(tuple(homes.items()), tuple(_taken(stage, shifts, moved, parents)))


def grown(stage: Stage, element: Element, after: QRectF) -> Following:
    """What a holder takes in that is made as large as an area."""
    item = stage.scene_shown.find(element.id)
    if item is None or not isinstance(element, HOLDERS):
        return Following()
    known = standing(stage, stage.scene_shown.within((element.id,)))
    taken = taken_in(known, element, item.item.parent, after, item.outline())
    return Following(taken=((element.id, tuple(taken)),) if taken else ())


def _taken(
    stage: Stage, shifts: Mapping[Element, Shift], moved: Collection[Id], parents: Mapping[Id, Id | None]
) -> Iterator[tuple[Id, tuple[Standing, ...]]]:
    held = [element for element in shifts if isinstance(element, Zone) and element.id in parents]
    known = standing(stage, moved) if held else ()
    for element in held:
        item = stage.scene_shown.find(element.id)
        assert item is not None
        before = item.outline()
        taken = taken_in(known, element, parents[element.id], before.translated(*shifts[element]), before)
        if taken:
            yield element.id, tuple(taken)


def zone_at(zones: Sequence[tuple[Rect, Zone]], element: Element, x: float, y: float) -> Id | None:
    """The innermost zone at a point that takes a shape."""
    for area, zone in zones:
        if area.x <= x <= area.right and area.y <= y <= area.bottom and fits_in(element, zone):
            return zone.id
    return None


def zones_without(stage: Stage, moved: Collection[Id]) -> Iterator[tuple[Rect, Zone]]:
    """The zones that stay where they are, the innermost first, as large as they are without what is moved.

    As drawn they would reach as far as any shape that is moved out of them by small steps.
    """
    snapshot, scene = stage.snapshot(), stage.scene_shown
    staying = [
        (item.item.depth, zone)
        for element_id, item in scene.items_by_id.items()
        if element_id not in moved and isinstance(zone := snapshot.get(element_id), Zone)
    ]
    losing = set()
    for element_id in moved:
        item = scene.find(element_id)
        while item is not None and item.item.parent is not None and item.item.parent not in losing:
            losing.add(item.item.parent)
            item = scene.find(item.item.parent)
    areas: dict[Id, Rect] = {}
    for _depth, zone in sorted(staying, key=lambda entry: (-entry[0], entry[1].id)):
        areas[zone.id] = _without(stage, zone, moved, areas) if zone.id in losing else _drawn(stage, zone.id)
        yield areas[zone.id], zone


def _without(stage: Stage, zone: Zone, moved: Collection[Id], areas: Mapping[Id, Rect]) -> Rect:
    placement = placement_of(stage.snapshot(), stage.diagram.id, zone.id)
    if placement is None:
        return _drawn(stage, zone.id)
    own = Rect(placement.x, placement.y, *size_of(stage.snapshot(), zone, placement))
    held = [
        areas.get(element_id) or _drawn(stage, element_id)
        for element_id, item in stage.scene_shown.items_by_id.items()
        if item.item.parent == zone.id and element_id not in moved
    ]
    if not held:
        return own
    inner = around(held)
    margin, head = PADDING[zone.kind], HEADER[zone.kind]
    high = inner.height + head + margin
    return around((own, Rect(inner.x - margin, inner.y - head, inner.width + 2 * margin, high)))


def _drawn(stage: Stage, element_id: Id) -> Rect:
    item = stage.scene_shown.find(element_id)
    assert item is not None
    area = item.outline()
    return Rect(area.x(), area.y(), area.width(), area.height())
