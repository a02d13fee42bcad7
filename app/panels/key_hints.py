"""The keys that matter now, each with what it does; those for which there is no room are left out.

They stand at the right of what room is left for them, after everything else in their line; where they
lead it, at the left.
"""

from collections.abc import Sequence

from PySide6.QtCore import QSize, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.panels.labels import across, clear, key_label, label
from app.theme import px

_GAP = 6


class KeyHints(QWidget):
    """A row of key caps and words. Attribute: `row`, the layout that holds them."""

    def __init__(self, parent: QWidget | None = None, *, leads: bool = False) -> None:
        super().__init__(parent)
        self._leads = leads
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.row = across(self, gap=_GAP)
        self._told: list[tuple[str, str]] = []
        self._pairs: list[tuple[QWidget, QWidget]] = []

    def show_keys(self, keys: Sequence[tuple[str, str]]) -> None:
        """Show these, the first of them first."""
        if list(keys) == self._told:
            return
        self._told = list(keys)
        clear(self.row)
        if not self._leads:
            self.row.addStretch(1)
        self._pairs = [(key_label(key), label(words, "small")) for key, words in keys]
        for pair in self._pairs:
            for part in pair:
                self.row.addWidget(part)
                part.ensurePolished()  # in the lettering of the sheet it takes less room
            self.row.addSpacing(px(_GAP))
        if self._leads:
            self.row.addStretch(1)
        self.updateGeometry()
        self._fit()
        QTimer.singleShot(0, self, self._fit)  # once the line was laid out anew

    def _wide(self, pair: tuple[QWidget, QWidget]) -> int:
        return sum(part.sizeHint().width() for part in pair) + 3 * px(_GAP)

    def _fit(self) -> None:
        left = self.width()
        for pair in self._pairs:
            left -= self._wide(pair)
            for part in pair:
                part.setVisible(left + px(_GAP) >= 0)

    def sizeHint(self) -> QSize:
        """All of them in a row."""
        high = max((key.sizeHint().height() for key, _words in self._pairs), default=0)
        return QSize(sum(self._wide(pair) for pair in self._pairs), high)

    def minimumSizeHint(self) -> QSize:
        """None of them."""
        return QSize(0, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """There is room for more or fewer."""
        super().resizeEvent(event)
        self._fit()
