"""A merge from file to file: what may be merged, and the result as one change, a project or a text form."""

import hashlib
from pathlib import Path

from core.ground.diagnostic import Diagnostic, Refused
from core.ground.words import _
from core.model import Origin, Snapshot
from core.model.integrity import all_breaches
from core.project.opening import Reading, copy_project, create_project, open_project, project_from_text
from core.project.past import shared
from core.project.points import past_of
from core.project.project import Project
from core.project.text import is_text_folder, write_text


def require_related(base: Reading, *sides: Reading) -> None:
    """Refused unless each side has something of the base, for else nothing says what it changed.

    A side from which everything was removed is known by its past alone.
    """
    for side in sides:
        known, found = base.snapshot.elements.keys(), side.snapshot.elements.keys()
        if not known or not known.isdisjoint(found) or (not found and _began_as(base, side)):
            continue
        command = f"bartizan merge {{base}} {sides[0].path.name} {sides[-1].path.name}"
        if found:
            words = _("Nothing of {base} is in {side}, so that cannot have begun as it")
            hint = _("Name the version that both began with; - finds it where they share a past.")
            example = command.format(base="-")
        else:
            words = _("{side} is empty and shares no past with {base}, so nothing says that it began as it")
            hint = _("Name the version that was meant, or say that everything was removed from it:")
            example = f"{command.format(base=base.path.name)} --unrelated"
        raise Refused(
            Diagnostic(
                "merge-unrelated",
                words.format(base=base.path.name, side=side.path.name),
                str(side.path),
                hint=hint,
                example=example,
            )
        )


def _began_as(base: Reading, side: Reading) -> bool:
    """Whether the journal of a side goes through the point at which the base is, or they part later on."""
    pasts = [past_of(one.path) for one in (base, side)]
    return bool(shared(*pasts))


def merge_origin(base: Reading, theirs: Reading) -> Origin:
    """What a merge goes back to: the names of base and theirs, and a hash of both models."""
    sums = hashlib.sha256((base.digest + theirs.digest).encode()).hexdigest()
    return Origin("merge", f"{theirs.path.name}, {base.path.name}", sums)


def merge_label(theirs: Path) -> str:
    """What the change that takes over another version is called."""
    return _("Merge {file}").format(file=theirs.name)


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
    Refused, with nothing left behind, where it cannot be written or would break a rule of the model.
    """
    wrong = tuple(breach for _element, breach in all_breaches(merged))
    if wrong:
        raise Refused(*wrong)
    if path.suffix != ".bzn":
        write_text(merged, path)
        return
    if is_text_folder(ours.path):
        made = project_from_text(path, ours.path)
    elif ours.path.exists():
        made = copy_project(path, ours.path)
    else:
        made = create_project(path)
    try:
        with made as project:
            _join(project, merged, base, theirs)
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def _join(project: Project, merged: Snapshot, base: Reading, theirs: Reading) -> None:
    with project.change(merge_label(theirs.path), merge_origin(base, theirs)) as edit:
        edit.put(project.snapshot().edits_to(merged))
