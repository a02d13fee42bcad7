"""A small plant on diagrams of all three kinds, for tests and for looking at."""

from collections.abc import Callable
from typing import Any

from core.diagram import Overlays, Threats
from core.ground.identity import counted_ids
from core.model import (
    Action,
    Actor,
    Allocation,
    Bus,
    Component,
    Conduit,
    Connector,
    DataStore,
    Device,
    Diagram,
    DiagramType,
    Direction,
    Duration,
    Edge,
    Element,
    Event,
    ExternalSystem,
    Firmware,
    HardwareInterface,
    InterfaceType,
    Level,
    Link,
    Location,
    Medium,
    Node,
    Placement,
    Port,
    Role,
    Side,
    Snapshot,
    StateMachine,
    TextNote,
    Truth,
    Waiting,
    Zone,
)

YES, NO, UNKNOWN = Truth.YES, Truth.NO, Truth.UNKNOWN
ROLES: dict[str, Role] = {
    "Vendor gateway": Role.GATEWAY,
    "Engineering station": Role.ENGINEERING,
    "Operator HMI": Role.OPERATOR_INTERFACE,
    "Dosing controller": Role.CONTROLLER,
    "Level controller": Role.CONTROLLER,
    "Disinfection": Role.CONTROLLER,
    "Cl analyser": Role.SENSOR,
    "Level sensor": Role.SENSOR,
    "Dosing pump": Role.ACTUATOR,
    "Inlet pump": Role.ACTUATOR,
    "UV reactor": Role.ACTUATOR,
}
MEMBERS = {
    "Vendor network": [("Vendor support", 76, 110, 176, 52)],
    "Plant DMZ": [("Vendor gateway", 508, 110, 176, 52), ("Historian copy", 828, 110, 176, 52)],
    "Operations": [("Engineering station", 180, 238, 192, 52), ("Historian", 508, 238, 176, 52)],
    "Supervision": [("Operator HMI", 508, 366, 176, 52), ("Operator", 884, 362, 144, 44)],
    "Basic control": [
        ("Dosing controller", 188, 494, 176, 52),
        ("Level controller", 508, 494, 176, 52),
        ("Disinfection", 828, 494, 176, 52),
    ],
    "Process": [
        ("Cl analyser", 148, 622, 136, 52),
        ("Dosing pump", 296, 622, 148, 52),
        ("Level sensor", 480, 622, 136, 52),
        ("Inlet pump", 628, 622, 136, 52),
        ("UV reactor", 842, 622, 148, 52),
    ],
}
ZONES = {
    "Vendor network": (Level.EXTERNAL, None, 52, 82, 224, 96),
    "Plant DMZ": (Level.DMZ, 3, 484, 82, 560, 96),
    "Operations": (Level.LEVEL_3, 2, 52, 210, 992, 96),
    "Supervision": (Level.LEVEL_2, 2, 52, 338, 992, 96),
    "Basic control": (Level.LEVEL_1, 3, 52, 466, 992, 104),
    "Process": (Level.LEVEL_0, 1, 52, 594, 992, 100),
}
FLOWS = [
    ("Vendor support", "Vendor gateway", "RDP", "in VPN", YES, UNKNOWN, True),
    ("Vendor gateway", "Engineering station", "RDP", "", UNKNOWN, NO, False),
    ("Historian", "Historian copy", "OPC UA", "measured values", YES, YES, True),
    ("Operator HMI", "Historian", "OPC UA", "history", YES, YES, True),
    ("Engineering station", "Dosing controller", "S7", "download", NO, NO, False),
    ("Operator HMI", "Dosing controller", "OPC UA", "dose set point", YES, YES, True),
    ("Operator HMI", "Level controller", "OPC UA", "level set point", YES, YES, True),
    ("Operator HMI", "Disinfection", "OPC UA", "UV set point", YES, YES, True),
    ("Operator", "Operator HMI", "panel", "", NO, YES, True),
    ("Level controller", "Dosing controller", "Modbus", "flow permit", NO, NO, True),
    ("Level controller", "Disinfection", "Modbus", "flow rate", NO, NO, True),
    ("Cl analyser", "Dosing controller", "4–20 mA", "", NO, NO, True),
    ("Dosing controller", "Dosing pump", "4–20 mA", "dose", NO, NO, True),
    ("Level sensor", "Level controller", "4–20 mA", "", NO, NO, True),
    ("Level controller", "Inlet pump", "24 V", "run", NO, NO, True),
    ("Disinfection", "UV reactor", "Modbus", "lamp", NO, NO, True),
]
NODES = [
    ("Engineering PC", Device.WORKSTATION, 76, 110, ["Engineering station"], "2.14", YES),
    ("Historian server", Device.SERVER, 324, 110, ["Historian"], "5.0", YES),
    ("HMI panel", Device.HMI, 572, 110, ["Operator HMI"], "8.2", UNKNOWN),
    ("Vendor router", Device.GATEWAY, 820, 110, ["Vendor gateway"], "1.9", UNKNOWN),
    ("Cell firewall", Device.FIREWALL, 76, 374, [], "3.3", YES),
    ("PLC 02", Device.PLC, 356, 374, ["Dosing controller"], "4.1", UNKNOWN),
    ("PLC 01", Device.PLC, 608, 374, ["Level controller"], "4.1", YES),
    ("PLC 03", Device.PLC, 852, 374, ["Disinfection"], "4.1", NO),
    ("Cl analyser", Device.SENSOR, 68, 634, [], None, YES),
    ("Dosing pump", Device.ACTUATOR, 242, 634, [], None, YES),
    ("Flow meter", Device.SENSOR, 416, 634, [], None, YES),
    ("Level sensor", Device.SENSOR, 588, 634, [], None, YES),
    ("UV lamps", Device.ACTUATOR, 824, 634, [], None, YES),
]
BUSES = [
    ("Plant network", Medium.ETHERNET, "", 10**9, 68, 278, 960),
    ("Control network", Medium.ETHERNET, "PROFINET", 10**8, 340, 324, 688),
    ("Field bus A", Medium.FIELD_BUS, "Modbus RTU", 19200, 68, 574, 448),
    ("Field bus B", Medium.FIELD_BUS, "Modbus RTU", 19200, 588, 574, 440),
]
TAPS = [
    ("Engineering PC", "Plant network"),
    ("Historian server", "Plant network"),
    ("HMI panel", "Plant network"),
    ("Vendor router", "Plant network"),
    ("Cell firewall", "Plant network"),
    ("Cell firewall", "Control network"),
    ("PLC 02", "Control network"),
    ("PLC 01", "Control network"),
    ("PLC 03", "Control network"),
    ("PLC 02", "Field bus A"),
    ("PLC 01", "Field bus B"),
    ("PLC 03", "Field bus B"),
    ("Cl analyser", "Field bus A"),
    ("Dosing pump", "Field bus A"),
    ("Flow meter", "Field bus A"),
    ("Level sensor", "Field bus B"),
    ("UV lamps", "Field bus B"),
]
LOCATIONS = [
    ("IDLE", 80, 60, True, Waiting.NORMAL, ""),
    ("DOSING", 384, 60, False, Waiting.NORMAL, "x <= 5000"),
    ("CHECK", 696, 60, False, Waiting.NORMAL, "y <= 300"),
    ("HELD", 80, 224, False, Waiting.URGENT, ""),
    ("STOPPING", 384, 224, False, Waiting.NORMAL, "y <= 120"),
    ("RETRY", 696, 224, False, Waiting.COMMITTED, "y <= 320"),
]
EDGES = [
    ("IDLE", "DOSING", "", "permit", Action.RECEIVE, "x := 0"),
    ("DOSING", "CHECK", "x >= 200", "lost", Action.RECEIVE, "y := 0"),
    ("DOSING", "STOPPING", "fault == 1", None, Action.NONE, "stop := 1"),
    ("CHECK", "RETRY", "y >= 300", None, Action.NONE, "retry := 1"),
    ("RETRY", "STOPPING", "", "ack", Action.RECEIVE, "y := 0"),
    ("STOPPING", "HELD", "", "stop", Action.SEND, "pump := 0"),
    ("HELD", "IDLE", "x >= 1000", None, Action.NONE, ""),
    ("DOSING", "DOSING", "x >= 100", None, Action.NONE, "x := 0"),
]


