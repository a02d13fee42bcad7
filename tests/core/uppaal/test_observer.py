"""Observers agree with the definitions of the patterns on every run of many small automata."""

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from core.checker import Outcome, verify
from core.formal.property import CHAINS, UNCALLED, All, Any, Atom, Formalised, Pattern, Property, Scope
from core.model import (
    Action,
    ClockVariable,
    Component,
    Connector,
    Direction,
    Duration,
    Event,
    Location,
    Port,
    Requirement,
    StateMachine,
    Truth,
    Waiting,
)
from core.uppaal.generation.focus import parts
from core.uppaal.generation.whole import Purpose, generate
from tests.core.uppaal.oracle import Arc, Meaning, Net, runs, violated
from tests.core.uppaal.plant import Builder

HORIZON = 26
"""Half units: longer than all steps of an automaton and any bound together."""


@st.composite
def nets(draw):
    size = draw(st.integers(2, 4))
    arcs = []
    for source in range(size - 1):
        for _ in range(draw(st.integers(1, 2))):
            least = draw(st.integers(0, 2))
            arcs.append(
                Arc(
                    source,
                    draw(st.integers(source + 1, size - 1)),
                    least,
                    draw(st.none() | st.integers(least, 3)),
                    draw(st.sampled_from([None, "p", "q"])),
                    draw(st.booleans()),
                )
            )
    waiting = [
        "normal",
        *(draw(st.sampled_from(["normal"] * 4 + ["urgent", "committed"])) for _ in range(size - 1)),
    ]
    waiting[-1] = "normal"
    hears = draw(
        st.lists(
            st.tuples(st.integers(0, 1), st.integers(0, 2), st.sampled_from(["p", "q"])),
            max_size=3,
            unique=True,
        )
    )
    latency = draw(st.sampled_from([(0, 0)] * 3 + [(0, 1), (1, 2)]))
    return Net(
        tuple(arcs),
        (*(draw(st.none() | st.integers(1, 3)) for _ in range(size - 1)), None),
        tuple(waiting),
        tuple(hears),
        3,
        latency,
        draw(st.booleans()) if latency != (0, 0) else False,
    )


def built(net):
    """The automaton as elements, with its propositions and what they mean."""
    b = Builder()
    acting, listening = b.add(Component, "Acting"), b.add(Component, "Listening")
    out = b.add(Port, "out", acting, direction=Direction.OUT)
    into = b.add(Port, "in", listening, direction=Direction.IN)
    sent = {name: b.add(Event, name, out) for name in "pq"}
    heard = {name: b.add(Event, name, into) for name in "pq"}
    low, high = (Duration(bound * 1_000_000) for bound in net.latency)
    b.add(
        Connector,
        "wire",
        source=out.id,
        target=into.id,
        latency_min=low,
        latency_max=high,
        may_lose=Truth.YES if net.loses else Truth.NO,
    )
    machine = b.add(StateMachine, "M", acting)
    b.add(ClockVariable, "x", machine)
    places = [
        b.add(
            Location,
            f"L{index}",
            machine,
            initial=index == 0,
            waiting=Waiting(waiting),
            invariant="" if bound is None else f"x <= {bound} ms",
        )
        for index, (bound, waiting) in enumerate(zip(net.bounds, net.waiting, strict=True))
    ]
    for arc in net.arcs:
        guard = f"x >= {arc.least} ms" + ("" if arc.most is None else f" && x <= {arc.most} ms")
        b.edge(
            machine,
            places[arc.source],
            places[arc.target],
            guard=guard,
            event=sent[arc.sends].id if arc.sends else None,
            action=Action.SEND if arc.sends else Action.NONE,
            update="x = 0" if arc.resets else "",
        )
    other = b.add(StateMachine, "N", listening)
    stands = [b.add(Location, f"K{index}", other, initial=index == 0) for index in range(net.listening)]
    for source, target, name in net.hears:
        b.edge(other, stands[source], stands[target], event=heard[name].id, action=Action.RECEIVE)
    propositions = {
        b.state("L1", places[1]).id: Meaning(acting=frozenset({1})),
        b.state("L last", *places[1:]).id: Meaning(acting=frozenset(range(1, len(places)))),
        b.state("K1", stands[1]).id: Meaning(listening=frozenset({1})),
        b.state("K0", stands[0]).id: Meaning(listening=frozenset({0})),
        b.expression("K2", "N.K2 || N.K1 && !N.K0").id: Meaning(listening=frozenset({1, 2})),
    }
    events = {
        b.event("p", sent["p"]).id: Meaning(event="p"),
        b.event("q", sent["q"]).id: Meaning(event="q"),
        b.event("p in", heard["p"]).id: Meaning(event="p_in"),
    }
    return b, propositions, events


