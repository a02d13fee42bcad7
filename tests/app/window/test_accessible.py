"""Whoever does not see the window, or has no mouse, reaches and understands everything in it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from app.window.helping import HELP_PAGE
from app.window.rooms import KEY_PAGE
from tests.app.conftest import element

ROOMS = ("draw", "require", "prove", "threats", "comply", "review", "hand over")


def visible(window):
    return [one for one in window.findChildren(QWidget) if one.isVisibleTo(window)]


def told(widget):
    """The name that a screen reader is told of a widget."""
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def pages(desk):
    """Each room and page in turn, with something selected."""
    desk.session.select((element(desk, "Dosing controller").id,))
    for room in ROOMS:
        desk.show_room(room)
        yield room
    desk.pages.show_page(HELP_PAGE)
    yield "help"
    desk.pages.show_page(KEY_PAGE)
    yield "keys"


def describe(widget):
    above = widget.parentWidget()
    return f"{type(widget).__name__} in {type(above).__name__ if above else None}"


def area(desk, widget):
    """The place of a widget in reading order: bar, left, tabs, page, right, bottom, status."""
    places = (
        desk.bar,
        desk.frame.left,
        desk.pages.strip,
        desk.pages.widget(desk.pages.current),
        desk.frame.right,
        desk.shown.bottom if desk.shown.furnished else None,
        desk.status,
    )
    for number, place in enumerate(places):
        if place is not None and (place is widget or place.isAncestorOf(widget)):
            return number
    return None


def test_tab_leaves_every_control_but_a_drawing_and_comes_around(qtbot, desk):
    for page in pages(desk):
        if desk.pages.current.sort == "diagram":
            continue  # on a drawing Tab adds an element; F6 goes on
        first = desk.bar.search
        first.setFocus()
        seen = []
        for _press in range(250):
            QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
            here = QApplication.focusWidget()
            if here is first:
                break
            assert not seen or here is not seen[-1], (page, describe(here))
            seen.append(here)
        else:
            pytest.fail(f"{page}: Tab never comes around, last in {describe(seen[-1])}")


def test_f6_leaves_a_drawing_and_reaches_every_panel(desk):
    desk.show_room("draw")
    desk.shown.canvas().setFocus()
    reached = set()
    for _press in range(len(desk.visible_panels())):
        desk.run("panel.next")
        reached.add(area(desk, QApplication.focusWidget()))
    assert {0, 1, 3, 4, 5} <= reached


def test_fields_say_what_they_are_for(desk):
    for page in pages(desk):
        for one in visible(desk):
            if isinstance(one, QLineEdit | QPlainTextEdit):
                assert told(one).strip(), (page, describe(one))
