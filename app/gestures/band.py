"""Drawing a rubber band around what is to be selected."""

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from app.gestures.gesture import Gesture, Stage
from app.theme import colour
from core.model import Id


class Band(Gesture):
    """A rectangle from the press to the pointer; it selects shapes that lie in it wholly."""

    def __init__(self, stage: Stage, start: QPointF, kept: Iterable[Id] = ()) -> None:
        super().__init__(stage)
        self._start = start
        self._kept = set(kept)
        self._area = QRectF(start, start)

    def move(self, point: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """Stretch the band and select what is in it."""
        del modifiers
        self._area = QRectF(self._start, point).normalized()
        self.stage.select(self._kept | self._inside())

    def end(self) -> None:
        """Keep what is selected."""
        self.stage.select(self._kept | self._inside())

    def cancel(self) -> None:
        """Select what was selected before."""
        self.stage.select(self._kept)

    def paint(self, painter: QPainter, scale: float) -> None:
        """The band itself."""
        tint = colour("accent.mark")
        painter.setPen(QPen(tint, 1 / scale))
        tint.setAlphaF(0.12)
        painter.setBrush(tint)
        painter.drawRect(self._area)

    def _inside(self) -> set[Id]:
        return {
            element_id
            for element_id, item in self.stage.scene_shown.items_by_id.items()
            if item.item.layer != 4 and self._area.contains(item.outline())
        }
