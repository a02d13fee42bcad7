"""Drawing something around what is to be selected."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPen

from app.gestures.gesture import Gesture, Stage
from app.theme import colour
from core.ground.words import plural
from core.model import Id

if TYPE_CHECKING:
    from app.canvas.shape_item import ShapeItem

_PORTS = 4
"""The layer of what sits on the border of shapes, and is not gathered with them."""


class Gathering(Gesture):
    """Selects what is in what is drawn, beside what is kept; cancelled, what was selected before."""

    line = Qt.PenStyle.SolidLine
    """How what is drawn is drawn."""

    def __init__(self, stage: Stage, kept: Iterable[Id]) -> None:
        super().__init__(stage)
        self._kept = tuple(kept)

    def end(self) -> None:
        """Keep what is selected, and say how much that is."""
        chosen = self.gather()
        self.stage.say(
            plural("{count} element is selected", "{count} elements are selected", len(chosen))
            if chosen
            else ""
        )

    def cancel(self) -> None:
        """Select what was selected before."""
        self.stage.say("")
        self.stage.select(self._kept)

    def gather(self) -> dict[Id, None]:
        """Select what is in it now, of what is seen and no port; gives all that is selected."""
        scene = self.stage.scene_shown
        chosen = dict.fromkeys(self._kept)
        for element_id, item in sorted(scene.items_by_id.items()):
            if item.item.layer != _PORTS and not scene.veil.is_hidden(item.item) and self.takes(item):
                chosen[element_id] = None
        self.stage.select(chosen)
        return chosen

    def paint(self, painter: QPainter, scale: float) -> None:
        """The line, and the area that it is around."""
        tint = colour("accent.mark")
        painter.setPen(QPen(tint, 1 / scale, self.line))
        tint.setAlphaF(0.12)
        painter.setBrush(tint)
        self.outline(painter)

    def takes(self, item: ShapeItem) -> bool:
        """Whether an item is in what is drawn."""
        raise NotImplementedError

    def outline(self, painter: QPainter) -> None:
        """Draw it."""
        raise NotImplementedError
