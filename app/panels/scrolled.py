"""A panel that scrolls down: as high as its words are, once it is shown."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from app.theme import px


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


class Fitting(Scrolled):
    """As high as its body is at its width where there is room for that; where there is less, it scrolls."""

    def __init__(self, widget: QWidget, least: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._least = least
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        body = Body()
        body.setObjectName("body")
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(widget)
        column.addStretch(1)
        self.setWidget(body)

    def sizeHint(self) -> QSize:
        """The height of the body at the width that there is."""
        body = self.widget()
        if body is None or not body.hasHeightForWidth():
            return super().sizeHint()
        frame = self.height() - self.viewport().height()
        return QSize(body.sizeHint().width(), body.heightForWidth(self.viewport().width()) + frame)

    def minimumSizeHint(self) -> QSize:
        """A few lines."""
        return QSize(px(24), min(px(self._least), self.sizeHint().height()))

    def viewportEvent(self, event: QEvent) -> bool:
        """At another width, as with and without a bar, it has another height."""
        if event.type() == QEvent.Type.Resize:
            self.updateGeometry()
        return super().viewportEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The body has other words."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)


def _is_low(body: QWidget) -> bool:
    """Whether it has less height than it needs at its width."""
    return body.hasHeightForWidth() and body.height() < body.heightForWidth(body.width())
