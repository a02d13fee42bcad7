"""Filling a mitigation's boilerplate from the model, and asking for what the model does not say."""

import re
from dataclasses import dataclass

from core.ground.words import _
from core.model import (
    Allocation,
    Component,
    Connector,
    DataStore,
    Element,
    Firmware,
    HardwareInterface,
    Id,
    Node,
    Port,
    Snapshot,
    Zone,
)

_SLOT = re.compile(r"\{(\w+)\}")
_DEADLINE = " within {deadline}"


@dataclass(frozen=True, slots=True)
class Filled:
    """A sentence with its slots filled, those that nothing fills, and what is to be asked."""

    text: str
    open_slots: tuple[str, ...]
    questions: tuple[str, ...]


def fill(snapshot: Snapshot, element: Element, boilerplate: str) -> Filled:
    """The boilerplate with the names of the element and of what surrounds it.

    A closing "within {deadline}" is left away and asked for: no bound is made up.
    """
    questions = []
    if _DEADLINE in boilerplate:
        boilerplate = boilerplate.replace(_DEADLINE, "")
        questions.append(_("By when? The model states no bound, so the sentence has none yet."))
    values = slots_of(snapshot, element)
    text = _SLOT.sub(lambda match: values.get(match[1]) or match[0], boilerplate)
    open_slots = tuple(dict.fromkeys(_SLOT.findall(text)))
    questions += [_("What is meant by “{slot}” here?").format(slot=slot) for slot in open_slots]
    return Filled(text, open_slots, tuple(questions))


def slots_of(snapshot: Snapshot, element: Element) -> dict[str, str]:
    """The name that fills each slot, as far as the element and its surroundings tell."""
    if isinstance(element, HardwareInterface | Firmware):
        element = snapshot.get(element.owner) or element
    if isinstance(element, Connector):
        source, target = _holder(snapshot, element.source), _holder(snapshot, element.target)
        found = {
            "flow": element.name,
            "data": element.data,
            "source": source.name,
            "target": target.name,
            "system": target.name,
            "zone": _zone(snapshot, target),
        }
    elif isinstance(element, Node):
        runs = [
            snapshot[allocation.component].name
            for allocation in snapshot.uses(element.id, Allocation)
            if allocation.node == element.id
        ]
        found = {"node": element.name, "system": runs[0] if runs else "", "zone": _zone(snapshot, element)}
    elif isinstance(element, DataStore):
        found = {"store": element.name, "data": element.data, "zone": _zone(snapshot, element)}
        found["system"] = element.name
    elif isinstance(element, Component):
        found = {"system": element.name, "target": element.name, "zone": _zone(snapshot, element)}
        found["node"] = _node(snapshot, element)
    elif isinstance(element, Zone):
        found = {"zone": element.name}
    else:
        found = {"system": element.name, "source": element.name}
    return {slot: name for slot, name in found.items() if name}


def _holder(snapshot: Snapshot, end: Id) -> Element:
    element = snapshot[end]
    return (snapshot.get(element.owner) or element) if isinstance(element, Port) else element


def _zone(snapshot: Snapshot, element: Element) -> str:
    zone = snapshot.find(Zone, getattr(element, "zone", None))
    return zone.name if zone is not None else ""


def _node(snapshot: Snapshot, component: Component) -> str:
    for allocation in snapshot.uses(component.id, Allocation):
        if allocation.component == component.id:
            return snapshot[allocation.node].name
    return ""
