"""What was painted last is kept as a picture: panning moves it and paints the rims alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap, QTransform

if TYPE_CHECKING:
    from app.canvas.view import View

_Look = tuple[QTransform, int, int, int]


class Gliding:
    """The picture of one view, without what lies over the drawing, such as hover and selection.

    It holds as long as scale, size and drawing stay what they are.
    """

    def __init__(self, view: View) -> None:
        self._view = view
        self._picture: QPixmap | None = None
        self._last: _Look | None = None
        self._place = QPoint()

    def paint(self, event: QPaintEvent) -> bool:
        """Paint the view; False where it is to be painted directly, since another picture would not last."""
        view = self._view
        look = self._look()
        whole = event.rect() == view.viewport().rect()
        if look != self._last and not whole:
            self._picture = None
            self._last = None
            return False
        place = QPoint(view.horizontalScrollBar().value(), view.verticalScrollBar().value())
        if self._picture is None or look != self._last:
            self._picture = view.picture()
        elif place != self._place:
            glide(view, self._picture, place - self._place)
        self._last, self._place = look, place
        painter = QPainter(view.viewport())
        painter.drawPixmap(0, 0, self._picture)
        painter.setWorldTransform(view.viewportTransform())
        view.drawForeground(painter, view.visible_area())
        painter.end()
        return True

    def _look(self) -> _Look:
        """All that decides what is seen, apart from the place."""
        view = self._view
        size, scene = view.viewport().size() * view.devicePixelRatioF(), view.scene_shown
        return view.transform(), size.width(), size.height(), scene.changes


def glide(view: View, picture: QPixmap, by: QPoint) -> None:
    """Move what a picture shows of a view, and paint what came into view at the rims.

    Where a px of the view is not a whole number of those of the screen, a picture can only move by
    steps that are; after another one it is painted anew.
    """
    area = view.viewport().rect()
    ratio = view.devicePixelRatioF()
    wide, high = abs(by.x()), abs(by.y())
    whole = not (wide * ratio % 1 or high * ratio % 1)
    if not whole or wide >= area.width() or high >= area.height():
        view.render_onto(picture, area)
        return
    picture.scroll(round(-by.x() * ratio), round(-by.y() * ratio), picture.rect())
    if wide:
        left = _whole_before(area.width() - wide, ratio) if by.x() > 0 else 0
        view.render_onto(picture, QRect(left, 0, area.width() - left if left else wide, area.height()))
    if high:
        top = _whole_before(area.height() - high, ratio) if by.y() > 0 else 0
        view.render_onto(picture, QRect(0, top, area.width(), area.height() - top if top else high))


def _whole_before(place: int, ratio: float) -> int:
    """The last px of the view at or before a place that begins with one of the screen."""
    return next(one for one in range(place, -1, -1) if not one * ratio % 1)
