"""What opens on the way through a day has names, roles and an order too: print, merge, strips, lists."""

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.window import history
from app.window.pages import Page
from core.ground.words import use_language
from core.model import Component, Diagram, Placement, Truth
from core.project import copy_project, open_project
from tests.app.conftest import element
from tests.app.window.test_accessible import SILENT, area, chain, describe, operable, told, visible

NAMES = ("Dosing controller", "Dosing pump", "Laptop")


@pytest.fixture
def busy(desk, tmp_path):
    """The window with a diagram of three components, and another version with which it contradicts."""
    with desk.session.change("Draw") as edit:
        diagram = edit.new(Diagram, name="Plant")
        for at, name in enumerate(NAMES):
            one = element(desk, name)
            edit.new(Placement, owner=diagram.id, element=one.id, x=240 * at, y=0, width=176, height=52)
    path = tmp_path / "theirs.bzn"
    copy_project(path, desk.session.project.path).close()
    pump = element(desk, "Dosing pump")
    with open_project(path) as project, project.change("Go on") as edit:
        edit.set(pump, name="Their pump", hardened=Truth.YES)
        edit.new(Component, name="Their tank")
    with desk.session.change("Go on here") as edit:
        edit.set(pump, name="Our pump")
    return desk, Page("diagram", diagram.id), path


def walk(busy):
    """Each page, strip and list in turn, with its name."""
    desk, diagram, path = busy
    desk.pages.show_page(diagram)
    desk.run("view.filter")
    yield "filter"
    desk.run("view.no_filter")
    canvas = desk.shown.canvas()
    canvas.setFocus()
    canvas.select([element(desk, name).id for name in ("Dosing controller", "Our pump", "Laptop")])
    yield "arranging strip"
    desk.run("view.minimap")
    yield "minimap"
    desk.run("print")
    yield "print"
    history.compare_since(desk, 1)
    yield "comparison"
    desk.desk.history.search()
    yield "history"
    history.compare_with(desk, path)
    yield "comparison with a file"
    history.merge_with(desk, path)
    yield "conflicts"
    page = desk.pages.widget(desk.pages.current)
    page.decide_all("ours")
    page.show_result(True)
    yield "merge"
    desk.pages.show_page(diagram)
    desk.run("pages.split")
    yield "split"


def nameless(desk, where):
    found = []
    for one in filter(operable, visible(desk)):
        name, role = told(one)
        if not name.strip():
            found.append((where, describe(one), "no name"))
        if role in SILENT:
            found.append((where, describe(one), "no role"))
    return found


@pytest.mark.parametrize("code", ["en", "fr"])
def test_everything_on_the_way_has_a_name_and_a_role(busy, code):
    use_language(code)
    try:
        found = [fault for where in walk(busy) for fault in nameless(busy[0], where)]
        assert found == []
    finally:
        use_language("en")


def test_tab_goes_through_all_of_it_in_reading_order_and_comes_around(busy):
    desk = busy[0]
    for where in walk(busy):
        walked = [number for one in chain(desk) if (number := area(desk, one)) is not None]
        panels = [number for at, number in enumerate(walked) if not at or walked[at - 1] != number]
        assert panels == sorted(panels), where


def test_on_a_page_tab_goes_from_the_top_left_to_the_bottom_right(busy):
    desk = busy[0]
    for where in walk(busy):
        page = desk.pages.widget(desk.pages.current)
        rows = [one for one in chain(desk) if page.isAncestorOf(one)]
        tops = [one.mapTo(page, one.rect().topLeft()) for one in rows]
        for before, after, first, then in zip(tops, tops[1:], rows, rows[1:], strict=False):
            beside = abs(before.y() - after.y()) < 24
            back = (beside and after.x() < before.x()) or (
                not beside
                and after.y() + then.height() <= before.y()
                and after.x() < before.x() + first.width()
            )
            assert not back, (where, describe(first), describe(then))


def test_lists_to_type_in_tell_what_they_are_and_give_the_keyboard_back(qtbot, busy):
    desk, diagram, _path = busy
    desk.pages.show_page(diagram)
    canvas = desk.shown.canvas()
    canvas.setFocus()
    canvas.select([element(desk, "Laptop").id])
    opened = {
        "create": lambda: canvas.type_at(QPointF(60, 200)),
        "connected": lambda: QTest.keyClick(canvas, Qt.Key.Key_Tab),
        "palette": lambda: desk.run("desktop.palette"),
        "uses": lambda: desk.run("view.uses"),
    }
    for name, open_it in opened.items():
        open_it()
        qtbot.wait(1)
        focus = QApplication.focusWidget()
        assert focus is not canvas, name
        assert nameless(desk, name) == []
        assert told(focus)[0].strip(), name
        QTest.keyClick(focus, Qt.Key.Key_Escape)
        qtbot.wait(1)
        assert QApplication.focusWidget() is canvas, name
