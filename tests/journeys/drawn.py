"""What two diagrams of the water-treatment sample draw, and models compared by it whatever their ids are."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from core.diagram import draw
from core.diagram.arranging import arrange_diagram
from core.ground.identity import counted_ids
from core.model import (
    Allocation,
    Conduit,
    Connector,
    Diagram,
    Editor,
    Element,
    Firmware,
    Link,
    Placement,
    Snapshot,
    Zone,
)
from core.model.copying import redirected
from core.model.plain import canonical
from core.project import read_model

SAMPLE = Path(__file__).parents[2] / "samples" / "water-treatment"
DIAGRAMS = ("Plant overview", "Control hardware")

DRAWN = {
    "zone": ("level", "target_level"),
    "conduit": ("zones",),
    "component": ("zone", "role"),
    "data store": ("zone",),
    "actor": ("zone",),
    "external system": ("zone",),
    "port": ("direction",),
    "connector": (
        *("source", "target", "protocol", "data", "conduit", "encrypted", "authenticated"),
        *("may_lose", "latency_min", "latency_max"),
    ),
    "note": ("text",),
    "node": ("zone", "device", "product", "redundant"),
    "bus": ("medium", "protocol", "bits_per_second"),
    "interface": ("interface", "enabled", "authenticated"),
    "firmware": ("version", "signed"),
    "link": ("source", "target"),
    "allocation": ("component", "node"),
    "placement": ("element",),
}
"""The facts of each kind that these drawings show, beside names, owners and places."""

NAMELESS = ("connector", "firmware", "allocation", "note")
"""Kinds whose names are not drawn."""


def sample() -> Snapshot:
    """The whole sample."""
    return read_model(SAMPLE).snapshot


def diagrams(snapshot: Snapshot) -> tuple[Diagram, ...]:
    """The two diagrams: those of the sample, or the first of each sort."""
    named = [diagram for diagram in snapshot.of(Diagram) if diagram.name in DIAGRAMS]
    return tuple(named or snapshot.of(Diagram))


def as_drawn(snapshot: Snapshot) -> Snapshot:
    """The model of what the diagrams draw, with the facts that they show; places are left as they are."""
    shown = diagrams(snapshot)
    on = [diagram.id for diagram in shown]
    drawn = {item.element for diagram in shown for item in draw(snapshot, diagram.id).items}
    placed = {place.element for place in snapshot.of(Placement) if place.owner in on} & drawn
    kept: list[Element] = list(shown)
    for element in snapshot:
        if element.kind not in DRAWN or not _wanted(snapshot, element, drawn, placed, on):
            continue
        facts = {name: getattr(element, name) for name in DRAWN[element.kind]}
        name = "" if element.kind in NAMELESS else element.name
        plain = type(element)(id=element.id, name=name, owner=element.owner, **facts)
        if isinstance(element, Placement):
            plain = replace(element, name="")
        kept.append(plain)
    return Snapshot(kept)


def _wanted(snapshot: Snapshot, element: Element, drawn: set[str], placed: set[str], on: list[str]) -> bool:
    if isinstance(element, Firmware):
        return element.owner in drawn
    if isinstance(element, Allocation):
        return {element.component, element.node} <= drawn
    if isinstance(element, Conduit):
        return any(line.conduit == element.id for line in snapshot.uses(element.id, Connector))
    if isinstance(element, Placement):
        return element.owner in on and element.element in placed
    return element.id in drawn


def corner(snapshot: Snapshot, names: Iterable[str]) -> Snapshot:
    """Only what has these names, with what it owns and holds, and the lines between."""
    kept = {element.id for element in snapshot if element.name in names}
    edit = Editor(snapshot, counted_ids())
    gone = [
        element.id
        for element in snapshot
        if element.kind in ("zone", "component", "data store", "actor", "external system", "node", "bus")
        and element.id not in kept
    ]
    edit.remove(*gone)
    unused = [one.id for one in edit.snapshot.of(Conduit) if not edit.snapshot.uses(one.id, Connector)]
    edit.remove(*unused)
    return edit.snapshot


def settled(snapshot: Snapshot) -> Snapshot:
    """The same under ids that follow from what is drawn alone, with places that a layout gave."""
    bare = []
    for element in snapshot:
        if isinstance(element, Placement):
            bare.append(Placement(id=element.id, owner=element.owner, element=element.element))
        elif isinstance(element, Diagram):
            bare.append(replace(element, name=str(element.diagram), note=""))
        else:
            bare.append(element)
    plain = renumbered(Snapshot(bare))
    for diagram in plain.of(Diagram):
        found = arrange_diagram(plain, diagram.id)
        plain = Snapshot([found.get(element.id, element) for element in plain])
    return plain


def renumbered(snapshot: Snapshot) -> Snapshot:
    """The same elements in the order of their kinds, names and ends, numbered from 1."""
    ordered = sorted(snapshot, key=lambda element: (element.kind, _told(snapshot, element)))
    numbers = {element.id: f"{number:05}" for number, element in enumerate(ordered, start=1)}
    new: Iterable[Element] = (
        replace(redirected(element, numbers), id=numbers[element.id]) for element in ordered
    )
    return Snapshot(_in_order(new))


def _in_order(elements: Iterable[Element]) -> Iterable[Element]:
    """Zones of a conduit in the order of their numbers: which was named first says nothing."""
    for element in elements:
        yield (
            replace(element, zones=tuple(sorted(element.zones))) if isinstance(element, Conduit) else element
        )


def text_of(snapshot: Snapshot) -> str:
    """The canonical text, a line an element."""
    return "\n".join(canonical(element) for element in snapshot)


def _told(snapshot: Snapshot, element: Element) -> tuple[str, ...]:
    """What tells an element from others of its kind, without ids."""
    ends: tuple[str | None, ...] = ()
    more: tuple[str, ...] = ()
    if isinstance(element, Connector):
        ends, more = (element.source, element.target), (element.protocol, element.data)
    elif isinstance(element, Link):
        ends = (element.source, element.target)
    elif isinstance(element, Allocation):
        ends = (element.component, element.node)
    elif isinstance(element, Placement):
        ends = (element.owner, element.element)
    elif isinstance(element, Diagram):
        more = (str(element.diagram),)
    elif isinstance(element, Zone | Conduit):
        more = (element.name,)
    told = [snapshot.path(element), *more]
    for end in ends:
        found = snapshot.get(end)
        assert found is not None
        told += [found.kind, *_told(snapshot, found)]
    return tuple(told)
