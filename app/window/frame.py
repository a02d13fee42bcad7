"""What stands where in the window, how wide it is, and what is folded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QSplitter, QStackedWidget, QWidget

from app.panels.labels import down
from app.theme import px

if TYPE_CHECKING:
    from app.panels.bottom import BottomPanel

NARROW = 1360
"""Below this width the inspector floats over the middle instead of standing beside it."""

LOW = 560
"""Below this height the findings are folded, so that the drawing has room; at scale 1 as `NARROW` is."""

LEFT_WIDTHS = {"threats": 330, "review": 300, "prove": 288}
"""The width of the left panel in px at scale 1 where it is not 256."""

RIGHT_WIDTHS = {"threats": 384}
"""The width of the right panel in px at scale 1 where it is not 320."""


class Frame(QFrame):
    """The panels around the pages: lists at the left, facts at the right, findings below."""

    def __init__(self, above: tuple[QWidget, ...], pages: QWidget, status: QWidget) -> None:
        super().__init__()
        self.setObjectName("frame")
        self.room = "draw"
        self._bottom: BottomPanel | None = None
        self._bottom_open = self._bottom_kept = True
        self._right_open = True
        self._wide = self._right_kept = self._low = self._high = False
        self.left, self.right = QStackedWidget(), QStackedWidget()
        self._middle = _splitter(Qt.Orientation.Vertical, pages)
        self._middle.setStretchFactor(0, 1)
        self._across = _splitter(Qt.Orientation.Horizontal, self.left, self._middle, self.right)
        self._across.setStretchFactor(1, 1)
        column = down(self)
        for widget in above:
            column.addWidget(widget)
        column.addWidget(self._across, 1)
        column.addWidget(status)

    def show_left(self, widget: QWidget) -> None:
        """Show another panel at the left."""
        _show(self.left, widget)

    def show_right(self, widget: QWidget) -> None:
        """Show another panel at the right."""
        _show(self.right, widget)

    def add_bottom(self, bottom: BottomPanel) -> None:
        """Put the lists of findings under the pages."""
        self._bottom = bottom
        self._middle.addWidget(bottom)

    def fold(self, panel: str) -> None:
        """Fold or unfold the left, right or bottom panel."""
        if panel == "left":
            self.left.setVisible(not self.left.isVisible())
        elif panel == "right":
            shown = not self.right.isVisible()
            if self._wide:
                self._right_kept = shown
            else:
                self._right_open = shown
            self.float_right()
        else:
            self._bottom_open = not self._bottom_open
            self._size_bottom()

    def unfold_bottom(self) -> None:
        """Show the bottom panel in its whole height."""
        self._bottom_open = True
        if self._bottom is not None:
            self._bottom.setVisible(True)
        self._size_bottom()

    def make_room(self, wanted: bool, below: bool = False) -> None:
        """Leave the place of the panel at the right to a page that tells all facts itself, or take it again.

        That `below` too. Where one is unfolded all the same, it stays as long as that page does.
        """
        self._wide, self._right_kept = wanted, False
        self._fold_below(self._low, below)
        self.float_right()

    def fold_where_low(self) -> None:
        """Fold the findings in a window that is low for its text, until somebody unfolds them."""
        self._fold_below(self.window().height() < px(LOW), self._high)

    def _fold_below(self, low: bool, high: bool) -> None:
        """Fold the findings where the window is `low` or the page in front is to be `high`."""
        before, self._low, self._high = self._low or self._high, low, high
        if (low or high) and not before:
            self._bottom_open, self._bottom_kept = False, self._bottom_open
        elif before and not (low or high):
            self._bottom_open = self._bottom_kept
        else:
            return
        self._size_bottom()

    @property
    def right_hidden(self) -> bool:
        """Whether the panel at the right floats and is folded, as it is at first in a narrow window."""
        return self._across.indexOf(self.right) < 0 and not self._right_open

    def fit(self, room: str) -> None:
        """Give every panel the size it has in a room."""
        self.room = room
        left, right = px(LEFT_WIDTHS.get(room, 256)), self._right_width()
        self.left.setMinimumWidth(px(200))
        self.left.setMaximumWidth(px(400))
        self.right.setMinimumWidth(px(280))
        self.right.setMaximumWidth(px(400))
        self._across.setSizes([left, max(self.window().width() - left - right, px(300)), right])
        self.fold_where_low()
        self._size_bottom()
        self.float_right()

    def float_right(self) -> None:
        """Let the panel at the right float over the middle in a narrow window."""
        narrow = self.window().width() < px(NARROW)
        floats = self._across.indexOf(self.right) < 0
        if narrow and not floats:
            self.right.setParent(self)
            self._right_open = False
        elif not narrow and floats:
            self._across.insertWidget(2, self.right)
            self._right_open = True
        self.right.setVisible(self._right_kept if self._wide else self._right_open)
        if narrow:
            width, top = self._right_width(), self._across.geometry().top()
            self.right.setGeometry(self.width() - width, top, width, self._across.height())
            self.right.raise_()

    def _right_width(self) -> int:
        return px(RIGHT_WIDTHS.get(self.room, 320))

    def _size_bottom(self) -> None:
        if self._bottom is None:
            return
        low = self._bottom.folded_height()
        self._bottom.unfold(self._bottom_open)
        self._bottom.setMaximumHeight(px(600) if self._bottom_open else low)
        self._bottom.setMinimumHeight(px(90) if self._bottom_open else low)
        height = px(177) if self._bottom_open else low
        self._middle.setSizes([max(self.window().height() - height, px(200)), height])


def _splitter(orientation: Qt.Orientation, *widgets: QWidget) -> QSplitter:
    made = QSplitter(orientation)
    made.setChildrenCollapsible(False)
    made.setHandleWidth(1)
    for widget in widgets:
        made.addWidget(widget)
    return made


def _show(stack: QStackedWidget, widget: QWidget) -> None:
    if stack.indexOf(widget) < 0:
        stack.addWidget(widget)
    stack.setCurrentWidget(widget)
