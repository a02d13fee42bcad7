"""A time behind a late clause: the clause's own where it denies or counts, else asked about."""

import pytest

from core.ground.diagnostic import Severity
from core.requirements import parse


def codes(text: str) -> list[str]:
    return [one.code.removeprefix("ears-") for one in parse(text).diagnostics]


@pytest.mark.parametrize(
    "clause",
    [
        *("no telegram arrives", "none of the pumps runs", "the valve does not close", "it never answers"),
        *("the valve fails to close", "the line stays without pressure", "the host doesn't answer"),
        *(
            "three wrong passwords are entered",
            "3 wrong passwords are entered",
            "more than 5 frames are lost",
        ),
        *("the gateway receives 4 faulty frames", "the door opens twice", "several pumps trip"),
    ],
)
@pytest.mark.parametrize(("keyword", "slot"), [("when", "trigger"), ("if", "unwanted")])
@pytest.mark.parametrize("time", ["within 5 min", "within 2 s of the request", "in less than 2 s"])
def test_a_time_behind_a_clause_that_denies_or_counts_is_of_the_clause(clause, keyword, slot, time):
    parsed = parse(f"The S shall raise an alarm {keyword} {clause} {time}.")
    assert (parsed.ok, getattr(parsed.slots, slot).text) == (True, f"{clause} {time}")
    assert parsed.slots.deadline is None
    assert "ears-time-in-phrase" in [one.code for one in parsed.diagnostics]


def test_what_unless_excepts_has_its_own_time():
    (state,) = parse("The S shall stop unless the operator confirms within 30 s.").slots.states
    assert (state.text, state.negated) == ("the operator confirms within 30 s", True)


@pytest.mark.parametrize(
    "clause",
    [
        *("valve 2 opens", "the level is high", "the sensor fails", "the speed exceeds 3000 rpm"),
        *("the pressure exceeds 5 bar", "pump 1 trips"),
    ],
)
def test_a_time_that_may_be_of_the_clause_or_of_the_response_is_asked_about(clause):
    parsed = parse(f"The S shall stop the pump when {clause} within 5 s.")
    (found,) = [one for one in parsed.diagnostics if one.code == "ears-late-bound"]
    assert (parsed.ok, found.severity, str(parsed.slots.deadline.value)) == (True, Severity.WARNING, "5")
    assert "“within 5 s”" in found.message
    for meant in (
        f"When {clause}, the S shall stop the pump within 5 s.",
        f"When {clause} within 5 s, the S shall stop the pump.",
    ):
        assert f"“{meant}”" in found.hint
        assert "ears-late-bound" not in [one.code for one in parse(meant).diagnostics]


@pytest.mark.parametrize(
    "text",
    [
        "The S shall stop the pump when the level is high, within 5 s.",
        "The S shall lock it when three wrong passwords are entered within 5 min, within 5 s.",
        "The S shall, if no reply comes within 2 s, stop the pump within 5 s.",
        "The S shall stop the pump when no reply comes for 2 s, within 5 s.",
        "The S shall, when the level rises within 2 s, stop the pump within 5 s.",
    ],
)
def test_a_time_that_a_comma_sets_off_bounds_the_response(text):
    parsed = parse(text)
    bound = parsed.slots.deadline
    assert (parsed.ok, str(bound.value), bound.unit) == (True, "5", "s")
    assert not {"late-bound", "several-bounds"} & set(codes(text))


@pytest.mark.parametrize(
    "response",
    [
        "keep its clock within 100 ms of the master clock",
        "be within 100 ms of UTC",
        "show the time within 1 s of the reference clock",
        "synchronise its time within 1 ms of the grid master",
    ],
)
def test_a_time_that_says_how_near_is_no_bound(response):
    parsed = parse(f"The S shall {response}.")
    assert [one.text for one in parsed.slots.responses] == [response]
    assert (parsed.slots.trigger, parsed.slots.deadline, list(parsed.diagnostics)) == (None, None, [])


@pytest.mark.parametrize("event", ["the alarm", "power-up", "the loss of pressure", "the alarm is raised"])
@pytest.mark.parametrize("response", ["stop the pump", "keep the valve closed"])
def test_what_happens_is_still_what_the_time_counts_from(response, event):
    slots = parse(f"The S shall {response} within 5 s of {event}.").slots
    assert (slots.trigger.text, str(slots.deadline.value)) == (event, "5")


@pytest.mark.parametrize(
    "tail",
    [
        *("after the plug has been unlocked", "of a detection", "when the level is high"),
        "when the level exceeds 5 m",
    ],
)
def test_a_response_behind_a_clause_is_no_part_of_it(tail):
    slots = parse(f"The S shall stop the pump within 2 s {tail} and report the reason to the server.").slots
    assert slots.trigger.text == tail.split(" ", 1)[1]
    assert [one.text for one in slots.responses] == ["stop the pump", "report the reason to the server"]


@pytest.mark.parametrize(
    "clause",
    ["the operators press the key and release the lever", "the level is high and the pump runs"],
)
def test_a_clause_that_goes_on_stays_whole(clause):
    assert parse(f"The S shall open the valve when {clause}.").slots.trigger.text == clause


def test_a_response_behind_the_clause_of_a_forbidden_one_is_not_guessed():
    slots = parse("The S shall not open it when the level is high and close the drain.").slots
    assert [one.text for one in slots.responses] == ["open it"]
