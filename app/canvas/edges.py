"""While something is dragged to the edge of the view, the view goes on by itself, the faster the nearer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QPoint, QPointF, Qt, QTimer

from app.theme import px

if TYPE_CHECKING:
    from app.canvas.canvas import Canvas

RIM = 36
"""So near to an edge the view begins to move, in px on the screen at 100 %."""

_FASTEST = 1600.0
"""How fast it moves at most, in px a second; it does so as far outside as the rim is wide inside."""

_TICK = 16
_LONGEST = 50
"""After a pause longer than this, in ms, the view moves on as if it had been this long."""


def speed(at: float, length: float, begun: float, rim: float) -> float:
    """How fast a view moves along one axis, in px a second, less than 0 towards its beginning.

    `at` is where the pointer is along the view of that length, `begun` where it was pressed: what was
    pressed at the edge goes on only once it comes nearer to it.
    """
    before = _share(at, min(rim, max(begun, 0.0)), rim)
    after = _share(length - at, min(rim, max(length - begun, 0.0)), rim)
    return _FASTEST * (after - before)


class Edges:
    """Moves the view of one canvas for what is dragged on it, which follows as if the pointer had moved."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self._begun = QPoint()
        self._place = QPoint()
        self._modifiers = Qt.KeyboardModifier.NoModifier
        self._left = QPointF()
        self._carried = False
        self._timer = QTimer(canvas)
        self._timer.setInterval(_TICK)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._since = QElapsedTimer()

    @property
    def moving(self) -> bool:
        """Whether the view moves now."""
        return self._timer.isActive()

    def begin(self, place: QPoint) -> None:
        """The pointer was pressed here."""
        self._begun = place
        self.rest()

    def watch(self, place: QPoint, modifiers: Qt.KeyboardModifier) -> None:
        """Something is dragged, and the pointer is here now."""
        self._carried = False
        self._follow(place, modifiers)

    def watch_carried(self, place: QPoint, modifiers: Qt.KeyboardModifier) -> None:
        """Something from another panel is dragged over the view; where it came in waits."""
        rim = px(RIM)
        if self._canvas.viewport().rect().adjusted(rim, rim, -rim, -rim).contains(place):
            self._begun = place
        self._carried = True
        self._follow(place, modifiers)

    def _follow(self, place: QPoint, modifiers: Qt.KeyboardModifier) -> None:
        self._place, self._modifiers = place, modifiers
        if self._speed().isNull():
            self.rest()
        elif not self._timer.isActive():
            self._left = QPointF()
            self._since.start()
            self._timer.start()

    def rest(self) -> None:
        """Nothing is dragged, or it is away from the edges."""
        self._timer.stop()

    def _speed(self) -> QPointF:
        room, rim = self._canvas.viewport().rect(), px(RIM)
        return QPointF(
            speed(self._place.x(), room.width(), self._begun.x(), rim),
            speed(self._place.y(), room.height(), self._begun.y(), rim),
        )

    def _tick(self) -> None:
        canvas = self._canvas
        if canvas.gesture is None and not self._carried:
            self.rest()
            return
        far = self._left + self._speed() * (min(self._since.restart(), _LONGEST) / 1000)
        step = QPoint(int(far.x()), int(far.y()))
        self._left = far - QPointF(step)
        if step.isNull():
            return
        before = canvas.mapToScene(self._place)
        canvas.pan(step.x(), step.y())
        here = canvas.mapToScene(self._place)
        if here != before and canvas.gesture is not None:
            canvas.gesture.move(here, self._modifiers)
            canvas.viewport().update()


def _share(away: float, begins: float, rim: float) -> float:
    """How much of the greatest speed belongs to a distance from an edge; slow at first."""
    return max(0.0, min(1.0, (begins - away) / (begins + rim))) ** 2
