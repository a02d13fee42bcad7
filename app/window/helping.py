"""Which page of help belongs to what has the keyboard, and the way to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.window.pages import Page
from app.window.sorts import help_of

if TYPE_CHECKING:
    from app.window.window import Window

HELP_PAGE = Page("help")
"""The page that shows help; it belongs to every room."""

OF_LEFT = {
    "start": "start",
    "draw": "model",
    "require": "requirements",
    "prove": "verdict",
    "threats": "threat",
    "comply": "model",
    "review": "proposal",
    "hand over": "model",
}
"""The help of the list at the left in each room."""

OF_RIGHT = {"threats": "threat", "review": "proposal"}
"""The help of the panel at the right where it is not the inspector."""


def topic_here(window: Window) -> str:
    """The page of help for the panel that has the keyboard."""
    focus = window.focusWidget()
    project = window.session.project is not None
    room = window.room if project else "start"
    if project and window.shown.furnished and window.shown.palette.isVisible():
        return "palette"
    for panel, topic in (
        (window.shown.inspector.checks if project and window.shown.furnished else None, "checks"),
        (window.frame.left, OF_LEFT[room]),
        (window.frame.right, OF_RIGHT.get(room, "inspector" if project else "start")),
        (window.bar, "window"),
        (window.status, "window"),
        (window.pages.strip, "window"),
        (window.shown.bottom, _of_bottom(window)) if window.shown.furnished else (None, ""),
    ):
        if panel is not None and focus is not None and (panel is focus or panel.isAncestorOf(focus)):
            return topic
    return help_of(window.pages.current.sort)


def _of_bottom(window: Window) -> str:
    """The help of the list in front in the bottom panel."""
    return "history" if window.shown.bottom.history.isVisible() else "findings"


def show_help(window: Window, topic: str) -> None:
    """Show a page of help."""
    from app.panels.help_page import HelpPage

    window.pages.show_page(HELP_PAGE)
    page = window.pages.widget(HELP_PAGE)
    if isinstance(page, HelpPage):
        page.show_topic(topic)
