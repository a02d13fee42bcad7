"""The kinds of elements that each analysis reads, so that a change of others makes no result stale."""

from core.model import (
    AttackScenario,
    Boilerplate,
    Evidence,
    Proposition,
    Requirement,
    RequirementCheck,
    Snapshot,
    StatedThreat,
    Suppression,
    ThreatDecision,
    kinds_of,
)
from core.model.system import ENDS, Connector

SENTENCES = frozenset({Requirement.kind, Boilerplate.kind, Proposition.kind})

VERDICTS = kinds_of("behaviour") | {*SENTENCES, Connector.kind, *ENDS}
"""What verdicts depend on: sentences and what they are bound to, machines, what carries their messages
and whose names explanations say. Drawings give the automata their places and decide nothing."""

CONSISTENCY = kinds_of("behaviour") | SENTENCES
"""What decides whether all requirements can hold: sentences, and what they are bound to."""

THREATS = kinds_of("system", "hardware") | {Suppression.kind, StatedThreat.kind}
"""What threats depend on, but for what people decided about them, which is joined when they are shown."""

ATTACKS = VERDICTS | THREATS | {AttackScenario.kind, ThreatDecision.kind}
"""What the table of attacks depends on: verdicts, scenarios, and threats with what was decided about them."""

CHECKS = kinds_of("system", "hardware") | VERDICTS | {RequirementCheck.kind, Evidence.kind}
"""What the checks of requirements depend on in the model; the files that are handed in come beside it."""


def kinds_read(task: str, snapshot: Snapshot) -> frozenset[str]:
    """The kinds that the task "threats", "under attack", "verify", "consistency" or "checks" reads here.

    Results are cached by `snapshot.digest(kinds_read(...))`. A stated threat names its target,
    which may be of any kind.
    """
    if task == "verify":
        return VERDICTS
    if task == "consistency":
        return CONSISTENCY
    if task == "checks":
        return CHECKS
    targets = (snapshot.get(threat.target) for threat in snapshot.of(StatedThreat))
    read = ATTACKS if task == "under attack" else THREATS
    return read | {target.kind for target in targets if target is not None}
