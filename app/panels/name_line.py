"""The name on top of the inspector: a line to write in that looks like a heading until one does."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QStyle, QStyleOptionFrame

from app.theme import colour, font
from core.ground.words import _


class NameLine(QLineEdit):
    """Shows a name; one that does not fit ends in an ellipsis while nobody writes in it."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("name")
        self.setFont(font("element"))
        self.setAccessibleName(_("Name"))
        self.setPlaceholderText(_("unnamed"))

    @property
    def shown(self) -> str:
        """The name as it is seen."""
        return self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self._room().width())

    def paintEvent(self, event: QPaintEvent) -> None:
        """The line, or the name shortened to what there is room for."""
        if self.hasFocus() or self.shown == self.text():
            super().paintEvent(event)
            return
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(colour("text.primary"))
        painter.drawText(self._room(), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self.shown)

    def _room(self) -> QRect:
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        area = self.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, self)
        return area.adjusted(2, 0, -2, 0)  # Qt keeps two px for the caret
