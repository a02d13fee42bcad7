"""What actions do to lead from one view of the model to another."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.session.minimap_choice import minimap_choice
from core.ground.words import _

if TYPE_CHECKING:
    from app.window.window import Window


class WaysDesk:
    """What actions do to lead from one view of the model to another."""

    def __init__(self, window: Window) -> None:
        self._window = window

    def list_uses(self) -> None:
        """List every use of what is selected, and go to the one that is taken."""
        from app.window.uses import list_uses

        list_uses(self._window)

    def next_diagram(self) -> None:
        """Show the next diagram on which what is selected is drawn."""
        from app.window.uses import next_diagram

        next_diagram(self._window)

    def go_into(self) -> None:
        """Show the diagram that what is selected has of its own; of several a person chooses."""
        from app.window.uses import go_into

        go_into(self._window)

    def fold_map(self) -> None:
        """Show the map of drawings, or fold it away."""
        minimap_choice().show(not minimap_choice().shown)
        self._window.save_preferences(replace(self._window.preferences, minimap=minimap_choice().shown))
        self._window.status.say(_("The map is shown") if minimap_choice().shown else _("The map is folded"))

    def duplicate_diagram(self) -> None:
        """Draw the diagram selected, or else in front, once more and open that."""
        from app.window.diagrams import duplicate_diagram

        duplicate_diagram(self._window)

    def move_diagram(self, down: bool) -> None:
        """Put the diagram selected, or else in front, one place further down or up in the tree."""
        from app.window.diagrams import move_diagram

        move_diagram(self._window, down)
