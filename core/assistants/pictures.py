"""Diagrams as picture files, one for each, in a folder that the person names."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from core.assistants.bearing import Bearing, bearing_of
from core.assistants.known import Known
from core.assistants.places import Writer, check_folder, check_pictures, write_files
from core.assistants.seen import PLAIN, Look, as_seen, known_from_plain, look_from_plain, with_sentences
from core.diagram import Drawing
from core.ground.diagnostic import Diagnostic, Refused, Severity
from core.ground.file_names import file_name
from core.ground.files import write_plain
from core.ground.words import _
from core.jobs.worker import Report
from core.model import Diagram, Id, Snapshot, from_plain

PaintImage = Callable[[Path, Drawing, str, str], list[Diagnostic]]
"""Writes a drawing of a name as PNG at a place, in a theme; gives what is to be said about it."""

Remark = Callable[[Diagnostic], None]
"""Hears what is to be said about a picture that was written."""

_painters: list[PaintImage] = []

_EXAMPLE = "bartizan export {form} plant.bzn --out pictures"


@dataclass(frozen=True, slots=True)
class Manner:
    """How pictures are made: in which colours, and what lies over each drawing by what is known.

    A diagram without a look of its own has that of `others`.
    """

    theme: str = "light"
    known: Known | None = None
    looks: Mapping[Id, Look] = field(default_factory=dict)
    others: Look = PLAIN


_PLAINLY = Manner()


def paint_images_with(paint: PaintImage) -> None:
    """Say what paints PNG files; nothing in this library does."""
    _painters[:] = [paint]


def write_pictures(
    snapshot: Snapshot,
    form: str,
    folder: Path,
    names: Iterable[str] = (),
    report: Report | None = None,
    manner: Manner = _PLAINLY,
    remark: Remark | None = None,
) -> list[Path]:
    """Write the diagrams of these names or ids, or all, into the folder; the paths in their order.

    A diagram of which nothing is seen has no picture, and a remark says so. Refused where there is no
    diagram of a name, where nothing is seen of any of them, and where a file of others would be written
    over.
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
    bearing = bearing_of(manner.known) if manner.known is not None else Bearing(snapshot)
    files: dict[Path, Writer] = {}
    said: list[Diagnostic] = []
    empty: set[Id] = set()

    def writer(number: int, diagram: Diagram) -> Writer:
        def write(place: Path) -> None:
            if report is not None:
                report(number, len(chosen), diagram.name)
            drawing = as_seen(bearing, diagram.id, manner.looks.get(diagram.id, manner.others))
            if drawing.items:
                said.extend(write_picture(place, drawing, diagram.name, form, manner.theme))
                return
            empty.add(diagram.id)
            if len(empty) == len(chosen):
                raise Refused(nothing_seen(diagram.name))
            place.unlink()
            said.append(nothing_seen(diagram.name, Severity.WARNING))

        return write

    for number, diagram in enumerate(chosen):
        taken = [path.name for path in files]
        files[folder / file_name(diagram.name, form, taken, "diagram")] = writer(number, diagram)
    check_pictures(files, example)
    written = write_files(files, example)
    if remark is not None:
        for one in said:
            remark(one)
    return written


def write_picture(place: Path, drawing: Drawing, name: str, form: str, theme: str) -> list[Diagnostic]:
    """Write one drawing as SVG, PDF or PNG; gives what is to be said about it."""
    from core.reports.pictures import svg_picture, write_pdf_picture

    if form == "png":
        return _painters[0](place, drawing, name, theme)
    if form == "pdf":
        return write_pdf_picture(place, drawing, name, theme)
    write_plain(place, svg_picture(drawing, name, theme))
    return []


def nothing_seen(name: str, severity: Severity = Severity.ERROR) -> Diagnostic:
    """Says why there is no picture of a diagram."""
    return Diagnostic(
        "picture-empty",
        _("Nothing is seen of “{name}”, so there is no picture of it").format(name=name),
        hint=_("Place something on it, or leave the filter that hides the others."),
        severity=severity,
    )


def pictures_task(payload: Any, report: Report) -> Any:
    """The worker's task: write pictures of the diagrams with `ids` of the model of `elements`.

    `payload` also has `form`, `folder`, `theme`, the `looks` by id and what is `known`.
    """
    snapshot = Snapshot(from_plain(plain) for plain in payload["elements"])
    looks = {one: look_from_plain(plain) for one, plain in payload["looks"].items()}
    known = known_from_plain(snapshot, payload["known"])
    if any("problems" in look.overlays for look in looks.values()):
        known = with_sentences(known)
    said: list[Diagnostic] = []
    paths = write_pictures(
        snapshot,
        payload["form"],
        Path(payload["folder"]),
        payload["ids"],
        report,
        Manner(payload["theme"], known, looks),
        said.append,
    )
    return {"files": [str(path) for path in paths], "remarks": [one.to_plain() for one in said]}


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
