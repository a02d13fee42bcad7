"""Working out a large drawing in a thread of its own, so that the window stays free meanwhile."""

import contextlib
from dataclasses import dataclass
from threading import Event

from PySide6.QtCore import QCoreApplication, QObject, QRunnable, QThreadPool, Signal

from app.canvas.filling import Filling
from app.canvas.scene import DiagramScene
from core.diagram import Drawing, draw
from core.ground.diagnostic import Cancelled
from core.model import Id, Placement, Snapshot

MANY = 300
"""With more placements than this a drawing takes longer than a person should wait for a window."""


DRAWN = 0.9
"""The share of the work that is done once the drawing is worked out; the rest is bringing it into view."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A drawing, the model that it shows, and the scene that shows it."""

    snapshot: Snapshot
    drawing: Drawing
    scene: DiagramScene


def is_large(snapshot: Snapshot, diagram_id: Id) -> bool:
    """Whether the drawing of a diagram is to be worked out beside the window."""
    return len(snapshot.owned(diagram_id, Placement)) > MANY


class Opening(QObject):
    """Works out the drawing of a diagram once it is begun, and brings it into a scene.

    Signals: `progressed` with the share that is done, `drawn` with a `Drawn`. Neither comes after `stop`.
    """

    progressed = Signal(float)
    drawn = Signal(object)

    def __init__(self, snapshot: Snapshot, diagram_id: Id, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stopped = Event()
        self._snapshot = snapshot
        self._filling: Filling | None = None
        self._work = _Work(snapshot, diagram_id, self._stopped)
        self._work.setAutoDelete(False)
        self._work.voice.progressed.connect(self._tell)
        self._work.voice.drawn.connect(self._fill)
        self._work.voice.failed.connect(self._fail)
        self.destroyed.connect(self._stopped.set)
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self._stopped.set)

    def begin(self) -> None:
        """Begin to work."""
        QThreadPool.globalInstance().start(self._work)

    def stop(self) -> None:
        """Leave it; the thread ends soon."""
        self._stopped.set()
        if self._filling is not None:
            self._filling.stop()

    def _tell(self, share: float) -> None:
        if not self._stopped.is_set():
            self.progressed.emit(share * DRAWN)

    def _fill(self, drawing: Drawing) -> None:
        if self._stopped.is_set():
            return
        filling = self._filling = Filling(drawing, self)
        filling.progressed.connect(lambda share: self._tell((DRAWN + (1 - DRAWN) * share) / DRAWN))
        filling.filled.connect(lambda: self._end(Drawn(self._snapshot, drawing, filling.scene)))
        filling.begin()

    def _end(self, drawn: Drawn) -> None:
        if not self._stopped.is_set():
            self._stopped.set()
            self.drawn.emit(drawn)

    def _fail(self, error: Exception) -> None:
        if not self._stopped.is_set():
            raise error


class _Voice(QObject):
    progressed = Signal(float)
    drawn = Signal(object)
    failed = Signal(object)


class _Work(QRunnable):
    def __init__(self, snapshot: Snapshot, diagram_id: Id, stopped: Event) -> None:
        super().__init__()
        self.voice = _Voice()
        self._snapshot = snapshot
        self._diagram_id = diagram_id
        self._stopped = stopped

    def run(self) -> None:
        """Draw; whatever goes wrong is told in the window's thread, as it would be without this one."""
        with contextlib.suppress(Cancelled):
            try:
                drawing = draw(self._snapshot, self._diagram_id, pace=self._pace)
            except Cancelled:
                raise
            except Exception as error:  # noqa: BLE001 - raised again where faults are caught
                self.voice.failed.emit(error)
            else:
                self.voice.drawn.emit(drawing)

    def _pace(self, share: float) -> None:
        if self._stopped.is_set():
            raise Cancelled
        self.voice.progressed.emit(share)
