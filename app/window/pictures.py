"""Diagrams as pictures: the one in front in a file or on the clipboard, or many of them in a folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QApplication

from app.window.file_dialogs import ask_save
from core.ground.words import _, plural

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QImage

    from app.canvas.canvas import Canvas
    from app.window.window import Window
    from core.diagram import Drawing
    from core.jobs import Outcome
    from core.model import Id

_FORMS = "SVG (*.svg);;PDF (*.pdf);;PNG (*.png)"
_EXAMPLE = "plant.svg"
SVG_TYPE = "image/svg+xml"
"""How other programs know an SVG picture on the clipboard."""


def copy_picture(window: Window) -> None:
    """Put the diagram in front, or what is selected on it, on the clipboard: as an image and as SVG.

    It is made in a thread; stopped before its end, it leaves the clipboard as it was.
    """
    from app.canvas.picture import image_of
    from core.reports.pictures import svg_picture

    canvas = window.shown.canvas()
    if canvas is None or not canvas.scene_shown.items_by_id:
        return
    drawing, name = chosen_drawing(canvas), canvas.diagram.name
    words = (
        _("Copied what is selected as a picture")
        if canvas.selection
        else _("Copied “{name}” as a picture").format(name=name)
    )

    def work(tell: Callable[[int, int, str], None]) -> tuple[QImage, str]:
        return image_of(drawing, tell=lambda done, all_: tell(done, all_, name)), svg_picture(drawing, name)

    def put(outcome: Outcome) -> None:
        if outcome.is_done:
            image, svg = outcome.result
            data = QMimeData()
            data.setImageData(image)
            data.setData(SVG_TYPE, svg.encode())
            QApplication.clipboard().setMimeData(data)
            window.status.say(words)
        elif outcome.state != "cancelled":
            window.messages.tell(outcome.diagnostics)

    window.jobs.start_here(work, _("Making the picture"), put)


def save_picture(window: Window, *, selection: bool = False) -> None:
    """Ask for a place and write the diagram in front there, or what is selected on it."""
    canvas, project = window.shown.canvas(), window.session.project
    if canvas is None or project is None:
        return
    start = project.path.with_name(f"{canvas.diagram.name.replace('/', '-')}.svg")
    path = ask_save(window, _("Export the diagram as a picture"), start, _FORMS)
    if path is None:
        return
    drawing = chosen_drawing(canvas) if selection else canvas.scene_shown.seen()
    assert drawing is not None
    work = picture_work(drawing, canvas.diagram.name, path)
    window.jobs.start_here(
        lambda _tell: work(), _("Writing the picture"), lambda outcome: _written(window, path, outcome)
    )


def chosen_drawing(canvas: Canvas) -> Drawing:
    """What is drawn of the selection; all of it where nothing is selected."""
    from core.diagram.part import part_of

    drawing = canvas.scene_shown.seen()
    assert drawing is not None
    return part_of(drawing, canvas.snapshot(), set(canvas.selection)) if canvas.selection else drawing


def picture_work(drawing: Drawing, name: str, path: Path) -> Callable[[], None]:
    """What writes a drawing, in any thread, as SVG, PDF or PNG; it is Refused for any other ending."""

    def write() -> None:
        from core.assistants.places import check_pictures, write_files
        from core.ground.diagnostic import Diagnostic, Refused
        from core.ground.files import write_plain
        from core.reports.pictures import svg_picture, write_pdf_picture

        form = path.suffix.lower()
        if form not in (".svg", ".pdf", ".png"):
            raise Refused(
                Diagnostic(
                    "picture-form",
                    _("A picture cannot be written as “{ending}”").format(ending=form or path.name),
                    str(path),
                    hint=_("End the name in .svg, .pdf or .png."),
                    example=_EXAMPLE,
                )
            )
        check_pictures([path], _EXAMPLE)
        if form == ".png":
            from app.canvas.picture import write_png

            write_files({path: lambda place: write_png(place, drawing, name)}, _EXAMPLE)
        elif form == ".svg":
            write_files({path: lambda place: write_plain(place, svg_picture(drawing, name))}, _EXAMPLE)
        else:
            write_files({path: lambda place: write_pdf_picture(place, drawing, name)}, _EXAMPLE)

    return write


def write_many(window: Window, diagrams: Sequence[Id], form: str, folder: Path) -> None:
    """Write pictures of diagrams into a folder: in a worker, or in a thread where an image is painted."""
    from core.assistants.plans import plain_model

    snapshot, chosen = window.session.snapshot(), list(diagrams)
    title = plural("Writing {count} picture", "Writing {count} pictures", len(chosen))
    if form != "png":
        payload = {"elements": plain_model(snapshot), "ids": chosen, "form": form, "folder": str(folder)}
        window.jobs.start("pictures", payload, title, lambda outcome: _written(window, folder, outcome))
        return

    def work(tell: Callable[[int, int, str], None]) -> None:
        from app.canvas.picture import write_png
        from core.assistants.pictures import paint_images_with, write_pictures

        paint_images_with(write_png)
        write_pictures(snapshot, form, folder, chosen, tell)

    window.jobs.start_here(work, title, lambda outcome: _written(window, folder, outcome))


def _written(window: Window, path: Path, outcome: Outcome) -> None:
    if outcome.state == "done":
        words = _("The pictures are written") if path.is_dir() else _("The picture is written")
        window.status.say(_("{words}: {place}").format(words=words, place=path))
    elif outcome.state != "cancelled":
        window.messages.tell(outcome.diagnostics)
