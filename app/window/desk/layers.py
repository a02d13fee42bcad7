"""What actions do with what lies over the diagram in front, and with what of the model it shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.ground.words import _

if TYPE_CHECKING:
    from app.window.layers import Layers
    from app.window.window import Window


class LayersDesk:
    """What actions do with overlays, filters and the elements that a diagram shows."""

    def __init__(self, window: Window) -> None:
        self._window = window

    def switch(self, overlay: str) -> None:
        """Switch an overlay on or off."""
        layers = self._layers()
        if layers is not None:
            layers.switch(overlay)

    def keep_overlays(self) -> None:
        """State the overlays that are on for the diagram, for everybody who opens it."""
        from app.gestures.showing import keep_overlays

        layers = self._layers()
        canvas = self._window.shown.canvas()
        if layers is not None and canvas is not None:
            keep_overlays(canvas, layers.wanted)

    def explain(self) -> None:
        """Give the reasons of the badges and the heat of what is selected."""
        layers = self._layers()
        if layers is not None:
            layers.explain()

    def filter(self) -> None:
        """Put the caret into the filter of the drawing."""
        layers = self._layers()
        if layers is not None:
            layers.ask_filter()

    def no_filter(self) -> None:
        """Clear the filter of the drawing."""
        layers = self._layers()
        if layers is not None:
            layers.no_filter()

    def look_for(self, name: str) -> None:
        """Look for what is asked for often."""
        from app.window.often import criteria_for

        layers = self._layers()
        if layers is not None:
            session = self._window.session
            kinds = [one.kind for one in map(session.element, session.selection) if one is not None]
            layers.look_for(criteria_for(name, kinds))

    def draw_connected(self) -> None:
        """Draw what the selection is connected with, as far as the diagram does not show it."""
        from app.gestures.showing import draw_connected

        canvas = self._window.shown.canvas()
        if canvas is not None and not draw_connected(canvas, canvas.selection):
            self._window.status.say(_("Everything that is connected is drawn here already"))

    def ask_missing(self) -> None:
        """List what the diagram could show and does not, to be drawn."""
        from app.window.missing import ask_missing

        ask_missing(self._window)

    def ask_hidden(self) -> None:
        """List what the diagram leaves out, to be shown again."""
        from app.window.missing import ask_hidden

        ask_hidden(self._window)

    def hide_kind(self) -> None:
        """Leave everything of the kinds selected out of the diagram."""
        from app.gestures.showing import hide_kinds

        canvas = self._window.shown.canvas()
        if canvas is not None:
            hide_kinds(canvas, canvas.selection)

    def hide_selected(self) -> None:
        """Leave the selection out of the diagram; its place is kept."""
        from app.gestures.showing import hide

        canvas = self._window.shown.canvas()
        if canvas is not None:
            hide(canvas, canvas.selection)

    def show_hidden(self) -> None:
        """Show again what the diagram leaves out."""
        from app.gestures.showing import show_hidden

        canvas = self._window.shown.canvas()
        if canvas is not None and not show_hidden(canvas):
            self._window.status.say(_("Nothing is hidden on this diagram"))

    def _layers(self) -> Layers | None:
        """What lies over the diagram in front."""
        from app.window.diagram_page import DiagramPage

        page = self._window.pages.widget(self._window.pages.current)
        return page.layers if isinstance(page, DiagramPage) else None
