"""A sentence that holds several requirements is offered as all of them, and nothing of it is lost."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.requirements import parse
from core.requirements.parting import several
from core.requirements.remarks import remarks
from core.requirements.rewriting import proposals, together

SLIPS = "When the wheel slips, the ABS controller shall open the valve"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            f"{SLIPS} and shall log the event within 5 s.",
            (f"{SLIPS}.", "When the wheel slips, the ABS controller shall log the event within 5 s."),
        ),
        (
            f"{SLIPS} within 2 s and shall log the event.",
            (f"{SLIPS} within 2 s.", "When the wheel slips, the ABS controller shall log the event."),
        ),
        (
            f"{SLIPS} and the ABS controller shall log it.",
            (f"{SLIPS}.", "When the wheel slips, the ABS controller shall log it."),
        ),
        (
            "The pump shall open the valve, shall close the drain and shall log it within 5 s.",
            (
                "The pump shall open the valve.",
                "The pump shall close the drain.",
                "The pump shall log it within 5 s.",
            ),
        ),
        (
            "The pump shall stop within 2 s and shall log it, and the panel shall show it within 3 s.",
            (
                "The pump shall stop within 2 s.",
                "The pump shall log it.",
                "The panel shall show it within 3 s.",
            ),
        ),
        (
            "When the lid opens, the lamp shall glow within 2 s for 5 s.",
            ("When the lid opens, the lamp shall glow within 2 s.", "The lamp shall glow for 5 s."),
        ),
    ],
)
def test_each_demand_is_a_sentence_with_the_bound_that_is_written_at_it(text, parts):
    assert several(text) == parts
    assert all(parse(part).ok for part in parts)


@pytest.mark.parametrize(
    "text",
    [
        "Within 5 s, the pump shall open the valve and shall close the drain.",
        "The pump shall open the valve and shall close the drain, both within 5 s.",
        "The pump shall open the valve and close the drain within 5 s.",
    ],
)
def test_a_bound_that_is_plainly_of_both_is_given_to_both(text):
    assert several(text) == (
        "The pump shall open the valve within 5 s.",
        "The pump shall close the drain within 5 s.",
    )


@pytest.mark.parametrize(
    "text",
    [
        "The pump shall open the valve which shall glow.",
        "The pump shall stop within 2 s within 5 s and shall log it.",
        "The pump shall stop and shall log it. This saves water.",
        "The pump shall stop the valve or shall log it.",
        "The pump shall stop when A and shall start when B.",
        "The pump shall stop.",
        "Stop and log it.",
        "",
    ],
)
def test_where_a_word_would_be_lost_or_none_is_understood_nothing_is_made(text):
    assert several(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        f"{SLIPS} and shall log the event within 5 s.",
        f"{SLIPS} and the ABS controller shall log it.",
        "The pump shall stop, and the panel shall show it.",
        "When the lid opens, the lamp shall glow within 2 s for 5 s.",
    ],
)
def test_whatever_replaces_a_sentence_of_several_replaces_it_by_all(text):
    fixes = [fix for one in remarks(text) for fix in one.fixes if fix.end - fix.start == len(text)]
    assert fixes
    whole = [fix for fix in fixes if fix.further]
    assert whole
    for fix in fixes:
        kept = " ".join((fix.text, *fix.further)).lower()
        assert all(word in kept for word in content(text))


def test_no_fix_of_one_place_drops_what_is_not_read_at_another():
    for text in (
        "The pump shall stop when the lid opens and shall start when the key turns.",
        "The pump shall stop the valve or shall log it when the lid opens.",
    ):
        assert parse(text).diagnostics
        for one in remarks(text):
            assert all(fix.end - fix.start < len(text) for fix in one.fixes)


def content(text: str) -> set[str]:
    """The words that say something, told without the code under test."""
    idle = {"the", "a", "and", "shall", "must", "when", "while", "if", "then", "in", "within", "for", "not"}
    return set(re.findall(r"[a-z0-9]+", text.lower())) - idle


_CLAUSES = st.sampled_from(["", "When the lid opens, ", "While the pump runs, ", "If the flow stops, then "])
_NAMES = st.sampled_from(["the dosing controller", "the panel", "the UV lamp"])
_ACTS = st.sampled_from(
    ["open the valve", "log the event", "sound horn 2", "close the inlet valve", "stop", "keep the door shut"]
)
_BOUNDS = st.sampled_from(["", " within 5 s", " for 3 min", " every 20 ms", " until the tank is full"])
_JOINTS = st.sampled_from(
    [" and shall ", ", and shall ", " and shall not ", ", shall ", " and {name} shall "]
)
_DEMANDS = st.tuples(_ACTS, _BOUNDS)


@given(
    _CLAUSES,
    _NAMES,
    _DEMANDS,
    st.lists(st.tuples(_JOINTS, _NAMES, _DEMANDS), min_size=1, max_size=4),
)
def test_every_telling_word_of_a_sentence_is_in_one_of_its_requirements(clause, name, first, others):
    text = f"{clause}{name} shall {''.join(first)}"
    for joint, other, demand in others:
        text += joint.format(name=other) + "".join(demand)
    text = f"{text[:1].upper()}{text[1:]}."
    parts = several(text)
    if parts:
        assert content(text) <= set().union(*map(content, parts))
        assert all(parse(part).ok and len(parse(part).slots.responses) == 1 for part in parts)
    for one in remarks(text):
        for fix in one.fixes:
            if fix.end - fix.start == len(text):
                assert content(text) <= set().union(*map(content, (fix.text, *fix.further)))


@given(_CLAUSES, _NAMES, st.lists(_DEMANDS, min_size=2, max_size=4, unique_by=lambda one: one[0]))
def test_no_bound_moves_to_another_demand(clause, name, demands):
    said = " and shall ".join("".join(one) for one in demands)
    text = f"{clause}{name} shall {said}."
    text = f"{text[:1].upper()}{text[1:]}"
    lead = f"{clause}{name} shall "
    lead = f"{lead[:1].upper()}{lead[1:]}"
    assert several(text) == tuple(f"{lead}{''.join(one)}." for one in demands)


def test_proposals_of_one_parting_are_never_cut_short():
    text = "The panel shall " + " and shall ".join(f"show value {number}" for number in range(9)) + "."
    groups = together(proposals(text))
    assert groups
    for group in groups:
        assert [one.part for one in group] == list(range(1, group[0].parts + 1))
    assert len(groups[0]) == 9
