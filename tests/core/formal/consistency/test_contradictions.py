"""Demands that exclude each other by their numbers and words, and the known answers given of sentences."""

import pytest

from tests.core.formal.consistency.test_inconsistencies import LOCKED, STARTED, findings, told

EXCLUDED = {
    "numbers of a thing": ("The level shall be above 5 m.", "The level shall be below 4 m."),
    "numbers across units": ("The level shall be above 5 m.", "The level shall stay below 400 cm."),
    "a limit that is not allowed": ("The level shall not exceed 5 m.", "The level shall be at least 6 m."),
    "numbers of what is kept": (
        "The controller shall keep the level above 90 %.",
        "The controller shall keep the level below 80 %.",
    ),
    "numbers of what is set": (
        "The controller shall set the speed to 5 km/h.",
        "The controller shall set the speed to 7 km/h.",
    ),
    "a number outside of a span": (
        "The controller shall keep the voltage between 3 V and 5 V.",
        "The controller shall keep the voltage above 6 V.",
    ),
    "running and stopped": ("The controller shall run the pump.", "The controller shall stop the pump."),
    "started and stopped": ("The controller shall start the pump.", "The controller shall stop the pump."),
    "switched on and off": ("The panel shall switch on the lamp.", "The panel shall switch off the lamp."),
    "kept on and off": ("The controller shall keep the lamp on.", "The controller shall keep the lamp off."),
    "pressed and released": ("The robot shall press the button.", "The robot shall release the button."),
    "applied and released": ("The robot shall apply the brake.", "The robot shall release the brake."),
    "energised or not": ("The relay shall energise the coil.", "The relay shall de-energise the coil."),
}


@pytest.mark.parametrize("sort", EXCLUDED)
def test_demands_that_never_hold_together_are_told_once_and_need_no_time(sort: str) -> None:
    (found,) = findings(*EXCLUDED[sort])
    assert (found.kind.value, found.keys, found.witness) == ("boolean", ("R1", "R2"), None)
    assert found.message == "R1, R2 cannot all hold, whatever happens"


COMPATIBLE = {
    "two systems": (
        "The pump controller shall set the speed to 5 km/h.",
        "The fan controller shall set the speed to 7 km/h.",
    ),
    "two calls": (
        "When the door opens, the controller shall set the speed to 5 km/h.",
        "When the bell rings, the controller shall set the speed to 7 km/h.",
    ),
    "a span that is not empty": (
        "The controller shall keep the level above 80 %.",
        "The controller shall keep the level below 90 %.",
    ),
    "a limit, and what is done beyond it": (
        "The level shall stay between 30 % and 80 %.",
        "If the level exceeds 90 %, then the controller shall sound the horn.",
    ),
    "units of two kinds": ("The tank shall be above 5 m.", "The tank shall be below 4 °C."),
    "words that share an opposite": (
        "The robot shall press the button.",
        "The robot shall apply the button.",
    ),
    "where something is": (
        "The controller shall show the level on the panel.",
        "The controller shall hide the alarm on the panel.",
    ),
}


@pytest.mark.parametrize("sort", COMPATIBLE)
def test_demands_that_can_hold_together_are_told_of_nothing(sort: str) -> None:
    assert findings(*COMPATIBLE[sort]) == []


EMPTY = "keep the voltage between 5 V and 3 V"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (f"The controller shall {EMPTY}.", f"R1 can never be met: “{EMPTY}” cannot come true"),
        (
            f"While the lamp is lit, the controller shall {EMPTY}.",
            "R1 can never be met when “the lamp is lit”",
        ),
        (
            f"When the bell rings, the controller shall {EMPTY} for 2 s.",
            f"R1 can never be met: “{EMPTY}” cannot come true",
        ),
    ],
)
def test_an_empty_span_is_a_finding_by_itself(text: str, message: str) -> None:
    (found,) = findings(text)
    assert (found.code, found.message) == ("requirement-impossible", message)
    assert findings(text.replace("between 5 V and 3 V", "between 3 V and 5 V")) == []


SCRUBS = ("The pump shall not scrub.", "The pump shall scrub.")
OTHERS = (
    "When the key is turned, the panel shall light the lamp within 5 s.",
    "While the door is open, the fan shall turn.",
)


