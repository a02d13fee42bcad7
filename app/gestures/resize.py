"""Dragging one of the eight handles of a shape."""

from PySide6.QtCore import QPointF, QRectF, Qt

from app.gestures.gesture import Gesture, Stage, snapped
from app.gestures.placing import counted, put
from core.ground.words import _
from core.model import Editor, Element

HANDLES = ((0, 0), (0.5, 0), (1, 0), (1, 0.5), (1, 1), (0.5, 1), (0, 1), (0, 0.5))
"""Where the handles are on a frame, in parts of its width and height."""

_LEAST = 24.0


class Resize(Gesture):
    """One shape, by one handle."""

    def __init__(self, stage: Stage, element: Element, handle: tuple[float, float], start: QPointF) -> None:
        super().__init__(stage)
        self._element = element
        self._handle = handle
        self._start = start
        item = stage.scene_shown.find(element.id)
        self._before = item.outline() if item is not None else QRectF()
        self._after = self._before

    def move(self, point: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """Follow the pointer."""
        del modifiers
        shift = point - self._start
        x, y = self._handle
        area = QRectF(self._before)
        if x == 0:
            area.setLeft(min(snapped(area.left() + shift.x()), area.right() - _LEAST))
        elif x == 1:
            area.setRight(max(snapped(area.right() + shift.x()), area.left() + _LEAST))
        if y == 0:
            area.setTop(min(snapped(area.top() + shift.y()), area.bottom() - _LEAST))
        elif y == 1:
            area.setBottom(max(snapped(area.bottom() + shift.y()), area.top() + _LEAST))
        self._after = area
        self.stage.preview(self._apply)

    def end(self) -> None:
        """Leave the shape as large as it is."""
        if self._after == self._before:
            self.stage.preview(None)
        else:
            self.stage.commit(_("Resize {what}").format(what=counted([self._element])), self._apply)

    def _apply(self, edit: Editor) -> None:
        area = self._after
        put(
            edit,
            self.stage.diagram,
            self._element.id,
            x=area.x(),
            y=area.y(),
            width=area.width(),
            height=area.height(),
        )


def least_side() -> float:
    """The least width or height of a shape that a person can set, in px."""
    return _LEAST
