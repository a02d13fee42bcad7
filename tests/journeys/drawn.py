"""What two diagrams of the water-treatment sample draw: models that draw the same have the same text.

Ids are renumbered by what elements are and what they lead to, places are forgotten and found anew by the
layout. Some facts are given by drawing alone; others, stated in the inspector, can be left out.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import replace

from core.diagram import draw
from core.diagram.arranging import arrange_diagram
from core.diagram.places import SHAPES
from core.ground.identity import counted_ids
from core.ground.resources import sample_folder
from core.model import (
    Allocation,
    Conduit,
    Connector,
    Diagram,
    Editor,
    Element,
    Firmware,
    Id,
    Placement,
    Snapshot,
    to_plain,
)
from core.model.copying import redirected
from core.model.reference import references
from core.project import read_text
from core.project.text import text_files

DIAGRAMS = ("Plant overview", "Control hardware")

SHOWN: dict[str, tuple[str, ...]] = {
    "zone": (),
    "component": ("zone",),
    "data store": ("zone",),
    "actor": ("zone",),
    "external system": ("zone",),
    "port": ("direction",),
    "connector": ("source", "target", "protocol", "data"),
    "note": ("text",),
    "node": ("zone",),
    "bus": (),
    "interface": (),
    "firmware": ("version",),
    "link": ("source", "target"),
    "allocation": ("component", "node"),
    "placement": ("element",),
}
"""The facts of each kind that are given by drawing it, beside names, owners and places."""

STATED: dict[str, tuple[str, ...]] = {
    "zone": ("level", "target_level"),
    "conduit": ("zones",),
    "component": ("role",),
    "connector": ("conduit", "encrypted", "authenticated", "may_lose", "latency_min", "latency_max"),
    "node": ("device", "product", "redundant"),
    "bus": ("medium", "protocol", "bits_per_second"),
    "interface": ("interface", "enabled", "authenticated"),
    "firmware": ("signed",),
}
"""Those that these drawings show as well, and that take a word for the kind or the inspector to state."""

NAMELESS = ("connector", "firmware", "allocation", "note")
"""Kinds whose names are not drawn."""

_ROUNDS = 6
"""How far apart two elements are told apart by what lies between them, in steps along references."""


def sample() -> Snapshot:
    """The whole sample."""
    return read_text(sample_folder() / "water-treatment")


def diagrams(snapshot: Snapshot) -> tuple[Diagram, ...]:
    """The two diagrams: those of the sample, or all of a model drawn after it."""
    named = [diagram for diagram in snapshot.of(Diagram) if diagram.name in DIAGRAMS]
    return tuple(named or snapshot.of(Diagram))


def as_drawn(snapshot: Snapshot, *, stated: bool = True) -> Snapshot:
    """The model of what the diagrams draw, with the facts that they show; places are left as they are.

    Without the facts `stated`, a zone says only what lies in it on a drawing.
    """
    shown = diagrams(snapshot)
    items = [item for diagram in shown for item in draw(snapshot, diagram.id).items]
    drawn = {item.element for item in items}
    around = {(item.element, item.parent) for item in items}
    on = {diagram.id for diagram in shown}
    kept: list[Element] = list(shown)
    for element in snapshot:
        fields = SHOWN.get(element.kind, ()) + (STATED.get(element.kind, ()) if stated else ())
        if (not fields and element.kind not in SHOWN) or not _wanted(snapshot, element, drawn, on):
            continue
        if isinstance(element, Placement):
            kept.append(replace(element, name=""))
            continue
        facts = {name: getattr(element, name) for name in fields}
        if not stated and (element.id, facts.get("zone")) not in around:
            facts.pop("zone", None)
        name = "" if element.kind in NAMELESS else element.name
        kept.append(type(element)(id=element.id, name=name, owner=element.owner, **facts))
    return Snapshot(kept)


def _wanted(snapshot: Snapshot, element: Element, drawn: set[Id], on: set[Id]) -> bool:
    if isinstance(element, Firmware):
        return element.owner in drawn
    if isinstance(element, Allocation):
        return {element.component, element.node} <= drawn
    if isinstance(element, Conduit):
        return bool(snapshot.uses(element.id, Connector))
    if isinstance(element, Placement):
        return element.owner in on and element.element in drawn
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


def canonical_text(drawn: Snapshot) -> dict[str, str]:
    """The canonical text of what was drawn, renumbered and with the places that the layout gives."""
    found = renumbered(_bare(drawn))
    for diagram in found.of(Diagram):
        places = arrange_diagram(found, diagram.id)
        found = Snapshot(places.get(element.id, element) for element in found)
    return text_files(found)


def told(drawn: Snapshot) -> list[str]:
    """What was drawn, an element a line, by names alone: where two of these differ one sees why."""
    bare, lines = _bare(drawn), []
    for element in bare:
        ways = sorted(f"{way.field}: {bare.path(bare[way.target])}" for way in references(element))
        facts = [f"{key}: {fact}" for key, fact in sorted(_own(element).items())]
        lines.append(", ".join((*facts, *ways)))
    return sorted(lines)


def renumbered(snapshot: Snapshot) -> Snapshot:
    """The same elements under ids that follow from what they are, not from when they were made."""
    marks = {element.id: _digest(_own(element)) for element in snapshot}
    for _round in range(_ROUNDS):
        ways: dict[Id, list[str]] = {element.id: [] for element in snapshot}
        for element in snapshot:
            for way in references(element):
                ways[element.id].append(f"to {way.field} {marks[way.target]}")
                ways[way.target].append(f"from {way.field} {marks[element.id]}")
        marks = {one: _digest([marks[one], *sorted(found)]) for one, found in ways.items()}
    ids = counted_ids()
    new = {one: ids() for one in sorted(marks, key=lambda one: (snapshot[one].kind, marks[one]))}
    return Snapshot(_in_order(replace(redirected(one, new), id=new[one.id])) for one in snapshot)


def _in_order(element: Element) -> Element:
    """Which zone of a conduit was named first says nothing."""
    return replace(element, zones=tuple(sorted(element.zones))) if isinstance(element, Conduit) else element


def _bare(drawn: Snapshot) -> Snapshot:
    """Without where things were put, and without what a person calls a diagram; only shapes need a place."""
    kept: list[Element] = []
    for element in drawn:
        if isinstance(element, Diagram):
            kept.append(Diagram(id=element.id, name=element.diagram.value, diagram=element.diagram))
        elif not isinstance(element, Placement):
            kept.append(element)
        elif isinstance(drawn[element.element], SHAPES):
            kept.append(Placement(id=element.id, owner=element.owner, element=element.element))
    return Snapshot(kept)


def _own(element: Element) -> dict[str, object]:
    """The facts of an element that lead nowhere."""
    led = {way.field for way in references(element)}
    return {key: fact for key, fact in to_plain(element).items() if key != "id" and key not in led}


def _digest(thing: object) -> str:
    return hashlib.sha256(json.dumps(thing, sort_keys=True).encode()).hexdigest()
