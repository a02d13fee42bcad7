"""The worker's end of the protocol: one request in, JSON lines out, then the process ends.

The request is one JSON object on standard input: `task`, `payload`, `megabytes`. Each line on
standard output is one object: `{"progress": [done, total, words]}` and `{"part": [...]}`, which is
some of the result before the rest is known, any number of times, then either `{"result": ...}` or
`{"problem": [...], "state": ...}`. A result that is a long list is told by lines `{"rows": [...]}` first,
so that whoever hears it never reads very much at once; then `result` is empty.
"""

import json
import sys
import time
from collections.abc import Callable, Mapping
from typing import IO, Any

from core.ground.diagnostic import Diagnostic, LimitReached, Refused
from core.ground.words import _

_PAUSE = 0.05
"""Seconds between two reports of progress; more would only fill the pipe."""

_ROWS = 200
"""A longer list is told so many of its rows at a time."""

Report = Callable[[int, int, str], None]
"""Tells how far the work is: steps done, steps in all (0: not known), and what is being done."""

Found = Callable[[list[Any]], None]
"""Hears of some of the result before the rest is known."""


class Telling:
    """What a task tells while it works: how far it is, when called, and what of its result it knows."""

    def __init__(self, say: Callable[[dict[str, Any]], None]) -> None:
        self._say = say
        self._last = 0.0

    def __call__(self, done: int, total: int, words: str) -> None:
        """Tell how far the work is; a few times a second at most."""
        now = time.monotonic()
        if now - self._last >= _PAUSE or done == total:
            self._last = now
            self._say({"progress": [done, total, words]})

    def part(self, found: list[Any]) -> None:
        """Tell some of the result; in the end all of it is given, these too."""
        self._say({"part": found})


Task = Callable[[Any, Telling], Any]
"""Work on plain data that returns plain data."""


def serve(tasks: Mapping[str, Task], source: IO[str], sink: IO[str]) -> int:
    """Read one request, do it, write what came of it; the exit status of the process."""
    request = json.loads(source.readline())
    _limit_memory(request["megabytes"])

    def say(message: dict[str, Any]) -> None:
        sink.write(json.dumps(message, ensure_ascii=False) + "\n")
        sink.flush()

    try:
        result = tasks[request["task"]](request["payload"], Telling(say))
    except LimitReached as reached:
        return _give_up(say, "limits", *reached.diagnostics)
    except Refused as refused:
        return _give_up(say, "failed", *refused.diagnostics)
    except MemoryError:
        return _give_up(say, "limits", out_of_memory(request["megabytes"]))
    except Exception as error:  # noqa: BLE001 - whatever went wrong, the asker must hear of it
        return _give_up(say, "failed", internal_error(error))
    if isinstance(result, list) and len(result) > _ROWS:
        for first in range(0, len(result), _ROWS):
            say({"rows": result[first : first + _ROWS]})
        result = []
    say({"result": result})
    return 0


def out_of_memory(megabytes: int) -> Diagnostic:
    """Says that a job needed more memory than it may have."""
    return Diagnostic(
        "job-memory",
        _("The work needs more than the {size} MB it may use").format(size=megabytes),
        hint=_("Narrow it down, or allow it more memory in the settings."),
    )


def internal_error(error: Exception) -> Diagnostic:
    """Says that the fault is Bartizan's own; where it happened goes along for the report."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = f"{trace.tb_frame.f_code.co_qualname}:{trace.tb_lineno}" if trace is not None else "?"
    return Diagnostic(
        "internal",
        _("Something inside Bartizan went wrong: {kind}: {error} in {place}").format(
            kind=type(error).__name__, error=error, place=place
        ),
        hint=_("The project is untouched. Send the report to those who look after Bartizan."),
    )


def _give_up(say: Callable[[dict[str, Any]], None], state: str, *diagnostics: Diagnostic) -> int:
    say({"problem": [diagnostic.to_plain() for diagnostic in diagnostics], "state": state})
    return 1


def _limit_memory(megabytes: int) -> None:
    if sys.platform != "win32":
        import resource

        size = megabytes * 1024 * 1024
        _soft, hard = resource.getrlimit(resource.RLIMIT_AS)
        if hard != resource.RLIM_INFINITY:
            size = min(size, hard)
        resource.setrlimit(resource.RLIMIT_AS, (size, hard))
