"""Runs: changes that go on with one another at once, each on disk by itself, are one step of undo.

That a change goes on with the one before it is said by its origin, so that a run is one step after a
restart too. Undoing a run undoes each of its changes, by a record of its own.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from core.model import Origin
from core.project.journal import Head

PAUSE = timedelta(seconds=1)
"""A change that comes this long after the one before it begins a new step."""


@dataclass(frozen=True, slots=True)
class Run:
    """What goes on: its name, an empty text for nothing, and the last change of it so far."""

    name: str = ""
    last: Head | None = None

    def origin(self, name: str, before: Head | None, now: datetime, origin: Origin) -> Origin:
        """The origin of a change of a run: where this one goes on, it names the record before."""
        last = self.last
        if not name or name != self.name or last is None or last is not before:
            return origin
        return Origin(origin.source, str(last.number)) if timedelta() <= now - last.time < PAUSE else origin


def step_back(heads: Sequence[Head], undoable: Sequence[int]) -> list[int]:
    """The numbers of the changes that the next undo takes back, in the order in which it does."""
    found = list(undoable[-1:])
    while 0 < len(found) < len(undoable):
        before = undoable[-len(found) - 1]
        if _continued(heads[found[-1] - 1]) != before:
            break
        found.append(before)
    return found


def step_forth(heads: Sequence[Head], redoable: Sequence[int]) -> list[int]:
    """The numbers of the changes that the next redo does again, in the order in which it does."""
    found = list(redoable[-1:])
    while 0 < len(found) < len(redoable):
        following = redoable[-len(found) - 1]
        if _continued(heads[following - 1]) != found[-1]:
            break
        found.append(following)
    return found


def _continued(head: Head) -> int | None:
    """The number of the record that a gesture goes on with."""
    reference = head.origin.reference if head.origin.source == "gesture" else ""
    return int(reference) if reference.isascii() and reference.isdigit() else None
