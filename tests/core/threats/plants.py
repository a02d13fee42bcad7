"""Arbitrary plants with zones, flows and devices, and arbitrary further statements about them."""

import dataclasses
import random
import typing
from enum import StrEnum
from typing import Any

from hypothesis import strategies as st

from core.ground.identity import counted_ids
from core.model import (
    Actor,
    Allocation,
    Asset,
    Bus,
    Component,
    Conduit,
    Connector,
    DataStore,
    Edit,
    Element,
    ExternalSystem,
    Firmware,
    HardwareInterface,
    Impact,
    Level,
    Link,
    Node,
    Snapshot,
    Truth,
    Zone,
)

PROTOCOLS = ("Modbus/TCP", "FTP", "OPC UA", "HTTPS", "4-20 mA")
"""Each says whether commands and values are spoken over it; “telnet” or “UDP” would leave that open."""
DATA = ("password of the operator", "set point", "level")
KINDS = (Actor, ExternalSystem, Component, Component, Component, DataStore)


@st.composite
def plants(draw: st.DrawFn, largest: int = 6) -> Snapshot:
    """Plants of a few parts and devices; each fact is stated or not."""
    return plant(random.Random(draw(st.integers(0, 2**32))), draw(st.integers(1, largest)))


def plant(chance: random.Random, size: int, unknown: float = 0.4) -> Snapshot:
    """A plant with `size` parts and about as many devices and flows."""
    ids = counted_ids()
    elements: list[Element] = []

    def add(kind: type[Element], **facts: Any) -> Element:
        stated = {**_facts(kind, chance, unknown), **facts}
        element = kind(id=ids(), name=f"{kind.kind} {len(elements)}", **stated)
        elements.append(element)
        return element

    zones = [add(Zone) for _ in range(chance.randint(0, 3))]
    conduits = [
        add(Conduit, zones=tuple(zone.id for zone in chance.sample(zones, min(len(zones), 2))))
        for _ in range(chance.randint(0, 2))
    ]

    def zone() -> str | None:
        return chance.choice(zones).id if zones and chance.random() > unknown else None

    parts: list[Element] = []
    for _ in range(size):
        kind = chance.choice(KINDS)
        holders = [part for part in parts if isinstance(part, Component)]
        owner = (
            chance.choice(holders).id
            if holders and chance.random() < 0.2 and kind in (Component, DataStore)
            else None
        )
        parts.append(add(kind, zone=zone(), owner=owner))
    for _ in range(size + 2):
        conduit = chance.choice(conduits).id if conduits and chance.random() < 0.5 else None
        add(Connector, source=chance.choice(parts).id, target=chance.choice(parts).id, conduit=conduit)
    nodes = [add(Node, zone=zone()) for _ in range(max(size // 2, 1))]
    buses = [add(Bus, zone=zone()) for _ in range(chance.randint(0, 2))]
    for node in nodes:
        add(chance.choice((HardwareInterface, Firmware)), owner=node.id)
        for bus in buses:
            if chance.random() < 0.6:
                add(Link, source=node.id, target=bus.id)
    for part in parts:
        if isinstance(part, Component | DataStore) and chance.random() < 0.6:
            add(Allocation, component=part.id, node=chance.choice(nodes).id)
    add(Asset, carried_by=(chance.choice(parts).id,))
    return Snapshot(elements)


def further_stated(chance: random.Random, snapshot: Snapshot, share: float = 0.5) -> Snapshot:
    """The plant after somebody stated some of the facts that nobody had stated; nothing else is different."""
    zones = [zone.id for zone in snapshot.of(Zone)]
    edits = []
    for element in snapshot:
        open_facts = {field: options for field, options in _open(element).items() if chance.random() < share}
        if "zone" in open_facts and (not zones or _placed(snapshot, element)):
            del open_facts["zone"]
        changes = {field: chance.choice(options or zones) for field, options in open_facts.items()}
        if changes:
            edits.append(Edit(element, dataclasses.replace(element, **changes)))
    return snapshot.after(edits)


def _open(element: Element) -> dict[str, list[Any]]:
    """The fields that state nothing, and what they could say; a zone is any of the plant."""
    found: dict[str, list[Any]] = {}
    for field, hint in typing.get_type_hints(type(element), include_extras=True).items():
        match getattr(element, field, None):
            case Truth.UNKNOWN:
                found[field] = [Truth.YES, Truth.NO]
            case Impact.UNKNOWN:
                found[field] = [Impact.NONE, Impact.HIGH]
            case Level.NONE:
                found[field] = list(Level)
            case None if field == "target_level":
                found[field] = list(range(5))
            case None if field == "zone":
                found[field] = []
            case "" if hint is str and field in ("protocol", "data"):
                found[field] = list(PROTOCOLS if field == "protocol" else DATA)
    return found


def _placed(snapshot: Snapshot, element: Element) -> bool:
    """Whether the element or anything around it is in a zone, or anything inside it is."""
    around = (element, *snapshot.owners(element), *snapshot.owned(element.id))
    return any(getattr(holder, "zone", None) is not None for holder in around)


def _facts(kind: type[Element], chance: random.Random, unknown: float) -> dict[str, Any]:
    facts: dict[str, Any] = {}
    for field, hint in typing.get_type_hints(kind, include_extras=True).items():
        if hint is Truth:
            stated = chance.choice((Truth.YES, Truth.NO))
            facts[field] = Truth.UNKNOWN if chance.random() < unknown else stated
        elif isinstance(hint, type) and issubclass(hint, StrEnum):
            facts[field] = chance.choice(list(hint))
        elif field == "target_level":
            facts[field] = None if chance.random() < unknown else chance.randint(0, 4)
        elif field == "protocol":
            facts[field] = "" if chance.random() < unknown else chance.choice(PROTOCOLS)
        elif field == "data" and kind is Connector:
            facts[field] = "" if chance.random() < unknown else chance.choice(DATA)
    return facts
