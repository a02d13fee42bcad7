"""Two pages side by side: which is in front, closing and joining, and dragging from one to the other."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from app.window.pages import Page
from core.model import Allocation, Diagram, DiagramType, Node, Placement
from tests.app.conftest import element

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def two(desk, qtbot):
    """The window with a system diagram at the left, in front, and a hardware diagram at the right."""
    made = []
    with desk.session.change("Draw") as edit:
        pump = element(desk, "Dosing pump")
        node = edit.new(Node, name="PLC 02")
        for name, sort, shown in (
            ("Plant", DiagramType.SYSTEM, pump),
            ("Hardware", DiagramType.HARDWARE, node),
        ):
            diagram = edit.new(Diagram, name=name, diagram=sort)
            edit.new(Placement, owner=diagram.id, element=shown.id, x=80, y=80, width=176, height=96)
            made.append(Page("diagram", diagram.id))
    system, hardware = made
    desk.pages.show_page(hardware)
    desk.pages.show_page(system)
    desk.run("pages.split")
    canvases = [desk.pages.widget(page).canvas for page in made]
    qtbot.waitUntil(lambda: all(canvas.isVisible() for canvas in canvases))
    for canvas in canvases:
        canvas.zoom_to(1.0)
    return made, canvases


def middle(canvas, name):
    """Where an element is seen on a canvas, in its viewport."""
    found = next(one for one in canvas.session.snapshot() if one.name == name)
    return canvas.mapFromScene(canvas.scene_shown.find(found.id).outline().center())


def drag(source, start, target, end, *, key=None):
    """Press on one canvas, move to another, and let go; all of it heard by the first one."""

    def here(place):
        return source.viewport().mapFromGlobal(target.viewport().mapToGlobal(place))

    QTest.mousePress(source.viewport(), LEFT, pos=start)
    for place in (start + QPoint(12, 12), here(end - QPoint(3, 3)), here(end)):
        QTest.mouseMove(source.viewport(), place)
        QApplication.processEvents()
    if key is not None:
        QTest.keyClick(source, key)
    QTest.mouseRelease(source.viewport(), LEFT, pos=here(end))


def test_two_pages_are_seen_and_the_one_in_front_stays_so(desk, two):
    (system, hardware), canvases = two
    assert desk.pages.current == system
    seen = [desk.pages.widget(system), desk.pages.widget(hardware)]
    assert list(desk.pages.panes.pages_seen()) == seen
    assert canvases[0].width() > 200 < canvases[1].width()


def test_the_page_that_takes_the_keyboard_comes_to_the_front(desk, two):
    (system, hardware), canvases = two
    QTest.mouseClick(canvases[1].viewport(), LEFT, pos=QPoint(5, 5))
    assert desk.pages.current == hardware
    assert desk.shown.canvas() is canvases[1]
    desk.run("go.back")
    assert desk.pages.current == system
    assert canvases[1].isVisible()


def test_the_tab_of_a_page_that_is_seen_does_not_move_it(desk, two):
    (_system, hardware), canvases = two
    before = list(desk.pages.panes.pages_seen())
    desk.pages.show_page(hardware)
    assert list(desk.pages.panes.pages_seen()) == before
    desk.run("matrix.allocations")
    assert desk.pages.panes.pages_seen()[0] is before[0]
    assert not canvases[1].isVisible()


def test_split_again_shows_one_page_and_loses_none(desk, two):
    (system, _hardware), canvases = two
    pages = desk.pages.pages
    desk.run("pages.split")
    assert desk.pages.panes.pages_seen() == (desk.pages.widget(system),)
    assert desk.pages.pages == pages
    for page in pages:
        desk.pages.show_page(page)
        assert desk.pages.panes.front() is desk.pages.widget(page)
    assert canvases[1].session is desk.session


def test_closing_a_page_that_is_seen_leaves_the_other_alone(desk, two):
    (system, hardware), _canvases = two
    desk.pages.close_page(hardware)
    assert desk.pages.panes.pages_seen() == (desk.pages.widget(system),)
    assert not desk.pages.panes.is_split


def test_another_project_begins_with_one_page(desk, two, plant):
    desk.session.close()
    assert not desk.pages.panes.is_split
    assert len(desk.pages.panes.pages_seen()) == 1


def test_there_must_be_a_second_page(desk):
    assert len(desk.pages.pages) == 1
    desk.run("pages.split")
    assert not desk.pages.panes.is_split


def test_a_component_dragged_to_a_node_of_the_other_drawing_is_allocated_in_one_change(desk, two):
    _pages, (system, hardware) = two
    before = len(desk.session.project.heads)
    drag(system, middle(system, "Dosing pump"), hardware, middle(hardware, "PLC 02"))
    (link,) = desk.session.snapshot().of(Allocation)
    assert (link.component, link.node) == (element(desk, "Dosing pump").id, element(desk, "PLC 02").id)
    assert len(desk.session.project.heads) == before + 1
    assert system.gesture is None is hardware.gesture


def test_let_go_beside_every_node_nothing_is_changed(desk, two):
    _pages, (system, hardware) = two
    before = desk.session.snapshot()
    drag(system, middle(system, "Dosing pump"), hardware, QPoint(3, 3))
    assert desk.session.snapshot() == before
    assert hardware.gesture is None


def test_escape_over_the_other_drawing_leaves_all_as_it_was(desk, two):
    _pages, (system, hardware) = two
    before = desk.session.snapshot()
    drag(system, middle(system, "Dosing pump"), hardware, middle(hardware, "PLC 02"), key=Qt.Key.Key_Escape)
    assert desk.session.snapshot() == before
    assert hardware.gesture is None


def test_a_drag_that_comes_back_moves_nothing(desk, two):
    _pages, (system, hardware) = two
    before = desk.session.snapshot()
    start = middle(system, "Dosing pump")
    QTest.mousePress(system.viewport(), LEFT, pos=start)
    over = system.viewport().mapFromGlobal(hardware.viewport().mapToGlobal(middle(hardware, "PLC 02")))
    for place in (start + QPoint(12, 12), over, start + QPoint(30, 0)):
        QTest.mouseMove(system.viewport(), place)
        QApplication.processEvents()
    assert hardware.gesture is None
    QTest.mouseRelease(system.viewport(), LEFT, pos=start + QPoint(30, 0))
    assert desk.session.snapshot() == before


def test_what_dropping_would_do_is_told_over_the_other_page_and_not_after(desk, two):
    _pages, (system, hardware) = two
    told = []
    system.message.connect(told.append)
    drag(system, middle(system, "Dosing pump"), hardware, middle(hardware, "PLC 02"))
    assert desk.session.snapshot().of(Allocation)
    assert "Drop to allocate Dosing pump to PLC 02" in told
    assert "Drop" not in desk.status._reason.text()
    before = len(told)
    hardware.say("Something else")
    assert len(told) == before


def test_tools_without_room_beside_another_page_are_in_a_menu_that_a_key_opens(two, desk, qtbot, monkeypatch):
    desk.resize(820, 900)
    qtbot.wait(50)
    canvas = two[1][0]
    bar = canvas.afloat.bar
    assert canvas.viewport().rect().contains(bar.geometry())
    seen = [name for name, button in bar.buttons.items() if button.isVisible()]
    assert 1 < len(seen) < len(bar.buttons)
    assert bar.more.isVisible()
    offered = []
    monkeypatch.setattr(QMenu, "popup", lambda menu, _place: offered.append(menu))
    canvas.setFocus()
    qtbot.keyClick(canvas, Qt.Key.Key_T)
    (menu,) = offered
    titles = [entry.text() for entry in menu.actions()]
    assert len(titles) + len(seen) == len(bar.buttons)
    assert titles[-1] == "Note\tN"
    menu.actions()[-1].trigger()
    assert canvas.tool == "note"
    assert bar.more.isChecked()
    desk.resize(2400, 900)
    qtbot.waitUntil(lambda: not bar.more.isVisible())
    assert all(button.isVisible() for button in bar.buttons.values())
