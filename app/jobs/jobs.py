"""The Qt side of `core.jobs`: each job waits in a thread of its own and speaks by signals."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QRunnable, QThreadPool, QTimer, Signal

if TYPE_CHECKING:
    from core.jobs import Limits, Outcome, Progress

Tell = Callable[[int, int, str], None]
"""Hears how far work is: steps done, steps in all, and what is being done. It may end the work."""

Work = Callable[[Tell], Any]
"""Work that tells how far it is."""

_STAYS = 4000
"""Milliseconds for which a job that went well is still shown."""


@dataclass(eq=False, slots=True)
class Job:
    """One piece of work: what it is called, how far it is, and what came of it."""

    title: str
    task: str
    done: int = 0
    total: int = 0
    words: str = ""
    outcome: Outcome | None = None
    wanted: bool = True
    """Whether somebody still waits for it; False once it was cancelled."""
    then: Callable[[Outcome], None] | None = field(default=None, repr=False)
    found: Callable[[list[Any]], None] | None = field(default=None, repr=False)

    @property
    def running(self) -> bool:
        """Whether it is still under way."""
        return self.outcome is None

    @property
    def failed(self) -> bool:
        """Whether it ended without a result although nobody asked it to stop."""
        return self.outcome is not None and self.outcome.state in ("failed", "limits")


class Jobs(QObject):
    """All jobs that are under way, have just ended, or failed and were not read yet.

    Signals: `started`, `progressed` and `finished` with the Job; `changed` after each of them and
    when a job leaves the list.
    """

    started = Signal(object)
    progressed = Signal(object)
    finished = Signal(object)
    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.jobs: list[Job] = []
        self._asked, self._quiet = QThreadPool(self), QThreadPool(self)
        for pool in (self._asked, self._quiet):
            pool.setMaxThreadCount(2)

    @property
    def running(self) -> tuple[Job, ...]:
        """The jobs under way, the oldest first."""
        return tuple(job for job in self.jobs if job.running)

    @property
    def active(self) -> int:
        """How many threads wait for work to end; a job that was stopped counts until its worker is gone."""
        return self._asked.activeThreadCount() + self._quiet.activeThreadCount()

    def start(
        self,
        task: str,
        payload: Any,
        title: str,
        then: Callable[[Outcome], None] | None = None,
        limits: Limits | None = None,
        found: Callable[[list[Any]], None] | None = None,
        *,
        quiet: bool = False,
        ready: Sequence[str] = (),
    ) -> Job:
        """Begin a task; `then` hears its outcome in this thread, also when it failed or was cancelled.

        `found` hears there what is known of the result before the rest, as long as the job is wanted. What
        goes on by itself is `quiet`: what a person asked for never waits for it. `ready` is that of a run.
        """
        job = Job(title, task, then=then, found=found)
        self.jobs.append(job)
        runner = _Runner(job, payload, limits, ready)
        runner.voice.found.connect(self._found)
        runner.voice.progressed.connect(self._progress)
        runner.voice.finished.connect(self._finish)
        (self._quiet if quiet else self._asked).start(runner)
        self.started.emit(job)
        self.changed.emit()
        return job

    def start_here(self, work: Work, title: str, then: Callable[[Outcome], None] | None = None) -> Job:
        """Begin work in a thread of this process; for what paints, which no worker can."""
        job = Job(title, "", then=then)
        self.jobs.append(job)
        runner = _Thread(job, work)
        runner.voice.progressed.connect(self._progress)
        runner.voice.finished.connect(self._finish)
        self._asked.start(runner)
        self.started.emit(job)
        self.changed.emit()
        return job

    def cancel(self, job: Job) -> None:
        """Ask a job to stop; its outcome says so shortly after."""
        job.wanted = False

    def cancel_all(self) -> None:
        """Ask every job to stop."""
        for job in self.running:
            self.cancel(job)

    def read(self, job: Job) -> None:
        """Take an ended job off the list."""
        if job in self.jobs and not job.running:
            self.jobs.remove(job)
            self.changed.emit()

    def close(self) -> None:
        """Stop everything and wait until it has."""
        self.cancel_all()
        for job in self.jobs:
            job.then = job.found = None
        self._asked.waitForDone()
        self._quiet.waitForDone()

    def _found(self, job: Job, part: list[Any]) -> None:
        if job.wanted and job.found is not None:
            job.found(part)

    def _progress(self, job: Job, progress: Progress) -> None:
        job.done, job.total, job.words = progress.done, progress.total, progress.words
        self.progressed.emit(job)
        self.changed.emit()

    def _finish(self, job: Job, outcome: Outcome) -> None:
        job.outcome = outcome
        if job.then is not None:
            job.then(outcome)
        self.finished.emit(job)
        if outcome.state == "cancelled":
            self.jobs.remove(job)
        elif not job.failed:
            QTimer.singleShot(_STAYS, self, lambda: self.read(job))
        self.changed.emit()


class _Voice(QObject):
    """Carries what a runner has to say into the thread of the window."""

    progressed = Signal(object, object)
    found = Signal(object, object)
    finished = Signal(object, object)


class _Runner(QRunnable):
    def __init__(self, job: Job, payload: Any, limits: Limits | None, ready: Sequence[str]) -> None:
        super().__init__()
        self.voice = _Voice()
        self._job = job
        self._payload = payload
        self._limits = limits
        self._ready = ready

    def run(self) -> None:
        from core.jobs import Limits, run

        outcome = run(
            self._job.task,
            self._payload,
            progress=lambda progress: self.voice.progressed.emit(self._job, progress),
            cancelled=lambda: not self._job.wanted,
            limits=self._limits or Limits(),
            found=lambda part: self.voice.found.emit(self._job, part),
            ready=self._ready,
        )
        self.voice.finished.emit(self._job, outcome)


class _Thread(QRunnable):
    def __init__(self, job: Job, work: Work) -> None:
        super().__init__()
        self.voice = _Voice()
        self._job = job
        self._work = work

    def run(self) -> None:
        from core.ground.diagnostic import Cancelled, Refused
        from core.jobs import Outcome, Progress
        from core.jobs.worker import internal_error

        def tell(done: int, total: int, words: str) -> None:
            if not self._job.wanted:
                raise Cancelled
            self.voice.progressed.emit(self._job, Progress(done, total, words))

        try:
            outcome = Outcome("done", self._work(tell))
        except Cancelled:
            outcome = Outcome("cancelled")
        except Refused as refused:
            outcome = Outcome("failed", diagnostics=refused.diagnostics)
        except Exception as error:  # noqa: BLE001 - whatever went wrong, the asker must hear of it
            outcome = Outcome("failed", diagnostics=(internal_error(error),))
        self.voice.finished.emit(self._job, outcome)
