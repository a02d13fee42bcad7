"""Small pictures of diagrams for a list of them, painted one by one in pauses while the list is seen."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QImage, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from app.session.pauses import once_after
from app.session.session import Session
from app.theme import colour, glyph, look, px
from core.model import Diagram, Id, Placement

WIDE, HIGH = 132, 82
"""The size of a small picture, in px at scale 1."""

_MOST = 150
"""Of a diagram with more elements there is an icon in place of a picture, which would take too long."""

_FINE = 2
"""So many times as large a drawing is painted before it is made small, so that its lines stay even."""


class Thumbnails(QObject):
    """Signal: `made` with the id of a diagram and its picture, one after the other."""

    made = Signal(str, QIcon)

    def __init__(self, session: Session, theme: Callable[[], str], parent: QWidget) -> None:
        """`theme` gives the name of the theme in which the pictures are painted."""
        super().__init__(parent)
        self._session, self._theme, self._list = session, theme, parent
        self._waiting: list[Id] = []
        self._pause = once_after(self, 0, self._next)

    def ask(self, diagrams: Iterable[Id]) -> None:
        """Paint these from now on, instead of what was still to be painted."""
        self._waiting = list(diagrams)
        self._pause.start(0)

    def rest(self) -> None:
        """Nobody sees them: paint no more."""
        self._waiting = []

    def _next(self) -> None:
        if not self._waiting:
            return
        diagram_id, snapshot = self._waiting.pop(0), self._session.snapshot()
        known = snapshot.find(Diagram, diagram_id) is not None
        if known and len(snapshot.owned(diagram_id, Placement)) <= _MOST:
            self.made.emit(diagram_id, self._picture(diagram_id))
        self._pause.start(0)

    def _picture(self, diagram_id: Id) -> QIcon:
        from app.canvas.picture import image_of
        from core.diagram import draw

        drawing = draw(self._session.snapshot(), diagram_id)
        inner, ratio = QSize(px(WIDE) - px(8), px(HIGH) - px(8)), self._list.devicePixelRatioF()
        with look().lent(self._theme()):
            image = None
            if drawing.items:
                area = drawing.bounds.grown(16)
                scale = min(inner.width() / area.width, inner.height() / area.height, 1.0)
                image = image_of(drawing, scale * ratio * _FINE)
            return QIcon(framed(image, ratio))


def blank(icon_name: str, ratio: float) -> QIcon:
    """What stands in place of a picture: the icon of its diagram on an empty sheet."""
    sheet = framed(None, ratio)
    painter = QPainter(sheet)
    side = px(24)
    painter.drawPixmap(
        (px(WIDE) - side) // 2, (px(HIGH) - side) // 2, glyph(icon_name, side, "text.secondary", ratio)
    )
    painter.end()
    return QIcon(sheet)


def framed(image: QImage | None, ratio: float) -> QPixmap:
    """A sheet with a thin border and, in its middle, an image."""
    sheet = QPixmap(round(px(WIDE) * ratio), round(px(HIGH) * ratio))
    sheet.setDevicePixelRatio(ratio)
    sheet.fill(colour("surface.canvas"))
    painter = QPainter(sheet)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    around = QRectF(0, 0, px(WIDE), px(HIGH))
    if image is not None:
        size = image.size() / (ratio * _FINE)
        small = image.scaled(
            size * ratio, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
        area = QRectF(QPointF(0, 0), size.toSizeF())
        area.moveCenter(around.center())
        painter.drawImage(area, small)
    painter.setPen(QPen(colour("line.default"), 1))
    painter.drawRect(around.adjusted(0.5, 0.5, -0.5, -0.5))
    painter.end()
    return sheet
