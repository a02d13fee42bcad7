"""The line over a drawing: where it belongs at the left, what can lie over it at the right."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from app.canvas.breadcrumb import Breadcrumb
from app.panels.labels import across
from app.panels.overlay_chips import OverlayChips


class DiagramHead(QWidget):
    """Steps to a diagram give way to the words of chips: a step left out can still be read in a menu."""

    def __init__(self, way: Breadcrumb, chips: OverlayChips) -> None:
        super().__init__()
        self._way, self._chips = way, chips
        row = self._row = across(self, (18, 6, 12, 4), 4)
        row.addWidget(way)
        row.addWidget(chips, 1)

    def _share(self) -> None:
        margins = self._row.contentsMargins()
        room = self.width() - margins.left() - margins.right() - self._row.spacing()
        least = self._way.least_width()
        self._way.setMaximumWidth(max(room - self._chips.taken(max(room - least, 0)), least))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """There is another width to share."""
        super().resizeEvent(event)
        self._share()

    def event(self, event: QEvent) -> bool:
        """Another step or another count takes another width."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._share()
        return super().event(event)
