"""In which zone an element is: what it states itself, or what holds it states for it."""

from itertools import chain

from core.model.element import Element, Id
from core.model.snapshot import Snapshot
from core.model.system import Zone


def zone_of(snapshot: Snapshot, element: Element) -> Zone | None:
    """The zone that an element is in: its own, its owner's, or for a zone the one around it."""
    for found in chain((element,), snapshot.owners(element)):
        if isinstance(found, Zone) and found is not element:
            return found
        zone = snapshot.find(Zone, getattr(found, "zone", None))
        if zone is not None:
            return zone
    return None


def zone_at(snapshot: Snapshot, end: Id) -> Zone | None:
    """The zone that an end of a line is in; None also where that end is not there."""
    element = snapshot.get(end)
    return None if element is None else zone_of(snapshot, element)
