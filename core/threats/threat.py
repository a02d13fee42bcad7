"""A threat: which rule fired on which elements, how sure that is, and why."""

import hashlib
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from core.knowledge import StrideLetter, ThreatSeverity
from core.model import Effect, Id, ThreatStatus
from core.threats.judgement import Fact


class Certainty(StrEnum):
    """Whether every premise is stated, or an open question remains."""

    CERTAIN = "certain"
    POSSIBLE = "possible"


@dataclass(frozen=True, slots=True)
class Target:
    """The element that a threat is about."""

    id: Id
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Ask:
    """A question that would decide a possible threat: about which element and which of its fields."""

    element: Id
    field: str
    question: str


@dataclass(frozen=True, slots=True)
class Threat:
    """One way in which the system as modelled could be harmed.

    `elements` are all elements bound, the target first. `facts` are the facts of the model that
    make the rule hold; a certain threat has no `asks`. `effect` is what an attack scenario would do.
    """

    id: str
    rule: str
    title: str
    stride: tuple[StrideLetter, ...]
    target: Target
    elements: tuple[Id, ...]
    severity: ThreatSeverity
    certainty: Certainty
    why: str
    facts: tuple[Fact, ...]
    asks: tuple[Ask, ...]
    references: tuple[str, ...]
    mitigations: tuple[str, ...]
    effect: Effect | None
    status: ThreatStatus


def threat_id(rule: str, elements: tuple[Id, ...]) -> str:
    """The identity of a threat: a digest of its rule's id and the ids of the elements bound.

    It stays the same while names and facts change, so that decisions about it hold on.
    """
    return hashlib.sha256("\n".join((rule, *elements)).encode()).hexdigest()[:20]


def threat_to_plain(threat: Threat) -> dict[str, Any]:
    """The threat as the command line prints it with `--json`."""
    effect = threat.effect
    return {
        "id": threat.id,
        "rule": threat.rule,
        "title": threat.title,
        "stride": [letter.value for letter in threat.stride],
        "target": {"id": threat.target.id, "name": threat.target.name, "kind": threat.target.kind},
        "severity": threat.severity.value,
        "certainty": threat.certainty.value,
        "why": threat.why,
        "asks": [
            {"element": ask.element, "field": ask.field, "question": ask.question} for ask in threat.asks
        ],
        "references": list(threat.references),
        "mitigations": list(threat.mitigations),
        "status": threat.status.value,
        "elements": list(threat.elements),
        "facts": [
            {"element": fact.element, "field": fact.field, "value": fact.value} for fact in threat.facts
        ],
        "effect": None
        if effect is None
        else {"kind": effect.effect.value, "on": effect.on, "budget": effect.budget},
    }
