"""Phrases, how they compare, and the propositions they are bound to."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from core.requirements import Role, binding, bound, confirmed, normalise, parse, phrases, unbound
from core.requirements.ears.writing import sentence
from tests.core.requirements.plant import Plant
from tests.core.requirements.sentences import slots


@given(st.text() | st.text("aAthenor “'.,?", max_size=30))
@example("? A")
@example("the A is open")
def test_normalising_twice_changes_nothing(text):
    assert normalise(normalise(text)) == normalise(text)


@pytest.mark.parametrize(
    "text",
    [
        "The  tank LEVEL is “high”.",
        "a tank level is high",
        "if the tank level is 'High'",
        "tank level\tis high,",
    ],
)
def test_articles_case_blanks_and_quotes_make_no_difference(text):
    assert normalise(text) == "tank level is high"


def test_the_letter_of_a_thing_is_no_article():
    assert normalise("open valve A at once") == "open valve A at once"
    assert normalise("open a valve at once") == "open valve at once"


def test_every_slot_gives_a_phrase_in_order():
    text = (
        "Where F is in, while S is on, when T trips, the C shall stop it until U ends and shall not log it."
    )
    assert [(one.role, one.normalised, one.negated) for one in phrases(parse(text))] == [
        (Role.FEATURE, "f is in", False),
        (Role.STATE, "s is on", False),
        (Role.TRIGGER, "t trips", False),
        (Role.RESPONSE, "stop it", False),
        (Role.DEADLINE, "u ends", False),
        (Role.RESPONSE, "log it", True),
    ]


@given(slots())
def test_every_phrase_and_part_stands_at_its_place(made):
    text = sentence(made)
    for phrase in phrases(parse(text)):
        for piece in phrase.pieces():
            assert piece.text == text[piece.column - 1 : piece.column - 1 + piece.length]


def test_or_divides_before_and():
    (phrase, _response) = phrases(parse("When A is on and B is off or “C or D” is up, the S shall stop."))
    assert (phrase.connective, [part.text for part in phrase.parts]) == (
        "or",
        ["A is on and B is off", "“C or D” is up"],
    )
    assert [part.text for part in phrase.parts[0].parts] == ["A is on", "B is off"]


@pytest.mark.parametrize(
    ("said", "affirmed"),
    [
        ("not the level is high", "level is high"),
        ("the level is not high", "level is high"),
        ("the pumps aren’t on", "pumps are on"),
        ("the level is not yet high", ""),
        ("the level is high", ""),
    ],
)
def test_a_phrase_that_denies_may_be_bound_by_its_opposite(said, affirmed):
    assert phrases(parse(f"While {said}, the S shall stop."))[0].affirmed == affirmed


def test_only_confirmed_bindings_count_and_the_requirement_s_own_come_first():
    plant = Plant()
    mine = plant.requirement("When the level is high, the Dosing controller shall stop the pump.")
    other = plant.requirement("When the level is high, the Dosing controller shall log it.")
    phrase = phrases(parse(mine.text))[0]
    plant.event("level is high", plant.high, confirmed_by="")
    assert binding(plant.snapshot, mine, phrase) is None
    common = plant.expression("The level is HIGH", "Dosing_control.tank_level > 80")
    own = plant.event("level is high", plant.high, owner=mine.id)
    assert binding(plant.snapshot, mine, phrase) == own
    assert binding(plant.snapshot, other, phrase) == common


def test_the_opposite_of_a_phrase_binds_it_denied():
    plant = Plant()
    requirement = plant.requirement("While the pump is not stopped, the Dosing controller shall hold.")
    stopped = plant.state("pump is stopped", plant.stopped)
    found = bound(requirement, phrases(parse(requirement.text))[0], confirmed(plant.snapshot))
    assert (found.proposition, found.denies) == (stopped, True)


def test_a_phrase_is_bound_whole_or_by_its_parts():
    plant = Plant()
    requirement = plant.requirement("While A is on and B is on or C is on, the Dosing controller shall hold.")
    phrase = phrases(parse(requirement.text))[0]

    def missing():
        return [piece.text for piece in unbound(requirement, phrase, confirmed(plant.snapshot))]

    assert missing() == ["A is on and B is on or C is on"]
    plant.state("C is on", plant.idle)
    assert missing() == ["A is on and B is on"]
    plant.state("A is on", plant.idle)
    assert missing() == ["B is on"]
    plant.state("A is on and B is on", plant.idle)
    assert missing() == []


@pytest.mark.parametrize(
    ("response", "parts"),
    [
        ("keep the voltage between 3 V and 5 V", []),
        ("keep the speed between 3 and 5 km/h", []),
        ("keep the voltage between 3 V and 5 V and light lamp 2", [True, False]),
        ("open the gap between gate 3 and gate 5", [False, False]),
    ],
)
def test_two_numbers_that_something_lies_between_stay_together(response, parts):
    (phrase,) = phrases(parse(f"The controller shall {response}."))
    assert ["between" in part.text and "5" in part.text for part in phrase.parts] == parts
