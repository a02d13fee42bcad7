"""External programs: argument lists only, with limits, and what came of them as a value."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from core.ground.diagnostic import Cancelled
from core.jobs.processes import OutOfTime, lines, start


@dataclass(frozen=True, slots=True)
class ProgramOutcome:
    """How a program ended and what it wrote; `status` is None unless it ended by itself."""

    state: Literal["ended", "cancelled", "overdue", "absent"]
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
) -> ProgramOutcome:
    """Run a program to its end, or until `seconds` are over or `cancelled()` says so; never raises."""
    began = time.monotonic()
    heard: dict[str, list[str]] = {"out": [], "err": []}
    state: Literal["ended", "cancelled", "overdue", "absent"] = "ended"
    status = None
    try:
        child = start(arguments, str(folder) if folder is not None else None)
    except OSError as error:
        return ProgramOutcome("absent", errors=str(error))
    try:
        for stream, line in lines(child, request, seconds, cancelled):
            heard[stream].append(line)
        status = child.returncode
    except Cancelled:
        state = "cancelled"
    except OutOfTime:
        state = "overdue"
    return ProgramOutcome(
        state, status, "".join(heard["out"]), "".join(heard["err"]), time.monotonic() - began
    )
