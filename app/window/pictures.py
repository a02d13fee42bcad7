"""The diagram in front as a picture: in a file, or on the clipboard."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray
from PySide6.QtGui import QImage, QImageWriter
from PySide6.QtWidgets import QApplication

from app.window.file_dialogs import ask_save
from core.ground.words import _

if TYPE_CHECKING:
    from app.canvas import Canvas
    from app.window.window import Window

_FORMS = "SVG (*.svg);;PDF (*.pdf);;PNG (*.png)"
_EXAMPLE = "plant.svg"


def copy_picture(window: Window) -> None:
    """Put the diagram in front on the clipboard as an image."""
    from app.canvas.picture import picture_of

    canvas = window.shown.canvas()
    if canvas is None or not canvas.scene_shown.items_by_id:
        return
    QApplication.clipboard().setImage(picture_of(canvas.scene_shown))
    window.status.say(_("Copied “{name}” as a picture").format(name=canvas.diagram.name))


def save_picture(window: Window) -> None:
    """Ask for a place and write the diagram in front there; the ending names the form."""
    canvas, project = window.shown.canvas(), window.session.project
    if canvas is None or project is None:
        return
    start = project.path.with_name(f"{canvas.diagram.name.replace('/', '-')}.svg")
    path = ask_save(window, _("Export the diagram as a picture"), start, _FORMS)
    if path is not None and window.session.attempt(lambda: write_picture(canvas, path)):
        window.status.say(_("{words}: {place}").format(words=_("The picture is written"), place=path))


def write_picture(canvas: Canvas, path: Path) -> None:
    """Write the drawing, with what lies over it, as SVG, PDF or PNG; Refused for any other ending."""
    from core.assistants.places import check_pictures, write_files
    from core.ground.diagnostic import Diagnostic, Refused
    from core.ground.files import write_plain

    drawing, name = canvas.scene_shown.seen(), canvas.diagram.name
    assert drawing is not None
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
        from app.canvas.picture import picture_of

        image = picture_of(canvas.scene_shown)
        image.setText("Software", "Bartizan")
        write_files({path: lambda place: _write_png(image, place)}, _EXAMPLE)
        return
    from core.reports.pictures import svg_picture, write_pdf_picture

    if form == ".svg":
        write_files({path: lambda place: write_plain(place, svg_picture(drawing, name))}, _EXAMPLE)
    else:
        write_files({path: lambda place: write_pdf_picture(place, drawing, name)}, _EXAMPLE)


def _write_png(image: QImage, place: Path) -> None:
    writer = QImageWriter(str(place), QByteArray(b"png"))
    if not writer.write(image):
        raise OSError(0, writer.errorString())
