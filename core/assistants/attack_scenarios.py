"""Which attacks a model is tried against: scenarios that people kept, and threats that nobody answered.

A threat that is open, or whose risk was accepted, and that says what an attacker would do makes a scenario
of its own, unless a kept scenario was made from it. Threats that come to the same make one together.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from core.knowledge import mitigations
from core.model import AttackScenario, Effect, Snapshot, ThreatStatus
from core.threats import Threat, find_threats

ANSWERED_BY_NOBODY = (ThreatStatus.OPEN, ThreatStatus.RISK_ACCEPTED)


@dataclass(frozen=True, slots=True)
class Answer:
    """A mitigation against threats of a scenario: what it is called, and what it leaves of the attack."""

    id: str
    title: str
    left: AttackScenario


@dataclass(frozen=True, slots=True)
class Posed:
    """An attack to try: the scenario, whether a person kept it, and what could stand against it."""

    scenario: AttackScenario
    kept: bool
    answers: tuple[Answer, ...]


def posed_by(snapshot: Snapshot, threats: Iterable[Threat] | None = None) -> tuple[Posed, ...]:
    """The attacks to try on the model, those that people kept first; `threats` None: all of its rules."""
    found = tuple(find_threats(snapshot) if threats is None else threats)
    kept = snapshot.of(AttackScenario)
    named = {threat for scenario in kept for threat in scenario.threats}
    made: dict[Effect, AttackScenario] = {}
    for threat in found:
        if threat.effect is None or threat.status not in ANSWERED_BY_NOBODY or threat.id in named:
            continue
        known = made.get(threat.effect)
        made[threat.effect] = (
            replace(known, threats=(*known.threats, threat.id))
            if known is not None
            else AttackScenario(
                id=threat.id, name=threat.title, effects=(threat.effect,), threats=(threat.id,)
            )
        )
    return (
        *(Posed(one, True, _answers(one, found)) for one in kept),
        *(Posed(one, False, _answers(one, found)) for one in made.values()),
    )


def _answers(scenario: AttackScenario, threats: tuple[Threat, ...]) -> tuple[Answer, ...]:
    """For each mitigation of the scenario's threats, the scenario without the effects that it answers."""
    about = [one for one in threats if one.effect is not None and _means(scenario, one)]
    titles = {one.id: one.title for one in mitigations()}
    found = []
    for mitigation in dict.fromkeys(known for threat in about for known in threat.mitigations):
        answered = {_deed(one.effect) for one in about if one.effect and mitigation in one.mitigations}
        left = tuple(effect for effect in scenario.effects if _deed(effect) not in answered)
        found.append(Answer(mitigation, titles.get(mitigation, mitigation), replace(scenario, effects=left)))
    return tuple(found)


def _means(scenario: AttackScenario, threat: Threat) -> bool:
    """Whether a scenario does what the threat says; one made from named threats does what those say."""
    if scenario.threats:
        return threat.id in scenario.threats
    return threat.effect is not None and _deed(threat.effect) in {_deed(one) for one in scenario.effects}


def _deed(effect: Effect) -> tuple[str, str]:
    return effect.effect.value, effect.on
