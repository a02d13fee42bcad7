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
        if view.devicePixelRatioF() % 1 or (look != self._last and not whole):
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
        size, scene = view.viewport().size(), view.scene_shown
        return view.transform(), size.width(), size.height(), scene.changes


def glide(view: View, picture: QPixmap, by: QPoint) -> None:
    """Move what a picture shows of a view, and paint what came into view at the rims."""
    area = view.viewport().rect()
    ratio = round(view.devicePixelRatioF())
    if abs(by.x()) >= area.width() or abs(by.y()) >= area.height():
        view.render_onto(picture, area)
        return
    picture.scroll(-by.x() * ratio, -by.y() * ratio, picture.rect())
    wide, high = abs(by.x()), abs(by.y())
    if wide:
        view.render_onto(picture, QRect(area.width() - wide if by.x() > 0 else 0, 0, wide, area.height()))
    if high:
        view.render_onto(picture, QRect(0, area.height() - high if by.y() > 0 else 0, area.width(), high))
