"""What an element is called where it is spoken of on its own."""

from collections.abc import Iterator

from core.ground.oneline import one_line
from core.ground.words import _
from core.model.behaviour import Edge
from core.model.element import Element, Id
from core.model.hardware import HardwareInterface, Link
from core.model.requirement import Requirement
from core.model.snapshot import Snapshot
from core.model.system import Connector, Port

APART = " · "
"""What stands between the name of an owner and that of what is at its border."""


def name_of(snapshot: Snapshot, element_id: Id | None) -> str:
    """A requirement's key, anything else's name; "" where there is no such element.

    Without a name a connector, link or edge is called after its ends, anything else by its kind and owner.
    """
    element = snapshot.get(element_id)
    if element is None:
        return ""
    if isinstance(element, Requirement) and element.key:
        return one_line(element.key)
    if element.name:
        return one_line(element.name)
    if isinstance(element, Connector | Link | Edge):
        return ends_of(snapshot, element)
    owner = name_of(snapshot, element.owner)
    kind = _(element.kind)
    return f"{kind} ({owner})" if owner else kind


def name_apart(snapshot: Snapshot, element_id: Id) -> str:
    """The name of an element; at a border after that of what it belongs to, as many are called alike."""
    element, name = snapshot.get(element_id), name_of(snapshot, element_id)
    if not isinstance(element, Port | HardwareInterface) or not element.name:
        return name
    owner = name_of(snapshot, element.owner)
    return f"{owner}{APART}{name}" if owner else name


def ends_of(snapshot: Snapshot, line: Connector | Link | Edge) -> str:
    """From where to where a line leads, by the names of the shapes at its ends."""
    return f"{_end(snapshot, line.source)} → {_end(snapshot, line.target)}"


def called_after(snapshot: Snapshot, element: Element) -> Iterator[Id]:
    """The elements that `name_of` asks for the name of one that has none of its own."""
    if element.name or (isinstance(element, Requirement) and element.key):
        return
    if not isinstance(element, Connector | Link | Edge):
        waiting: list[Id | None] = [element.owner]
    else:
        waiting = []
        for end_id in (element.source, element.target):
            end = snapshot.get(end_id)
            at_border = isinstance(end, Port | HardwareInterface)
            waiting.append(end.owner if at_border and end is not None else end_id)
            yield end_id
    for other_id in waiting:
        if other_id is not None:
            yield other_id
            other = snapshot.get(other_id)
            if other is not None:
                yield from called_after(snapshot, other)


def _end(snapshot: Snapshot, element_id: Id) -> str:
    """A line that ends at a port or an interface ends at what that belongs to."""
    element = snapshot.get(element_id)
    at_border = isinstance(element, Port | HardwareInterface)
    return name_of(snapshot, element.owner if at_border and element is not None else element_id)
