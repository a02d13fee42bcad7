"""Verifying a project as a whole, and keeping the verdicts in its results ledger as the desktop does."""

import contextlib
from collections.abc import Sequence
from typing import Any

from core.assistants.engines import Engine
from core.assistants.inputs import kinds_read
from core.assistants.known import KEPT
from core.assistants.verification import rows_to_keep
from core.checker import Limits
from core.ground.diagnostic import Refused
from core.ground.sentences import all_worded, worded
from core.jobs.worker import Report
from core.model import Snapshot
from core.project import Project, Reading, Result, open_project
from core.project.database import is_project_file

_TASK = "verify"

_FOR_LATER = frozenset(("rests", "reads"))
"""What a row holds so that a later verification can take it over."""


def verify_to_keep(
    snapshot: Snapshot,
    report: Report,
    limits: Limits,
    known: Sequence[dict[str, Any]] = (),
    engine: Engine | None = None,
) -> list[dict[str, Any]]:
    """The verdicts on a model as `keep_verdicts` keeps them; of those `known` what still holds is taken."""
    return rows_to_keep(
        snapshot, lambda done, total, words: report(done, total, worded(words)), limits, known, engine=engine
    )


def verdicts_told(kept: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The verdicts among rows that are kept, in the words of the reader."""
    return [
        {name: value for name, value in row.items() if name not in _FOR_LATER}
        for row in all_worded(kept)
        if row["purpose"] != "finding"
    ]


def keep_verdicts(reading: Reading, rows: list[dict[str, Any]]) -> bool:
    """Keep verdicts in the project whose model was read, unless it says the same already.

    False where that is no project file, or it cannot be written now: a folder forbids it, or another has
    the project. Nothing else comes of that.
    """
    if not is_project_file(reading.path):
        return False
    with contextlib.suppress(Refused), open_project(reading.path) as project:
        if project.read_only:
            return False
        inputs = reading.snapshot.digest(kinds_read(_TASK, reading.snapshot))
        if not _are_kept(project, inputs, rows):
            now = project.surroundings.clock()
            project.keep([Result(_TASK, "", inputs, KEPT, now, rows, reading.changes)])
        return True
    return False


def _are_kept(project: Project, inputs: str, rows: list[dict[str, Any]]) -> bool:
    """Whether what was found last says the same, however long it took."""
    last = project.results(_TASK)[-1:]
    return any(
        (one.inputs, one.tools) == (inputs, KEPT) and _timeless(one.outcome) == _timeless(rows)
        for one in last
    )


def _timeless(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{name: value for name, value in row.items() if name != "seconds"} for row in rows]
