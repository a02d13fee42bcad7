"""Copies stand on their own: what they own is theirs, and lines lead between them."""

from core.ground.identity import counted_ids
from core.model import (
    Component,
    Connector,
    Edge,
    Editor,
    Event,
    Location,
    Port,
    Snapshot,
    StateMachine,
    Zone,
)
from core.model.copying import copy_into, family


def plant():
    edit = Editor(Snapshot(), counted_ids())
    zone = edit.new(Zone, name="Control")
    pump = edit.new(Component, name="Pump", zone=zone.id)
    valve = edit.new(Component, name="Valve", zone=zone.id)
    sensor = edit.new(Component, name="Sensor")
    ports = {one.name: edit.new(Port, name="p", owner=one.id) for one in (pump, valve, sensor)}
    start = edit.new(Event, name="start", owner=ports["Pump"].id)
    machine = edit.new(StateMachine, name="Pump behaviour", owner=pump.id)
    idle = edit.new(Location, name="Idle", owner=machine.id)
    busy = edit.new(Location, name="Busy", owner=machine.id)
    edit.new(Edge, owner=machine.id, source=idle.id, target=busy.id, event=start.id)
    edit.new(Connector, source=ports["Pump"].id, target=ports["Valve"].id, protocol="inside")
    edit.new(Connector, source=ports["Sensor"].id, target=ports["Pump"].id, protocol="outside")
    return edit.snapshot, pump, valve


def test_a_family_is_all_that_is_owned_and_the_lines_between():
    snapshot, pump, valve = plant()
    kinds = sorted(snapshot[one].kind for one in family(snapshot, (pump.id, valve.id)))
    assert kinds == [
        *("component", "component", "connector", "edge", "event", "location", "location"),
        *("port", "port", "state machine"),
    ]


def test_copies_refer_to_each_other_and_leave_the_originals_alone():
    snapshot, pump, valve = plant()
    edit = Editor(snapshot, counted_ids(1000))
    new = copy_into(edit, (pump.id, valve.id))
    after = edit.snapshot
    assert all(after[one.id] == one for one in snapshot)
    assert after[new[pump.id]].zone == pump.zone
    made = set(new.values())
    edges = [after[one] for one in made if isinstance(after[one], Edge)]
    assert all({edge.owner, edge.source, edge.target, edge.event} <= made for edge in edges)
    (flow,) = [after[one] for one in made if isinstance(after[one], Connector)]
    assert flow.protocol == "inside"
    assert {flow.source, flow.target} <= made
