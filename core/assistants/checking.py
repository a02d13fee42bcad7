"""The plan that runs the checks of requirements, and keeps what they answer beside the project.

An answer is pass, fail or incomplete (after RQCODE). A requirement with several checks fails where one
fails, else is incomplete where one is, else passes (`Known.answers`); nothing hides behind an answer: every
part is told.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from core.assistants.deciding import Decider, Part
from core.assistants.known import KEPT, Plain, worst_verdicts
from core.exchange.settings.folder import EvidenceFolder
from core.ground.diagnostic import Refused
from core.ground.sentences import unworded
from core.ground.words import _
from core.jobs.worker import Report
from core.model import Requirement, RequirementCheck, Snapshot, Truth, from_plain
from core.requirements.checks.parsing import read_check
from core.requirements.checks.tree import AllOf, AnyOf, Check, Denial, VerdictTest

TASK = "checks"

_OF_TRUTH = {Truth.YES: "pass", Truth.NO: "fail", Truth.UNKNOWN: "incomplete"}
_MOST = 100
"""Elements and questions that an answer tells."""
_REASONS = 3


def run_checks(
    snapshot: Snapshot,
    verdicts: Iterable[Plain] | None,
    evidence: Path | None,
    today: date,
    report: Report | None = None,
) -> list[dict[str, Any]]:
    """The answer to every check of the model, in the order of the requirements, as plain data.

    `verdicts` are those on the model as it is, None where they are not known; `evidence` is the folder in
    which files are handed in.
    """
    worst = None if verdicts is None else worst_verdicts(verdicts)
    folder = EvidenceFolder(evidence)
    decider = Decider(snapshot, worst, folder, today)
    requirements = [one for one in snapshot.of(Requirement) if snapshot.owned(one.id, RequirementCheck)]
    rows = []
    for done, requirement in enumerate(requirements):
        if report is not None:
            report(done, len(requirements), _("Checking {key}").format(key=requirement.key))
        rows += [
            _row(decider, requirement, check) for check in snapshot.owned(requirement.id, RequirementCheck)
        ]
    if report is not None:
        report(len(requirements), len(requirements), "")
    return rows


def checks_task(payload: Any, report: Report) -> Any:
    """The worker's task: `payload` has `elements`, `verdicts`, `evidence` (a path) and `today`.

    The rows are for keeping: their sentences are put into words where they are shown.
    """
    snapshot = Snapshot(from_plain(plain) for plain in payload["elements"])
    folder = payload["evidence"]
    with unworded():
        return run_checks(
            snapshot,
            payload["verdicts"],
            None if folder is None else Path(folder),
            date.fromisoformat(payload["today"]),
            report,
        )


def asks_verdicts(snapshot: Snapshot) -> bool:
    """Whether some check rests on a verdict."""
    read = (read_check(one.statement).check for one in snapshot.of(RequirementCheck))
    return any(check is not None and _rests_on_verdict(check) for check in read)


def keep_answers(path: Path, snapshot: Snapshot, changes: int, rows: list[dict[str, Any]]) -> bool:
    """Keep answers in their project; False where it is no project file or cannot be written now."""
    from core.assistants.inputs import kinds_read
    from core.project import Result, open_project
    from core.project.database import is_project_file

    if not is_project_file(path):
        return False
    with contextlib.suppress(Refused), open_project(path) as project:
        if project.read_only:
            return False
        inputs = snapshot.digest(kinds_read(TASK, snapshot))
        last = project.results(TASK)[-1:]
        if not any((one.inputs, one.tools, one.outcome) == (inputs, KEPT, rows) for one in last):
            project.keep([Result(TASK, "", inputs, KEPT, project.surroundings.clock(), rows, changes)])
        return True
    return False


def _row(decider: Decider, requirement: Requirement, check: RequirementCheck) -> dict[str, Any]:
    read = read_check(check.statement)
    evidence = decider.evidence
    evidence.asked.clear()
    if read.check is None:
        truth = Truth.UNKNOWN
        message = read.diagnostics[0].message
        parts: tuple[Part, ...] = (Part(check.statement, truth, message),)
    else:
        truth, parts = decider.decide(read.check, requirement)
    deciding = [part for part in parts if part.serves is truth]
    at_fault = [one for part in deciding for one in part.telling] if truth is Truth.NO else []
    gaps = [gap for part in deciding for gap in part.gaps] if truth is Truth.UNKNOWN else []
    used = [evidence.seen[name] for name in dict.fromkeys(evidence.asked) if name in evidence.seen]
    return {
        "requirement": requirement.key,
        "element": requirement.id,
        "check": check.id,
        "statement": check.statement,
        "answer": _OF_TRUTH[truth],
        "reason": "; ".join(dict.fromkeys(part.reason for part in deciding[:_REASONS])),
        "at_fault": [
            {"element": one.element, "name": decider.name(one.element), "why": decider.statement(one)}
            for one in dict.fromkeys(at_fault[:_MOST])
        ],
        "asks": [
            {"element": gap.element, "field": gap.field, "question": decider.asked(gap)}
            for gap in dict.fromkeys(gaps[:_MOST])
        ],
        "evidence": [
            {"file": one.file, "digest": one.digest, "size": one.size, "changed": one.changed} for one in used
        ],
        "parts": [
            {"statement": part.statement, "answer": _OF_TRUTH[part.serves], "reason": part.reason}
            for part in parts
        ],
    }


def _rests_on_verdict(check: Check) -> bool:
    match check:
        case AllOf(parts) | AnyOf(parts):
            return any(map(_rests_on_verdict, parts))
        case Denial(part):
            return _rests_on_verdict(part)
    return isinstance(check, VerdictTest)
