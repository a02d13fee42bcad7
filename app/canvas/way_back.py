"""The way back to where a drawing was seen from, once what the view was moved for is gone again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRectF

from core.model import Id, Snapshot

if TYPE_CHECKING:
    from app.canvas.view import View

_MARGIN = 16
"""What comes into view has so many px around it."""


@dataclass(frozen=True, slots=True)
class _Place:
    """The point of the drawing in the upper left corner of the view, and the scale."""

    corner: QPointF
    scale: float


@dataclass(frozen=True, slots=True)
class _Way:
    """From where to where the view went, and for which element, "" for one that is only proposed."""

    start: _Place
    end: _Place
    made: Id


class WayBack:
    """Moves a view for what is new on it, as little as can be, and back."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._ways: list[_Way] = []

    def bring(self, area: QRectF, made: Id = "", staying: QRectF | None = None) -> None:
        """Move the view until something new is seen, as far as what is `staying` in sight allows.

        It is left alone where that is seen already. Without `made` it is only proposed.
        """
        view, before = self._view, self._place()
        if self._ways and not self._near(self._ways[-1].end):
            self._ways.clear()
        if not view.sees(area):
            view.bring_in(area, _MARGIN, staying)
        if self._ways and not self._ways[-1].made:
            before = self._ways.pop().start
        self._ways.append(_Way(before, self._place(), made))

    def keep(self, made: Id) -> None:
        """What was only proposed has been made."""
        if self._ways and not self._ways[-1].made:
            self._ways[-1] = replace(self._ways[-1], made=made)

    def go(self) -> None:
        """What was only proposed is gone: go back, unless somebody has looked elsewhere since."""
        if self._ways and not self._ways[-1].made:
            self._back()

    def look_again(self, snapshot: Snapshot) -> None:
        """Go back where what was made has been taken back."""
        while self._ways and self._ways[-1].made and self._ways[-1].made not in snapshot:
            self._back()

    def _back(self) -> None:
        way = self._ways.pop()
        if not self._near(way.end):
            self._ways.clear()
            return
        shift = self._view.mapFromScene(way.start.corner)
        self._view.pan(shift.x(), shift.y())

    def _place(self) -> _Place:
        return _Place(self._view.mapToScene(QPoint(0, 0)), self._view.scale_now())

    def _near(self, place: _Place) -> bool:
        """Whether the drawing is seen from there now."""
        now = self._place()
        away = (now.corner - place.corner).manhattanLength()
        return now.scale == place.scale and away * now.scale < 2
