"""Status marks, told apart by their shape alone: disc, diamond, dashed ring, octagon, triangle, shield.

All are drawn in a square of 16 units; the outline carries the meaning, the colour repeats it.
"""

import math
from functools import cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap, QPolygonF

from app.theme.look import look

SHIELDS = ("critical", "high", "medium", "low", "info")
MARKS = ("satisfied", "violated", "unknown", "error", "warning", "information", "stale", *SHIELDS)
"""The names of all marks; the severities are shields."""


def paint_mark(painter: QPainter, box: QRectF, name: str, text: str = "") -> None:
    """Paint a mark into the square; `text` is the count in a shield."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(box.topLeft())
    painter.scale(box.width() / 16, box.height() / 16)
    if name in SHIELDS:
        _shield(painter, name, text)
    else:
        _PAINTERS[name](painter)
    painter.restore()


def mark_picture(name: str, size: int, text: str = "", ratio: float = 1.0) -> QPixmap:
    """A mark as a picture of `size` px."""
    return _picture(name, size, text, ratio, look().theme)


def paint_turret(painter: QPainter, box: QRectF) -> None:
    """The mark of Bartizan: a turret that hangs over the wall, on an accent corbel."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(box.topLeft())
    painter.scale(box.width() / 20, box.height() / 20)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look().colour("text.primary"))
    outline = [(3, 1), (6.4, 1), (6.4, 3.4), (8.4, 3.4), (8.4, 1), (11.6, 1), (11.6, 3.4), (13.6, 3.4)]
    outline += [(13.6, 1), (17, 1), (17, 7.2), (14.8, 9.2), (14.8, 12), (5.2, 12), (5.2, 9.2), (3, 7.2)]
    painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in outline]))
    painter.setBrush(look().colour("accent.mark"))
    painter.drawPolygon(QPolygonF([QPointF(6.2, 14), QPointF(13.8, 14), QPointF(10, 19)]))
    painter.restore()


def turret_picture(size: int, ratio: float = 1.0) -> QPixmap:
    """The mark of Bartizan as a picture of `size` px."""
    picture = _blank(size, ratio)
    painter = QPainter(picture)
    paint_turret(painter, QRectF(0, 0, size, size))
    painter.end()
    return picture


@cache
def _picture(name: str, size: int, text: str, ratio: float, _theme: str) -> QPixmap:
    picture = _blank(size, ratio)
    painter = QPainter(picture)
    paint_mark(painter, QRectF(0, 0, size, size), name, text)
    painter.end()
    return picture


def _blank(size: int, ratio: float) -> QPixmap:
    picture = QPixmap(round(size * ratio), round(size * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    return picture


def _pen(colour: QColor, width: float) -> QPen:
    pen = QPen(colour, width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return pen


def _fill(painter: QPainter, role: str) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look().colour(role))


def _inner(painter: QPainter, width: float = 1.8) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(_pen(look().colour("severity.on"), width))


def _satisfied(painter: QPainter) -> None:
    _fill(painter, "status.ok.mark")
    painter.drawEllipse(QRectF(1.2, 1.2, 13.6, 13.6))
    _inner(painter)
    painter.drawPolyline(QPolygonF([QPointF(4.8, 8.2), QPointF(7.1, 10.5), QPointF(11.2, 5.9)]))


def _violated(painter: QPainter) -> None:
    _fill(painter, "status.error.mark")
    painter.drawPolygon(QPolygonF([QPointF(8, 0.2), QPointF(15.8, 8), QPointF(8, 15.8), QPointF(0.2, 8)]))
    _inner(painter)
    painter.drawLine(QPointF(5.9, 5.9), QPointF(10.1, 10.1))
    painter.drawLine(QPointF(10.1, 5.9), QPointF(5.9, 10.1))


def _unknown(painter: QPainter) -> None:
    pen = _pen(look().colour("status.unknown.mark"), 1.5)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    pen.setDashPattern([2.1, 1.6])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(QRectF(1.6, 1.6, 12.8, 12.8))
    _letter(painter, "?", look().colour("status.unknown.text"), 9.5)


def _error(painter: QPainter) -> None:
    _fill(painter, "status.error.mark")
    corners = [
        QPointF(
            8 + 7.4 * math.cos(math.radians(22.5 + 45 * step)),
            8 + 7.4 * math.sin(math.radians(22.5 + 45 * step)),
        )
        for step in range(8)
    ]
    painter.drawPolygon(QPolygonF(corners))
    _exclamation(painter, 4.2)


def _warning(painter: QPainter) -> None:
    painter.setBrush(look().colour("status.warn.mark"))
    painter.setPen(_pen(look().colour("status.warn.mark"), 1.2))
    painter.drawPolygon(QPolygonF([QPointF(8, 1.6), QPointF(15.2, 14.2), QPointF(0.8, 14.2)]))
    _exclamation(painter, 5.8)


def _information(painter: QPainter) -> None:
    painter.setPen(_pen(look().colour("status.info.mark"), 1.4))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(QRectF(1.4, 1.4, 13.2, 13.2))
    painter.setPen(_pen(look().colour("status.info.mark"), 1.7))
    painter.drawLine(QPointF(8, 7.4), QPointF(8, 11.4))
    painter.drawPoint(QPointF(8, 4.7))


def _stale(painter: QPainter) -> None:
    painter.setPen(_pen(look().colour("status.warn.text"), 1.5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(QRectF(1.8, 1.8, 12.4, 12.4))
    painter.drawPolyline(QPolygonF([QPointF(8, 4.4), QPointF(8, 8.4), QPointF(10.8, 9.8)]))


def _exclamation(painter: QPainter, top: float) -> None:
    _inner(painter, 1.8)
    painter.drawLine(QPointF(8, top), QPointF(8, top + 3.6))
    painter.drawPoint(QPointF(8, top + 6.4))


def _shield(painter: QPainter, severity: str, text: str) -> None:
    outline = QPainterPath(QPointF(8, 0.9))
    outline.lineTo(14.2, 3)
    outline.lineTo(14.2, 8)
    outline.cubicTo(14.2, 11.6, 11.6, 14, 8, 15.3)
    outline.cubicTo(4.4, 14, 1.8, 11.6, 1.8, 8)
    outline.lineTo(1.8, 3)
    outline.closeSubpath()
    tone = look().colour(f"severity.{severity if severity != 'info' else 'low'}")
    filled = severity in ("critical", "high")
    painter.setPen(_pen(tone, 1.3))
    painter.setBrush(tone if filled else look().colour("node.fill"))
    painter.drawPath(outline)
    if text:
        _letter(painter, text, look().colour("severity.on") if filled else tone, 8.5 if len(text) < 2 else 7)


def _letter(painter: QPainter, text: str, tone: QColor, size: float) -> None:
    lettering = look().font("small", bold=True)
    path = QPainterPath()
    path.addText(QPointF(0, 0), lettering, text)
    extent = path.boundingRect()
    factor = size / lettering.pixelSize()
    painter.save()
    painter.translate(8, 8)
    painter.scale(factor, factor)
    painter.translate(-extent.center())
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(tone)
    painter.drawPath(path)
    painter.restore()


_PAINTERS = {
    "satisfied": _satisfied,
    "violated": _violated,
    "unknown": _unknown,
    "error": _error,
    "warning": _warning,
    "information": _information,
    "stale": _stale,
}
