"""The middle of the window: pages behind tabs, and the way that was taken through them."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Protocol, runtime_checkable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.panels.labels import down
from app.window.panes import Panes
from app.window.tabs import TabStrip


@dataclass(frozen=True, slots=True)
class Page:
    """What a tab shows: a sort of page and, for a diagram, which one."""

    sort: str
    id: str = ""


START = Page("start")

_FARTHEST = 200
"""So many stops are remembered."""


@dataclass(frozen=True, slots=True)
class Stop:
    """A page on the way that was taken and, once it was left, the place in it that was seen."""

    page: Page
    place: object = None


@runtime_checkable
class Placed(Protocol):
    """What shows a page of which one sees a part at a time."""

    def place(self) -> object:
        """What is seen of it now; None while there is nothing yet."""

    def go_back_to(self, place: object) -> None:
        """Show what was seen then."""


Describe = Callable[[Page], tuple[str, str, str] | None]
"""Title, icon and whole name of a page; None where what it shows is gone."""


class Pages(QWidget):
    """Open pages. Each is made when it is first shown; `first` tells which page to begin with.

    Signals: `shown` with the Page in front, `travelled` when the way back or forward was taken.
    """

    shown = Signal(object)
    travelled = Signal()

    def __init__(
        self,
        make: Callable[[Page], QWidget],
        describe: Describe,
        first: Callable[[], Page],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._make = make
        self._describe = describe
        self._first = first
        self._open: list[Page] = []
        self._widgets: dict[Page, QWidget] = {}
        self._way: list[Stop] = []
        self._ahead: list[Stop] = []
        self._kept: Stop | None = None
        column = down(self)
        self.strip = TabStrip()
        self.panes = Panes()
        column.addWidget(self.strip)
        column.addWidget(self.panes, 1)
        self.panes.entered.connect(self._entered)
        self.strip.tabs.currentChanged.connect(lambda number: self.show_page(self._open[number]))
        self.strip.tabs.closed.connect(lambda number: self.close_page(self._open[number]))
        self.strip.back.clicked.connect(lambda: self.travel(True))
        self.strip.forward.clicked.connect(lambda: self.travel(False))

    @property
    def current(self) -> Page:
        """The page in front."""
        return self._way[-1].page if self._way else START

    @property
    def pages(self) -> tuple[Page, ...]:
        """All open pages from left to right."""
        return tuple(self._open)

    def widget(self, page: Page) -> QWidget | None:
        """What shows an open page."""
        return self._widgets.get(page)

    def show_page(self, page: Page) -> None:
        """Bring a page to the front, opening it where it is not open."""
        if page != self.current or not self._way:
            self._leave()
            self._way.append(Stop(page))
            del self._way[:-_FARTHEST]
            self._ahead.clear()
        self._bring(page)

    def last_of(self, sort: str) -> Page | None:
        """The page of a sort that was in front last; None where none of them is open."""
        stops = (stop.page for stop in reversed(self._way))
        return next((page for page in (*stops, *self._open) if page.sort == sort), None)

    @contextmanager
    def leaving(self) -> Iterator[None]:
        """Whatever is selected or shown within this, going back leads to what is seen now."""
        self._kept = self._kept or Stop(self.current, self.place())
        try:
            yield
        finally:
            self._kept = None

    def left(self) -> object:
        """What was seen of the page in front as it began to be left, else what is seen of it."""
        kept = self._kept
        return kept.place if kept is not None and kept.page == self.current else self.place()

    def place(self) -> object:
        """What is seen of the page in front; None where it is always seen as a whole."""
        shown = self._widgets.get(self.current)
        return shown.place() if isinstance(shown, Placed) else None

    def moved_from(self, place: object) -> None:
        """The page in front showed that before: going back leads there first."""
        if place is not None and place != self.place():
            self._way.insert(len(self._way) - 1, Stop(self.current, place))
            self._ahead.clear()
            self._titles()

    def close_page(self, page: Page) -> None:
        """Close a page; the one shown before comes to the front. The last page stays."""
        if page not in self._open or len(self._open) == 1:
            return
        place = self._open.index(page)
        self._open.remove(page)
        self._way = [known for known in self._way if known.page != page]
        self._ahead = [known for known in self._ahead if known.page != page]
        widget = self._widgets.pop(page)
        if widget in self.panes.pages_seen():
            self.panes.join()
        self.panes.remove(widget)
        widget.deleteLater()
        if not self._way:
            self._way.append(Stop(self._open[max(place - 1, 0)]))
        self._bring(self.current)

    def travel(self, back: bool) -> None:
        """Show what was in front before, or after: the page, and the place in it."""
        self._leave()
        if back and len(self._way) > 1:
            self._ahead.append(self._way.pop())
        elif not back and self._ahead:
            self._way.append(self._ahead.pop())
        self._bring(self.current)
        shown, stop = self._widgets[self.current], self._way[-1]
        if isinstance(shown, Placed) and stop.place is not None:
            shown.go_back_to(stop.place)
        self.travelled.emit()

    def step(self, forward: bool) -> None:
        """Show the next or previous tab, around the end."""
        place = self._open.index(self.current) + (1 if forward else -1)
        self.show_page(self._open[place % len(self._open)])

    def split(self) -> bool:
        """Show the page in front beside the one shown before, or alone again; False if there is no other."""
        if self.panes.is_split:
            self.panes.join()
            return True
        others = [page for page in (*reversed(self._way), *self._open) if page != self.current]
        beside = next((self._widgets[page] for page in others if page in self._widgets), None)
        if beside is not None:
            self.panes.split(beside)
        return beside is not None

    def refresh(self) -> None:
        """Show the titles as they are now, and close pages whose subject is gone."""
        gone = [page for page in self._open if self._describe(page) is None]
        for page in gone:
            if len(self._open) == 1:
                self.show_page(self._first())
            self.close_page(page)
        self._titles()

    def restart(self) -> None:
        """Close everything and begin with the first page."""
        self.panes.join()
        for widget in self._widgets.values():
            self.panes.remove(widget)
            widget.deleteLater()
        self._open, self._widgets, self._way, self._ahead = [], {}, [], []
        self.show_page(self._first())

    def _leave(self) -> None:
        """Keep what is seen of the page in front."""
        if self._way:
            self._way[-1] = replace(self._way[-1], place=self.left())

    def _bring(self, page: Page) -> None:
        if page not in self._widgets:
            self._widgets[page] = self._make(page)
            self._open.append(page)
        self.panes.bring(self._widgets[page])
        self._titles()
        self.shown.emit(page)

    def _entered(self, widget: QWidget) -> None:
        page = next((page for page, known in self._widgets.items() if known is widget), None)
        if page is not None:
            self.show_page(page)

    def _titles(self) -> None:
        described = [self._describe(page) or ("", "diagram", "") for page in self._open]
        if self.current in self._open:
            self.strip.tabs.show_tabs(described, self._open.index(self.current))
        self.strip.back.setEnabled(len(self._way) > 1)
        self.strip.forward.setEnabled(bool(self._ahead))
