"""What diagrams draw, told apart from who drew it and when: two models that draw the same have the same text.

Ids are renumbered by what elements are and what they lead to, places are forgotten and found anew by the
layout. What a drawing shows is kinds, names, what lies in what, ports and what lines join, the words beside
lines, notes, and what runs where; facts that are stated in the inspector are no part of it.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import replace

from core.diagram import draw
from core.diagram.arranging import arrange_diagram
from core.diagram.places import BORDER, LINES, SHAPES
from core.ground.identity import counted_ids
from core.model import (
    Allocation,
    Connector,
    Diagram,
    DiagramType,
    Edit,
    Element,
    Firmware,
    Id,
    Link,
    Node,
    Placement,
    Port,
    Snapshot,
    TextNote,
    Zone,
    to_plain,
)
from core.model.copying import redirected
from core.model.reference import references
from core.project.text import text_files

_ROUNDS = 6
"""How far apart two elements are told apart by what lies between them, in steps along references."""


def redrawn_text(snapshot: Snapshot, diagrams: Iterable[Id]) -> dict[str, str]:
    """The canonical text of what the diagrams draw, renumbered and laid out."""
    found = renumbered(drawn_part(snapshot, diagrams))
    for diagram in found.of(Diagram):
        places = arrange_diagram(found, diagram.id)
        found = found.after(tuple(Edit(found[one], place) for one, place in places.items()))
    return text_files(found)


def told(snapshot: Snapshot, diagrams: Iterable[Id]) -> list[str]:
    """What the diagrams draw, an element a line, by names alone: where two of these differ one sees why."""
    part = drawn_part(snapshot, diagrams)
    lines = []
    for element in part:
        ways = [f"{way.field}: {part.path(part[way.target])}" for way in references(element)]
        facts = [f"{key}: {fact}" for key, fact in sorted(_bare(element).items())]
        lines.append(", ".join((*facts, *ways)))
    return sorted(lines)


def drawn_part(snapshot: Snapshot, diagrams: Iterable[Id]) -> Snapshot:
    """What the diagrams draw and how it is joined, without places and without all other facts."""
    kept: dict[Id, Element] = {}
    for diagram_id in diagrams:
        diagram = snapshot.find(Diagram, diagram_id)
        assert diagram is not None
        kept[diagram_id] = Diagram(id=diagram_id, diagram=diagram.diagram)
        for item in draw(snapshot, diagram_id).items:
            element = snapshot[item.element]
            kept[element.id] = _as_drawn(snapshot, element, item.parent, diagram_id)
            if isinstance(element, SHAPES):
                placement = next(
                    one
                    for one in snapshot.uses(element.id, Placement)
                    if one.element == element.id and one.owner == diagram_id
                )
                kept[placement.id] = Placement(id=placement.id, owner=diagram_id, element=element.id)
        if diagram.diagram is DiagramType.HARDWARE:
            kept |= {one.id: one for one in _on_nodes(snapshot, kept)}
    return Snapshot(kept.values())


def renumbered(snapshot: Snapshot) -> Snapshot:
    """The same elements under ids that follow from what they are, not from when they were made."""
    marks = {element.id: _digest(_bare(element)) for element in snapshot}
    for _round in range(_ROUNDS):
        ways: dict[Id, list[str]] = {element.id: [] for element in snapshot}
        for element in snapshot:
            for way in references(element):
                ways[element.id].append(f"to {way.field} {marks[way.target]}")
                ways[way.target].append(f"from {way.field} {marks[element.id]}")
        marks = {one: _digest([marks[one], *sorted(found)]) for one, found in ways.items()}
    ids = counted_ids()
    new = {one: ids() for one in sorted(marks, key=lambda one: (snapshot[one].kind, marks[one]))}
    return Snapshot(_under(redirected(element, new), new[element.id]) for element in snapshot)


def _as_drawn(snapshot: Snapshot, element: Element, parent: Id | None, diagram: Id) -> Element:
    """An element with the facts that the drawing shows of it."""
    kind = type(element)
    if isinstance(element, BORDER):
        facts = {"direction": element.direction} if isinstance(element, Port) else {}
        return kind(id=element.id, name=element.name, owner=parent, **facts)
    if isinstance(element, Connector):
        ends = {"source": element.source, "target": element.target}
        return Connector(id=element.id, protocol=element.protocol, data=element.data, **ends)
    if isinstance(element, LINES):
        name = element.name if isinstance(element, Link) else ""
        return kind(id=element.id, name=name, source=element.source, target=element.target)
    if isinstance(element, TextNote):
        return TextNote(id=element.id, owner=diagram, text=element.text)
    if parent is None:
        return kind(id=element.id, name=element.name)
    owned = isinstance(element, Zone) or not isinstance(snapshot[parent], Zone)
    return kind(id=element.id, name=element.name, **{"owner" if owned else "zone": parent})


def _on_nodes(snapshot: Snapshot, kept: dict[Id, Element]) -> Iterator[Element]:
    """The firmware at the foot of the nodes drawn, and what runs on them."""
    for node in [one for one in kept.values() if isinstance(one, Node)]:
        for firmware in snapshot.owned(node.id, Firmware)[:1]:
            yield Firmware(id=firmware.id, owner=node.id, version=firmware.version)
        for link in snapshot.uses(node.id, Allocation):
            if link.component in kept:
                yield Allocation(id=link.id, component=link.component, node=node.id)


def _bare(element: Element) -> dict[str, object]:
    """The facts of an element that lead nowhere."""
    led = {way.field for way in references(element)}
    return {key: fact for key, fact in to_plain(element).items() if key != "id" and key not in led}


def _digest(thing: object) -> str:
    return hashlib.sha256(json.dumps(thing, sort_keys=True).encode()).hexdigest()


def _under(element: Element, element_id: Id) -> Element:
    return replace(element, id=element_id)
