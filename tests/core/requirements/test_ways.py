"""What a bound or a clause behind several demands belongs to: by one rule, with the other meaning offered."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.requirements import parse
from core.requirements.parting import several, ways
from core.requirements.remarks import remarks

_ACTS = st.lists(
    st.sampled_from(["open the valve", "close the drain", "sound the horn", "log the event", "start pump 2"]),
    min_size=2,
    max_size=4,
    unique=True,
)


def bounds(text: str) -> list[int | None]:
    return [one.deadline and int(one.deadline.value) for one in parse(text).slots.responses]


def offered(text: str, code: str) -> list[tuple[str, ...]]:
    (found,) = [one for one in remarks(text) if one.diagnostic.code == code]
    return [(fix.text, *fix.further) for fix in found.fixes]


@given(_ACTS, st.integers(1, 99))
def test_behind_one_shall_the_last_bound_binds_all_that_is_demanded(acts, seconds):
    text = f"When the level is high, the controller shall {' and '.join(acts)} within {seconds} s."
    assert bounds(text) == [seconds] * len(acts)
    assert [bounds(one) for one in several(text)] == [[seconds]] * len(acts)
    read, other = offered(text, "ears-shared-bound")
    assert read == several(text)
    assert [bounds(one) for one in other] == [[None]] * (len(acts) - 1) + [[seconds]]


@given(_ACTS, st.integers(1, 99))
def test_behind_a_shall_of_its_own_a_demand_keeps_its_bound_for_itself(acts, seconds):
    text = f"When the level is high, the controller shall {' and shall '.join(acts)} within {seconds} s."
    assert bounds(text) == [None] * (len(acts) - 1) + [seconds]
    assert [bounds(one) for one in several(text)] == [[one] for one in bounds(text)]
    read, other = offered(text, "ears-own-bound")
    assert read == several(text)
    assert [bounds(one) for one in other] == [[seconds]] * len(acts)


@pytest.mark.parametrize(
    "text",
    [
        "Within 5 s, the S shall open the valve and shall close the drain.",
        "The S shall open the valve and shall close the drain, both within 5 s.",
    ],
)
def test_a_bound_in_front_of_all_or_given_to_all_binds_all(text):
    assert bounds(text) == [5, 5]


@pytest.mark.parametrize("joint", [" and the valve shall ", " and shall ", " and "])
@pytest.mark.parametrize("keyword", ["when", "while", "if"])
def test_a_clause_behind_several_demands_is_offered_for_all_and_then_for_the_last(joint, keyword):
    text = f"The pump shall open the drain{joint}close the lid {keyword} the tank is full."
    all_led, last_led = ways(text, bound=False)
    assert all("tank is full" in one for one in all_led)
    assert ["tank is full" in one for one in last_led] == [False, True]
    found = [[(fix.text, *fix.further) for fix in one.fixes] for one in remarks(text)]
    assert [all_led, last_led] in found


@pytest.mark.parametrize("joint", [" and the valve shall ", " and shall "])
def test_a_clause_between_two_demands_is_offered_for_all_and_then_for_the_first(joint):
    text = f"The pump shall open the drain when the tank is full{joint}close the lid."
    all_led, first_led = ways(text, bound=False)
    assert all("tank is full" in one for one in all_led)
    assert ["tank is full" in one for one in first_led] == [True, False]


def test_a_clause_of_one_demand_is_put_to_the_front_alone():
    (found,) = remarks("The pump shall open the drain when the tank is full.")
    assert [(fix.text, fix.further) for fix in found.fixes] == [
        ("When the tank is full, the pump shall open the drain.", ())
    ]


def test_where_a_demand_has_a_trigger_already_a_second_is_not_given_to_it():
    text = "When the lid opens, the pump shall stop and the valve shall close when the tank is full."
    assert ways(text, bound=False) == ()
