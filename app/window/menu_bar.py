"""The menu bar: shown by Alt pressed and let go with nothing between, left by Escape, hidden until then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from app.window.window import Window

_BETWEEN = (QEvent.Type.MouseButtonPress, QEvent.Type.Wheel)
"""What is done while Alt is held, besides keys, and so means that Alt does not ask for the menu."""


class MenuBar(QObject):
    """Watches what the system hands the window, before any widget takes a key for itself."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._alone = False
        self._before: QWidget | None = None
        window.menuBar().hide()

    def watch(self) -> None:
        """Begin, now that the window is on a screen."""
        handle = self._window.windowHandle()
        if handle is not None:
            handle.installEventFilter(self)

    def toggle(self) -> None:
        """Show the menu bar with the keyboard in it, or hide it again."""
        bar = self._window.menuBar()
        if bar.isVisible():
            self._leave()
            return
        self._before = self._window.focusWidget()
        self._window.keymap.fill(bar)
        bar.show()
        bar.setFocus()

    def not_alone(self) -> None:
        """Alt was held for the keys of an action."""
        self._alone = False

    def _leave(self) -> None:
        """Hide the menu bar; the keyboard goes back to where it was."""
        bar, before = self._window.menuBar(), self._before
        held = bar.hasFocus()
        bar.hide()
        if held and before is not None and before.isVisible():
            before.setFocus()
        self._before = None

    def _pressed(self, key: int) -> bool:
        self._alone = key == Qt.Key.Key_Alt
        bar = self._window.menuBar()
        if key == Qt.Key.Key_Escape and bar.isVisible() and bar.hasFocus():
            self._leave()
            return True
        return False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Alt alone shows the menu bar or hides it; Escape leaves it."""
        if isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.KeyPress and self._pressed(event.key()):
                return True
            if event.type() == QEvent.Type.KeyRelease:
                asked = self._alone and event.key() == Qt.Key.Key_Alt
                self._alone = False
                if asked:
                    self.toggle()
        elif event.type() in _BETWEEN:
            self._alone = False
        return super().eventFilter(watched, event)
