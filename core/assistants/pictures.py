"""Diagrams as picture files, one for each, in a folder that the person names."""

import re
from collections.abc import Iterable
from pathlib import Path

from core.assistants.places import Writer, check_folder, check_pictures, write_files
from core.diagram import draw
from core.ground.diagnostic import Diagnostic, Refused
from core.ground.files import write_plain
from core.ground.words import _
from core.jobs.worker import Report
from core.model import Diagram, Snapshot

FORMS = ("svg", "pdf")
"""The endings of the pictures, which name their form."""

_EXAMPLE = "bartizan export {form} plant.bzn --out pictures"


def write_pictures(
    snapshot: Snapshot, form: str, folder: Path, names: Iterable[str] = (), report: Report | None = None
) -> list[Path]:
    """Write the diagrams of these names, or all, into the folder; the paths in the order of the diagrams.

    Refused where there is no diagram of a name, where nothing is drawn, and where a file of others
    would be written over.
    """
    example = _EXAMPLE.format(form=form)
    chosen = _chosen(snapshot, list(names), example)
    check_folder(folder, example)
    files: dict[Path, Writer] = {}
    for number, diagram in enumerate(chosen):
        if report is not None:
            report(number, len(chosen), diagram.name)
        path = _free(folder, diagram.name, form, files)
        files[path] = _picture(snapshot, diagram, form)
    check_pictures(files, example)
    return write_files(files, example)


def _chosen(snapshot: Snapshot, names: list[str], example: str) -> list[Diagram]:
    diagrams = snapshot.of(Diagram)
    known = {diagram.name for diagram in diagrams}
    for name in names:
        if name not in known:
            raise Refused(
                Diagnostic(
                    "diagram-unknown",
                    _("There is no diagram “{name}”").format(name=name),
                    hint=_("There are: {names}.").format(names=", ".join(sorted(known)) or _("none")),
                    example=example,
                )
            )
    chosen = [diagram for diagram in diagrams if not names or diagram.name in names]
    if not chosen:
        raise Refused(
            Diagnostic(
                "diagram-none",
                _("The project has no diagram"),
                hint=_("Draw one first, or take a project that has some."),
                example="bartizan new plant.bzn --from water-treatment",
            )
        )
    return chosen


def _picture(snapshot: Snapshot, diagram: Diagram, form: str) -> Writer:
    from core.reports.pictures import svg_picture, write_pdf_picture

    drawing = draw(snapshot, diagram.id)
    if form == "pdf":
        return lambda place: write_pdf_picture(place, drawing, diagram.name)
    return lambda place: write_plain(place, svg_picture(drawing, diagram.name))


def _free(folder: Path, name: str, form: str, taken: Iterable[Path]) -> Path:
    """A path for the picture of that name that no other picture has, whatever the case of letters counts."""
    plain = re.sub(r"[^\w.-]+", "-", name).strip("-.")[:80] or "diagram"
    known = {path.name.lower() for path in taken}
    number, path = 1, folder / f"{plain}.{form}"
    while path.name.lower() in known:
        number += 1
        path = folder / f"{plain}-{number}.{form}"
    return path
