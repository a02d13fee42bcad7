"""A bound whose time is a name, or is no time, is told; places and things keep their names."""

import pytest

from core.ground.diagnostic import Severity
from core.requirements import parse

LEADS = {
    "ears": "When the brake pedal is pressed, the front actuator shall apply the brake force",
    "resa": 'When "brake pedal":inDevice is pressed, "front actuator":outDevice shall apply '
    '"brake force":parameter',
}
NAMED = [
    *("within MAX_TIME", "within MAX_DELAY", "within timeout", "within DEADLINE", "within FTTI"),
    *("within Reaction_Time", "for at least HOLD_TIME", "every PERIOD", "for MAX_TIME", "after MAX_TIME"),
    *("within the reaction time", "within its maximum latency", "no later than MAX_TIME", "within maxDelay"),
    *(
        "within the specified time",
        "within the time allowed",
        "within half of FTTI",
        "within a time of MAX_TIME",
    ),
    *("for a maximum of MAX_TIME", "with a period of PERIOD", "between MIN_TIME and MAX_TIME"),
    *("within at most MAX_TIME", "in MAX_TIME", "in less than MAX_TIME", "until MAX_TIME has elapsed"),
    *("within MAX_TIME ms", "within [MAX_TIME]", "within 'MAX_TIME'", "every CYCLE_TIME_MS"),
    *("within MAX_TIME of the press", "within MAX_TIME and every PERIOD", "every sampling period"),
    *('within "MAX_TIME":parameter', 'within "reaction time":parameter', "within MAX_TIME:parameter"),
]
FOREIGN = ["within 10 V", "within 20 %", "within 5 km", "within 3 bar", "within at most 10 V"]
LEGAL = [
    *(
        "within the zone",
        "within its limits",
        "for the operator",
        "every pump",
        "within the ECU",
        "within RAM",
        "within the RED_ZONE",
    ),
    *("for ABS", "every ECU", "after POR", "within the time zone", "within the MAX_TIME register"),
    *(
        "for MAX_TIME supervision",
        "after the timeout",
        "until TIMEOUT",
        "before START_TIME",
        "for every timeout",
    ),
    *("within 5 % of the set point", "within 5 km of the depot", "within 10 V around the set point"),
    *(
        "for each time zone",
        "within the “RED_ZONE” area",
        "at most MAX_RETRIES times",
        'after "timeout":event',
    ),
    *('within "speed limits":parameter', "to MAX_TIME", "with the period PERIOD"),
]


def errors(text: str) -> list[tuple[str, str]]:
    """Codes of the errors, and what of the text they mark."""
    return [
        (one.code, text[(one.column or 1) - 1 : (one.column or 1) - 1 + (one.length or 0)])
        for one in parse(text).diagnostics
        if one.severity is Severity.ERROR
    ]


@pytest.mark.parametrize("language", LEADS)
@pytest.mark.parametrize("tail", NAMED)
def test_a_time_that_only_has_a_name_is_an_error_that_marks_the_name(language, tail):
    text = f"{LEADS[language]} {tail}."
    found = errors(text)
    assert "ears-named-time" in [code for code, _marked in found]
    for code, marked in found:
        if code == "ears-named-time":
            assert marked
            assert marked in tail
    assert not parse(text).ok


@pytest.mark.parametrize("language", LEADS)
@pytest.mark.parametrize("tail", FOREIGN)
def test_a_deadline_in_a_unit_of_something_else_is_an_error_that_marks_the_number(language, tail):
    text = f"{LEADS[language]} {tail}."
    ((code, marked),) = errors(text)
    assert code == "ears-no-time"
    assert tail.endswith(marked)


@pytest.mark.parametrize("language", LEADS)
@pytest.mark.parametrize("tail", LEGAL)
def test_the_name_of_a_place_or_a_thing_is_no_time(language, tail):
    assert errors(f"{LEADS[language]} {tail}.") == []


@pytest.mark.parametrize(
    "text",
    [
        "Every PERIOD, the S shall sample the level.",
        "After MAX_TIME, the S shall open the valve.",
        "The S shall within MAX_TIME open the valve.",
        "The S shall open the valve within MAX_TIME when the key is pressed.",
        "The S shall open the valve when the key is pressed within MAX_TIME.",
        "The S shall not open the valve within MAX_TIME.",
        "The S shall open valve 1 within MAX_TIME and close valve 2 within 5 s.",
        "The S shall open the valve within MAX_TIME until the tank is full.",
    ],
)
def test_a_time_that_only_has_a_name_is_told_wherever_it_stands(text):
    assert [code for code, _marked in errors(text)] == ["ears-named-time"]


@pytest.mark.parametrize("verb", ["keep the level", "hold it", "limit the error", "regulate the voltage"])
def test_how_near_something_is_kept_is_no_deadline(verb):
    assert errors(f"The S shall {verb} within 5 %.") == []


@pytest.mark.parametrize("tail", [*NAMED[:10], *FOREIGN])
def test_what_is_told_of_it_teaches_with_a_sentence_that_is_right(tail):
    found = next(
        one
        for one in parse(f"{LEADS['resa']} {tail}.").diagnostics
        if one.code in {"ears-named-time", "ears-no-time"}
    )
    assert found.hint
    assert parse(found.example).ok
    assert parse(found.example).slots.deadline is not None


@pytest.mark.parametrize(
    "response",
    [
        "limit the delay to at most MAX_TIME",
        "have a latency of at most MAX_LATENCY",
        "set the timer to a maximum of MAX_TIME",
        "store the result in CYCLE_TIME",
    ],
)
def test_a_value_that_has_the_name_of_a_time_bounds_nothing(response):
    assert errors(f"The S shall {response}.") == []
