"""How much a verification may use before it answers unknown."""

import os
import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from core.ground.diagnostic import Cancelled
from core.ground.words import _, deferred

Progress = Callable[[int, int, str], None]
"""Told what was done, how much there is (0 where nobody knows), and in words."""

_TOO_MANY = deferred("more than {count} states were needed")
_TOO_LONG = deferred("more than {seconds:g} s were needed")
_TOO_LARGE = deferred("more than {size} MB of memory were needed")

_STATM = Path("/proc/self/statm")
_EVERY = 256
"""Steps between two looks at clock and memory."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one verification: wall-clock seconds, symbolic states kept, megabytes it adds to the process.

    None stands for no bound.
    """

    seconds: float | None = 60.0
    states: int | None = 2_000_000
    megabytes: int | None = 2_000


class Exhausted(Exception):
    """A limit was reached; the text says which."""


def reached_limit(reason: str) -> bool:
    """Whether the reason of an unknown verdict is that a limit was reached."""
    return any(
        re.fullmatch(r"[\d.e+-]+".join(map(re.escape, re.split(r"\{.*?\}", said()))), reason)
        for said in (_TOO_MANY, _TOO_LONG, _TOO_LARGE)
    )


class Watch:
    """Looks now and then whether a verification may go on, and tells how far it is."""

    def __init__(
        self,
        limits: Limits,
        progress: Progress | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> None:
        self._limits = limits
        self._progress = progress
        self._cancelled = cancelled
        self._began = time.monotonic()
        self._held = _resident()
        self._countdown = 1

    @property
    def seconds(self) -> float:
        """Time since the watch began."""
        return time.monotonic() - self._began

    def look(self, states: int) -> None:
        """Raise Exhausted or Cancelled where that is due, now and then; `states` are kept so far."""
        self._countdown -= 1
        if self._countdown <= 0:
            self._countdown = _EVERY
            self.look_now(states)

    def look_now(self, states: int) -> None:
        """Raise Exhausted or Cancelled where that is due; `states` are kept so far."""
        if self._cancelled is not None and self._cancelled():
            raise Cancelled
        limits = self._limits
        if limits.states is not None and states > limits.states:
            raise Exhausted(_TOO_MANY().format(count=limits.states))
        if limits.seconds is not None and self.seconds > limits.seconds:
            raise Exhausted(_TOO_LONG().format(seconds=limits.seconds))
        if limits.megabytes is not None and _resident() - self._held > limits.megabytes:
            raise Exhausted(_TOO_LARGE().format(size=limits.megabytes))
        if self._progress is not None:
            self._progress(states, 0, _("{count} states").format(count=states))


def _resident() -> float:
    """Megabytes that this process holds; 0 where the system does not tell."""
    try:
        pages = int(_STATM.read_text("ascii").split()[1])
    except OSError:
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 1024 / 1024
