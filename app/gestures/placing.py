"""Where elements are put on a diagram, and what they become part of there."""

from typing import Any

from core.ground.words import _, deferred
from core.model import (
    KINDS,
    Component,
    DataStore,
    Diagram,
    Editor,
    Element,
    Id,
    Location,
    Node,
    Placement,
    Snapshot,
    TextNote,
    Zone,
)


def placement_of(snapshot: Snapshot, diagram: Id, element_id: Id) -> Placement | None:
    """The placement of an element on a diagram."""
    found = (one for one in snapshot.uses(element_id, Placement) if one.owner == diagram)
    return next((one for one in found if one.element == element_id), None)


def put(edit: Editor, diagram: Diagram, element_id: Id, **facts: Any) -> Placement:
    """Place an element on a diagram, or alter its placement there."""
    known = placement_of(edit.snapshot, diagram.id, element_id)
    if known is None:
        return edit.new(Placement, owner=diagram.id, element=element_id, **facts)
    altered = edit.set(known, **facts)
    assert isinstance(altered, Placement)
    return altered


def add_named(edit: Editor, diagram: Diagram, kind: str, name: str, **facts: Any) -> Element:
    """Add an element to the model: a location to the machine of the diagram, a note to the diagram."""
    if kind == Location.kind:
        first = not edit.snapshot.owned(diagram.owner, Location)
        return edit.new(Location, owner=diagram.owner, name=name, initial=first)
    if kind == TextNote.kind:
        return edit.new(TextNote, owner=diagram.id, text=name)
    return edit.new(KINDS[kind], name=name, **facts)


def fits_in(element: Element, holder: Element) -> bool:
    """Whether an element can lie in a holder: a zone, a component or a node."""
    if isinstance(holder, Zone):
        return isinstance(element, Zone) or hasattr(element, "zone")
    if isinstance(holder, Component):
        return isinstance(element, Component | DataStore)
    return isinstance(holder, Node) and isinstance(element, Node)


def settle_in(edit: Editor, element_id: Id, holder: Element | None) -> None:
    """Make an element part of what it was dropped into; with None, of nothing."""
    element = edit.get(element_id)
    if element is None:
        return
    if isinstance(element, Zone):
        edit.set(element, owner=holder.id if isinstance(holder, Zone) else None)
    elif isinstance(element, Component | DataStore | Node) and isinstance(holder, Component | Node):
        edit.set(element, owner=holder.id, zone=None)
    elif isinstance(element, Component | DataStore | Node):
        edit.set(element, owner=None, zone=holder.id if holder is not None else None)
    elif hasattr(element, "zone"):
        edit.set(element, zone=holder.id if isinstance(holder, Zone) else None)


def counted(elements: list[Element]) -> str:
    """The elements as an undo label names them: "Dosing pump", or "3 components"."""
    if len(elements) == 1:
        return elements[0].name or _(elements[0].kind)
    kinds = {element.kind for element in elements}
    return _("{count} {kind}").format(
        count=len(elements), kind=_plural(kinds.pop() if len(kinds) == 1 else "")
    )


_PLURALS = {
    "actor": deferred("actors"),
    "bus": deferred("buses"),
    "component": deferred("components"),
    "connector": deferred("connectors"),
    "data store": deferred("data stores"),
    "edge": deferred("edges"),
    "external system": deferred("external systems"),
    "link": deferred("links"),
    "location": deferred("locations"),
    "node": deferred("nodes"),
    "note": deferred("notes"),
    "port": deferred("ports"),
    "zone": deferred("zones"),
}
_ELEMENTS = deferred("elements")


def _plural(kind: str) -> str:
    return _PLURALS.get(kind, _ELEMENTS)()


HOLDERS = (Zone, Component, Node)