class Plant:
    """The model under construction, with every element by its name and kind."""

    def __init__(self) -> None:
        self.ids = counted_ids()
        self.elements: list[Element] = []
        self.named: dict[tuple[str, str], Any] = {}

    def add(self, kind: type[Element], **facts: Any) -> Any:
        element = kind(id=self.ids(), **facts)
        self.elements.append(element)
        self.named[element.kind, element.name] = element
        return element

    def place(self, diagram: Element, element: Element, *area: float, **facts: Any) -> None:
        x, y, width, height = area or (0, 0, 0, 0)
        self.add(
            Placement, owner=diagram.id, element=element.id, x=x, y=y, width=width, height=height, **facts
        )

    def __getitem__(self, key: tuple[str, str]) -> Any:
        return self.named[key]

    @property
    def snapshot(self) -> Snapshot:
        return Snapshot(self.elements)


def plant() -> Plant:
    """The whole plant with its three diagrams."""
    found = Plant()
    for build in (_system, _hardware, _behaviour):
        build(found)
    return found


def overlays(found: Plant) -> Overlays:
    """What analyses might say of the system diagram."""
    component: Callable[[str], str] = lambda name: found["component", name].id  # noqa: E731
    zone: Callable[[str], str] = lambda name: found["zone", name].id  # noqa: E731
    return Overlays(
        threats={
            component("Vendor gateway"): Threats("critical", 4),
            component("Engineering station"): Threats("high", 5),
            component("Operator HMI"): Threats("medium", 2),
            component("Dosing controller"): Threats("high", 3),
        },
        verdicts={
            component("Operator HMI"): "violated",
            component("Dosing controller"): "violated",
            component("Level controller"): "satisfied",
            component("Disinfection"): "unknown",
        },
        problems={component("Disinfection"): "warning"},
        achieved={
            zone("Plant DMZ"): 2,
            zone("Operations"): 2,
            zone("Supervision"): 2,
            zone("Basic control"): 2,
            zone("Process"): 1,
        },
    )


