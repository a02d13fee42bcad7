"""The inspector keeps up with the element it shows: another kind, an inherited zone, a name that stays."""

import html
import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from app.gestures.kind_change import become, forms_instead
from core.model import (
    Component,
    Connector,
    DataStore,
    Diagram,
    DiagramType,
    Foreign,
    Node,
    Placement,
    Said,
    Zone,
)
from core.model.facts import facts_of
from tests.app.conftest import element

KEY = Qt.Key


@pytest.fixture
def drawn(desk):
    """The small plant on a diagram in front."""
    with desk.session.change("Draw it") as edit:
        diagram = edit.new(Diagram, name="Overview")
        for number, one in enumerate(desk.session.snapshot().of(Component)):
            edit.new(Placement, owner=diagram.id, element=one.id, x=40 + 300 * number, y=60)
    desk.go_to(diagram.id)
    desk.shown.canvas().setFocus()
    QApplication.processEvents()
    return desk


def typed_kind(canvas, text):
    """Ask for the kind with K, type and press Enter."""
    QTest.keyClick(canvas, KEY.Key_K)
    line = canvas.asking.typing.line
    QTest.keyClicks(line, text)
    QTest.keyClick(line, KEY.Key_Return)


def test_a_component_that_becomes_a_data_store_shows_the_facts_of_one(drawn):
    canvas, laptop = drawn.shown.canvas(), element(drawn, "Laptop")
    canvas.select([laptop.id])
    typed_kind(canvas, "data store")
    made = drawn.session.element(laptop.id)
    assert isinstance(made, DataStore)
    assert drawn.shown.inspector.element == made
    assert set(drawn.shown.inspector._fields) == {fact.name for fact in facts_of(DataStore)}
    drawn.session.undo()
    assert set(drawn.shown.inspector._fields) == {fact.name for fact in facts_of(Component)}


def test_every_kind_that_is_offered_can_be_taken_while_the_inspector_shows_it(drawn):
    canvas = drawn.shown.canvas()
    with drawn.session.change("Draw hardware") as edit:
        board = edit.new(Diagram, name="Hardware", diagram=DiagramType.HARDWARE)
        node = edit.new(Node, name="PLC 01")
        edit.new(Placement, owner=board.id, element=node.id, x=0, y=0)
    taken = set()
    for diagram, start in ((canvas.diagram_id, element(drawn, "Laptop").id), (board.id, node.id)):
        drawn.go_to(diagram)
        QApplication.processEvents()
        canvas = drawn.shown.canvas()
        canvas.select([start])
        waiting = [form.title for form in forms_instead(canvas, drawn.session.element(start))]
        while waiting:
            wanted = waiting.pop()
            found = {form.title: form for form in forms_instead(canvas, drawn.session.element(start))}
            if wanted in found:
                assert become(canvas, drawn.session.element(start), found[wanted])
                taken.add(wanted)
                waiting += [title for title in found if title not in taken and title not in waiting]
                now = drawn.session.element(start)
                assert drawn.shown.inspector.element == now
                assert set(drawn.shown.inspector._fields) == {fact.name for fact in facts_of(type(now))}
    assert {"Data store", "Actor", "External system", "Controller"} <= taken
    assert len(taken) > 15


def test_what_lies_in_another_shows_the_zone_of_that_and_from_where(drawn):
    outer, inner = element(drawn, "Dosing controller"), element(drawn, "Laptop")
    drawn.shown.canvas().select([inner.id])
    button = drawn.shown.inspector.field("zone").button
    assert button.text() == "Office"
    with drawn.session.change("Nest") as edit:
        edit.set(inner.id, owner=outer.id, zone=None)
    button = drawn.shown.inspector.field("zone").button
    assert button.text() == "ƒ Basic control, as Dosing controller"
    assert "Dosing controller" in button.toolTip()
    other = next(one for one in drawn.session.snapshot().of(Zone) if one.name == "Office")
    with drawn.session.change("Another zone of the outer one") as edit:
        edit.set(outer.id, zone=other.id)
    assert button.text() == "ƒ Office, as Dosing controller"