def test_a_contradiction_is_blamed_for_nothing_else() -> None:
    assert told(*SCRUBS, *OTHERS) == told(*SCRUBS) == [("boolean", ("R1", "R2"))]
    assert told(*OTHERS, *SCRUBS) == [("boolean", ("R3", "R4"))]


def test_a_contradiction_in_one_state_does_not_rule_the_state_out() -> None:
    contradict = [f"While the door is open, {one[0].lower()}{one[1:]}" for one in SCRUBS]
    assert told(*OTHERS, *contradict) == [("boolean", ("R3", "R4"))]


def test_two_contradictions_are_told_each_and_what_is_never_called_still_is() -> None:
    assert told(
        *SCRUBS,
        "The valve shall not leak.",
        "The valve shall leak.",
        "The tank shall never be full.",
        "When the tank is full, the panel shall light the lamp.",
    ) == [("boolean", ("R1", "R2")), ("boolean", ("R3", "R4")), ("vacuity", ("R5", "R6"))]


def test_what_says_more_than_it_needs_can_clash_too() -> None:
    repeats = LOCKED.replace("the door is open", "the door is open and the door is open")
    assert {one.code for one in findings(repeats, STARTED)} == {
        "requirement-says-more",
        "requirements-clash-by-surroundings",
    }


@pytest.mark.parametrize("lead", ["If the lid is open, then", "When the bell rings,"])
def test_answers_to_one_call_that_exclude_each_other_contradict_where_none_has_a_time(lead: str) -> None:
    opened = f"{lead} the controller shall keep the valve open."
    closed = f"{lead} the controller shall keep the valve closed."
    assert told(opened, closed) == [("boolean", ("R1", "R2"))]
    assert told(opened, closed.replace(lead, "If the tank is cold, then")) == []
    cold, wet = (f"While the tank is {how}, {lead[0].lower()}{lead[1:]}" for how in ("cold", "wet"))
    assert told(opened, closed.replace(lead, cold)) == [("boolean", ("R1", "R2"))]
    assert told(opened.replace(lead, wet), closed.replace(lead, cold)) == []
    assert told(opened, closed.replace("closed.", "closed at least 5 s later.")) == []
    assert told(opened.replace("open.", "open for at most 5 s."), closed) == []


def test_answers_that_exclude_each_other_name_no_third_requirement() -> None:
    assert told(
        "When the bell rings, the controller shall start the pump.",
        "When the bell rings, the controller shall stop the pump and shall light the lamp.",
        "The controller shall light the lamp.",
    ) == [("boolean", ("R1", "R2"))]


KNOWN_ANSWERS = {
    "1 of Hanfor": (
        (
            "If bravo holds, then the controller shall sound the horn within 5 s.",
            "If alpha holds, then the controller shall not sound the horn for at least 2 s.",
        ),
        [("real-time", ("R1", "R2"))],
    ),
    "2 of Ultimate 465": (
        (
            "If charlie holds, then the controller shall light the lamp within 50 s.",
            "If charlie holds, then the controller shall sound the horn within 50 s.",
        ),
        [],
    ),
    "3 of Ultimate 465": (
        (
            "If charlie holds, then the controller shall light the lamp within 50 s.",
            "The controller shall never light the lamp.",
        ),
        [("boolean", ("R1", "R2"))],
    ),
    "4 and 5 of Ultimate 533": (
        (
            "If charlie holds, then the controller shall light the lamp within 50 s.",
            "If charlie holds, then the controller shall sound the horn within 50 s.",
            "The controller shall never light the lamp.",
        ),
        [("boolean", ("R1", "R3"))],
    ),
    "6 of Ultimate 524": (
        (
            "The controller shall light the lamp for less than 5 s.",
            "The controller shall light the lamp for at least 15 s.",
        ),
        [("real-time", ("R1", "R2"))],
    ),
}
"""Those of `test_known_answers` in sentences; a response that never may come needs no time to contradict."""


@pytest.mark.parametrize("case", KNOWN_ANSWERS)
def test_the_known_answers_are_given_of_sentences(case: str) -> None:
    sentences, expected = KNOWN_ANSWERS[case]
    assert told(*sentences) == expected
