"""The time of a response as a small picture: the trigger as an edge, the window, the duration, the period."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.theme import colour, font, look, px, restyled

if TYPE_CHECKING:
    from core.requirements.timing import Timing

_WIDTH, _HEIGHT = 600, 92


class TimingPicture(QWidget):
    """Two lines over one time: what calls, and what is owed; in words for those who do not see it."""

    def __init__(self, timing: Timing) -> None:
        from core.requirements.timing import told

        super().__init__()
        self.timing = timing
        self.setAccessibleName(told(timing))
        self.setToolTip(told(timing))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        restyled(self, self._draw)

    def _draw(self) -> None:
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as the words need, where there is room."""
        return QSize(px(_WIDTH), px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Narrower, the words are shortened."""
        return QSize(px(200), px(_HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the lines from the beginning to where the time goes on."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        wide = min(self.width(), px(_WIDTH))
        left = px(1) + min(round(wide * 0.4), px(230))
        right = wide - px(12)
        begin = left + (right - left) * 0.12
        self._called(painter, left, right, begin)
        self._owed(painter, left, right, begin)

    def _called(self, painter: QPainter, left: float, right: float, begin: float) -> None:
        """The edge of the trigger, or the beginning where nothing calls."""
        low, high = px(24), px(8)
        trigger = self.timing.trigger
        if trigger:
            self._words(painter, QRectF(0, high - px(3), left - px(8), px(20)), trigger, "syntax.trigger")
            painter.setPen(_pen("syntax.trigger"))
            painter.drawPolyline(
                [QPointF(left, low), QPointF(begin, low), QPointF(begin, high), QPointF(right, high)]
            )
        painter.setPen(_pen("line.control", Qt.PenStyle.DotLine))
        painter.drawLine(QPointF(begin, low), QPointF(begin, px(68)))

    def _owed(self, painter: QPainter, left: float, right: float, begin: float) -> None:
        """Where the response may begin, how long it lasts, or how often it comes."""
        timing, low, high = self.timing, px(58), px(38)
        self._words(
            painter, QRectF(0, high, left - px(8), px(20)), timing.response, "syntax.response", timing.denied
        )
        room = right - begin
        if timing.period:
            self._pulses(painter, left, right, begin)
        elif timing.least or timing.most:
            end = begin + room * 0.6
            self._block(painter, begin, end, open_end=bool(timing.least))
            sign = (">" if timing.strict else "≥") if timing.least else "≤"
            self._measure(painter, begin, end, f"{sign} {timing.least or timing.most}")
        else:
            first = begin + room * 0.32 if timing.earliest else begin
            last = begin + room * 0.7 if timing.latest else right
            self._block(painter, first, last, open_end=not timing.latest)
            if timing.earliest:
                self._measure(painter, begin, first, f"≥ {timing.earliest}")
            if timing.latest:
                sign = "<" if timing.strict else "≤"
                start = first if timing.earliest else begin
                self._measure(painter, start, last, f"{sign} {timing.latest}")
        painter.setPen(_pen("line.control"))
        painter.drawLine(QPointF(left, low), QPointF(right, low))
        painter.drawLine(QPointF(right - px(4), low - px(3)), QPointF(right, low))
        painter.drawLine(QPointF(right - px(4), low + px(3)), QPointF(right, low))

    def _block(self, painter: QPainter, first: float, last: float, *, open_end: bool) -> None:
        """A time in which the response is owed or lasts; denied, it is hatched; open, it has no end."""
        box = QRectF(first, px(40), max(last - first, px(2)), px(18))
        tone = "status.error.mark" if self.timing.denied else "status.ok.mark"
        ground = "status.error.tint" if self.timing.denied else "status.ok.tint"
        painter.fillRect(box, colour(ground))
        if self.timing.denied:
            painter.fillRect(box, _hatched(tone))
        painter.setPen(_pen(tone))
        painter.drawLine(box.topLeft(), box.topRight())
        painter.drawLine(box.topLeft(), box.bottomLeft())
        painter.setPen(_pen(tone, Qt.PenStyle.DotLine if open_end else Qt.PenStyle.SolidLine))
        painter.drawLine(box.topRight(), box.bottomRight())

    def _pulses(self, painter: QPainter, left: float, right: float, begin: float) -> None:
        step = (right - begin) / 3.4
        places = [begin + number * step for number in range(1, 4)] if self.timing.trigger else []
        places = places or [left + px(8) + number * step for number in range(4)]
        for place in places:
            if place < right - px(8):
                self._block(painter, place, place + px(6), open_end=False)
        self._measure(painter, places[0], places[1], f"≤ {self.timing.period}")

    def _measure(self, painter: QPainter, first: float, last: float, words: str) -> None:
        """A line with its ends marked, and the time that it stands for under it."""
        painter.setPen(_pen("syntax.quantity"))
        level = px(66)
        painter.drawLine(QPointF(first, level), QPointF(last, level))
        for end in (first, last):
            painter.drawLine(QPointF(end, level - px(3)), QPointF(end, level + px(3)))
        painter.setFont(font("small"))
        taken = QFontMetrics(font("small")).horizontalAdvance(words) + px(4)
        middle = (first + last) / 2
        painter.drawText(
            QRectF(middle - taken / 2, level + px(4), taken, px(18)), Qt.AlignmentFlag.AlignCenter, words
        )

    def _words(self, painter: QPainter, box: QRectF, words: str, tone: str, denied: bool = False) -> None:
        lettering = QFont(font("small"))
        lettering.setStrikeOut(denied)
        painter.setFont(lettering)
        painter.setPen(colour(tone))
        metrics = QFontMetrics(lettering)
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, round(box.width()))
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)


def _pen(tone: str, style: Qt.PenStyle = Qt.PenStyle.SolidLine) -> QPen:
    return QPen(colour(tone), max(look().line, 1) * 1.5, style)


def _hatched(tone: str) -> QBrush:
    return QBrush(colour(tone), Qt.BrushStyle.BDiagPattern)
