"""A list that is steered from the line above it, which keeps the keyboard."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from app.panels.rows import RowList


def steered(event: QEvent, rows: RowList, take: Callable[[str], None], leave: Callable[[], None]) -> bool:
    """Arrows move in the list, Enter takes its current row, Escape leaves; False for anything else."""
    if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
        return False
    key = event.key()
    if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
        rows.step(key == Qt.Key.Key_Down)
    elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        take(rows.current())
    elif key == Qt.Key.Key_Escape:
        leave()
    else:
        return False
    return True
