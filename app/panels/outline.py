"""The model as a tree: which branches there are, what each holds, and how it is named. No Qt.

Branches are named by text: the id of an element, or one of the groups below.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from core.ground.words import _, deferred
from core.model import (
    Actor,
    Asset,
    AttackScenario,
    Bus,
    Component,
    Conduit,
    Connector,
    DataStore,
    Diagram,
    Edge,
    Element,
    Event,
    Evidence,
    ExternalSystem,
    HardwareInterface,
    Id,
    Link,
    Node,
    Port,
    Proposition,
    Snapshot,
    Task,
    Term,
    TextNote,
    Zone,
    name_of,
)
from core.model.drawn import diagrams_in_order

DIAGRAMS, MODEL = "#diagrams", "#model"
GROUPS = {
    DIAGRAMS: deferred("Diagrams"),
    MODEL: deferred("Model"),
    "#system": deferred("System"),
    "#flows": deferred("Flows"),
    "#conduits": deferred("Conduits"),
    "#assets": deferred("Assets"),
    "#hardware": deferred("Hardware"),
    "#buses": deferred("Buses"),
    "#links": deferred("Links"),
    "#glossary": deferred("Glossary"),
    "#propositions": deferred("Propositions"),
    "#security": deferred("Attack scenarios, tasks, evidence"),
}
"""The names of all groups; the first two are headings."""

HEADINGS = (DIAGRAMS, MODEL)

ABOVE = {
    "#flows": "#system",
    "#conduits": "#system",
    "#assets": "#system",
    "#buses": "#hardware",
    "#links": "#hardware",
}
"""The group that holds a group."""

_ICONS = {"#glossary": "term", "#assets": "asset", "#flows": "connector", "#conduits": "conduit"}
_HIDDEN = (TextNote,)
_ZONED = (Component, DataStore, Actor, ExternalSystem)


@dataclass(frozen=True, slots=True)
class Branch:
    """How a branch is shown: its title, an icon's name, and a remark at the right."""

    key: str
    title: str
    icon: str
    remark: str = ""
    heading: bool = False


def children(snapshot: Snapshot, key: str | None) -> list[str]:
    """What a branch holds, in the order shown; None is the whole tree."""
    if key is None:
        return [DIAGRAMS, *_diagrams(snapshot), MODEL, *trunk(snapshot)]
    if key in _CONTENT:
        return [
            element.id if isinstance(element, Element) else element for element in _CONTENT[key](snapshot)
        ]
    if key in GROUPS:
        return []
    element = snapshot.get(key)
    return [] if element is None else [child.id for child in _inside(snapshot, element)]


def has_children(snapshot: Snapshot, key: str) -> bool:
    """Whether a branch holds anything."""
    return key not in HEADINGS and bool(children(snapshot, key))


def branch(snapshot: Snapshot, key: str, icon_of: Callable[[Element], str]) -> Branch:
    """How a branch is shown."""
    if key in GROUPS:
        count = len(children(snapshot, key)) if key in _COUNTED else 0
        return Branch(key, GROUPS[key](), _ICONS.get(key, "folder"), str(count or ""), key in HEADINGS)
    element = snapshot[key]
    return Branch(key, _title(snapshot, element), icon_of(element), _remark(element))


def trunk(snapshot: Snapshot) -> list[str]:
    """The groups of the model that hold anything."""
    return [
        key
        for key in ("#system", "#hardware", "#glossary", "#propositions", "#security")
        if children(snapshot, key)
    ]


def parent(snapshot: Snapshot, element: Element) -> str | None:
    """The branch that holds the element; None where it stands outermost or the tree does not show it."""
    if isinstance(element, Diagram):
        return None
    if (
        isinstance(element, Component | DataStore | Actor | ExternalSystem)
        and element.owner is None
        and element.zone is not None
    ):
        return element.zone
    if element.owner is not None:
        return element.owner
    return next((key for key in _CONTENT if element.id in children(snapshot, key)), None)


def _diagrams(snapshot: Snapshot) -> list[Id]:
    return [diagram.id for diagram in diagrams_in_order(snapshot)]


def _system(snapshot: Snapshot) -> list[Element | str]:
    zones = [zone for zone in snapshot.of(Zone) if zone.owner is None]
    loose = [
        element
        for kind in _ZONED
        for element in snapshot.of(kind)
        if element.owner is None and getattr(element, "zone", None) is None
    ]
    groups = [key for key in ("#flows", "#conduits", "#assets") if children(snapshot, key)]
    return [*zones, *loose, *groups]


def _hardware(snapshot: Snapshot) -> list[Element | str]:
    nodes = [node for node in snapshot.of(Node) if node.owner is None]
    return [*nodes, *(key for key in ("#buses", "#links") if children(snapshot, key))]


def _inside(snapshot: Snapshot, element: Element) -> Iterable[Element]:
    if isinstance(element, Zone):
        members = [
            user for user in snapshot.uses(element.id) if isinstance(user, _ZONED) and user.owner is None
        ]
        return [*snapshot.owned(element.id, Zone), *members]
    if isinstance(element, Diagram):
        return ()
    return [child for child in snapshot.owned(element.id) if not isinstance(child, (Diagram, *_HIDDEN))]


def _title(snapshot: Snapshot, element: Element) -> str:
    if isinstance(element, Connector | Link):
        ends = " → ".join(_end(snapshot, end) for end in (element.source, element.target))
        return f"{element.name} · {ends}" if element.name else ends
    if isinstance(element, Port | Event | HardwareInterface):
        return element.name or _(element.kind)
    if isinstance(element, Edge) and not element.name:
        return name_of(snapshot, element.id)
    return element.name or _("unnamed {kind}").format(kind=_(element.kind))


def _end(snapshot: Snapshot, end: Id) -> str:
    element = snapshot.get(end)
    owner = snapshot.get(element.owner) if isinstance(element, Port | HardwareInterface) else None
    shown = owner or element
    return shown.name if shown is not None else "?"


def _remark(element: Element) -> str:
    if isinstance(element, Port):
        direction = element.direction.value
        return "" if element.name == direction else _(direction)
    if isinstance(element, Zone):
        return "" if element.target_level is None else _("SL {level}").format(level=element.target_level)
    return ""


_CONTENT: dict[str, Callable[[Snapshot], Iterable[Element | str]]] = {
    DIAGRAMS: _diagrams,
    "#system": _system,
    "#flows": lambda snapshot: snapshot.of(Connector),
    "#conduits": lambda snapshot: snapshot.of(Conduit),
    "#assets": lambda snapshot: snapshot.of(Asset),
    "#hardware": _hardware,
    "#buses": lambda snapshot: snapshot.of(Bus),
    "#links": lambda snapshot: snapshot.of(Link),
    "#glossary": lambda snapshot: snapshot.of(Term),
    "#propositions": lambda snapshot: snapshot.of(Proposition),
    "#security": lambda snapshot: (
        *snapshot.of(AttackScenario),
        *snapshot.of(Task),
        *snapshot.of(Evidence),
    ),
}
_COUNTED = {"#flows", "#conduits", "#assets", "#buses", "#links", "#glossary", "#propositions", "#security"}
