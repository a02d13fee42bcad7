"""How many requirements were weak after each change, as steps over the changes; keys walk along them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from app.panels.labels import moment
from app.theme import colour, font, px, restyled
from core.ground.words import _
from core.requirements.smells.names import smell_name

Plain = dict[str, Any]
"""A point as `core.assistants.quality.Point.to_plain` gives it."""

_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_PageUp: -10, Qt.Key.Key_PageDown: 10}


class TrendChart(QWidget):
    """Lines for all requirements, for those that were weak, and for those weak in one respect.

    Signals: `pointed` with the words of the change that is pointed at; `opened` with its number.
    """

    pointed = Signal(str)
    opened = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._points: Sequence[Plain] = ()
        self._kind = ""
        self._at = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(_("Weak requirements after each change"))
        restyled(self, self._draw)

    def show_trend(self, points: Sequence[Plain], kind: str) -> None:
        """Show the points, the oldest first, and those weak in one respect; the last is pointed at."""
        self._points, self._kind = points, kind
        self._point_at(len(points) - 1)

    @property
    def words(self) -> str:
        """What is told of the change that is pointed at."""
        if not 0 <= self._at < len(self._points):
            return ""
        point = self._points[self._at]
        said = _("{time} · change {number} · {weak} of {all} weak").format(
            time=moment(point["time"]),
            number=point["record"],
            weak=point["weak"],
            all=point["requirements"],
        )
        if not self._kind:
            return said
        many = point["kinds"].get(self._kind, 0)
        return _("{words}, {count} in “{respect}”").format(
            words=said, count=many, respect=smell_name(self._kind)
        )

    def sizeHint(self) -> QSize:
        """Wide enough for some changes to be told apart."""
        return QSize(px(480), px(180))

    def minimumSizeHint(self) -> QSize:
        """High enough for three numbers at the side."""
        return QSize(px(200), px(96))

    def _draw(self) -> None:
        self.updateGeometry()
        self.update()

    def _point_at(self, place: int) -> None:
        self._at = max(min(place, len(self._points) - 1), 0) if self._points else -1
        self.setAccessibleDescription(self.words)
        self.pointed.emit(self.words)
        self.update()

    # Where things are

    def _area(self) -> QRectF:
        metrics = QFontMetrics(font("small"))
        side = metrics.horizontalAdvance(str(self._most())) + px(20)
        return QRectF(self.rect()).adjusted(
            side, metrics.height() + px(20), -px(16), -(metrics.height() + px(10))
        )

    def _most(self) -> int:
        return max((point["requirements"] for point in self._points), default=0) or 1

    def _x(self, area: QRectF, place: float) -> float:
        """Each change has a stretch of its own, so that the last one is seen as long as any other."""
        return area.left() + area.width() * place / len(self._points)

    def _y(self, area: QRectF, many: int) -> float:
        return area.bottom() - area.height() * many / self._most()

    # Qt

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the numbers at the side, the lines, and what is pointed at."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self._points:
            self._paint_focus(painter, QRectF(self.rect()))
            return
        area = self._area()
        self._paint_numbers(painter, area)
        self._paint_pointed(painter, area)
        named = area.left()
        for name, number, pen in self._lines():
            painter.setPen(pen)
            steps: list[QPointF] = []
            for place, point in enumerate(self._points):
                height = self._y(area, number(point))
                steps += [
                    QPointF(self._x(area, place), height),
                    QPointF(self._x(area, place + 1), height),
                ]
            painter.drawPolyline(steps)
            named = self._paint_name(painter, named, name)

    def _lines(self) -> list[tuple[str, Callable[[Plain], int], QPen]]:
        """Each line with its name and how it is drawn."""
        solid, dashed = Qt.PenStyle.SolidLine, Qt.PenStyle.DashLine
        lines: list[tuple[str, Callable[[Plain], int], QPen]] = [
            (_("all"), lambda point: point["requirements"], QPen(colour("line.control"), px(2), dashed)),
            (_("weak"), lambda point: point["weak"], QPen(colour("chart.2"), px(2), solid)),
        ]
        if self._kind:
            kind = self._kind
            pen = QPen(colour("chart.1"), px(2), Qt.PenStyle.DotLine)
            lines.append((smell_name(kind), lambda point: point["kinds"].get(kind, 0), pen))
        return lines

    def _paint_name(self, painter: QPainter, left: float, name: str) -> float:
        """Say above the lines what the line just painted stands for; gives where the next name begins."""
        metrics = QFontMetrics(font("small"))
        middle = px(8) + metrics.height() / 2
        painter.drawLine(QPointF(left, middle), QPointF(left + px(20), middle))
        painter.setFont(font("small"))
        painter.setPen(colour("text.secondary"))
        wide = metrics.horizontalAdvance(name)
        room = QRectF(left + px(26), px(8), wide + px(2), metrics.height())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignLeft), name)
        return room.right() + px(18)

    def _paint_numbers(self, painter: QPainter, area: QRectF) -> None:
        painter.setFont(font("small"))
        high = QFontMetrics(font("small")).height()
        most = self._most()
        for many in sorted({0, most // 2, most}):
            height = self._y(area, many)
            painter.setPen(QPen(colour("line.subtle"), 1))
            painter.drawLine(QPointF(area.left(), height), QPointF(area.right(), height))
            painter.setPen(colour("text.secondary"))
            side = QRectF(0, height - high / 2, area.left() - px(8), high)
            painter.drawText(
                side, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), str(many)
            )
        below = QRectF(area.left(), area.bottom() + px(6), area.width(), high)
        first, last = self._points[0], self._points[-1]
        painter.drawText(below, int(Qt.AlignmentFlag.AlignLeft), moment(first["time"]))
        if len(self._points) > 1:
            painter.drawText(below, int(Qt.AlignmentFlag.AlignRight), moment(last["time"]))

    def _paint_pointed(self, painter: QPainter, area: QRectF) -> None:
        if len(self._points) == 1 and not self.hasFocus():
            return  # there is no other to be told apart from
        left, right = self._x(area, self._at), self._x(area, self._at + 1)
        stretch = QRectF(left, area.top(), max(right - left, 1), area.height())
        painter.fillRect(stretch, colour("surface.selected" if self.hasFocus() else "surface.hover"))
        self._paint_focus(painter, stretch)

    def _paint_focus(self, painter: QPainter, area: QRectF) -> None:
        """Frame what the keys act on, while they do."""
        if self.hasFocus():
            painter.setPen(QPen(colour("line.focus"), px(2)))
            painter.drawRect(area.adjusted(px(1), px(1), -px(1), -px(1)))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Point at the change below the pointer."""
        self._point_at(self._place(event))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click opens what became different since the change."""
        if event.button() == Qt.MouseButton.LeftButton and self._points:
            self._point_at(self._place(event))
            self._open()

    def _place(self, event: QMouseEvent) -> int:
        area = self._area()
        return int((event.position().x() - area.left()) / max(area.width(), 1) * len(self._points))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and Right walk along the changes, Home and End to the first and last; Enter opens one."""
        key = Qt.Key(event.key())
        if key in _STEPS:
            self._point_at(self._at + _STEPS[key])
        elif key == Qt.Key.Key_Home:
            self._point_at(0)
        elif key == Qt.Key.Key_End:
            self._point_at(len(self._points) - 1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open()
        else:
            super().keyPressEvent(event)

    def _open(self) -> None:
        if 0 <= self._at < len(self._points):
            self.opened.emit(self._points[self._at]["record"])

    def focusInEvent(self, event: QFocusEvent) -> None:
        """What is pointed at is marked otherwise while keys walk."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """See `focusInEvent`."""
        super().focusOutEvent(event)
        self.update()
