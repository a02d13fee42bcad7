"""Every use of an element: where it is drawn, what refers to it, reads it, names it or would change it."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from core.ground.words import _
from core.model.drawn import BORDER, LINES, diagrams_drawing
from core.model.element import Element, Id
from core.model.facts import field_title, shown
from core.model.hardware import Allocation
from core.model.proposal import Proposal
from core.model.reading import naming, readers
from core.model.reference import references
from core.model.requirement import Term, TraceLink
from core.model.security import AttackScenario, ThreatDecision
from core.model.snapshot import Snapshot
from core.model.view import Placement

Sort = Literal[
    "diagram",
    "flow",
    "allocation",
    "requirement",
    "behaviour",
    "proposition",
    "zone",
    "threat",
    "scenario",
    "proposal",
    "other",
]
SORTS: tuple[Sort, ...] = get_args(Sort)
"""Sorts of uses in the order in which they are listed."""

_OF_KIND: dict[str, Sort] = {
    "connector": "flow",
    "link": "flow",
    "trace": "requirement",
    "requirement": "requirement",
    "edge": "behaviour",
    "location": "behaviour",
    "proposition": "proposition",
    "conduit": "zone",
    "threat decision": "threat",
    "stated threat": "threat",
    "suppression": "threat",
    "attack scenario": "scenario",
    "proposal": "proposal",
    "decision": "proposal",
}

Bound = Mapping[str, Collection[Id]]
"""The elements that each computed threat is about, by the id of the threat."""


@dataclass(frozen=True, slots=True)
class Use:
    """One use: what uses the element, and how, in the words of the model.

    `place` is where to go to see it: the user itself, but for an allocation or trace its other end, for
    a placement its diagram.
    """

    sort: Sort
    user: Id
    place: Id
    words: str


def uses_of(snapshot: Snapshot, element_id: Id, bound: Bound | None = None) -> tuple[Use, ...]:
    """All uses of the element by sort, each once; of a shape also those of its ports by lines.

    `bound` says what computed threats are about, by which decisions and scenarios use it.
    """
    element = snapshot.get(element_id)
    if element is None:
        return ()
    found = dict.fromkeys(_found(snapshot, element, bound or {}))
    return tuple(sorted(found, key=lambda use: (SORTS.index(use.sort), use.place, use.user)))


def definition_of(snapshot: Snapshot, element_id: Id) -> Id:
    """What a term means, a trace leads to, an allocation or placement is of; else the element itself."""
    element = snapshot.get(element_id)
    if isinstance(element, Term) and element.refers_to is not None:
        return element.refers_to
    if isinstance(element, Placement):
        return element.element
    if isinstance(element, TraceLink):
        return element.target or element.source
    return element.component if isinstance(element, Allocation) else element_id


def _found(snapshot: Snapshot, element: Element, bound: Bound) -> Iterator[Use]:
    for diagram_id in diagrams_drawing(snapshot, element.id):
        yield Use("diagram", diagram_id, diagram_id, _("drawn"))
    for user in snapshot.uses(element.id):
        yield from _by_reference(user, element.id)
    yield from _at_borders(snapshot, element)
    for reader, field in readers(snapshot, element):
        yield Use(
            _OF_KIND[reader.kind], reader.id, reader.id, _("read in its {fact}").format(fact=_fact(field))
        )
    for text, word in naming(snapshot, element):
        sort = _OF_KIND.get(text.kind, "other")
        yield Use(sort, text.id, text.id, _("names “{word}”").format(word=word))
    yield from _by_threats(snapshot, element.id, bound)
    for proposal in snapshot.of(Proposal):
        if any(_concerned(one, element.id) for edit in proposal.edits for one in (edit.before, edit.after)):
            yield Use("proposal", proposal.id, proposal.id, _("would change it or what refers to it"))


def _at_borders(snapshot: Snapshot, element: Element) -> Iterator[Use]:
    """The lines that end at the ports or interfaces of the element."""
    for border in snapshot.owned(element.id):
        for line in snapshot.uses(border.id) if isinstance(border, BORDER) else ():
            if isinstance(line, LINES):
                yield Use("flow", line.id, line.id, _("at {name}").format(name=border.name or _(border.kind)))


def _by_reference(user: Element, element_id: Id) -> Iterator[Use]:
    if isinstance(user, Placement):
        return
    for reference in references(user):
        if reference.target != element_id or reference.field == "owner":
            continue
        sort = _OF_KIND.get(user.kind, "other")
        if isinstance(user, Allocation):
            runs = reference.field == "component"
            place = user.node if runs else user.component
            yield Use("allocation", user.id, place, _("runs on it") if not runs else _("it runs there"))
        elif isinstance(user, TraceLink):
            place = (user.target or user.id) if reference.field == "source" else user.source
            yield Use("requirement", user.id, place, shown(user.relation).lower())
        elif reference.field == "zone":
            yield Use("zone", user.id, user.id, _("in it"))
        else:
            yield Use(sort, user.id, user.id, _fact(reference.field))


def _by_threats(snapshot: Snapshot, element_id: Id, bound: Bound) -> Iterator[Use]:
    about = {threat for threat, elements in bound.items() if element_id in elements}
    for decision in snapshot.of(ThreatDecision):
        if decision.threat in about:
            yield Use("threat", decision.id, decision.id, shown(decision.status).lower())
    for scenario in snapshot.of(AttackScenario):
        if about.intersection(scenario.threats):
            yield Use("scenario", scenario.id, scenario.id, _("made from a threat to it"))


def _concerned(edited: Element | None, element_id: Id) -> bool:
    if edited is None:
        return False
    return edited.id == element_id or any(one.target == element_id for one in references(edited))


def _fact(field: str) -> str:
    """The name of a fact within a sentence; of one inside another the outer one."""
    return field_title(field.partition(".")[0]).lower()
