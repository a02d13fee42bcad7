"""Small edges of the languages: what was read as something else, or lost, is told and can be set right."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.requirements import parse
from core.requirements.ears.grouping import grouped
from core.requirements.phrases import Role, phrase_of
from core.requirements.remarks import remarks
from core.requirements.slots import Span
from core.requirements.smells import Mode, measure


def codes(text: str) -> list[str]:
    return [one.code for one in parse(text).diagnostics]


def fixed(text: str) -> list[tuple[str, ...]]:
    return [(fix.applied(text), *fix.further) for one in remarks(text) for fix in one.fixes]


@pytest.mark.parametrize("text", ["The S shall:", "The S shall .", "The S shall –", "When A, the S shall ,"])
def test_a_demand_of_nothing_but_signs_is_none(text):
    assert not parse(text).ok
    assert "ears-empty-phrase" in codes(text)


@pytest.mark.parametrize("bound", ["within 0 s", "within 0.0 ms", "every 0 min", "for 0 s"])
def test_a_bound_of_no_time_is_told(bound):
    assert "ears-zero-time" in codes(f"When A is on, the S shall log it {bound}.")
    assert "ears-zero-time" not in codes(f"When A is on, the S shall log it {bound.replace('0', '5')}.")


def test_a_range_may_begin_at_no_time():
    assert codes("When A is on, the S shall log it between 0 s and 5 s.") == []


_PARTS = st.sampled_from(["the lid is open", "level 2 is high", "the flow stops", "x < 5", "the pump runs"])


@given(st.lists(_PARTS, min_size=3, max_size=3, unique=True), st.booleans())
def test_a_condition_of_and_and_or_is_offered_in_both_its_meanings(parts, first):
    a, b, c = parts
    said = f"{a} and {b} or {c}" if first else f"{a} or {b} and {c}"
    text = f"When {said}, the S shall log it."
    assert codes(text) == ["ears-mixed-joints"]
    read, other = (one for (one,) in fixed(text))
    assert codes(read) == codes(other) == []

    def truth(phrase, values):
        if phrase.connective:
            held = [truth(part, values) for part in phrase.parts]
            return any(held) if phrase.connective == "or" else all(held)
        return values[phrase.normalised]

    def phrase(said):
        return phrase_of(Role.TRIGGER, Span(said, 1, len(said)))

    names = [phrase(part).normalised for part in parts]
    meant = grouped(said)
    for number in range(8):
        values = dict(zip(names, (bool(number & 1), bool(number & 2), bool(number & 4)), strict=True))
        x, y, z = (values[name] for name in names)
        assert (
            truth(phrase(said), values)
            == truth(phrase(meant[0]), values)
            == (((x and y) or z) if first else (x or (y and z)))
        )
        assert truth(phrase(meant[1]), values) == ((x and (y or z)) if first else ((x or y) and z))


@pytest.mark.parametrize(
    "text",
    [
        "When both A is on and B is on, or C is on, the S shall log it.",
        "When A is on or B is on, the S shall open the lid and log it.",
        "When A is between 3 V and 5 V or B is on, the S shall log it.",
    ],
)
def test_where_the_words_say_what_belongs_together_nothing_is_told(text):
    assert "ears-mixed-joints" not in codes(text)


def test_a_choice_beside_another_demand_is_told():
    assert "ears-mixed-joints" in codes("The S shall close the lid or stop the pump and open the drain.")


@pytest.mark.parametrize(
    ("text", "right"),
    [
        (
            "The S shall neither open the lid nor start the pump.",
            "The S shall not open the lid and shall not start the pump.",
        ),
        (
            "The S shall neither open the lid nor the drain.",
            "The S shall not open the lid and shall not open the drain.",
        ),
        ("The S shall open no valve.", "The S shall not open any valve."),
        ("When A, the S shall send no message.", "When A, the S shall not send any message."),
    ],
)
def test_what_is_forbidden_without_a_not_is_offered_with_it(text, right):
    assert not parse(text).ok
    assert (right,) in fixed(text)
    assert all(one.negated for one in parse(right).slots.responses)


@pytest.mark.parametrize(
    "text", ["The S shall send no more than 5 messages.", "The S shall open the lid with no delay."]
)
def test_a_no_that_forbids_nothing_is_left_alone(text):
    assert "ears-denied-response" not in codes(text)


@pytest.mark.parametrize("text", ["The set point shall be 20.", "The speed limit shall be at most 20."])
def test_a_bare_number_that_something_shall_be_lacks_a_unit(text):
    assert "missing-unit" in [one.kind for one in measure(text).smells]
    assert "missing-unit" not in [one.kind for one in measure(text.replace("20", "20 V")).smells]


_BESIDE = st.sampled_from(["It runs on battery.", "This saves water, see note 3.", "The pump is old (1984)."])


@given(_BESIDE, st.sampled_from(["The S shall stop.", "When A is on, the S should open the lid."]))
def test_what_stands_beside_the_requirement_goes_to_its_rationale(beside, demand):
    text = f"{demand} {beside}"
    whole = [fix for one in remarks(text) for fix in one.fixes if fix.end - fix.start == len(text)]
    assert all(fix.rationale == beside or fix.further for fix in whole)


@pytest.mark.parametrize("marks", [("(a)", "(b)", "(c)"), ("1)", "2)", "3)"), ("i)", "ii)", "iii)")])
@pytest.mark.parametrize(
    "lead", ["The controller shall", "The controller shall:", "When the lid opens, the controller shall"]
)
def test_a_list_of_demands_is_offered_as_its_entries(lead, marks):
    acts = ["open the valve", "close the drain within 5 s", "log the event"]
    said = "; ".join(f"{mark} {act}" for mark, act in zip(marks, acts, strict=True))
    parts = tuple(f"{lead.rstrip(':')} {act}." for act in acts)
    assert parts in fixed(f"{lead} {said}.")


def test_a_list_with_an_or_is_no_list_of_demands():
    assert all(len(one) == 1 for one in fixed("The S shall: (a) open the lid; or (b) close it."))


def test_the_one_shall_of_a_requirement_is_counted_and_is_no_smell():
    text = "The lamp shall glow."
    assert measure(text).counts["imperatives"] == 1
    assert [one.kind for one in measure(text).smells] == []
    assert [one.kind for one in measure(text, Mode.NALABS).smells] == ["imperatives"]
    assert [one.kind for one in measure("The lamp must glow.").smells][:1] == ["imperatives"]


@pytest.mark.parametrize("joint", [("neither {0} nor {1}"), ("not {0} and {1}")], ids=["neither", "not"])
@given(st.lists(st.from_regex(r"[a-z]{4,9}", fullmatch=True), min_size=2, max_size=2, unique=True))
def test_what_is_offered_for_two_verbs_that_are_denied_repeats_neither(joint, verbs):
    text = f"The pump shall {joint.format(*verbs)} at night."
    for diagnostic in parse(text).diagnostics:
        offered = (
            diagnostic.example if diagnostic.code in ("ears-denied-response", "ears-denied-joint") else ""
        )
        for verb in verbs if offered and "shall not" in offered else ():
            assert offered.split().count(verb) <= text.split().count(verb)


def test_the_verbs_behind_neither_are_denied_one_by_one():
    text = "The Battery controller shall neither charge nor discharge the rack."
    (told,) = (one for one in parse(text).diagnostics if one.code == "ears-denied-response")
    assert told.example == "The Battery controller shall not charge and shall not discharge the rack."
