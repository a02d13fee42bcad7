"""Verdicts whose ground is the same are kept; what is kept is what would be worked out anew."""

from dataclasses import replace

import pytest

from core.assistants.proof import Proof, generated_model
from core.assistants.verification import verify_model
from core.checker import Limits
from core.model import (
    Component,
    Connector,
    Diagram,
    DiagramType,
    Edge,
    Location,
    Placement,
    Requirement,
    Snapshot,
    StateMachine,
    Truth,
)
from tests.core.assistants.test_verification import watched


def verified(snapshot, known=()):
    return verify_model(snapshot, generated_model(snapshot), known=known)


def told(rows):
    """Rows without what each run takes and what they rest on."""
    left_out = ("seconds", "rests", "reads")
    return [{key: value for key, value in row.items() if key not in left_out} for row in rows]


@pytest.fixture
def asked(monkeypatch):
    """The formulas that the checker is asked for, as they are asked."""
    found = []
    ask = Proof.ask
    monkeypatch.setattr(
        Proof, "ask", lambda self, part, formula: found.append(formula) or ask(self, part, formula)
    )
    return found


def altered(snapshot, element, **facts):
    return Snapshot(replace(one, **facts) if one.id == element.id else one for one in snapshot)


def one(snapshot, kind, name=""):
    return next(each for each in snapshot.of(kind) if name in (each.name, ""))


def test_what_nothing_has_changed_for_is_asked_no_more(asked):
    snapshot = watched().snapshot
    rows = verified(snapshot)
    assert told(rows) == told(verify_model(snapshot, generated_model(snapshot)))
    asked.clear()
    assert verified(snapshot, rows) == rows
    assert asked == []


def test_an_unrelated_machine_a_place_or_a_new_component_leaves_a_verdict(asked):
    builder = watched()
    rows = verified(builder.snapshot)
    other = builder.add(Component, "Fan")
    machine = builder.add(StateMachine, "Turning", other)
    still = builder.add(Location, "Still", machine, initial=True)
    turns = builder.add(Location, "Turns", machine)
    builder.edge(machine, still, turns)
    diagram = builder.add(
        Diagram, "Behaviour", one(builder.snapshot, StateMachine, "Pumping"), diagram=DiagramType.BEHAVIOUR
    )
    builder.add(Placement, "", diagram, element=one(builder.snapshot, Location, "Check").id, x=333, y=77)
    asked.clear()
    after = verified(builder.snapshot, rows)
    requirement = [row for row in after if row["requirement"] == "R-1"]
    assert requirement == [row for row in rows if row["requirement"] == "R-1"]
    assert not [formula for formula in asked if formula != "A[] not deadlock"]


EDITS = {
    "a slower check": lambda s: altered(s, one(s, Location, "Check"), invariant="x <= 900 ms"),
    "a longer line": lambda s: altered(s, one(s, Connector), latency_max=None, latency_min=None),
    "a line that may lose": lambda s: altered(s, one(s, Connector), may_lose=Truth.UNKNOWN),
    "another deadline": lambda s: altered(
        s, one(s, Requirement), text="When the level is high, the Pump shall stop within 150 ms."
    ),
    "another name": lambda s: altered(s, one(s, Location, "Stopped"), name="At rest"),
    "no way to the sender": lambda s: Snapshot(
        each for each in s if not (isinstance(each, Edge) and each.source == one(s, Location, "Low").id)
    ),
}


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS.keys())
def test_with_what_was_known_the_verdicts_are_those_worked_out_anew(edit):
    snapshot = watched().snapshot
    known = verified(snapshot)
    after = edit(snapshot)
    assert told(verified(after, known)) == told(verify_model(after, generated_model(after)))


def test_a_verdict_reads_its_machines_and_what_they_are_part_of_and_no_other():
    builder = watched()
    other = builder.add(Component, "Fan")
    snapshot = builder.snapshot
    row = next(each for each in verified(snapshot) if each["purpose"] == "requirement")
    reads = set(row["reads"])
    wanted = [
        one(snapshot, Component, "Pump"),
        one(snapshot, StateMachine, "Pumping"),
        one(snapshot, Connector),
    ]
    assert {each.id for each in (*wanted, one(snapshot, Requirement))} <= reads
    assert other.id not in reads


def test_the_command_line_is_told_nothing_of_it():
    snapshot = watched().snapshot
    rows = verify_model(snapshot, generated_model(snapshot), None, Limits())
    assert not any({"rests", "reads"} & row.keys() for row in rows)
