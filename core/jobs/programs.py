"""External programs: argument lists only, with limits, and what came of them as a value."""

import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from core.ground.diagnostic import Cancelled
from core.jobs.processes import OutOfTime, lines, start

State = Literal["ended", "cancelled", "overdue", "absent", "flooding"]
"""Ended by itself, or ended by us: asked to, out of time, or because it wrote without end; or never begun."""

MOST_WRITTEN = 16_000_000
"""Characters that a program may write before it is ended."""

_LONGEST = 1 << 16


@dataclass(frozen=True, slots=True)
class ProgramOutcome:
    """How a program ended and what it wrote; `status` is None unless it ended by itself."""

    state: "State"
    status: int | None = None
    output: str = ""
    errors: str = ""
    seconds: float = 0.0

    @property
    def was_successful(self) -> bool:
        """Whether it ended by itself with status 0."""
        return self.state == "ended" and self.status == 0


def run_program(
    arguments: Sequence[str],
    folder: Path | None = None,
    request: str = "",
    seconds: float = 600.0,
    cancelled: Callable[[], bool] | None = None,
    environment: Mapping[str, str] = {},
    megabytes: int | None = None,
) -> ProgramOutcome:
    """Run a program to its end, or until `seconds` are over or `cancelled()` says so; never raises.

    Whatever it started in its process group ends with it. `megabytes` bounds its address space.
    """
    began = time.monotonic()
    heard: dict[str, list[str]] = {"out": [], "err": []}
    state: State = "ended"
    status, written = None, 0
    try:
        child = start(arguments, str(folder) if folder is not None else None, environment, megabytes, seconds)
    except OSError as error:
        return ProgramOutcome("absent", errors=str(error))
    try:
        with closing(lines(child, request, seconds, cancelled, _LONGEST)) as heard_lines:
            for stream, line in heard_lines:
                heard[stream].append(line)
                written += len(line)
                if written > MOST_WRITTEN:
                    state = "flooding"
                    break
        status = child.returncode if state == "ended" else None
    except Cancelled:
        state = "cancelled"
    except OutOfTime:
        state = "overdue"
    return ProgramOutcome(
        state, status, "".join(heard["out"]), "".join(heard["err"]), time.monotonic() - began
    )
