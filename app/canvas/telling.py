"""What a drawing says aloud and in the status line: the element that has the keyboard, as it is now."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAccessible, QAccessibleEvent

from core.diagram.aloud import contents, surroundings_aloud
from core.model import Id

if TYPE_CHECKING:
    from app.canvas.canvas import Canvas
    from core.model import Snapshot


class Telling:
    """Attributes: `focus`, the element that has the keyboard, if any; `problems` counts those of one."""

    def __init__(self, canvas: Canvas) -> None:
        self.focus: Id | None = None
        self.problems: Callable[[Id], int] = lambda _element: 0
        self._canvas = canvas
        self._remark = ""
        self._remarked: Snapshot | None = None

    def remark(self, words: str) -> None:
        """Say what came of a change: before what else is said on the way, which would take its place."""
        self._remark, self._remarked = words, self._canvas.snapshot()
        self._canvas.say(words)
        QTimer.singleShot(0, self._canvas, self._forget)

    def tell(self) -> None:
        """Say the element that has the keyboard; aloud with what is around it as well."""
        self._canvas.setAccessibleDescription(self._aloud())
        words = self._words()
        if words:
            self._say(words)
            self._point_out()

    def look_again(self) -> None:
        """Another drawing is shown: what was said of an element that is gone or changed holds no more."""
        if self.focus is not None and self._canvas.scene_shown.find(self.focus) is None:
            self.focus = None
        before = self._canvas.accessibleDescription()
        if not before or self._canvas.snapshot_shown is not self._canvas.snapshot():
            return  # a gesture is under way, and nothing is so yet
        aloud = self._aloud()
        if aloud != before:
            self._canvas.setAccessibleDescription(aloud)
            self._say(self._words())

    def around(self, element_id: Id) -> str:
        """Where an element lies, what it holds, with what it is joined, and its problems."""
        shown = self._canvas.scene_shown
        found = shown.find(element_id)
        if found is None:
            return ""
        item, drawn = found.item, shown.items_by_id
        held = contents(item, (one.item for one in drawn.values()))
        return surroundings_aloud(self._canvas.snapshot_shown, item, drawn, held, self.problems(element_id))

    def _say(self, words: str) -> None:
        remark = self._remark if self._remarked is self._canvas.snapshot() else ""
        self._canvas.say(" · ".join(filter(None, (remark, words))))

    def _forget(self) -> None:
        self._remark, self._remarked = "", None

    def _words(self) -> str:
        item = self._canvas.scene_shown.find(self.focus) if self.focus is not None else None
        return item.item.spoken if item is not None else ""

    def _aloud(self) -> str:
        if self.focus is None:
            return ""
        return ", ".join(part for part in (self._words(), self.around(self.focus)) if part)

    def _point_out(self) -> None:
        """Let a screen reader, where one listens, go to the element."""
        if not QAccessible.isActive() or not self._canvas.hasFocus():
            return
        drawing = QAccessible.queryAccessibleInterface(self._canvas)
        event = QAccessibleEvent(self._canvas, QAccessible.Event.Focus)
        event.setChild(drawing.indexOfChild(drawing.focusChild()))
        QAccessible.updateAccessibility(event)
