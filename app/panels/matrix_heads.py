"""The heads of a matrix: names of rows at the left, names of columns above, turned to stand on end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHeaderView

from app.theme import colour, font, glyph, look, px
from core.diagram.matrix import Head

if TYPE_CHECKING:
    from app.panels.matrix_view import MatrixView

_STEP = 14
"""How far a line stands in for each group around it, in px."""

_COUNT = 30
"""What the count of a line takes, in px."""

_BAR = 20
"""What a scroll bar takes, in px."""

_MARK = 18
"""What a mark or an icon of a line takes, in px."""

_RIGHT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)

ROWS = (150, 300)
COLUMNS = (110, 230)
"""The least and the most that names take at the left and above, in px; more where cells leave it free."""


class MatrixHead(QHeaderView):
    """The heads of one side, painted: a chevron for what can be folded, the name, the count, a mark for none.

    Signals: `folding` with the number of a line whose chevron was clicked, `chosen` with that of one
    whose name was.
    """

    folding = Signal(int)
    chosen = Signal(int)

    def __init__(self, orientation: Qt.Orientation, view: MatrixView) -> None:
        super().__init__(orientation, view)
        self._view = view
        self._measured: tuple[tuple[Head, ...], float, int] = ((), 0.0, 0)
        self._upright = orientation is Qt.Orientation.Horizontal
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setHighlightSections(False)
        self.setMouseTracking(True)

    @property
    def heads(self) -> tuple[Head, ...]:
        """The lines of this side."""
        return self._view.known.heads(self.orientation())

    def sizeHint(self) -> QSize:
        """As much as the longest name asks for, within bounds, or what the cells leave free.

        Above it is no more than leaves room for rows.
        """
        least, most = COLUMNS if self._upright else ROWS
        wanted = self._longest() + px(_MARK * 2 + _COUNT + 22)
        view = self._view
        lines, room = (view.rows, view.height()) if self._upright else (view.columns, view.width())
        free = min(room - len(lines.heads) * lines.defaultSectionSize(), room * 3 // 5) - px(_BAR)
        size = min(max(wanted, px(least)), max(px(most), free))
        if not self._upright:
            return QSize(size, px(28))
        return QSize(px(28), min(size, max(room // 2, free, px(120))))

    def _longest(self) -> int:
        """What the longest name takes with its indent, in px."""
        heads = self.heads
        if self._measured[0] is not heads or self._measured[1] != look().scale:
            plain, bold = QFontMetrics(font("body")), QFontMetrics(font("strong"))
            # Of a thousand names only the longest are measured: letters are about as wide as each other.
            longest = sorted(heads, key=lambda head: len(head.name) + 2 * head.depth)[-24:]
            names = (
                (bold if head.holds else plain).horizontalAdvance(head.name) + px(_STEP) * head.depth
                for head in longest
            )
            self._measured = heads, look().scale, max(names, default=0)
        return self._measured[2]

    def _narrow(self, wide: int) -> bool:
        """Whether a name has no room beside its icon: then no line has one, so that all keep their indent."""
        return self._longest() > wide - px(_MARK * 2 + _COUNT + 16)

    def _areas(self, box: QRect, head: Head) -> tuple[QRect, QRect, QRect]:
        """Chevron, words and count, along the line as it is read: from its beginning to the cells."""
        left = box.left() + px(8) + px(_STEP) * head.depth
        chevron = QRect(left, box.top(), px(_MARK), box.height())
        count = QRect(box.right() - px(_COUNT + 4), box.top(), px(_COUNT), box.height())
        return (
            chevron,
            QRect(left + px(_MARK), box.top(), count.left() - left - px(_MARK), box.height()),
            count,
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the lines that are seen."""
        painter = QPainter(self.viewport())
        area = self.viewport().rect()
        painter.fillRect(event.rect(), colour("surface.canvas"))
        view = self._view
        heads = self.heads
        size = max(self.defaultSectionSize(), 1)
        end = area.width() if self._upright else area.height()
        for number in view.span(self.offset(), end, size, len(heads)):
            place = number * size - self.offset()
            if self._upright:
                painter.save()
                # What is written upwards is written to the right on a page that was turned.
                painter.translate(place, area.height())
                painter.rotate(-90)
                self._paint(painter, QRect(0, 0, area.height(), size), heads[number], number)
                painter.restore()
            else:
                self._paint(painter, QRect(0, place, area.width(), size), heads[number], number)
        painter.setPen(QPen(colour("line.default"), look().line))
        if self._upright:
            painter.drawLine(area.bottomLeft(), area.bottomRight())
        else:
            painter.drawLine(area.topRight(), area.bottomRight())

    def _paint(self, painter: QPainter, box: QRect, head: Head, number: int) -> None:
        view = self._view
        here = view.currentIndex().column() if self._upright else view.currentIndex().row()
        under = view.hovered[1] if self._upright else view.hovered[0]
        if number == here:
            painter.fillRect(box, colour("surface.selected"))
        elif number == under:
            painter.fillRect(box, colour("surface.hover"))
        elif not head.members:
            painter.fillRect(box, colour("surface.raised"))
        painter.setPen(QPen(colour("line.subtle"), 1))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        chevron, words, count = self._areas(box, head)
        ratio = self.devicePixelRatioF()
        if head.holds:
            name = "folded" if head.folded else "fold"
            painter.drawPixmap(_middle(chevron, px(14)), glyph(name, px(14), ratio=ratio))
        lettering = font("strong" if head.holds else "body")
        metrics = QFontMetrics(lettering)
        # Where there is little room the name comes first: the count says as well that there is none.
        narrow = self._narrow(box.width())
        if narrow:
            words.setLeft(chevron.left() + px(_STEP + 2))
        iconed = bool(head.kind and head.members) and not narrow
        spare = words.width() - metrics.horizontalAdvance(head.name) - px(4) - px(_MARK) * iconed
        marked = head.empty and spare >= px(_MARK)
        if iconed:
            painter.drawPixmap(
                _middle(QRect(words.left(), words.top(), px(14), words.height()), px(14)),
                glyph(head.kind, px(14), ratio=ratio),
            )
            words.setLeft(words.left() + px(_MARK))
        if marked:
            mark = QRect(words.right() - px(14), words.top(), px(14), words.height())
            painter.drawPixmap(_middle(mark, px(14)), glyph("untraced", px(14), "status.warn.text", ratio))
            words.setRight(words.right() - px(_MARK))
        painter.setFont(lettering)
        painter.setPen(colour("text.primary" if head.members else "text.secondary"))
        shown = metrics.elidedText(head.name, Qt.TextElideMode.ElideRight, words.width() - px(4))
        painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), shown)
        painter.setFont(font("id"))
        painter.setPen(colour("status.warn.text" if head.empty else "text.secondary"))
        painter.drawText(count, _RIGHT, str(head.total))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on the chevron folds, one on the name chooses."""
        place = event.position().toPoint()
        number = self.logicalIndexAt(place)
        if event.button() != Qt.MouseButton.LeftButton or not 0 <= number < len(self.heads):
            return
        size, head = self.defaultSectionSize(), self.heads[number]
        start = number * size - self.offset()
        if self._upright:
            along = QPoint(self.viewport().height() - place.y(), place.x() - start)
            box = QRect(0, 0, self.viewport().height(), size)
        else:
            along, box = place, QRect(0, start, self.viewport().width(), size)
        if head.holds and (self._areas(box, head)[0].contains(along) or not head.members):
            self.folding.emit(number)
        else:
            self.chosen.emit(number)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The line under the pointer is lit."""
        number = self.logicalIndexAt(event.position().toPoint())
        self._view.light(-1 if self._upright else number, number if self._upright else -1)

    def viewportSizeHint(self) -> QSize:
        """As `sizeHint`."""
        return self.sizeHint()


def _middle(box: QRect, size: int) -> QPoint:
    return QPoint(box.center().x() - size // 2 + 1, box.center().y() - size // 2 + 1)
