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

WATER, BRAKES = "water-treatment", "brake-by-wire"
"""The names of the samples, to which the first change of a project made of one goes back."""


def ask_new(window: QWidget) -> Path | None:
    """Where the person wants a new project; None where they think better of it."""
    start = Path.home() / f"plant{SUFFIX}"
    return _with_suffix(file_dialogs.ask_save(window, _("New project"), start, _projects()))


def ask_open(window: QWidget) -> Path | None:
    """Which project the person wants to open."""
    return file_dialogs.ask_open(window, _("Open a project"), _projects())


def sample_copy(session: Session, name: str = WATER) -> None:
    """Open the working copy of a sample; make it where there is none."""
    path = home_folder() / "samples" / f"{name}{SUFFIX}"
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

    carry_evidence(sample_folder(name), path)
    session.create_from_text(path, sample_folder(name))


def sample_of(project: Project | None) -> str:
    """The name of the sample that a project was made of; empty where it was made of none."""
    first = project.heads[0] if project is not None and project.heads else None
    if first is None or first.origin.source != "text":
        return ""
    return first.origin.reference if first.origin.reference in (WATER, BRAKES) else ""


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


def _with_suffix(path: Path | None) -> Path | None:
    return path.with_suffix(SUFFIX) if path is not None and not path.suffix else path


def _projects() -> str:
    return _("Bartizan projects (*{suffix})").format(suffix=SUFFIX)
