"""Diagrams chosen to be written as pictures."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

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
