"""How many requirements of a project were weak after each change, read from its journal."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from core.jobs.worker import Report
from core.model import Boilerplate, Id, MetricLimit, Requirement
from core.project import Project
from core.requirements.smells.limits import failings, limits, smelt_in

MOST_POINTS = 400
"""Points of a trend; of a longer past every so-manieth change is told, the last always."""


@dataclass(frozen=True, slots=True)
class Point:
    """The requirements after a change: how many there were, how many were weak, and in what.

    `kinds` counts sentences by the key of a metric above its limit, or of a fault.
    """

    record: int
    time: datetime
    requirements: int
    weak: int
    kinds: Mapping[str, int]

    def to_plain(self) -> dict[str, Any]:
        """The documented JSON object."""
        return {
            "record": self.record,
            "time": self.time.isoformat(timespec="seconds"),
            "requirements": self.requirements,
            "weak": self.weak,
            "kinds": dict(sorted(self.kinds.items())),
        }


def trend(project: Project, report: Report = lambda _done, _total, _words: None) -> tuple[Point, ...]:
    """A point for each change of a requirement, the oldest first.

    All are measured by the limits and boilerplates of today, so that points can be compared.
    """
    points = list(_points(project, report))
    if len(points) <= MOST_POINTS:
        return tuple(points)
    step = len(points) / MOST_POINTS
    kept = sorted({round(number * step) for number in range(MOST_POINTS)} | {len(points) - 1})
    return tuple(points[number] for number in kept)


def _points(project: Project, report: Report) -> Iterator[Point]:
    present = project.snapshot()
    allowed, own = limits(present.of(MetricLimit)), present.of(Boilerplate)
    found: dict[Id, tuple[str, ...]] = {}
    kinds: Counter[str] = Counter()
    for head in project.heads:
        report(head.number, len(project.heads), "")
        changed = False
        for edit in project.edits(head.number):
            if not isinstance(edit.after or edit.before, Requirement):
                continue
            changed = True
            kinds.subtract(found.pop(edit.id, ()))
            if isinstance(edit.after, Requirement):
                found[edit.id] = failings(smelt_in(edit.after.text, own), allowed)
                kinds.update(found[edit.id])
        if changed:
            weak = sum(map(bool, found.values()))
            yield Point(
                head.number, head.time, len(found), weak, {key: many for key, many in kinds.items() if many}
            )
