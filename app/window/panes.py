"""Where pages stand: one behind the other, or two side by side, of which one is in front."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QFrame, QSplitter, QStackedWidget, QWidget

from app.panels.labels import down
from app.theme import colour, px, restyled


class Pane(QFrame):
    """One place for pages; where there are two, an accent line on top tells the one in front."""

    def __init__(self) -> None:
        super().__init__()
        self.stack = QStackedWidget()
        self._line = QFrame()
        self._role = ""
        column = down(self)
        column.addWidget(self._line)
        column.addWidget(self.stack, 1)
        restyled(self, self._draw)
        self.show_line("")

    def show_line(self, role: str) -> None:
        """Show the line in the colour of a role; none for no role."""
        self._role = role
        self._line.setVisible(bool(role))
        self._draw()

    def _draw(self) -> None:
        self._line.setFixedHeight(px(2))
        if self._role:
            self._line.setAutoFillBackground(True)
            palette = self._line.palette()
            palette.setColor(self._line.backgroundRole(), colour(self._role))
            self._line.setPalette(palette)


class Panes(QSplitter):
    """One or two panes.

    Signals: `entered` with the page in the other pane that the keyboard went to.
    """

    entered = Signal(QWidget)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setChildrenCollapsible(False)
        self.setHandleWidth(1)
        self._panes = [Pane()]
        self._front = 0
        self.addWidget(self._panes[0])
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._focus)

    @property
    def is_split(self) -> bool:
        """Whether two pages stand side by side."""
        return len(self._panes) > 1

    def pages_seen(self) -> tuple[QWidget, ...]:
        """The pages that are seen, from left to right."""
        found = (pane.stack.currentWidget() for pane in self._panes)
        return tuple(page for page in found if page is not None)

    def front(self) -> QWidget | None:
        """The page in front."""
        return self._panes[self._front].stack.currentWidget()

    def beside(self) -> QWidget | None:
        """The page in the other pane."""
        return self._panes[1 - self._front].stack.currentWidget() if self.is_split else None

    def bring(self, page: QWidget) -> None:
        """Bring a page to the front: where it is seen already, else in the pane that is in front."""
        for number, pane in enumerate(self._panes):
            if pane.stack.currentWidget() is page:
                self._front = number
                break
        else:
            # A stack that already holds it elsewhere gives it up.
            self._panes[self._front].stack.addWidget(page)
        self._panes[self._front].stack.setCurrentWidget(page)
        self._mark()

    def split(self, page: QWidget) -> None:
        """Show a page in a second pane at the right; the one in front stays so."""
        if self.is_split:
            return
        pane = Pane()
        self._panes.append(pane)
        self.addWidget(pane)
        pane.stack.addWidget(page)
        pane.stack.setCurrentWidget(page)
        half = self.width() // 2
        self.setSizes([half, self.width() - half])
        self._mark()

    def join(self) -> None:
        """Show the page in front alone again."""
        if not self.is_split:
            return
        front = self.front()
        kept, gone = self._panes
        while gone.stack.count():
            page = gone.stack.widget(0)
            if page is not None:
                kept.stack.addWidget(page)
        self._panes, self._front = [kept], 0
        gone.hide()
        gone.deleteLater()
        if front is not None:
            kept.stack.setCurrentWidget(front)
        self._mark()

    def remove(self, page: QWidget) -> None:
        """Take a page out of the pane and out of the window."""
        for pane in self._panes:
            if pane.stack.indexOf(page) >= 0:
                pane.stack.removeWidget(page)
                # Qt leaves it the stack's child; met again on the way of Tab it would never be let go.
                page.setParent(None)

    def _mark(self) -> None:
        for number, pane in enumerate(self._panes):
            front = number == self._front
            pane.show_line(("accent.mark" if front else "line.default") if self.is_split else "")

    def _focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        beside = self.beside()
        if now is not None and beside is not None and (now is beside or beside.isAncestorOf(now)):
            self.entered.emit(beside)
