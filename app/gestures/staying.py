"""Dragging what cannot be dragged: it stays where it is, and so does what is selected."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, Qt

from app.gestures.gesture import Gesture, Stage


class Stay(Gesture):
    """A drag that does nothing, so that its release is no click on whatever lies there.

    `tell` says why, once, when the pointer is first moved.
    """

    def __init__(self, stage: Stage, tell: Callable[[], None] = lambda: None) -> None:
        super().__init__(stage)
        self._tell: Callable[[], None] | None = tell

    def move(self, point: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """Say why nothing moves."""
        del point, modifiers
        tell, self._tell = self._tell, None
        if tell is not None:
            tell()

    def cancel(self) -> None:
        """There is nothing to leave."""
