"""The model without where things are drawn, which no analysis reads; and what is known about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.session.session import Session
from core.assistants.known import Known

if TYPE_CHECKING:
    from core.assistants.problems import Problem
    from core.model import Snapshot
    from core.project import Changed


class Substance(QObject):
    """Gives the same model, and the same problems in it, as long as only shapes and lines were moved.

    So whoever keeps what was made of them knows without looking that nothing of it is another now.
    """

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._before: Snapshot | None = None
        self._now: Snapshot | None = None
        self._about: Known | None = None
        self._problems: list[Problem] = []
        session.opened.connect(self._forget)
        session.changed.connect(self._hear)

    def snapshot(self) -> Snapshot:
        """The model as it is, or as it was before shapes and lines were moved."""
        now = self._session.snapshot()
        if self._before is None or now is not self._now:
            self._before = self._now = now
        return self._before

    def problems(self, known: Known) -> list[Problem]:
        """All problems, looked for once for all that is known."""
        if self._about is None or not self._about.is_same_as(known):
            from core.assistants.problems import problems

            self._about, self._problems = known, problems(known)
        return self._problems

    def _hear(self, changed: Changed) -> None:
        from core.model import Placement

        ends = (end for edit in changed.edits for end in (edit.before, edit.after))
        if self._now is None or not all(end is None or isinstance(end, Placement) for end in ends):
            self._before = changed.snapshot
        self._now = changed.snapshot

    def _forget(self) -> None:
        self._before = self._now = self._about = None
        self._problems = []
