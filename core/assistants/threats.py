"""The threat assistant's plan: what rules find in a snapshot, and what people stated themselves."""

from typing import Any

from core.ground.sentences import unworded
from core.ground.words import _
from core.jobs.worker import Report
from core.model import Id, Snapshot, StatedThreat, Suppression, ThreatDecision, from_plain, name_of
from core.threats import find_threats, last_decisions, threat_to_plain

DECISION = ("reason", "decided_by", "decided_on", "assignee", "due")
"""What is told of a decision about a threat, besides its status."""

STATED = "stated"
"""What stands in the place of a rule where a person, or another tool's file, named the threat."""


def threats_of(snapshot: Snapshot, report: Report | None = None) -> list[dict[str, Any]]:
    """The threats as plain data: those of the rules, the gravest first, then those that were stated.

    Each carries as `decision` what a person decided about it last, or None.
    """
    found = [threat_to_plain(threat) for threat in find_threats(snapshot, progress=report)]
    found += [_stated(snapshot, threat) for threat in snapshot.of(StatedThreat)]
    decided = last_decisions(snapshot)
    return [_answered(threat, decided.get(threat["id"])) for threat in found]


def suppressions_of(snapshot: Snapshot) -> list[dict[str, Any]]:
    """What people silenced, as plain data: which rule ("*": every rule), where (None: everywhere), why."""
    return [
        {
            "rule": suppression.rule,
            "element": None if suppression.element is None else _named(snapshot, suppression.element),
            "reason": suppression.reason,
        }
        for suppression in snapshot.of(Suppression)
    ]


def threats_task(payload: Any, report: Report) -> Any:
    """The worker's task: `payload` is the model as a list of plain elements.

    The threats are for keeping: their sentences are put into words where they are shown.
    """
    snapshot = Snapshot(from_plain(plain) for plain in payload)
    with unworded():
        return threats_of(snapshot, report)


def _answered(threat: dict[str, Any], decision: ThreatDecision | None) -> dict[str, Any]:
    if decision is None:
        return {**threat, "decision": None}
    said = {field: getattr(decision, field) for field in DECISION}
    return {**threat, "status": decision.status.value, "decision": said}


def _named(snapshot: Snapshot, element: Id) -> dict[str, str]:
    return {"id": element, "name": name_of(snapshot, element), "kind": snapshot[element].kind}


def _stated(snapshot: Snapshot, threat: StatedThreat) -> dict[str, Any]:
    target = snapshot[threat.target]
    return {
        "id": threat.id,
        "rule": STATED,
        "title": threat.name,
        "stride": list(threat.stride),
        "target": {"id": target.id, "name": target.name, "kind": target.kind},
        "severity": threat.severity or "info",
        "certainty": "certain",
        "why": _why(threat),
        "asks": [],
        "references": [],
        "mitigations": [],
        "status": threat.status.value,
        "elements": [target.id],
        "facts": [],
        "effect": None,
        "stated_mitigation": threat.mitigation,
    }


def _why(threat: StatedThreat) -> str:
    said = threat.description or _("A person stated it.")
    return said if threat.severity else said + " " + _("No severity is stated.")
