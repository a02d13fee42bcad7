"""The icon that stands for an element of the model; apart, since the first window opens without a model."""

from app.theme.icons import KINDS
from core.model import (
    Component,
    Device,
    Diagram,
    DiagramType,
    Element,
    HardwareInterface,
    InterfaceType,
    Node,
    Role,
)

ROLES = {
    Role.CONTROLLER: "mdi6.chip",
    Role.SAFETY: "mdi6.chip",
    Role.SENSOR: "mdi6.gauge",
    Role.ACTUATOR: "mdi6.pump",
    Role.OPERATOR_INTERFACE: "mdi6.monitor",
    Role.ENGINEERING: "mdi6.laptop",
    Role.GATEWAY: "mdi6.router-network",
    Role.SERVICE: "mdi6.server",
}
"""The icon of a component by what it is there for."""

DEVICES = {
    Device.PLC: "mdi6.chip",
    Device.SAFETY_PLC: "mdi6.chip",
    Device.HMI: "mdi6.monitor",
    Device.WORKSTATION: "mdi6.laptop",
    Device.SERVER: "mdi6.server",
    Device.SENSOR: "mdi6.gauge",
    Device.ACTUATOR: "mdi6.pump",
    Device.GATEWAY: "mdi6.router-network",
    Device.FIREWALL: "mdi6.wall-fire",
    Device.SWITCH: "mdi6.lan",
    Device.SUPPLY: "mdi6.power-plug-outline",
}
"""The icon of a node by what device it is."""

INTERFACES = {
    InterfaceType.SERIAL: "mdi6.serial-port",
    InterfaceType.DEBUG: "mdi6.bug-outline",
    InterfaceType.USB: "mdi6.usb-port",
    InterfaceType.RADIO: "mdi6.radio-tower",
    InterfaceType.FIELD_BUS: "mdi6.serial-port",
    InterfaceType.MEMORY_CARD: "mdi6.memory",
}

DIAGRAMS = {DiagramType.HARDWARE: "mdi6.chip", DiagramType.BEHAVIOUR: "mdi6.state-machine"}


def kind_icon(element: Element) -> str:
    """The name of the icon that stands for the element."""
    found = None
    if isinstance(element, Component):
        found = ROLES.get(element.role)
    elif isinstance(element, Node):
        found = DEVICES.get(element.device)
    elif isinstance(element, HardwareInterface):
        found = INTERFACES.get(element.interface)
    elif isinstance(element, Diagram):
        found = DIAGRAMS.get(element.diagram)
    return found or KINDS[element.kind]
