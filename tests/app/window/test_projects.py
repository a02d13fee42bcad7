"""A project in which nothing was ever done begins with an empty diagram, and drawing can begin at once."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel

from app.window.pages import START, Page
from core.model import Component, Diagram, DiagramType
from core.project import create_project


def draw(window, qtbot, name):
    canvas = window.shown.canvas()
    qtbot.keyClick(canvas, Qt.Key.Key_C)
    qtbot.mouseClick(canvas.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(200, 150))
    qtbot.keyClicks(window.focusWidget(), name)
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Return)


def test_a_new_project_begins_with_a_diagram_to_draw_on_and_without_a_change(window, tmp_path):
    path = tmp_path / "pump.bzn"
    create_project(path).close()
    assert window.session.open(path)
    assert window.pages.current.sort == "diagram"
    assert window.pages.strip.tabs.tabText(0) == "System"
    assert window.focusWidget() is window.shown.canvas()
    way = window.pages.widget(window.pages.current).way
    assert [step.text() for step in way.steps] == ["pump", "System"]
    assert len(window.session.snapshot()) == 0
    assert window.session.project.heads == ()
    assert not window.state().undo


def test_the_panels_of_a_new_project_say_what_will_be_there_and_how_it_begins(window, tmp_path):
    window.session.create(tmp_path / "pump.bzn")
    panel = window.shown.model_panel
    words = [found.text() for found in panel.findChildren(QLabel) if found.isVisible()]
    assert any("Space creates by typing" in one for one in words)
    assert all(rows.empty for rows in window.shown.bottom.lists.values())
    window.run("draw.system")
    assert panel._undrawn.isVisible()
    window.run("room.review")
    empty = window.left()._empty
    assert empty.isVisible()
    assert "Ctrl Shift W" in empty.text()


def test_the_first_gesture_makes_the_diagram_and_one_undo_takes_both_back(window, qtbot, tmp_path):
    window.session.create(tmp_path / "pump.bzn")
    page = window.pages.current
    draw(window, qtbot, "Inlet pump")
    (diagram,) = window.session.snapshot().of(Diagram)
    assert (diagram.id, diagram.name, diagram.diagram) == (page.id, "System", DiagramType.SYSTEM)
    assert [head.label for head in window.session.project.heads] == ["Add Inlet pump"]
    window.run("edit.undo")
    assert len(window.session.snapshot()) == 0
    assert window.pages.pages == (page,)
    window.run("edit.redo")
    assert window.pages.pages == (page,)
    (pump,) = window.session.snapshot().of(Component)
    assert window.shown.canvas().scene_shown.find(pump.id) is not None
    assert window.pages.strip.tabs.tabText(0) == "System"


def test_redo_brings_back_the_tab_of_a_diagram_that_was_asked_for(window, tmp_path):
    window.session.create(tmp_path / "pump.bzn")
    window.run("draw.hardware")
    (diagram,) = window.session.snapshot().of(Diagram)
    window.run("edit.undo")
    assert window.pages.strip.tabs.tabText(0) == "System"
    window.run("edit.redo")
    assert window.pages.pages == (Page("diagram", diagram.id),)
    assert window.pages.strip.tabs.tabText(0) == "Hardware"


def test_a_project_that_is_closed_gives_way_to_the_start(window, tmp_path):
    window.session.create(tmp_path / "pump.bzn")
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
