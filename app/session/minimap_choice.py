"""Whether drawings show their map, for all drawings alike; the preferences keep it between starts."""

from functools import cache

from PySide6.QtCore import QObject, Signal


class MinimapChoice(QObject):
    """Signal: `changed` when drawings are to show their map from now on, or to hide it."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.shown = False

    def show(self, shown: bool) -> None:
        """Show the map of every drawing, or fold it away."""
        if shown != self.shown:
            self.shown = shown
            self.changed.emit()


@cache
def minimap_choice() -> MinimapChoice:
    """The one choice of this process."""
    return MinimapChoice()
