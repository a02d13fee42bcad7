"""A short list that is shown whole: as high as its rows, whose titles wrap to two lines."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from app.panels.rows import Row, RowList
from app.theme import restyled


class Passage(RowList):
    """Rows within a panel that scrolls as a whole."""

    def __init__(self, rows: Sequence[Row], parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.most_lines = 2
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.show_rows(rows)
        restyled(self, self._fit)
        self._fit()

    def _fit(self) -> None:
        heights = (self.sizeHintForIndex(self.known.index(row)).height() for row in range(self._count()))
        self.setFixedHeight(sum(heights) + 2)

    def _count(self) -> int:
        return self.known.rowCount(QModelIndex())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width wraps differently."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()
            self._fit()
