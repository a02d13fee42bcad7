"""What is called after an element goes with its name, and expressions go on reading what they read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.ground.identity import counted_ids
from core.model import (
    Component,
    Diagram,
    DiagramType,
    Edge,
    Editor,
    Location,
    Proposition,
    Snapshot,
    StateMachine,
    Variable,
)
from core.model.namesakes import named_after, rename
from core.model.reading import readers


@pytest.mark.parametrize(
    ("name", "before", "after", "wanted"),
    [
        ("Inlet pump behaviour", "Inlet pump", "Feed pump", "Feed pump behaviour"),
        ("Verhalten der Pumpe", "Pumpe", "Förderpumpe", "Verhalten der Förderpumpe"),
        ("Inlet pump", "Inlet pump", "Inlet pump 2", "Inlet pump 2"),
        ("InletPump", "Inlet pump", "Inlet pump 2", "InletPump2"),
        ("InletPumpControl", "Inlet pump", "feed pump", "FeedPumpControl"),
        ("inlet_pump", "Inlet pump", "Feed pump", "feed_pump"),
        ("PumpControl", "Pump", "Feed pump", "FeedPumpControl"),
        ("Pump control", "Pump", "Feed pump", "Feed pump control"),
        ("Pumps", "Pump", "Valve", "Pumps"),
        ("Pump 12", "Pump 1", "Pump 3", "Pump 12"),
        ("TankLevel", "Level sensor", "Level sensor 2", "TankLevel"),
        ("Dosing", "Dosing pump", "Feed pump", "Dosing"),
        ("Anything", "", "Pump", "Anything"),
        ("Pump behaviour", "Pump", "", "Pump behaviour"),
    ],
)
def test_a_name_that_bears_another_is_written_with_the_new_one_as_it_was(name, before, after, wanted):
    assert named_after(name, before, after) == wanted


NAMES = st.lists(
    st.sampled_from(["Inlet", "Outlet", "pump", "valve", "north", "PLC"]), min_size=1, max_size=3, unique=True
).map(" ".join)


@given(NAMES, NAMES, st.sampled_from(["{} behaviour", "Behaviour of {}", "{}"]))
def test_a_name_changed_there_and_back_is_the_name_that_it_was(before, after, form):
    name = form.format(before)
    assert named_after(name, before, after) == form.format(after)
    assert named_after(named_after(name, before, after), after, before) == name


def pump_read_by_others():
    edit = Editor(Snapshot(), counted_ids())
    pump, tank = edit.new(Component, name="Inlet pump"), edit.new(Component, name="Tank")
    machine = edit.new(StateMachine, name="InletPump", owner=pump.id)
    edit.new(Variable, name="rate", owner=machine.id)
    edit.new(Diagram, name="Inlet pump behaviour", owner=machine.id, diagram=DiagramType.BEHAVIOUR)
    other = edit.new(StateMachine, name="Level", owner=tank.id)
    full = edit.new(Location, name="Full", owner=other.id, invariant="InletPump.rate == 0")
    edit.new(Edge, owner=other.id, source=full.id, target=full.id, guard="Inlet_pump.rate > 2 && Level.x < 1")
    edit.new(Proposition, name="pump off", expression="InletPump.rate == 0")
    return edit, pump, machine


def test_what_reads_a_machine_reads_it_under_the_name_that_it_took_on():
    edit, pump, machine = pump_read_by_others()
    before = {reader.id for reader, _field in readers(edit.snapshot, machine)}
    rename(edit, pump, "Feed pump 2")
    after = edit.snapshot
    assert after[machine.id].name == "FeedPump2"
    assert [one.name for one in after.of(Diagram)] == ["Feed pump 2 behaviour"]
    assert {reader.id for reader, _field in readers(after, after[machine.id])} == before != set()
    assert after.of(Edge)[0].guard == "Feed_pump_2.rate > 2 && Level.x < 1"
    assert after.of(Proposition)[0].expression == "FeedPump2.rate == 0"


def test_a_name_that_something_else_bears_too_is_read_as_it_was():
    edit, pump, _machine = pump_read_by_others()
    second = edit.new(Component, name="Other")
    edit.new(StateMachine, name="InletPump", owner=second.id)
    rename(edit, pump, "Feed pump")
    assert edit.snapshot.of(Proposition)[0].expression == "InletPump.rate == 0"


def test_what_stays_apart_keeps_its_name_and_its_readers():
    edit, pump, machine = pump_read_by_others()
    rename(edit, pump, "Feed pump", {machine.id})
    assert edit.snapshot[machine.id].name == "InletPump"
    assert edit.snapshot.of(Proposition)[0].expression == "InletPump.rate == 0"
