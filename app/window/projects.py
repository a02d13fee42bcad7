"""Ways to a project from the window: asking for files, working copies of the sample, editable copies."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.session.session import Session
from app.window import file_dialogs
from core.ground.diagnostic import Diagnostic
from core.ground.home import home_folder
from core.ground.resources import sample_folder
from core.ground.words import _

if TYPE_CHECKING:
    from core.project import Project

SUFFIX = ".bzn"

_SAMPLE = "water-treatment"
"""The name of the sample, which the first change of a project made of it goes back to."""


def ask_new(window: QWidget) -> Path | None:
    """Where the person wants a new project; None where they think better of it."""
    start = Path.home() / f"plant{SUFFIX}"
    return _with_suffix(file_dialogs.ask_save(window, _("New project"), start, _projects()))


def ask_open(window: QWidget) -> Path | None:
    """Which project the person wants to open."""
    return file_dialogs.ask_open(window, _("Open a project"), _projects())


def sample_copy(session: Session) -> None:
    """Open the working copy of the water-treatment sample; make it where there is none."""
    path = _sample_path()
    folder = path.parent
    if path.exists():
        session.open(path)
        return
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        session.refused.emit(
            (
                Diagnostic(
                    "sample-folder",
                    _("The sample cannot be copied: {reason}").format(reason=error.strerror),
                    str(folder),
                ),
            )
        )
        return
    from core.exchange.settings.folder import carry_evidence

    carry_evidence(sample_folder(_SAMPLE), path)
    session.create_from_text(path, sample_folder(_SAMPLE))


def is_sample(project: Project) -> bool:
    """Whether a project was made of the sample of the water plant."""
    first = project.heads[0] if project.heads else None
    return first is not None and (first.origin.source, first.origin.reference) == ("text", _SAMPLE)


def copy_here(window: QWidget, session: Session) -> None:
    """Make an editable copy of the open project where the person says, and open it."""
    from core.exchange.settings.folder import carry_evidence
    from core.project import copy_project

    if session.project is None:
        return
    source = session.project.path
    start = source.with_name(f"{source.stem}-copy{SUFFIX}")
    path = _with_suffix(file_dialogs.ask_save(window, _("Make an editable copy"), start, _projects()))
    if path is not None and session.attempt(lambda: copy_project(path, source).close()):
        carry_evidence(source, path)
        session.open(path)


def _sample_path() -> Path:
    return home_folder() / "samples" / f"{_SAMPLE}{SUFFIX}"


def _with_suffix(path: Path | None) -> Path | None:
    return path.with_suffix(SUFFIX) if path is not None and not path.suffix else path


def _projects() -> str:
    return _("Bartizan projects (*{suffix})").format(suffix=SUFFIX)
