"""Small plants, one a rule, in which that rule holds with every premise stated.

They are written from what each rule is meant to say, not from its premise, and so check the premise.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

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
    Device,
    Element,
    ExternalSystem,
    Firmware,
    HardwareInterface,
    Impact,
    InterfaceType,
    Level,
    Link,
    Medium,
    Node,
    Role,
    Snapshot,
    Truth,
    Zone,
)

YES, NO = Truth.YES, Truth.NO

E = TypeVar("E", bound=Element)


@dataclass
class World:
    """Elements with counted ids, added one by one."""

    elements: list[Element] = field(default_factory=list)
    ids: Callable[[], str] = field(default_factory=counted_ids)

    def add(self, kind: type[E], **facts: Any) -> E:
        """Add an element; facts that are elements stand for their ids."""
        plain = {name: _reference(value) for name, value in facts.items()}
        element = kind(id=self.ids(), **{"name": f"{kind.kind} {len(self.elements)}", **plain})
        self.elements.append(element)
        return element

    def zone(self, level: Level, target_level: int | None = None) -> Zone:
        """Add a zone at a level."""
        return self.add(Zone, level=level, target_level=target_level)

    def flow(self, source: Element, target: Element, **facts: Any) -> Connector:
        """Add a flow."""
        return self.add(Connector, source=source, target=target, **facts)

    def run(self, part: Element, node: Node) -> Allocation:
        """Let a part run on a node."""
        return self.add(Allocation, component=part, node=node)

    def stranger(self, target: Element, **facts: Any) -> Connector:
        """Add a flow from an external system in a zone outside."""
        outside = self.add(ExternalSystem, zone=self.zone(Level.EXTERNAL))
        return self.flow(outside, target, **facts)

    def snapshot(self) -> Snapshot:
        """All that was added."""
        return Snapshot(self.elements)


def _reference(value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(map(_reference, value))
    return value.id if isinstance(value, Element) else value


Plant = tuple[World, Element]
"""A world and the element about which the rule speaks in it."""


def _flow(source: Role, target: Role, levels: tuple[Level, Level] | None = None, **facts: Any) -> Plant:
    world = World()
    zones = [world.zone(level, place) for place, level in enumerate(levels)] if levels else [None, None]
    to_target = facts.pop("to_target", {})
    start = world.add(Component, role=source, zone=zones[0])
    end = world.add(Component, role=target, zone=zones[1], **to_target)
    return world, world.flow(start, end, **facts)


def _component(role: Role, *, fed: bool = False, stranger: bool = False, **facts: Any) -> Plant:
    world = World()
    inside = world.zone(Level.LEVEL_2) if stranger else None
    component = world.add(Component, role=role, zone=inside, **facts)
    if fed:
        panel = world.add(Component, role=Role.OPERATOR_INTERFACE)
        world.flow(panel, component, protocol="Modbus/TCP")
    if stranger:
        world.stranger(component)
    return world, component


def _remote(target: Role, level: Level, **facts: Any) -> Plant:
    world = World()
    end = world.add(Component, role=target, zone=world.zone(level))
    return world, world.stranger(end, remote_access=YES, **facts)


def _jump_session() -> Plant:
    levels = (Level.DMZ, Level.LEVEL_1)
    return _flow(Role.GATEWAY, Role.CONTROLLER, levels, remote_access=YES)


def _blind_conduit() -> Plant:
    world, flow = _flow(Role.SERVICE, Role.OPERATOR_INTERFACE, (Level.LEVEL_3, Level.LEVEL_2))
    zones = tuple(element for element in world.elements if isinstance(element, Zone))
    conduit = world.add(Conduit, zones=zones, inspected=NO)
    world.elements.remove(flow)
    world.flow(*(e for e in world.elements if isinstance(e, Component)), conduit=conduit)
    return world, conduit


def _write_back() -> Plant:
    world = World()
    upper, lower = world.zone(Level.LEVEL_3), world.zone(Level.LEVEL_1)
    history = world.add(DataStore, zone=upper)
    controller = world.add(Component, role=Role.CONTROLLER, zone=lower)
    return world, world.flow(history, controller, data="set points")


def _stepping_stone() -> Plant:
    world, station = _component(Role.ENGINEERING, stranger=True)
    world.flow(station, world.add(Component, role=Role.CONTROLLER))
    return world, station


def _shared_device() -> Plant:
    world = World()
    node = world.add(Node, device=Device.PLC)
    world.run(world.add(Component, role=Role.SAFETY), node)
    world.run(world.add(Component, role=Role.CONTROLLER), node)
    return world, node


def _malware() -> Plant:
    world = World()
    station = world.add(Component, role=Role.ENGINEERING, malware_protected=NO)
    node = world.add(Node, device=Device.WORKSTATION)
    world.run(station, node)
    world.add(HardwareInterface, owner=node, interface=InterfaceType.USB, enabled=YES)
    return world, station


def _node(**facts: Any) -> Plant:
    world = World()
    node = world.add(Node, **{"device": Device.PLC, **facts})
    world.run(world.add(Component, role=Role.CONTROLLER, essential=YES), node)
    return world, node


def _firmware(**facts: Any) -> Plant:
    world, node = _node()
    return world, world.add(Firmware, owner=node, **facts)


def _interface(kind: InterfaceType, **facts: Any) -> Plant:
    world, node = _node(device=facts.pop("device", Device.PLC))
    shared = {"enabled": YES, "authenticated": NO}
    return world, world.add(HardwareInterface, owner=node, interface=kind, **{**shared, **facts})


def _bus(**facts: Any) -> Plant:
    world, node = _node()
    bus = world.add(Bus, **facts)
    world.add(Link, source=node, target=bus)
    world.add(Link, source=world.add(HardwareInterface, owner=world.add(Node)), target=bus)
    return world, bus


def _radio_flow() -> Plant:
    world, flow = _flow(Role.CONTROLLER, Role.ACTUATOR, to_target={"fails_safe": NO})
    radio = world.add(Bus, medium=Medium.RADIO)
    for end in [element for element in world.elements if isinstance(element, Component)]:
        node = world.add(Node)
        world.run(end, node)
        world.add(Link, source=node, target=radio)
    return world, flow


def _supply() -> Plant:
    world, node = _node()
    supply = world.add(Node, device=Device.SUPPLY, redundant=NO)
    world.add(Link, source=supply, target=node)
    return world, supply


def _two_feet() -> Plant:
    world = World()
    node = world.add(Node, device=Device.WORKSTATION)
    for level in (Level.LEVEL_3, Level.LEVEL_1):
        world.add(Link, source=node, target=world.add(Bus, zone=world.zone(level)))
    return world, node


def _two_zones() -> Plant:
    world = World()
    node = world.add(Node, device=Device.SERVER)
    for level in (Level.LEVEL_3, Level.LEVEL_1):
        world.run(world.add(Component, zone=world.zone(level)), node)
    return world, node


def _misplaced() -> Plant:
    world = World()
    node = world.add(Node, zone=world.zone(Level.LEVEL_3))
    return world, world.run(world.add(Component, zone=world.zone(Level.LEVEL_1)), node)


def _secrets_in_image() -> Plant:
    world, firmware = _firmware(encrypted=NO)
    (node,) = (element for element in world.elements if isinstance(element, Node))
    world.run(world.add(DataStore, holds_credentials=YES), node)
    return world, firmware


def _store(*, written: bool = False, read: bool = False, **facts: Any) -> Plant:
    world = World()
    store = world.add(DataStore, **facts)
    if written:
        world.flow(world.add(Component), store, authenticated=NO)
    if read:
        world.flow(store, world.add(Component))
    return world, store


def _valued_store(**facts: Any) -> Plant:
    world, store = _store(**facts)
    world.add(Asset, carried_by=(store,), integrity=Impact.HIGH, availability=Impact.HIGH)
    return world, store


def _personal_store() -> Plant:
    world = World()
    store = world.add(DataStore, personal_data=YES, zone=world.zone(Level.LEVEL_3))
    abroad = world.add(ExternalSystem, zone=world.zone(Level.EXTERNAL))
    world.flow(store, abroad, encrypted=NO)
    return world, store


def _user(**facts: Any) -> Plant:
    world = World()
    component = world.add(Component, **facts)
    world.flow(world.add(Actor), component)
    return world, component


def _opener() -> Plant:
    world = World()
    actor = world.add(Actor, privileged=YES, trained=NO)
    world.flow(actor, world.add(Component, role=Role.ENGINEERING))
    return world, actor


def _supplier(**facts: Any) -> Plant:
    world = World()
    supplier = world.add(ExternalSystem, **facts)
    world.flow(supplier, world.add(Component))
    return world, supplier


def _direct_store() -> Plant:
    world = World()
    return world, world.stranger(world.add(DataStore, zone=world.zone(Level.LEVEL_3)))


CONTROL, PANEL, SAFETY = Role.CONTROLLER, Role.OPERATOR_INTERFACE, Role.SAFETY
SENSOR, STATION, SERVICE = Role.SENSOR, Role.ENGINEERING, Role.SERVICE
INWARD = (Level.LEVEL_3, Level.LEVEL_1)
MODBUS = "Modbus/TCP"

PLANTS: dict[str, Callable[[], Plant]] = {
    "ICS-001": lambda: _flow(PANEL, CONTROL, protocol=MODBUS, authenticated=NO),
    "ICS-002": lambda: _flow(STATION, CONTROL, authenticated=NO, to_target={"signed_code": NO}),
    "ICS-003": lambda: _remote(STATION, Level.LEVEL_3),
    "ICS-004": _jump_session,
    "ICS-005": lambda: _remote(CONTROL, Level.LEVEL_1, authenticated=NO),
    "ICS-006": lambda: _flow(STATION, CONTROL, protocol="telnet", encrypted=NO),
    "ICS-007": lambda: _flow(SERVICE, PANEL, INWARD),
    "ICS-008": lambda: _flow(SERVICE, CONTROL, (Level.LEVEL_4, Level.LEVEL_1)),
    "ICS-009": _blind_conduit,
    "ICS-010": _write_back,
    "ICS-011": lambda: _component(CONTROL, fed=True, checks_input=NO),
    "ICS-012": lambda: _flow(CONTROL, CONTROL, protocol="PROFINET", replay_protected=NO),
    "ICS-013": lambda: _flow(SENSOR, CONTROL, may_lose=YES, to_target={"fails_safe": NO}),
    "ICS-014": lambda: _component(CONTROL, logs_changes=NO),
    "ICS-015": lambda: _component(PANEL, default_credentials=YES),
    "ICS-016": lambda: _component(PANEL, shared_accounts=YES),
    "ICS-017": _stepping_stone,
    "ICS-018": _malware,
    "ICS-019": lambda: _component(CONTROL, signed_code=NO, authenticates=NO),
    "ICS-020": _shared_device,
    "ICS-021": lambda: _flow(CONTROL, SAFETY, (Level.LEVEL_1, Level.SAFETY)),
    "ICS-022": lambda: _component(Role.ACTUATOR, fails_safe=NO),
    "ICS-023": lambda: _component(CONTROL, fed=True, limits_load=NO),
    "ICS-024": lambda: _component(CONTROL, recoverable=NO),
    "ICS-025": lambda: _component(PANEL, authenticates=NO),
    "ICS-026": lambda: _flow(CONTROL, PANEL, protocol="OPC UA", integrity_protected=NO),
    "ICS-027": lambda: _flow(SENSOR, CONTROL, protocol="CAN", authenticated=NO),
    "ICS-028": lambda: _component(STATION, stranger=True, hardened=NO),
    "ICS-029": lambda: _component(PANEL, stranger=True, updatable=NO),
    "HW-001": lambda: _firmware(signed=NO),
    "HW-002": lambda: _firmware(update_authenticated=NO),
    "HW-003": lambda: _firmware(signed=YES, rollback_protected=NO),
    "HW-004": lambda: _interface(InterfaceType.DEBUG),
    "HW-005": lambda: _interface(InterfaceType.USB, device=Device.HMI, reachable=YES),
    "HW-006": lambda: _interface(InterfaceType.RADIO),
    "HW-007": _radio_flow,
    "HW-008": lambda: _bus(medium=Medium.FIELD_BUS, access_controlled=NO),
    "HW-009": lambda: _bus(medium=Medium.RADIO, encrypted=NO),
    "HW-010": lambda: _bus(redundant=NO),
    "HW-011": lambda: _node(redundant=NO),
    "HW-012": _supply,
    "HW-013": lambda: _node(supported=NO),
    "HW-014": lambda: _node(secure_boot=NO),
    "HW-015": lambda: _node(physically_protected=NO, tamper_evident=NO),
    "HW-016": lambda: _node(watchdog=NO),
    "HW-017": lambda: _interface(InterfaceType.ETHERNET, reachable=YES),
    "HW-018": _two_feet,
    "HW-019": _two_zones,
    "HW-020": _misplaced,
    "HW-021": lambda: _bus(medium=Medium.CAN, access_controlled=NO),
    "HW-022": _secrets_in_image,
    "SYS-001": lambda: _flow(Role.GENERAL, Role.GENERAL, encrypted=NO),
    "SYS-002": lambda: _flow(Role.GENERAL, Role.GENERAL, encrypted=YES, authenticated=NO),
    "SYS-003": lambda: _flow(
        Role.GENERAL, SERVICE, (Level.LEVEL_4, Level.LEVEL_3), authenticated=NO, remote_access=NO
    ),
    "SYS-004": lambda: _store(encrypted=NO),
    "SYS-005": lambda: _store(access_controlled=NO),
    "SYS-006": lambda: _store(written=True, integrity_protected=NO),
    "SYS-007": lambda: _store(written=True, read=True, access_controlled=NO),
    "SYS-008": lambda: _component(Role.GENERAL, stranger=True, limits_load=NO),
    "SYS-009": lambda: _component(Role.GENERAL, stranger=True, checks_input=NO),
    "SYS-010": lambda: _user(authorises=NO),
    "SYS-011": lambda: _user(logs_changes=NO),
    "SYS-012": lambda: _flow(Role.GENERAL, Role.GENERAL, INWARD, integrity_protected=NO),
    "SYS-013": _opener,
    "SYS-014": lambda: _remote(Role.GENERAL, Level.DMZ, authenticated=YES, replay_protected=NO),
    "SYS-015": _direct_store,
    "SYS-016": lambda: _component(Role.GATEWAY, stranger=True, updatable=YES, signed_code=NO),
    "SYS-017": _personal_store,
    "SYS-018": lambda: _valued_store(logs_changes=NO),
    "SYS-019": lambda: _valued_store(backed_up=NO),
    "SYS-020": lambda: _supplier(contract=NO),
    "SYS-021": lambda: _supplier(authenticates=NO),
}
"""For each rule a plant in which it holds."""
