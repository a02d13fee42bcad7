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
    QWidget,
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
        return _least(self)

    def shown(self) -> str:
        """As much of the words as there is room for."""
        return _shown(self, self.text())

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
        return _least(self)

    def shown(self) -> str:
        """As much of the words as there is room for inside the frame."""
        return _shown(self, self.text())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the frame, and in it what there is room for."""
        painter = QPainter(self)
        option = QStyleOption()
        option.initFrom(self)
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_Widget, option, painter, self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.shown())


def _least(widget: QWidget) -> QSize:
    """Room for a few letters, or for all of fewer."""
    hint = widget.sizeHint()
    return QSize(min(hint.width(), px(_LEAST)), hint.height())


def _shown(widget: QWidget, text: str) -> str:
    """As much of a text as a widget has room for inside what it takes beside it."""
    if widget.width() >= widget.sizeHint().width():
        return text  # widths of letters are no whole numbers, and what fits by a hair would be cut
    metrics = widget.fontMetrics()
    around = widget.sizeHint().width() - metrics.horizontalAdvance(text)
    return metrics.elidedText(text, Qt.TextElideMode.ElideRight, widget.width() - around)
