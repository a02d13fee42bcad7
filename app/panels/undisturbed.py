"""Panels made anew without disturbing whoever works there: typed text, focus, rows and scroll survive."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QScrollArea, QWidget

from app.panels.rows import RowList

Address = tuple[type, str]
"""How a widget is found again in a panel that was made anew: its class, and what it is called."""


@contextmanager
def undisturbed(frame: QWidget) -> Iterator[None]:
    """Whatever is made anew in the frame goes on where the widget of the same name was."""
    before = set(frame.findChildren(QWidget))
    focus = QApplication.focusWidget()
    focused = _address(focus) if focus is not None and focus in before else None
    typed = {_address(line): line for line in before if isinstance(line, QLineEdit) and line.isModified()}
    texts = {address: (line.text(), line.cursorPosition()) for address, line in typed.items()}
    rows = {_address(found): found.current() for found in before if isinstance(found, RowList)}
    area = _area(frame)
    scrolled = area.verticalScrollBar().value() if area is not None else 0
    yield
    for widget in frame.findChildren(QWidget):
        if widget in before:
            continue
        address = _address(widget)
        if isinstance(widget, QLineEdit) and address in texts:
            text, place = texts[address]
            widget.setText(text)
            widget.setModified(True)
            widget.setCursorPosition(place)
        if isinstance(widget, RowList) and rows.get(address):
            widget.choose(rows[address], quietly=True)
        if address == focused:
            _show_up_to(widget, frame)
            widget.setFocus()
    QTimer.singleShot(0, frame, frame.updateGeometry)  # words that wrap know their height only when shown
    if area is not None and scrolled:
        bar = area.verticalScrollBar()
        QTimer.singleShot(0, bar, lambda: bar.setValue(scrolled))  # when what is new has its size


def _address(widget: QWidget) -> Address:
    words = widget.text() if isinstance(widget, QAbstractButton) else ""
    return type(widget), widget.accessibleName() or words


def _area(frame: QWidget) -> QScrollArea | None:
    """The area that the frame is scrolled in."""
    around: QWidget | None = frame
    while around is not None and not isinstance(around, QScrollArea):
        around = around.parentWidget()
    return around


def _show_up_to(widget: QWidget, frame: QWidget) -> None:
    """Show a new widget at once; what is not visible takes no focus."""
    above: QWidget | None = widget
    while above is not None and above is not frame:
        above.show()
        above = above.parentWidget()
