"""Points in the past of projects: the model at one, going back to one, and where two projects parted."""

import re
from collections.abc import Sequence
from pathlib import Path

from core.ground.diagnostic import Diagnostic, Refused
from core.ground.words import _
from core.model import Origin
from core.project.journal import Head
from core.project.opening import Reading, open_project, read_model
from core.project.past import shared
from core.project.project import Project
from core.project.text import is_text_folder

_POINT = re.compile(r"(?P<path>.+)@(?P<number>\d+)")


def read_point(path: Path) -> Reading:
    """The model of a project or text folder; PROJECT@NUMBER is a project after that change."""
    file, number = point_of(path)
    if number is None:
        _check_number(path)
        return read_model(path)
    with open_project(file, writing=False) as project:
        snapshot = project.at(number)
        head = project.heads[number - 1].hash if number else None
        return Reading(path, snapshot, head, number)


def _check_number(path: Path) -> None:
    """Refused where a point is asked for of a project that is there, by what is no number."""
    before, _at, number = str(path).rpartition("@")
    if before and not path.exists() and Path(before).is_file():
        raise Refused(
            Diagnostic(
                "project-no-record",
                _("“{number}” is no number of a change").format(number=number),
                before,
                hint=_("Behind the @ stands how many changes are taken into account, from 0 on."),
                example=f"{Path(before).name}@12",
            )
        )


def point_of(path: Path) -> tuple[Path, int | None]:
    """The file and the number of PROJECT@NUMBER; of any other path itself, and None."""
    found = None if path.exists() else _POINT.fullmatch(str(path))
    return (path, None) if found is None else (Path(found["path"]), int(found["number"]))


def is_present(project: Project, number: int) -> bool:
    """Whether the model says now what it said after a record."""
    return project.heads[number - 1].state == project.heads[-1].state


def restore(project: Project, number: int) -> None:
    """Bring the model back to what it was after a record, by one more change; Refused where it cannot be."""
    then = project.at(number)
    now = project.snapshot()
    label = _("Restore the state after change {number}").format(number=number)
    with project.change(label, Origin("restore", str(number))) as edit:
        edit.put(now.edits_to(then))


def read_other(theirs: Path, ours: Path, heads: Sequence[Head]) -> tuple[Reading, Reading | None]:
    """Another version, and the model that it and the project at `ours`, which has these records, began with.

    That is None where they share no past. The other may be a point in time, PROJECT@NUMBER.
    """
    file, number = point_of(theirs)
    if is_text_folder(file) or not file.is_file():
        return read_model(theirs), None
    with open_project(file, writing=False) as other:
        last = len(other.heads) if number is None else number
        reading = Reading(theirs, other.at(last), other.heads[last - 1].hash if last else None, last)
        common = shared(heads, other.heads[:last])
        if not common:
            return reading, None
        base = Reading(Path(f"{ours}@{common}"), other.at(common), heads[common - 1].hash, common)
    return reading, base


def past_of(path: Path) -> Sequence[Head]:
    """The records of a project up to the point named; none of a text folder."""
    file, number = point_of(path)
    if is_text_folder(file) or not file.is_file():
        return ()
    with open_project(file, writing=False) as project:
        return project.heads[:number]


def base_of(ours: Path, theirs: Path) -> Reading:
    """The model that both projects began with, by their journals; Refused where these share nothing."""
    _reading, found = read_other(theirs, point_of(ours)[0], past_of(ours))
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
