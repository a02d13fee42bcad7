"""Working out a large drawing in a thread of its own, so that the window stays free meanwhile."""

import contextlib
from dataclasses import dataclass
from threading import Event

from PySide6.QtCore import QCoreApplication, QObject, QRunnable, QThreadPool, Signal

from core.diagram import Drawing, draw
from core.ground.diagnostic import Cancelled
from core.model import Id, Placement, Snapshot

MANY = 300
"""With more placements than this a drawing takes longer than a person should wait for a window."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A drawing, and the model that it shows."""

    snapshot: Snapshot
    drawing: Drawing


def is_large(snapshot: Snapshot, diagram_id: Id) -> bool:
    """Whether the drawing of a diagram is to be worked out beside the window."""
    return len(snapshot.owned(diagram_id, Placement)) > MANY


class Opening(QObject):
    """Works out the drawing of a diagram once it is begun.

    Signals: `progressed` with the share that is done, `drawn` with a `Drawn`. Neither comes after `stop`.
    """

    progressed = Signal(float)
    drawn = Signal(object)

    def __init__(self, snapshot: Snapshot, diagram_id: Id, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stopped = Event()
        self._work = _Work(snapshot, diagram_id, self._stopped)
        self._work.setAutoDelete(False)
        self._work.voice.progressed.connect(self._tell)
        self._work.voice.drawn.connect(self._end)
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

    def _tell(self, share: float) -> None:
        if not self._stopped.is_set():
            self.progressed.emit(share)

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
                self.voice.drawn.emit(Drawn(self._snapshot, drawing))

    def _pace(self, share: float) -> None:
        if self._stopped.is_set():
            raise Cancelled
        self.voice.progressed.emit(share)
