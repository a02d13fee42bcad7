"""Merging from file to file: models at points in time, the base that a shared past knows, one change."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from core.ground.diagnostic import Diagnostic, Refused
from core.ground.words import _
from core.model import Edit, Editor, Origin, Snapshot
from core.project.opening import (
    Reading,
    copy_project,
    create_project,
    open_project,
    project_from_text,
    read_model,
)
from core.project.past import shared
from core.project.project import Project
from core.project.text import is_text_folder, write_text

_POINT = re.compile(r"(?P<path>.+)@(?P<number>\d+)")


def read_point(path: Path) -> Reading:
    """The model of a project or text folder; PROJECT@NUMBER is a project after that change."""
    found = None if path.exists() else _POINT.fullmatch(str(path))
    if found is None:
        return read_model(path)
    with open_project(Path(found["path"]), writing=False) as project:
        number = int(found["number"])
        snapshot = project.at(number)
        head = project.heads[number - 1].hash if number else None
        return Reading(path, snapshot, head, number)


@dataclass(frozen=True, slots=True)
class Parting:
    """Where two projects with one past parted: after record `number`, with the model that was then."""

    number: int
    snapshot: Snapshot


def parting(one: Project, other: Project) -> Parting | None:
    """Where the journals part; None where they share nothing."""
    number = shared(one.heads, other.heads)
    return Parting(number, one.at(number)) if number else None


def base_for(project: Project, theirs: Path) -> Reading | None:
    """The model that an open project and another file began with; None where they share no past."""
    if theirs.is_dir() or not theirs.exists():
        return None
    with open_project(theirs, writing=False) as other:
        found = parting(project, other)
    if found is None:
        return None
    head = project.heads[found.number - 1].hash
    return Reading(Path(f"{project.path}@{found.number}"), found.snapshot, head, found.number)


def base_of(ours: Path, theirs: Path) -> Reading:
    """The model that both projects began with, by their journals; Refused where these share nothing."""
    with open_project(ours, writing=False) as one:
        found = base_for(one, theirs)
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


def merge_origin(base: Reading, theirs: Reading) -> Origin:
    """What a merge goes back to: the names of base and theirs, and a hash of both models."""
    sums = hashlib.sha256((base.digest + theirs.digest).encode()).hexdigest()
    return Origin("merge", f"{theirs.path.name}, {base.path.name}", sums)


def merge_label(theirs: Path) -> str:
    """What the change that takes over another version is called."""
    return _("Merge {file}").format(file=theirs.name)


def put(edit: Editor, edits: Sequence[Edit]) -> None:
    """Do edits that were worked out beforehand, as a change does its own."""
    for one in edits:
        if one.after is not None:
            edit.add(one.after)
    edit.remove(*(one.id for one in edits if one.after is None))


def restore(project: Project, number: int) -> None:
    """Bring the model back to what it was after a record, by one more change; Refused where it cannot be."""
    then = project.at(number)
    now = project.snapshot()
    label = _("Restore the state after change {number}").format(number=number)
    with project.change(label, Origin("restore", str(number))) as edit:
        put(edit, edits_between(now, then))


def edits_between(before: Snapshot, after: Snapshot) -> list[Edit]:
    """The edits that lead from the one model to the other, in the order of the ids."""
    ids = before.elements.keys() | after.elements.keys()
    return [
        Edit(before.get(element_id), after.get(element_id))
        for element_id in sorted(ids)
        if before.get(element_id) != after.get(element_id)
    ]


def write_into(path: Path, merged: Snapshot, base: Reading, ours: Reading, theirs: Reading) -> None:
    """Make the merge one change of a project; Refused unless that says what ours says."""
    with open_project(path) as project:
        if project.snapshot() != ours.snapshot:
            raise Refused(
                Diagnostic(
                    "merge-not-ours",
                    _("The project does not say what ours says, so the merge does not fit it"),
                    str(path),
                    hint=_("Name it as ours as well:"),
                    example=f"bartizan merge {base.path} {path} {theirs.path} --into {path}",
                )
            )
        _join(project, merged, base, theirs)


def write_out(path: Path, merged: Snapshot, base: Reading, ours: Reading, theirs: Reading) -> None:
    """Write the merge as a text folder or, where the name ends in .bzn, as a project.

    The project has the past of ours, if that has one and is taken as it is now, and one change more.
    """
    if path.suffix != ".bzn":
        write_text(merged, path)
        return
    if is_text_folder(ours.path):
        made = project_from_text(path, ours.path)
    elif ours.path.exists():
        made = copy_project(path, ours.path)
    else:
        made = create_project(path)
    with made as project:
        _join(project, merged, base, theirs)


def _join(project: Project, merged: Snapshot, base: Reading, theirs: Reading) -> None:
    with project.change(merge_label(theirs.path), merge_origin(base, theirs)) as edit:
        put(edit, edits_between(project.snapshot(), merged))
