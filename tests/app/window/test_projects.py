"""A project in which nothing was ever done begins with an empty diagram, and drawing can begin at once."""

from PySide6.QtCore import QPoint, Qt

from app.window.pages import START, Page
from core.model import Component, Diagram
from core.project import create_project


def test_a_new_project_begins_with_a_system_diagram_that_has_the_keyboard(window, tmp_path):
    path = tmp_path / "pump.bzn"
    create_project(path).close()
    assert window.session.open(path)
    (diagram,) = window.session.snapshot()
    assert isinstance(diagram, Diagram)
    assert window.pages.pages == (Page("diagram", diagram.id),)
    assert window.focusWidget() is window.shown.canvas()


def test_who_takes_the_first_diagram_back_does_not_get_it_again(window, tmp_path):
    path = tmp_path / "pump.bzn"
    window.session.create(path)
    window.run("edit.undo")
    assert len(window.session.snapshot()) == 0
    window.session.close()
    window.session.open(path)
    assert len(window.session.snapshot()) == 0
    assert window.pages.current == START


def test_a_project_without_a_drawing_offers_one_and_the_offer_goes_when_it_is_taken(window, tmp_path):
    window.session.create(tmp_path / "pump.bzn")
    window.run("edit.undo")
    assert window.pages.pages == (START,)
    window.run("draw.system")
    (page,) = window.pages.pages
    assert page.sort == "diagram"
    window.session.close()
    assert window.pages.pages == (START,)
    assert "app.panels.start" in type(window.pages.widget(START)).__module__


def test_enter_ends_a_name_and_the_next_letter_takes_up_a_tool(window, qtbot, tmp_path):
    window.session.create(tmp_path / "pump.bzn")
    canvas = window.shown.canvas()
    for name, place in (("Level controller", QPoint(200, 150)), ("Inlet pump", QPoint(500, 150))):
        qtbot.keyClick(canvas, Qt.Key.Key_C)
        qtbot.mouseClick(canvas.viewport(), Qt.MouseButton.LeftButton, pos=place)
        qtbot.keyClicks(window.focusWidget(), name)
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Return)
        assert window.focusWidget() is canvas
    assert [one.name for one in window.session.snapshot().of(Component)] == ["Level controller", "Inlet pump"]


def test_a_room_takes_the_keyboard_to_where_one_goes_on(window, qtbot, tmp_path):
    window.session.create(tmp_path / "pump.bzn")
    window.run("room.require")
    editor = window.shown.requirements_page().editor
    assert window.focusWidget() is editor.sentence
    qtbot.keyClicks(editor.sentence, "The Level controller shall stop the pump.")
    qtbot.keyClick(editor.sentence, Qt.Key.Key_Return)
    window.run("room.prove")
    assert window.focusWidget() is window.left().list
    window.run("room.require")
    assert window.focusWidget() is window.shown.requirements_page().table
    window.run("room.draw")
    assert window.focusWidget() is window.shown.canvas()
