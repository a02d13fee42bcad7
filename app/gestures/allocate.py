"""Putting a component on a node: dropped from outside, or its chip dragged from another node."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from app.canvas.brush import text_font
from app.gestures.gesture import Gesture, Stage
from app.gestures.placing import counted
from app.theme import colour
from core.ground.words import _
from core.model import Allocation, Editor, Element, Id, Node


class Allocate(Gesture):
    """Components or data stores on their way to a node.

    `source` is the node that they leave, None where they come from elsewhere: from another panel, which
    paints them itself, or `carried` from another drawing.
    """

    def __init__(
        self,
        stage: Stage,
        elements: list[Element],
        source: Id | None,
        start: QPointF,
        *,
        carried: bool = False,
    ) -> None:
        super().__init__(stage)
        self._painted = carried or source is not None
        self._elements = elements
        self._source = source
        self._point = start
        self._target: Node | None = None

    def move(self, point: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """Show which node would carry it, with the chip already there."""
        del modifiers
        self._point = point
        target = node_at(self.stage, point)
        if target != self._target:
            self._target = target
            self.stage.scene_shown.mark_target(target.id if target else None)
            self.stage.preview(self._apply if target else None)
        self.stage.say(
            _("Drop to allocate {what} to {node}").format(
                what=counted(self._elements), node=counted([target])
            )
            if target
            else _("Release over a node")
        )

    def end(self) -> None:
        """Allocate it; over nothing, leave all as it was."""
        self.stage.scene_shown.mark_target(None)
        self.stage.say("")
        if self._target is None or self._target.id == self._source:
            self.stage.preview(None)
            what = counted(self._elements)
            if self._target is not None:
                self.stage.say(
                    _("{what} runs on {node} already").format(what=what, node=counted([self._target]))
                )
            else:
                self.stage.say(_("{what} was let go over no node, and stays as it was").format(what=what))
            return
        label = _("Allocate {what} to {node}").format(
            what=counted(self._elements), node=counted([self._target])
        )
        self.stage.commit(label, self._apply)

    def paint(self, painter: QPainter, scale: float) -> None:
        """The chip under the pointer."""
        del scale
        if not self._painted:
            return
        area = QRectF(self._point.x() + 8, self._point.y() + 8, 132, 24)
        painter.setPen(QPen(colour("accent.mark"), 1))
        painter.setBrush(colour("accent.fill"))
        painter.drawRoundedRect(area, 4, 4)
        painter.setFont(text_font(11, True, False))
        painter.setPen(colour("text.on_accent"))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, counted(self._elements))

    def _apply(self, edit: Editor) -> None:
        if self._target is not None:
            for element in self._elements:
                allocate(edit, element, self._target, self._source)


def allocate(edit: Editor, element: Element, node: Node, source: Id | None = None) -> None:
    """State that an element runs on a node; with `source`, no longer on that one."""
    present = [link for link in edit.snapshot.uses(element.id, Allocation) if link.component == element.id]
    if any(link.node == node.id for link in present):
        return
    moved = next((link for link in present if link.node == source), None)
    if moved is not None:
        edit.set(moved, node=node.id)
    else:
        edit.new(Allocation, component=element.id, node=node.id)


def node_at(stage: Stage, point: QPointF) -> Node | None:
    """The innermost node at a point."""
    snapshot = stage.snapshot()
    found = (snapshot.find(Node, item.element) for item in stage.scene_shown.all_at(point))
    return next((node for node in found if node is not None), None)
