"""Real-time consistency: the answers known of other tools, and those of brute force on discrete time.

The six cases are those of the documentation of Hanfor and of issues 465, 524 and 533 of Ultimate, as facts:
the expected answers are what their authors say.
"""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from core.formal.consistency.abstraction import Abstraction
from core.formal.consistency.realtime import Corner, corner
from core.formal.consistency.theory import Theory
from core.formal.property import Atom, Pattern, Property
from core.model import Binding, Duration, Id, Proposition, Snapshot
from tests.core.formal.consistency.monitors import stuck_after

NAMES = ("alpha", "bravo", "charlie")
IDS = tuple(Id(f"00000000-0000-7000-8000-{number:012x}") for number in range(len(NAMES)))
THEORY = Theory(
    Abstraction(
        Snapshot(
            Proposition(id=one, name=name, binding=Binding.STATE, confirmed_by="nobody")
            for one, name in zip(IDS, NAMES, strict=True)
        ),
        (),
    )
)
A, B, C = (Atom(one) for one in IDS)
NOT_A, NOT_B, NOT_C = (Atom(one, negated=True) for one in IDS)


def within(trigger: Atom, response: Atom, most: int) -> Property:
    return Property(IDS[0], Pattern.RESPONSE, response, trigger=trigger, at_most=Duration(most))


def keeps(trigger: Atom | None, subject: Atom, least: int) -> Property:
    return Property(IDS[0], Pattern.MINIMUM_DURATION, subject, trigger=trigger, at_least=Duration(least))


def shorter(subject: Atom, most: int) -> Property:
    return Property(IDS[0], Pattern.MAXIMUM_DURATION, subject, at_most=Duration(most), strict=True)


def no_longer(subject: Atom, state: Atom | None, most: int) -> Property:
    return replace(shorter(subject, most), state=state, strict=False)


def answers(trigger: Atom, response: Atom, least: int, further: int | None) -> Property:
    """No sooner than the least time, and where there is a further one no later than both together."""
    most = None if further is None else Duration(least + further)
    return replace(within(trigger, response, 1), at_least=Duration(least), at_most=most)


def first(trigger: Atom, subject: Atom, state: Atom | None) -> Property:
    return Property(IDS[0], Pattern.PRECEDENCE, subject, trigger=trigger, state=state)


def once(subject: Atom, state: Atom | None, most: int) -> Property:
    return Property(IDS[0], Pattern.EXISTENCE, subject, state=state, at_most=Duration(most))


def again(subject: Atom, state: Atom | None, most: int) -> Property:
    return Property(IDS[0], Pattern.RECURRENCE, subject, state=state, at_most=Duration(most))


def never(subject: Atom) -> Property:
    return Property(IDS[0], Pattern.ABSENCE, subject)


def always(subject: Atom, state: Atom | None = None) -> Property:
    return Property(IDS[0], Pattern.UNIVERSALITY, subject, state=state)


CASES = {
    "a response, and its absence for a time": ([within(B, C, 5), keeps(A, NOT_C, 2)], True),
    "two responses to one call": ([within(C, A, 50), within(C, B, 50)], False),
    "a response that never holds": ([within(C, A, 50), never(A)], True),
    "shorter than five and fifteen at least": ([shorter(A, 5), keeps(None, A, 15)], True),
    "fifteen at least alone": ([keeps(None, A, 15)], False),
    "longer than a response may wait": ([keeps(A, NOT_C, 9), within(A, C, 5)], True),
    "shorter than a response may wait, but called anew": ([keeps(A, NOT_C, 4), within(A, C, 5)], True),
    "in a state that can be left": ([always(NOT_C, B), within(A, C, 5)], False),
}


@pytest.mark.parametrize("case", CASES)
def test_the_known_answers_are_given(case: str) -> None:
    properties, inconsistent = CASES[case]
    assert (corner(THEORY, properties) is not None) is inconsistent


@pytest.mark.parametrize("case", CASES)
def test_the_known_answers_are_those_of_the_brute_force(case: str) -> None:
    properties, inconsistent = CASES[case]
    assert (stuck_after(properties, IDS) is not None) is inconsistent


def test_the_history_ends_when_the_response_is_overdue() -> None:
    found = corner(THEORY, [within(C, A, 50), never(A)])
    assert isinstance(found, Corner)
    assert found.end == 50
    assert found.segments[0].values[IDS[2]]


