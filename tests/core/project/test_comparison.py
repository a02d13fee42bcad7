"""Two models are compared element by element: what is told leads from the one to the other."""

from dataclasses import fields, replace

from hypothesis import given

from core.model import (
    Allocation,
    AttackScenario,
    Component,
    Connector,
    Diagram,
    Edit,
    Effect,
    EffectType,
    Filter,
    Node,
    Placement,
    Port,
    ProposedEdit,
    Requirement,
    Snapshot,
    TextNote,
    TraceLink,
    Truth,
    Zone,
)
from core.model.differences import differences, fact_changes
from core.project.comparison import alterations, compared, is_layout
from tests.core.strategies import snapshots
from tests.core.uppaal.plant import Builder


@given(snapshots(), snapshots())
def test_the_edits_lead_from_the_one_model_to_the_other_and_back(one, other):
    forth, back = compared(one, other), compared(other, one)
    assert one.after(Edit(edit.before, edit.after) for edit in forth) == other
    assert sorted((str(edit.after), str(edit.before)) for edit in back) == sorted(
        (str(edit.before), str(edit.after)) for edit in forth
    )
    assert compared(one, one) == []


def lines(before, after):
    edits = [edit for edit in compared(before, after) if not is_layout(edit)]
    return [(line.sort, line.subject, line.words) for line in differences(before, edits, after)]


def test_elements_are_called_as_they_are_called_where_they_are():
    b = Builder()
    zone = b.add(Zone, "Control")
    kept = b.add(Component, "Pump", zone=zone.id)
    gone = b.add(Component, "Old panel", zone=zone.id)
    before = b.snapshot
    office = Zone(id="~1", name="Office")
    moved = Component(id=kept.id, name="Dosing pump", zone=office.id)
    line = Connector(id="~2", source=moved.id, target=moved.id, protocol="S7")
    after = Snapshot([one for one in before if one.id not in (kept.id, gone.id)] + [office, moved, line])
    assert lines(before, after) == [
        ("added", "zone Office", "Office"),
        ("changed", "component Pump", "Name: Pump → Dosing pump"),
        ("changed", "component Pump", "Zone: Control → Office"),
        ("removed", "component Old panel", "Zone: Control"),
        ("added", "connector Dosing pump → Dosing pump", "Protocol: S7"),
    ]


def test_what_is_only_drawn_otherwise_is_layout():
    b = Builder()
    diagram = b.add(Diagram, "Plant")
    b.add(Filter, "", diagram, hides=("bus",))
    b.add(TextNote, "", diagram, text="To be done")
    edits = compared(Snapshot(), b.snapshot)
    assert {edit.after.kind for edit in edits if is_layout(edit)} == {"diagram", "filter", "note"}
    unit = b.add(Component, "Unit")
    place = b.add(Placement, "", diagram, element=unit.id, x=0, y=0, width=176, height=52)
    before = b.snapshot
    moved = Placement(id=place.id, owner=diagram.id, element=unit.id, x=8, y=0, width=176, height=52)
    after = Snapshot([*(one for one in before if one.id != place.id), moved])
    assert [is_layout(edit) for edit in compared(before, after)] == [True]
    assert lines(before, after) == []


def test_a_requirement_is_called_by_its_key():
    b = Builder()
    b.add(Requirement, "", key="R-1", text="The Pump shall stop.")
    assert lines(Snapshot(), b.snapshot) == [("added", "requirement R-1", "The Pump shall stop.")]


def test_what_only_stands_elsewhere_is_told_apart_from_what_changed():
    b = Builder()
    diagram = b.add(Diagram, "Plant")
    unit, pump = b.add(Component, "Unit"), b.add(Component, "Pump")
    places = [b.add(Placement, "", diagram, element=one.id, x=0, y=0) for one in (unit, pump)]
    before = b.snapshot
    edits = [Edit(place, replace(place, x=8)) for place in places]
    after = before.after([*edits, Edit(pump, replace(pump, name="Dosing pump"))])
    found = alterations(before, after)
    assert [(one.name, one.sort, len(one.edits)) for one in found] == [
        ("Dosing pump", "changed", 2),
        ("Unit", "drawn", 1),
    ]
    (place,) = fact_changes(found[1].edits[0], before, after)
    assert (place.title, place.before, place.after) == ("X", "0", "8")


