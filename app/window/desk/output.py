"""What actions hand over to others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.window.pages import Page

if TYPE_CHECKING:
    from app.window.window import Window


class OutputDesk:
    """What actions hand over to others."""

    def __init__(self, window: Window) -> None:
        self._window = window

    def export(self, what: str) -> None:
        """Write the report, the UPPAAL files or the text form where the person says."""
        from app.window.exports import export

        export(self._window, what)

    def keys(self) -> None:
        """Ask for a file and write every key there."""
        from app.window.key_export import export_keys

        export_keys(self._window)

    def picture(self, place: str) -> None:
        """Make a picture of the diagram in front: on the "clipboard", in a "file", or of its "selection"."""
        from app.window import pictures

        if place == "clipboard":
            pictures.copy_picture(self._window)
        else:
            pictures.save_picture(self._window, selection=place == "selection")

    def pictures(self) -> None:
        """Show the page on which diagrams are chosen to be written as pictures."""
        self._window.pages.show_page(Page("pictures"))

    def print(self) -> None:
        """Show the page on which the diagram in front is laid out on paper."""
        from app.window.printing import show_print_page

        show_print_page(self._window)
