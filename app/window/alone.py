"""Alt pressed and let go with nothing in between, which asks for the menu."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

_BETWEEN = frozenset(
    (
        QEvent.Type.MouseButtonPress,
        QEvent.Type.Wheel,
        QEvent.Type.DragEnter,
        QEvent.Type.WindowDeactivate,
    )
)
"""What is done with Alt held, and so has another meaning than the menu."""


class Alone(QObject):
    """Watches from the press of Alt on whether anything else is done before it is let go."""

    def __init__(self, asked: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._asked = asked
        self._alone = False

    def press(self, event: QKeyEvent) -> None:
        """A key went down that nothing else wanted."""
        if event.key() == Qt.Key.Key_Alt:
            self._watch(True)
        else:
            self.forget()

    def release(self, event: QKeyEvent) -> None:
        """A key went up; where it was Alt and nothing else was done, the menu is asked for."""
        alone = self._alone
        self.forget()
        if alone and event.key() == Qt.Key.Key_Alt:
            self._asked()

    def forget(self) -> None:
        """Alt was held for something else."""
        self._watch(False)

    def _watch(self, on: bool) -> None:
        application = QApplication.instance()
        if on != self._alone and application is not None:
            (application.installEventFilter if on else application.removeEventFilter)(self)
        self._alone = on

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Something is done with Alt held."""
        del watched
        if event.type() in _BETWEEN:
            self.forget()
        return False
