"""Fields of one line say at once what is wrong in them, and look unstated where nothing is stated."""

import pytest
from PySide6.QtCore import Qt

from app.panels.expressions import Wanted, faults, wanted
from app.panels.shrinking_button import ShrinkingButton
from core.ground.identity import counted_ids
from core.model import ClockVariable, Edge, Editor, Location, StateMachine, Variable
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
    assert _offered(field) == ["Make clock t"]
    before = len(desk.session.project.heads)
    qtbot.mouseClick(field.card.offers[0], Qt.MouseButton.LeftButton)
    assert len(desk.session.project.heads) == before + 1
    assert desk.session.project.undoable.label == "Add clock t"
    (clock,) = [one for one in desk.session.snapshot().of(ClockVariable) if one.name == "t"]
    assert clock.owner == edge.owner
    qtbot.waitUntil(lambda: not field.card.isVisible())
    assert field.line.text() == "t <= 2 s"
    qtbot.keyClick(field.line, Qt.Key.Key_Return)
    assert desk.session.element(edge.id).guard == "t <= 2 s"


def _offered(field):
    return [one.text() for one in field.card.offers if one.isVisibleTo(field.card)]


@pytest.mark.parametrize(
    ("use", "typed", "offered"),
    [
        ("guard", "t <= 2 s", [(ClockVariable, "t")]),
        ("guard", "level > 3", [(Variable, "level", 0, 4)]),
        ("guard", "level == -2", [(Variable, "level", -2, 1)]),
        ("guard", "!ready", [(Variable, "ready", 0, 1)]),
        ("guard", "x >= 5 s && y <= 2 s", [(ClockVariable, "y")]),
        ("invariant", "t <= 2 s", [(ClockVariable, "t")]),
        ("update", "t := 500 ms", [(ClockVariable, "t")]),
        ("update", "n = 0", [(ClockVariable, "n"), (Variable, "n", 0, 1)]),
        ("update", "n := 5", [(Variable, "n", 0, 5)]),
        ("update", "n := n + 1", [(Variable, "n", 0, 1)]),
        ("update", "x = 0, m := true", [(Variable, "m", 0, 1)]),
        ("guard", "x >= 5 s && y <", []),
        ("guard", "Other.t <= 2 s", []),
        ("update", "start(t)", []),
    ],
)
def test_of_clock_and_variable_that_is_offered_which_leaves_least_wrong(desk, edge, use, typed, offered):
    snapshot = desk.session.snapshot()
    found = wanted(snapshot, typed, use, edge.owner)
    assert found == tuple(Wanted(*one) for one in offered)
    for one in found:
        editor = Editor(snapshot, counted_ids(9000))
        editor.new(one.kind, owner=edge.owner, **one.facts)
        assert len(faults(editor.snapshot, typed, use, edge.owner)) < len(
            faults(snapshot, typed, use, edge.owner)
        )


def test_an_update_that_either_would_set_right_offers_both_and_makes_the_one_that_is_taken(desk, edge, qtbot):
    field = desk.shown.inspector.field("update")
    field.line.setFocus()
    qtbot.keyClicks(field.line, "n := 0")
    qtbot.waitUntil(field.card.isVisible)
    # The words of an offer are as long as there is room for once the card has its width.
    qtbot.waitUntil(lambda: _offered(field) == ["Make clock n", "Make variable n, 0 to 1"])
    qtbot.mouseClick(field.card.offers[1], Qt.MouseButton.LeftButton)
    assert desk.session.project.undoable.label == "Add variable n"
    (made,) = desk.session.snapshot().of(Variable)
    assert (made.name, made.owner, made.low, made.high, made.initial) == ("n", edge.owner, 0, 1, 0)
    qtbot.waitUntil(lambda: not field.card.isVisible())


def test_a_latency_that_nobody_stated_looks_unstated(desk, qtbot):
    desk.session.select((element(desk, "Download").id,))
    qtbot.wait(10)
    line = desk.shown.inspector.field("latency_max").line
    assert (line.text(), line.placeholderText(), line.toolTip()) == ("", "? not stated", "Such as 250 ms")


def test_a_long_offer_is_shortened_where_there_is_no_room_and_told_whole(qtbot):
    button = ShrinkingButton()
    qtbot.addWidget(button)
    button.say("Make variable residual_chlorine, 0 to 1")
    button.show()
    button.resize(button.sizeHint())
    assert (button.text(), button.toolTip()) == (button.words, "")
    button.resize(90, button.height())
    assert button.text().endswith("…")
    assert button.toolTip() == button.accessibleName() == button.words
    assert button.minimumSizeHint().width() <= 90
    button.resize(button.sizeHint())
    assert button.text() == button.words
