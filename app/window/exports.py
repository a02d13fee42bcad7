"""What is handed over: the report, the UPPAAL files and the text form, written where the person says."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from app.window.file_dialogs import ask_folder, ask_save
from core.ground.words import _

if TYPE_CHECKING:
    from app.panels.matrix import MatrixPage
    from app.window.window import Window
    from core.jobs import Outcome


def export(window: Window, what: str) -> None:
    """Ask for a place and write there; the text form takes a moment, the others are jobs."""
    project = window.session.project
    if project is None:
        return
    if what == "report":
        path = ask_save(window, _("Export the report"), project.path.with_suffix(".pdf"), "PDF (*.pdf)")
        if path is not None:
            write_report(window, path)
        return
    folder = ask_folder(window, _("A new or empty folder"), project.path.parent)
    if folder is not None:
        write_folder(window, what, folder)


def write_report(window: Window, path: Path) -> None:
    """Write the report in a worker, and say where it is."""
    from core.assistants.plans import plain_model

    project = window.session.project
    if project is None:
        return
    window.jobs.start(
        "report",
        {
            "elements": plain_model(project.snapshot()),
            "path": str(path),
            "source": project.path.name,
            "journal_head": project.head_hash,
            "changes": len(project.heads),
            "date": project.surroundings.clock().date().isoformat(),
            "author": project.surroundings.author,
            "evidence": str(window.results.evidence.of(project)),
        },
        _("Writing the report"),
        lambda outcome: _written(window, _("The report is written"), path, outcome),
    )


def write_folder(window: Window, what: str, folder: Path) -> None:
    """Write the UPPAAL files, in a worker, or the text form into a folder, and say where they are."""
    from core.assistants.plans import plain_model
    from core.project import write_text

    snapshot = window.session.snapshot()
    if what != "text":
        window.jobs.start(
            "export uppaal",
            {"elements": plain_model(snapshot), "folder": str(folder)},
            _("Writing the UPPAAL files"),
            lambda outcome: _written(window, _("The UPPAAL files are written"), folder, outcome),
        )
    elif window.session.attempt(lambda: write_text(snapshot, folder)):
        _say(window, _("The text form is written"), str(folder))


def _written(window: Window, words: str, path: Path, outcome: Outcome) -> None:
    if outcome.state == "done":
        _say(window, words, str(path))
    elif outcome.state != "cancelled":
        window.messages.tell(outcome.diagnostics)


def _say(window: Window, words: str, place: str) -> None:
    """What went well is said in passing; there is nothing to close."""
    window.status.say(_("{words}: {place}").format(words=words, place=place))


def write_matrix(window: Window, page: MatrixPage) -> None:
    """Ask for a place and write the matrix there as comma-separated values."""
    from core.assistants.places import check_table, write_files
    from core.ground.files import write_plain

    project = window.session.project
    if project is None:
        return
    start = project.path.with_name(f"{project.path.stem}-{page.subject.value}.csv")
    path = ask_save(window, _("Write the matrix"), start, "CSV (*.csv)")
    if path is None:
        return

    def write() -> None:
        check_table(path, start.name)
        write_files({path: lambda place: write_plain(place, page.comma_separated())}, start.name)

    if window.session.attempt(write):
        _say(window, _("The matrix is written"), str(path))
