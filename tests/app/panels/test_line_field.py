"""Fields of one line say at once what is wrong in them, and look unstated where nothing is stated."""

import pytest
from PySide6.QtCore import Qt

from app.panels.expressions import wanted_clock
from core.model import ClockVariable, Edge, Location, StateMachine
from tests.app.conftest import element


@pytest.fixture
def edge(desk, qtbot):
    """The window with an edge of the machine selected, whose guard can be typed."""
    with desk.session.change("Add an edge") as edit:
        (machine,) = desk.session.snapshot().of(StateMachine)
        idle, held = desk.session.snapshot().of(Location)
        edit.new(ClockVariable, name="x", owner=machine.id)
        made = edit.new(Edge, owner=machine.id, source=idle.id, target=held.id)
    desk.activateWindow()
    desk.session.select((made.id,))
    qtbot.wait(10)
    return made


def test_a_fault_of_a_guard_is_told_at_its_field_while_it_is_typed(desk, edge, qtbot):
    field = desk.shown.inspector.field("guard")
    qtbot.keyClicks(field.line, "x >= 5 s && y <")
    qtbot.waitUntil(field.card.isVisible)
    assert field.line.property("faulty")
    assert "Guard, column" in field.card._where.text()
    qtbot.keyClick(field.line, Qt.Key.Key_Return)
    assert desk.session.element(edge.id).guard == "x >= 5 s && y <"
    assert field.card.isVisible()
    field.line.setText("x >= 5 s")
    qtbot.waitUntil(lambda: not field.card.isVisible())
    assert not field.line.property("faulty")


def test_a_name_that_means_nothing_in_the_machine_is_told(desk, edge, qtbot):
    field = desk.shown.inspector.field("guard")
    qtbot.keyClicks(field.line, "level > 3")
    qtbot.waitUntil(field.card.isVisible)
    assert "level" in field.card._what.text()


def test_the_clock_that_a_guard_lacks_is_made_at_its_field_by_one_change(desk, edge, qtbot):
    field = desk.shown.inspector.field("guard")
    field.line.setFocus()
    qtbot.keyClicks(field.line, "t <= 2 s")
    qtbot.waitUntil(field.card.isVisible)
    assert field.card.offer.text() == "Make clock t"
    before = len(desk.session.project.heads)
    qtbot.mouseClick(field.card.offer, Qt.MouseButton.LeftButton)
    assert len(desk.session.project.heads) == before + 1
    assert desk.session.project.undoable.label == "Add clock t"
    (clock,) = [one for one in desk.session.snapshot().of(ClockVariable) if one.name == "t"]
    assert clock.owner == edge.owner
    qtbot.waitUntil(lambda: not field.card.isVisible())
    assert field.line.text() == "t <= 2 s"
    qtbot.keyClick(field.line, Qt.Key.Key_Return)
    assert desk.session.element(edge.id).guard == "t <= 2 s"


@pytest.mark.parametrize("typed", ["level > 3", "x >= 5 s && y <", "Other.t <= 2 s", "n = 0"])
def test_no_clock_is_offered_where_none_is_meant(desk, edge, typed):
    use = "update" if typed == "n = 0" else "guard"
    assert wanted_clock(desk.session.snapshot(), typed, use, edge.owner) == ""
    assert wanted_clock(desk.session.snapshot(), "x >= 5 s && y <= 2 s", "guard", edge.owner) == "y"


def test_a_latency_that_nobody_stated_looks_unstated(desk, qtbot):
    desk.session.select((element(desk, "Download").id,))
    qtbot.wait(10)
    line = desk.shown.inspector.field("latency_max").line
    assert (line.text(), line.placeholderText(), line.toolTip()) == ("", "? not stated", "Such as 250 ms")
