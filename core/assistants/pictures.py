"""Diagrams as picture files, one for each, in a folder that the person names."""

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from core.assistants.places import Writer, check_folder, check_pictures, write_files
from core.diagram import Drawing, draw
from core.ground.diagnostic import Diagnostic, Refused
from core.ground.files import write_plain
from core.ground.words import _
from core.jobs.worker import Report
from core.model import Diagram, Snapshot, from_plain

PaintImage = Callable[[Path, Drawing, str], None]
"""Writes a drawing of a name as PNG at a place."""

_painters: list[PaintImage] = []

_EXAMPLE = "bartizan export {form} plant.bzn --out pictures"


def paint_images_with(paint: PaintImage) -> None:
    """Say what paints PNG files; nothing in this library does."""
    _painters[:] = [paint]


def write_pictures(
    snapshot: Snapshot, form: str, folder: Path, names: Iterable[str] = (), report: Report | None = None
) -> list[Path]:
    """Write the diagrams of these names or ids, or all, into the folder; the paths in their order.

    Refused where there is no diagram of a name, where nothing is drawn, and where a file of others
    would be written over.
    """
    example = _EXAMPLE.format(form=form)
    if form == "png" and not _painters:
        raise Refused(
            Diagnostic(
                "picture-painter",
                _("Nothing here can paint PNG pictures: that is the desktop's part"),
                hint=_("Ask the program bartizan, or take SVG or PDF."),
                example=_EXAMPLE.format(form="svg"),
            )
        )
    chosen = _chosen(snapshot, list(names), example)
    check_folder(folder, example)
    files: dict[Path, Writer] = {}
    for number, diagram in enumerate(chosen):
        path = _free(folder, diagram.name, form, files)
        files[path] = _told(_picture(snapshot, diagram, form), number, len(chosen), diagram.name, report)
    check_pictures(files, example)
    return write_files(files, example)


def pictures_task(payload: Any, report: Report) -> Any:
    """The worker's task: write pictures of the diagrams with `ids` of the model of `elements`.

    `payload` also has `form` and `folder`.
    """
    snapshot = Snapshot(from_plain(plain) for plain in payload["elements"])
    paths = write_pictures(snapshot, payload["form"], Path(payload["folder"]), payload["ids"], report)
    return {"files": [str(path) for path in paths]}


def _chosen(snapshot: Snapshot, names: list[str], example: str) -> list[Diagram]:
    diagrams = snapshot.of(Diagram)
    known = {name for diagram in diagrams for name in (diagram.name, diagram.id)}
    for name in names:
        if name not in known:
            raise Refused(
                Diagnostic(
                    "diagram-unknown",
                    _("There is no diagram “{name}”").format(name=name),
                    hint=_("There are: {names}.").format(
                        names=", ".join(sorted({one.name for one in diagrams})) or _("none")
                    ),
                    example=example,
                )
            )
    chosen = [diagram for diagram in diagrams if not names or diagram.name in names or diagram.id in names]
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


def _told(write: Writer, number: int, count: int, name: str, report: Report | None) -> Writer:
    """The writer that says first what it writes; saying so may end the work, and then no file is left."""

    def tell(place: Path) -> None:
        if report is not None:
            report(number, count, name)
        write(place)

    return tell


def _picture(snapshot: Snapshot, diagram: Diagram, form: str) -> Writer:
    from core.reports.pictures import svg_picture, write_pdf_picture

    def write(place: Path) -> None:
        drawing = draw(snapshot, diagram.id)
        if form == "png":
            _painters[0](place, drawing, diagram.name)
        elif form == "pdf":
            write_pdf_picture(place, drawing, diagram.name)
        else:
            write_plain(place, svg_picture(drawing, diagram.name))

    return write


def _free(folder: Path, name: str, form: str, taken: Iterable[Path]) -> Path:
    """A path for the picture of that name that no other picture has, whatever the case of letters counts."""
    plain = re.sub(r"[^\w.-]+", "-", name).strip("-.")[:80] or "diagram"
    known = {path.name.lower() for path in taken}
    number, path = 1, folder / f"{plain}.{form}"
    while path.name.lower() in known:
        number += 1
        path = folder / f"{plain}-{number}.{form}"
    return path
