"""What an assessment found, laid over the diagrams: threats and verdicts as badges."""

from typing import Any

from core.diagram.overlay import Overlays, ThreatMark, Threats, VerdictMark
from core.diagram.verdict_marks import Decided, verdict_marks
from core.model import Id, Snapshot
from core.reports.summary import SEVERITIES, requirement_verdicts


def overlays_of(snapshot: Snapshot, assessment: dict[str, Any]) -> Overlays:
    """Open threats at their targets, and verdicts at the components and machines that they are about."""
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
    verdicts = requirement_verdicts(assessment)
    decided = []
    for requirement in assessment["requirements"]:
        system = (requirement.get("slots") or {}).get("system")
        verdict = verdicts.get(requirement["id"])
        if verdict is not None:
            machines = tuple(verdict["machines"])
            name = system["text"] if system else ""
            decided.append(Decided(requirement["element"], name, verdict["verdict"], machines))
    return verdict_marks(snapshot, decided)
