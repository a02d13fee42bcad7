"""The legend of heat: what its steps mean, how many elements have each, and whether that is stale."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.canvas.brush import prepared
from app.theme import colour, font, px, restyled
from core.diagram.display import Rect
from core.diagram.heat import step_marks
from core.diagram.legend import LegendRow

_SWATCH = 30.0
_ROW = 22
_GAP = 16


class Legend(QWidget):
    """A line above the drawing, of two rows where one is too narrow; hidden while there is no heat."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = ""
        self.rows: tuple[LegendRow, ...] = ()
        self.remark = ""
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        restyled(self, self._size)
        self.hide()

    def show_rows(self, title: str, rows: Sequence[LegendRow], remark: str = "") -> None:
        """Explain this heat; without rows nothing is explained."""
        self.title, self.rows, self.remark = title, tuple(rows), remark
        spoken = [f"{row.words} {row.count}" for row in rows]
        self.setAccessibleName(", ".join((title, *spoken, *([remark] if remark else []))))
        self.setVisible(bool(rows))
        self._size()

    def _size(self) -> None:
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        """The narrower, the higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """As many rows as it takes."""
        places = list(self._places(width))
        return (places[-1].bottom() if places else px(_ROW)) + px(4)

    def sizeHint(self) -> QSize:
        """One row, for its width."""
        return QSize(px(400), self.heightForWidth(max(self.width(), px(200))))

    def minimumSizeHint(self) -> QSize:
        """No narrower than one entry."""
        return QSize(px(160), px(_ROW))

    def _places(self, width: int) -> Iterator[QRect]:
        """Where the title, each row and the remark stand, from left to right and then below."""
        small, bold = QFontMetrics(font("small")), QFontMetrics(font("small", True))
        wide = [bold.horizontalAdvance(self.title)]
        for row in self.rows:
            words = small.horizontalAdvance(row.words) + px(6) + bold.horizontalAdvance(str(row.count))
            wide.append(px(_SWATCH) + px(6) + words)
        if self.remark:
            wide.append(small.horizontalAdvance(self.remark))
        left, top = px(18), 0
        for each in wide:
            if left + each > width - px(12) and left > px(18):
                left, top = px(18), top + px(_ROW)
            yield QRect(left, top, each, px(_ROW))
            left += each + px(_GAP)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A piece of each band, its words, and how many there are."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        title, *places = self._places(self.width())
        _write(painter, title, self.title, "text.primary", bold=True)
        for row, place in zip(self.rows, places, strict=False):
            self._paint_row(painter, row, place)
        if self.remark:
            _write(painter, places[-1], self.remark, "status.warn.text")

    def _paint_row(self, painter: QPainter, row: LegendRow, place: QRect) -> None:
        scale = px(100) / 100
        painter.save()
        painter.translate(place.topLeft())
        painter.scale(scale, scale)
        swatch = Rect(0, _ROW / 2 - 3.5, _SWATCH, 7)
        prepared(step_marks(swatch, row.step), 1.0).paint(painter, 1.0)
        painter.restore()
        words = place.adjusted(px(_SWATCH) + px(6), 0, 0, 0)
        _write(painter, words, row.words, "text.secondary")
        taken = QFontMetrics(font("small")).horizontalAdvance(row.words) + px(6)
        _write(painter, words.adjusted(taken, 0, px(2), 0), str(row.count), "text.primary", bold=True)


def _write(painter: QPainter, place: QRect, words: str, role: str, bold: bool = False) -> None:
    painter.setFont(font("small", True) if bold else font("small"))
    painter.setPen(colour(role))
    painter.drawText(place.adjusted(0, 0, px(4), 0), Qt.AlignmentFlag.AlignVCenter, words)
