"""What is offered in a check leads to one that can be read; what its words mean, and names that are none."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.ground.resources import sample_folder
from core.knowledge.vocabulary import DERIVED
from core.project import read_text
from core.requirements.checks.completing import completions
from core.requirements.checks.parsing import read_check
from core.requirements.checks.pointing import _DERIVED, pointed, unknown_names
from core.requirements.checks.printing import printed
from core.requirements.checks.scope import accepted
from tests.core.requirements.check_trees import checks

PLANT = read_text(sample_folder("water-treatment"))
WHOLE = "every flow where crosses_zone is yes: encrypted is yes"


def texts(statement):
    return [one.text for one in completions(statement, len(statement), PLANT)]


@pytest.mark.parametrize(
    ("written", "among"),
    [
        ("", ["every", "no", "some", "the", "setting", "evidence"]),
        ("every fl", ["flow"]),
        ("every flow: enc", ["encrypted"]),
        ("every flow: encrypted is ", ["yes", "no"]),
        ("every component: role is oper", ['"operator interface"']),
        ("every flow: source.rol", ["role"]),
        ('the node "PLC', ['"PLC 01"', '"PLC 02"', '"PLC 03"']),
        ('the interface "JTAG" of ', ['"PLC 01"', '"PLC 02"']),
        ("verdict of ", ['"LVL-01"']),
        ("every component: no flow in ", ["inputs", "outputs"]),
        ('evidence "x" is ', ["unaltered", "younger than"]),
        ("every flow: latency_max <= 5 m", ["ms", "min"]),
        ("(every flow where cr", ["crosses_zone", "crosses zone"]),
        ("every flow: protocol names Mod", ['"Modbus"']),
        ('every flow: protocol names "Mod', ['"Modbus"']),
    ],
)
def test_what_fits_is_offered(written, among):
    assert [one for one in among if one not in texts(written)] == []


@pytest.mark.parametrize(
    "written",
    [
        "every node: encr",
        "every flow: encrypted is may",
        "no such thing ",
        "verdict is satisfied every ",
        "))",
    ],
)
def test_what_would_be_wrong_is_not_offered(written):
    assert texts(written) == []


def test_a_name_takes_the_place_of_its_closing_mark_too():
    text = 'the node "PL" : watchdog is yes'
    one = next(one for one in completions(text, 12, PLANT) if one.text == '"PLC 01"')
    assert text[: one.start] + one.text + text[one.end :] == 'the node "PLC 01" : watchdog is yes'


@settings(max_examples=40)
@given(checks, st.data())
def test_whatever_is_offered_at_any_place_is_what_the_grammar_has_there(check, data):
    text = printed(check)
    place = data.draw(st.integers(0, len(text)))
    for one in completions(text[:place], place, PLANT):
        assert accepted(f"{text[: one.start]}{one.text} "), one


@pytest.mark.parametrize("word", list(re.finditer(r"[a-z_]+", WHOLE)), ids=lambda word: word[0])
def test_each_word_of_a_check_is_offered_at_its_first_letter(word):
    assert word[0] in texts(WHOLE[: word.start() + 1])


def test_every_fact_that_is_worked_out_is_explained():
    assert set(_DERIVED) == set(DERIVED)


@pytest.mark.parametrize(
    ("statement", "word", "sort"),
    [
        (WHOLE, "every", "keyword"),
        (WHOLE, "flow", "sort"),
        (WHOLE, "crosses_zone", "fact"),
        (WHOLE, "encrypted", "fact"),
        ("every flow: source.role is service", "source", "way"),
        ("every component: no flow in inputs: encrypted is no", "inputs", "way"),
        ('the node "PLC 01": watchdog is yes', '"PLC 01"', "node"),
        ('every flow: in zone "Office"', '"Office"', "zone"),
    ],
)
def test_words_are_told_at_their_place(statement, word, sort):
    found = pointed(statement, statement.index(word) + 1, PLANT)
    assert (statement[found.start : found.end], found.sort) == (word, sort)
    assert found.told or found.target


def test_a_value_and_a_file_are_no_names_of_the_model():
    statement = 'setting "x" in "y.ini" is "z"'
    assert read_check(statement).check is not None
    assert unknown_names(statement, PLANT) == ()
    assert pointed(statement, 9, PLANT) is None


@given(st.text(max_size=60))
def test_any_text_is_completed_pointed_at_and_judged(text):
    completions(text, len(text), PLANT)
    unknown_names(text, PLANT)
    for place in range(0, len(text) + 1, 7):
        pointed(text, place, PLANT)


def test_a_name_that_is_nearly_one_is_set_right():
    (one,) = unknown_names('the node "PLC 1": watchdog is yes', PLANT)
    assert one.example == 'the node "PLC 01": watchdog is yes' or "PLC" in one.example
    assert unknown_names('the node "PLC 01": watchdog is yes', PLANT) == ()
