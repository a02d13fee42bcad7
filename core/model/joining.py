"""Which elements a line may join, and what that line is: a flow, a link or an edge."""

from core.model.behaviour import Edge, Location
from core.model.element import Element
from core.model.hardware import Bus, HardwareInterface, Link, Node
from core.model.system import ENDS, Connector, Port

_HARDWARE = (Node, Bus, HardwareInterface)


def can_start(element: Element | None) -> bool:
    """Whether a line can begin at an element."""
    return element is not None and (element.kind in ENDS or isinstance(element, (*_HARDWARE, Location)))


def can_join(source: Element, target: Element) -> bool:
    """Whether a line can lead from one element to another."""
    if isinstance(source, Location):
        return isinstance(target, Location) and target.owner == source.owner
    if isinstance(source, _HARDWARE):
        joins = isinstance(target, _HARDWARE) and source.id != target.id
        return joins and not (isinstance(source, Bus) and isinstance(target, Bus))
    own = source.kind == Port.kind and source.owner == target.id
    return (
        source.kind in ENDS and target.kind in ENDS and source.id not in (target.id, target.owner) and not own
    )


def kinds_joined(kind: str) -> tuple[str, ...]:
    """The kinds of elements at which a line from an element of this kind may end."""
    if kind == Location.kind:
        return (Location.kind,)
    hardware = tuple(known.kind for known in _HARDWARE)
    if kind in hardware:
        return tuple(other for other in hardware if (kind, other) != (Bus.kind, Bus.kind))
    return ENDS if kind in ENDS else ()


def line_between(source: Element) -> str:
    """The kind of line that begins at an element."""
    if isinstance(source, Location):
        return Edge.kind
    return Link.kind if isinstance(source, _HARDWARE) else Connector.kind
