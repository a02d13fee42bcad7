"""What can be made on a diagram by typing a name: kinds, and the sorts of them that have words of their own.

A form is a kind with the facts that make it one sort of it: a PLC is a node whose device is one.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from core.ground.words import deferred
from core.model import (
    KINDS,
    Actor,
    Bus,
    Component,
    DataStore,
    Device,
    DiagramType,
    Direction,
    Element,
    ExternalSystem,
    Firmware,
    HardwareInterface,
    InterfaceType,
    Location,
    Node,
    Port,
    Role,
    TextNote,
    Zone,
)

Words = Callable[[], str]


@dataclass(frozen=True, slots=True)
class Form:
    """A kind, the facts that make it this sort, and the words for it, the one shown first.

    A `common` form is offered whatever is typed; any other one where its word is typed, or where the
    project has such elements already. `wanted` tells that the word is seldom part of a name, so that it
    is left out of the name wherever it stands.
    """

    kind: str
    words: tuple[Words, ...]
    facts: tuple[tuple[str, Any], ...] = ()
    common: bool = False
    wanted: bool = False

    @property
    def title(self) -> str:
        """What it is called."""
        return self.words[0]()

    def called(self, word: str) -> bool:
        """Whether it goes by a word or words, in lower case."""
        return any(known().casefold() == word for known in self.words)

    def blank(self) -> Element:
        """An element of this form with no name."""
        return KINDS[self.kind](id="", **dict(self.facts))


def forms_of(diagram: DiagramType, hosts: Iterable[str] = ()) -> tuple[Form, ...]:
    """The forms of a diagram, the likeliest first; those on a border only where a host is of these kinds."""
    known = set(hosts)
    return tuple(
        form
        for form in _FORMS[diagram]
        if form.kind not in PARTS or known.intersection(KINDS[form.kind].owners)
    )


def form_of(diagram: DiagramType, element: Element) -> Form | None:
    """The form that an element has, the most particular one that is true of it."""
    names = _sorted_by(diagram, element.kind)
    return _form_with(diagram, element.kind, tuple(getattr(element, name) for name in names))


@cache
def _sorted_by(diagram: DiagramType, kind: str) -> tuple[str, ...]:
    """The facts by which the sorts of a kind differ."""
    facts = (name for form in _FORMS[diagram] if form.kind == kind for name, _fact in form.facts)
    return tuple(dict.fromkeys(facts))


@cache
def _form_with(diagram: DiagramType, kind: str, facts: tuple[Any, ...]) -> Form | None:
    """The most particular form of a kind that is true of such facts, in the order of `_sorted_by`."""
    said = dict(zip(_sorted_by(diagram, kind), facts, strict=True))
    fits = [
        form
        for form in _FORMS[diagram]
        if form.kind == kind and all(said[name] == fact for name, fact in form.facts)
    ]
    return max(fits, key=lambda form: len(form.facts), default=None)


PARTS = (Port.kind, HardwareInterface.kind, Firmware.kind)
"""Kinds that belong to a shape and are put on its border or at its foot."""


def _kind(made: type[Element], *words: Words, wanted: bool = True, common: bool = True) -> Form:
    return Form(made.kind, words, common=common, wanted=wanted)


def _sort(made: type[Element], name: str, fact: object, *words: Words, wanted: bool = False) -> Form:
    return Form(made.kind, words, ((name, fact),), wanted=wanted)


_ZONE = _kind(Zone, deferred("Zone"))
_NOTE = _kind(TextNote, deferred("Note"), common=False)

_FORMS: dict[DiagramType, tuple[Form, ...]] = {
    DiagramType.SYSTEM: (
        _kind(Component, deferred("Component")),
        _kind(DataStore, deferred("Data store"), deferred("store"), deferred("database")),
        _kind(Actor, deferred("Actor"), deferred("person")),
        _kind(ExternalSystem, deferred("External system"), deferred("external")),
        _ZONE,
        _kind(Port, deferred("Port"), common=True),
        _sort(Port, "direction", Direction.IN, deferred("In port"), deferred("in"), wanted=True),
        _sort(Port, "direction", Direction.OUT, deferred("Out port"), deferred("out"), wanted=True),
        _sort(Component, "role", Role.CONTROLLER, deferred("Controller")),
        _sort(Component, "role", Role.SENSOR, deferred("Sensor")),
        _sort(Component, "role", Role.ACTUATOR, deferred("Actuator")),
        _sort(Component, "role", Role.OPERATOR_INTERFACE, deferred("Operator interface"), deferred("HMI")),
        _sort(Component, "role", Role.ENGINEERING, deferred("Engineering")),
        _sort(Component, "role", Role.GATEWAY, deferred("Gateway")),
        _sort(Component, "role", Role.SERVICE, deferred("Service")),
        _sort(Component, "role", Role.SAFETY, deferred("Safety function"), deferred("safety")),
        _NOTE,
    ),
    DiagramType.HARDWARE: (
        _kind(Node, deferred("Node"), deferred("device")),
        _kind(Bus, deferred("Bus"), wanted=False),
        _ZONE,
        _sort(Node, "device", Device.PLC, deferred("PLC"), deferred("controller"), wanted=True),
        _sort(Node, "device", Device.SAFETY_PLC, deferred("Safety PLC"), deferred("safety controller")),
        _sort(Node, "device", Device.ECU, deferred("ECU"), wanted=True),
        _sort(Node, "device", Device.HMI, deferred("Operator panel"), deferred("HMI"), deferred("panel")),
        _sort(Node, "device", Device.WORKSTATION, deferred("Workstation"), deferred("laptop")),
        _sort(Node, "device", Device.SERVER, deferred("Server")),
        _sort(Node, "device", Device.SENSOR, deferred("Sensor")),
        _sort(Node, "device", Device.ACTUATOR, deferred("Actuator")),
        _sort(Node, "device", Device.GATEWAY, deferred("Gateway"), deferred("router")),
        _sort(Node, "device", Device.FIREWALL, deferred("Firewall")),
        _sort(Node, "device", Device.SWITCH, deferred("Switch")),
        _sort(Node, "device", Device.SOC, deferred("System on chip"), deferred("SoC")),
        _sort(Node, "device", Device.BOARD, deferred("Board")),
        _sort(Node, "device", Device.CABINET, deferred("Cabinet"), deferred("rack")),
        _sort(Node, "device", Device.SUPPLY, deferred("Supply")),
        _kind(HardwareInterface, deferred("Interface")),
        _sort(
            HardwareInterface,
            "interface",
            InterfaceType.ETHERNET,
            deferred("Ethernet port"),
            deferred("ethernet"),
        ),
        _sort(
            HardwareInterface, "interface", InterfaceType.SERIAL, deferred("Serial port"), deferred("serial")
        ),
        _sort(HardwareInterface, "interface", InterfaceType.DEBUG, deferred("Debug port"), deferred("debug")),
        _sort(HardwareInterface, "interface", InterfaceType.USB, deferred("USB port"), deferred("USB")),
        _sort(HardwareInterface, "interface", InterfaceType.RADIO, deferred("Radio")),
        _sort(
            HardwareInterface,
            "interface",
            InterfaceType.FIELD_BUS,
            deferred("Field bus port"),
            deferred("field bus"),
        ),
        _sort(
            HardwareInterface,
            "interface",
            InterfaceType.ANALOGUE,
            deferred("Analogue port"),
            deferred("analogue"),
        ),
        _sort(HardwareInterface, "interface", InterfaceType.MEMORY_CARD, deferred("Memory card")),
        _kind(Firmware, deferred("Firmware"), common=False),
        _NOTE,
    ),
    DiagramType.BEHAVIOUR: (_kind(Location, deferred("Location"), deferred("state")), _NOTE),
}
