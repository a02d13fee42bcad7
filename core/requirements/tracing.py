"""All that a requirement is linked with, each link by what it leads to, and whether an end changed since."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from core.model import (
    Binding,
    Boilerplate,
    Edge,
    Element,
    Event,
    Evidence,
    Id,
    Relation,
    Requirement,
    RequirementCheck,
    Snapshot,
    StatedThreat,
    ThreatDecision,
    TraceLink,
    Truth,
)
from core.model.substance import is_suspect, links_at
from core.requirements.mentions import bindings_of, readable_in, rests_on, same_events
from core.requirements.propositions import Confirmed, confirmed


class Tie(StrEnum):
    """What a requirement is linked with."""

    PARENT = "parent"
    """What it is part of or refines."""
    CHILD = "child"
    REQUIREMENT = "requirement"
    """Another requirement that it serves, or that serves it, otherwise."""
    ELEMENT = "element"
    THREAT = "threat"
    CLAUSE = "clause"
    TEST = "test"
    """Evidence, a check, or what verifies it."""
    BEHAVIOUR = "behaviour"
    """A state machine that a phrase of it is bound to."""


@dataclass(frozen=True, slots=True)
class Tied:
    """One thing that a requirement is linked with.

    `element` is the other end, None for a clause outside the model, whose words are `clause`. `link` is the
    trace link, None where an owner, a piece of evidence or a proposition, named in `through`, says it.
    `outward` where the requirement is the source. `suspect` is no where no person has to confirm it.
    """

    tie: Tie
    element: Id | None
    clause: str = ""
    link: Id | None = None
    through: tuple[Id, ...] = ()
    relation: Relation | None = None
    outward: bool = True
    suspect: Truth = Truth.NO


def tied(snapshot: Snapshot, requirement: Requirement, known: Confirmed | None = None) -> tuple[Tied, ...]:
    """All that the requirement is linked with, tie by tie; every trace link at it exactly once.

    `known` is what `confirmed` gave, for whoever asks about many requirements.
    """
    found = [
        *_family(snapshot, requirement),
        *(_linked(snapshot, requirement, link) for link in links_at(snapshot, requirement.id)),
        *(Tied(Tie.TEST, one.id, through=(one.id,)) for one in snapshot.uses(requirement.id, Evidence)),
        *(Tied(Tie.TEST, one.id) for one in snapshot.owned(requirement.id, RequirementCheck)),
        *_behaviour(snapshot, requirement, confirmed(snapshot) if known is None else known),
    ]
    order = tuple(Tie)
    return tuple(sorted(found, key=lambda one: (order.index(one.tie), one.link or "")))


def _family(snapshot: Snapshot, requirement: Requirement) -> Iterator[Tied]:
    if snapshot.find(Requirement, requirement.owner) is not None:
        yield Tied(Tie.PARENT, requirement.owner)
    for child in snapshot.owned(requirement.id, Requirement):
        yield Tied(Tie.CHILD, child.id)


def _linked(snapshot: Snapshot, requirement: Requirement, link: TraceLink) -> Tied:
    outward = link.source == requirement.id
    other = link.target if outward else link.source
    tie = _tie(snapshot.get(other), link, outward)
    suspect = is_suspect(snapshot, link)
    return Tied(tie, other, link.clause, link.id, (), link.relation, outward, suspect)


def _tie(other: Element | None, link: TraceLink, outward: bool) -> Tie:
    if other is None:
        return Tie.CLAUSE
    if isinstance(other, Requirement):
        if link.relation is not Relation.REFINES:
            return Tie.REQUIREMENT
        return Tie.PARENT if outward else Tie.CHILD
    if isinstance(other, Evidence) or link.relation is Relation.VERIFIES:
        return Tie.TEST
    if isinstance(other, ThreatDecision | StatedThreat) or link.relation is Relation.MITIGATES:
        return Tie.THREAT
    return Tie.ELEMENT


def _behaviour(snapshot: Snapshot, requirement: Requirement, known: Confirmed) -> Iterator[Tied]:
    """The machines that phrases are bound to, each with the propositions that bind them."""
    found: dict[Id, dict[Id, None]] = {}
    bindings = bindings_of(requirement, known, snapshot.of(Boilerplate))
    readable = readable_in(snapshot) if any(one.binding is Binding.EXPRESSION for one in bindings) else {}
    for proposition in bindings:
        for part in rests_on(snapshot, proposition, readable):
            for machine in _machines(snapshot, part):
                found.setdefault(machine, {})[proposition.id] = None
    for machine, through in found.items():
        yield Tied(Tie.BEHAVIOUR, machine, through=tuple(through))


def _machines(snapshot: Snapshot, part: Element) -> Iterator[Id]:
    """The machine that a location, variable or clock is in, or those that send or receive an event."""
    if not isinstance(part, Event):
        yield part.owner or ""
        return
    for event in sorted(same_events(snapshot, part)):
        yield from (edge.owner for edge in snapshot.uses(event, Edge) if edge.owner is not None)
