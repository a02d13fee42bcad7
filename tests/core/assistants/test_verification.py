"""Verdicts say what they rest on: nothing that nobody stated is taken to be harmless."""

from dataclasses import replace
from itertools import groupby

import pytest

from core.assistants.assumptions import open_reason
from core.assistants.diverging import unhurried
from core.assistants.plans import plain_model
from core.assistants.proof import generated_model
from core.assistants.verification import _group, verify_model
from core.checker import Outcome, verify
from core.ground.resources import sample_folder
from core.jobs import run
from core.model import (
    Action,
    ClockVariable,
    Component,
    Connector,
    Duration,
    Edge,
    Event,
    Location,
    Port,
    Requirement,
    Snapshot,
    StateMachine,
    Truth,
    Variable,
)
from core.project import read_text
from tests.core.uppaal.plant import Builder

UNKNOWN = Truth.UNKNOWN


def watched(may_lose=Truth.NO, latency="100 ms", guard="x >= 2 s", stays="x <= 100 ms"):
    """A watch that says when the level is high, over a line, to a pump that stops after a check."""
    b = Builder()
    watch, pump = b.add(Component, "Watch"), b.add(Component, "Pump")
    out, into = b.add(Port, "out", watch), b.add(Port, "in", pump)
    high, high_in = b.add(Event, "level high", out), b.add(Event, "level high", into)
    b.add(
        Connector,
        "Line",
        source=out.id,
        target=into.id,
        may_lose=may_lose,
        latency_min=Duration.parse(latency) if latency else None,
        latency_max=Duration.parse(latency) if latency else None,
    )
    watching = b.add(StateMachine, "Watching", watch)
    b.add(ClockVariable, "x", watching)
    low = b.add(Location, "Low", watching, initial=True)
    risen = b.add(Location, "Risen", watching)
    b.edge(watching, low, risen, guard=guard, event=high.id, action=Action.SEND)
    b.edge(watching, risen, low, guard="x >= 1 s", update="x = 0")
    pumping = b.add(StateMachine, "Pumping", pump)
    b.add(ClockVariable, "x", pumping)
    running = b.add(Location, "Running", pumping, initial=True)
    check = b.add(Location, "Check", pumping, invariant=stays)
    stopped = b.add(Location, "Stopped", pumping)
    b.edge(pumping, running, check, event=high_in.id, action=Action.RECEIVE, update="x = 0")
    b.edge(pumping, check, stopped, guard="x >= 100 ms")
    b.event("the level is high", high)
    b.state("stop", stopped)
    b.add(Requirement, "", key="R-1", text="When the level is high, the Pump shall stop within 300 ms.")
    return b


def row(snapshot, purpose="requirement", key="R-1"):
    rows = verify_model(snapshot, generated_model(snapshot))
    (found,) = [one for one in rows if (one["purpose"], one["requirement"]) == (purpose, key)]
    return found


def test_what_is_stated_decides():
    found = row(watched().snapshot)
    assert (found["verdict"], found["reason"]) == ("satisfied", None)
    assert row(watched(may_lose=Truth.YES).snapshot)["verdict"] == "violated"


def test_a_requirement_that_holds_only_if_nothing_is_lost_is_open_until_that_is_stated():
    found = row(watched(may_lose=UNKNOWN).snapshot)
    assert found["verdict"] == "unknown"
    assert "whether “Line” may lose messages" in found["reason"]


def test_what_was_not_decided_at_worst_is_not_said_to_fail():
    snapshot = watched(may_lose=UNKNOWN).snapshot
    lines = [line.id for line in snapshot.of(Connector)]
    assert open_reason(snapshot, lines, can_fail=True).endswith("and can fail if not.")
    assert open_reason(snapshot, lines, can_fail=False).endswith("otherwise was not decided.")


def test_a_deadline_is_not_proven_on_a_latency_that_nobody_stated():
    found = row(watched(latency="").snapshot)
    assert found["verdict"] == "unknown"
    assert "the latency of “Line”" in found["reason"]


