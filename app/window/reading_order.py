"""The order in which Tab goes through the window: bar, left, tabs, page, right, bottom, status line.

Panels are made late and filled anew, and what is made last stands last in Qt's own order; so what is next
is looked up whenever Tab asks for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from app.window.window import Window


def beside_in_reading_order(window: Window, forward: bool) -> QWidget | None:
    """What Tab reaches next, or Shift+Tab before; in a panel in Qt's order. None where there is nothing."""
    below = (window.shown.bottom,) if window.shown.furnished else ()
    frame, pages = window.frame, window.pages
    panels = (window.bar, frame.left, pages.strip, *_seen(window), frame.right, *below, window.status)
    places: dict[QWidget, int] = {panel: place for place, panel in enumerate(panels)}
    reached = sorted(_chain(window), key=lambda one: _place(one, places))
    here = window.focusWidget()
    if here not in reached:
        return None
    return reached[(reached.index(here) + (1 if forward else -1)) % len(reached)]


def _seen(window: Window) -> Iterator[QWidget]:
    """The pages in front from left to right; the steps above a drawing, made anew each time, before it."""
    from app.window.diagram_page import DiagramPage

    for page in window.pages.panes.pages_seen():
        if isinstance(page, DiagramPage):
            yield page.way
        yield page


def _chain(window: QWidget) -> list[QWidget]:
    """What Tab reaches, in Qt's order; what hands the keyboard on to another is not reached itself.

    PySide takes what a widget hands out for a child of that widget, to end with it. So the last one is never
    asked for the window behind it, and the window takes all the others back at the end.
    """
    found: list[QWidget] = []
    here, last = window.nextInFocusChain(), window.previousInFocusChain()
    while here is not None:
        usable = here.isVisible() and here.isEnabled() and here.window() is window
        if usable and here.focusPolicy() & Qt.FocusPolicy.TabFocus and here.focusProxy() is None:
            found.append(here)
        here = None if here is last else here.nextInFocusChain()
    window.findChildren(QWidget)
    return found


def _place(widget: QWidget, places: dict[QWidget, int]) -> int:
    """The place of the panel that a widget is in; the last one for what lies over the window."""
    above: QWidget | None = widget
    while above is not None:
        if above in places:
            return places[above]
        above = above.parentWidget()
    return len(places)
