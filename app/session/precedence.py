"""Who goes first: a gesture under way and a drawing that is being opened; what works behind them waits."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer

_AGAIN = 100
"""Milliseconds after which whoever waits looks again."""

T = TypeVar("T")


class Precedence:
    """Those that nothing else may hold up now."""

    def __init__(self) -> None:
        self._first: set[object] = set()

    @property
    def taken(self) -> bool:
        """Whether somebody goes first."""
        return bool(self._first)

    def take(self, who: object) -> None:
        """Go first until it is left."""
        self._first.add(who)

    def leave(self, who: object) -> None:
        """Others may go on; it does no harm to say so twice."""
        self._first.discard(who)

    def forget(self) -> None:
        """Nobody goes first any more: another project begins."""
        self._first.clear()


class Turn(QTimer):
    """Rings once, `milliseconds` after it was last started, and not while somebody goes first."""

    def __init__(
        self, parent: QObject, milliseconds: int, then: Callable[[], None], precedence: Precedence
    ) -> None:
        super().__init__(parent)
        self._milliseconds, self._then, self._precedence = milliseconds, then, precedence
        self.setSingleShot(True)
        self.timeout.connect(self._ring)

    def start(self, msec: int | None = None) -> None:
        """Wait from now on, so long or as long as always."""
        super().start(self._milliseconds if msec is None else msec)

    def _ring(self) -> None:
        if self._precedence.taken:
            self.start(_AGAIN)
        else:
            self._then()


class Arrivals(QObject):
    """What came while somebody went first, taken over afterwards, one at a time and in its order."""

    def __init__(self, parent: QObject, precedence: Precedence) -> None:
        super().__init__(parent)
        self._precedence = precedence
        self._waiting: deque[Callable[[], None]] = deque()
        self._turn = Turn(self, 0, self._next, precedence)

    def later(self, take: Callable[[T], None]) -> Callable[[T], None]:
        """Takes over what comes as `take` does, at once where nobody goes first."""
        return lambda come: self._take(partial(take, come))

    def _take(self, step: Callable[[], None]) -> None:
        if not self._waiting and not self._precedence.taken:
            step()
            return
        self._waiting.append(step)
        self._turn.start()

    def _next(self) -> None:
        step = self._waiting.popleft()
        if self._waiting:
            self._turn.start()
        step()
