"""On which diagrams an element is drawn, and which diagrams are its own."""

from collections.abc import Iterator

from core.model.behaviour import Edge, StateMachine
from core.model.element import Element, Id
from core.model.hardware import Allocation, Firmware, HardwareInterface, Link
from core.model.kinds import FAMILIES
from core.model.snapshot import Snapshot
from core.model.system import Connector, Port
from core.model.view import Diagram, DiagramType, Filter, Placement

LINES = (Connector, Link, Edge)
BORDER = (Port, HardwareInterface)


def is_drawing(element: Element) -> bool:
    """Whether an element says how something is drawn, and nothing of the system."""
    return isinstance(element, FAMILIES["views"])


def diagrams_drawing(snapshot: Snapshot, element_id: Id) -> tuple[Id, ...]:
    """The diagrams on which the element is seen, in the order of their ids.

    A line is seen where both its ends are, a port where it is placed or a line meets it, firmware and
    what is allocated at their node. What a filter or a person hides is not seen.
    """
    element = snapshot.get(element_id)
    if element is None:
        return ()
    return tuple(
        diagram_id
        for diagram_id in sorted(set(_candidates(snapshot, element)))
        if not _hidden(snapshot, diagram_id, element)
    )


def diagrams_in_order(snapshot: Snapshot) -> tuple[Diagram, ...]:
    """All diagrams as lists show them: by sort, and each sort as people put them."""
    sorts = list(DiagramType)
    return tuple(sorted(snapshot.of(Diagram), key=lambda one: (sorts.index(one.diagram), one.order, one.id)))


def own_diagrams(snapshot: Snapshot, element_id: Id) -> tuple[Id, ...]:
    """The diagrams of what the element is made of: those it owns, and those of its state machines."""
    machines = (machine.id for machine in snapshot.owned(element_id, StateMachine))
    owners = (element_id, *machines)
    return tuple(diagram.id for owner in owners for diagram in snapshot.owned(owner, Diagram))


def _candidates(snapshot: Snapshot, element: Element) -> Iterator[Id]:
    """Diagrams on which the element would be seen if nothing hid it."""
    if isinstance(element, LINES):
        source, target = (set(_meeting(snapshot, end)) for end in (element.source, element.target))
        yield from source & target
        return
    if isinstance(element, BORDER):
        owners = set(_placed(snapshot, element.owner))
        yield from owners.intersection(_placed(snapshot, element.id))
        for line in snapshot.uses(element.id):
            if isinstance(line, LINES):
                yield from diagrams_drawing(snapshot, line.id)
        return
    yield from _placed(snapshot, element.id)
    if isinstance(element, Firmware):
        yield from _placed(snapshot, element.owner)
    for allocation in snapshot.uses(element.id, Allocation):
        if allocation.component == element.id:
            yield from _placed(snapshot, allocation.node)


def _meeting(snapshot: Snapshot, end_id: Id) -> Iterator[Id]:
    """Diagrams on which a line can end there: at the element, or at the owner of a port."""
    end = snapshot.get(end_id)
    if not isinstance(end, BORDER):
        yield from _placed(snapshot, end_id)
        return
    for diagram_id in _placed(snapshot, end.owner):
        if not _hidden(snapshot, diagram_id, end):
            yield diagram_id


def _placed(snapshot: Snapshot, element_id: Id | None) -> Iterator[Id]:
    if element_id is None:
        return
    for placement in snapshot.uses(element_id, Placement):
        if not placement.hidden and placement.owner is not None:
            yield placement.owner


def _hidden(snapshot: Snapshot, diagram_id: Id, element: Element) -> bool:
    if any(element.kind in found.hides for found in snapshot.owned(diagram_id, Filter)):
        return True
    return any(
        placement.hidden and placement.owner == diagram_id
        for placement in snapshot.uses(element.id, Placement)
    )
