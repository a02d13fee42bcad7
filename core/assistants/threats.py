"""The threat assistant's plan: what rules find in a snapshot, with what people stated themselves."""

from typing import Any

from core.jobs.worker import Report
from core.model import Snapshot, from_plain
from core.threats import find_threats, threat_to_plain


def threats_of(snapshot: Snapshot, report: Report | None = None) -> list[dict[str, Any]]:
    """The threats as plain data, the gravest first."""
    return [threat_to_plain(threat) for threat in find_threats(snapshot, progress=report)]


def threats_task(payload: Any, report: Report) -> Any:
    """The worker's task: `payload` is the model as a list of plain elements."""
    return threats_of(Snapshot(from_plain(plain) for plain in payload), report)
