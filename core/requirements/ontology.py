"""The classes that a typed noun such as "brake pedal":inDevice can have, and what of a model they mean.

The names are those of the public record of ReSA; how they are ordered and what they bind to is ours.
"""

from collections.abc import Callable
from dataclasses import dataclass

from core.ground.words import deferred

_PARTS = ("component", "data store", "external system", "node", "firmware", "interface")
_FLOWS = ("event", "port", "connector", "bus", "link")


@dataclass(frozen=True, slots=True)
class OntologyClass:
    """A class of things that requirements speak of.

    `parent` is the wider class, empty for the widest. `kinds` are the kinds of model elements that a noun
    of the class may mean. What "shall" is said of belongs to a class that `acts`.
    """

    name: str
    parent: str
    meaning: Callable[[], str]
    kinds: tuple[str, ...]
    acts: bool = False


_ALL = (
    OntologyClass("entity", "", deferred("anything that has a name"), (), acts=True),
    OntologyClass("system", "entity", deferred("a whole that acts"), ("system", *_PARTS), acts=True),
    OntologyClass("component", "system", deferred("a part of a system"), _PARTS, acts=True),
    OntologyClass(
        "function",
        "entity",
        deferred("something that a system does, on or off"),
        ("component", "state machine", "location", "variable"),
        acts=True,
    ),
    OntologyClass("device", "component", deferred("a part made of hardware"), _PARTS, acts=True),
    OntologyClass(
        "inDevice", "device", deferred("a device that senses or is operated"), ("actor", *_PARTS), acts=True
    ),
    OntologyClass("outDevice", "device", deferred("a device that acts or shows"), _PARTS, acts=True),
    OntologyClass("user", "entity", deferred("a person or role"), ("actor",), acts=True),
    OntologyClass(
        "parameter",
        "entity",
        deferred("a quantity or a value"),
        ("variable", "clock", "timer", "asset", "port"),
    ),
    OntologyClass("signal", "parameter", deferred("a value on its way"), ("variable", *_FLOWS)),
    OntologyClass("state", "entity", deferred("how something is for a time"), ("location",)),
    OntologyClass("mode", "state", deferred("a way in which a system runs"), ("location",)),
    OntologyClass("event", "entity", deferred("what happens at an instant"), ("event", "edge", "timer")),
    OntologyClass("action", "entity", deferred("what somebody does"), ("event", "edge", "location")),
)
CLASSES = {ontology_class.name: ontology_class for ontology_class in _ALL}
"""Every class by its name."""

_BY_ANY_CASE = {name.casefold(): name for name in CLASSES}


def class_named(written: str) -> str:
    """The class as it is spelt, whatever its case; empty where there is none of the name."""
    return _BY_ANY_CASE.get(written.casefold(), "")


def is_a(name: str, wider: str) -> bool:
    """Whether the class is the wider one or lies below it; an unknown class is none."""
    while name in CLASSES and name != wider:
        name = CLASSES[name].parent
    return name == wider
