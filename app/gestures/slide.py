"""Sliding a port or an interface along the border of its owner."""

from PySide6.QtCore import QPointF, QRectF, Qt

from app.gestures.gesture import Gesture, Stage, snapped
from app.gestures.locking import free
from app.gestures.placing import counted, put
from core.ground.words import _
from core.model import Editor, Element, Side


class Slide(Gesture):
    """One port, along all four sides."""

    def __init__(self, stage: Stage, element: Element) -> None:
        super().__init__(stage)
        self._element = element
        owner = stage.scene_shown.find(element.owner or "")
        self._border = owner.outline() if owner is not None else QRectF()
        self._free = bool(free(stage, (element,)))
        self._place: tuple[Side, float] | None = None

    def move(self, point: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """Follow the pointer on the border."""
        del modifiers
        if not self._free:
            return
        self._place = nearest(self._border, point)
        self.stage.preview(self._apply)

    def end(self) -> None:
        """Leave the port where it is."""
        if self._place is None:
            self.stage.preview(None)
        else:
            self.stage.commit(_("Move {what}").format(what=counted([self._element])), self._apply)

    def _apply(self, edit: Editor) -> None:
        if self._place is not None:
            side, offset = self._place
            put(edit, self.stage.diagram, self._element.id, side=side, offset=offset)


def nearest(border: QRectF, point: QPointF) -> tuple[Side, float]:
    """The side of a rectangle that a point is nearest to, and how far along it, on the grid."""
    ways = {
        Side.LEFT: abs(point.x() - border.left()),
        Side.RIGHT: abs(point.x() - border.right()),
        Side.TOP: abs(point.y() - border.top()),
        Side.BOTTOM: abs(point.y() - border.bottom()),
    }
    side = min(ways, key=lambda one: ways[one])
    if side in (Side.LEFT, Side.RIGHT):
        return side, min(max(snapped(point.y() - border.top()), 8.0), border.height() - 8.0)
    return side, min(max(snapped(point.x() - border.left()), 8.0), border.width() - 8.0)
