"""Writing UPPAAL's XML, valid by construction: order of elements, escaped texts, queries of one line."""

from collections.abc import Iterator

from core.uppaal.document import (
    Document,
    Expectation,
    Label,
    Location,
    Place,
    Query,
    Template,
    Transition,
    Waiting,
)
from core.uppaal.files.escaping import attribute, one_line, text

DOCTYPE = (
    "<!DOCTYPE nta PUBLIC '-//Uppaal Team//DTD Flat System 1.1//EN' "
    "'http://www.it.uu.se/research/group/darts/uppaal/flat-1_2.dtd'>"
)

_Facts = tuple[tuple[str, str], ...]


def write_document(document: Document) -> str:
    """The document as XML.

    Formulas stand on one line, as UPPAAL's own query parser refuses more; `read_document` joins them
    too, so that reading what was written gives an equal document.
    """
    return "\n".join(_document(document)) + "\n"


def _document(document: Document) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="utf-8"?>'
    yield document.doctype or DOCTYPE
    yield "<nta>"
    if document.imports:
        yield "\t" + _element("imports", document.imports)
    yield "\t" + _element("declaration", document.declaration)
    for template in document.templates:
        yield from _template(template)
    if document.instantiation:
        yield "\t" + _element("instantiation", document.instantiation)
    yield "\t" + _element("system", document.system)
    if document.queries or document.query_options:
        yield "\t<queries>"
        for key, value in document.query_options:
            yield f"\t\t{_empty('option', (('key', key), ('value', value)))}"
        for query in document.queries:
            yield from _query(query)
        yield "\t</queries>"
    yield "</nta>"


def _template(template: Template) -> Iterator[str]:
    if not template.name and template.other and not template.locations:
        for foreign in template.other:
            yield "\t" + foreign
        return
    yield "\t" + _open("template", template.attributes)
    yield "\t\t" + _element("name", template.name, _at(template.name_place))
    if template.parameter or template.parameter_place is not None:
        yield "\t\t" + _element("parameter", template.parameter, _at(template.parameter_place))
    if template.declaration:
        yield "\t\t" + _element("declaration", template.declaration)
    for location in template.locations:
        yield from _location(location)
    for point in template.branchpoints:
        yield "\t\t" + _empty("branchpoint", (("id", point.id), *_at(point.place), *point.attributes))
    if template.initial:
        yield "\t\t" + _empty("init", (("ref", template.initial),))
    for transition in template.transitions:
        yield from _transition(transition)
    for foreign in template.other:
        yield "\t\t" + foreign
    yield "\t</template>"


def _location(location: Location) -> Iterator[str]:
    facts = (("id", location.id), *_at(location.place), *_colour(location.colour), *location.attributes)
    yield "\t\t" + _open("location", facts)
    if location.name or location.name_place is not None:
        yield "\t\t\t" + _element("name", location.name, _at(location.name_place))
    for label in location.labels:
        yield "\t\t\t" + _label(label)
    if location.waiting is not Waiting.NORMAL:
        yield f"\t\t\t<{location.waiting.value}/>"
    for foreign in location.other:
        yield "\t\t\t" + foreign
    yield "\t\t</location>"


def _transition(transition: Transition) -> Iterator[str]:
    identity = (("id", transition.id),) if transition.id else ()
    yield "\t\t" + _open("transition", (*identity, *_colour(transition.colour), *transition.attributes))
    yield "\t\t\t" + _empty("source", (("ref", transition.source),))
    yield "\t\t\t" + _empty("target", (("ref", transition.target),))
    for label in transition.labels:
        yield "\t\t\t" + _label(label)
    for nail in transition.nails:
        yield "\t\t\t" + _empty("nail", _at(nail))
    for foreign in transition.other:
        yield "\t\t\t" + foreign
    yield "\t\t</transition>"


def _label(label: Label) -> str:
    return _element("label", label.text, (("kind", label.kind), *_at(label.place), *label.attributes))


def _query(query: Query) -> Iterator[str]:
    yield "\t\t<query>"
    yield "\t\t\t" + _element("formula", one_line(query.formula))
    yield "\t\t\t" + _element("comment", query.comment)
    for key, value in query.options:
        yield "\t\t\t" + _empty("option", (("key", key), ("value", value)))
    if query.expectation is not None:
        yield from _expectation(query.expectation)
    for result in query.results:
        yield "\t\t\t" + result
    yield "\t\t</query>"


def _expectation(expectation: Expectation) -> Iterator[str]:
    named = (
        ("outcome", expectation.outcome),
        ("type", expectation.type),
        ("value", expectation.value),
    )
    yield "\t\t\t" + _open("expect", tuple((name, value) for name, value in named if value))
    for kind, value, unit in expectation.resources:
        facts = (("type", kind), ("value", value), *((("unit", unit),) if unit else ()))
        yield "\t\t\t\t" + _empty("resource", facts)
    yield "\t\t\t</expect>"


def _at(place: Place | None) -> _Facts:
    return () if place is None else (("x", str(place.x)), ("y", str(place.y)))


def _colour(colour: str) -> _Facts:
    return (("color", colour),) if colour else ()


def _open(tag: str, facts: _Facts) -> str:
    return f"<{tag}{_facts(facts)}>"


def _empty(tag: str, facts: _Facts) -> str:
    return f"<{tag}{_facts(facts)}/>"


def _element(tag: str, content: str, facts: _Facts = ()) -> str:
    return f"<{tag}{_facts(facts)}>{text(content)}</{tag}>"


def _facts(facts: _Facts) -> str:
    return "".join(f' {name}="{attribute(value)}"' for name, value in facts)
