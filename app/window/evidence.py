"""Asking where the files lie that checks read, and remembering it on this machine."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from app.window.file_dialogs import ask_folder
from core.ground.words import _

if TYPE_CHECKING:
    from app.window.window import Window


def choose_evidence(window: Window) -> None:
    """Ask for the folder of evidence of the project, and run its checks on what lies there."""
    project = window.session.project
    if project is None:
        return
    now = window.results.evidence.of(project) or Path(project.path)
    chosen = ask_folder(window, _("Choose the folder of evidence"), now if now.is_dir() else now.parent)
    if chosen is None:
        return
    window.results.evidence.choose(project, chosen)
    known = {**window.preferences.evidence, str(project.path): str(chosen)}
    window.save_preferences(replace(window.preferences, evidence=known))
    window.results.run_checks()
    window.results.changed.emit()
