"""What is dropped on a canvas from another panel: drawn where it is let go, or allocated there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF
from PySide6.QtGui import QDropEvent

from app.canvas.tools import SHOWN_BY_HAND
from app.gestures.allocate import Allocate, node_at
from app.gestures.carried import carried
from core.ground.words import _
from core.model import Component, DataStore, DiagramType, Element, Id

if TYPE_CHECKING:
    from app.canvas.canvas import Canvas


def _take(event: QDropEvent, possible: bool) -> None:
    """Say whether it can be dropped here; what enters is let in, else it would not be heard of again."""
    if possible or event.type() == QEvent.Type.DragEnter:
        event.acceptProposedAction()
    else:
        event.ignore()


class Drop:
    """Follows what comes from another panel until it is let go over one canvas, or leaves it."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas

    def drag(self, event: QDropEvent) -> None:
        """Something from another panel is over the canvas; components show which node would run them."""
        canvas = self._canvas
        ids = carried(event.mimeData())
        if not ids or not canvas.writable:
            event.ignore()
            return
        place = event.position().toPoint()
        edges = canvas.pointer.edges
        if event.type() == QEvent.Type.DragEnter:
            edges.begin(place)
        edges.watch_carried(place, event.modifiers())
        point = canvas.mapToScene(place)
        running = self._running(ids)
        if canvas.gesture is None and running:
            canvas.begin(Allocate(canvas, running, None, point))
        if isinstance(canvas.gesture, Allocate):
            canvas.gesture.move(point, event.modifiers())
            canvas.viewport().update()
            _take(event, node_at(canvas, point) is not None)
        elif self._drawable(ids):
            event.acceptProposedAction()
            canvas.say(_("Drop to draw it here"))
        else:
            _take(event, False)
            canvas.say(_("This diagram does not show elements of that kind, or shows it already"))

    def drop(self, event: QDropEvent) -> None:
        """It was let go here: allocate it, or draw it."""
        canvas = self._canvas
        canvas.pointer.edges.rest()
        ids = carried(event.mimeData())
        point = canvas.mapToScene(event.position().toPoint())
        if not ids or not canvas.writable:
            event.ignore()
            return
        event.acceptProposedAction()
        if isinstance(canvas.gesture, Allocate):
            canvas.finish(point, event.modifiers())
            return
        for place, element_id in enumerate(self._drawable(ids)):
            canvas.place_known(element_id, point + QPointF(0, place * 72))

    def drag_left(self) -> None:
        """What came from another panel left again."""
        self._canvas.pointer.edges.rest()
        if isinstance(self._canvas.gesture, Allocate):
            self._canvas.cancel()

    def _running(self, ids: list[Id]) -> list[Element]:
        """What of these can run on a node, where the diagram shows nodes."""
        canvas = self._canvas
        if canvas.diagram.diagram is not DiagramType.HARDWARE:
            return []
        found = (canvas.snapshot().get(element_id) for element_id in ids)
        return [element for element in found if isinstance(element, Component | DataStore)]

    def _drawable(self, ids: list[Id]) -> list[Id]:
        """What of these the diagram can show and does not yet."""
        canvas, snapshot = self._canvas, self._canvas.snapshot()
        kinds = SHOWN_BY_HAND[canvas.diagram.diagram]
        return [
            element_id
            for element_id in ids
            if isinstance(snapshot.get(element_id), kinds) and canvas.scene_shown.find(element_id) is None
        ]
