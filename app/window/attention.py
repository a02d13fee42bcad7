"""What has the keyboard once one has gone somewhere: what one does on the page in front."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QWidget

from app.window import rooms

if TYPE_CHECKING:
    from app.window.window import Window


def give_keyboard(window: Window) -> None:
    """Give the keyboard to the drawing, table or text in front, or to the list whose entry it shows.

    A name that was begun on a drawing goes on.
    """
    pages = window.pages
    page, canvas = pages.widget(pages.current), window.shown.canvas()
    if canvas is not None and canvas.creating.typing is not None:
        canvas.creating.typing.line.setFocus()
    elif rooms.ROOM_OF.get(pages.current.sort) in rooms.LISTED:
        window.left().list.setFocus()  # type: ignore[attr-defined]
    elif pages.current == rooms.PAGES["require"]:
        window.shown.requirements_page().take_keyboard()
    elif page is not None:
        first_focus(page).setFocus()


def tell_of_drawing(window: Window) -> None:
    """Select what is selected on the diagram in front; where that is nothing, the diagram itself."""
    session, canvas = window.session, window.shown.canvas()
    if canvas is None:
        return
    marked = [one for one in session.selection if any(True for _area in canvas.chips.areas(one))]
    chosen = tuple(canvas.selection or marked or (canvas.diagram_id,))
    if chosen != session.selection and session.element(chosen[0]) is not None:
        session.select(chosen)


def first_focus(panel: QWidget) -> QWidget:
    """What a panel names for it, else the first widget in it, and of one that scrolls the first in that."""
    named = panel.focusProxy()
    if named is not None:
        return named
    inside = panel.findChildren(QWidget)
    # What scrolls comes last: it is reached itself where there is nothing in it.
    inside.sort(key=lambda one: isinstance(one, QScrollArea))
    inside.append(panel)
    return next(
        (
            one
            for one in inside
            if one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.isVisible() and one.isEnabled()
        ),
        panel,
    )
