"""What is handed over: the report, the UPPAAL files and the text form, written where the person says."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from core.ground.diagnostic import Diagnostic, Refused, Severity
from core.ground.words import _

if TYPE_CHECKING:
    from app.window.window import Window
    from core.jobs import Outcome


def export(window: Window, what: str) -> None:
    """Ask for a place and write there; the report is a job, the others take a moment."""
    project = window.session.project
    if project is None:
        return
    if what == "report":
        start = str(project.path.with_suffix(".pdf"))
        chosen, _filter = QFileDialog.getSaveFileName(window, _("Export the report"), start, "PDF (*.pdf)")
        if chosen:
            write_report(window, Path(chosen))
        return
    chosen = QFileDialog.getExistingDirectory(window, _("A new or empty folder"), str(project.path.parent))
    if chosen:
        write_folder(window, what, Path(chosen))


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
        },
        _("Writing the report"),
        lambda outcome: _written(window, path, outcome),
    )


def write_folder(window: Window, what: str, folder: Path) -> None:
    """Write the UPPAAL files or the text form into a folder."""
    snapshot = window.session.snapshot()
    try:
        if what == "text":
            from core.project import write_text

            write_text(snapshot, folder)
        else:
            from core.assistants.documents import write_uppaal
            from core.assistants.verification import generated_model

            write_uppaal(generated_model(snapshot), folder)
    except Refused as refused:
        window.session.refused.emit(refused.diagnostics)
        return
    _say(window, _("Written"), str(folder))


def _written(window: Window, path: Path, outcome: Outcome) -> None:
    if outcome.state == "done":
        _say(window, _("The report is written"), str(path))
    elif outcome.state != "cancelled":
        window.messages.tell(outcome.diagnostics)


def _say(window: Window, words: str, place: str) -> None:
    window.messages.tell((Diagnostic("exported", words, place, severity=Severity.INFO),))
