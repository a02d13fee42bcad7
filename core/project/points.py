"""Points in the past of projects: the model at one, going back to one, and where two projects parted."""

import re
from dataclasses import dataclass
from pathlib import Path

from core.ground.diagnostic import Diagnostic, Refused
from core.ground.words import _
from core.model import Origin, Snapshot
from core.project.opening import Reading, open_project, read_model
from core.project.past import shared
from core.project.project import Project

_POINT = re.compile(r"(?P<path>.+)@(?P<number>\d+)")


def read_point(path: Path) -> Reading:
    """The model of a project or text folder; PROJECT@NUMBER is a project after that change."""
    file, number = point_of(path)
    if number is None:
        return read_model(path)
    with open_project(file, writing=False) as project:
        snapshot = project.at(number)
        head = project.heads[number - 1].hash if number else None
        return Reading(path, snapshot, head, number)


def point_of(path: Path) -> tuple[Path, int | None]:
    """The file and the number of PROJECT@NUMBER; of any other path itself, and None."""
    found = None if path.exists() else _POINT.fullmatch(str(path))
    return (path, None) if found is None else (Path(found["path"]), int(found["number"]))


def restore(project: Project, number: int) -> None:
    """Bring the model back to what it was after a record, by one more change; Refused where it cannot be."""
    then = project.at(number)
    now = project.snapshot()
    label = _("Restore the state after change {number}").format(number=number)
    with project.change(label, Origin("restore", str(number))) as edit:
        edit.put(now.edits_to(then))


@dataclass(frozen=True, slots=True)
class Parting:
    """Where two projects with one past parted: after record `number`, with the model that was then."""

    number: int
    snapshot: Snapshot


def parting(
    one: Project, other: Project, last: int | None = None, other_last: int | None = None
) -> Parting | None:
    """Where the journals part, each as far as its record `last`; None where they share nothing."""
    number = shared(one.heads[:last], other.heads[:other_last])
    return Parting(number, one.at(number)) if number else None


def base_for(project: Project, theirs: Path, last: int | None = None) -> Reading | None:
    """The model that a project, as far as its record `last`, and another file began with.

    None where they share no past. The other may be a point in time, PROJECT@NUMBER.
    """
    file, number = point_of(theirs)
    if file.is_dir() or not file.exists():
        return None
    with open_project(file, writing=False) as other:
        found = parting(project, other, last, number)
    if found is None:
        return None
    head = project.heads[found.number - 1].hash
    return Reading(Path(f"{project.path}@{found.number}"), found.snapshot, head, found.number)


def base_of(ours: Path, theirs: Path) -> Reading:
    """The model that both projects began with, by their journals; Refused where these share nothing."""
    file, number = point_of(ours)
    with open_project(file, writing=False) as one:
        found = base_for(one, theirs, number)
    if found is None:
        raise Refused(
            Diagnostic(
                "merge-no-base",
                _("The two projects share no past, so nothing says what each side changed"),
                str(theirs),
                hint=_("Name the version that both began with."),
                example=f"bartizan merge base.bzn {ours.name} {theirs.name}",
            )
        )
    return found
