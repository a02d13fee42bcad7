"""Drawing a line from one shape to another; ports are made on the borders as they are needed."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter

from app.canvas.shape_item import paint_would_be
from app.gestures.enclosing import paint_taken
from app.gestures.foreshowing import foreshow, withdraw
from app.gestures.gesture import Gesture, Stage, Upshot
from core.diagram import way_to
from core.diagram.lines import head_marks
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
    Point,
    Port,
    Truth,
)
from core.model.joining import can_join

_HARDWARE = (Node, Bus, HardwareInterface)

NEAR = 8.0
"""The way to the pointer is looked for anew once that has moved so far, in px on the screen."""


class Connect(Gesture):
    """A line from `source` to whatever joins with it under the pointer.

    Over that, its `target`, it is shown as it would be made; over free ground it leads to the pointer.
    """

    def __init__(self, stage: Stage, source: Element) -> None:
        super().__init__(stage)
        self._source = source
        self._point = QPointF()
        self.target: Element | None = None
        self._upshot = Upshot()
        self._way: tuple[Point, ...] = ()
        self._looked: QPointF | None = None
        """Where the pointer was when the way to it was looked for."""
        self.made: Id | None = None

    def over_nothing(self) -> str:
        """What is said while nothing that joins is under the pointer."""
        return _("Release over what it leads to")

    def move(self, point: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """Follow the pointer and show what it would join."""
        del modifiers
        self._point = point
        self._aim(self._at(point))
        target = self.target
        if target is None:
            self._lead()
        self.stage.scene_shown.mark_target(target.id if target else None)
        words = (
            _("Connect {source} to {target}").format(source=self._source.name, target=target.name)
            if target
            else self.over_nothing()
        )
        self.stage.say(" · ".join(filter(None, (words, self._upshot.words))))

    def end(self) -> None:
        """Join what is under the pointer; over nothing, leave all as it was."""
        self.stage.scene_shown.mark_target(None)
        self.stage.scene_shown.mark_ghosts(())
        self.stage.say("")
        target = self.target
        if target is None:
            self.stage.preview(None)
            return
        label = _("Connect {source} to {target}").format(source=_named(self._source), target=_named(target))
        if self.stage.commit(label, lambda edit: self._join(edit, target)) and self.made is not None:
            self.stage.select((self.made,))

    def paint(self, painter: QPainter, scale: float) -> None:
        """The way to the pointer, dashed; over a target, what would come of joining it."""
        paint_taken(painter, self.stage.scene_shown, self._upshot.taken, scale)
        if self.target is None and self._way:
            heads = head_marks(self._way, self._head(), "ghost.border", 0.0)
            paint_would_be(painter, self._way, heads, scale)

    def _head(self) -> Truth | None:
        """The head of the line that would be made: links have none, and of flows nobody has said yet."""
        if isinstance(self._source, _HARDWARE):
            return None
        return Truth.YES if isinstance(self._source, Location) else Truth.UNKNOWN

    def _aim(self, target: Element | None) -> None:
        """Show the line to a target, or to none, unless that is shown already."""
        if target != self.target and self.target is not None:
            # What made room for the line stands where it was again.
            withdraw(self.stage)
            self._upshot, self.target = Upshot(), None
            target = self._at(self._point)
        if target is not None and self.target is None:
            self._upshot = foreshow(self.stage, lambda edit: self._join(edit, target))
            self.target, self._looked = target, None

    def _lead(self) -> None:
        """Look for the way to the pointer, if that has moved by enough since that was done."""
        drawing, looked = self.stage.scene_shown.drawing, self._looked
        near = looked is not None and (self._point - looked).manhattanLength() * self.stage.scale_now() < NEAR
        if drawing is None or near:
            return
        self._looked = self._point
        place = Point(float(round(self._point.x())), float(round(self._point.y())))
        self._way = way_to(drawing, self._source.id, place)

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
