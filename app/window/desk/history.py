"""What actions ask of the past of a project, and of other versions of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.window import history

if TYPE_CHECKING:
    from app.window.window import Window


class HistoryDesk:
    """What actions ask of the past of a project, and of other versions of it."""

    def __init__(self, window: Window) -> None:
        self._window = window

    def search(self) -> None:
        """Show the history, and put the caret into its filter."""
        self._window.show_room("draw")
        self._window.frame.unfold_bottom()
        self._window.shown.bottom.show_tab("history")
        self._window.shown.bottom.history.words.setFocus()

    def ask(self, what: str) -> None:
        """Show the change chosen in the history as it was, what it did, what came since, or go back to it."""
        number = self._window.shown.bottom.history.number
        project = self._window.session.project
        if project is not None and project.heads:
            history.go(self._window, what, number or len(project.heads))

    def compare(self) -> None:
        """Ask for another project, and compare."""
        history.compare_file(self._window)

    def merge(self) -> None:
        """Ask for another version, and merge."""
        history.merge_file(self._window)
