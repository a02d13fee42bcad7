"""How weak the requirements of a project are in each respect, and were after each change of its journal."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from core.ground.words import _
from core.jobs.worker import Report
from core.model import Boilerplate, Id, MetricLimit, Requirement, Snapshot
from core.project import Project, open_project
from core.requirements.smells.limits import failings, limits, smelt_in
from core.requirements.smells.names import fault_kinds

MOST_POINTS = 400
"""Points of a trend; of a longer past every so-manieth change is told, the last always."""


@dataclass(frozen=True, slots=True)
class Shortfall:
    """One respect in which sentences are weak: a metric with its limit, or a fault, of which none is right.

    `worst` has the requirements that are weak in it, each with its number, the worst first.
    """

    key: str
    limit: float | None
    worst: tuple[tuple[Id, float], ...]


def shortfalls(snapshot: Snapshot) -> tuple[Shortfall, ...]:
    """Every metric by the project's limits, then every fault."""
    allowed, own = limits(snapshot.of(MetricLimit)), snapshot.of(Boilerplate)
    found: dict[str, list[tuple[Id, float]]] = {key: [] for key in (*allowed, *fault_kinds())}
    for requirement in snapshot.of(Requirement):
        smelt = smelt_in(requirement.text, own)
        numbers = smelt.metrics()
        faults = Counter(smell.kind for smell in smelt.smells)
        for key in failings(smelt, allowed):
            number = numbers[key] if key in allowed else faults[key]
            found[key].append((requirement.id, float(number or 0)))
    return tuple(
        Shortfall(key, allowed.get(key), tuple(sorted(several, key=lambda one: -one[1])))
        for key, several in found.items()
    )


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


def quality_task(payload: Any, report: Report) -> Any:
    """The worker's task: the shortfalls and the trend of the project file at `path`.

    The answer has `shortfalls`, each with `key`, `limit` and `worst`, and the points of the `trend`.
    """
    words = _("Measuring the requirements")
    with open_project(Path(payload["path"]), writing=False) as project:
        points = trend(project, lambda done, total, _words: report(done, total, words))
        found = shortfalls(project.snapshot())
    return {
        "shortfalls": [{"key": one.key, "limit": one.limit, "worst": list(one.worst)} for one in found],
        "trend": [point.to_plain() for point in points],
    }
