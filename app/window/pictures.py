"""Diagrams as pictures: the one in front in a file or on the clipboard, or many of them in a folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QApplication

from app.window.file_dialogs import ask_save
from app.window.seeing import front_work, look_at, picture_theme
from core.ground.words import _, plural

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QImage

    from app.window.window import Window
    from core.diagram import Drawing
    from core.ground.diagnostic import Diagnostic
    from core.jobs import Outcome
    from core.model import Id

_FORMS = "SVG (*.svg);;PDF (*.pdf);;PNG (*.png)"
_EXAMPLE = "plant.svg"
SVG_TYPE = "image/svg+xml"
"""How other programs know an SVG picture on the clipboard."""


def copy_picture(window: Window) -> None:
    """Put the diagram in front, or what is selected on it, on the clipboard: as an image and as SVG.

    Both are in the same colours. It is made in a thread; stopped before its end, it leaves the clipboard
    as it was.
    """
    canvas, find = window.shown.canvas(), front_work(window, selection=True)
    if canvas is None or find is None:
        return
    name, theme = canvas.diagram.name, picture_theme(window)
    words = (
        _("Copied what is selected as a picture")
        if canvas.selection
        else _("Copied “{name}” as a picture").format(name=name)
    )

    def work(tell: Callable[[int, int, str], None]) -> tuple[QImage, str, list[Diagnostic]]:
        from app.canvas.picture import coarseness, image_of
        from app.theme import look
        from core.assistants.pictures import nothing_seen
        from core.ground.diagnostic import Refused
        from core.reports.pictures import svg_picture

        drawing = find()
        if not drawing.items:
            raise Refused(nothing_seen(name))
        with look().lent(theme):
            image = image_of(drawing, tell=lambda done, all_: tell(done, all_, name))
        return image, svg_picture(drawing, name, theme), coarseness(drawing, name)

    def put(outcome: Outcome) -> None:
        if outcome.is_done:
            image, svg, remarks = outcome.result
            data = QMimeData()
            data.setImageData(image)
            data.setData(SVG_TYPE, svg.encode())
            QApplication.clipboard().setMimeData(data)
            window.status.say(words)
            window.messages.tell(remarks)
        elif outcome.state != "cancelled":
            window.messages.tell(outcome.diagnostics)

    window.jobs.start_here(work, _("Making the picture"), put)


def save_picture(window: Window, *, selection: bool = False) -> None:
    """Ask for a place and write the diagram in front there, or what is selected on it."""
    from core.ground.file_names import file_name

    canvas, project = window.shown.canvas(), window.session.project
    if canvas is None or project is None:
        return
    start = project.path.with_name(file_name(canvas.diagram.name, "svg", otherwise="diagram"))
    path = ask_save(window, _("Export the diagram as a picture"), start, _FORMS)
    find = front_work(window, selection=selection)
    if path is None or find is None:
        return
    name, theme = canvas.diagram.name, picture_theme(window)
    window.jobs.start_here(
        lambda _tell: write_one(find(), name, path, theme),
        _("Writing the picture"),
        lambda outcome: _written(window, path, outcome),
    )


def write_one(drawing: Drawing, name: str, path: Path, theme: str = "light") -> list[Diagnostic]:
    """Write a drawing, in any thread, as SVG, PDF or PNG; gives what is to be said about it.

    Refused for any other ending, where nothing is drawn, and over a file of others.
    """
    from app.canvas.picture import write_png
    from core.assistants.pictures import nothing_seen, paint_images_with, write_picture
    from core.assistants.places import check_pictures, write_files
    from core.ground.diagnostic import Diagnostic, Refused

    form = path.suffix.lower().removeprefix(".")
    if form not in ("svg", "pdf", "png"):
        raise Refused(
            Diagnostic(
                "picture-form",
                _("A picture cannot be written as “{ending}”").format(
                    ending=path.suffix.lower() or path.name
                ),
                str(path),
                hint=_("End the name in .svg, .pdf or .png."),
                example=_EXAMPLE,
            )
        )
    if not drawing.items:
        raise Refused(nothing_seen(name))
    check_pictures([path], _EXAMPLE)
    paint_images_with(write_png)
    remarks: list[Diagnostic] = []
    write_files(
        {path: lambda place: remarks.extend(write_picture(place, drawing, name, form, theme))}, _EXAMPLE
    )
    return remarks


def write_many(
    window: Window, diagrams: Sequence[Id], form: str, folder: Path, *, plain: bool = False
) -> None:
    """Write pictures of diagrams into a folder: in a worker, or in a thread where an image is painted.

    Each is as it is seen, or the `plain` drawing with nothing over it.
    """
    from core.assistants.plans import plain_model
    from core.assistants.seen import PLAIN, known_to_plain, look_to_plain

    known, chosen, theme = window.results.known, list(diagrams), picture_theme(window)
    looks = {one: PLAIN if plain else look_at(window, one) for one in chosen}
    title = plural("Writing {count} picture", "Writing {count} pictures", len(chosen))
    if form != "png":
        payload = {
            "elements": plain_model(known.snapshot),
            "ids": chosen,
            "form": form,
            "folder": str(folder),
            "theme": theme,
            "looks": {one: look_to_plain(look) for one, look in looks.items()},
            "known": known_to_plain(known),
        }
        window.jobs.start("pictures", payload, title, lambda outcome: _written(window, folder, outcome))
        return

    def work(tell: Callable[[int, int, str], None]) -> list[Diagnostic]:
        from app.canvas.picture import write_png
        from core.assistants.pictures import Manner, paint_images_with, write_pictures

        remarks: list[Diagnostic] = []
        paint_images_with(write_png)
        manner = Manner(theme, known, looks)
        write_pictures(known.snapshot, form, folder, chosen, tell, manner, remarks.append)
        return remarks

    window.jobs.start_here(work, title, lambda outcome: _written(window, folder, outcome))


def _written(window: Window, path: Path, outcome: Outcome) -> None:
    from core.ground.diagnostic import Diagnostic

    if outcome.state == "done":
        words = _("The pictures are written") if path.is_dir() else _("The picture is written")
        window.status.say(_("{words}: {place}").format(words=words, place=path))
        found = outcome.result
        told = map(Diagnostic.from_plain, found["remarks"]) if isinstance(found, dict) else found
        window.messages.tell(tuple(told))
    elif outcome.state != "cancelled":
        window.status.say("")
        window.messages.tell(outcome.diagnostics)