def test_what_is_not_stated_is_no_matter_where_the_requirement_holds_either_way():
    b = watched(may_lose=UNKNOWN, latency="")
    b.state("run", *(one for one in b.elements if one.name in ("Running", "Check", "Stopped")))
    b.add(Requirement, "", key="R-2", text="While the level is high, the Pump shall run.")
    b.add(Requirement, "", key="R-3", text="The Pump shall run.")
    found = row(b.snapshot, key="R-3")
    assert (found["verdict"], found["reason"]) == ("satisfied", None)


def test_what_is_violated_as_stated_stays_violated():
    found = row(watched(may_lose=UNKNOWN, stays="x <= 400 ms").snapshot)
    assert found["verdict"] == "violated"


def test_a_trigger_that_never_comes_is_said_beside_the_verdict():
    found = row(watched(guard="x >= 2 s && x < 1 s").snapshot)
    assert found["verdict"] == "satisfied"
    assert found["reason"] == "What calls for it can never happen in this model, so nothing is ever demanded."


def test_a_state_that_is_never_reached_is_said_beside_the_verdict():
    b = watched(guard="x >= 2 s && x < 1 s")
    b.state("run", next(one for one in b.elements if one.name == "Running"))
    b.state("the pump is stopped", next(one for one in b.elements if one.name == "Stopped"))
    b.add(Requirement, "", key="R-2", text="While the pump is stopped, the Pump shall run.")
    found = row(b.snapshot, key="R-2")
    assert found["verdict"] == "satisfied"
    assert found["reason"].startswith("What calls for it can never happen")


def test_a_value_out_of_range_is_noticed_in_a_machine_that_only_listens():
    b = watched()
    log = b.add(Component, "Log")
    heard = b.add(Event, "level high", b.add(Port, "in", log))
    line = next(one for one in b.elements if one.name == "Line")
    b.add(Connector, "Copy", source=line.source, target=heard.owner, may_lose=Truth.NO)
    logging = b.add(StateMachine, "Logging", log)
    b.add(Variable, "n", logging, high=1)
    only = b.add(Location, "Only", logging, initial=True)
    b.edge(logging, only, only, event=heard.id, action=Action.RECEIVE, update="n = n + 1")
    stop = row(b.snapshot, "deadlock", None)
    assert stop["verdict"] == "unknown"
    assert "value 2 outside 0..1" in stop["reason"]


def test_nothing_is_proven_by_behaviour_that_stops_time():
    snapshot = watched(stays="x <= 50 ms").snapshot
    stop = row(snapshot, "deadlock", None)
    assert stop["verdict"] == "violated"
    assert "Pumping" in stop["reason"]
    found = row(snapshot)
    assert found["verdict"] == "unknown"
    assert "can come to a stop" in found["reason"]


@pytest.mark.parametrize("ends", [True, False])
def test_the_verdict_on_deadlocks_is_that_of_the_exported_document(ends):
    b = Builder()
    one, two = b.add(Component, "One"), b.add(Component, "Two")
    first = b.add(StateMachine, "First", one)
    places = [b.add(Location, name, first, initial=name == "A") for name in "AB"]
    b.edge(first, *places)
    second = b.add(StateMachine, "Second", two)
    b.add(ClockVariable, "x", second)
    turns = [b.add(Location, name, second, initial=name == "C", invariant="x <= 2 s") for name in "CD"]
    b.edge(second, *turns, guard="x >= 1 s", update="x = 0")
    if not ends:
        b.edge(second, *reversed(turns), guard="x >= 1 s", update="x = 0")
    generated = generated_model(b.snapshot)
    (query,) = [known for known in generated.queries if known.formula == "A[] not deadlock"]
    whole = verify(generated.document, query.formula).outcome
    assert whole is (Outcome.VIOLATED if ends else Outcome.SATISFIED)
    assert row(b.snapshot, "deadlock", None)["verdict"] == whole.value


@pytest.mark.parametrize("alone", [True, False])
def test_parts_that_stop_are_told_apart_from_a_whole_that_stops(alone):
    b = Builder()
    first = b.add(StateMachine, "First", b.add(Component, "One"))
    b.add(ClockVariable, "x", first)
    places = [b.add(Location, name, first, initial=name == "A", invariant="x <= 2 s") for name in "AB"]
    b.edge(first, *places)
    if not alone:
        second = b.add(StateMachine, "Second", b.add(Component, "Two"))
        turns = [b.add(Location, name, second, initial=name == "C") for name in "CD"]
        b.edge(second, *turns)
        b.edge(second, *reversed(turns))
    found = row(b.snapshot, "deadlock", None)
    assert (found["verdict"], found["reason"]) == (
        ("violated", "These can come to a stop: First")
        if alone
        else ("satisfied", "The whole never stops; these parts can: First.")
    )


