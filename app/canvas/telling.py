"""What a drawing says aloud and in the status line: the element that has the keyboard, as it is now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.model import Id

if TYPE_CHECKING:
    from app.canvas.canvas import Canvas


class Telling:
    """Attribute: `focus`, the element that has the keyboard, if any."""

    def __init__(self, canvas: Canvas) -> None:
        self.focus: Id | None = None
        self._canvas = canvas

    def tell(self) -> None:
        """Say the element that has the keyboard."""
        words = self._words()
        self._canvas.setAccessibleDescription(words)
        if words:
            self._canvas.say(words)

    def look_again(self) -> None:
        """Another drawing is shown: what was said of an element that is gone or changed holds no more."""
        if self.focus is not None and self._canvas.scene_shown.find(self.focus) is None:
            self.focus = None
        before = self._canvas.accessibleDescription()
        words = self._words()
        if before and words != before:
            self._canvas.setAccessibleDescription(words)
            self._canvas.say(words)

    def _words(self) -> str:
        item = self._canvas.scene_shown.find(self.focus) if self.focus is not None else None
        return item.item.spoken if item is not None else ""
