"""What is wrong with an element, and words without room, in a tooltip where the pointer rests on it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QToolTip

from core.diagram.written import shortened
from core.model import Id

if TYPE_CHECKING:
    from app.canvas.canvas import Canvas


class Tips(QObject):
    """Attribute: `words`, which gives the lines of the tooltip of an element."""

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas)
        self.words: Callable[[Id], list[str]] = lambda _element: []
        self._canvas = canvas
        canvas.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Show what there is to say of the topmost element here."""
        if event.type() != QEvent.Type.ToolTip or not isinstance(event, QHelpEvent):
            return super().eventFilter(watched, event)
        item = self._canvas.scene_shown.at(self._canvas.mapToScene(event.pos()))
        lines = list(self.words(item.element)) if item is not None else []
        if item is not None and any(spot.name == "left out" for spot in item.item.spots):
            lines.insert(0, item.item.spoken)
        if item is not None:
            lines[:0] = shortened(self._canvas.snapshot_shown, item.item, self._canvas.scale_now())
        QToolTip.showText(event.globalPos(), "\n".join(lines), self._canvas.viewport())
        return True
