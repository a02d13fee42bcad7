"""The history after which requirements cannot all be kept, drawn as lines over one time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.theme import colour, font, look, px, restyled
from core.ground.words import _

_WIDTH = 600
_LINE = 26
_TOP = 6
_SCALE = 24


class WitnessPicture(QWidget):
    """A line a phrase, high where it is true; the time stands where something changes, and where it ends.

    The moments stand at equal distances, since 5 ms and an hour can be in one history. Where nothing is said
    of a phrase, it may be true or not.
    """

    def __init__(self, witness: Sequence[Mapping[str, Any]]) -> None:
        from core.assistants.clashes import moment_told

        super().__init__()
        self._witness = tuple(witness)
        named = (name for one in witness for name in (*one["true"], *one["false"]))
        self.phrases = tuple(dict.fromkeys(named))
        told = "\n".join(f"{one['time']}  {moment_told(one)}" for one in witness)
        self.setAccessibleName(told)
        self.setToolTip(told)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        restyled(self, self._draw)

    def sizeHint(self) -> QSize:
        """As wide as the picture of a timing."""
        return QSize(px(_WIDTH), px(_TOP + _LINE * len(self.phrases) + _SCALE))

    def minimumSizeHint(self) -> QSize:
        """Narrower, the words are shortened."""
        return QSize(px(240), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the lines, the moments, and the end after which nothing can follow."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        wide = min(self.width(), px(_WIDTH))
        left, foot = min(round(wide * 0.44), px(270)), px(_TOP + _LINE * len(self.phrases))
        places = self._places(left, wide)
        self._moments(painter, places, foot)
        for number, phrase in enumerate(self.phrases):
            box = QRectF(0, px(_TOP + _LINE * number), left - px(10), px(_LINE))
            painter.setFont(font("small"))
            painter.setPen(colour("text.primary"))
            shown = QFontMetrics(font("small")).elidedText(
                phrase, Qt.TextElideMode.ElideRight, round(box.width())
            )
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
            self._line(painter, phrase, places, box)

    def _places(self, left: int, wide: int) -> list[float]:
        """Where each moment stands; the last is the end."""
        room = max(wide - left - QFontMetrics(font("small")).horizontalAdvance(_stuck()) - px(12), px(40))
        steps = max(len(self._witness) - 1, 1)
        return [left + px(4) + room * number / steps for number in range(len(self._witness))]

    def _moments(self, painter: QPainter, places: Sequence[float], foot: int) -> None:
        painter.setFont(font("small"))
        metrics = QFontMetrics(font("small"))
        last = len(places) - 1
        for number, (place, one) in enumerate(zip(places, self._witness, strict=True)):
            stuck = bool(one.get("stuck"))
            painter.setPen(
                _pen("status.error.mark")
                if stuck
                else QPen(colour("line.control"), max(look().line, 1), Qt.PenStyle.DotLine)
            )
            painter.drawLine(QPointF(place, px(_TOP)), QPointF(place, foot + px(3)))
            painter.setPen(colour("status.error.text" if stuck else "text.secondary"))
            if stuck:
                side = QRectF(
                    place + px(6), px(_TOP), metrics.horizontalAdvance(_stuck()) + px(4), foot - px(_TOP)
                )
                painter.drawText(side, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, _stuck())
            wide = metrics.horizontalAdvance(one["time"]) + px(4)
            begin = place - wide / 2 if 0 < number < last or stuck else place - px(2)
            painter.drawText(
                QRectF(begin, foot + px(4), wide, px(18)), Qt.AlignmentFlag.AlignCenter, one["time"]
            )

    def _line(self, painter: QPainter, phrase: str, places: Sequence[float], box: QRectF) -> None:
        """High and filled where the phrase is true, low where it is false, dotted where either may be."""
        high, low = box.top() + px(5), box.bottom() - px(5)
        for (begin, end), one in zip(pairwise(places), self._witness[:-1], strict=True):
            if phrase in one["true"]:
                block = QRectF(begin, high, end - begin, low - high)
                painter.fillRect(block, colour("accent.tint"))
                painter.setPen(_pen("accent.mark"))
                painter.drawPolyline(
                    [block.bottomLeft(), block.topLeft(), block.topRight(), block.bottomRight()]
                )
            elif phrase in one["false"]:
                painter.setPen(_pen("text.secondary"))
                painter.drawLine(QPointF(begin, low), QPointF(end, low))
            else:
                painter.setPen(QPen(colour("line.control"), max(look().line, 1), Qt.PenStyle.DotLine))
                painter.drawLine(QPointF(begin, (high + low) / 2), QPointF(end, (high + low) / 2))

    def _draw(self) -> None:
        self.updateGeometry()
        self.update()


def _stuck() -> str:
    return _("nothing can follow")


def _pen(tone: str) -> QPen:
    return QPen(colour(tone), max(look().line, 1) * 1.5)