@pytest.mark.parametrize(
    "properties",
    [
        pytest.param([shorter(NOT_A, 2), answers(A, B, 2, 0)], id="an answer just when a pause must be over"),
        pytest.param([shorter(A, 2), once(A, B, 2)], id="once, just when a time is over"),
    ],
)
def test_a_time_that_must_not_be_reached_makes_no_corner_by_itself(properties: list[Property]) -> None:
    """However late it is, there is time left to act; ticks do not see this, and would have it otherwise."""
    assert corner(THEORY, properties) is None


_ATOMS = some.sampled_from((A, B, NOT_A, NOT_B))
_TIMES = some.integers(2, 5)
_PROPERTIES = some.one_of(
    some.builds(within, _ATOMS, _ATOMS, _TIMES),
    some.builds(keeps, _ATOMS | some.none(), _ATOMS, _TIMES),
    some.builds(no_longer, _ATOMS, _ATOMS | some.none(), _TIMES),
    some.builds(answers, _ATOMS, _ATOMS, _TIMES, some.integers(0, 3) | some.none()),
    some.builds(first, _ATOMS, _ATOMS, _ATOMS | some.none()),
    some.builds(once, _ATOMS, _ATOMS | some.none(), _TIMES),
    some.builds(again, _ATOMS, _ATOMS | some.none(), _TIMES),
    some.builds(never, _ATOMS),
    some.builds(always, _ATOMS, _ATOMS | some.none()),
)


@settings(max_examples=150)
@given(some.lists(_PROPERTIES, min_size=1, max_size=2))
def test_whatever_the_properties_both_ways_to_decide_agree(properties: list[Property]) -> None:
    # Ticks are coarser than time that flows: bounds are doubled, so that the search has a tick in between.
    scaled = [scale(one, 4) for one in properties]
    assert (corner(THEORY, properties) is None) == (stuck_after(scaled, IDS[:2]) is None)


def up_to_the_world(properties: list[Property]) -> list[Id]:
    """The atoms that none of the properties demands, read off the properties alone."""
    return [one for one in IDS if all(one != prop.subject.proposition for prop in properties)]


HOSTILE = {
    "in a state that others do not leave": ([always(NOT_C, B), within(A, C, 5)], False, {B: True}),
    "in two states at once": ([always(C, A), always(NOT_C, B)], False, {A: True, B: True}),
    "in a state and in another that excludes it": ([always(C, A), always(NOT_C, NOT_A)], False, None),
    "without what must have come first": ([first(A, B, None), within(C, B, 5)], False, {A: False}),
    "whatever anybody does": ([within(C, A, 50), never(A)], True, {}),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_what_only_a_hostile_world_brings_about_is_told_with_what_it_does(case: str) -> None:
    properties, anyway, world = HOSTILE[case]
    assert (corner(THEORY, properties) is not None) is anyway
    found = corner(THEORY, properties, hostile=True)
    assert (found and found.world) == (
        None if world is None else {atom.proposition: value for atom, value in world.items()}
    )


def test_what_another_requirement_demands_is_not_up_to_the_world() -> None:
    properties = [always(NOT_C, B), within(A, C, 5)]
    assert corner(THEORY, properties, hostile=True, demanded=THEORY.groups(B.proposition)) is None


@settings(max_examples=150)
@given(some.lists(_PROPERTIES, min_size=1, max_size=2))
def test_in_a_hostile_world_both_ways_to_decide_agree_too(properties: list[Property]) -> None:
    chosen = [one for one in up_to_the_world(properties) if one in IDS[:2]]
    found = corner(THEORY, properties, hostile=True)
    stuck = stuck_after([scale(one, 4) for one in properties], IDS[:2], chosen)
    assert (found is None) == (stuck is None)
    if found is not None:
        # What the world is told to do is enough, and nothing less is.
        scaled = [scale(one, 4) for one in properties]
        assert stuck_after(scaled, IDS[:2], [*found.world]) is not None
        for one in found.world:
            assert stuck_after(scaled, IDS[:2], [other for other in found.world if other != one]) is None


def scale(one: Property, factor: int) -> Property:
    def times(bound: Duration | None) -> Duration | None:
        return None if bound is None else Duration(bound.nanoseconds * factor)

    return replace(one, at_least=times(one.at_least), at_most=times(one.at_most))