def test_a_component_keeps_its_name_where_nothing_is_written_in_the_inspector(drawn, qtbot):
    laptop = element(drawn, "Laptop")
    drawn.shown.canvas().select([laptop.id])
    before = len(drawn.session.project.heads)
    drawn.shown.inspector.edit_name()
    line = drawn.shown.inspector._name
    line.clear()
    line.setModified(True)
    with qtbot.waitSignal(drawn.shown.inspector.message) as told:
        QTest.keyClick(line, KEY.Key_Return)
    assert told.args[0].startswith("Laptop keeps its name")
    assert line.text() == "Laptop"
    assert len(drawn.session.project.heads) == before


def test_a_component_keeps_its_name_where_nothing_is_written_on_the_drawing(drawn, qtbot):
    canvas, laptop = drawn.shown.canvas(), element(drawn, "Laptop")
    canvas.select([laptop.id])
    canvas.name(laptop.id)
    line = canvas._writing.editor.lines[0]
    line.clear()
    with qtbot.waitSignal(canvas.message) as told:
        QTest.keyClick(line, KEY.Key_Return)
    assert told.args[0].startswith("Laptop keeps its name")
    assert drawn.session.element(laptop.id).name == "Laptop"


def test_a_flow_may_lose_its_name(drawn):
    flow = next(one for one in drawn.session.snapshot().of(Connector) if one.name == "Download")
    drawn.shown.inspector.show_element(flow)
    drawn.shown.inspector._name.clear()
    drawn.shown.inspector._rename()
    assert drawn.session.element(flow.id).name == ""


def written_in_the_name(desk, one, text):
    desk.session.select((one.id,))
    inspector = desk.shown.inspector
    inspector.edit_name()
    QTest.keyClicks(inspector._name, text)
    return inspector


def test_a_name_that_is_written_is_kept_when_the_project_is_left(drawn):
    laptop = element(drawn, "Laptop")
    path = drawn.session.project.path
    written_in_the_name(drawn, laptop, "Field laptop")
    drawn.session.close()
    drawn.session.open(path)
    assert drawn.session.element(laptop.id).name == "Field laptop"


def test_a_name_that_is_written_stays_with_its_element_when_another_is_selected(drawn):
    laptop = element(drawn, "Laptop")
    other = next(one for one in drawn.session.snapshot().of(Component) if one.id != laptop.id)
    written_in_the_name(drawn, laptop, "Field laptop")
    drawn.session.select((other.id,))
    QApplication.processEvents()
    assert drawn.session.element(laptop.id).name == "Field laptop"
    assert drawn.session.element(other.id).name == other.name


def test_a_name_that_is_written_of_what_is_removed_meanwhile_is_let_go(drawn):
    laptop = element(drawn, "Laptop")
    written_in_the_name(drawn, laptop, "Field laptop")
    with drawn.session.change("Remove it") as edit:
        edit.remove(laptop.id)
    QApplication.processEvents()
    assert drawn.session.element(laptop.id) is None


def test_a_flow_without_a_name_is_called_after_its_ends(drawn):
    download = element(drawn, "Download")
    with drawn.session.change("Leave it unnamed") as edit:
        edit.set(download, name="")
    drawn.shown.canvas().select([download.id])
    assert drawn.shown.inspector._name.placeholderText() == "Laptop → Dosing controller"


def test_what_files_said_is_shown_as_it_came_and_goes_with_it(desk):
    one = element(desk, "DOS-01")
    desk.show_room("require")
    desk.session.select((one.id,))
    shown = desk.shown.inspector._from_files
    assert shown.findChildren(QLabel) == []
    attributes = (Foreign("Owner", "<b>Ann</b> & Co"),)
    with desk.session.change("File") as edit:
        edit.set(one.id, attributes=attributes, said=(Said("list.csv", "owner", "DOS-02"),))
    words = [one.text() for one in shown.findChildren(QLabel) if one.isVisibleTo(shown)]
    said = [html.unescape(re.sub("<p[^>]*>|</p>", "", one)) for one in words]
    assert said == [
        *("From the file", "kept as it came", "Owner", "<b>Ann</b> & Co"),
        *("Kept against a file", "list.csv", "Part of", "DOS-02"),
    ]
    desk.run("edit.undo")
    assert [one for one in shown.findChildren(QLabel) if one.isVisibleTo(shown)] == []
