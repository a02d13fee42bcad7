"""What the typed nouns of a sentence mean: an element of the model, or a term of the project's glossary."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum

from core.model import Component, Device, Element, Id, Node, Role, Snapshot, Term, name_of
from core.requirements.ears.masking import evened
from core.requirements.ontology import CLASSES, class_named, is_a
from core.requirements.phrases import normalise
from core.requirements.plain_nouns import PlainNoun, Things, candidates, things
from core.requirements.resa.items import items_of
from core.requirements.slots import Span

_SENSES = frozenset({Role.SENSOR, Role.OPERATOR_INTERFACE, Device.SENSOR, Device.HMI})
_ACTS = frozenset({Role.ACTUATOR, Device.ACTUATOR})
_MOST_NEAR = 3


@dataclass(frozen=True, slots=True)
class TypedNoun(Span):
    """A noun with its class, in its place; a class that the ontology has not is as it is written."""

    name: str = ""
    ontology_class: str = ""


class Standing(StrEnum):
    """How a typed noun stands to the project."""

    BOUND = "bound"
    """It means one element."""
    TERM = "term"
    """The glossary has it, and refers to no element."""
    AMBIGUOUS = "ambiguous"
    MISBOUND = "misbound"
    """What is called so is of another class."""
    UNBOUND = "unbound"


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a noun means.

    `elements` are the one that it is bound to, or those that make it ambiguous or misbound. `near` are names
    of the project that are written nearly so, with their classes. `places` are what the elements that
    make it ambiguous lie in, one for each.
    """

    standing: Standing
    elements: tuple[Element, ...] = ()
    term: Term | None = None
    near: tuple[tuple[str, str], ...] = ()
    places: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Names:
    """Elements and terms of a project by their normalised names, synonyms included."""

    elements: Mapping[str, tuple[Element, ...]]
    terms: Mapping[str, Term]
    written: Mapping[str, str]
    """How each normalised name is written."""
    decided: Mapping[str, Id]
    """Which element a name means where the glossary says so, and says it of one element alone."""
    places: Mapping[Id, str]
    """What the elements lie in that share a name with others."""
    things: Things
    """What nouns without a class can mean."""


def typed_nouns(text: str) -> tuple[TypedNoun, ...]:
    """The nouns of the sentence that have a class, in its order."""
    found = []
    for item in items_of(evened(text)):
        if item.kind == "TYPED":
            name, _colon, written = item.text.rpartition(":")
            bare = " ".join(name.strip('"').split())
            said = text[item.start : item.end]
            length = item.end - item.start
            found.append(
                TypedNoun(
                    said, item.start + 1, length, name=bare, ontology_class=class_named(written) or written
                )
            )
    return tuple(found)


def names(snapshot: Snapshot) -> Names:
    """The names that typed nouns can bind to."""
    kinds = {kind for ontology_class in CLASSES.values() for kind in ontology_class.kinds}
    elements: dict[str, list[Element]] = defaultdict(list)
    written: dict[str, str] = {}
    for element in snapshot:
        name = normalise(element.name) if element.kind in kinds else ""
        if name:
            elements[name].append(element)
            written.setdefault(name, element.name)
    terms: dict[str, Term] = {}
    decided: dict[str, set[Id]] = defaultdict(set)
    for term in snapshot.of(Term):
        for said in (term.name, *term.synonyms):
            name = normalise(said)
            terms.setdefault(name, term)
            written.setdefault(name, said)
            meant = snapshot.get(term.refers_to)
            if meant is not None:
                decided[name].add(meant.id)
                if meant not in elements[name]:
                    elements[name].append(meant)
    alike = (one for found in elements.values() if len(found) > 1 for one in found)
    return Names(
        {name: tuple(found) for name, found in elements.items() if found},
        terms,
        written,
        {name: next(iter(ids)) for name, ids in decided.items() if len(ids) == 1},
        {one.id: name_of(snapshot, one.owner or getattr(one, "zone", None)) for one in alike},
        things(snapshot),
    )


def meaning(noun: TypedNoun | PlainNoun, known: Names) -> Meaning:
    """What the noun means among the names; a plain one is known to mean something, and is at most ambiguous.

    Of several elements of one name the one is meant that the glossary refers to, else those of the kind that
    the class looks for first; two locations of one name in one machine, or two parts of one name, are
    ambiguous.
    """
    if isinstance(noun, PlainNoun):
        return _plain(noun, known)
    name = normalise(noun.name)
    called = known.elements.get(name, ())
    term = known.terms.get(name)
    fitting = [element for element in called if suits(noun.ontology_class, element)]
    fitting = [element for element in fitting if element.id == known.decided.get(name)] or fitting
    kinds = CLASSES[noun.ontology_class].kinds if noun.ontology_class in CLASSES else ()
    if fitting and kinds:
        first = min(kinds.index(element.kind) for element in fitting)
        fitting = [element for element in fitting if kinds.index(element.kind) == first]
    if len(fitting) == 1:
        return Meaning(Standing.BOUND, tuple(fitting), term)
    if fitting:
        places = tuple(known.places.get(one.id, "") for one in fitting)
        return Meaning(Standing.AMBIGUOUS, tuple(fitting), term, places=places)
    if called:
        return Meaning(Standing.MISBOUND, called, term)
    if term:
        return Meaning(Standing.TERM, (), term)
    near = get_close_matches(name, known.written, n=_MOST_NEAR, cutoff=0.75)
    return Meaning(Standing.UNBOUND, near=tuple((known.written[one], _class_of(one, known)) for one in near))


def _plain(noun: PlainNoun, known: Names) -> Meaning:
    found = candidates(noun, known.things)
    if len(found) < 2:
        return Meaning(Standing.BOUND, found)
    return Meaning(Standing.AMBIGUOUS, found, places=tuple(known.places.get(one.id, "") for one in found))


def suits(name: str, element: Element) -> bool:
    """Whether a noun of the class can mean the element."""
    if name not in CLASSES:
        return False
    if name == "entity":
        return True
    if element.kind not in CLASSES[name].kinds:
        return False
    role = (
        element.role
        if isinstance(element, Component)
        else element.device
        if isinstance(element, Node)
        else None
    )
    if is_a(name, "inDevice") and role in _ACTS:
        return False
    return not (is_a(name, "outDevice") and role in _SENSES - {Role.OPERATOR_INTERFACE, Device.HMI})


def class_of(element: Element) -> str:
    """The narrowest class that a noun for the element has."""
    role = (
        element.role
        if isinstance(element, Component)
        else element.device
        if isinstance(element, Node)
        else None
    )
    if role in _ACTS:
        return "outDevice"
    if role in {Role.SENSOR, Device.SENSOR}:
        return "inDevice"
    return _CLASS_OF_KIND.get(element.kind, "entity")


_CLASS_OF_KIND = {
    "system": "system",
    "component": "component",
    "data store": "component",
    "external system": "system",
    "node": "device",
    "firmware": "component",
    "interface": "device",
    "actor": "user",
    "location": "state",
    "variable": "parameter",
    "clock": "parameter",
    "timer": "parameter",
    "asset": "entity",
    "event": "event",
    "edge": "action",
    "port": "signal",
    "connector": "signal",
    "bus": "signal",
    "link": "signal",
    "state machine": "function",
}


def _class_of(name: str, known: Names) -> str:
    elements = known.elements.get(name, ())
    return class_of(elements[0]) if elements else "entity"
