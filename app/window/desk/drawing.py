"""What actions do on the diagram in front."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.window.window import Window


class DrawingDesk:
    """What actions do on the diagram in front."""

    def __init__(self, window: Window) -> None:
        self._window = window

    def do(self, name: str) -> None:
        """Do what a key does on drawings, on the one in front."""
        canvas = self._window.shown.canvas()
        if canvas is not None:
            canvas.setFocus()
            canvas.do(name)

    def fit(self) -> None:
        """Show the whole diagram."""
        canvas = self._window.shown.canvas()
        if canvas is not None:
            canvas.fit()

    def leave_drag(self) -> bool:
        """Leave what is being dragged on the diagram in front; False where nothing is."""
        canvas = self._window.shown.canvas()
        return canvas is not None and canvas.pointer.leave()

    def declare(self) -> None:
        """Write the next clock, variable or timer of the machine that is drawn."""
        canvas = self._window.shown.canvas()
        if canvas is not None and canvas.afloat.declarations is not None:
            canvas.afloat.declarations.begin()

    def zone_around(self) -> None:
        """Add a zone around what is selected on the diagram in front."""
        from app.gestures.create import zone_around

        canvas = self._window.shown.canvas()
        if canvas is not None and canvas.writable:
            zone_around(canvas, canvas.selection)
