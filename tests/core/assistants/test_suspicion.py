"""What an end of a trace said when it was confirmed is found in the journal by the digest on the link."""

import pytest

from core.assistants.covering import covering
from core.assistants.inputs import kinds_read
from core.assistants.known import Findings, Known
from core.assistants.suspicion import said_then, what_changed
from core.assistants.trace_sketch import sketch
from core.ground.identity import counted_ids, system_clock
from core.model import Component, Location, Requirement, StateMachine, TraceLink
from core.model.substance import confirmed
from core.project import Surroundings, create_project


@pytest.fixture
def project(tmp_path):
    """A requirement that a component and its machine satisfy, by confirmed links."""
    with create_project(tmp_path / "p.bzn", Surroundings(system_clock, counted_ids(), "T")) as made:
        with made.change("Begin") as edit:
            pump = edit.new(Component, name="Pump")
            machine = edit.new(StateMachine, name="Pumping", owner=pump.id)
            edit.new(Location, name="Idle", owner=machine.id, initial=True)
            one = edit.new(Requirement, key="R1", text="The pump shall stop.")
            for source in (pump, machine):
                link = edit.new(TraceLink, source=source.id, target=one.id)
                edit.add(confirmed(edit.snapshot, link))
        yield made


def change(project, name, **facts):
    """Give an element other facts, in a change of their own."""
    element = next(one for one in project.snapshot() if name in (one.name, getattr(one, "key", "")))
    with project.change(f"Set {name}") as edit:
        edit.set(element, **facts)
    return element


def told(project):
    """What changed about each link, as text."""
    links = project.snapshot().of(TraceLink)
    return [
        [(end.name, one.title, one.before, one.after) for end in ends for one in end.changes]
        for ends in (what_changed(project, link) for link in links)
    ]


def test_what_was_confirmed_is_found_behind_any_number_of_later_changes(project):
    for text in ("One.", "Two.", "Three."):
        change(project, "R1", text=text, key="R1")
    change(project, "Pump", note="seen")
    expected = ("R1", "Text", "The pump shall stop.", "Three.")
    assert told(project) == [[expected], [expected]]
    project.undo()
    project.undo()
    assert told(project)[0] == [("R1", "Text", "The pump shall stop.", "Two.")]


def test_facts_that_say_nothing_are_not_among_what_changed(project):
    change(project, "Pump", technology="Membrane", note="old")
    assert told(project) == [[("Pump", "Technology", "nothing", "Membrane")], []]


def test_what_is_in_a_machine_is_told_by_its_parts(project):
    idle = change(project, "Idle", invariant="x <= 5")
    assert told(project)[1] == [("Pumping", "location Idle, Invariant", "nothing", "x <= 5")]
    with project.change("Go on") as edit:
        edit.new(Location, name="Held", owner=idle.owner)
        edit.remove(idle.id)
    assert told(project)[1] == [
        ("Pumping", "location Idle", "there", ""),
        ("Pumping", "location Held", "", "new"),
    ]


def test_a_digest_that_nothing_ever_had_is_not_found(project):
    one = change(project, "R1", text="One.")
    assert said_then(project, one.id, "0" * 16) is None


def test_verified_is_what_is_satisfied_for_the_model_as_it_is(project):
    snapshot = project.snapshot()
    (one,) = snapshot.of(Requirement)
    row = {"element": one.id, "verdict": "satisfied", "purpose": "requirement", "reads": [one.id]}
    inputs = snapshot.digest(kinds_read("verify", snapshot))
    known = Known(snapshot, verdicts=Findings((row,), inputs))
    assert covering(known).verified.met == (one.id,)
    stale = Known(snapshot, verdicts=Findings((row,), "earlier"))
    assert (covering(stale).verified.met, covering(stale).verified.unmet) == ((), (one.id,))
    violated = Known(snapshot, verdicts=Findings(({**row, "verdict": "violated"},), inputs))
    assert covering(violated).verified.unmet == (one.id,)
    assert covering(Known(snapshot)).verified.total == 1


def test_the_picture_says_of_a_stale_verdict_that_it_is_stale(project):
    snapshot = project.snapshot()
    (one,) = snapshot.of(Requirement)
    row = {"element": one.id, "verdict": "satisfied", "purpose": "requirement", "reads": [one.id]}
    picture = sketch(Known(snapshot, verdicts=Findings((row,), "earlier")), one)
    verdict = picture.right[-1][0].boxes[0]
    assert (verdict.title, verdict.mark) == ("satisfied, stale", "stale")
    assert [box.title for box in picture.boxes()][:2] == ["Pump", "Pumping"]
