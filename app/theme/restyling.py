"""A new look for widgets: at once where they are seen, when they are shown next where they are not."""

from collections.abc import Callable
from weakref import WeakMethod

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from app.theme.look import look


def restyled(widget: QWidget, rebuild: Callable[[], object]) -> None:
    """Call `rebuild`, a method, after each change of the look for as long as the widget lives.

    A widget that is not visible is rebuilt once at its next show, however often the look changed
    meanwhile: a new theme costs what is on the screen, not what is open behind it.
    """
    _Restyling(widget, rebuild)


class _Restyling(QObject):
    """Waits with a rebuild for its widget to be shown; hears the widget's events only while one is due."""

    def __init__(self, widget: QWidget, rebuild: Callable[[], object]) -> None:
        super().__init__(widget)
        self._rebuild = WeakMethod(rebuild)  # what is rebuilt owns this, and must not be held by it
        self._due = False
        look().changed.connect(self._changed)

    def _changed(self) -> None:
        widget = self.parent()
        assert isinstance(widget, QWidget)
        if widget.isVisible():
            self._run()
        elif not self._due:
            self._due = True
            widget.installEventFilter(self)

    def _run(self) -> None:
        rebuild = self._rebuild()
        if rebuild is not None:
            rebuild()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Rebuild what is shown again."""
        if self._due and event.type() == QEvent.Type.Show:
            self._due = False
            watched.removeEventFilter(self)
            self._run()
        return False