@st.composite
def conditions(draw, lasting, events, kind):
    """A condition that lasts, is instant, or is a choice between both."""
    state = st.builds(Atom, st.sampled_from(sorted(lasting)), st.booleans())
    event = st.builds(Atom, st.sampled_from(sorted(events)))
    states = (
        state
        | st.builds(lambda a, b: All((a, b)), state, state)
        | st.builds(lambda a, b: Any((a, b)), state, state)
    )
    instants = (
        event
        | st.builds(lambda a, b: All((a, b)), event, state)
        | st.builds(lambda a, b: Any((a, b)), event, event)
    )
    mixed = st.builds(lambda a, b: Any((a, b)), event, states)
    return draw({"lasting": states, "any": states | instants | mixed, "pure": states | instants}[kind])


KINDS = {
    Pattern.UNIVERSALITY: "lasting",
    Pattern.MINIMUM_DURATION: "lasting",
    Pattern.MAXIMUM_DURATION: "lasting",
    Pattern.RECURRENCE: "pure",
}
CALLED = {Pattern.RESPONSE, Pattern.PRECEDENCE, *CHAINS}
UNTIMED = {Pattern.ABSENCE, Pattern.UNIVERSALITY, *UNCALLED, Pattern.BOUNDED_EXISTENCE}
CLOSING = (Scope.BEFORE, Scope.BETWEEN)


def timings(pattern, scope):
    """The bounds that a property of the pattern may have in the scope; what must come may there have none."""
    most = st.builds(lambda most: {"at_most": most}, times())
    least = st.builds(lambda least: {"at_least": least}, times())
    if pattern in UNTIMED:
        return st.just({})
    if pattern in (Pattern.MINIMUM_DURATION, Pattern.MINIMUM_SEPARATION):
        return least
    bounded = most
    if pattern is Pattern.RESPONSE:
        bounded = most | most | least | st.builds(lambda low, high: low | high, least, most)
    if scope in CLOSING and pattern not in (Pattern.MAXIMUM_DURATION, Pattern.RECURRENCE):
        return bounded | st.just({})
    return bounded


def times():
    return st.integers(1, 3).map(lambda number: Duration(number * 1_000_000))


@st.composite
def cases(draw, pattern, scope, nets=nets):
    net = draw(nets())
    b, lasting, events = built(net)
    any_condition = conditions(lasting, events, "any")
    triggered = pattern in CALLED or (pattern is Pattern.MINIMUM_DURATION and draw(st.booleans()))
    timing = draw(timings(pattern, scope))
    if len(timing) == 1:
        timing = {**timing, "strict": draw(st.booleans())}
    requirement = b.add(Requirement, "R", key="R-1", text="A requirement.")
    p = Property(
        requirement.id,
        pattern,
        draw(conditions(lasting, events, KINDS.get(pattern, "any"))),
        trigger=draw(any_condition) if triggered else None,
        second=draw(any_condition) if pattern in CHAINS else None,
        times=draw(st.integers(1, 2)) if pattern is Pattern.BOUNDED_EXISTENCE else None,
        state=draw(st.none() | conditions(lasting, events, "lasting")),
        scope=scope,
        opens=draw(any_condition) if scope not in (Scope.GLOBALLY, Scope.BEFORE) else None,
        closes=draw(any_condition) if scope in (*CLOSING, Scope.AFTER_UNTIL) else None,
        **timing,
    )
    return net, b.snapshot, p, {**lasting, **events}


