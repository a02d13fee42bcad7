"""What a job tells while it runs, what it may use, and what came of it."""

from dataclasses import dataclass
from typing import Any, Literal

from core.ground.diagnostic import Diagnostic


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a job is: `done` of `total` steps (total 0: not known), and what it is doing."""

    done: int
    total: int
    words: str = ""


@dataclass(frozen=True, slots=True)
class Limits:
    """The most a job may use: seconds on the wall, and megabytes of address space."""

    seconds: float = 600.0
    megabytes: int = 4096


State = Literal["done", "failed", "cancelled", "limits"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a job.

    `result` is plain data and given only when the state is "done"; otherwise the diagnostics say
    why there is none.
    """

    state: State
    result: Any = None
    diagnostics: tuple[Diagnostic, ...] = ()
    seconds: float = 0.0

    @property
    def is_done(self) -> bool:
        """Whether the job ended with a result."""
        return self.state == "done"
