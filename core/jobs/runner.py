"""Our end of the worker protocol: start a worker, hear its progress, end it when asked or overdue."""

import json
import sys
import time
from collections.abc import Callable, Sequence
from typing import Any

from core.ground.diagnostic import Cancelled, Diagnostic
from core.ground.packed import Packed
from core.ground.sentences import all_worded, worded
from core.ground.words import _
from core.jobs.outcome import Limits, Outcome, Progress
from core.jobs.processes import OutOfTime, lines, start
from core.jobs.worker import Found, out_of_memory


def run(
    task: str,
    payload: Any,
    progress: Callable[[Progress], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
    limits: Limits = Limits(),  # noqa: B008 - frozen
    found: Found | None = None,
    ready: Sequence[str] = (),
) -> Outcome:
    """Do a task in a worker process and wait for it.

    `payload` and the result are plain data. `progress` is called from this thread, and so is `found` with
    what is known of the result before the rest; `cancelled` is asked about every 50 ms. Where fields of the
    rows of a long list are to stand `ready`, the result is `Packed`. Never raises: whatever happens to the
    worker becomes the outcome.
    """
    began = time.monotonic()
    request = json.dumps({"task": task, "payload": payload, "megabytes": limits.megabytes})
    outcome: Outcome | None = None
    complaints: list[str] = []
    rows: list[Any] | Packed = Packed(ready) if ready else []
    worker = start([sys.executable, "-P", "-m", "core.cli", "worker"])
    try:
        for stream, line in lines(worker, request + "\n", limits.seconds, cancelled):
            if stream == "err":
                complaints.append(line)
            else:
                outcome = _heard(line, progress, found, rows) or outcome
    except Cancelled:
        return Outcome("cancelled", diagnostics=(_was_cancelled(),), seconds=time.monotonic() - began)
    except OutOfTime:
        return Outcome("limits", diagnostics=(_out_of_time(limits),), seconds=time.monotonic() - began)
    if outcome is None:
        outcome = _died(worker.returncode, complaints, limits)
    return Outcome(outcome.state, outcome.result, outcome.diagnostics, time.monotonic() - began)


def _heard(
    line: str,
    progress: Callable[[Progress], None] | None,
    found: Found | None,
    rows: list[Any] | Packed,
) -> Outcome | None:
    try:
        message = json.loads(line)
    except ValueError:
        return None  # a library spoke out of turn; the worker's own words are all JSON objects
    if not isinstance(message, dict):
        return None
    if "progress" in message and progress is not None:
        done, total, words = message["progress"]
        progress(Progress(done, total, worded(words)))
    if "part" in message and found is not None:
        found(message["part"])
    if "rows" in message:
        rows.add(message["rows"]) if isinstance(rows, Packed) else rows.extend(message["rows"])
    if "problem" in message:
        problems = all_worded(message["problem"])
        return Outcome(
            message["state"], diagnostics=tuple(Diagnostic.from_plain(plain) for plain in problems)
        )
    return Outcome("done", rows if rows else message["result"]) if "result" in message else None


def _was_cancelled() -> Diagnostic:
    return Diagnostic("job-cancelled", _("The work was cancelled; nothing was altered"))


def _out_of_time(limits: Limits) -> Diagnostic:
    return Diagnostic(
        "job-time",
        _("The work was ended after {seconds} s, the longest it may take").format(
            seconds=f"{limits.seconds:g}"
        ),
        hint=_("Narrow it down, or allow it more time:"),
        example="bartizan verify plant.bzn --timeout 600",
    )


def _died(status: int, complaints: list[str], limits: Limits) -> Outcome:
    last_words = next((line.strip() for line in reversed(complaints) if line.strip()), "")
    if "MemoryError" in last_words or "std::bad_alloc" in last_words:
        return Outcome("limits", diagnostics=(out_of_memory(limits.megabytes),))
    return Outcome(
        "failed",
        diagnostics=(
            Diagnostic(
                "job-died",
                _("The worker ended without an answer (status {status}). {words}").format(
                    status=status, words=last_words
                ),
                hint=_("Nothing was altered. Do it again; if it happens again, look at this machine:"),
                example="bartizan doctor",
            ),
        ),
    )
