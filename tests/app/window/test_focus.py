"""What has the keyboard: the drawing or list one went to, and in each theme it looks otherwise with it."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from app.canvas.canvas import Canvas
from app.theme import look
from app.window import rooms
from app.window.pages import Page
from core.model import Diagram, Placement
from tests.app.conftest import element
from tests.app.window.test_accessible import ROOMS, chain, describe, pages
from tests.app.window.test_accessible_pages import busy, walk  # noqa: F401 - a fixture

RING = 70
"""So many pixels differ at least; a caret has fewer."""

SILENT = ("QTextBrowser", "RowList")
"""A text to read, and a list without rows: neither has anything in it that could be shown to be reached."""

PROPERTIES = ("chip", "crumb", "link", "field", "primary", "project", "mono", "readOnly")


def sort_of(widget):
    """Controls of a sort look the same, and one of them stands for all."""
    return (type(widget), widget.objectName(), *(widget.property(name) for name in PROPERTIES))


def seen(window, widget):
    """What the window shows at a control and close around it."""
    place = QRect(widget.mapTo(window, QPoint()), widget.size()).adjusted(-4, -4, 4, 4)
    image = window.grab(place.intersected(window.rect())).toImage()
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    return np.frombuffer(image.constBits(), np.uint32).reshape(image.height(), image.width()).copy()


def _frameless(widget):
    return type(widget).__name__ in SILENT


def unseen(window, known):
    """The controls that Tab reaches and that look the same with the keyboard as without."""
    found = []
    for one in chain(window):
        # A list that takes the keyboard can fill the inspector anew; a drawing shows what has it in it.
        if not isValid(one) or isinstance(one, Canvas) or sort_of(one) in known or _frameless(one):
            continue
        known.add(sort_of(one))
        window.bar.project.setFocus()
        if QApplication.focusWidget() is one:
            window.bar.search.setFocus()
        QApplication.processEvents()
        if not isValid(one):
            continue
        without = seen(window, one)
        one.setFocus()
        QApplication.processEvents()
        if not isValid(one) or not one.isVisible():
            continue
        with_it = seen(window, one)
        if without.shape == with_it.shape and (without != with_it).sum() < RING:
            found.append(describe(one))
    return found


WAYS_BACK = {
    "Alt+Left": (Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier),
    "Ctrl+Alt+PgUp": (
        Qt.Key.Key_PageUp,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier,
    ),
}


@pytest.fixture
def drawing(desk):
    """The window with a diagram of two components side by side, which has the keyboard."""
    with desk.session.change("Draw") as edit:
        overview = edit.new(Diagram, name="Overview")
        for at, name in enumerate(("Dosing controller", "Dosing pump")):
            one = element(desk, name)
            edit.new(Placement, owner=overview.id, element=one.id, x=300 * at, y=0, width=176, height=52)
    desk.pages.show_page(Page("diagram", overview.id))
    desk.activateWindow()
    desk.shown.canvas().setFocus()
    return desk


def is_on_the_drawing(window, qtbot):
    """Whether room, list and page are those of a drawing, and an arrow steps on it."""
    window.session.select((element(window, "Dosing controller").id,))
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Right)
    return (
        window.room == "draw"
        and window.bar.rooms["draw"].isChecked()
        and window.frame.left.currentWidget() is window.shown.model_panel
        and window.shown.canvas().hasFocus()
        and window.session.selection == (element(window, "Dosing pump").id,)
    )


def is_in(window, room):
    """Whether the keyboard is in the list or the page of a room, and these are shown."""
    here = QApplication.focusWidget()
    page = window.pages.widget(window.pages.current)
    places = [window.left().list] if room in rooms.LISTED else [page]
    return (
        window.room == room
        and window.bar.rooms[room].isChecked()
        and rooms.ROOM_OF[window.pages.current.sort] == room
        and window.frame.left.currentWidget() is window.left()
        and here.isVisible()
        and any(place is here or place.isAncestorOf(here) for place in places)
    )


@pytest.mark.parametrize("back", WAYS_BACK)
@pytest.mark.parametrize("room", ROOMS[1:])
def test_the_keyboard_goes_with_one_into_each_room_and_back_to_the_drawing(drawing, qtbot, room, back):
    drawing.run(f"room.{room.replace(' ', '_')}")
    assert is_in(drawing, room)
    qtbot.keyClick(drawing, *WAYS_BACK[back])
    assert is_on_the_drawing(drawing, qtbot)
    drawing.pages.travel(False)
    assert is_in(drawing, room)
    drawing.run(f"room.{ROOMS[(ROOMS.index(room) + 1) % len(ROOMS)].replace(' ', '_')}")
    drawing.pages.travel(True)
    assert is_in(drawing, room)
    drawing.pages.travel(True)
    assert is_on_the_drawing(drawing, qtbot)


@pytest.mark.parametrize("room", ROOMS[1:])
def test_the_keyboard_is_on_the_drawing_that_comes_to_the_front_by_any_key(drawing, qtbot, room):
    drawing.run(f"room.{room.replace(' ', '_')}")
    drawing.run("tab.next")
    assert is_on_the_drawing(drawing, qtbot)
    drawing.run("tab.next")
    assert is_in(drawing, room)
    drawing.run("tab.close")
    assert is_on_the_drawing(drawing, qtbot)


@pytest.mark.parametrize("begins_in", ["tree", "drawing"])
def test_the_keyboard_goes_to_what_a_reason_leads_to_and_back(drawing, qtbot, begins_in):
    requirement = element(drawing, "DOS-01")
    canvas = drawing.shown.canvas()
    for address, room in (
        (requirement.id, "require"),
        (f"verdict:{requirement.id}", "prove"),
        ("threat:none", "threats"),
    ):
        (canvas if begins_in == "drawing" else drawing.shown.model_panel.tree).setFocus()
        drawing.go_to(address)
        assert is_in(drawing, room)
        qtbot.keyClick(drawing, *WAYS_BACK["Alt+Left"])
        assert is_on_the_drawing(drawing, qtbot)


def test_the_keyboard_stays_in_the_list_while_it_goes_to_what_is_in_front(drawing):
    tree = drawing.shown.model_panel.tree
    tree.setFocus()
    drawing.go_to(element(drawing, "Dosing pump").id)
    assert tree.hasFocus()


def test_a_matrix_stands_beside_the_lists_that_belong_to_it(drawing):
    drawing.run("matrix.traces")
    drawing.run("room.threats")
    drawing.pages.travel(True)
    matrix = drawing.pages.widget(drawing.pages.current)
    assert (drawing.pages.current.sort, drawing.room) == ("matrix", "draw")
    assert matrix.isAncestorOf(QApplication.focusWidget())


@pytest.fixture(params=["light", "high_contrast"])
def themed(request, qapp):
    look().use(theme=request.param, scale=1.0)
    yield request.param
    look().use(theme="light", scale=1.0)


@pytest.mark.slow
def test_what_has_the_keyboard_is_seen_everywhere(themed, busy):  # noqa: F811
    known, found = set(), {}
    for walked in (pages(busy[0]), walk(busy)):
        for where in walked:
            missing = unseen(busy[0], known)
            if missing:
                found[where] = missing
    assert len(known) > 20
    assert found == {}
