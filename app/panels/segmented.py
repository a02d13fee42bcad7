"""A choice of a few words side by side; the unknown one is hatched and wears a question mark."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.theme import colour, font, look, px
from core.ground.words import _

if TYPE_CHECKING:
    from core.model import Truth

TINTS = {
    "good": ("accent.tint", "accent.text"),
    "careful": ("status.warn.tint", "status.warn.text"),
    "unknown": ("status.unknown.tint", "status.unknown.text"),
    "": ("accent.tint", "accent.text"),
}
"""Ground and lettering of the chosen segment, by how it is meant."""


class Segmented(QWidget):
    """Segments side by side, one of which is chosen.

    Signals: `chosen` with the value a person picked. `keys` are the letters that pick each.
    """

    chosen = Signal(str)

    def __init__(
        self,
        options: Sequence[tuple[str, str]],
        keys: str = "",
        tones: Sequence[str] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._options = list(options)
        self._keys = keys
        self._tones = list(tones) or [""] * len(self._options)
        self._value = ""
        self._wished = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look().changed.connect(self.updateGeometry)

    @property
    def tones(self) -> tuple[str, ...]:
        """How each segment is meant, in order."""
        return tuple(self._tones)

    @property
    def value(self) -> str:
        """The value chosen."""
        return self._value

    def show_value(self, value: str, wished: str = "") -> None:
        """Show a value without saying that a person chose it, and dashed the one that is to come."""
        self._value = value
        self._wished = wished
        title = next((title for known, title in self._options if known == value), value)
        self.setAccessibleDescription(title)
        self.update()

    def segments(self) -> list[QRect]:
        """Where each segment is: as wide as its words ask for."""
        wanted = self._wanted(px(16))
        whole, edges = sum(wanted), [0]
        for width in wanted:
            edges.append(edges[-1] + width)
        edges = [round(edge * self.width() / whole) for edge in edges]
        return [QRect(left, 0, right - left, self.height()) for left, right in pairwise(edges)]

    def _pick(self, value: str) -> None:
        if value != self._value and self.isEnabled():
            self.show_value(value)
            self.chosen.emit(value)

    def sizeHint(self) -> QSize:
        """The words with room around them."""
        return QSize(sum(self._wanted(px(22))), px(24))

    def minimumSizeHint(self) -> QSize:
        """The words with little room around them."""
        return QSize(sum(self._wanted(px(10))), px(24))

    def _wanted(self, room: int) -> list[int]:
        """The width that each segment needs, with `room` around its words."""
        metrics = QFontMetrics(font("small", True))
        signs = ["? " if tone == "unknown" else "" for tone in self._tones]
        return [
            metrics.horizontalAdvance(sign + title) + room
            for sign, (_value, title) in zip(signs, self._options, strict=True)
        ]

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click picks the segment under the pointer."""
        for (value, _title), place in zip(self._options, self.segments(), strict=True):
            if place.contains(event.position().toPoint()):
                self._pick(value)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters pick, arrows go to the neighbour."""
        values = [value for value, _title in self._options]
        letter = event.text().upper()
        if letter and letter in self._keys:
            self._pick(values[self._keys.index(letter)])
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            place = values.index(self._value) if self._value in values else 0
            place += 1 if event.key() == Qt.Key.Key_Right else -1
            self._pick(values[min(max(place, 0), len(values) - 1)])
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint frame, ground of the chosen segment, words and focus."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        outline = QPainterPath()
        outline.addRoundedRect(frame, px(4), px(4))
        painter.fillPath(outline, colour("surface.field"))
        painter.save()
        painter.setClipPath(outline)
        for (value, title), place, tone in zip(self._options, self.segments(), self._tones, strict=True):
            self._segment(painter, place, title, tone, value)
        painter.restore()
        focused = self.hasFocus()
        painter.setPen(
            QPen(colour("line.focus" if focused else "line.control"), 2 if focused else look().line)
        )
        painter.drawPath(outline)

    def _segment(self, painter: QPainter, place: QRect, title: str, tone: str, value: str) -> None:
        ground, lettering = TINTS[tone]
        chosen = value == self._value
        if chosen:
            painter.fillRect(place, colour(ground))
            if tone == "unknown":
                _hatch(painter, place)
                _plate(painter, place, self._words(value, title), ground)
        if value == self._wished:
            painter.setPen(QPen(colour("accent.mark"), 1, Qt.PenStyle.DashLine))
            painter.drawRect(place.adjusted(px(2), px(2), -px(3), -px(3)))
        if place.left() > 0:
            painter.setPen(QPen(colour("line.default"), 1))
            painter.drawLine(place.topLeft(), place.bottomLeft())
        painter.setFont(font("small", chosen))
        painter.setPen(
            colour(lettering if chosen else "text.secondary" if self.isEnabled() else "text.disabled")
        )
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, self._words(value, title))

    def _words(self, value: str, title: str) -> str:
        tone = self._tones[[known for known, _title in self._options].index(value)]
        return f"? {title}" if value == self._value and tone == "unknown" else title


def truth_control(good: Truth | None = None) -> Segmented:
    """Yes, No and Unknown, with the keys Y, N and U; amber is the answer that is not the good one."""
    from core.model import Truth

    options = (
        (Truth.YES.value, _("Yes")),
        (Truth.NO.value, _("No")),
        (Truth.UNKNOWN.value, _("Unknown")),
    )
    tones = ["" if good is None else "good" if one is good else "careful" for one in (Truth.YES, Truth.NO)]
    return Segmented(options, "YNU", (*tones, "unknown"))


def _hatch(painter: QPainter, place: QRect) -> None:
    painter.save()
    painter.setClipRect(place, Qt.ClipOperation.IntersectClip)
    painter.setPen(QPen(colour("line.default"), 1))
    for left in range(place.left() - place.height(), place.right(), px(6)):
        painter.drawLine(left, place.bottom() + 1, left + place.height(), place.top())
    painter.restore()


def _plate(painter: QPainter, place: QRect, words: str, ground: str) -> None:
    """Free the words from the hatch, so that they can be read."""
    wide = QFontMetrics(font("small", True)).horizontalAdvance(words) + px(6)
    plate = QRect(0, 0, wide, px(14))
    plate.moveCenter(place.center())
    painter.fillRect(plate.intersected(place), colour(ground))
