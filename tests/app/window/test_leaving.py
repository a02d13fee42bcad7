"""What is being written when a project is left is kept, wherever it is written."""

import pytest
from PySide6.QtCore import QPoint, Qt

from app.gestures.naming import InPlace
from core.model import Component, Diagram, Placement, Requirement
from core.project import open_project
from tests.app.conftest import element


@pytest.fixture
def left(desk, plant):
    """Quits the window and gives the model as it is on the disk."""

    def quit_and_read():
        desk.close()
        with open_project(plant) as project:
            return project.snapshot()

    return quit_and_read


def test_what_stands_in_a_line_of_the_inspector_is_kept(qtbot, desk, left):
    pump = element(desk, "Dosing pump")
    desk.session.select((pump.id,))
    line = desk.shown.inspector.field("technology").line
    line.setFocus()
    qtbot.keyClicks(line, "membrane")
    assert left().find(Component, pump.id).technology == "membrane"


def test_what_stands_in_several_lines_of_the_inspector_is_kept(qtbot, desk, left):
    pump = element(desk, "Dosing pump")
    desk.session.select((pump.id,))
    prose = desk.shown.inspector.field("note").prose
    prose.setFocus()
    qtbot.keyClicks(prose, "duty and standby")
    assert left().find(Component, pump.id).note == "duty and standby"


def test_a_name_being_written_on_the_drawing_is_kept_and_ctrl_q_ends_the_program_there_too(qtbot, desk, left):
    pump = element(desk, "Dosing pump")
    with desk.session.change("Draw the pump") as edit:
        diagram = edit.new(Diagram, name="Plant")
        edit.new(Placement, owner=diagram.id, element=pump.id, x=40, y=40, width=176, height=52)
    desk.go_to(pump.id)
    canvas = desk.shown.canvas()
    canvas.select([pump.id])
    canvas.setFocus()
    qtbot.keyClick(canvas, Qt.Key.Key_F2)
    (writing,) = canvas.findChildren(InPlace)
    line = writing.lines[0]
    qtbot.waitUntil(line.hasFocus)
    qtbot.keyClicks(line, "Metering pump")
    qtbot.keyClick(line, Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not desk.isVisible())
    assert left().find(Component, pump.id).name == "Metering pump"


def test_a_new_shape_that_is_being_named_is_kept(qtbot, desk, left):
    desk.run("draw.system")
    canvas = desk.shown.canvas()
    qtbot.keyClick(canvas, Qt.Key.Key_C)
    qtbot.mouseClick(canvas.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(200, 150))
    (writing,) = canvas.findChildren(InPlace)
    qtbot.keyClicks(writing.lines[0], "Inlet pump")
    assert "Inlet pump" in [one.name for one in left().of(Component)]


def test_a_new_sentence_is_kept(qtbot, desk, left):
    desk.show_room("require")
    page = desk.shown.requirements_page()
    page.begin_new()
    qtbot.keyClicks(page.editor.sentence, "The Dosing pump shall stop.")
    assert "The Dosing pump shall stop." in [one.text for one in left().of(Requirement)]


def test_opening_another_project_keeps_it_too(qtbot, desk, plant, tmp_path):
    pump = element(desk, "Dosing pump")
    desk.session.select((pump.id,))
    line = desk.shown.inspector.field("technology").line
    line.setFocus()
    qtbot.keyClicks(line, "membrane")
    assert desk.session.create(tmp_path / "other.bzn")
    with open_project(plant) as project:
        assert project.snapshot().find(Component, pump.id).technology == "membrane"
