"""Whoever does not see the window, or has no mouse, reaches and understands everything in it."""

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QPlainTextEdit, QScrollArea, QWidget
from shiboken6 import isValid

from app.window.helping import HELP_PAGE
from app.window.rooms import KEY_PAGE
from core.ground.words import use_language
from tests.app.conftest import element

ROOMS = ("draw", "require", "prove", "threats", "comply", "review", "hand over")
SILENT = {QAccessible.Role.NoRole, QAccessible.Role.Client, QAccessible.Role.Window}

NEWER = (
    "matrix.allocations",
    "matrix.connectors",
    "matrix.traces",
    "matrix.relations",
    "require.coverage",
    "require.quality",
    "export.pictures",
    "bottom.history",
)
"""Actions that open what came later: the matrices, coverage, pictures, the history."""


def visible(window):
    return [one for one in window.findChildren(QWidget) if one.isVisibleTo(window)]


def operable(widget):
    """Whether a person can do something with it: it takes the keyboard, or is a button."""
    internal = widget.objectName().startswith("qt_") or isinstance(widget, QScrollArea)
    return not internal and (
        bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) or isinstance(widget, QAbstractButton)
    )


def told(widget):
    """What a screen reader is told of a widget: name and role."""
    spoken = QAccessible.queryAccessibleInterface(widget)
    return spoken.text(QAccessible.Text.Name), spoken.role()


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
    for newer in NEWER:
        desk.run(newer)
        yield newer


def describe(widget):
    above = widget.parentWidget()
    return f"{type(widget).__name__} in {type(above).__name__ if above else None}"


@pytest.mark.parametrize("code", ["en", "de"])
def test_everything_that_can_be_used_has_a_name_and_a_role(desk, code):
    use_language(code)
    try:
        nameless = []
        for page in pages(desk):
            for one in filter(operable, visible(desk)):
                name, role = told(one)
                if not name.strip():
                    nameless.append((page, describe(one), "no name"))
                if role in SILENT:
                    nameless.append((page, describe(one), "no role"))
        assert nameless == []
    finally:
        use_language("en")


def test_the_first_page_has_names_and_roles_as_well(window):
    nameless = [
        describe(one)
        for one in filter(operable, visible(window))
        if not told(one)[0].strip() or told(one)[1] in SILENT
    ]
    assert nameless == []


def chain(window):
    """Every widget that Tab reaches from the first one on, in order, once around."""
    start = window.bar.project
    start.setFocus()
    found = [start]
    while True:
        window.focusNextPrevChild(True)  # what Tab does; on a drawing Tab itself adds an element
        here = QApplication.focusWidget()
        if here is start:
            return found
        assert here not in found, describe(here)
        found.append(here)


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


def test_tab_goes_through_the_panels_in_reading_order(desk):
    for page in pages(desk):
        walked = [number for one in chain(desk) if (number := area(desk, one)) is not None]
        panels = [number for place, number in enumerate(walked) if not place or walked[place - 1] != number]
        assert panels == sorted(panels), page


@pytest.mark.slow
def test_tab_leaves_every_control_but_a_drawing_and_comes_around(qtbot, desk):
    for page in pages(desk):
        if desk.pages.current.sort == "diagram":
            continue  # on a drawing Tab adds an element; F6 goes on
        first = desk.bar.search
        first.setFocus()
        seen = []
        for _press in range(500):
            QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
            here = QApplication.focusWidget()
            if here is first:
                break
            assert not seen or here is not seen[-1], (page, describe(here))
            seen.append(here)
        else:
            pytest.fail(f"{page}: Tab never comes around, last in {describe(seen[-1])}")


def test_what_ends_takes_nothing_of_the_window_with_it_after_tab(qtbot, desk):
    viewport = desk.shown.canvas().viewport()
    last = QLineEdit(desk)
    last.show()
    desk.focusNextPrevChild(True)
    last.deleteLater()
    qtbot.waitUntil(lambda: not isValid(last))
    assert isValid(viewport)


def test_f6_leaves_a_drawing_and_reaches_every_panel(desk):
    desk.show_room("draw")
    desk.shown.canvas().setFocus()
    reached = set()
    for _press in range(len(desk.visible_panels())):
        desk.run("panel.next")
        reached.add(area(desk, QApplication.focusWidget()))
    assert {0, 1, 3, 4, 5} <= reached


def test_a_drawing_tells_what_has_the_keyboard_with_its_kind_and_connections(desk):
    desk.show_room("draw")
    desk.run("draw.system")
    canvas = desk.shown.canvas()
    for number, name in enumerate(("Dosing controller", "Dosing pump")):
        canvas.place_known(element(desk, name).id, QPointF(300.0 * number, 0.0))
    canvas.select([element(desk, "Dosing controller").id])
    spoken = QAccessible.queryAccessibleInterface(canvas).text(QAccessible.Text.Description)
    assert spoken == ("Dosing controller, Component, in Basic control, 1 connection: to Dosing pump")
    canvas.select([element(desk, "Dose command").id])
    spoken = QAccessible.queryAccessibleInterface(canvas).text(QAccessible.Text.Description)
    assert "from Dosing controller to Dosing pump" in spoken


def test_fields_say_what_they_are_for(desk):
    for page in pages(desk):
        for one in visible(desk):
            if isinstance(one, QLineEdit | QPlainTextEdit):
                assert told(one)[0].strip(), (page, describe(one))
