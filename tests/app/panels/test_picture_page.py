"""Diagrams chosen to be written as pictures."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.theme import look
from app.window.pages import Page
from core.model import Diagram, Placement
from tests.app.conftest import element


@pytest.fixture
def page(desk, qtbot):
    """The page with two diagrams of one pump."""
    pump = element(desk, "Dosing pump").id
    with desk.session.change("Draw") as edit:
        for name in ("Plant", "Office"):
            diagram = edit.new(Diagram, name=name)
            edit.new(Placement, owner=diagram.id, element=pump, x=0.0, y=0.0, width=176.0, height=52.0)
    desk.run("export.pictures")
    found = desk.pages.widget(Page("pictures"))
    qtbot.waitUntil(found.isVisible)
    return found


def test_what_has_a_tick_is_written_into_the_folder_beside_the_project(desk, page, qtbot):
    assert len(page.chosen()) == 2
    page.list.setCurrentRow(0)
    QTest.keyClick(page.list, Qt.Key.Key_Space)
    assert page.write.text() == "Write 1 picture"
    page.form.setFocus()
    QTest.keyClick(page.form, Qt.Key.Key_Right)
    page.write.click()
    qtbot.waitUntil(lambda: not desk.jobs.running, timeout=40000)
    assert [path.name for path in page.folder.iterdir()] == ["Office.pdf"]
    assert "The pictures are written" in desk.status._reason.text()


def test_a_new_diagram_has_a_tick_and_others_keep_theirs(desk, page):
    page.nothing.click()
    assert page.chosen() == []
    assert not page.write.isEnabled()
    with desk.session.change("Draw") as edit:
        made = edit.new(Diagram, name="Third").id
    assert page.chosen() == [made]


def test_another_folder_is_asked_for(page, tmp_path, monkeypatch):
    monkeypatch.setattr("app.window.file_dialogs.ask_folder", lambda *_any: tmp_path)
    page.place.click()
    assert page.folder == tmp_path
    assert page.place.text() == str(tmp_path)


def test_each_diagram_is_seen_small_beside_its_name(desk, page, qtbot):
    def pictures():
        icons = [page.list.item(number).icon() for number in range(page.list.count())]
        return [icon.pixmap(page.list.iconSize()).toImage() for icon in icons]

    def colours(image):
        return {image.pixel(x, y) for x in range(image.width()) for y in range(image.height())}

    before = pictures()
    qtbot.waitUntil(lambda: not page._small._waiting and not page._small._pause.isActive(), timeout=5000)
    assert page.list.iconSize().height() >= 80
    for blank, drawn in zip(before, pictures(), strict=True):
        assert (drawn.width(), drawn.height()) == (blank.width(), blank.height())
        assert len(colours(drawn)) > 10


@pytest.mark.parametrize("width", [300, 640, 1000])
def test_diagrams_share_the_width_out_and_none_is_cut(page, qtbot, width):
    page.list.resize(width, 300)
    cells = [page.list.visualItemRect(page.list.item(number)) for number in range(page.list.count())]
    assert max(cell.right() for cell in cells) <= page.list.viewport().width()
    assert cells[0].height() >= 80
    assert (cells[1].left() > cells[0].right()) == (width >= 640)


def test_another_colour_of_the_pictures_is_seen_on_them(desk, page, qtbot):
    def settled():
        return not page._small._waiting and not page._small._pause.isActive()

    look().use(theme="dark")
    try:
        page.colours.show_value("light")
        page.refresh()
        qtbot.waitUntil(settled, timeout=5000)
        light = page.list.item(0).icon().pixmap(page.list.iconSize()).toImage().pixelColor(4, 4)
        page.colours.show_value("screen")
        page.colours.chosen.emit("screen")
        qtbot.waitUntil(settled, timeout=5000)
        dark = page.list.item(0).icon().pixmap(page.list.iconSize()).toImage().pixelColor(4, 4)
    finally:
        look().use(theme="light")
    assert light.lightness() > 200 > 60 > dark.lightness()
