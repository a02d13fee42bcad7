"""Drawing a line from one shape to another; ports are made on the borders as they are needed."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QPointF, Qt
from PySide6.QtGui import QPainter, QPen

from app.gestures.gesture import Gesture, Stage
from app.theme import colour
from core.ground.words import _
from core.model import (
    Bus,
    Connector,
    Direction,
    Edge,
    Editor,
    Element,
    HardwareInterface,
    Id,
    Link,
    Location,
    Node,
    Port,
)
from core.model.joining import can_join

_HARDWARE = (Node, Bus, HardwareInterface)


class Connect(Gesture):
    """A line from `source` to whatever joins with it under the pointer."""

    def __init__(self, stage: Stage, source: Element, start: QPointF) -> None:
        super().__init__(stage)
        self._source = source
        self._start = start
        self._point = start
        self._target: Element | None = None
        self.made: Id | None = None

    def over_nothing(self) -> str:
        """What is said while nothing that joins is under the pointer."""
        return _("Release over what it leads to")

    def move(self, point: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """Follow the pointer and show what it would join."""
        del modifiers
        self._point = point
        self._target = self._at(point)
        self.stage.scene_shown.mark_target(self._target.id if self._target else None)
        self.stage.say(
            _("Connect {source} to {target}").format(source=self._source.name, target=self._target.name)
            if self._target
            else self.over_nothing()
        )

    def end(self) -> None:
        """Join what is under the pointer; over nothing, leave all as it was."""
        self.stage.scene_shown.mark_target(None)
        self.stage.say("")
        target = self._target
        if target is None:
            self.stage.preview(None)
            return
        label = _("Connect {source} to {target}").format(source=_named(self._source), target=_named(target))
        if self.stage.commit(label, lambda edit: self._join(edit, target)) and self.made is not None:
            self.stage.select((self.made,))

    def paint(self, painter: QPainter, scale: float) -> None:
        """A dashed line to the pointer."""
        pen = QPen(colour("ghost.border"), 1.5 / scale, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.drawLine(QLineF(self._start, self._point))

    def _at(self, point: QPointF) -> Element | None:
        snapshot = self.stage.snapshot()
        for item in self.stage.scene_shown.all_at(point):
            element = snapshot.get(item.element)
            if element is not None and can_join(self._source, element):
                return element
        return None

    def _join(self, edit: Editor, target: Element) -> None:
        self.made = join(edit, self._source, target).id


def join(edit: Editor, source: Element, target: Element) -> Element:
    """Add the line that leads from one element to another, with the ports that it needs."""
    if isinstance(source, Location):
        return edit.new(Edge, owner=source.owner, source=source.id, target=target.id)
    if isinstance(source, _HARDWARE):
        return edit.new(Link, source=source.id, target=target.id)
    start = port_for(edit, source, Direction.OUT)
    end = port_for(edit, target, Direction.IN)
    return edit.new(Connector, source=start.id, target=end.id)


def port_for(edit: Editor, element: Element, direction: Direction) -> Element:
    """The port at which a line leaves or enters an element: itself, or a new one on its border."""
    if isinstance(element, Port):
        if element.direction not in (direction, Direction.BOTH):
            return edit.set(element, direction=Direction.BOTH)
        return element
    return edit.new(Port, owner=element.id, direction=direction, name=str(direction))


def _named(element: Element) -> str:
    return element.name or _(element.kind)
