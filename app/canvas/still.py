"""While something is dragged over a large drawing, all that stays is painted once and kept as a picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRectF
from PySide6.QtGui import QPainter, QPixmap, QTransform

from app.canvas.gliding import glide
from core.model import Id

if TYPE_CHECKING:
    from app.canvas.view import View

_Seen = tuple[QTransform, int, int, int]


class Still:
    """The picture of one view; `begin` and `end` say when it is used.

    What moves is kept apart from it, and painted over it each time.
    """

    def __init__(self, view: View) -> None:
        self._view = view
        self._picture: QPixmap | None = None
        self._seen: _Seen | None = None
        self._place = QPoint()
        self._apart: set[Id] = set()
        self._hidden: set[Id] = set()
        self.active = False

    def begin(self) -> None:
        """Use a picture from now on."""
        self.active = True

    def end(self) -> None:
        """Paint everything anew from now on."""
        for element_id in self._apart | self._hidden:
            self._leave_out(element_id, False)
        self._apart, self._hidden = set(), set()
        self._picture = None
        self.active = False

    def keep_apart(self, element_ids: set[Id]) -> None:
        """These elements move; they are painted over the picture."""
        if not element_ids <= self._apart:
            self._apart |= element_ids
            self._picture = None

    def hide(self, element_ids: set[Id]) -> None:
        """These elements are not seen at all for the time being."""
        if not element_ids <= self._hidden:
            self._hidden |= element_ids
            self._picture = None

    def paint(self) -> None:
        """Paint the view: the picture, what is kept apart, and what lies over the drawing."""
        view = self._view
        area = view.viewport().rect()
        seen = (view.transform(), area.width(), area.height(), view.scene_shown.version)
        place = QPoint(view.horizontalScrollBar().value(), view.verticalScrollBar().value())
        moved = place != self._place
        if self._picture is None or seen != self._seen or (moved and view.devicePixelRatioF() % 1):
            self._leave_all_out()
            self._picture = view.picture()
        elif moved:
            self._leave_all_out()
            glide(view, self._picture, place - self._place)
        self._seen, self._place = seen, place
        painter = QPainter(view.viewport())
        painter.setRenderHints(view.renderHints())
        painter.drawPixmap(0, 0, self._picture)
        painter.setWorldTransform(view.viewportTransform())
        found = (view.scene_shown.find(element_id) for element_id in self._apart - self._hidden)
        for item in sorted((one for one in found if one is not None), key=lambda one: one.zValue()):
            painter.setOpacity(item.opacity())
            item.paint_itself(painter)
        painter.setOpacity(1.0)
        view.drawForeground(painter, QRectF(view.visible_area()))
        painter.end()

    def _leave_all_out(self) -> None:
        """Before the picture is painted: what moves is not on it."""
        for element_id in self._apart | self._hidden:
            self._leave_out(element_id, True)

    def _leave_out(self, element_id: Id, left_out: bool) -> None:
        item = self._view.scene_shown.find(element_id)
        if item is not None:
            item.leave_out(left_out)
