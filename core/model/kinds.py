"""Every kind of element, by family and by name."""

from core.model.behaviour import ClockVariable, Edge, Event, Location, StateMachine, Timer, Variable
from core.model.element import Element
from core.model.hardware import Allocation, Bus, Firmware, HardwareInterface, Link, Node
from core.model.proposal import Decision, Proposal
from core.model.requirement import (
    Boilerplate,
    MetricLimit,
    Proposition,
    Requirement,
    RequirementCheck,
    Term,
    TraceLink,
)
from core.model.security import AttackScenario, Evidence, StatedThreat, Suppression, Task, ThreatDecision
from core.model.system import (
    Actor,
    Asset,
    Component,
    Conduit,
    Connector,
    DataStore,
    ExternalSystem,
    Port,
    SystemOfInterest,
    Zone,
)
from core.model.view import Diagram, Filter, Placement, TextNote

FAMILIES: dict[str, tuple[type[Element], ...]] = {
    "system": (
        SystemOfInterest,
        Zone,
        Conduit,
        Actor,
        ExternalSystem,
        Component,
        DataStore,
        Port,
        Connector,
        Asset,
    ),
    "hardware": (Node, Bus, HardwareInterface, Link, Firmware, Allocation),
    "behaviour": (StateMachine, Location, Edge, ClockVariable, Timer, Variable, Event),
    "requirements": (Requirement, RequirementCheck, Term, Boilerplate, MetricLimit, Proposition, TraceLink),
    "security": (ThreatDecision, StatedThreat, Suppression, AttackScenario, Task, Evidence),
    "proposals": (Proposal, Decision),
    "views": (Diagram, Placement, TextNote, Filter),
}
"""The element classes of each family, in the order in which documents list them."""

KINDS: dict[str, type[Element]] = {
    element.kind: element for family in FAMILIES.values() for element in family
}
"""The element class of each kind."""


def kinds_of(*families: str) -> frozenset[str]:
    """The kinds of the named families, as a room names what it reads."""
    return frozenset(element.kind for family in families for element in FAMILIES[family])
