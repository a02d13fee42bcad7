"""The templates of a document, each read once, and what they are given when a process is made."""

from dataclasses import dataclass

from core.checker.faults import mistaken, unsupported
from core.ground.words import _
from core.uppaal.document import Document, Location, Template, Transition
from core.uppaal.language import declaration as d
from core.uppaal.language.expression import Expression
from core.uppaal.language.parsing import (
    parse_declarations,
    parse_expression,
    parse_expressions,
    parse_parameters,
    parse_selections,
    parse_synchronisation,
)

_IGNORED_AT_LOCATIONS = ("comments", "exponentialrate", "testcodeEnter", "testcodeExit")
_IGNORED_AT_EDGES = ("comments", "testcode")
_MEANT = {"synchronization": "synchronisation", "update": "assignment", "sync": "synchronisation"}


@dataclass(frozen=True, slots=True)
class ReadLocation:
    """A location with its invariant as a tree, None where it has none."""

    location: Location
    invariant: Expression | None
    where: str


@dataclass(frozen=True, slots=True)
class ReadTransition:
    """A transition with its labels as trees."""

    transition: Transition
    index: int
    selections: tuple[d.Selection, ...]
    guard: Expression | None
    synchronisation: d.Synchronisation | None
    updates: tuple[Expression, ...]
    where: str


@dataclass(frozen=True, slots=True)
class ReadTemplate:
    """A template with all its texts as trees."""

    name: str
    parameters: tuple[d.Parameter, ...]
    declarations: tuple[d.Declaration, ...]
    locations: tuple[ReadLocation, ...]
    initial: int
    transitions: tuple[ReadTransition, ...]

    @property
    def where(self) -> str:
        """Words for errors."""
        return _("template {name}").format(name=self.name)


def read_templates(document: Document) -> dict[str, ReadTemplate]:
    """All templates by name; Refused for what the checker does not know."""
    if document.imports.strip():
        raise unsupported("imports", _("The model imports functions from elsewhere"))
    found: dict[str, ReadTemplate] = {}
    for template in document.templates:
        if template.other:
            name = template.name or template.other[0].split(">", 1)[0].lstrip("<").split()[0]
            raise unsupported("chart", _("“{name}” is or has a live sequence chart").format(name=name))
        if template.name in found:
            raise mistaken("name-twice", _("There are two templates “{name}”").format(name=template.name))
        found[template.name] = _read(template)
    return found


def _read(template: Template) -> ReadTemplate:
    where = _("template {name}").format(name=template.name)
    if template.branchpoints:
        raise unsupported("branches", _("“{name}” has probabilistic branches").format(name=template.name))
    places = {location.id: number for number, location in enumerate(template.locations)}
    if len(places) != len(template.locations):
        raise mistaken("id-twice", _("Two locations have the same id"), where=where)
    if template.initial not in places:
        raise mistaken(
            "initial-missing",
            _("“{name}” has no initial location").format(name=template.name),
            where=where,
            hint=_("Mark one location as initial."),
        )
    return ReadTemplate(
        template.name,
        parse_parameters(template.parameter, _("{where}, parameters").format(where=where)),
        parse_declarations(template.declaration, _("{where}, declarations").format(where=where)),
        tuple(_location(location, where) for location in template.locations),
        places[template.initial],
        tuple(
            _transition(transition, index, template, places, where)
            for index, transition in enumerate(template.transitions)
        ),
    )


def _location(location: Location, template: str) -> ReadLocation:
    where = _("{template}, location {name}").format(template=template, name=location.name or location.id)
    for label in location.labels:
        if label.kind != "invariant" and label.kind not in _IGNORED_AT_LOCATIONS:
            raise _unknown_label(label.kind, where)
    text = location.label("invariant")
    return ReadLocation(location, parse_expression(text, where) if text.strip() else None, where)


def _transition(
    transition: Transition, index: int, template: Template, places: dict[str, int], where: str
) -> ReadTransition:
    names = {location.id: location.name or location.id for location in template.locations}
    for end in (transition.source, transition.target):
        if end not in places:
            raise mistaken(
                "location-missing",
                _("A transition begins or ends at “{id}”, which is no location").format(id=end),
                where=where,
            )
    where = _("{template}, {source} → {target}").format(
        template=where, source=names[transition.source], target=names[transition.target]
    )
    texts = {"select": "", "guard": "", "synchronisation": "", "assignment": ""}
    for label in transition.labels:
        if label.kind == "probability":
            raise unsupported("branches", _("An edge has a probability"), where=where)
        if label.kind in texts:
            texts[label.kind] = label.text if label.text.strip() else ""
        elif label.kind not in _IGNORED_AT_EDGES:
            raise _unknown_label(label.kind, where)
    guard, synchronisation = texts["guard"], texts["synchronisation"]
    return ReadTransition(
        transition,
        index,
        parse_selections(texts["select"], _("{where}, select").format(where=where)),
        parse_expression(guard, _("{where}, guard").format(where=where)) if guard else None,
        _synchronisation(synchronisation, where) if synchronisation else None,
        parse_expressions(texts["assignment"], _("{where}, update").format(where=where)),
        where,
    )


def _synchronisation(text: str, where: str) -> d.Synchronisation:
    where = _("{where}, synchronisation").format(where=where)
    found = parse_synchronisation(text, where)
    if not found.direction:
        raise unsupported(
            "handshake", _("The synchronisation “{text}” has neither ! nor ?").format(text=text), found, where
        )
    return found


def _unknown_label(kind: str, where: str) -> Exception:
    meant = _MEANT.get(kind)
    return mistaken(
        "label-unknown",
        _("A label has the kind “{kind}”, which UPPAAL drops silently").format(kind=kind),
        where=where,
        hint=_("Write the kind “{meant}”.").format(meant=meant) if meant else None,
    )
