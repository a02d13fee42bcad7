"""A row that goes on in the next line where it has no room, as words do."""

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from app.theme import px


class Flow(QLayout):
    """Widgets from left to right, then below; gap and margins in px at scale 1."""

    def __init__(
        self, frame: QWidget, margins: tuple[int, int, int, int] = (0, 0, 0, 0), gap: int = 8
    ) -> None:
        super().__init__(frame)
        self._held: list[QLayoutItem] = []
        self.setContentsMargins(*(px(margin) for margin in margins))
        self.setSpacing(px(gap))

    def addItem(self, item: QLayoutItem) -> None:
        """Put it at the end."""
        self._held.append(item)

    def count(self) -> int:
        """How many there are."""
        return len(self._held)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """The one at a place, if there is one."""
        return self._held[index] if 0 <= index < len(self._held) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Take the one at a place out."""
        return self._held.pop(index) if 0 <= index < len(self._held) else None

    def hasHeightForWidth(self) -> bool:
        """The narrower, the higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """As many lines as it takes."""
        return self._arrange(QRect(0, 0, width, 0), moves=False)

    def sizeHint(self) -> QSize:
        """All in one line."""
        margins = self.contentsMargins()
        sizes = [one.sizeHint() for one in self._held if not one.isEmpty()]
        wide = sum(size.width() for size in sizes) + self.spacing() * max(len(sizes) - 1, 0)
        high = max((size.height() for size in sizes), default=0)
        return QSize(wide + margins.left() + margins.right(), high + margins.top() + margins.bottom())

    def minimumSize(self) -> QSize:
        """As wide as the widest."""
        margins = self.contentsMargins()
        sizes = [one.minimumSize() for one in self._held if not one.isEmpty()]
        wide = max((size.width() for size in sizes), default=0)
        high = max((size.height() for size in sizes), default=0)
        return QSize(wide + margins.left() + margins.right(), high + margins.top() + margins.bottom())

    def setGeometry(self, area: QRect) -> None:
        """Arrange them in an area."""
        super().setGeometry(area)
        self._arrange(area, moves=True)

    def _arrange(self, area: QRect, *, moves: bool) -> int:
        """Put each in its place, in the middle of its line, or only find the height of them all."""
        inner = area.marginsRemoved(self.contentsMargins())
        y = inner.y()
        for number, line in enumerate(self._lines(inner.width())):
            high = max(size.height() for _one, size in line)
            x, y = inner.x(), y + (self.spacing() if number else 0)
            for one, size in line:
                if moves:
                    one.setGeometry(QRect(QPoint(x, y + (high - size.height()) // 2), size))
                x += size.width() + self.spacing()
            y += high
        return y - area.y() + self.contentsMargins().bottom()

    def _lines(self, width: int) -> list[list[tuple[QLayoutItem, QSize]]]:
        """What stands in each line, and its size."""
        lines: list[list[tuple[QLayoutItem, QSize]]] = []
        taken = 0
        for one in self._held:
            if one.isEmpty():
                continue
            size = one.sizeHint().expandedTo(one.minimumSize())
            if not lines or taken + size.width() > width:
                lines.append([])
                taken = 0
            lines[-1].append((one, size))
            taken += size.width() + self.spacing()
        return lines
