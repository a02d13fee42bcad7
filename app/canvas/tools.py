"""The drawing tools of each kind of diagram: what they make, their key and icon."""

from collections.abc import Callable
from dataclasses import dataclass

from core.ground.words import deferred
from core.model import Actor, Bus, Component, DataStore, DiagramType, ExternalSystem, Location, Node, Zone

SELECT = "select"
CONNECT = "connect"


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool of the drawing bar: `name` is the kind of element that it makes, "select" or "connect"."""

    name: str
    key: str
    icon: str
    title: Callable[[], str]


_SELECT = Tool(SELECT, "V", "select", deferred("Select"))
_NOTE = Tool("note", "N", "note", deferred("Note"))
_ZONE = Tool("zone", "Z", "zone", deferred("Zone"))

TOOLS: dict[DiagramType, tuple[Tool, ...]] = {
    DiagramType.SYSTEM: (
        _SELECT,
        Tool("component", "C", "component", deferred("Component")),
        Tool("data store", "S", "data store", deferred("Data store")),
        Tool("actor", "A", "actor", deferred("Actor")),
        Tool("external system", "X", "external system", deferred("External system")),
        Tool("port", "P", "port", deferred("Port")),
        Tool(CONNECT, "L", "connector", deferred("Connect")),
        _ZONE,
        _NOTE,
    ),
    DiagramType.HARDWARE: (
        _SELECT,
        Tool("node", "H", "mdi6.chip", deferred("Node")),
        Tool("bus", "B", "bus", deferred("Bus")),
        Tool(CONNECT, "L", "link", deferred("Link")),
        Tool("interface", "I", "mdi6.usb-port", deferred("Interface")),
        Tool("firmware", "F", "firmware", deferred("Firmware")),
        Tool("allocation", "A", "allocation", deferred("Allocate")),
        _ZONE,
        _NOTE,
    ),
    DiagramType.BEHAVIOUR: (
        _SELECT,
        Tool("location", "C", "mdi6.rounded-corner", deferred("Location")),
        Tool(CONNECT, "L", "edge", deferred("Edge")),
        _NOTE,
    ),
}

SHOWN_BY_HAND: dict[DiagramType, tuple[type, ...]] = {
    DiagramType.SYSTEM: (Component, DataStore, Actor, ExternalSystem, Zone),
    DiagramType.HARDWARE: (Node, Bus, Zone),
    DiagramType.BEHAVIOUR: (Location,),
}
"""What of the model can be dragged onto a diagram of each kind to be drawn there."""


def tool_by_name(diagram: DiagramType, name: str) -> Tool | None:
    """The tool of a name."""
    return next((tool for tool in TOOLS[diagram] if tool.name == name), None)
