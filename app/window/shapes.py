"""Boilerplates out of files: a reviewed one is previewed first, those of the program come in one gesture."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.gestures.shaping import bring
from app.panels.undisturbed import is_written_in
from app.window.file_dialogs import ask_open
from app.window.pages import Page
from core.ground.diagnostic import Diagnostic
from core.ground.resources import resource_folder
from core.ground.words import _, plural

if TYPE_CHECKING:
    from app.panels.boilerplates_page import BoilerplatesPage
    from app.window.window import Window
    from core.jobs import Outcome
    from core.model import Boilerplate

BOILERPLATES = Page("boilerplates")
"""The page of the project's own boilerplates."""


def make_page(window: Window) -> BoilerplatesPage:
    """The page, made when it is first shown."""
    from app.panels.boilerplates_page import BoilerplatesPage

    made = BoilerplatesPage(window.session)
    made.asked.connect(window.go_to)
    made.choosing.connect(lambda: ask_and_preview(window))
    made.shipping.connect(lambda: add_shipped(window))
    return made


def show_page(window: Window) -> BoilerplatesPage:
    """Show the page."""
    from app.panels.boilerplates_page import BoilerplatesPage

    window.pages.show_page(BOILERPLATES)
    page = window.pages.widget(BOILERPLATES)
    assert isinstance(page, BoilerplatesPage)
    return page


def ask_and_preview(window: Window) -> None:
    """Ask for a reviewed file, and show what it would bring."""
    filters = _("Boilerplates (*.yaml *.yml)")
    path = ask_open(window, _("Add boilerplates from a file"), filters)
    if path is not None:
        preview(window, path)


def preview(window: Window, path: Path) -> None:
    """Show what a reviewed file would bring; a change is made of it when that is wanted."""

    def show(found: dict[str, Any]) -> None:
        several = _boilerplates(found, "elements", "changed")
        if not several:
            window.status.say(_("The project has all that {file} brings").format(file=path.name))
            return
        page = show_page(window)
        doubts = [Diagnostic.from_plain(plain).message for plain in found["diagnostics"]]
        page.show_preview(
            path.name, several, doubts, lambda: _bring(window, path, found["digest"], several, page)
        )

    _read(window, path, show)


def add_shipped(window: Window) -> None:
    """Add those that come with the program and the project has not; what it has stays as it is."""
    path = resource_folder("catalogues") / "boilerplates.yaml"

    def add(found: dict[str, Any]) -> None:
        several = _boilerplates(found, "elements")
        if several:
            _bring(window, path, found["digest"], several, show_page(window))
        else:
            window.status.say(_("The project has all boilerplates of Bartizan"))

    _read(window, path, add)


def _read(window: Window, path: Path, then: Callable[[dict[str, Any]], None]) -> None:
    """Let a worker read the file: YAML takes long to load."""
    from core.assistants.plans import plain_model

    project = window.session.project
    if not window.session.writable:
        return

    def hear(outcome: Outcome) -> None:
        if window.session.project is not project:
            return
        if outcome.state == "done":
            then(outcome.result)
        elif outcome.state != "cancelled":
            window.messages.tell(outcome.diagnostics)

    payload = {"elements": plain_model(window.session.snapshot()), "path": str(path)}
    window.jobs.start("read", payload, _("Reading {file}").format(file=path.name), hear)


def _bring(
    window: Window, path: Path, digest: str, several: list[Boilerplate], page: BoilerplatesPage
) -> None:
    from core.exchange.importing import change_label
    from core.model import Origin

    origin = Origin("import", path.name, digest)
    page.leave_preview()
    if bring(window.session, change_label(path), origin, several):
        if not is_written_in(page.focusWidget()):
            page.show_boilerplate(several[0].id)
            page.take_keyboard()
        words = plural("{count} boilerplate was added", "{count} boilerplates were added", len(several))
        window.status.say(words)


def _boilerplates(found: dict[str, Any], *keys: str) -> list[Boilerplate]:
    """The boilerplates in what a worker read; a file that the reader took for another kind brings none."""
    from core.model import Boilerplate, from_plain

    read = (from_plain(plain) for key in keys for plain in found[key])
    return [one for one in read if isinstance(one, Boilerplate)]
