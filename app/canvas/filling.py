"""Bringing a large drawing into its scene a part at a time, so that the window stays free meanwhile."""

import time

from PySide6.QtCore import QObject, QTimer, Signal

from app.canvas.scene import DiagramScene
from core.diagram import Drawing

_BRIEF = 0.02
"""Seconds that are worked at once."""

_PART = 100
"""So many items come before the clock is looked at."""

_REST = 1
"""Milliseconds in between, in which keys and clicks are heard."""


class Filling(QObject):
    """Fills `scene` with a drawing. Signals: `progressed` with the share that is done, `filled`."""

    progressed = Signal(float)
    filled = Signal()

    def __init__(self, drawing: Drawing, parent: QObject) -> None:
        super().__init__(parent)
        self.scene = DiagramScene()
        self._drawing = drawing
        self._done = 0
        self._turn = QTimer(self)
        self._turn.setInterval(_REST)
        self._turn.timeout.connect(self._go_on)

    def begin(self) -> None:
        """Begin with the next turn."""
        self._turn.start()

    def stop(self) -> None:
        """Leave it."""
        self._turn.stop()

    def _go_on(self) -> None:
        items, until = self._drawing.items, time.perf_counter() + _BRIEF
        while self._done < len(items):
            for item in items[self._done : self._done + _PART]:
                self.scene.take(item)
            self._done += _PART
            if time.perf_counter() >= until and self._done < len(items):
                self.progressed.emit(self._done / len(items))
                return
        self._turn.stop()
        self.scene.show_drawing(self._drawing)
        self.filled.emit()
