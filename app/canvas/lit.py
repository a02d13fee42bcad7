"""What is lit on a drawing: the partners of what is hovered or selected, in this view or another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPen

from app.canvas.brush import qrect
from app.canvas.frame import AWAY
from app.theme import colour
from core.model import Id

if TYPE_CHECKING:
    from app.canvas.canvas import Canvas

_APART = 4.0
"""Between the two lines around what is lit, in px on the screen."""


class Lit:
    """Attributes: `partners`, what is lit wherever it is drawn; `sources`, whose partners these are."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self.partners: frozenset[Id] = frozenset()
        self.sources: frozenset[Id] = frozenset()

    def show(self, partners: frozenset[Id], sources: frozenset[Id]) -> None:
        """Light these, and on the nodes among them the chips of the sources."""
        if (partners, sources) != (self.partners, self.sources):
            self.partners, self.sources = partners, sources
            self._canvas.viewport().update()

    def drawn(self) -> frozenset[Id]:
        """The partners that are drawn here."""
        return frozenset(filter(self._canvas.scene_shown.find, self.partners))

    def paint(self, painter: QPainter, scale: float) -> None:
        """Two lines around each partner, which no other state of a shape has, and one around each chip."""
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour("accent.mark"), 2 / scale))
        chips = {f"chip:{one}" for one in self.sources}
        for partner in self.partners:
            item = self._canvas.scene_shown.find(partner)
            if item is None:
                continue
            for away in (AWAY / scale, (AWAY + _APART) / scale):
                painter.drawRoundedRect(item.outline().adjusted(-away, -away, away, away), 8, 8)
            for spot in item.item.spots:
                if spot.name in chips:
                    painter.drawRoundedRect(qrect(spot.area.grown(1.5)), 4, 4)
