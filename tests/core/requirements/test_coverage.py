"""What requirements cover: the numbers add up, and nothing is told that a requirement speaks of."""

import pytest
from hypothesis import given

from core.ground.diagnostic import Severity
from core.ground.resources import sample_folder
from core.model import (
    Action,
    Actor,
    Binding,
    Component,
    Connector,
    Edge,
    Event,
    Language,
    Location,
    Port,
    Proposition,
    Requirement,
    StateMachine,
    TraceLink,
    Truth,
    Variable,
    Waiting,
    Zone,
)
from core.model.reading import readers
from core.model.substance import is_suspect
from core.project import read_text
from core.requirements.coverage import coverage, inputs_of, modes_of, uncovered
from core.requirements.mentions import read_in, readable_in, spoken_of
from tests.core.requirements.plant import Plant
from tests.core.strategies import snapshots

SAMPLES = [read_text(sample_folder(name)) for name in ("water-treatment", "brake-by-wire")]


@given(snapshots())
def test_met_and_unmet_are_all_there_is_and_never_both(model):
    found = coverage(model)
    for share, kind in (
        (found.linked, Requirement),
        (found.formalised, Requirement),
        (found.components, Component),
        (found.zones, Zone),
    ):
        assert sorted((*share.met, *share.unmet)) == [one.id for one in model.of(kind)]
    for share in (found.modes, found.inputs):
        assert share.total == len({*share.met, *share.unmet, *share.undecided})
    assert sorted(found.modes.unmet) == sorted(one for silent in found.silent for one in silent.modes)
    assert set(found.inputs.unmet) == {one for silent in found.silent for one in silent.inputs}


@pytest.mark.parametrize("model", SAMPLES, ids=["water", "brake"])
def test_a_machine_is_told_of_once_and_only_of_what_nothing_is_bound_or_traced_to(model):
    told = uncovered(model)
    assert len(told) == len({one.element for one in told}) > 0
    assert {one.severity for one in told} == {Severity.INFO}
    found = coverage(model)
    silent = {*found.modes.unmet, *found.inputs.unmet}
    for bound in model.of(Proposition):
        if bound.confirmed_by and bound.binding is not Binding.NONE:
            assert silent.isdisjoint((*bound.locations, bound.event))
    for link in model.of(TraceLink):
        assert silent.isdisjoint((link.source, link.target))
    read = {
        element.id
        for element in (*model.of(Variable), *model.of(Location))
        for reader, _field in readers(model, element)
        if isinstance(reader, Proposition)
    }
    assert silent.isdisjoint(read)


@pytest.mark.parametrize("model", SAMPLES, ids=["water", "brake"])
def test_every_trace_of_a_sample_is_confirmed_for_what_its_ends_say(model):
    assert {is_suspect(model, link) for link in model.of(TraceLink)} == {Truth.NO}


@pytest.mark.parametrize("model", SAMPLES, ids=["water", "brake"])
def test_what_an_expression_names_is_what_is_found_from_the_other_end(model):
    """Said by `core.model.reading`, which asks for each element who reads it."""
    readable = readable_in(model)
    expected = {
        (reader.id, element.id)
        for kind in (Variable, Location)
        for element in model.of(kind)
        for reader, _field in readers(model, element)
        if isinstance(reader, Proposition)
    }
    found = {
        (one.id, part.id)
        for one in model.of(Proposition)
        for part in read_in(one.expression, readable)
        if isinstance(part, Variable | Location)
    }
    assert found == expected


def test_modes_let_time_pass_and_inputs_come_from_outside():
    plant = Plant()
    plant.new(Location, name="Sending", owner=plant.machine.id, waiting=Waiting.COMMITTED)
    other = plant.new(StateMachine, name="Keys", owner=plant.panel.id)
    held = plant.new(Variable, name="held", owner=other.id)
    plant.new(
        Edge,
        owner=plant.machine.id,
        source=plant.idle.id,
        target=plant.dosing.id,
        event=plant.high.id,
        action=Action.RECEIVE,
        guard="Keys.held == 1 && alarm == 0",
    )
    model = plant.snapshot
    assert modes_of(model, plant.machine) == (plant.idle, plant.dosing, plant.stopped)
    assert inputs_of(model, plant.machine) == (plant.high, held)
    (told,) = uncovered(model)
    expected = "the modes Idle, Dosing, PumpStopped and the inputs level_high, Keys.held of Dosing control"
    assert told.message == f"No requirement speaks of {expected}"


def test_an_event_is_spoken_of_when_the_one_at_the_other_end_is_bound():
    plant = Plant()
    sender = plant.new(Component, name="Sensor")
    port = plant.new(Port, name="out", owner=sender.id)
    sent = plant.new(Event, name="level_high", owner=port.id)
    plant.new(Connector, source=port.id, target=plant.port.id)
    received = {"event": plant.high.id, "action": Action.RECEIVE}
    plant.new(Edge, owner=plant.machine.id, source=plant.idle.id, target=plant.idle.id, **received)
    plant.requirement("When something comes, the Sensor shall tell.")
    assert coverage(plant.snapshot).inputs.unmet == (plant.high.id,)
    plant.event("something comes", sent)
    assert coverage(plant.snapshot).inputs.unmet == ()


def test_what_a_text_calls_by_name_is_spoken_of_only_beside_what_it_belongs_to():
    plant = Plant()
    beside = plant.requirement("While idle, the Dosing controller shall wait.")
    alone = plant.requirement("While idle, the Operator panel shall wait.")
    spoken = spoken_of(plant.snapshot)
    assert plant.idle.id in spoken[beside.id]
    assert plant.idle.id not in spoken[alone.id]


def test_what_an_unbound_phrase_may_be_about_is_undecided_and_not_told():
    plant = Plant()
    plant.requirement("When high level comes, the Dosing controller shall keep stopped equipment.")
    found = coverage(plant.snapshot)
    assert (found.modes.undecided, found.modes.unmet) == (
        (plant.stopped.id,),
        (plant.idle.id, plant.dosing.id),
    )
    (told,) = uncovered(plant.snapshot)
    assert told.message == "No requirement speaks of the modes Idle, Dosing of Dosing control"


def test_a_word_in_another_form_leaves_it_undecided_whether_it_names_a_mode():
    plant = Plant()
    plant.requirement("The Dosing controller shall not idle for 5 s.", language=Language.PLAIN)
    plant.requirement("The Dosing controller shall end idling at once.", language=Language.PLAIN)
    assert plant.idle.id in coverage(plant.snapshot).modes.met
    other = Plant()
    other.requirement("The Dosing controller shall end idling at once.", language=Language.PLAIN)
    found = coverage(other.snapshot)
    assert other.idle.id in found.modes.undecided


def test_nothing_is_asked_of_the_surroundings():
    plant = Plant()
    actor = plant.new(Actor, name="Operator")
    habits = plant.new(StateMachine, name="Habits", owner=actor.id)
    plant.new(Location, name="Away", owner=habits.id)
    assert habits.id not in {one.machine for one in coverage(plant.snapshot).silent}
