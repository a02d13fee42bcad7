"""What the pointer is over, and whether it has been there long enough to be offered more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.canvas.shape_item import ShapeItem
from app.session.pauses import once_after

if TYPE_CHECKING:
    from app.canvas.canvas import Canvas

LONG = 300
"""Milliseconds after which the handles that create a connected element are offered."""


class Hover:
    """Attributes: `item` under the pointer, if any; `ready` once it has been there for long."""

    def __init__(self, canvas: Canvas) -> None:
        self.item: ShapeItem | None = None
        self.ready = False
        self._canvas = canvas
        self._timer = once_after(canvas, LONG, self._long)

    def over(self, item: ShapeItem | None) -> None:
        """The pointer is over this element, or over none."""
        if item is not self.item:
            self.item = item
            self.ready = False
            self._timer.start()
            self._canvas.viewport().update()
            self._canvas.hovered.emit(None if item is None else item.element)

    def look_again(self) -> None:
        """Forget an item that is drawn no more."""
        if self.item is not None and self._canvas.scene_shown.find(self.item.element) is not self.item:
            self.item = None

    def _long(self) -> None:
        self.ready = True
        self._canvas.viewport().update()
