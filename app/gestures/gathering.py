"""Drawing something around what is to be selected."""

from collections.abc import Iterable

from PySide6.QtGui import QPainter, QPen

from app.gestures.gesture import Gesture, Stage
from app.theme import colour
from core.model import Id


class Gathering(Gesture):
    """Selects what lies in what is drawn, beside what is kept; cancelled, what was selected before."""

    def __init__(self, stage: Stage, kept: Iterable[Id]) -> None:
        super().__init__(stage)
        self._kept = tuple(kept)

    def end(self) -> None:
        """Keep what is selected."""
        self.gather()

    def cancel(self) -> None:
        """Select what was selected before."""
        self.stage.select(self._kept)

    def gather(self) -> None:
        """Select what is in it now."""
        self.stage.select((*self._kept, *self.inside()))

    def paint(self, painter: QPainter, scale: float) -> None:
        """The line, and the area that it is around."""
        tint = colour("accent.mark")
        painter.setPen(QPen(tint, 1 / scale))
        tint.setAlphaF(0.12)
        painter.setBrush(tint)
        self.outline(painter)

    def inside(self) -> list[Id]:
        """What lies in what is drawn."""
        raise NotImplementedError

    def outline(self, painter: QPainter) -> None:
        """Draw it."""
        raise NotImplementedError
