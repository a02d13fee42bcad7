"""The task that works out whether all requirements can hold, as the results ledger keeps its findings."""

from typing import Any

from core.formal.consistency import inconsistencies
from core.ground.sentences import unworded
from core.ground.words import _
from core.jobs.worker import Report
from core.model import Snapshot, from_plain
from core.requirements import Finding


def consistency_task(payload: Any, report: Report) -> Any:
    """The worker's task: `payload` is the model as a list of plain elements.

    The findings are for keeping: their sentences are put into words where they are shown.
    """
    snapshot = Snapshot(from_plain(plain) for plain in payload)
    words = _("Comparing requirements")
    with unworded():
        return [
            finding_to_plain(finding)
            for finding in inconsistencies(snapshot, lambda done, total: report(done, total, words))
        ]


def finding_to_plain(finding: Finding) -> dict[str, Any]:
    """A finding about several requirements as the ledger keeps it."""
    return {
        "kind": finding.kind.value,
        "code": finding.code,
        "requirements": list(finding.requirements),
        "keys": list(finding.keys),
        "message": finding.message,
        "element": finding.element,
        "severity": finding.severity.value,
        "hint": finding.hint,
        "witness": finding.witness,
    }
