"""Places within zones and containers: what lies in one goes along where a side moved that with all in it.

A side that moves a zone moves every place in it. That says nothing about where in the zone a shape lies:
there the other side has the word, and where it says nothing the shape stays where it was within the zone.
"""

from collections.abc import Collection
from dataclasses import replace

from core.model import Component, Edit, Element, Id, Node, Placement, Snapshot, Zone
from core.model.zoning import zone_of
from core.project.conflict import SIDES, Versions
from core.project.sides import Sides

Spot = tuple[float, float]


def leave_to_holders(sides: Sides, apart: Collection[Id]) -> None:
    """Take back moves by which shapes only went along, where the other side put these elsewhere itself."""
    base = sides.versions.base
    found = []
    for place_id in apart:
        before = base.get(place_id)
        if not isinstance(before, Placement):
            continue
        for side, other in (SIDES, SIDES[::-1]):
            mine, theirs = (sides.versions.of(one).get(place_id) for one in (side, other))
            if not isinstance(mine, Placement) or not isinstance(theirs, Placement):
                continue
            if sides.get(side, place_id) != mine or not _went_along(
                base, sides.versions.of(side), before, mine
            ):
                continue
            homes = _frame(base, before), _frame(sides.versions.of(other), theirs)
            if _spot(theirs) != _spot(before) or _element(homes[0]) != _element(homes[1]):
                found.append((side, replace(mine, x=before.x, y=before.y)))
    for side, place in found:
        sides.put(side, place)


def carried(merged: Snapshot, versions: Versions, apart: Collection[Id]) -> Snapshot:
    """The merged model with each shape as far within its holder as in the version that placed it there."""
    known: dict[Id, Spot] = {}

    def spot(place: Placement) -> Spot:
        if place.id not in known:
            known[place.id] = _spot(place)
            frame = _frame(merged, place)
            if frame is not None:
                dx, dy = _shift(versions, place, frame, spot(frame))
                known[place.id] = place.x + dx, place.y + dy
        return known[place.id]

    places = [one for place_id in apart if (one := merged.find(Placement, place_id)) is not None]
    edits = [Edit(one, replace(one, x=at[0], y=at[1])) for one in places if (at := spot(one)) != _spot(one)]
    return merged.after(edits) if edits else merged


def _shift(versions: Versions, place: Placement, frame: Placement, at: Spot) -> Spot:
    """How far the frame around a place lies now from where it lay in the version that says the place."""
    found = []
    for model in (versions.ours, versions.theirs, versions.base):
        stated = model.find(Placement, place.id)
        around = _frame(model, stated) if stated is not None and _spot(stated) == _spot(place) else None
        if around is not None and around.id == frame.id and _size(around) == _size(frame):
            found.append((round(at[0] - around.x, 3), round(at[1] - around.y, 3)))
    return found[0] if found and (0.0, 0.0) not in found else (0.0, 0.0)


def _went_along(base: Snapshot, model: Snapshot, before: Placement, now: Placement) -> bool:
    """Whether a place is another only because what is around it was moved."""
    was, frame = _frame(base, before), _frame(model, now)
    if was is None or frame is None or was.id != frame.id or _size(was) != _size(frame):
        return False
    shift = round(frame.x - was.x, 3), round(frame.y - was.y, 3)
    return shift != (0.0, 0.0) and shift == (round(now.x - before.x, 3), round(now.y - before.y, 3))


def _frame(model: Snapshot, place: Placement) -> Placement | None:
    """The place, on the same drawing, of the nearest zone or container around what is placed."""
    element = model.get(place.element)
    if element is None or place.side is not None:
        return None
    holders: list[Element] = [
        one for one in model.owners(element) if isinstance(one, Component | Node | Zone)
    ]
    zone = zone_of(model, element)
    while zone is not None and zone not in holders:
        holders.append(zone)
        zone = model.find(Zone, zone.owner)
    for holder in holders:
        for one in model.uses(holder.id, Placement):
            if one.owner == place.owner and one.element == holder.id and not one.hidden:
                return one
    return None


def _element(frame: Placement | None) -> Id | None:
    return None if frame is None else frame.element


def _spot(place: Placement) -> Spot:
    return place.x, place.y


def _size(place: Placement) -> tuple[float | None, float | None]:
    return place.width, place.height
