"""What actions hand over to others."""

from __future__ import annotations

from typing import TYPE_CHECKING

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

    def picture(self, place: str) -> None:
        """Make a picture of the diagram in front, on the clipboard or in a file."""
        from app.window import pictures

        (pictures.copy_picture if place == "clipboard" else pictures.save_picture)(self._window)
