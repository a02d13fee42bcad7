"""A violation in one sentence: the phrases, the times and the bound of what was demanded."""

import pytest

from core.checker import verify
from core.formal.property import Atom, Formalised, Pattern, Property
from core.model import (
    Action,
    ClockVariable,
    Component,
    Duration,
    Event,
    Location,
    Port,
    Requirement,
    StateMachine,
)
from core.uppaal.explanation import explain
from core.uppaal.generation.whole import Purpose, generate
from tests.core.uppaal.plant import Builder


def summary(pattern, subject, trigger=None, **timing):
    """What is said of a lamp that is off, is on from 2 s to 5 s and then broken; it tells that it fails."""
    b = Builder()
    lamp = b.add(Component, "Lamp")
    fails = b.add(Event, "fails", b.add(Port, "out", lamp))
    machine = b.add(StateMachine, "M", lamp)
    b.add(ClockVariable, "x", machine)
    off = b.add(Location, "Off", machine, initial=True, invariant="x <= 2 s")
    on = b.add(Location, "On", machine, invariant="x <= 5 s")
    broken = b.add(Location, "Broken", machine)
    b.edge(machine, off, on, guard="x >= 2 s")
    b.edge(machine, on, broken, guard="x >= 5 s", event=fails.id, action=Action.SEND)
    known = {
        "the lamp is on": b.state("the lamp is on", on),
        "the lamp is broken": b.state("the lamp is broken", broken),
        "the lamp fails": b.event("the lamp fails", fails),
    }
    requirement = b.add(Requirement, "R", key="LA-1", text="A requirement.")
    p = Property(
        requirement.id,
        pattern,
        Atom(known[subject].id),
        trigger=None if trigger is None else Atom(known[trigger].id),
        **{bound: Duration.parse(time) if isinstance(time, str) else time for bound, time in timing.items()},
    )
    generated = generate(b.snapshot, {requirement.id: Formalised(requirement.id, (p,))})
    (query,) = (one for one in generated.queries if one.purpose is Purpose.REQUIREMENT)
    verdict = verify(generated.document, query.formula)
    return explain(b.snapshot, generated.trace_map, verdict.trace, query).summary


ON, BROKEN, FAILS = "the lamp is on", "the lamp is broken", "the lamp fails"


@pytest.mark.parametrize(
    ("pattern", "subject", "trigger", "timing", "words"),
    [
        (Pattern.ABSENCE, FAILS, None, {}, "“the lamp fails” at 5 s."),
        (Pattern.UNIVERSALITY, ON, None, {}, "“the lamp is on” does not hold at 0 ms."),
        (
            Pattern.PRECEDENCE,
            ON,
            FAILS,
            {},
            "“the lamp is on” at 2 s, and “the lamp fails” had not come before.",
        ),
        (
            Pattern.MINIMUM_DURATION,
            ON,
            None,
            {"at_least": "4 s"},
            "“the lamp is on” ends at 5 s, 3 s after it had to begin; it must last 4 s.",
        ),
        (
            Pattern.MINIMUM_DURATION,
            ON,
            FAILS,
            {"at_least": "1 min"},
            "“the lamp fails” at 5 s, when “the lamp is on” does not hold; it must, for 1 min.",
        ),
        (
            Pattern.MINIMUM_DURATION,
            ON,
            None,
            {"at_least": "3 s", "strict": True},
            "“the lamp is on” ends at 5 s, 3 s after it had to begin; it must last more than 3 s.",
        ),
        (
            Pattern.RESPONSE,
            ON,
            FAILS,
            {},
            "“the lamp fails” at 5 s, and after that “the lamp is on” need never come.",
        ),
    ],
)
def test_the_sentence_says_what_happened_when_and_what_was_demanded(pattern, subject, trigger, timing, words):
    assert summary(pattern, subject, trigger, **timing) == f"LA-1 is violated: {words}"


def blinking(pattern, **limits):
    """The summary of a run of a lamp that goes on and off again, each for 1 s."""
    b = Builder()
    machine = b.add(StateMachine, "Lamp", b.add(Component, "Lamp"))
    b.add(ClockVariable, "x", machine)
    off = b.add(Location, "Off", machine, initial=True, invariant="x <= 1 s")
    on = b.add(Location, "On", machine, invariant="x <= 1 s")
    b.edge(machine, off, on, guard="x >= 1 s", update="x = 0")
    b.edge(machine, on, off, guard="x >= 1 s", update="x = 0")
    lit, dark = b.state("the lamp is on", on), b.state("the lamp is off", off)
    requirement = b.add(Requirement, "R", key="LA-1", text="A requirement.")
    atoms = {"subject": Atom(lit.id), "trigger": Atom(lit.id), "second": Atom(dark.id)}
    given = {name: atoms[name] for name in limits.pop("given")}
    p = Property(requirement.id, pattern, **given, **limits)
    generated = generate(b.snapshot, {requirement.id: Formalised(requirement.id, (p,))})
    (query,) = (one for one in generated.queries if one.purpose is Purpose.REQUIREMENT)
    verdict = verify(generated.document, query.formula)
    return explain(b.snapshot, generated.trace_map, verdict.trace, query).summary


def test_of_what_comes_too_often_or_too_soon_it_says_how_often_and_how_soon():
    twice = blinking(Pattern.BOUNDED_EXISTENCE, given=("subject",), times=2)
    assert twice == "LA-1 is violated: “the lamp is on” at 5 s: once more than the allowed 2."
    soon = blinking(Pattern.MINIMUM_SEPARATION, given=("subject",), at_least=Duration.parse("3 s"))
    assert soon == "LA-1 is violated: “the lamp is on” again at 3 s, 2 s after the last time; 3 s must pass."


def test_of_a_chain_that_comes_too_early_it_says_what_had_not_come():
    assert blinking(Pattern.PRECEDENCE_CHAIN, given=("subject", "trigger", "second")) == (
        "LA-1 is violated: “the lamp is on” at 1 s, and “the lamp is on” and then “the lamp is off” had not "
        "come before."
    )


@pytest.mark.parametrize(
    ("pattern", "subject", "timing", "begin", "end"),
    [
        (
            Pattern.MAXIMUM_DURATION,
            ON,
            {"at_most": "1 s"},
            "“the lamp is on” from 2 s on, and still ",
            " later; 1 s are allowed.",
        ),
        (
            Pattern.RECURRENCE,
            FAILS,
            {"at_most": "3 s"},
            "“the lamp fails” does not come from 0 ms on for ",
            "; 3 s are allowed.",
        ),
    ],
)
def test_where_time_alone_violates_the_sentence_names_the_time_that_passed(
    pattern, subject, timing, begin, end
):
    said = summary(pattern, subject, **timing)
    begin = f"LA-1 is violated: {begin}"
    assert said.startswith(begin)
    assert said.endswith(end)
    passed = Duration.parse(said.removeprefix(begin).removesuffix(end))
    assert passed > Duration.parse(timing["at_most"])
