"""The words beside the names: kinds, devices, levels, protocols, as drawings write them."""

from collections.abc import Callable

from core.ground.words import _, decimal, deferred
from core.model import (
    Action,
    Allocation,
    Bus,
    Component,
    Connector,
    Device,
    Edge,
    Element,
    Event,
    Firmware,
    HardwareInterface,
    InterfaceType,
    Level,
    Location,
    Medium,
    Node,
    Role,
    Snapshot,
    Timer,
    Truth,
    Zone,
)
from core.model.naming import APART

_KINDS: dict[str, Callable[[], str]] = {
    "actor": deferred("Actor"),
    "asset": deferred("Asset"),
    "bus": deferred("Bus"),
    "component": deferred("Component"),
    "connector": deferred("Connector"),
    "data store": deferred("Data store"),
    "edge": deferred("Edge"),
    "external system": deferred("External system"),
    "interface": deferred("Interface"),
    "link": deferred("Link"),
    "location": deferred("Location"),
    "node": deferred("Node"),
    "note": deferred("Note"),
    "port": deferred("Port"),
    "zone": deferred("Zone"),
}
_ROLES = {Role.SENSOR: deferred("Sensor"), Role.ACTUATOR: deferred("Actuator")}
_DEVICES = {
    Device.PLC: deferred("Controller"),
    Device.SAFETY_PLC: deferred("Safety controller"),
    Device.ECU: deferred("ECU"),
    Device.HMI: deferred("Operator panel"),
    Device.WORKSTATION: deferred("Workstation"),
    Device.SERVER: deferred("Server"),
    Device.SENSOR: deferred("Sensor"),
    Device.ACTUATOR: deferred("Actuator"),
    Device.GATEWAY: deferred("Gateway"),
    Device.FIREWALL: deferred("Firewall"),
    Device.SWITCH: deferred("Switch"),
    Device.SOC: deferred("System on chip"),
    Device.BOARD: deferred("Board"),
    Device.CABINET: deferred("Cabinet"),
    Device.SUPPLY: deferred("Supply"),
}
_INTERFACES = {
    InterfaceType.ETHERNET: deferred("Ethernet port"),
    InterfaceType.SERIAL: deferred("Serial port"),
    InterfaceType.DEBUG: deferred("Debug port"),
    InterfaceType.USB: deferred("USB port"),
    InterfaceType.RADIO: deferred("Radio"),
    InterfaceType.FIELD_BUS: deferred("Field bus port"),
    InterfaceType.ANALOGUE: deferred("Analogue port"),
    InterfaceType.MEMORY_CARD: deferred("Memory card"),
}
_LEVELS = {
    Level.DMZ: deferred("Level 3.5"),
    Level.LEVEL_4: deferred("Level 4"),
    Level.LEVEL_3: deferred("Level 3"),
    Level.LEVEL_2: deferred("Level 2"),
    Level.LEVEL_1: deferred("Level 1"),
    Level.LEVEL_0: deferred("Level 0"),
    Level.SAFETY: deferred("Safety"),
}
_MEDIA = {
    Medium.UNKNOWN: deferred("Unknown"),
    Medium.ETHERNET: deferred("Ethernet"),
    Medium.SERIAL: deferred("Serial"),
    Medium.CAN: deferred("CAN"),
    Medium.RADIO: deferred("Radio"),
    Medium.ANALOGUE: deferred("Analogue"),
}

SIGNED = {Truth.YES: deferred("signed"), Truth.NO: deferred("unsigned"), Truth.UNKNOWN: deferred("signed ?")}
"""Whether firmware is signed, in the words at the foot of a device."""


def kind_word(element: Element) -> str:
    """What kind of thing the element is, in one or two words."""
    found = None
    if isinstance(element, Component):
        found = _ROLES.get(element.role)
    elif isinstance(element, Node):
        found = _DEVICES.get(element.device)
    elif isinstance(element, HardwareInterface):
        found = _INTERFACES.get(element.interface)
    found = found or _KINDS.get(element.kind)
    return found() if found else element.kind


def kind_line(snapshot: Snapshot, element: Element) -> str:
    """The line below the name: the kind, and for a component the node that it runs on."""
    words = kind_word(element)
    if isinstance(element, Node) and element.product:
        return f"{words}, {element.product}"
    if isinstance(element, Component):
        nodes = [
            node.name
            for link in snapshot.uses(element.id, Allocation)
            if link.component == element.id and (node := snapshot.find(Node, link.node)) is not None
        ]
        return APART.join([words, *nodes])
    return words


def zone_title(zone: Zone) -> str:
    """The name of a zone with its level."""
    level = _LEVELS.get(zone.level)
    return f"{zone.name} · {level()}" if level else zone.name


def connector_words(connector: Connector) -> tuple[str, str]:
    """The label of a flow: its protocol, drawn bold, and the rest."""
    data = connector.data or ("" if connector.protocol else connector.name)
    asked = _("encryption ?") if connector.encrypted is Truth.UNKNOWN else ""
    return connector.protocol, APART.join(part for part in (data, asked) if part)


def connector_timing(connector: Connector) -> str:
    """Latency and loss of a flow, as far as they are stated."""
    parts = []
    if connector.latency_min is not None and connector.latency_max is not None:
        parts.append(f"{connector.latency_min.told()} – {connector.latency_max.told()}")
    elif connector.latency_max is not None:
        parts.append(f"≤ {connector.latency_max.told()}")
    elif connector.latency_min is not None:
        parts.append(f"≥ {connector.latency_min.told()}")
    if connector.may_lose is not Truth.UNKNOWN:
        parts.append(_("may lose") if connector.may_lose is Truth.YES else _("loses nothing"))
    return ", ".join(parts)


def bus_words(bus: Bus) -> str:
    """What stands after the name of a bus: protocol or medium, and speed."""
    medium = _MEDIA.get(bus.medium)
    parts = [words for words in (medium() if medium else "", bus.protocol) if words]
    if bus.bits_per_second:
        parts.append(_rate(bus.bits_per_second))
    return ", ".join(parts)


def firmware_words(firmware: Firmware) -> tuple[str, str]:
    """What stands at the foot of a device: the version of its firmware, and whether that is signed."""
    words = _("FW {version}").format(version=firmware.version) if firmware.version else firmware.name
    return words, SIGNED[firmware.signed]()


def edge_words(snapshot: Snapshot, edge: Edge) -> tuple[str, str, str]:
    """The label of an edge in its fixed order: guard, channel, update; empty where there is none."""
    timer = snapshot.find(Timer, edge.timer)
    guard = " && ".join(part for part in (edge.guard, f"{timer.name} expired" if timer else "") if part)
    event = snapshot.find(Event, edge.event)
    channel = ""
    if event is not None:
        channel = event.name + {Action.SEND: "!", Action.RECEIVE: "?"}.get(edge.action, "")
    return (_mathematical(guard), channel, edge.update)


def invariant_text(location: Location) -> str:
    """The invariant with the signs of mathematics."""
    return _mathematical(location.invariant)


def _mathematical(expression: str) -> str:
    return (
        expression.replace("<=", "≤")
        .replace(">=", "≥")
        .replace("!=", "≠")
        .replace("&&", "∧")
        .replace("||", "∨")
    )


def _rate(bits: int) -> str:
    for unit, size in (("Gbit/s", 10**9), ("Mbit/s", 10**6), ("kbit/s", 10**3)):
        if bits >= size:
            return decimal(f"{bits / size:g} {unit}")
    return f"{bits} bit/s"
