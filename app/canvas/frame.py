"""What is painted over a drawing: selection frame and handles, hover, keyboard focus, gestures."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPainterPathStroker, QPen, QPolygonF

from app.canvas.brush import path_of, qrect
from app.canvas.shape_item import ShapeItem
from app.gestures.resize import HANDLES
from app.theme import colour, look
from core.diagram.display import Shape, Text, visible
from core.diagram.later import marks_seen
from core.diagram.lod import detail_at
from core.diagram.marks import SIGNS
from core.diagram.places import SHAPES

if TYPE_CHECKING:
    from app.canvas.canvas import Canvas

AWAY = 4.0
"""Between a shape and its frame, in px on the screen."""

PLUS_AWAY = 14.0

_SIGNS = frozenset((*SIGNS.values(), "↔"))
"""What stands in the tags of what differs, is proposed or is drawn elsewhere."""


def handle_size() -> float:
    """The side of a handle in px on the screen."""
    return 10.0 if look().scale >= 1.5 else 6.0


def frame_around(items: list[ShapeItem], scale: float) -> QRectF:
    """The common frame of selected shapes."""
    frame = QRectF()
    for item in items:
        frame = frame.united(item.outline())
    away = AWAY / scale
    return frame.adjusted(-away, -away, away, away)


def resizable(canvas: Canvas) -> ShapeItem | None:
    """The one selected shape whose size can be changed now."""
    items = canvas.selected_items()
    if len(items) != 1 or not canvas.writable:
        return None
    return items[0] if isinstance(canvas.snapshot_shown.get(items[0].element), SHAPES) else None


def handle_at(frame: QRectF, point: QPointF, scale: float) -> tuple[float, float] | None:
    """The handle of a frame at a point, if there is one."""
    reach = (handle_size() / 2 + 3) / scale
    for x, y in HANDLES:
        place = QPointF(frame.x() + frame.width() * x, frame.y() + frame.height() * y)
        if abs(place.x() - point.x()) <= reach and abs(place.y() - point.y()) <= reach:
            return x, y
    return None


def plus_places(item: ShapeItem, scale: float) -> list[QPointF]:
    """Where the four handles are from which a line is drawn."""
    area, away = item.outline(), PLUS_AWAY / scale
    middle = area.center()
    return [
        QPointF(middle.x(), area.top() - away),
        QPointF(area.right() + away, middle.y()),
        QPointF(middle.x(), area.bottom() + away),
        QPointF(area.left() - away, middle.y()),
    ]


def plus_at(item: ShapeItem, point: QPointF, scale: float) -> QPointF | None:
    """The handle for lines that a point is on; None where it is on none."""
    reach = 9.0 / scale
    places = plus_places(item, scale)
    return next((place for place in places if (place - point).manhattanLength() <= reach), None)


def is_locked(item: ShapeItem) -> bool:
    """Whether a shape carries a lock."""
    return any(spot.name == "lock" for spot in item.item.spots)


def paint_selection(painter: QPainter, items: list[ShapeItem], scale: float, resizable: bool) -> None:
    """The frame around shapes, with its handles, and frames along lines, whose dashes stay to be seen.

    Around what is locked the frame is no accent and its handles are hollow.
    """
    shapes = [item for item in items if not item.item.is_line]
    accent = colour("accent.mark")
    locked = any(map(is_locked, shapes))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for item in items:
        if item.item.is_line:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(accent, 2 / scale))
            painter.drawPath(_frame_along(item, AWAY / scale))
            for point in (item.item.outline[0], item.item.outline[-1]):
                _handle(painter, QPointF(point.x, point.y), scale)
    if not shapes:
        return
    frame = frame_around(shapes, scale)
    painter.save()
    painter.setClipPath(_without_signs(frame.adjusted(-8, -8, 8, 8), shapes, scale))
    painter.setPen(QPen(colour("line.control") if locked else accent, 2 / scale))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(frame)
    painter.restore()
    if len(shapes) > 1:
        painter.setPen(QPen(accent, 1 / scale, Qt.PenStyle.DotLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for item in shapes:
            painter.drawRect(item.outline())
    elif resizable:
        for x, y in HANDLES:
            place = QPointF(frame.x() + frame.width() * x, frame.y() + frame.height() * y)
            _handle(painter, place, scale, hollow=locked)


def paint_hover(painter: QPainter, item: ShapeItem, scale: float, ready: bool) -> None:
    """A stronger border, and after a moment the handles from which lines are drawn."""
    tone = colour("line.control")
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(tone, 2 / scale))
    if item.item.is_line:
        painter.drawPath(_frame_along(item, AWAY / scale))
        return
    painter.save()
    painter.setClipPath(_without_signs(item.outline().adjusted(-8, -8, 8, 8), [item], scale))
    painter.drawRoundedRect(item.outline(), 6, 6)
    painter.restore()
    if ready:
        for place in plus_places(item, scale):
            _plus(painter, place, scale)


def paint_focus(painter: QPainter, item: ShapeItem, scale: float) -> None:
    """The dotted frame of the keyboard."""
    away = 2 * AWAY / scale
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colour("line.focus"), 1.5 / scale, Qt.PenStyle.DotLine))
    painter.drawRect(item.outline().adjusted(-away, -away, away, away))


def _frame_along(item: ShapeItem, away: float) -> QPainterPath:
    """The outline that keeps this far from a line on all sides."""
    way = QPainterPath()
    way.addPolygon(QPolygonF([QPointF(point.x, point.y) for point in item.item.outline]))
    stroker = QPainterPathStroker()
    stroker.setWidth(2 * away)
    stroker.setCapStyle(Qt.PenCapStyle.SquareCap)
    stroker.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    return stroker.createStroke(way).simplified()


def _without_signs(area: QRectF, items: list[ShapeItem], scale: float) -> QPainterPath:
    """The area apart from the badges and the tags of what differs, which stay in front of the frame."""
    whole, badges = QPainterPath(), QPainterPath()
    whole.addRect(area)
    for item in items:
        for spot in item.item.spots:
            if spot.name in ("threats", "verdict", "problem", "lock"):
                badges.addEllipse(qrect(spot.area.grown(1.5)))
        for tag in _tags(item, scale):
            badges.addRect(tag.adjusted(-1, -1, 1, 1))
    return whole.subtracted(badges)


def _tags(item: ShapeItem, scale: float) -> Iterator[QRectF]:
    """The tags that are seen at a scale: each is painted, and a sign in it."""
    detail = detail_at(scale)
    seen = (mark for mark in marks_seen(item.item.marks, far=False) if visible(mark, detail))
    for ground, sign in pairwise(seen):
        signs = isinstance(sign, Text) and sign.text in _SIGNS and not sign.screen_size
        if signs and isinstance(ground, Shape):
            yield path_of(ground.steps).boundingRect()


def _handle(painter: QPainter, place: QPointF, scale: float, hollow: bool = False) -> None:
    half = handle_size() / 2 / scale
    painter.setPen(QPen(colour("line.control" if hollow else "accent.mark"), 1.5 / scale))
    if hollow:
        painter.setBrush(Qt.BrushStyle.NoBrush)
    else:
        painter.setBrush(colour("surface.canvas"))
    painter.drawRect(QRectF(place.x() - half, place.y() - half, 2 * half, 2 * half))


def _plus(painter: QPainter, place: QPointF, scale: float) -> None:
    radius, arm = 7.5 / scale, 3.5 / scale
    painter.setPen(QPen(colour("accent.mark"), 1.25 / scale))
    painter.setBrush(colour("surface.raised"))
    painter.drawEllipse(place, radius, radius)
    painter.drawLine(place - QPointF(arm, 0), place + QPointF(arm, 0))
    painter.drawLine(place - QPointF(0, arm), place + QPointF(0, arm))
