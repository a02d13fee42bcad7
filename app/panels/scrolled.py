"""A panel that scrolls down: as high as its words are, once it is shown."""

from PySide6.QtCore import QEvent, QSize, QTimer
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


class Body(QWidget):
    """What is scrolled: as high as its words are at its width.

    At the least width they would take many more lines, and an area that minded that scrolled into nothing.
    """

    def minimumSizeHint(self) -> QSize:
        """The least width; the height follows from the width."""
        least = super().minimumSizeHint()
        return QSize(least.width(), 0) if self.hasHeightForWidth() else least


class Scrolled(QScrollArea):
    """An area without a frame, whose body is as wide as it and asks for the height that its words have."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)

    def viewportEvent(self, event: QEvent) -> bool:
        """Words know their height only once they are seen; what is lower than they need asks again."""
        body = self.widget()
        if event.type() == QEvent.Type.Paint and body is not None and _is_low(body):
            QTimer.singleShot(0, body, body.updateGeometry)
        return super().viewportEvent(event)


def _is_low(body: QWidget) -> bool:
    """Whether it has less height than it needs at its width."""
    return body.hasHeightForWidth() and body.height() < body.heightForWidth(body.width())
