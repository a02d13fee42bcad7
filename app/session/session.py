"""The open project: one Qt signal a change, one place for the selection, refusals said and survived."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from app.session.lasting import MANY, set_aside, take_back
from app.session.pauses import once_after
from app.session.precedence import Precedence
from app.session.sources import forget_sources
from core.assistants.sentences import use_customs
from core.ground.diagnostic import Refused
from core.ground.words import _

if TYPE_CHECKING:
    # The first window opens without a project, and so without the model and the library that stores it.
    from core.model import Diagram, Editor, Element, Id, Origin, Snapshot
    from core.project import Changed, Holder, Project

_LOOK_AGAIN = 1000
"""Milliseconds after which a read-only opener looks whether the writer has changed anything."""

_GATHER = 1500
"""Milliseconds without a change after which the file itself holds everything."""


class Session(QObject):
    """Holds the project that is open, if any.

    Signals: `leaving` just before the project is left, when words still being written can be kept;
    `opened` when another project, or none, is open; `changed` with each
    `core.project.Changed`, and `altered` with it for whoever needs no details; `refused` with the
    diagnostics of whatever was not done; `told` with words on what else came of a change;
    `selection_changed` with the ids selected.
    """

    leaving = Signal()
    opened = Signal()
    changed = Signal(object)
    altered = Signal()
    refused = Signal(object)
    told = Signal(str)
    selection_changed = Signal(tuple)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.project: Project | None = None
        self.selection: tuple[Id, ...] = ()
        self.precedence = Precedence()
        """Who goes first now, so that what works behind the window waits."""
        self._first: Diagram | None = None
        self._unsubscribe: Callable[[], None] = lambda: None
        self._stamp: tuple[float, ...] = ()
        # Before anything else hears of it: whatever shows sentences shows them as this project means them.
        self.opened.connect(self._use_customs)
        self.changed.connect(self._use_customs)
        self._watch = QTimer(self)
        self._watch.setInterval(_LOOK_AGAIN)
        self._watch.timeout.connect(self._look_again)
        self._gathering = once_after(self, _GATHER, self._gather)

    @property
    def writable(self) -> bool:
        """Whether there is a project that can be changed."""
        return self.project is not None and not self.project.read_only

    @property
    def holder(self) -> Holder | None:
        """Who else has the project open for writing."""
        return None if self.project is None else self.project.holder

    @property
    def author(self) -> str:
        """The person at the keyboard, as journal records and decisions name them."""
        return "" if self.project is None else self.project.surroundings.author

    @property
    def title(self) -> str:
        """What the project is called: after its system of interest, else after its file."""
        if self.project is None:
            return ""
        from core.model import SystemOfInterest

        system = next(iter(self.snapshot().of(SystemOfInterest)), None)
        return system.name if system is not None and system.name else self.project.path.stem

    @property
    def first_diagram(self) -> Diagram | None:
        """What the first gesture adds together with what it draws, where no diagram has been made yet.

        It is no fact of the model before that: a project that was only looked at has no changes. None
        where nothing can be changed.
        """
        if self.project is None or self.project.read_only:
            return None
        from core.model import Diagram

        if self._first is None:
            self._first = Diagram(id=self.project.surroundings.ids(), name=_("System"))
        return self._first

    def snapshot(self) -> Snapshot:
        """The model as it is; empty where no project is open."""
        return nothing() if self.project is None else self.project.snapshot()

    def element(self, element_id: Id | None) -> Element | None:
        """The element as it is now."""
        return self.snapshot().get(element_id)

    def open(self, path: Path) -> bool:
        """Open the project at `path` in place of the present one; False where it was refused."""
        from core.project import open_project

        return self._take(lambda: open_project(path))

    def create(self, path: Path) -> bool:
        """Make a project at `path` and open it."""
        from core.project import create_project

        return self._take(lambda: create_project(path))

    def create_from_text(self, path: Path, folder: Path) -> bool:
        """Make a project at `path` with the model of a text folder and open it."""
        from core.project import project_from_text

        return self._take(lambda: project_from_text(path, folder))

    def close(self) -> None:
        """Leave the project; everything in it is on disk already."""
        self._leave()
        self.opened.emit()

    @contextmanager
    def change(
        self, label: str, origin: Origin | None = None, run: str = "", *, settled: bool = False
    ) -> Iterator[Editor]:
        """One change of the project, as `Project.change`; a refusal is said by `refused`, not raised.

        Its origin is a gesture unless another is named: then shapes make room for those that grow by it on
        any diagram, unless whoever shows it has `settled` that. Where no change can begin the block works
        on a draft that is thrown away.
        """
        from core.model import GESTURE, Editor

        try:
            if self.project is None:
                yield Editor(nothing(), lambda: "")
                return
            if self.project.read_only:
                yield Editor(self.snapshot(), self.project.surroundings.ids)
                with self.project.change(label):
                    return
            with self.project.change(label, origin or GESTURE, run) as edit:
                yield edit
                made = None if settled or origin is not None else self._make_room(edit)
            if made:
                self.told.emit(made)
        except Refused as refused:
            self.refused.emit(refused.diagnostics)

    def undo(self) -> None:
        """Take back the last change."""
        if self.project is not None:
            self.attempt(self.project.undo)

    def redo(self) -> None:
        """Do again what was undone last."""
        if self.project is not None:
            self.attempt(self.project.redo)

    def attempt(self, step: Callable[[], object]) -> bool:
        """Do a step that may be refused; says why and returns False where it was."""
        try:
            step()
        except Refused as refused:
            self.refused.emit(refused.diagnostics)
            return False
        return True

    def select(self, element_ids: tuple[Id, ...]) -> None:
        """Select these elements everywhere."""
        known = tuple(element_id for element_id in element_ids if element_id in self.snapshot())
        if known != self.selection:
            self.selection = known
            self.selection_changed.emit(known)

    def _make_room(self, edit: Editor) -> str:
        """Let shapes make room, and tell what could go nowhere."""
        from app.gestures.making_room import make_room, told_elsewhere

        made = make_room(edit, self.snapshot())
        return " · ".join(told_elsewhere(edit.snapshot, made))

    def _take(self, find: Callable[[], Project]) -> bool:
        try:
            project = find()
        except Refused as refused:
            self.refused.emit(refused.diagnostics)
            return False
        self._leave()
        from core.project import Changed

        forget_sources()
        self.project = project
        self._unsubscribe = project.bus.subscribe(Changed, self._hear)
        if project.read_only:
            self._stamp = self._file_times()
            self._watch.start()
        if len(project.snapshot()) > MANY:
            set_aside()
        self.opened.emit()
        return True

    def _leave(self) -> None:
        take_back()
        if self.project is not None:
            self.leaving.emit()
        self._watch.stop()
        self._gathering.stop()
        self._unsubscribe()
        if self.project is not None:
            self.project.close()
        self.project = None
        self.selection = ()
        self.precedence.forget()
        self._first = None

    def _hear(self, changed: Changed) -> None:
        kept = tuple(element_id for element_id in self.selection if element_id in changed.snapshot)
        self.changed.emit(changed)
        self.altered.emit()
        self._gathering.start()
        if kept != self.selection:
            self.selection = kept
            self.selection_changed.emit(kept)

    def _use_customs(self, _changed: object = None) -> None:
        if self.project is None:
            use_customs()
            return
        from core.model import Boilerplate, MetricLimit
        from core.requirements.time_values import time_values

        snapshot = self.snapshot()
        use_customs(snapshot.of(Boilerplate), snapshot.of(MetricLimit), time_values(snapshot))

    def _gather(self) -> None:
        if self.project is not None:
            self.project.gather()

    def _look_again(self) -> None:
        times = self._file_times()
        if self.project is not None and times != self._stamp:
            self._stamp = times
            self.attempt(self.project.refresh)

    def _file_times(self) -> tuple[float, ...]:
        if self.project is None:
            return ()
        path = self.project.path
        files = (path, path.with_name(path.name + "-wal"))
        return tuple(file.stat().st_mtime_ns for file in files if file.exists())


@cache
def nothing() -> Snapshot:
    """The model where no project is open."""
    from core.model import Snapshot

    return Snapshot()
