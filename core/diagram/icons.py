"""The icons of drawings as outlines, so that every painter fills the same curves."""

import json
import re
from functools import cache
from typing import Literal

from core.diagram.display import Icon, Step
from core.ground.resources import resource_folder
from core.model import (
    Bus,
    Component,
    Device,
    Element,
    HardwareInterface,
    InterfaceType,
    Medium,
    Node,
    Point,
    Role,
)

UNITS = 24.0
"""The side of the square in which outlines are given."""

_KINDS = {
    "actor": "mdi6.account-outline",
    "asset": "mdi6.diamond-stone",
    "bus": "mdi6.lan",
    "component": "mdi6.cube-outline",
    "conduit": "mdi6.pipe",
    "data store": "mdi6.database-outline",
    "external system": "mdi6.domain",
    "firmware": "mdi6.memory",
    "node": "mdi6.developer-board",
    "note": "mdi6.note-text-outline",
    "zone": "mdi6.select-group",
}
_ROLES = {
    Role.CONTROLLER: "mdi6.chip",
    Role.SAFETY: "mdi6.chip",
    Role.SENSOR: "mdi6.gauge",
    Role.ACTUATOR: "mdi6.pump",
    Role.OPERATOR_INTERFACE: "mdi6.monitor",
    Role.ENGINEERING: "mdi6.laptop",
    Role.GATEWAY: "mdi6.router-network",
    Role.SERVICE: "mdi6.server",
}
_DEVICES = {
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
_INTERFACES = {
    InterfaceType.ETHERNET: "mdi6.ethernet",
    InterfaceType.SERIAL: "mdi6.serial-port",
    InterfaceType.DEBUG: "mdi6.bug-outline",
    InterfaceType.USB: "mdi6.usb-port",
    InterfaceType.RADIO: "mdi6.radio-tower",
    InterfaceType.FIELD_BUS: "mdi6.serial-port",
    InterfaceType.MEMORY_CARD: "mdi6.memory",
}
_STEP = re.compile(r"([MLCZ])([^MLCZ]*)")
_VERBS: dict[str, Literal["move", "line", "curve", "close"]] = {
    "M": "move",
    "L": "line",
    "C": "curve",
    "Z": "close",
}


def icon_of(element: Element) -> str:
    """The name of the icon that stands for the element on a drawing."""
    return variant_icon(element) or _KINDS.get(element.kind, "mdi6.square-rounded-outline")


def variant_icon(element: Element) -> str | None:
    """The icon of the role, device or make of an element; None where its kind alone has one."""
    if isinstance(element, Component):
        return _ROLES.get(element.role)
    if isinstance(element, Node):
        return _DEVICES.get(element.device)
    if isinstance(element, HardwareInterface):
        return _INTERFACES.get(element.interface)
    if isinstance(element, Bus) and element.medium in (Medium.SERIAL, Medium.FIELD_BUS):
        return "mdi6.serial-port"
    return None


@cache
def outline(name: str) -> tuple[Step, ...]:
    """The outline of an icon in a square of 24 units, to be filled by the non-zero rule."""
    return tuple(
        Step(_VERBS[letter], _points([float(number) for number in numbers.split()]))
        for letter, numbers in _STEP.findall(_outlines()[name])
    )


@cache
def icon_names() -> frozenset[str]:
    """The names of all icons that drawings can show."""
    return frozenset(_outlines())


def placed_outline(icon: Icon) -> tuple[Step, ...]:
    """The outline of an icon where and as large as the mark wants it."""
    factor = icon.size / UNITS
    return tuple(
        Step(step.verb, tuple(Point(icon.x + p.x * factor, icon.y + p.y * factor) for p in step.points))
        for step in outline(icon.name)
    )


def _points(numbers: list[float]) -> tuple[Point, ...]:
    return tuple(Point(x, y) for x, y in zip(numbers[::2], numbers[1::2], strict=True))


@cache
def _outlines() -> dict[str, str]:
    found: dict[str, str] = json.loads(
        (resource_folder("icons") / "outlines.json").read_text(encoding="utf-8")
    )
    return found
