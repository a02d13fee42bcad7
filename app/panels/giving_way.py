"""Links and counts that give way where a line is too narrow: their words end in an ellipsis."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOption,
    QStyleOptionButton,
    QStylePainter,
)

from app.panels.labels import Elided
from app.theme import px

_LEAST = 44
"""The least width of each in px: a few letters."""


class LinkButton(QPushButton):
    """A link on one line that ends in an ellipsis where there is no room; the whole is the tooltip."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("link", True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_words(self, words: str) -> None:
        """Show these words."""
        self.setText(words)
        self.setToolTip(words)

    def minimumSizeHint(self) -> QSize:
        """A few letters."""
        hint = self.sizeHint()
        return QSize(min(hint.width(), px(_LEAST)), hint.height())

    def shown(self) -> str:
        """As much of the words as there is room for."""
        metrics = self.fontMetrics()
        around = self.sizeHint().width() - metrics.horizontalAdvance(self.text())
        return metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width() - around)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the button with what there is room for."""
        painter = QStylePainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = self.shown()
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)


class Chip(Elided):
    """A count or a short remark in a rounded frame; its words end in an ellipsis where there is no room."""

    def __init__(self, text: str) -> None:
        super().__init__("chip")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setText(text)

    def minimumSizeHint(self) -> QSize:
        """A few letters."""
        hint = self.sizeHint()
        return QSize(min(hint.width(), px(_LEAST)), hint.height())

    def shown(self) -> str:
        """As much of the words as there is room for inside the frame."""
        metrics = self.fontMetrics()
        around = self.sizeHint().width() - metrics.horizontalAdvance(self.text())
        return metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width() - around)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the frame, and in it what there is room for."""
        painter = QPainter(self)
        option = QStyleOption()
        option.initFrom(self)
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_Widget, option, painter, self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.shown())
