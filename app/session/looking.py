"""A model that is only looked at: a point in time, another file, what a merge would give."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.session.session import Session

if TYPE_CHECKING:
    from core.model import Snapshot


class Looking(Session):
    """Stands in for the session where a drawing shows another model than that of the open project.

    There is no project behind it, and so nothing can be changed.
    """

    def __init__(self, model: Snapshot, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model

    def snapshot(self) -> Snapshot:
        """The model that is looked at."""
        return self._model
