"""What stands at a place of a sentence is told from its letters alone and from the names of the project."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.model import Snapshot
from core.requirements import parse
from core.requirements.nouns import names
from core.requirements.pointing import Sort, noun_at, pointed
from core.requirements.resa.items import TIME_UNITS
from core.requirements.units import measured
from tests.core.requirements.plant import Plant
from tests.core.requirements.sentences import OWN

KNOWN = names(Snapshot(Plant().elements))
TEXT = (
    "While the tank level is high, the dosing controller shall "
    "stop the pump and open the valve within 500 ms."
)


def at(words: str, text: str = TEXT):
    return pointed(parse(text), text.index(words) + 1, KNOWN)


@pytest.mark.parametrize("word", ["While", "shall", "within", "and"])
def test_a_keyword_says_what_it_begins(word):
    (found,) = at(word)
    assert (found.sort, found.text) == (Sort.KEYWORD, word)
    assert found.meaning


def test_a_number_has_its_unit():
    (found,) = at("500")
    assert (found.sort, found.text, found.unit) == (Sort.MEASURE, "500 ms", "ms")
    assert measured(found.unit) == "time"


def test_a_noun_of_several_words_lies_in_its_phrase():
    noun, phrase = at("level")
    assert (noun.sort, noun.name) == (Sort.NOUN, "tank level")
    assert (phrase.sort, phrase.text) == (Sort.PHRASE, "the tank level is high")


def test_a_part_of_a_phrase_is_told_before_the_whole():
    assert [one.text for one in at("pump")] == ["stop the pump"]
    text = "When the lid is open or the key is out, the panel shall ring."
    assert [one.text for one in at("lid", text)] == ["the lid is open", "the lid is open or the key is out"]


def test_a_keyword_inside_a_phrase_is_none():
    text = "The panel shall show “when to stop” where the key is."
    assert Sort.KEYWORD not in [one.sort for one in at("when", text)]


def test_a_typed_noun_is_taken_with_its_class():
    text = 'When "brake pedal":inDevice is pressed, BBW:system shall stop.'
    found = noun_at(text, text.index("pedal"), KNOWN)
    assert found is not None
    assert (found.name, found.noun.ontology_class) == ("brake pedal", "inDevice")


def test_a_word_of_no_name_is_the_noun_at_the_caret():
    found = noun_at(TEXT, TEXT.index("pump"), KNOWN)
    assert found is not None
    assert (found.name, TEXT[found.start : found.end]) == ("pump", "pump")
    assert noun_at(TEXT, TEXT.index("level"), None).name == "level"


@given(st.sampled_from([text for text, _pattern in OWN]), st.data())
def test_what_is_pointed_at_has_the_place(text, data):
    place = data.draw(st.integers(0, len(text)))
    for one in pointed(parse(text), place, KNOWN):
        assert one.start <= place < one.end
        assert text[one.start : one.end]


def test_every_unit_of_time_measures_time():
    assert {measured(unit) for unit in TIME_UNITS} == {"time"}
    assert measured("furlong") == ""
