"""Hearing of changed keys as Qt does: for as long as the widget lives that listens."""

from functools import cache

from PySide6.QtCore import QObject, Signal

from app.actions.keymap import keymap


class KeysHeard(QObject):
    """Signals: `changed` when keys are others than before."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        keymap().hear(self._tell)

    def _tell(self) -> None:
        self.changed.emit()


@cache
def keys_heard() -> KeysHeard:
    """The one that tells this process."""
    return KeysHeard()
