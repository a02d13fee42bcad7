"""The name of a time is formalised with the value that the project gives it, and that is said."""

import pytest

from core.ground.diagnostic import Severity
from core.model import Duration, Term, Timer
from core.requirements import findings, parse
from core.requirements.remarks import remarks
from core.requirements.time_values import parse_valued, time_values
from tests.core.formal.test_formalise import Bound

NAMED = "when the key, the C shall hold the valve within the closing time"


def valued(definition: str) -> Bound:
    plant = Bound()
    plant.new(Term, name="closing time", definition=definition, synonyms=("CLOSING_TIME",))
    return plant


@pytest.mark.parametrize("name", ["the closing time", "CLOSING_TIME"])
@pytest.mark.parametrize(
    "definition", ["5 s", "5 s: from the call to the shut valve", "5 s, as the maker says"]
)
def test_a_name_whose_value_the_glossary_has_means_that(name, definition):
    plant = valued(definition)
    text = NAMED.replace("the closing time", name)
    assert plant.properties(text) == plant.properties("when the key, the C shall hold the valve within 5 s")
    assert plant.meaning(text).values == ((name, "5 s"),)


@pytest.mark.parametrize("definition", ["", "how long the valve takes", "5 s of the reserve", "5 m"])
def test_a_name_without_a_value_stays_an_error(definition):
    plant = valued(definition)
    meant = plant.meaning(NAMED)
    assert meant.properties == ()
    assert "closing time" in meant.reason
    (told,) = [one.diagnostic for one in remarks(NAMED, times=time_values(plant.snapshot))]
    assert (told.code, told.severity) == ("ears-named-time", Severity.ERROR)


def test_a_timer_of_that_name_gives_its_duration_and_two_values_give_none():
    plant = Bound()
    plant.new(Timer, name="closing time", owner=plant.dosing.owner, duration=Duration.parse("250 ms"))
    assert time_values(plant.snapshot) == {"closing time": "250 ms"}
    plant.new(Term, name="closing time", definition="5 s")
    assert time_values(plant.snapshot) == {}


def test_places_stay_those_of_the_sentence_as_it_is_written():
    parsed, values = parse_valued(f"{NAMED} and ring the bell.", (), {"closing time": "5 s"})
    assert values == (("the closing time", "5 s"),)
    for span in (parsed.slots.system, parsed.slots.trigger):
        assert NAMED[span.column - 1 : span.end - 1] == span.text


def test_the_editor_is_told_the_value_and_the_checks_no_longer_miss_it():
    plant = valued("5 s")
    (told,) = remarks(NAMED, times=time_values(plant.snapshot))
    assert (told.diagnostic.code, told.diagnostic.severity) == ("time-valued", Severity.INFO)
    assert parse(told.fixes[0].applied(NAMED)).ok
    plant.requirement(NAMED)
    assert "ears-named-time" not in {one.code for one in findings(plant.snapshot)}
