"""Work beside the window, in a thread of this process: what was asked for last counts."""

import contextlib
from threading import Event
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, QRunnable, QThreadPool, Signal

from app.jobs.jobs import Work
from core.ground.diagnostic import Cancelled


class Beside(QObject):
    """Does what it was given last; work that is overtaken or stopped says nothing more.

    For what is looked at at once, and is too large to be sent to a worker. Signals: `progressed` with
    steps done and steps in all, `done` with what came of it.
    """

    progressed = Signal(int, int)
    done = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._voice: _Voice | None = None
        self._over = Event()
        self.destroyed.connect(self._over.set)
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self.stop)

    @property
    def running(self) -> bool:
        """Whether it is at work."""
        return self._voice is not None

    def begin(self, work: Work) -> None:
        """Do this instead of what was under way."""
        self.stop()
        self._over = Event()
        self.destroyed.connect(self._over.set)
        run = _Run(work, self._over)
        self._voice = run.voice
        run.voice.progressed.connect(self._tell)
        run.voice.done.connect(self._end)
        run.voice.failed.connect(self._fail)
        _UNDER_WAY.add(run)
        QThreadPool.globalInstance().start(run)

    def stop(self) -> None:
        """Leave what is under way; the thread ends soon."""
        self._over.set()
        self._voice = None

    def _tell(self, voice: "_Voice", done: int, total: int) -> None:
        if voice is self._voice:
            self.progressed.emit(done, total)

    def _end(self, voice: "_Voice", found: Any) -> None:
        if voice is self._voice:
            self._voice = None
            self.done.emit(found)

    def _fail(self, voice: "_Voice", error: Exception) -> None:
        if voice is self._voice:
            self._voice = None
            raise error


class _Voice(QObject):
    """Says of what it speaks, so that work that was overtaken is not heard any more."""

    progressed = Signal(object, int, int)
    done = Signal(object, object)
    failed = Signal(object, object)


class _Run(QRunnable):
    def __init__(self, work: Work, over: Event) -> None:
        super().__init__()
        self.setAutoDelete(False)
        self.voice = _Voice()
        self._work = work
        self._over = over

    def run(self) -> None:
        """Work; whatever goes wrong is told in the window's thread, as it would be without this one."""
        with contextlib.suppress(Cancelled):
            try:
                found = self._work(self._tell)
            except Cancelled:
                raise
            except Exception as error:  # noqa: BLE001 - raised again where faults are caught
                self.voice.failed.emit(self.voice, error)
            else:
                self.voice.done.emit(self.voice, found)
        _UNDER_WAY.discard(self)

    def _tell(self, done: int, total: int, _words: str) -> None:
        if self._over.is_set():
            raise Cancelled
        self.voice.progressed.emit(self.voice, done, total)


_UNDER_WAY: set[_Run] = set()
"""What waits or works, held here until it ends, whatever becomes of the page that wanted it."""
