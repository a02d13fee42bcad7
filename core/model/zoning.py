"""In which zone an element is: what it states itself, or what holds it states for it."""

from collections.abc import Collection
from itertools import chain

from core.model.change import Editor
from core.model.element import Element, Id
from core.model.hardware import Node
from core.model.snapshot import Snapshot
from core.model.system import Component, Zone


def zone_of(snapshot: Snapshot, element: Element) -> Zone | None:
    """The zone that an element is in: its own, its owner's, or for a zone the one around it."""
    for found in chain((element,), snapshot.owners(element)):
        if isinstance(found, Zone) and found is not element:
            return found
        zone = snapshot.find(Zone, getattr(found, "zone", None))
        if zone is not None:
            return zone
    return None


def innermost(snapshot: Snapshot, element: Element) -> Element | None:
    """What an element lies in: the nearest component or device that owns it, else its zone."""
    holders = (one for one in snapshot.owners(element) if isinstance(one, Component | Node))
    return next(holders, None) or zone_of(snapshot, element)


def zone_at(snapshot: Snapshot, end: Id) -> Zone | None:
    """The zone that an end of a line is in; None also where that end is not there."""
    element = snapshot.get(end)
    return None if element is None else zone_of(snapshot, element)


def dissolve(edit: Editor, removed: Collection[Id]) -> tuple[Element, ...]:
    """Hand what lies in zones that are to be removed to the zone around, and tell what that was.

    A zone is a border around others: what is removed with it is that border, not the zones in it.
    """
    handed: list[Element] = []
    for zone in (found for one in sorted(removed) if (found := edit.snapshot.find(Zone, one)) is not None):
        around = next((one.id for one in edit.snapshot.owners(zone) if one.id not in removed), None)
        inner = (one for one in edit.snapshot.owned(zone.id, Zone) if one.id not in removed)
        held = (one for one in edit.snapshot.uses(zone.id) if getattr(one, "zone", None) == zone.id)
        handed += [edit.set(one, owner=around) for one in inner]
        handed += [edit.set(one, zone=around) for one in held if one.id not in removed]
    return tuple(handed)
