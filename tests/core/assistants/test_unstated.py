"""What nobody stated of a connector proves nothing, and breaks nothing."""

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from core.assistants.proof import generated_model
from core.assistants.verification import verify_model
from core.model import (
    Action,
    ClockVariable,
    Component,
    Connector,
    Duration,
    Event,
    Location,
    Port,
    Requirement,
    StateMachine,
    Truth,
)
from tests.core.uppaal.plant import Builder

UNKNOWN, NO = Truth.UNKNOWN, Truth.NO

TEXTS = (
    "When go is sent, the Rcv shall be two within {time}.",
    "When go is sent, the Rcv shall be two.",
    "When go is sent, the Rcv shall be idle for {time}.",
    "When go is sent, the Rcv shall be two between 10 ms and {time}.",
    "When go is sent, the Rcv shall not be one within {time}.",
    "The Rcv shall not be flooded.",
    "The Rcv shall not be two.",
)


def line(least="", most="", may_lose=NO):
    """What is stated of a connector; empty where nothing is."""
    return {
        "latency_min": Duration.parse(least) if least else None,
        "latency_max": Duration.parse(most) if most else None,
        "may_lose": may_lose,
    }


def plant(text, repeats=False, soon="10 ms", **stated):
    """A sender of one message, or of one a second, and a receiver that is flooded by three at once."""
    b = Builder()
    sender, receiver = b.add(Component, "Snd"), b.add(Component, "Rcv")
    out, into = b.add(Port, "out", sender), b.add(Port, "in", receiver)
    go, come = b.add(Event, "go", out), b.add(Event, "go", into)
    b.add(Connector, "W", source=out.id, target=into.id, **stated)
    sending = b.add(StateMachine, "Sending", sender)
    b.add(ClockVariable, "x", sending)
    ready = b.add(Location, "Ready", sending, initial=True, invariant="x <= 1 s")
    done = ready if repeats else b.add(Location, "Done", sending)
    b.edge(sending, ready, done, guard="x >= 1 s", event=go.id, action=Action.SEND, update="x = 0")
    receiving = b.add(StateMachine, "Receiving", receiver)
    b.add(ClockVariable, "z", receiving)
    idle, one, two, bad = (
        b.add(Location, name, receiving, initial=name == "Idle") for name in ("Idle", "One", "Two", "Bad")
    )
    heard = {"event": come.id, "action": Action.RECEIVE}
    b.edge(receiving, idle, one, **heard, update="z = 0")
    for before, after in ((one, two), (two, bad)):
        b.edge(receiving, before, after, **heard, guard=f"z <= {soon}")
        b.edge(receiving, before, one, **heard, guard=f"z > {soon}", update="z = 0")
    b.event("go is sent", go)
    for words, place in (("be idle", idle), ("be one", one), ("be two", two), ("be flooded", bad)):
        b.state(words, place)
    b.state("be somewhere", idle, one, two, bad)
    b.state("be ready", ready)
    b.add(Requirement, "", key="R-1", text=text)
    return b.snapshot


def verdict(snapshot):
    """The worst of what its queries say of the requirement, and why."""
    rows = verify_model(snapshot, generated_model(snapshot))
    asked = [row for row in rows if (row["purpose"], row["requirement"]) == ("requirement", "R-1")]
    found = min(asked, key=lambda row: ("violated", "unknown", "satisfied").index(row["verdict"]))
    return found["verdict"], found["reason"] or ""


def test_messages_that_an_unstated_latency_lets_meet_are_thought_of():
    outcome, reason = verdict(plant("The Rcv shall not be flooded.", repeats=True, **line()))
    assert outcome == "unknown"
    assert "the latency of “W”" in reason
    stated = plant("The Rcv shall not be flooded.", repeats=True, **line("100 ms", "200 ms"))
    assert verdict(stated) == ("satisfied", "")


def test_what_no_number_of_messages_can_break_holds_although_they_meet():
    meeting = {"repeats": True, "soon": "0 ms", **line("0 ms", "5 s")}
    assert verdict(plant("The Rcv shall not be flooded.", **meeting))[0] == "unknown"
    assert verdict(plant("The Rcv shall be somewhere.", **meeting)) == ("satisfied", "")


@pytest.mark.parametrize("text", [TEXTS[0], TEXTS[1], TEXTS[2], TEXTS[4]])
@pytest.mark.parametrize("least", ["", "10 ms"])
def test_nothing_is_broken_by_a_latency_that_nobody_stated(text, least):
    outcome, reason = verdict(plant(text.format(time="1 s"), **line(least)))
    assert outcome == "unknown"
    assert "latency of “W”" in reason


def test_what_breaks_whatever_the_latency_is_violated():
    assert verdict(plant("The Snd shall be ready.", **line()))[0] == "violated"


@pytest.mark.parametrize("text", TEXTS[:2])
def test_where_all_may_be_lost_no_latency_is_needed_to_break_an_answer(text):
    assert verdict(plant(text.format(time="1 s"), **line(may_lose=Truth.YES)))[0] == "violated"


def test_a_message_lost_only_because_the_model_carries_one_breaks_nothing():
    text = "When go is sent, the Rcv shall be one within 500 ms."
    assert verdict(plant(text, repeats=True, **line("1500 ms", "1500 ms")))[0] == "violated"
    text = "When go is sent, the Rcv shall be one within 3 s."
    outcome, reason = verdict(plant(text, repeats=True, **line("1500 ms", "1500 ms")))
    assert outcome == "unknown"
    assert "another is under way on W" in reason


@pytest.mark.slow
@settings(max_examples=200, suppress_health_check=[HealthCheck.filter_too_much])
@given(
    st.sampled_from(TEXTS),
    st.sampled_from(["10 ms", "100 ms", "1 s"]),
    st.booleans(),
    st.sampled_from(["", "20 ms"]),
    st.sampled_from(list(Truth)),
    st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), min_size=1, max_size=3),
)
def test_a_verdict_on_what_is_not_stated_is_that_of_everything_it_may_be(
    text, time, repeats, least, may_lose, latencies
):
    """The oracle: whatever is decided before somebody states the facts is decided so afterwards."""
    text = text.format(time=time)
    before, _reason = verdict(plant(text, repeats, **line(least, "", may_lose)))
    assume(before != "unknown")
    for low, more in latencies:
        start = max(low * 40, 20 if least else 0)
        stated = line(
            f"{start} ms",
            f"{start + more * 60} ms",
            may_lose if may_lose is not UNKNOWN else Truth(["no", "yes"][low % 2]),
        )
        after, _reason = verdict(plant(text, repeats, **stated))
        assert after in (before, "unknown")
