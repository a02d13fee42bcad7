"""Drawing a rubber band around what is to be selected."""

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from app.gestures.gathering import Gathering
from app.gestures.gesture import Stage
from core.model import Id


class Band(Gathering):
    """A rectangle from the press to the pointer; it selects shapes that lie in it wholly."""

    def __init__(self, stage: Stage, start: QPointF, kept: Iterable[Id] = ()) -> None:
        super().__init__(stage, kept)
        self._start = start
        self._area = QRectF(start, start)

    def move(self, point: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """Stretch the band and select what is in it."""
        del modifiers
        self._area = QRectF(self._start, point).normalized()
        self.gather()

    def outline(self, painter: QPainter) -> None:
        """The rectangle."""
        painter.drawRect(self._area)

    def inside(self) -> list[Id]:
        """Everything but ports that lies in it wholly."""
        return [
            element_id
            for element_id, item in sorted(self.stage.scene_shown.items_by_id.items())
            if item.item.layer != 4 and self._area.contains(item.outline())
        ]