def decided(snapshot, p, lasting, scenario=None):
    """Whether the generated queries find the property violated, in the whole document.

    In focus they find the same where all runs are `lasting`. A machine that stops time ends the runs
    of others too; in focus that machine may be left out, which can only find more violated.
    """
    generated = generate(snapshot, {p.requirement: Formalised(p.requirement, (p,))}, scenario)
    assert not any(finding.fault for finding in generated.findings)
    outcomes = []
    for query in generated.queries:
        if query.purpose is Purpose.DEADLOCK:
            continue
        assert query.formula is not None, query.reason
        outcome = verify(generated.document, query.formula).outcome
        (focused,) = parts(generated.document, generated.trace_map, query.formula)
        in_focus = verify(focused, query.formula).outcome
        assert in_focus == outcome or (not lasting and in_focus is Outcome.VIOLATED)
        assert outcome is not Outcome.UNKNOWN
        if query.purpose is Purpose.REQUIREMENT:
            outcomes.append(outcome)
    return Outcome.VIOLATED in outcomes


@pytest.mark.parametrize("scope", list(Scope), ids=lambda scope: scope.value)
@pytest.mark.parametrize("pattern", list(Pattern), ids=lambda pattern: pattern.value)
@settings(max_examples=5, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_the_verdict_is_what_the_definition_says_of_all_runs(pattern, scope, data):
    _agrees(*data.draw(cases(pattern, scope)))


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.parametrize("scope", list(Scope), ids=lambda scope: scope.value)
@pytest.mark.parametrize("pattern", list(Pattern), ids=lambda pattern: pattern.value)
@settings(max_examples=40, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_the_verdict_is_what_the_definition_says_of_many_runs(pattern, scope, data):
    _agrees(*data.draw(cases(pattern, scope)))


def _agrees(net, snapshot, p, meanings):
    all_runs = runs(net, HORIZON)
    assume(len(all_runs) < 20_000)
    expected = any(violated(p, run, meanings) for run in all_runs)
    assert expected == decided(snapshot, p, lasting=all(end == HORIZON for _seen, end in all_runs))


def test_a_state_that_no_time_passes_in_is_seen():
    waiting = ("normal", "committed", "normal")
    arcs = (Arc(0, 1, 1, None, None, False), Arc(1, 2, 0, None, None, False))
    net = Net(arcs, (1, None, None), waiting, (), 3)
    b, propositions, _events = built(net)
    (passed,) = (one for one, meaning in propositions.items() if meaning.acting == frozenset({1}))
    requirement = b.add(Requirement, "R", key="R-1", text="A requirement.")
    p = Property(requirement.id, Pattern.EXISTENCE, Atom(passed), at_most=Duration.parse("1 ms"))
    assert not any(violated(p, run, propositions) for run in runs(net, HORIZON))
    assert not decided(b.snapshot, p, lasting=True)


def test_a_machine_that_stops_time_hides_no_violation_from_what_is_in_focus():
    stuck = (Arc(0, 1, 2, None, None, False),)  # it must leave after 1 ms, and cannot before 2 ms
    net = Net(stuck, (1, None), ("normal", "normal"), (), 3)
    b, _propositions, events = built(net)
    never = next(one for one, meaning in events.items() if meaning.event == "p")
    requirement = b.add(Requirement, "R", key="R-1", text="A requirement.")
    p = Property(requirement.id, Pattern.RECURRENCE, Atom(never), at_most=Duration.parse("2 ms"))
    generated = generate(b.snapshot, {requirement.id: Formalised(requirement.id, (p,))})
    (asked,) = (query.formula for query in generated.queries if query.purpose is Purpose.REQUIREMENT)
    (focused,) = parts(generated.document, generated.trace_map, asked)
    assert verify(generated.document, asked).outcome is Outcome.SATISFIED
    assert verify(focused, asked).outcome is Outcome.VIOLATED
    assert verify(generated.document, "A[] not deadlock").outcome is Outcome.VIOLATED