def _system(found: Plant) -> None:
    diagram = found.add(Diagram, name="Plant overview")
    for name, (level, target, *area) in ZONES.items():
        zone = found.add(Zone, name=name, level=level, target_level=target)
        found.place(diagram, zone, *area)
    conduit = found.add(Conduit, name="Plant conduit", zones=tuple(found["zone", name].id for name in ZONES))
    for zone_name, members in MEMBERS.items():
        zone = found["zone", zone_name]
        for name, *area in members:
            facts: dict[str, Any] = {"name": name, "zone": zone.id}
            if name == "Vendor support":
                element = found.add(ExternalSystem, **facts)
            elif name == "Operator":
                element = found.add(Actor, **facts)
            elif name.startswith("Historian"):
                element = found.add(DataStore, **facts)
            else:
                element = found.add(Component, role=ROLES.get(name, Role.GENERAL), **facts)
            found.named["component", name] = element
            found.place(diagram, element, *area)
    for source, target, protocol, data, encrypted, authenticated, allowed in FLOWS:
        ends = []
        for name, direction in ((source, Direction.OUT), (target, Direction.IN)):
            host = found["component", name]
            ends.append(found.add(Port, owner=host.id, name=f"{protocol} {direction}", direction=direction))
        found.add(
            Connector,
            source=ends[0].id,
            target=ends[1].id,
            protocol=protocol,
            data=data,
            encrypted=encrypted,
            authenticated=authenticated,
            conduit=conduit.id if allowed else None,
            latency_max=Duration.parse("250 ms"),
        )


def _hardware(found: Plant) -> None:
    diagram = found.add(Diagram, name="Control hardware", diagram=DiagramType.HARDWARE)
    areas = {
        "Control room rack": (Level.LEVEL_2, 2, 52, 82, 992, 156, 0, 4),
        "Process hall cabinet": (Level.LEVEL_1, 3, 52, 338, 992, 186, 4, 8),
        "Field": (Level.LEVEL_0, 1, 52, 598, 992, 104, 8, 13),
    }
    for name, (level, target, *area, first, last) in areas.items():
        zone = found.add(Zone, name=name, level=level, target_level=target)
        found.place(diagram, zone, *area)
        for node_name, device, x, y, chips, version, signed in NODES[first:last]:
            redundant = YES if node_name == "Cell firewall" else UNKNOWN
            node = found.add(Node, name=node_name, device=device, zone=zone.id, redundant=redundant)
            found.named["node", node_name] = node
            found.place(diagram, node, x, y, 168 if first < 8 else 148, 0)
            if version:
                found.add(Firmware, owner=node.id, name="firmware", version=version, signed=signed)
            for chip in chips:
                found.add(Allocation, component=found["component", chip].id, node=node.id)
    debug = found.add(
        HardwareInterface,
        owner=found["node", "PLC 02"].id,
        name="JTAG",
        interface=InterfaceType.DEBUG,
        enabled=YES,
        authenticated=NO,
    )
    usb = found.add(
        HardwareInterface, owner=found["node", "HMI panel"].id, name="USB", interface=InterfaceType.USB
    )
    found.place(diagram, debug, side=Side.RIGHT, offset=30)
    found.place(diagram, usb, side=Side.RIGHT, offset=30)
    for name, medium, protocol, speed, x, y, wide in BUSES:
        bus = found.add(Bus, name=name, medium=medium, protocol=protocol, bits_per_second=speed)
        found.place(diagram, bus, x, y, wide, 6)
    for node_name, bus_name in TAPS:
        found.add(Link, source=found["node", node_name].id, target=found["bus", bus_name].id)
    note = found.add(TextNote, owner=diagram.id, text="Radio link to the intake is planned for next year.")
    found.place(diagram, note, 1076, 110, 160, 68)


def _behaviour(found: Plant) -> None:
    controller = found["component", "Dosing controller"]
    machine = found.add(StateMachine, owner=controller.id, name="Dosing behaviour")
    diagram = found.add(Diagram, owner=machine.id, name="Dosing behaviour", diagram=DiagramType.BEHAVIOUR)
    port = found.add(Port, owner=controller.id, name="signals")
    for name, x, y, initial, waiting, invariant in LOCATIONS:
        location = found.add(
            Location, owner=machine.id, name=name, initial=initial, waiting=waiting, invariant=invariant
        )
        found.place(diagram, location, x, y, 124, 0)
    for source, target, guard, event_name, action, update in EDGES:
        event = None
        if event_name:
            event = found.add(Event, owner=port.id, name=event_name).id
        found.add(
            Edge,
            owner=machine.id,
            source=found["location", source].id,
            target=found["location", target].id,
            guard=guard,
            event=event,
            action=action,
            update=update,
        )
