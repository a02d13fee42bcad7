"""The checker against an oracle that explores regions by UPPAAL's semantics, taken literally."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.checker import Ending, Outcome, Trace, Verdict, verify
from core.uppaal.document import Document
from tests.core.checker.models import automaton, edge, location, network
from tests.core.checker.networks import LARGEST, conditions, networks
from tests.core.checker.oracle import Machine, Regions

pytestmark = pytest.mark.usefixtures("engine")


def replay(document: Document, trace: Trace) -> Machine:
    """Run the trace step by step; fails where the semantics do not allow a step."""
    machine = Machine(document)
    assert machine.admitted()
    assert _named(trace.initial) == machine.named()
    now = 0
    for step in trace.steps:
        assert step.delay >= 0
        assert step.time == now + step.delay
        now = step.time
        if step.delay:
            assert not machine.still()
            machine.delay(step.delay)
            assert machine.admitted()
        if step.firings:
            names = [instance.name for instance in machine.instances]
            firings = tuple((names.index(f.process), f.index, f.selected) for f in step.firings)
            assert firings in machine.enabled()
            assert machine.fire(firings)
        assert _named(step.state) == machine.named()
    return machine


def _named(state: object) -> object:
    return dict(state.locations), dict(state.variables), dict(state.clocks)  # type: ignore[attr-defined]


def _deadlocked(machine: Machine) -> bool:
    regions = Regions.__new__(Regions)
    regions.machine, regions.largest = machine, LARGEST
    regions.actions, regions.later = {}, {}
    regions.start = regions.canonical(machine.get())
    regions._explore()
    return regions.deadlocked(regions.start)


def _begins(regions: Regions, verdict: Verdict) -> bool:
    """Whether there is a beginning; where there is none, nothing may be decided."""
    if regions.start is None:
        assert verdict.outcome is Outcome.UNKNOWN
        assert "does not hold at the start" in verdict.reason
    return regions.start is not None


def _reachability_is_decided_as_by_regions(document: Document, condition: str) -> None:
    regions = Regions(Machine(document), LARGEST)
    verdict = verify(document, f"E<> {condition}")
    if not _begins(regions, verdict):
        return
    expected = regions.reachable(condition)
    assert verdict.outcome == (Outcome.SATISFIED if expected else Outcome.VIOLATED)
    assert (verify(document, f"A[] !({condition})").outcome is Outcome.VIOLATED) == expected
    if expected:
        assert verdict.trace is not None
        assert replay(document, verdict.trace).holds(condition)
        taken = sum(bool(step.firings) for step in verdict.trace.steps)
        assert taken == regions.fewest(condition)


def _deadlock_is_decided_as_by_regions(document: Document) -> None:
    regions = Regions(Machine(document), LARGEST)
    verdict = verify(document, "A[] not deadlock")
    if not _begins(regions, verdict):
        return
    expected = regions.deadlock()
    assert verdict.outcome == (Outcome.VIOLATED if expected else Outcome.SATISFIED)
    if expected:
        assert verdict.trace is not None
        assert _deadlocked(replay(document, verdict.trace))


def _lasting_conditions_are_decided_as_by_regions(document: Document, condition: str, some: bool) -> None:
    machine = Machine(document)
    regions = Regions(machine, LARGEST)
    sought = condition if some else f"!({condition})"
    verdict = verify(document, f"{'E[]' if some else 'A<>'} {condition}")
    if not _begins(regions, verdict):
        return
    expected = regions.lasting(sought)
    if verdict.outcome is Outcome.UNKNOWN:
        assert "or" in verdict.reason
        return
    assert verdict.outcome == (Outcome.SATISFIED if expected == some else Outcome.VIOLATED)
    if expected:
        assert verdict.trace is not None
        _check_lasting(document, verdict.trace, sought)


def _leads_to_is_decided_as_by_regions(document: Document, trigger: str, goal: str) -> None:
    regions = Regions(Machine(document), LARGEST)
    verdict = verify(document, f"{trigger} --> {goal}")
    if not _begins(regions, verdict):
        return
    expected = regions.leads_to(trigger, goal)
    if verdict.outcome is Outcome.UNKNOWN:
        assert "or" in verdict.reason
        return
    assert verdict.outcome == (Outcome.SATISFIED if expected else Outcome.VIOLATED)
    if not expected:
        assert verdict.trace is not None
        assert not replay(document, verdict.trace).holds(goal)


def _check_lasting(document: Document, trace: Trace, condition: str) -> None:
    machine = replay(document, trace)
    assert machine.holds(condition)
    if trace.ending is Ending.DEADLOCK:
        assert _deadlocked(machine)
    if trace.ending is Ending.IDLE:
        machine.delay(1000)
        assert machine.admitted()
        assert machine.holds(condition)


@settings(max_examples=40)
@given(networks(), conditions())
def test_reachability_is_decided_as_by_regions(document: Document, condition: str) -> None:
    _reachability_is_decided_as_by_regions(document, condition)


@pytest.mark.slow
@pytest.mark.timeout(1200)
@settings(max_examples=1500)
@given(networks(), conditions())
def test_reachability_is_decided_as_by_regions_at_length(document: Document, condition: str) -> None:
    _reachability_is_decided_as_by_regions(document, condition)


@settings(max_examples=40)
@given(networks())
def test_deadlock_is_decided_as_by_regions(document: Document) -> None:
    _deadlock_is_decided_as_by_regions(document)


@pytest.mark.slow
@pytest.mark.timeout(1200)
@settings(max_examples=1500)
@given(networks())
def test_deadlock_is_decided_as_by_regions_at_length(document: Document) -> None:
    _deadlock_is_decided_as_by_regions(document)


@settings(max_examples=40)
@given(networks(), conditions(), st.booleans())
def test_lasting_conditions_are_decided_as_by_regions(document: Document, condition: str, some: bool) -> None:
    _lasting_conditions_are_decided_as_by_regions(document, condition, some)


@pytest.mark.slow
@pytest.mark.timeout(1200)
@settings(max_examples=1500)
@given(networks(), conditions(), st.booleans())
def test_lasting_conditions_are_decided_as_by_regions_at_length(
    document: Document, condition: str, some: bool
) -> None:
    _lasting_conditions_are_decided_as_by_regions(document, condition, some)


@settings(max_examples=40)
@given(networks(), conditions(), conditions())
def test_leads_to_is_decided_as_by_regions(document: Document, trigger: str, goal: str) -> None:
    _leads_to_is_decided_as_by_regions(document, trigger, goal)


@pytest.mark.slow
@pytest.mark.timeout(1200)
@settings(max_examples=1500)
@given(networks(), conditions(), conditions())
def test_leads_to_is_decided_as_by_regions_at_length(document: Document, trigger: str, goal: str) -> None:
    _leads_to_is_decided_as_by_regions(document, trigger, goal)


def test_a_run_is_a_shortest_one_also_where_a_later_state_contains_one_on_its_way():
    document = network(
        "clock x, y;",
        automaton(
            "P",
            *(location(name) for name in ("start", "round", "there", "end")),
            edge("start", "round"),
            edge("start", "there", guard="x == 5", assignment="y = 0"),
            edge("round", "there", assignment="y = 0"),
            edge("there", "end", guard="x >= 6 && y <= 1"),
        ),
    )
    verdict = verify(document, "E<> P.end")
    assert verdict.trace is not None
    ways = [firing.target for step in verdict.trace.steps for firing in step.firings]
    assert ways == ["there", "end"]
