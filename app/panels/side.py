"""A panel at the left: its head with a title and counts, a filter, and what it lists."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QToolButton, QWidget

from app.panels.giving_way import Chip
from app.panels.labels import across, clear, down, key_label, label
from app.theme import icon, px, restyled


class FilterLine(QLineEdit):
    """A field that narrows a list; Escape empties it.

    Signals: `down_pressed` when the keyboard should go on into the list.
    """

    down_pressed = Signal()

    def __init__(self, words: str) -> None:
        super().__init__()
        self.setPlaceholderText(words)
        self.setAccessibleName(words)
        self.setToolTip(words)
        self._icon = QAction(icon("filter"), words, self)  # Qt makes a button of it
        self.addAction(self._icon, QLineEdit.ActionPosition.LeadingPosition)
        row = across(self, (0, 0, 4, 0))
        row.addStretch(1)
        self._key = key_label("/")
        row.addWidget(self._key)
        restyled(self, self._draw)

    def _draw(self) -> None:
        self._icon.setIcon(icon("filter"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The words end before the key."""
        super().resizeEvent(event)
        self.setTextMargins(0, 0, self._key.sizeHint().width() + px(6), 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape empties, Down goes on into the list."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return):
            self.down_pressed.emit()
        else:
            super().keyPressEvent(event)


class Side(QFrame):
    """The frame of a left panel."""

    def __init__(self, title: str, filter_words: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAccessibleName(title)
        self._column = down(self)
        head = QFrame()
        head.setObjectName("panel_head")
        self._head = across(head, (12, 0, 8, 0), 2)
        self._head.addWidget(label(title, "strong"))
        holder = QWidget()
        self._chips = across(holder, gap=4)
        self._head.addWidget(holder)
        self._head.addStretch(1)
        self._column.addWidget(head)
        self._frame = head
        self.filter: FilterLine | None = None
        if filter_words:
            self.filter = FilterLine(filter_words)
            frame = QWidget()
            across(frame, (10, 8, 10, 6)).addWidget(self.filter)
            self._column.addWidget(frame)
        restyled(self, self._draw)
        self._draw()

    def add_tool(self, button: QToolButton) -> None:
        """Put a button into the head."""
        self._head.addWidget(button)

    def add(self, widget: QWidget, stretch: int = 0) -> None:
        """Put a widget below what is there."""
        self._column.addWidget(widget, stretch)

    def show_counts(self, *counts: str) -> None:
        """Show counts beside the title."""
        clear(self._chips)
        for count in counts:
            self._chips.addWidget(Chip(count))

    def _draw(self) -> None:
        self._frame.setFixedHeight(px(32) + 1)
