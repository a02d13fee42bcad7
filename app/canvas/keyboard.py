"""Keys on a drawing: each is looked up in the key map, and means something only where it can be done."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QCursor, QKeyEvent

from app.actions.keymap import ARROWS, keys_of
from app.actions.on_drawing import ON_DRAWING
from app.actions.registry import action
from app.canvas.keys import TOOL_KEYS
from app.canvas.parts import inwards, next_part, outwards
from app.canvas.pressed import key_text
from app.canvas.steps import WAYS, along_line, first, neighbour
from app.canvas.tools import CONNECT, SELECT, TOOLS
from app.gestures.bend import straighten
from app.gestures.create import zone_around
from app.gestures.delete import delete, say_elsewhere, take_off
from app.gestures.growing import ABOVE, BELOW, LEFT
from app.gestures.locking import say_reading
from app.gestures.nudging import nudge_any, resize_by
from core.ground.words import _

if TYPE_CHECKING:
    from app.canvas.canvas import Canvas
    from core.diagram.room import Way

Meaning = Callable[[], object]

_READING = frozenset(
    f"canvas.{name}"
    for name in (
        *("step", "along", "extend", "next_part", "previous_part", "outwards", "inwards"),
        *("select_all", "lasso", "pan", "larger", "smaller", "whole", "escape"),
    )
)
"""What changes nothing, and so can be done where nothing can be changed."""

_VIEW = ("canvas.pan", "canvas.larger", "canvas.smaller")
"""What moves the view, and nothing else."""

_WINDOW = ("edit.rename", "edit.take_off", "draw.zone_around")
"""Actions of the window that a drawing does itself, where the element stands."""


class Keyboard:
    """Turns keys into what they do. `knows` tells which keys it wants, before shortcuts of the window."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self._pointer = QCursor.pos()

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

    def look(self, event: QKeyEvent) -> bool:
        """Do what the key means for the view alone; False where it means nothing for that."""
        key = key_text(event)
        for binding in ON_DRAWING:
            keys = keys_of(binding) if binding.id in _VIEW else ()
            if key and key in keys:
                arrow = f":{ARROWS[keys.index(key)]}" if binding.ways else ""
                self.do(binding.id + arrow)
                return True
        return False

    def do(self, name: str) -> None:
        """Do what has this name in the key map, of a way the one behind the colon; or say why not."""
        found, _colon, arrow = name.partition(":")
        if found.startswith("tool."):
            meaning = self._tool(found)
        else:
            way = WAYS[arrow] if arrow else (0, 0)
            meaning = self._if_writable(self._of(found.removeprefix("canvas."), way), found)
        if meaning is None:
            self._canvas.say(_("Select on the drawing what it is about first"))
        else:
            meaning()

    def _meaning(self, event: QKeyEvent) -> Meaning | None:
        key = key_text(event)
        if not key:
            return None
        if key in action("edit.undo").keys_now and self._canvas.pointer.dragging:
            return self._canvas.pointer.leave  # also where there is nothing else to undo
        for action_id in _WINDOW:
            if key in action(action_id).keys_now:
                return self._if_writable(self._on_selection(action_id), action_id)
        for binding in ON_DRAWING:
            keys = keys_of(binding)
            if key in keys:
                way = WAYS[ARROWS[keys.index(key)]] if binding.ways else (0, 0)
                return self._if_writable(self._of(binding.id.removeprefix("canvas."), way), binding.id)
        held = [one for one in TOOL_KEYS[self._canvas.diagram.diagram] if key in keys_of(one)]
        return self._tool(held[0].id) if held else None

    def _tool(self, name: str) -> Meaning | None:
        """Taking up a tool of this sort of diagram."""
        sort = self._canvas.diagram.diagram
        for tool, binding in zip(TOOLS[sort], TOOL_KEYS[sort], strict=True):
            if binding.id == name:
                writes = "" if tool.name == SELECT else name
                return self._if_writable(partial(self._canvas.set_tool, tool.name), writes)
        return None

    def _if_writable(self, meaning: Meaning | None, name: str) -> Meaning | None:
        """What a key means; where nothing can be changed, that this is so, and amid a drag to leave that."""
        if meaning is not None and name and name not in _READING and self._canvas.pointer.dragging:
            return self._canvas.pointer.leave
        if meaning is None or self._canvas.writable or name in _READING or not name:
            return meaning
        return partial(say_reading, self._canvas)

    def _of(self, name: str, way: Way) -> Meaning | None:
        """What a key of drawings means now."""
        canvas = self._canvas
        always: dict[str, Meaning] = {
            "type": self._type,
            "tools": canvas.afloat.bar.offer,
            "type_inside": lambda: canvas.creating.near_selection(inside=True),
            "step": lambda: self._step(way),
            "along": lambda: self._step(way, along=True),
            "extend": lambda: self._step(way, extend=True),
            "pan": lambda: canvas.pan(way[0] * 80, way[1] * 80),
            "larger": lambda: canvas.zoom_step(1),
            "smaller": lambda: canvas.zoom_step(-1),
            "whole": lambda: canvas.zoom_to(1.0),
            "select_all": self._select_all,
            "lasso": canvas.pointer.draw_lasso,
        }
        if name == "along" and not canvas.selection:
            return None  # then the same keys go back and forward among the pages
        if name in always:
            return always[name]
        if name == "escape":
            filtered = canvas.scene_shown.veil.kept is not None
            begun = canvas.gesture or canvas.selection or canvas.tool != SELECT
            return self._escape if begun or filtered else None
        if name == "sibling" and canvas.tool != SELECT:
            return self._use_tool
        if name == "remove" and not canvas.selection and canvas.session.selection:
            return partial(say_elsewhere, canvas, canvas.session.selection)
        return self._on_selection(name, way) if canvas.selection else None

    def _on_selection(self, name: str, way: Way = (0, 0)) -> Meaning | None:
        """What a key means for what is selected; None where nothing is, or not one element as it must be."""
        canvas = self._canvas
        chosen = list(canvas.selection)
        if not chosen:
            return None
        many: dict[str, Meaning] = {
            "edit.rename": lambda: canvas.name(chosen[-1]),
            "edit.take_off": lambda: take_off(canvas, chosen),
            "draw.zone_around": lambda: zone_around(canvas, chosen),
            "move": lambda: nudge_any(canvas, chosen, way),
            "settle": lambda: canvas.asking.settle(chosen),
            "remove": lambda: delete(canvas, chosen),
        }
        one: dict[str, Meaning] = {
            "connected": lambda: canvas.creating.connected(chosen[0]),
            "connected_from": lambda: canvas.creating.connected(chosen[0], LEFT, inward=True),
            "sibling": lambda: canvas.creating.sibling(chosen[0], BELOW),
            "sibling_above": lambda: canvas.creating.sibling(chosen[0], ABOVE),
            "connect": lambda: canvas.asking.connect(chosen[0]),
            "resize": lambda: resize_by(canvas, chosen, way),
            "become": lambda: canvas.asking.change_kind(chosen[0]),
            "lead_end": lambda: canvas.asking.reconnect(chosen[0], source=False),
            "lead_beginning": lambda: canvas.asking.reconnect(chosen[0], source=True),
            "straighten": lambda: straighten(canvas, chosen[0]),
            "next_part": lambda: self._go(next_part(canvas, chosen[0], forward=True)),
            "previous_part": lambda: self._go(next_part(canvas, chosen[0], forward=False)),
            "outwards": lambda: self._go(outwards(canvas, chosen[0])),
            "inwards": lambda: self._go(inwards(canvas, chosen[0])),
        }
        return many.get(name) or (one.get(name) if len(chosen) == 1 else None)

    def _go(self, element_id: str | None) -> None:
        if element_id is not None:
            self._canvas.reveal(element_id)

    def _step(self, way: Way, *, along: bool = False, extend: bool = False) -> None:
        canvas = self._canvas
        focus = canvas.telling.focus
        here = canvas.scene_shown.find(focus) if focus else None
        if here is None:
            found = first(canvas.scene_shown)
        elif along:
            found = along_line(canvas.scene_shown, canvas.snapshot(), here, way)
        else:
            found = neighbour(canvas.scene_shown, here, way)
        if found is None:
            return
        before = canvas.selection
        canvas.reveal(found.element)
        if extend:
            canvas.select([one for one in before if one != found.element] + [found.element])

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
        """At the pointer where that moved since the last time; else beside what is selected."""
        canvas = self._canvas
        pointer = QCursor.pos()
        place = canvas.viewport().mapFromGlobal(pointer)
        moved, self._pointer = pointer != self._pointer, pointer
        if moved and canvas.viewport().rect().contains(place):
            canvas.creating.at(canvas.mapToScene(place))
        else:
            canvas.creating.near_selection()

    def _use_tool(self) -> None:
        """Do with the tool in hand, by the keyboard, what a click would do with it."""
        canvas, tool = self._canvas, self._canvas.tool
        canvas.set_tool(SELECT)
        if tool == CONNECT and canvas.selection:
            canvas.asking.connect(canvas.selection[0])
        elif tool == CONNECT:
            canvas.say(_("Select what the line comes from first"))
        elif tool == "allocation":
            canvas.asked.emit("draw.allocate_component")
        else:
            canvas.creating.with_tool(tool)
