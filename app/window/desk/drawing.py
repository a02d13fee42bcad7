"""What actions do on the diagram in front."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.ground.words import _

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from app.canvas.canvas import Canvas
    from app.window.window import Window


class DrawingDesk:
    """What actions do on the diagram in front."""

    def __init__(self, window: Window) -> None:
        self._window = window

    def do(self, name: str) -> None:
        """Do what a key does on drawings, on the one in front."""
        canvas = self._seen()
        if canvas is not None:
            canvas.setFocus()
            canvas.do(name)

    def fit(self) -> None:
        """Show the whole diagram."""
        canvas = self._seen()
        if canvas is not None:
            canvas.fit()

    def look(self, event: QKeyEvent) -> bool:
        """Move the view of the drawing in front by a key that nothing else on its page took."""
        pages, focus = self._window.pages, self._window.focusWidget()
        page, canvas = pages.widget(pages.current), self._window.shown.seen()
        if page is None or canvas is None or focus is None or not page.isAncestorOf(focus):
            return False
        return canvas.keyboard.look(event)

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

    def _seen(self) -> Canvas | None:
        """The drawing in front, also one that is only looked at; without one it says so."""
        canvas = self._window.shown.seen()
        if canvas is None:
            self._window.status.say(_("No drawing is shown here"))
        return canvas
