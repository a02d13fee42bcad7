"""Keys on a drawing."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QCursor, QKeyEvent

from app.canvas.steps import WAYS, along_line, first, neighbour
from app.canvas.tools import SELECT, Tool, tool_by_key
from app.gestures.bend import straighten
from app.gestures.create import zone_around
from app.gestures.delete import delete, take_off
from app.gestures.gesture import GRID
from app.gestures.move import nudge
from core.ground.words import _

if TYPE_CHECKING:
    from app.canvas.canvas import Canvas

_NONE = Qt.KeyboardModifier.NoModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_CTRL = Qt.KeyboardModifier.ControlModifier
_ALT = Qt.KeyboardModifier.AltModifier
_CHANGING = (Qt.Key.Key_Space, Qt.Key.Key_F2, Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class Keyboard:
    """Turns keys into what they do. `knows` tells which keys it wants, before shortcuts of the window."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas

    def knows(self, event: QKeyEvent) -> bool:
        """Whether the key means something here."""
        return self._meaning(event) is not None

    def press(self, event: QKeyEvent) -> bool:
        """Do what the key means; False where it means nothing."""
        meaning = self._meaning(event)
        if meaning is None:
            return False
        meaning()
        return True

    def _meaning(self, event: QKeyEvent) -> Callable[[], object] | None:
        key = Qt.Key(event.key())
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key in WAYS:
            return self._way(WAYS[key], modifiers)
        if modifiers == _NONE:
            return self._plain(key)
        if modifiers == _SHIFT and key == Qt.Key.Key_Delete and self._canvas.selection:
            return lambda: take_off(self._canvas, self._canvas.selection)
        if modifiers == _SHIFT and key == Qt.Key.Key_Z and self._canvas.selection:
            return self._zone_around if self._canvas.writable else self._refuse
        if modifiers == _SHIFT and key == Qt.Key.Key_Plus:
            return lambda: self._canvas.zoom_step(1)
        if modifiers == _CTRL and key == Qt.Key.Key_A:
            return self._select_all
        return None

    def _plain(self, key: Qt.Key) -> Callable[[], object] | None:
        canvas = self._canvas
        chosen = canvas.selection
        if key == Qt.Key.Key_Escape:
            filtered = canvas.scene_shown.veil.kept is not None
            return self._escape if canvas.gesture or chosen or canvas.tool != SELECT or filtered else None
        if key in (Qt.Key.Key_Plus, Qt.Key.Key_Minus):
            return lambda: canvas.zoom_step(1 if key == Qt.Key.Key_Plus else -1)
        if key == Qt.Key.Key_1:
            return lambda: canvas.zoom_to(1.0)
        if not canvas.writable:
            return self._refuse if self._would_change(key) else None
        if key == Qt.Key.Key_Space:
            return self._type
        if chosen:
            found = self._on_selection(key)
            if found is not None:
                return found
        tool = self._tool(key)
        return (lambda: canvas.set_tool(tool.name)) if tool is not None else None

    def _tool(self, key: Qt.Key) -> Tool | None:
        text = chr(key) if Qt.Key.Key_A <= key <= Qt.Key.Key_Z else ""
        return tool_by_key(self._canvas.diagram.diagram, text) if text else None

    def _would_change(self, key: Qt.Key) -> bool:
        """Whether the key would draw, write or remove something, were that possible."""
        tool = self._tool(key)
        return key in _CHANGING or (tool is not None and tool.name != SELECT)

    def _refuse(self) -> None:
        self._canvas.say(_("Opened for reading only. Ctrl Shift E makes an editable copy."))

    def _on_selection(self, key: Qt.Key) -> Callable[[], object] | None:
        canvas = self._canvas
        chosen = list(canvas.selection)
        if key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            return lambda: delete(canvas, chosen)
        if key in (Qt.Key.Key_F2, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return lambda: canvas.name(chosen[-1])
        if key == Qt.Key.Key_Tab and len(chosen) == 1:
            return lambda: self._add_connected(chosen[0])
        if key == Qt.Key.Key_R and len(chosen) == 1:
            return lambda: straighten(canvas, chosen[0])
        return None

    def _zone_around(self) -> None:
        zone_around(self._canvas, self._canvas.selection)

    def _way(self, way: tuple[int, int], modifiers: Qt.KeyboardModifier) -> Callable[[], object] | None:
        canvas = self._canvas
        if modifiers == _SHIFT and canvas.selection and canvas.writable:
            return lambda: nudge(canvas, canvas.selection, way[0] * GRID, way[1] * GRID)
        if modifiers == _CTRL:
            return lambda: canvas.pan(way[0] * 80, way[1] * 80)
        if modifiers in (_NONE, _ALT):
            return lambda: self._step(way, along=modifiers == _ALT)
        return None

    def _step(self, way: tuple[int, int], along: bool) -> None:
        canvas = self._canvas
        focus = canvas.telling.focus
        here = canvas.scene_shown.find(focus) if focus else None
        if here is None:
            found = first(canvas.scene_shown)
        elif along:
            found = along_line(canvas.scene_shown, canvas.snapshot(), here, way)
        else:
            found = neighbour(canvas.scene_shown, here, way)
        if found is not None:
            canvas.reveal(found.element)

    def _escape(self) -> None:
        canvas = self._canvas
        if canvas.cancel():
            return
        if canvas.tool != SELECT:
            canvas.set_tool(SELECT)
        elif canvas.selection:
            canvas.select(())
        else:
            canvas.asked.emit("view.no_filter")

    def _select_all(self) -> None:
        canvas = self._canvas
        canvas.select(
            element_id
            for element_id, item in sorted(canvas.scene_shown.items_by_id.items())
            if item.item.layer != 4 and not canvas.scene_shown.veil.is_hidden(item.item)
        )

    def _type(self) -> None:
        canvas = self._canvas
        place = canvas.viewport().mapFromGlobal(QCursor.pos())
        if not canvas.viewport().rect().contains(place):
            place = canvas.viewport().rect().center()
        canvas.type_at(canvas.mapToScene(place))

    def _add_connected(self, source: str) -> None:
        item = self._canvas.scene_shown.find(source)
        if item is not None:
            self._canvas.type_at(item.outline().bottomLeft(), source)
