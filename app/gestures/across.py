"""Dragging components from one drawing to another beside it: over a hardware diagram that allocates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt

from app.gestures.allocate import Allocate
from app.gestures.move import Move
from core.model import Component, DataStore, DiagramType, Element

if TYPE_CHECKING:
    from app.canvas.canvas import Canvas


class Across:
    """Follows a drag that has left its own canvas, which goes on hearing the pointer until it is released."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self._other: Canvas | None = None

    @property
    def over(self) -> bool:
        """Whether a drag is over another canvas now."""
        return self._other is not None

    def follow(self, place: QPoint, modifiers: Qt.KeyboardModifier) -> bool:
        """Go on over another canvas, if the pointer is over one; False where the drag is still its own."""
        other = self._under(place)
        if self._other is not None and other is not self._other:
            return self.cancel()
        if self._other is None:
            if other is None or not isinstance(self._canvas.gesture, Move):
                return False
            chosen = map(self._canvas.snapshot().get, self._canvas.selection)
            running: list[Element] = [one for one in chosen if isinstance(one, Component | DataStore)]
            if not running or other.diagram.diagram is not DiagramType.HARDWARE or not other.writable:
                return False
            self._canvas.cancel()
            self._other = other
            other.message.connect(self._canvas.message)  # the other page is not in front, and not heard
            other.begin(
                Allocate(other, running, None, other.mapToScene(self._in(other, place)), carried=True)
            )
        if self._other.gesture is not None:
            self._other.gesture.move(self._other.mapToScene(self._in(self._other, place)), modifiers)
            self._other.viewport().update()
        return True

    def release(self, place: QPoint, modifiers: Qt.KeyboardModifier) -> bool:
        """Let go over the other canvas; False where the drag was not over one."""
        other, self._other = self._other, None
        if other is None:
            return False
        other.finish(other.mapToScene(self._in(other, place)), modifiers)
        other.message.disconnect(self._canvas.message)
        return True

    def cancel(self) -> bool:
        """Leave what would be dropped over the other canvas; False where the drag was not over one."""
        other, self._other = self._other, None
        if other is None:
            return False
        other.cancel()
        other.message.disconnect(self._canvas.message)
        return True

    def _in(self, other: Canvas, place: QPoint) -> QPoint:
        return other.viewport().mapFromGlobal(self._canvas.viewport().mapToGlobal(place))

    def _under(self, place: QPoint) -> Canvas | None:
        """The other canvas of the window that is seen at a place of this one's viewport."""
        if self._canvas.viewport().rect().contains(place):
            return None
        for other in self._canvas.window().findChildren(type(self._canvas)):
            seen = other is not self._canvas and other.isVisible()
            if seen and other.viewport().rect().contains(self._in(other, place)):
                return other
        return None
