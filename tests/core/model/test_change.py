"""Gathering the edits of a change, and what must hold afterwards."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.ground.identity import counted_ids
from core.model import (
    Allocation,
    AttackScenario,
    Component,
    Connector,
    DataStore,
    Diagram,
    Editor,
    Effect,
    EffectType,
    Node,
    Placement,
    Port,
    Requirement,
    Snapshot,
    SystemOfInterest,
    Term,
    Zone,
)
from core.model.integrity import all_breaches, breaches
from tests.core.strategies import snapshots


def editor(snapshot: Snapshot | None = None) -> Editor:
    return Editor(snapshot or Snapshot(), counted_ids(5000))


def test_steps_that_cancel_out_leave_no_edit():
    edit = editor()
    pump = edit.new(Component, name="Pump")
    edit.set(pump, name="Inlet pump")
    edit.remove(pump.id)
    assert edit.edits() == ()


def test_removing_takes_along_what_cannot_stand_alone():
    edit = editor()
    zone = edit.new(Zone, name="Field")
    pump = edit.new(Component, name="Pump", zone=zone.id)
    port = edit.new(Port, name="run", owner=pump.id)
    controller = edit.new(Component, name="Controller", zone=zone.id)
    flow = edit.new(Connector, source=controller.id, target=port.id)
    node = edit.new(Node, name="PLC")
    allocation = edit.new(Allocation, component=pump.id, node=node.id)
    diagram = edit.new(Diagram)
    placement = edit.new(Placement, owner=diagram.id, element=pump.id)
    term = edit.new(Term, name="pump", refers_to=pump.id)
    stop = Effect(EffectType.STOP, pump.id)
    attack = edit.new(AttackScenario, effects=(stop, Effect(EffectType.STOP, controller.id)))
    edit.remove(pump.id)
    left = edit.snapshot
    gone = {pump.id, port.id, flow.id, allocation.id, placement.id}
    assert gone.isdisjoint(left.elements)
    assert left.find(Term, term.id).refers_to is None
    assert [effect.on for effect in left.find(AttackScenario, attack.id).effects] == [controller.id]
    edit.remove(zone.id)
    assert edit.snapshot.find(Component, controller.id).zone is None


@given(snapshots(12), st.data())
def test_removing_anything_from_a_sound_model_leaves_it_sound(snapshot, data):
    edit = editor(snapshot)
    if len(snapshot):
        doomed = data.draw(st.sampled_from(list(snapshot)))
        edit.remove(doomed.id)
        assert doomed.id not in edit.snapshot
    assert list(breaches(edit.snapshot, edit.edits())) == []
    assert list(all_breaches(edit.snapshot)) == []


def codes(edit: Editor) -> list[str]:
    return [breach.code for breach in breaches(edit.snapshot, edit.edits())]


def test_a_reference_must_lead_to_an_element_of_a_fitting_kind():
    edit = editor()
    pump = edit.new(Component, name="Pump", zone="nowhere")
    assert codes(edit) == ["model-reference"]
    edit.set(pump, zone=pump.id)
    assert codes(edit) == ["model-reference-kind"]


def test_an_owner_must_fit_and_ownership_has_no_circle():
    edit = editor()
    node = edit.new(Node, name="PLC")
    edit.new(Port, name="in", owner=node.id)
    assert codes(edit) == ["model-owner"]
    edit = editor()
    outer = edit.new(Component, name="Outer")
    inner = edit.new(Component, name="Inner", owner=outer.id)
    edit.set(outer, owner=inner.id)
    assert set(codes(edit)) == {"model-owner-circle"}
    edit.set(outer, owner=outer.id)
    assert set(codes(edit)) == {"model-owner-circle"}
    edit = editor()
    store = edit.new(DataStore, name="Archive")
    edit.set(store, owner=store.id)
    assert set(codes(edit)) == {"model-owner", "model-owner-circle"}


def test_keys_of_requirements_are_unique_and_the_system_is_one():
    edit = editor()
    edit.new(Requirement, key="A-1", text="The pump shall stop.")
    edit.new(Requirement, key="A-1", text="The pump shall run.")
    assert set(codes(edit)) == {"model-requirement-key"}
    edit = editor()
    edit.new(SystemOfInterest, name="Plant")
    edit.new(SystemOfInterest, name="Other plant")
    assert set(codes(edit)) == {"model-system"}


def test_an_element_that_is_not_there_cannot_be_set():
    with pytest.raises(KeyError):
        editor().set("nobody", name="Nobody")


def test_the_keys_of_many_requirements_are_gathered_once(monkeypatch):
    edit = editor()
    for number in range(50):
        edit.new(Requirement, key=f"R-{number}", text="The pump shall stop.")
    asked = []
    of = Snapshot.of
    monkeypatch.setattr(Snapshot, "of", lambda snapshot, kind: asked.append(kind) or of(snapshot, kind))
    assert codes(edit) == []
    assert asked == [Requirement]
