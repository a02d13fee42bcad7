"""Which zones moved shapes come into: each follows its own middle into zones and out of them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.gestures.enclosing import Sides, area_of, extent, is_smaller, lies_at
from app.gestures.gesture import Stage
from app.gestures.placing import fits_in, placement_of, settle_in
from core.diagram.display import Rect
from core.diagram.geometry import around
from core.diagram.sizes import HEADER, PADDING, size_of
from core.ground.words import _
from core.model import Editor, Element, Id, Zone, name_of

if TYPE_CHECKING:
    from app.canvas.scene import DiagramScene

Shift = tuple[float, float]
"""How far a shape goes to the right and down, in px."""


@dataclass(frozen=True, slots=True)
class Following:
    """What a move makes of memberships beside places: the `homes` of shapes that come into others."""

    homes: tuple[tuple[Id, Id | None], ...] = ()

    def apply(self, edit: Editor) -> None:
        """Make shapes part of what they came into."""
        for element_id, home in self.homes:
            settle_in(edit, element_id, edit.get(home) if home is not None else None)

    def words(self, stage: Stage) -> str:
        """What is part of what now, in the words of the status line; empty where that is as before."""
        told = []
        for home in dict.fromkeys(home for _element, home in self.homes):
            if home is None:
                told.append(_("Now outside of every zone"))
            else:
                told.append(_("Now part of {name}").format(name=name_of(stage.snapshot(), home)))
        return " · ".join(told)


@dataclass(frozen=True, slots=True)
class Ground:
    """A zone that stays where it is while shapes are moved.

    `area` is as large as it is without these, `drawn` as large as it was drawn with them; `within` are the
    zones around it, and itself.
    """

    zone: Zone
    area: Sides
    drawn: Sides
    within: frozenset[Id]


def following(stage: Stage, shifts: Mapping[Element, Shift], moved: Collection[Id]) -> Following:
    """What moving shapes so far makes of memberships; `moved` are these and all that goes along."""
    grounds = grounds_without(stage, moved)
    homes: dict[Id, Id | None] = {}
    for element, shift in shifts.items():
        item = stage.scene_shown.find(element.id)
        if item is None:
            continue
        parent = item.item.parent
        if parent is not None and not isinstance(stage.snapshot().get(parent), Zone):
            continue
        home = home_of(grounds, element, parent, area_of(item.item), shift)
        if home != parent:
            homes[element.id] = home
    return Following(tuple(homes.items()))


def home_of(
    grounds: Sequence[Ground], element: Element, parent: Id | None, before: Sides, shift: Shift
) -> Id | None:
    """The zone to which a shape belongs that lay in `parent`, and goes so far.

    That is the innermost zone in which its middle comes to lie, of zones that overlap its own. A person may
    have said that it is part of a zone whose border reaches out for it: that it leaves by coming into another
    zone, or beyond the border.
    """
    after = (before[0] + shift[0], before[1] + shift[1], before[2] + shift[0], before[3] + shift[1])
    fitting = [
        ground
        for ground in grounds
        if fits_in(element, ground.zone) and is_smaller(element, before, ground.zone, ground.drawn)
    ]
    here = [ground.zone.id for ground in fitting if lies_at(before, ground.area)]
    there = [ground for ground in fitting if lies_at(after, ground.area)]
    if parent is None or any(ground.zone.id == parent for ground in there):
        return next((one.zone.id for one in there if parent is None or parent in one.within), None)
    if there:
        return there[0].zone.id if there[0].zone.id not in here[:1] else parent
    reached = parent not in here and any(
        ground.zone.id == parent and lies_at(after, ground.drawn) for ground in fitting
    )
    return parent if reached else None


def grounds_without(stage: Stage, moved: Collection[Id]) -> tuple[Ground, ...]:
    """The zones that stay where they are while some are moved, the innermost first.

    As drawn they would reach as far as any shape that is moved out of them by small steps.
    """
    snapshot, scene = stage.snapshot(), stage.scene_shown
    staying = [
        (item.item.depth, zone)
        for element_id, item in scene.shapes.items()
        if element_id not in moved and isinstance(zone := snapshot.get(element_id), Zone)
    ]
    losing = {one for element_id in moved for one in _around(scene, element_id)}
    areas: dict[Id, Rect] = {}
    for _depth, zone in sorted(staying, key=lambda entry: (-entry[0], entry[1].id)):
        areas[zone.id] = _without(stage, zone, moved, areas) if zone.id in losing else _drawn(stage, zone.id)
    grounds = [
        Ground(
            zone,
            _sides(areas[zone.id]),
            area_of(scene.items_by_id[zone.id].item),
            frozenset((zone.id, *_around(scene, zone.id))),
        )
        for _depth, zone in staying
    ]
    return tuple(sorted(grounds, key=lambda one: (-len(one.within), extent(one.drawn), one.zone.id)))


def _around(scene: DiagramScene, element_id: Id) -> Iterator[Id]:
    """What is drawn around a shape, the nearest first."""
    item = scene.find(element_id)
    while item is not None and item.item.parent is not None:
        yield item.item.parent
        item = scene.find(item.item.parent)


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
    left, top, right, bottom = area_of(stage.scene_shown.items_by_id[element_id].item)
    return Rect(left, top, right - left, bottom - top)


def _sides(area: Rect) -> Sides:
    return (area.x, area.y, area.right, area.bottom)
