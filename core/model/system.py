"""The system architecture: who and what is there, how it talks, and where trust ends.

Words follow SysML v2 (component, port, connector) and IEC 62443-1-1 (zone, conduit, security level).
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, ClassVar

from core.model.duration import Duration
from core.model.element import Element, Id, To
from core.model.truth import Truth

UNKNOWN = Truth.UNKNOWN


class Role(StrEnum):
    """What a component is there for."""

    GENERAL = "general"
    CONTROLLER = "controller"
    SAFETY = "safety"
    SENSOR = "sensor"
    ACTUATOR = "actuator"
    OPERATOR_INTERFACE = "operator interface"
    ENGINEERING = "engineering"
    GATEWAY = "gateway"
    SERVICE = "service"


class Direction(StrEnum):
    """Which way data passes a port, seen from its owner."""

    IN = "in"
    OUT = "out"
    BOTH = "both"


class Level(StrEnum):
    """The place of a zone between the outside and the process (Purdue reference model)."""

    NONE = "none"
    EXTERNAL = "external"
    DMZ = "dmz"
    LEVEL_4 = "level 4"
    LEVEL_3 = "level 3"
    LEVEL_2 = "level 2"
    LEVEL_1 = "level 1"
    LEVEL_0 = "level 0"
    SAFETY = "safety"


class Impact(StrEnum):
    """How bad the loss of a property of an asset is."""

    UNKNOWN = "unknown"
    NONE = "none"
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


@dataclass(frozen=True, slots=True, kw_only=True)
class SystemOfInterest(Element):
    """What the project is about (ISO/IEC/IEEE 15288); there is at most one in a project."""

    kind: ClassVar[str] = "system"
    owners: ClassVar[tuple[str, ...]] = ("",)

    purpose: str = ""
    organisation: str = ""
    revision: str = ""
    classification: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Zone(Element):
    """A group of elements with common security needs; its border is a trust boundary."""

    kind: ClassVar[str] = "zone"
    owners: ClassVar[tuple[str, ...]] = ("", "zone")

    level: Level = Level.NONE
    target_level: int | None = None
    """Target security level SL-T, 0 to 4 (IEC 62443-3-3); None where none is stated."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conduit(Element):
    """A permitted way between zones; a flow that crosses a border belongs to one or is a finding."""

    kind: ClassVar[str] = "conduit"
    owners: ClassVar[tuple[str, ...]] = ("",)

    zones: Annotated[tuple[Id, ...], To(("zone",))] = ()
    target_level: int | None = None
    inspected: Truth = UNKNOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor(Element):
    """A person or group of people that acts on the system."""

    kind: ClassVar[str] = "actor"
    owners: ClassVar[tuple[str, ...]] = ("",)

    zone: Annotated[Id | None, To(("zone",))] = None
    privileged: Truth = UNKNOWN
    trained: Truth = UNKNOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class ExternalSystem(Element):
    """A system that the project does not build but talks to."""

    kind: ClassVar[str] = "external system"
    owners: ClassVar[tuple[str, ...]] = ("",)

    zone: Annotated[Id | None, To(("zone",))] = None
    provider: str = ""
    contract: Truth = UNKNOWN
    """Whether its security duties are agreed in writing."""
    authenticates: Truth = UNKNOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class Component(Element):
    """A part of the system that does something; components nest."""

    kind: ClassVar[str] = "component"
    owners: ClassVar[tuple[str, ...]] = ("", "component")

    zone: Annotated[Id | None, To(("zone",))] = None
    role: Role = Role.GENERAL
    technology: str = ""
    essential: Truth = UNKNOWN
    """Whether it carries an essential function (IEC 62443-1-1, 3.2.26)."""
    authenticates: Truth = UNKNOWN
    """Whether it authenticates whoever commands or changes it."""
    authorises: Truth = UNKNOWN
    """Whether it checks what an authenticated user may do."""
    checks_input: Truth = UNKNOWN
    signed_code: Truth = UNKNOWN
    logs_changes: Truth = UNKNOWN
    hardened: Truth = UNKNOWN
    malware_protected: Truth = UNKNOWN
    default_credentials: Truth = UNKNOWN
    shared_accounts: Truth = UNKNOWN
    fails_safe: Truth = UNKNOWN
    limits_load: Truth = UNKNOWN
    """Whether it stays in service when it is flooded."""
    recoverable: Truth = UNKNOWN
    """Whether a tested backup brings it back."""
    updatable: Truth = UNKNOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class DataStore(Element):
    """A place where data rests."""

    kind: ClassVar[str] = "data store"
    owners: ClassVar[tuple[str, ...]] = ("", "component")

    zone: Annotated[Id | None, To(("zone",))] = None
    data: str = ""
    encrypted: Truth = UNKNOWN
    access_controlled: Truth = UNKNOWN
    integrity_protected: Truth = UNKNOWN
    logs_changes: Truth = UNKNOWN
    backed_up: Truth = UNKNOWN
    holds_credentials: Truth = UNKNOWN
    personal_data: Truth = UNKNOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class Port(Element):
    """A point on an element's border at which data enters or leaves."""

    kind: ClassVar[str] = "port"
    owners: ClassVar[tuple[str, ...]] = ("component", "data store", "actor", "external system")

    direction: Direction = Direction.BOTH
    data: str = ""


ENDS = ("port", "component", "data store", "actor", "external system")
"""Kinds at which a connector may begin or end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Connector(Element):
    """A directed flow from `source` to `target`."""

    kind: ClassVar[str] = "connector"
    owners: ClassVar[tuple[str, ...]] = ("",)

    source: Annotated[Id, To(ENDS)]
    target: Annotated[Id, To(ENDS)]
    protocol: str = ""
    data: str = ""
    conduit: Annotated[Id | None, To(("conduit",))] = None
    encrypted: Truth = UNKNOWN
    authenticated: Truth = UNKNOWN
    integrity_protected: Truth = UNKNOWN
    replay_protected: Truth = UNKNOWN
    remote_access: Truth = UNKNOWN
    """Whether people outside the plant act through this flow."""
    public_network: Truth = UNKNOWN
    """Whether it passes a network that outsiders share, such as the internet or a telephone network."""
    may_lose: Truth = UNKNOWN
    """Whether a message can be lost without either end knowing."""
    latency_min: Duration | None = None
    latency_max: Duration | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Asset(Element):
    """Something of value that an attack would hurt: data, a function, a substance, a reputation."""

    kind: ClassVar[str] = "asset"
    owners: ClassVar[tuple[str, ...]] = ("",)

    carried_by: Annotated[tuple[Id, ...], To()] = ()
    """Elements that hold, handle or perform it."""
    confidentiality: Impact = Impact.UNKNOWN
    integrity: Impact = Impact.UNKNOWN
    availability: Impact = Impact.UNKNOWN
    safety: Truth = UNKNOWN
    """Whether harm to it can harm people."""
