"""Other tools' files taken over: each read by a worker, then added to the project in one change."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt

from app.window.file_dialogs import ask_several
from core.ground.diagnostic import Diagnostic, Refused, Severity
from core.ground.words import _, plural

if TYPE_CHECKING:
    from app.window.window import Window
    from core.exchange.reimport import Meeting
    from core.jobs import Outcome
    from core.model import Element, Origin


def ask_and_take_over(window: Window) -> None:
    """Ask for files of other tools, take them over, and say what was kept and dropped."""
    take_over(window, ask_several(window, _("Bring in files")))


def take_over(window: Window, files: list[Path], mapping: dict[str, str] | None = None) -> None:
    """Take the files over one after another, since what a file adds depends on what is there.

    `mapping` says what the columns of the first file hold, as a person answered.
    """
    project = window.session.project
    if not files or not window.session.writable or project is None:
        return
    from core.assistants.plans import plain_model
    from core.exchange.mappings import remembered

    path, *later = files

    def read(outcome: Outcome) -> None:
        if outcome.state == "done" and outcome.result.get("samples") and mapping is None:
            _ask_columns(window, files, outcome.result)
            return
        if outcome.state == "done" and "elements" in outcome.result:
            _add(window, path, outcome.result, mapping)
        elif outcome.state == "done":
            window.messages.tell([Diagnostic.from_plain(one) for one in outcome.result["diagnostics"]])
        elif outcome.state != "cancelled":
            window.messages.tell(outcome.diagnostics)
        take_over(window, later if outcome.state != "cancelled" else [])

    window.jobs.start(
        "read",
        {
            "elements": plain_model(window.session.snapshot()),
            "path": str(path),
            "mapping": mapping,
            "known": [[name, dict(fields)] for name, fields in remembered(project)],
        },
        _("Reading {file}").format(file=path.name),
        read,
    )


def _ask_columns(window: Window, files: list[Path], found: dict[str, Any]) -> None:
    """Ask what the columns of the first file hold, then take it over; without an answer go on behind it."""
    from app.panels.mapping_question import MappingQuestion

    path, *later = files
    known = not found["diagnostics"]
    question = MappingQuestion(path.name, found["samples"], found["likely"], window, known)
    question.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    question.answered.connect(lambda mapping: take_over(window, files, mapping))

    def left() -> None:
        window.messages.tell([Diagnostic.from_plain(one) for one in found["diagnostics"]])
        take_over(window, later)

    question.rejected.connect(left)
    question.open()


def _add(window: Window, path: Path, found: dict[str, Any], mapping: dict[str, str] | None) -> None:
    """Add what is new; where the file changes what the project has, show first what a merge makes of it."""
    from core.exchange.imported import Imported
    from core.exchange.importing import change_label, require_new
    from core.exchange.mappings import remember
    from core.exchange.reimport import meeting
    from core.model import Edit, Origin, from_plain

    project = window.session.project
    if project is None:
        return
    try:
        require_new(project.heads, path, found["digest"])
    except Refused as refused:
        # The example of it is a line to type in a terminal, which nobody has who looks at a window.
        hint = _("Undo that change first, in the history, if the file is to be brought in anew.")
        window.messages.tell([replace(one, hint=hint, example=None) for one in refused.diagnostics])
        return
    if mapping:
        remember(project, path.name, mapping)
    elements = tuple(from_plain(plain) for plain in found["elements"])
    changed = tuple(from_plain(plain) for plain in found["changed"])
    origin = Origin("import", path.name, found["digest"])
    met = meeting(project, path.name, Imported(path.name, elements, changed=changed))
    diagnostics = [Diagnostic.from_plain(plain) for plain in found["diagnostics"]]
    dropped = "\n".join(found["dropped"])
    if met.takes_over:
        _merge(window, path, met, origin)
        if dropped or diagnostics:
            left = _("Not everything of the file can be taken over")
            told = Diagnostic("imported", left, path.name, hint=dropped or None, severity=Severity.WARNING)
            window.messages.tell((*diagnostics, *([told] if dropped else [])))
        return
    after = met.settled(project.snapshot().after([Edit(None, element) for element in elements]))
    with window.session.change(change_label(path), origin) as edit:
        edit.put(project.snapshot().edits_to(after))
    if any(element.id not in window.session.snapshot() for element in elements):
        return
    _show(window, list(elements))
    kept = plural("{count} element was taken over", "{count} elements were taken over", len(elements))
    if not dropped and not diagnostics:
        # All went well: the journal has it as a change, and nothing is left to read.
        window.status.say(_("{words}: {place}").format(words=kept, place=path.name))
        return
    told = Diagnostic("imported", kept, path.name, hint=dropped or None, severity=Severity.WARNING)
    window.messages.tell((*diagnostics, told))


def _merge(window: Window, path: Path, met: Meeting, origin: Origin) -> None:
    """Show what the file says otherwise than the project, before any of it is taken over."""
    from app.window.history import MERGED, show_merge
    from app.window.merging import Merging
    from app.window.pages import Page
    from core.exchange.importing import change_label

    title = _("Import {file}").format(file=path.name)
    words = _("{file} is merged into this project, from what it said when it came last.")
    if met.first:
        words = _("{file} says some of what this project has otherwise.")
    words = words.format(file=path.name)
    three = met.versions
    if three.reasons:
        words += " " + _("Where it is a newer file of the same list, choose “All theirs”.")
    label = change_label(path)
    merging = Merging(title, three.base, three.theirs, words, label, origin, three.reasons, met.settled)
    show_merge(window, Page(MERGED, str(path)), merging)


def _show(window: Window, elements: list[Element]) -> None:
    """Show the first diagram that came with a file; where none came, the first thing."""
    from core.model import Diagram

    first = next((one for one in elements if isinstance(one, Diagram)), None) or next(iter(elements), None)
    if first is not None:
        window.go_to(first.id)
