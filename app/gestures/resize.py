"""Dragging one of the eight handles of a shape."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from app.gestures.enclosing import Standing, paint_taken, prospect, settle, standing, taken_in
from app.gestures.gesture import Gesture, Stage, Upshot
from app.gestures.hints import paint_hints
from app.gestures.locking import free
from app.gestures.placing import counted, put
from app.gestures.snapping import NEAR, Hint, Neighbours, stretched
from core.ground.words import _
from core.model import Component, Editor, Element, Node

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
        self._free = bool(free(stage, (element,)))
        item = stage.scene_shown.find(element.id)
        self._before = item.outline() if item is not None else QRectF()
        self._after = self._before
        self._hints: tuple[Hint, ...] = ()
        self._around = stage.scene_shown.within((element.id,))
        self._neighbours = Neighbours(stage, self._around)
        self._parent = item.item.parent if item is not None else None
        # What a zone takes in comes of any change; a container takes in what it is stretched around.
        self._known = standing(stage, self._around) if isinstance(element, Component | Node) else ()
        self._taken: list[Standing] = []
        self._upshot = Upshot()

    @property
    def empty(self) -> bool:
        """Whether the shape is locked."""
        return not self._free

    def move(self, point: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """Follow the pointer; with Alt neither neighbours nor the grid attract."""
        shift = point - self._start
        area = self._dragged(QPointF(round(shift.x()), round(shift.y())))
        self._hints = ()
        if not modifiers & Qt.KeyboardModifier.AltModifier:
            neighbours = self._neighbours.of(area)
            near = NEAR / self.stage.scale_now()
            area, self._hints = stretched(area, self._handle, neighbours, near)
        self._after = self._at_least(area)
        self._taken = taken_in(self._known, self._element, self._parent, self._after, self._before)
        self._upshot = self.stage.preview(self._apply)
        self.stage.say(" · ".join(filter(None, (prospect(self._taken), self._upshot.words))))

    def end(self) -> None:
        """Leave the shape as large as it is, with what it now lies around."""
        self.stage.say("")
        if self._after == self._before:
            self.stage.preview(None)
        else:
            self.stage.commit(_("Resize {what}").format(what=counted([self._element])), self._apply)

    def paint(self, painter: QPainter, scale: float) -> None:
        """What attracts the sides, and what is taken in."""
        taken = (*(one.element for one in self._taken), *self._upshot.taken)
        paint_taken(painter, self.stage.scene_shown, taken, scale)
        paint_hints(painter, self._hints, scale)

    def _dragged(self, shift: QPointF) -> QRectF:
        x, y = self._handle
        area = QRectF(self._before)
        if x != 0.5:
            (area.setLeft if x == 0 else area.setRight)((area.left() if x == 0 else area.right()) + shift.x())
        if y != 0.5:
            (area.setTop if y == 0 else area.setBottom)((area.top() if y == 0 else area.bottom()) + shift.y())
        return area

    def _at_least(self, area: QRectF) -> QRectF:
        """The area, or the least one: the sides that are not dragged stay."""
        x, y = self._handle
        found = QRectF(area)
        if area.width() < _LEAST:
            (found.setLeft if x == 0 else found.setRight)(
                self._before.right() - _LEAST if x == 0 else self._before.left() + _LEAST
            )
        if area.height() < _LEAST:
            (found.setTop if y == 0 else found.setBottom)(
                self._before.bottom() - _LEAST if y == 0 else self._before.top() + _LEAST
            )
        return found

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
        settle(edit, self._taken, self._element.id)


def least_side() -> float:
    """The least width or height of a shape that a person can set, in px."""
    return _LEAST
