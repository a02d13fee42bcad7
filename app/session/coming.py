"""Verdicts as they become known: gathered for a moment, and not shown while something is dragged."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication

from app.session.pauses import once_after
from app.session.precedence import Precedence
from core.assistants.known import Plain

_MOMENT = 400
"""Milliseconds for which rows are gathered at least."""

_SHARE = 8
"""Showing them takes at most one part in so many of the time."""


class Coming(QObject):
    """Rows on their way to `show`, which takes the new ones.

    `known` are those that were worked out since the last verification that ended, by what they rest on.
    """

    def __init__(self, parent: QObject, show: Callable[[list[Plain]], None], precedence: Precedence) -> None:
        super().__init__(parent)
        self.known: dict[str, Plain] = {}
        self._new: list[Plain] = []
        self._show = show
        self._precedence = precedence
        self._pause = once_after(self, _MOMENT, self.let_out)

    def take(self, rows: Iterable[Plain]) -> None:
        """Some more are known."""
        found = list(rows)
        self.known |= {row["rests"]: row for row in found if row.get("rests")}
        self._new += found
        if self._new and not self._pause.isActive():
            self._pause.start()

    def let_out(self) -> None:
        """Show what was gathered, unless the mouse is held or something else goes first."""
        held = QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton
        if held or self._precedence.taken:
            self._pause.start()
            return
        new, self._new = self._new, []
        if not new:
            return
        begun = time.perf_counter()
        self._show(new)
        spent = (time.perf_counter() - begun) * 1000
        self._pause.setInterval(max(_MOMENT, round(spent * _SHARE)))

    def stop(self) -> None:
        """Nothing more is shown of what was under way."""
        self._pause.stop()
        self._new = []

    def forget(self) -> None:
        """The work is done, or another project is open."""
        self.stop()
        self.known = {}
