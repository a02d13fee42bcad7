"""Which overlays a person wants to see: remembered between starts, and shared by all diagrams."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, Signal

from core.assistants.laid import OVERLAYS, switched


class OverlayChoice(QObject):
    """Attribute: `wanted`, the names of the overlays that are on. Signal: `changed`."""

    changed = Signal()

    def __init__(self, wanted: Iterable[str], keep: Callable[[tuple[str, ...]], object]) -> None:
        super().__init__()
        self._keep = keep
        self.wanted = frozenset(wanted).intersection(name for name, _title in OVERLAYS)

    def switch(self, overlay: str) -> None:
        """Switch an overlay on or off, and remember it."""
        self.show(switched(self.wanted, overlay))

    def show(self, wanted: frozenset[str]) -> None:
        """Want these overlays from now on."""
        if wanted != self.wanted:
            self.wanted = wanted
            self._keep(tuple(name for name, _title in OVERLAYS if name in wanted))
            self.changed.emit()
