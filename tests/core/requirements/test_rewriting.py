"""Ordinary sentences as requirements: what is proposed, what was checked, and what is asked."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from core.model import Component, Id, Role, Snapshot
from core.requirements import parse
from core.requirements.nouns import names
from core.requirements.rewriting import Proposed, proposals
from core.requirements.rewriting.inflection import base_of_participle, base_of_third_person
from tests.core.requirements.sentences import OWN


def best(text: str) -> Proposed:
    return proposals(text)[0]


def failed(proposed: Proposed) -> list[str]:
    return [check.name for check in proposed.checks if not check.passed]


@pytest.mark.parametrize(
    ("text", "proposed"),
    [
        ("When the lid is open, the lamp flashes.", "When the lid is open, the lamp shall flash."),
        ("The lid controller must open the lid.", "The lid controller shall open the lid."),
        ("The panel needs to show the level.", "The panel shall show the level."),
        ("The panel is required to show the level.", "The panel shall show the level."),
        (
            "If the tank is empty, the pump does not run.",
            "If the tank is empty, then the pump shall not run.",
        ),
        ("The pump cannot run while the tank is empty.", "While the tank is empty, the pump shall not run."),
        ("The valve is opened by the dosing controller.", "The dosing controller shall open the valve."),
        (
            "The valve is not opened by the panel when the key is off.",
            "When the key is off, the panel shall not open the valve.",
        ),
        (
            "The inlet controller shall stop the pump when the level is high.",
            "When the level is high, the inlet controller shall stop the pump.",
        ),
        (
            "- Note that the panel shows the level every 5 s.",
            "The panel shall show the level every 5 s.",
        ),
    ],
)
def test_a_sentence_is_turned_into_a_demand_that_parses(text: str, proposed: str) -> None:
    first = best(text)
    assert first.text == proposed
    assert first.parsed.ok
    assert failed(first) == []


def test_an_actor_that_nobody_named_is_asked_for() -> None:
    first = best("The valve is closed when the level is high.")
    assert first.text == "When the level is high, the system shall close the valve."
    assert failed(first) == ["actor named"]
    assert first.questions == (
        "Who or what shall close the valve? “the system” stands for it.",
        "How soon must “close the valve” follow?",
    )
    assert best("Open the valve within 5 s.").text == "The system shall open the valve within 5 s."


def test_what_is_only_allowed_or_only_told_is_asked() -> None:
    assert (
        "Must it, or is it only allowed? The sentence says “may”." in best("The nurse may stop it.").questions
    )
    explains = "Is this demanded, or does it only explain something?"
    assert explains in best("The delay is the time from the alarm to the stop.").questions


def test_a_number_is_asked_for_where_nothing_can_be_measured() -> None:
    first = best("When the level is high, the pump stops quickly.")
    assert "What number and unit is meant by “quickly”?" in first.questions
    assert failed(first) == ["measurable"]


def test_a_sentence_with_several_demands_falls_into_parts() -> None:
    parts = [
        one
        for one in proposals("The pump shall stop within 5 s and the valve controller shall log it.")
        if one.parsed.language == "ears"
    ]
    assert [(one.part, one.parts, one.text) for one in parts] == [
        (1, 2, "The pump shall stop within 5 s."),
        (2, 2, "The valve controller shall log it."),
    ]
    clauses = [one.text for one in proposals("When it rains, the roof must close and shall log the event.")]
    assert clauses[:2] == [
        "When it rains, the roof shall close.",
        "When it rains, the roof shall log the event.",
    ]


def test_words_that_are_lost_are_named() -> None:
    first = best("The lamp goes on if the door opens and goes off if it closes.")
    (lost,) = [check for check in first.checks if check.name == "nothing lost"]
    assert (lost.passed, lost.detail) == (False, "closes")


def test_resa_is_proposed_with_the_classes_that_nouns_tell() -> None:
    found = [
        one.text for one in proposals("When the brake pedal is pressed, the brake controller sets the lamp.")
    ]
    assert (
        'When "brake pedal":inDevice is pressed, "brake controller":system shall set lamp:outDevice.' in found
    )


def test_a_project_tells_the_classes_of_its_own_names() -> None:
    grip = Component(id=Id("0190aaaa-0000-7000-8000-000000000001"), name="Zorg grip", role=Role.ACTUATOR)
    (_ears, resa) = proposals("The Zorg grip holds the plate for 5 s.", names(Snapshot([grip])))
    assert resa.text == '"Zorg grip":outDevice shall hold the plate for 5 s.'


@pytest.mark.parametrize(
    "text", ["", "Reference 8, pages 69 to 71.", "A section of frequent questions", "\0", "shall"]
)
def test_nothing_is_proposed_where_nothing_can_be_demanded(text: str) -> None:
    assert proposals(text) == ()


@given(
    some.lists(
        some.sampled_from([*" ".join(text for text, _pattern in OWN).split(), "is", "opened", "by"]),
        max_size=14,
    )
)
def test_every_proposal_parses_whatever_the_words(words: list[str]) -> None:
    text = " ".join(words)
    found = proposals(text)
    assert found == proposals(text)
    for one in found:
        assert one.parsed.ok
        assert parse(one.text) == one.parsed


@given(some.text(max_size=120))
def test_no_text_is_more_than_no_proposal(text: str) -> None:
    assert all(one.parsed.ok for one in proposals(text))


@pytest.mark.parametrize(
    ("form", "base"),
    [("opens", "open"), ("flashes", "flash"), ("carries", "carry"), ("goes", "go"), ("red", "")],
)
def test_the_third_person_tells_the_verb(form: str, base: str) -> None:
    assert base_of_third_person(form) == base


@pytest.mark.parametrize(
    ("form", "base"),
    [
        ("opened", "open"),
        ("stopped", "stop"),
        ("closed", "close"),
        ("sent", "send"),
        ("controlled", "control"),
        ("wet", ""),
    ],
)
def test_the_participle_tells_the_verb(form: str, base: str) -> None:
    assert base_of_participle(form) == base
