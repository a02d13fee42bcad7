"""A panel that scrolls down: as high as its words are, once it is shown."""

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


class Scrolled(QScrollArea):
    """An area without a frame, whose body is as wide as it and asks for the height that its words have."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)

    def showEvent(self, event: QShowEvent) -> None:
        """What was written while it was out of sight knows its height only now."""
        super().showEvent(event)
        body = self.widget()
        if body is not None:
            QTimer.singleShot(0, body, body.updateGeometry)
