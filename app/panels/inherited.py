"""What holds of an element because it lies in another that states it."""

from core.model import Element, Snapshot, Zone


def inherited_zone(snapshot: Snapshot, element: Element) -> tuple[Zone, Element] | None:
    """The zone of the nearest owner that states one, and that owner; None where an element states its own."""
    if getattr(element, "zone", None) is not None:
        return None
    for owner in snapshot.owners(element):
        zone = snapshot.find(Zone, getattr(owner, "zone", None))
        if zone is not None:
            return zone, owner
    return None
