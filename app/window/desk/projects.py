"""What actions do to projects as wholes."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from app.window import intake, projects

if TYPE_CHECKING:
    from app.window.window import Window


class ProjectsDesk:
    """What actions do to projects as wholes."""

    def __init__(self, window: Window) -> None:
        self._window = window

    def new(self) -> None:
        """Ask for a file and make a project there."""
        path = projects.ask_new(self._window)
        if path is not None:
            self._window.session.create(path)

    def open(self) -> None:
        """Ask for a project and open it."""
        path = projects.ask_open(self._window)
        if path is not None:
            self._window.session.open(path)

    def open_recent(self, path: str) -> None:
        """Open a project that was open before."""
        self._window.session.open(Path(path))

    def open_sample(self, name: str = projects.WATER) -> None:
        """Open a working copy of a sample."""
        projects.sample_copy(self._window.session, name)
        from app.window.tour import tour_seen

        if self._window.session.project is not None and not tour_seen(self._window):
            self._window.desk.desktop.start_tour()

    def import_files(self) -> None:
        """Ask for files of other tools and bring them in; without a project, into a new one."""
        if self._window.session.project is None:
            self.new()
        if self._window.session.writable:
            intake.ask_and_take_over(self._window)

    def copy(self) -> None:
        """Make an editable copy and open it."""
        projects.copy_here(self._window, self._window.session)

    def close(self) -> None:
        """Leave the project."""
        self._window.jobs.cancel_all()
        self._window.session.close()

    def quit(self) -> None:
        """Leave the program."""
        self._window.close()

    def add_recent(self, menu: QMenu) -> None:
        """Add the projects that were open before to a menu."""
        known = [path for path in self._window.preferences.recent if Path(path).exists()]
        if known:
            menu.addSeparator()
        for path in known:
            entry = menu.addAction(Path(path).name)
            entry.setToolTip(path)
            entry.triggered.connect(partial(self.open_recent, path))