@pytest.mark.parametrize(
    ("may_lose", "latency", "verdict"),
    [(Truth.NO, "100 ms", "satisfied"), (Truth.NO, "250 ms", "violated"), (Truth.YES, "100 ms", "violated")],
)
def test_to_forget_what_was_stated_never_proves_more(may_lose, latency, verdict):
    whole = watched(may_lose, latency).snapshot
    assert row(whole)["verdict"] == verdict
    line = next(iter(whole.of(Connector)))
    forgotten = replace(line, may_lose=UNKNOWN, latency_min=None, latency_max=None)
    others = [element for element in whole if element.id != line.id]
    assert row(Snapshot((*others, forgotten)))["verdict"] == "unknown"


def called(stays="x <= 1 s", leaves="x >= 2 s", text="", guarded=False):
    """A controller that anybody can call, and that stops the pump a while later."""
    b = Builder()
    controller = b.add(Component, "Controller")
    port = b.add(Port, "in", controller)
    go = b.add(Event, "go", port)
    machine = b.add(StateMachine, "Controlling", controller)
    b.add(ClockVariable, "x", machine)
    idle = b.add(Location, "Idle", machine, initial=True)
    run = b.add(Location, "Run", machine, invariant=stays)
    stopped = b.add(Location, "Stopped", machine)
    b.edge(machine, idle, run, event=go.id, action=Action.RECEIVE, update="x = 0")
    b.edge(machine, run, stopped, guard=leaves)
    b.event("go comes", go)
    b.state("stop the pump", stopped)
    b.add(Requirement, "", key="R-1", text=text)
    if guarded:  # elsewhere, a receiving edge with a guard over clocks, of which UPPAAL finds no deadlocks
        other = b.add(Component, "Other")
        hears = b.add(Event, "call", b.add(Port, "in", other))
        listening = b.add(StateMachine, "Listening", other)
        b.add(ClockVariable, "x", listening)
        places = [b.add(Location, name, listening, initial=name == "A") for name in "AB"]
        b.edge(listening, *places, guard="x >= 500 ms", event=hears.id, action=Action.RECEIVE)
    return b.snapshot


WITHIN = "When go comes, the Controller shall stop the pump within 3 s."


@pytest.mark.parametrize("guarded", [False, True])
def test_time_that_stops_is_noticed_although_something_can_come_from_outside(guarded):
    found = row(called(text=WITHIN, guarded=guarded))
    assert found["verdict"] == "unknown"
    assert "can come to a stop" in found["reason"]
    found = row(called(stays="x <= 2 s", text=WITHIN, guarded=guarded))
    assert (found["verdict"], found["reason"]) == ("satisfied", None)


@pytest.mark.parametrize(("stays", "verdict"), [("x <= 1 s", "unknown"), ("x <= 2 s", "satisfied")])
def test_a_machine_may_be_called_like_what_watches_whether_time_stops(stays, verdict):
    drawn = called(stays=stays, text=WITHIN)
    kinds = (Component, StateMachine)
    renamed = Snapshot(replace(one, name="Ticking") if isinstance(one, kinds) else one for one in drawn)
    assert "Ticking" in [template.name for template in generated_model(renamed).document.templates]
    found = row(renamed)
    assert (found["verdict"], found["reason"] is None) == (verdict, verdict == "satisfied")


def test_a_run_in_which_no_time_passes_breaks_nothing():
    timely = "When go comes, the Controller shall stop the pump within 1 s."
    assert row(called(leaves="x >= 0 s", text=timely))["verdict"] == "satisfied"
    found = row(called(leaves="x >= 0 s", text="When go comes, the Controller shall stop the pump."))
    assert (found["verdict"], found["reason"]) == ("satisfied", None)


