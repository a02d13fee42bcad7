"""A handle beside a shape: dragged, a line to what is there or, in the empty, to something new."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF

from app.gestures.connect import Connect
from app.gestures.gesture import Stage
from core.diagram.room import ABREAST, APART
from core.diagram.sizes import default_size
from core.ground.words import _
from core.model import Element


class Extend(Connect):
    """A line from a handle; released over nothing it asks what is to be there, and connects it."""

    def __init__(self, stage: Stage, source: Element, area: QRectF, handle: QPointF) -> None:
        super().__init__(stage, source)
        self._area = area
        self._handle = handle

    def over_nothing(self) -> str:
        """What is said while nothing that joins is under the pointer."""
        return _("Release to add something here, or over what it leads to")

    def end(self) -> None:
        """Join what is under the pointer; over nothing, ask."""
        if self.target is None and not self._area.contains(self._point):
            self.stage.scene_shown.mark_target(None)
            self.stage.ask_connected(self._source.id, self._point)
        else:
            super().end()

    def ask_beyond(self) -> None:
        """The handle was clicked: ask what is to be there, beyond it."""
        wide, high = default_size(self._source)
        way = self._handle - self._area.center()
        if abs(way.x()) * self._area.height() > abs(way.y()) * self._area.width():
            far = self._area.width() / 2 + ABREAST + wide / 2
            shift = QPointF(far if way.x() > 0 else -far, 0)
        else:
            far = self._area.height() / 2 + APART + high / 2
            shift = QPointF(0, far if way.y() > 0 else -far)
        self.stage.ask_connected(self._source.id, self._area.center() + shift)
