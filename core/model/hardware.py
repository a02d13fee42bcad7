"""The hardware architecture: devices, what joins them, what can be plugged in, and what runs where."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, StrEnum
from typing import Annotated, ClassVar

from core.model.duration import Duration
from core.model.element import Element, Id, To
from core.model.truth import Truth

UNKNOWN = Truth.UNKNOWN


class Device(StrEnum):
    """What a node is."""

    GENERAL = "general"
    PLC = "plc"
    SAFETY_PLC = "safety plc"
    ECU = "ecu"
    HMI = "hmi"
    WORKSTATION = "workstation"
    SERVER = "server"
    SENSOR = "sensor"
    ACTUATOR = "actuator"
    GATEWAY = "gateway"
    FIREWALL = "firewall"
    SWITCH = "switch"
    SOC = "soc"
    BOARD = "board"
    CABINET = "cabinet"
    SUPPLY = "supply"


class Medium(StrEnum):
    """What a bus or link is made of."""

    UNKNOWN = "unknown"
    ETHERNET = "ethernet"
    FIELD_BUS = "field bus"
    SERIAL = "serial"
    CAN = "can"
    RADIO = "radio"
    ANALOGUE = "analogue"
    OTHER = "other"


class InterfaceType(StrEnum):
    """What a hardware interface is."""

    UNKNOWN = "unknown"
    ETHERNET = "ethernet"
    SERIAL = "serial"
    DEBUG = "debug"
    USB = "usb"
    RADIO = "radio"
    FIELD_BUS = "field bus"
    ANALOGUE = "analogue"
    MEMORY_CARD = "memory card"


@dataclass(frozen=True, slots=True, kw_only=True)
class Node(Element):
    """A physical device; nodes nest (a board in a cabinet)."""

    kind: ClassVar[str] = "node"
    owners: ClassVar[tuple[str, ...]] = ("", "node")

    device: Device = Device.GENERAL
    zone: Annotated[Id | None, To(("zone",))] = None
    vendor: str = ""
    product: str = ""
    product_version: str = ""
    site: str = ""
    cycle_time: Duration | None = None
    redundant: Truth = UNKNOWN
    secure_boot: Truth = UNKNOWN
    tamper_evident: Truth = UNKNOWN
    physically_protected: Truth = UNKNOWN
    supported: Truth = UNKNOWN
    """Whether its maker still mends its vulnerabilities."""
    watchdog: Truth = UNKNOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class Bus(Element):
    """A bus or network segment that several nodes share."""

    kind: ClassVar[str] = "bus"
    owners: ClassVar[tuple[str, ...]] = ("",)
    left_out: ClassVar[Mapping[str, Enum]] = {"medium": Medium.ETHERNET}

    zone: Annotated[Id | None, To(("zone",))] = None
    medium: Medium = Medium.UNKNOWN
    protocol: str = ""
    bits_per_second: int | None = None
    access_controlled: Truth = UNKNOWN
    """Whether a device must prove itself before it may talk."""
    encrypted: Truth = UNKNOWN
    redundant: Truth = UNKNOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class HardwareInterface(Element):
    """A point of a node where something can be plugged in or received."""

    kind: ClassVar[str] = "interface"
    owners: ClassVar[tuple[str, ...]] = ("node",)
    left_out: ClassVar[Mapping[str, Enum]] = {"interface": InterfaceType.ETHERNET}

    interface: InterfaceType = InterfaceType.UNKNOWN
    enabled: Truth = UNKNOWN
    authenticated: Truth = UNKNOWN
    reachable: Truth = UNKNOWN
    """Whether a visitor can touch it without opening anything."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link(Element):
    """A wire or radio path between two nodes, or from a node to a bus."""

    kind: ClassVar[str] = "link"
    owners: ClassVar[tuple[str, ...]] = ("",)
    left_out: ClassVar[Mapping[str, Enum]] = {"medium": Medium.ETHERNET}

    source: Annotated[Id, To(("node", "interface", "bus"))]
    target: Annotated[Id, To(("node", "interface", "bus"))]
    medium: Medium = Medium.UNKNOWN
    encrypted: Truth = UNKNOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class Firmware(Element):
    """The program image of a node."""

    kind: ClassVar[str] = "firmware"
    owners: ClassVar[tuple[str, ...]] = ("node",)

    version: str = ""
    supplier: str = ""
    signed: Truth = UNKNOWN
    encrypted: Truth = UNKNOWN
    rollback_protected: Truth = UNKNOWN
    update_authenticated: Truth = UNKNOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class Allocation(Element):
    """States that a component or data store runs on a node."""

    kind: ClassVar[str] = "allocation"
    owners: ClassVar[tuple[str, ...]] = ("",)

    component: Annotated[Id, To(("component", "data store"))]
    node: Annotated[Id, To(("node",))]
