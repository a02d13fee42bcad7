"""Looking at this machine in a thread: the checks of `bartizan doctor` in the words of the first page."""

import contextlib
from collections.abc import Callable

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

Words = list[tuple[str, str]]
"""Pairs of a check's state (ok, limited or missing) and what it says."""


class _Voice(QObject):
    said = Signal(list)


class _Looking(QRunnable):
    def __init__(self, voice: _Voice) -> None:
        super().__init__()
        self._voice = voice

    def run(self) -> None:
        """Do the checks; the first page leaves out those that nobody needs to hear of."""
        from core.assistants.health import check_machine

        worth = [check for check in check_machine() if not check.required or check.state != "ok"]
        with contextlib.suppress(RuntimeError):  # the program has ended meanwhile
            self._voice.said.emit([(check.state, f"{check.name}: {check.detail}") for check in worth])


def look_at_machine(hear: Callable[[Words], None]) -> None:
    """Look, and tell `hear`, a widget's method, in the window's thread, unless the widget is gone by then."""
    voice = _Voice()  # the runner keeps it, so that it outlives whoever listens
    voice.said.connect(hear)
    QThreadPool.globalInstance().start(_Looking(voice))