def test_an_environment_that_never_hurries_may_send_what_is_called_like_its_clock():
    drawn = called(text=WITHIN)
    renamed = Snapshot(replace(one, name="pause") if isinstance(one, Event) else one for one in drawn)
    document = generated_model(renamed).document
    slowed = unhurried(document, ["Environment"])
    assert verify(slowed, f"E<> {document.templates[0].name}.Run").outcome is Outcome.SATISFIED


def test_a_run_in_which_time_passes_breaks_although_one_without_time_was_found_first():
    snapshot = called(leaves="x >= 0 s", text="When go comes, the Controller shall stop the pump.")
    run = next(one for one in snapshot.of(Location) if one.name == "Run")
    again = Edge(id="~1", owner=run.owner, source=run.id, target=run.id, guard="x >= 1 s", update="x = 0")
    found = row(Snapshot((*snapshot, again)))
    assert found["verdict"] == "violated"
    assert any(step["waits"] for step in found["explanation"]["steps"])


@pytest.mark.parametrize(
    ("least", "most", "verdict"), [("10 ms", "20 ms", "unknown"), ("60 ms", "70 ms", "violated")]
)
def test_a_message_that_meets_another_under_way_proves_nothing(least, most, verdict):
    b = Builder()
    panel, controller = b.add(Component, "Panel"), b.add(Component, "Controller")
    out, into = b.add(Port, "out", panel), b.add(Port, "in", controller)
    sent = [b.add(Event, name, out) for name in ("go", "halt")]
    heard = [b.add(Event, name, into) for name in ("go", "halt")]
    later = Duration.parse("50 ms")
    line = {"latency_min": later, "latency_max": later, "may_lose": Truth.NO}
    b.add(Connector, "Line", source=out.id, target=into.id, **line)
    pressing = b.add(StateMachine, "Pressing", panel)
    b.add(ClockVariable, "x", pressing)
    first = b.add(Location, "A", pressing, initial=True)
    second = b.add(Location, "B", pressing, invariant=f"x <= {most}")
    last = b.add(Location, "C", pressing)
    b.edge(pressing, first, second, event=sent[0].id, action=Action.SEND, update="x = 0")
    b.edge(pressing, second, last, guard=f"x >= {least}", event=sent[1].id, action=Action.SEND)
    obeying = b.add(StateMachine, "Obeying", controller)
    idle, gone, halted = (
        b.add(Location, name, obeying, initial=name == "A") for name in ("A", "B", "Halted")
    )
    b.edge(obeying, idle, gone, event=heard[0].id, action=Action.RECEIVE)
    for source in (idle, gone):
        b.edge(obeying, source, halted, event=heard[1].id, action=Action.RECEIVE)
    b.state("be halted", halted)
    b.add(Requirement, "", key="R-1", text="The Controller shall not be halted.")
    found = row(b.snapshot)
    assert found["verdict"] == verdict
    assert verdict == "violated" or "“Line”" in found["reason"] or "on Line" in found["reason"]


def test_the_verdicts_on_each_requirement_are_told_as_soon_as_they_are_known():
    b = watched()
    b.add(Requirement, "", key="R-2", text="The Pump shall always stop.")
    parts = []
    rows = verify_model(b.snapshot, generated_model(b.snapshot), found=lambda part: parts.append([*part]))
    assert [row for part in parts for row in part] == rows
    assert all(len({row["element"] for row in part}) == 1 for part in parts)
    assert len(parts) > 2
    again = []
    kept = verify_model(b.snapshot, generated_model(b.snapshot), known=(), found=again.append)
    from_known = []
    verify_model(b.snapshot, generated_model(b.snapshot), known=kept, found=from_known.append)
    assert [row for part in from_known for row in part] == kept


def test_a_requirement_and_whether_its_trigger_comes_are_decided_together_in_the_sample():
    generated = generated_model(read_text(sample_folder("water-treatment")))
    groups = [key for key, _queries in groupby(generated.queries, _group)]
    assert len(groups) == len(set(groups)) > 10


def test_a_worker_tells_verdicts_before_the_rest_is_known():
    b = watched()
    payload = {"elements": plain_model(b.snapshot), "timeout": 60.0}
    parts = []
    outcome = run("verify", payload, found=parts.append)
    verdicts = [row for row in outcome.result if row["purpose"] != "finding"]
    assert [row for part in parts for row in part] == verdicts
    assert len(parts) > 1
