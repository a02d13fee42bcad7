"""Ordinary sentences: what is proposed is what a good engineer would write."""

import re
from itertools import chain

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from core.model import Component, Id, Role, Snapshot
from core.requirements import parse
from core.requirements.ears.parsing import set_right
from core.requirements.nouns import names
from core.requirements.resa.grammar import syntax_tree
from core.requirements.resa.printing import printed
from core.requirements.rewriting import Proposed, proposals, together
from core.requirements.rewriting.checking import faithful
from tests.core.requirements.plain_corpus import FILES, corpus, figures

SENTENCES = [one.text for name in FILES for one in corpus(name)]
FAITHFUL = {"nothing lost", "nothing added", "numbers kept", "polarity kept"}


def unfaithful(one: Proposed) -> list[str]:
    return [check.name for check in one.checks if not check.passed and check.name in FAITHFUL]


def assert_strict(one: Proposed) -> None:
    """It parses wholly, and what was understood is written as the same sentence."""
    assert one.parsed.ok
    assert parse(one.text) == one.parsed
    if one.parsed.language == "resa":
        assert printed(syntax_tree(one.text)) == one.text
    else:
        assert set_right(one.text) == one.text


@pytest.mark.parametrize(("name", "first"), [("known", 141), ("apart", 69), ("second", 43), ("third", 37)])
def test_the_right_requirement_is_proposed_first(name: str, first: int) -> None:
    found = figures(name)
    assert found.first >= first
    assert found.among >= found.first
    assert found.asked >= found.first - 2


def test_the_corpus_has_two_hundred_sentences_of_all_kinds() -> None:
    assert len(set(SENTENCES)) >= 250
    assert len({one.family for one in corpus("known")}) >= 15


@pytest.mark.parametrize("text", SENTENCES)
def test_every_proposal_parses_strictly_and_the_first_says_what_the_sentence_says(text: str) -> None:
    found = proposals(text)
    for one in found:
        assert_strict(one)
    named = {"lamp goes on if", "runs for 10 minutes every 2 hours"}
    if found and not any(words in text for words in named):
        assert unfaithful(found[0]) == []


@pytest.mark.parametrize("text", SENTENCES)
def test_a_number_in_a_proposal_is_one_of_the_sentence(text: str) -> None:
    for one in proposals(text):
        assert set(re.findall(r"[0-9]+", one.text)) <= {*re.findall(r"[0-9]+", text), "1"}


def test_each_language_has_several_proposals_where_readings_differ() -> None:
    groups = together(proposals("The alarm sounds if the tank is empty."))
    patterns = [
        (group[0].parsed.language, group[0].parsed.pattern and group[0].parsed.pattern.value)
        for group in groups
    ]
    for language in ("ears", "resa"):
        assert {pattern for said, pattern in patterns if said == language} == {"unwanted", "event", "state"}


def test_who_of_a_project_may_be_meant_is_proposed_behind_and_asked_and_no_sensor_is() -> None:
    parts = (
        Component(id=Id("0190aaaa-0000-7000-8000-000000000001"), name="Dosing controller"),
        Component(id=Id("0190aaaa-0000-7000-8000-000000000002"), name="Chlorine analyser", role=Role.SENSOR),
        Component(id=Id("0190aaaa-0000-7000-8000-000000000003"), name="Dosing", role=Role.CONTROLLER),
    )
    found = proposals("Stop the dosing when the chlorine is high.", names(Snapshot(parts)))
    ears = [one for one in found if one.parsed.language == "ears"]
    assert ears[0].text == "When the chlorine is high, the system shall stop the dosing."
    named = [one for one in ears if "Dosing controller" in one.text]
    assert [one.text for one in named] == [
        "When the chlorine is high, the Dosing controller shall stop the dosing."
    ]
    assert named[0].open == ("system", "deadline")
    assert [check.detail for check in named[0].checks if check.name == "nothing added"] == ["controller"]
    assert not any("analyser" in one.text for one in found)


def test_the_reason_of_a_story_is_kept_beside_the_demand() -> None:
    first = proposals("As a nurse I want the pump to stop when air is detected so that it is safe.")[0]
    assert first.text == "When air is detected, the pump shall stop."
    assert first.reason == "As a nurse, so that it is safe"
    assert unfaithful(first) == []


def test_a_slot_that_nobody_filled_is_marked() -> None:
    assert proposals("Close the valve when the level is high.")[0].open == ("system", "deadline")
    assert proposals("The controller closes the valve within 5 s.")[0].open == ()


@pytest.mark.parametrize(
    ("text", "said", "name"),
    [
        ("Open the red valve.", "The system shall open the valve.", "nothing lost"),
        ("Open the valve.", "The dosing controller shall open the valve.", "nothing added"),
        ("Open the valve in 5 s.", "The system shall open the valve within 6 s.", "numbers kept"),
        ("Never open the valve.", "The system shall open the valve.", "polarity kept"),
        ("We do not want it to open.", "It shall open.", "polarity kept"),
    ],
)
def test_what_is_lost_added_or_turned_round_is_told_by_name(text: str, said: str, name: str) -> None:
    assert [check.name for check in faithful(text, [said]) if not check.passed] == [name]


_WORDS = sorted(set(chain.from_iterable(text.split() for text in SENTENCES)))


@settings(max_examples=150, deadline=None)
@given(
    some.sampled_from(SENTENCES),
    some.lists(
        some.tuples(
            some.sampled_from(["drop", "double", "swap", "put"]),
            some.integers(0, 40),
            some.sampled_from(_WORDS),
        ),
        max_size=4,
    ),
)
def test_every_proposal_for_a_mutated_sentence_parses_strictly(
    text: str, changes: list[tuple[str, int, str]]
) -> None:
    words = text.split()
    for change, place, word in changes:
        at = place % max(len(words), 1)
        if change == "drop":
            del words[at : at + 1]
        elif change == "double":
            words[at:at] = words[at : at + 1]
        elif change == "swap":
            words[at : at + 2] = reversed(words[at : at + 2])
        else:
            words.insert(at, word)
    mutated = " ".join(words)
    found = proposals(mutated)
    assert found == proposals(mutated)
    for one in found:
        assert_strict(one)


def test_two_hundred_sentences_take_less_than_a_second_of_one_core() -> None:
    proposals(SENTENCES[0])
    assert figures("known").per_second > 200
