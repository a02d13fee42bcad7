"""What results lay over a diagram, in the words of `core.diagram`, which is loaded with the first one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.session.problems import problems
from app.session.results import SEVERITIES, Results
from app.session.sentences import parsed
from core.ground.words import deferred
from core.model import Id, Requirement, Snapshot

if TYPE_CHECKING:
    from core.diagram.overlay import Overlays, ProblemMark, ThreatMark, Threats, VerdictMark

OVERLAYS = (
    ("problems", deferred("Problems")),
    ("threats", deferred("Threats")),
    ("verdicts", deferred("Verdicts")),
)
"""The overlays that a person can switch on and off, and their names."""

_WORST_PROBLEM: tuple[ProblemMark, ...] = ("error", "warning", "information")


def overlays_for(snapshot: Snapshot, results: Results, wanted: set[str]) -> Overlays:
    """The overlays that are wanted, from the results as they are."""
    from core.diagram.overlay import Overlays

    return Overlays(
        threats=_threats(results) if "threats" in wanted else {},
        verdicts=element_verdicts(snapshot, results) if "verdicts" in wanted else {},
        problems=_problems(snapshot, results) if "problems" in wanted else {},
    )


def element_verdicts(snapshot: Snapshot, results: Results) -> dict[Id, VerdictMark]:
    """The worst verdict on the requirements of each component, and on the machines that decide them.

    While verdicts are stale none of them is shown as satisfied.
    """
    from core.diagram.verdict_marks import Decided, verdict_marks

    stale = results.is_stale(results.verdicts)
    decided = []
    for requirement in snapshot.of(Requirement):
        verdict = results.verdict_of(requirement)
        if verdict is None:
            continue
        system = parsed(requirement.text).slots.system
        known: VerdictMark = verdict["verdict"]
        if stale and known == "satisfied":
            known = "unknown"
        machines = tuple(verdict.get("machines", ()))
        decided.append(Decided(requirement.id, system.text if system is not None else "", known, machines))
    return verdict_marks(snapshot, decided)


def _threats(results: Results) -> dict[Id, Threats]:
    from core.diagram.overlay import Threats

    found: dict[Id, list[ThreatMark]] = {}
    for threat in results.open_threats():
        for element_id in results.bearers(threat):
            found.setdefault(element_id, []).append(threat["severity"])
    return {
        element_id: Threats(min(severities, key=SEVERITIES.index), len(severities))
        for element_id, severities in found.items()
    }


def _problems(snapshot: Snapshot, results: Results) -> dict[Id, ProblemMark]:
    found: dict[Id, ProblemMark] = {}
    for problem in problems(snapshot, results):
        if problem.element:
            mark = found.get(problem.element, "information")
            found[problem.element] = min(mark, problem.mark, key=_WORST_PROBLEM.index)
    return found


def threat_overlay(results: Results, lit: frozenset[Id]) -> Overlays:
    """All but the elements of one threat dimmed; nothing dimmed where none is lit."""
    from core.diagram.overlay import Overlays

    return Overlays(threats=_threats(results), lit=lit or None)
