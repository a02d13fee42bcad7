"""Every key written into a file: pages to print, a table or plain text."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from app.actions.keymap import keymap, keys_of, written
from app.actions.registry import key_caps, key_groups
from app.window.file_dialogs import ask_save
from core.ground.words import _

if TYPE_CHECKING:
    from app.window.window import Window
    from core.reports.keys import KeyLine


def export_keys(window: Window) -> None:
    """Ask for a file, whose ending says how it is written, and write every key there."""
    project = window.session.project
    folder = project.path.parent if project is not None else Path.home()
    filters = "PDF (*.pdf);;CSV (*.csv);;Text (*.txt)"
    path = ask_save(window, _("Print or export every key"), folder / "bartizan-keys.pdf", filters)
    if path is not None:
        write(window, path)


def write(window: Window, path: Path) -> None:
    """Write every key there, and say where it is."""
    from core.reports.keys import write_keys

    if window.session.attempt(lambda: write_keys(path, key_lines())):
        words = _("The keys are written")
        window.status.say(_("{words}: {place}").format(words=words, place=path))


def key_lines() -> list[KeyLine]:
    """Every key as it is now, group by group; what has none is left out."""
    from core.reports.keys import KeyLine

    changed = keymap().changed
    return [
        KeyLine(title, one.title(), tuple(map(written, key_caps(keys_of(one)))), one.id in changed)
        for title, known in key_groups()
        for one in known
        if keys_of(one)
    ]
