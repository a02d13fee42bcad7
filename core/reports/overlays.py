"""What an assessment found, laid over the diagrams: threats and verdicts as badges."""

from typing import Any

from core.diagram.overlay import Overlays, ThreatMark, Threats, VerdictMark
from core.model import Component, Id, Snapshot, StateMachine
from core.reports.summary import SEVERITIES, requirement_verdicts

WORST_FIRST: tuple[VerdictMark, ...] = ("violated", "unknown", "satisfied")


def overlays_of(snapshot: Snapshot, assessment: dict[str, Any]) -> Overlays:
    """Open threats at their targets, and at each component the worst verdict on what it shall do."""
    return Overlays(threats=_threats(assessment), verdicts=_verdicts(snapshot, assessment))


def _threats(assessment: dict[str, Any]) -> dict[Id, Threats]:
    found: dict[Id, list[ThreatMark]] = {}
    for threat in assessment["threats"]:
        if threat["status"] == "open":
            found.setdefault(threat["target"]["id"], []).append(threat["severity"])
    return {
        target: Threats(min(severities, key=SEVERITIES.index), len(severities))
        for target, severities in found.items()
    }


def _verdicts(snapshot: Snapshot, assessment: dict[str, Any]) -> dict[Id, VerdictMark]:
    components = {component.name.casefold(): component.id for component in snapshot.of(Component)}
    verdicts = requirement_verdicts(assessment)
    found: dict[Id, VerdictMark] = {}
    for requirement in assessment["requirements"]:
        system = (requirement.get("slots") or {}).get("system")
        component = components.get(system["text"].casefold()) if system else None
        verdict = verdicts.get(requirement["id"])
        if component is None or verdict is None:
            continue
        for element in (component, *(machine.id for machine in snapshot.owned(component, StateMachine))):
            worst = found.get(element, "satisfied")
            found[element] = min(worst, verdict["verdict"], key=WORST_FIRST.index)
    return found
