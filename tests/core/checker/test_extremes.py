"""sup, inf and bounds: by small models whose answers are plain, and against all regions of random ones."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.checker import End, Extent, Limits, Outcome, verify
from core.ground.diagnostic import Refused
from core.uppaal.document import Document, Waiting
from tests.core.checker.models import automaton, edge, fischer, location, network
from tests.core.checker.networks import conditions, networks
from tests.core.checker.oracle import Machine, Regions

pytestmark = pytest.mark.usefixtures("engine")

REACH = 5
"""How far the oracle tells clocks apart."""

NO_END = End(None, False)


def ways() -> Document:
    """A strict invariant, a place that may be stayed in for ever, and one without time."""
    return network(
        "clock x, t, y; int v;",
        automaton(
            "P",
            location("a", "x < 5"),
            location("b"),
            location("c", waiting=Waiting.URGENT),
            edge("a", "b", guard="x > 2", assignment="v = 7"),
            edge("b", "c", guard="x > 3", assignment="y = 0"),
            edge("c", "c", assignment="x = 0, v = 3"),
        ),
    )


@pytest.mark.parametrize(
    ("query", "extents"),
    [
        ("sup{P.a}: x", (Extent(most=End(5, False)),)),
        ("sup: x", (Extent(most=NO_END),)),
        ("inf{P.b}: x", (Extent(End(2, False)),)),
        ("inf{P.c}: t", (Extent(End(3, False)),)),
        ("inf{P.a}: t", (Extent(End(0, True)),)),
        ("sup{P.c}: t", (Extent(most=NO_END),)),
        ("sup{x < 3}: t", (Extent(most=NO_END),)),
        ("bounds: v", (Extent(End(0, True), End(7, True)),)),
        ("sup{P.b}: y, v + 1", (Extent(most=NO_END), Extent(most=End(8, True)))),
        ("inf{P.b}: P.a, P.b", (Extent(End(0, True)), Extent(End(1, True)))),
    ],
)
def test_ends_are_told_with_whether_they_are_taken(query: str, extents: tuple[Extent, ...]) -> None:
    verdict = verify(ways(), query)
    assert (verdict.outcome, verdict.extents) == (Outcome.SATISFIED, extents)


def test_an_end_far_beyond_the_constants_of_a_clock_is_found() -> None:
    # Each round takes at most 5, and there are at most nine: t is compared with nothing.
    document = network(
        "clock x, t; int[0,9] n;",
        automaton(
            "P",
            location("a", "x <= 5"),
            location("b", waiting=Waiting.COMMITTED),
            edge("a", "a", guard="n < 9 && x >= 2", assignment="n = n + 1, x = 0"),
            edge("a", "b", guard="n == 9"),
        ),
    )
    verdict = verify(document, "bounds{P.b}: t")
    assert verdict.extents == (Extent(End(18, True), End(50, True)),)
    assert verify(document, "sup: t").value == 50


def test_a_clock_that_only_a_loop_carries_on_has_no_end() -> None:
    for invariant, guard in (("x <= 5", "x == 5"), ("x <= 1", "true"), ("x < 1", "x > 0")):
        document = network(
            "clock x, t;",
            automaton("P", location("a", invariant), edge("a", "a", guard=guard, assignment="x = 0")),
        )
        assert verify(document, "sup: t", Limits(seconds=20)).extents == (Extent(most=NO_END),)


def test_a_loop_that_takes_ever_less_time_has_no_end_invented_for_it() -> None:
    # x is never set: however often the loop is gone around, t stays below 2.
    document = network(
        "clock x, t, y;",
        automaton("P", location("a", "x < 2"), edge("a", "a", guard="y > 0", assignment="y = 0")),
    )
    assert verify(document, "sup: t").extents == (Extent(most=End(2, False)),)


def test_where_the_condition_never_holds_there_is_nothing_to_measure() -> None:
    verdict = verify(ways(), "sup{P.a and v == 9}: x")
    assert (verdict.outcome, verdict.extents) == (Outcome.UNKNOWN, ())
    assert "nothing to measure" in verdict.reason


def test_deadlock_is_not_measured_and_differences_of_clocks_are_refused_by_name() -> None:
    assert "deadlock" in verify(ways(), "sup{deadlock}: x").reason
    with pytest.raises(Refused) as refusal:
        verify(ways(), "sup: x - t")
    assert refusal.value.diagnostics[0].code == "unsupported-measure"


def test_a_limit_that_is_reached_while_measuring_makes_the_answer_unknown() -> None:
    verdict = verify(fischer(6), "sup: turn", Limits(states=100))
    assert (verdict.outcome, verdict.extents) == (Outcome.UNKNOWN, ())


def _ends(regions: Regions, condition: str, name: str) -> tuple[int, int] | None:
    """The bounds of what lies below the value and of itself, as zones tell them; None where nothing holds."""
    least: list[int] = []
    most: list[int] = []
    for state in regions.actions:
        if regions.satisfies(state, condition):
            value = regions.machine.value_of(name)
            whole = value.numerator // value.denominator
            exact = whole == value
            least.append(1 - 2 * whole if exact else -2 * whole)
            most.append(2 * whole + 1 if exact else 2 * (whole + 1))
    return (max(least), max(most)) if least else None


def _bound(end: End) -> int:
    assert end.value is not None
    return 2 * end.value + end.attained


def _is_measured_as_by_regions(document: Document, condition: str, name: str) -> None:
    regions = Regions(Machine(document), REACH)
    verdict = verify(document, f"bounds{{{condition}}}: {name}", Limits(seconds=20))
    expected = _ends(regions, condition, name) if regions.start is not None else None
    if expected is None:
        assert verdict.outcome is Outcome.UNKNOWN
        return
    assert verdict.outcome is Outcome.SATISFIED
    (extent,) = verdict.extents
    assert extent.least is not None
    assert extent.most is not None
    assert extent.least.value is not None
    low, high = expected
    if low > 1 - 2 * (REACH + 1):
        assert 2 * -extent.least.value + extent.least.attained == low
    else:
        assert extent.least.value >= REACH
    if high <= 2 * REACH + 1:
        assert _bound(extent.most) == high
    else:
        assert extent.most == NO_END or _bound(extent.most) > 2 * REACH + 1


NAMES = st.sampled_from(["x", "y", "O.c", "v"])


@settings(max_examples=30)
@given(networks(), conditions(), NAMES)
def test_random_networks_are_measured_as_by_regions(document: Document, condition: str, name: str) -> None:
    _is_measured_as_by_regions(document, condition, name)


@pytest.mark.slow
@pytest.mark.timeout(1800)
@settings(max_examples=700)
@given(networks(), conditions(), NAMES)
def test_random_networks_are_measured_as_by_regions_at_length(
    document: Document, condition: str, name: str
) -> None:
    _is_measured_as_by_regions(document, condition, name)
