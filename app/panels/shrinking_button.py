"""A button whose words end in an ellipsis where there is no room for them."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton

from app.theme import px

_LEAST = 64
"""Pixels at scale 1 that it takes at least."""


class ShrinkingButton(QPushButton):
    """Takes the room of its words, or what there is; the pointer and a screen reader are told the whole."""

    def __init__(self) -> None:
        super().__init__()
        self._words = ""

    def say(self, words: str) -> None:
        """Show these words."""
        self._words = words
        self.setAccessibleName(words)
        self.setText(words)
        self.updateGeometry()
        self._fit()

    @property
    def words(self) -> str:
        """All of its words."""
        return self._words

    def sizeHint(self) -> QSize:
        """The room for all words."""
        metrics = self.fontMetrics()
        hint = super().sizeHint()
        frame = hint.width() - metrics.horizontalAdvance(self.text())
        return QSize(frame + metrics.horizontalAdvance(self._words), hint.height())

    def minimumSizeHint(self) -> QSize:
        """The room for the first of them."""
        hint = self.sizeHint()
        return QSize(min(px(_LEAST), hint.width()), hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten the words, or show more of them."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        metrics = self.fontMetrics()
        frame = super().sizeHint().width() - metrics.horizontalAdvance(self.text())
        room = max(self.width() - frame, 0)
        shown = metrics.elidedText(self._words, Qt.TextElideMode.ElideRight, room)
        self.setText(shown if self.width() < self.sizeHint().width() else self._words)
        self.setToolTip("" if self.text() == self._words else self._words)