def test_facts_are_told_before_and_after_and_defaults_only_where_they_changed():
    b = Builder()
    zone = b.add(Zone, "Control")
    pump = b.add(Component, "Pump", zone=zone.id, hardened=Truth.YES)
    before = b.snapshot
    after = before.after([Edit(pump, replace(pump, zone=None, hardened=Truth.UNKNOWN))])

    def told(edit, old, new):
        return [(one.title, one.before, one.after) for one in fact_changes(edit, old, new)]

    (changed,) = compared(before, after)
    assert told(changed, before, after) == [("Zone", "Control", "nothing"), ("Hardened", "Yes", "Unknown")]
    gone = ProposedEdit(pump, None)
    assert told(gone, before, Snapshot()) == [
        ("Name", "Pump", ""),
        ("Zone", "Control", ""),
        ("Hardened", "Yes", ""),
    ]


@given(snapshots(), snapshots())
def test_every_edit_is_told_and_each_on_one_line(one, other):
    for edit in compared(one, other):
        told = differences(one, [edit], other)
        assert told
        for line in told:
            assert (line.subject + line.words).splitlines() in ([], [line.subject + line.words])
        if edit.before is not None and edit.after is not None and edit.before.kind == edit.after.kind:
            altered = [
                field.name
                for field in fields(edit.before)
                if getattr(edit.before, field.name) != getattr(edit.after, field.name)
            ]
            assert len(told) == len(altered)


def test_what_became_part_of_something_else_is_told():
    b = Builder()
    panel, lamp = b.add(Component, "Panel"), b.add(Component, "Lamp")
    before = b.snapshot
    after = Snapshot([one for one in before if one.id != lamp.id] + [replace(lamp, owner=panel.id)])
    assert lines(before, after) == [("changed", "component Lamp", "Part of: nothing → Panel")]


def test_a_name_cannot_look_like_another_line_or_steer_a_terminal():
    b = Builder()
    pump = b.add(Component, "Pump")
    forged = "Pump\n- connector Safety interlock: Encrypted: Yes\x1b[2K\u202eabc"
    before = b.snapshot
    after = Snapshot([replace(pump, name=forged)])
    ((_sort, _subject, words),) = lines(before, after)
    assert words == ("Name: Pump → Pump - connector Safety interlock: Encrypted: Yes\\u001b[2K\\u202eabc")
    assert lines(after, before)[0][1].count("\\u001b") == 1


def test_ends_of_lines_and_owners_of_ports_are_told_and_ids_are_not():
    b = Builder()
    pump, node = b.add(Component, "Pump"), b.add(Node, "PLC 1")
    port = b.add(Port, "X1", owner=pump)
    allocation = b.add(Allocation, "", component=pump.id, node=node.id)
    line = b.add(Connector, "Command", source=pump.id, target=pump.id, protocol="S7")
    attack = b.add(
        AttackScenario, "Replay", effects=(Effect(effect=EffectType.REPLAY, on=line.id, budget=2),)
    )
    gone = {port.id, allocation.id, line.id}
    after = Snapshot(
        [
            replace(attack, effects=()) if one.id == attack.id else one
            for one in b.snapshot
            if one.id not in gone
        ]
    )
    assert sorted(lines(b.snapshot, after)) == [
        ("changed", "attack scenario Replay", "Effects: Replay Command 2 → nothing"),
        ("removed", "allocation Pump → PLC 1", ""),
        ("removed", "connector Command", "Pump → Pump, Protocol: S7"),
        ("removed", "port X1 (Pump)", "X1"),
    ]


def test_a_port_is_called_with_whose_it_is():
    b = Builder()
    display, pump = b.add(Component, "Level display"), b.add(Component, "Pump")
    base = b.snapshot
    for owner in (display, pump):
        b.add(Port, "in", owner)
    found = [one.name for one in alterations(base, b.snapshot)]
    assert found == ["in (Level display)", "in (Pump)"]


def test_a_clause_that_holds_a_line_break_cannot_look_like_another_line():
    b = Builder()
    pump = b.add(Component, "Pump")
    before = b.snapshot
    trace = b.add(TraceLink, "", source=pump.id, clause="SR 1.1\x1eadded pump")
    (line,) = differences(before, compared(before, b.snapshot), b.snapshot)
    assert trace.clause not in line.subject
    assert line.subject.splitlines() == [line.subject]
