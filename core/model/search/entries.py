"""What of an element a search finds: its title, and every word and number that was stated about it."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from core.ground.words import _
from core.model.behaviour import Edge, Event
from core.model.element import Element, Id
from core.model.facts import facts_of, field_title, shown
from core.model.hardware import Allocation
from core.model.kinds import KINDS
from core.model.naming import called_after, name_of
from core.model.plain import fields_of
from core.model.proposal import Decision, Proposal
from core.model.requirement import Proposition, Requirement, Term, TraceLink
from core.model.search.index import Entry
from core.model.security import Suppression, ThreatDecision
from core.model.snapshot import Snapshot
from core.model.view import Diagram, Filter, Placement, TextNote

KIND, PLACE = "kind", "in"
"""Where the kind of an element stands, and the name of what it is in."""

_NOT_FOUND = (Allocation, Decision, Filter, Placement, Suppression, ThreatDecision, TraceLink)
"""What is seen at other elements and is nothing to go to."""

_MINOR = (Edge, Event, Proposal, Proposition)
"""What is seldom looked for by itself, like whatever has no name of its own."""

_BACK = {Diagram.kind: -1, Term.kind: 1}
"""A name typed means the diagram of that name before other things, and the word in the glossary last."""

_SORTS = ("text", "long", "code", "choice", "texts", "number", "duration")
_TITLE = 80
"""A title that is the text of an element has so many letters at most."""


def entry_of(snapshot: Snapshot, element: Element) -> Entry | None:
    """How the element is found: its group is its kind. None for what is nothing to go to."""
    if isinstance(element, _NOT_FOUND):
        return None
    texts = [(KIND, _(element.kind))]
    place = snapshot.get(place_of(element))
    if place is not None and place.name:
        texts.append((PLACE, place.name))
    for field, unsaid in _stated(element.kind):
        value: Any = getattr(element, field)
        if value != unsaid and value not in ("", None):
            texts.append((field, shown(value)))
    minor = isinstance(element, _MINOR) or not (element.name or getattr(element, "text", ""))
    title, back = _title(snapshot, element), _BACK.get(element.kind, 0)
    return Entry(element.id, element.kind, title, tuple(texts), minor, back)


def read_for(snapshot: Snapshot, element: Element) -> Iterator[Id]:
    """The elements, other than itself, whose names are part of how the element is found."""
    place = place_of(element)
    if place is not None:
        yield place
    yield from called_after(snapshot, element)


def place_of(element: Element) -> Id | None:
    """What the element is in: its owner or, where it has none, its zone."""
    return element.owner or getattr(element, "zone", None)


def where_words(where: str) -> str:
    """The name of the place in an element where a text stands, as screens write it."""
    return {KIND: _("Kind"), PLACE: _("In")}.get(where) or field_title(where)


def _title(snapshot: Snapshot, element: Element) -> str:
    if isinstance(element, Requirement):
        return f"{element.key} {element.name or element.text}".strip()
    if isinstance(element, TextNote) and not element.name and element.text.strip():
        return " ".join(element.text.split())[:_TITLE]
    return name_of(snapshot, element.id)


@cache
def _stated(kind: str) -> tuple[tuple[str, Any], ...]:
    """The fields of a kind that hold words or numbers, each with what it holds where nothing was stated."""
    unsaid = {field.name: None if field.required else field.default for field in fields_of(KINDS[kind])}
    return tuple((fact.name, unsaid[fact.name]) for fact in facts_of(KINDS[kind]) if fact.sort in _SORTS)
