"""Writing words where they stand."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QStyle, QStyleOptionFrame

from core.model import (
    Edge,
)


def test_f2_edits_a_name_in_place(bench, overview):
    canvas, hand = overview
    element = bench.plant["component", "Historian"].id
    canvas.select([element])
    hand.key(Qt.Key.Key_F2)
    hand.write("Process historian")
    assert bench.model[element].name == "Process historian"
    assert bench.labels[-1] == "Rename Historian to Process historian"


def test_a_double_click_edits_and_escape_leaves_the_name(bench, overview):
    canvas, hand = overview
    element = bench.plant["component", "Historian"].id
    hand.double(*hand.middle(element))
    editor = canvas._writing.editor
    QTest.keyClicks(editor.lines[0], "nonsense")
    head = bench.session.project.head_hash
    QTest.keyClick(editor.lines[0], Qt.Key.Key_Escape)
    assert bench.session.project.head_hash == head
    assert canvas._writing.editor is None


def test_the_three_lines_of_an_edge_are_edited_in_place(bench, machine):
    canvas, hand = machine
    edge = next(one for one in bench.model.of(Edge) if one.update == "retry := 1")
    canvas.select([edge.id])
    hand.key(Qt.Key.Key_F2)
    hand.write("y >= 250", "again!", "retry := 2")
    now = bench.model[edge.id]
    assert (now.guard, now.update, str(now.action)) == ("y >= 250", "retry := 2", "send")
    event = bench.model[now.event]
    assert event.name == "again"
    assert bench.model[event.owner].owner == bench.plant["component", "Dosing controller"].id


def test_an_event_of_that_name_is_used_again(bench, machine):
    canvas, hand = machine
    edge = next(one for one in bench.model.of(Edge) if one.update == "retry := 1")
    canvas.select([edge.id])
    hand.key(Qt.Key.Key_F2)
    hand.write("", "ack?", "")
    assert bench.model[edge.id].event == bench.plant["event", "ack"].id


def test_a_new_name_is_said(bench, overview):
    canvas, hand = overview
    said = []
    canvas.message.connect(said.append)
    hand.key(Qt.Key.Key_C)
    hand.click(760, 248)
    hand.write("Recorder")
    assert "Recorder, Component" in said[-1]
    hand.key(Qt.Key.Key_F2)
    hand.write("Archive")
    assert said[-1].startswith("Archive, Component")


def test_what_was_said_of_an_element_goes_with_it(bench, overview):
    canvas, hand = overview
    said = []
    canvas.message.connect(said.append)
    hand.key(Qt.Key.Key_C)
    hand.click(760, 248)
    hand.write("Recorder")
    hand.key(Qt.Key.Key_F2)
    hand.write("Archive")
    bench.session.undo()
    assert said[-1].startswith("Recorder, Component")
    bench.session.undo()
    assert said[-1] == ""
    assert canvas.accessibleDescription() == ""


def test_the_hints_of_an_edge_can_be_read_whole(bench, machine):
    canvas, hand = machine
    edge = bench.model.of(Edge)[0]
    with bench.session.change("Say nothing") as edit:
        edit.set(edge.id, guard="", update="", event=None)
    canvas.select([edge.id])
    hand.key(Qt.Key.Key_F2)
    for line in canvas._writing.editor.lines:
        room = line.style().subElementRect(QStyle.SubElement.SE_LineEditContents, _option(line), line)
        assert line.fontMetrics().horizontalAdvance(line.placeholderText()) + 4 <= room.width()


def _option(line):
    option = QStyleOptionFrame()
    line.initStyleOption(option)
    return option
