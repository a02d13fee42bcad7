"""Partners by allocation: what something runs on, and what runs on it."""

from core.diagram.criteria import CARRIED
from core.model import Allocation, Element, Id, Node, Snapshot

PAIRED = (*CARRIED, Node)
"""What can have partners."""


def partners_of(snapshot: Snapshot, element: Element) -> frozenset[Id]:
    """The nodes that a component or store runs on, or what runs on a node; of anything else nothing.

    A component that is not allocated by itself runs where its whole does, and else where its parts do.
    """
    if isinstance(element, Node):
        return frozenset(link.component for link in snapshot.uses(element.id, Allocation))
    if not isinstance(element, CARRIED):
        return frozenset()
    for holder in (element, *snapshot.owners(element)):
        nodes = _nodes(snapshot, holder)
        if nodes:
            return nodes
    return _nodes_of_parts(snapshot, element)


def _nodes(snapshot: Snapshot, element: Element) -> frozenset[Id]:
    return frozenset(
        link.node for link in snapshot.uses(element.id, Allocation) if link.component == element.id
    )


def _nodes_of_parts(snapshot: Snapshot, element: Element) -> frozenset[Id]:
    found: set[Id] = set()
    waiting, seen = [element], {element.id}
    while waiting:
        for part in snapshot.owned(waiting.pop().id):
            if isinstance(part, CARRIED) and part.id not in seen:
                seen.add(part.id)
                found |= _nodes(snapshot, part)
                waiting.append(part)
    return frozenset(found)
