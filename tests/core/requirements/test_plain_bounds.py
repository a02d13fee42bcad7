"""Time bounds as plants have them: for a time after or before something, soon and long, and for years."""

import pytest

from core.ground.diagnostic import Severity
from core.requirements import parse


def codes(text: str) -> list[str]:
    return [one.code.removeprefix("ears-") for one in parse(text).diagnostics]


@pytest.mark.parametrize("event", ["the heater has been switched off", "power-up", "each stop"])
@pytest.mark.parametrize(
    ("bound", "limit"),
    [("for 60 s", ""), ("for at least 60 s", "at least"), ("for a maximum of 60 s", "at most")],
)
def test_for_a_time_after_something_has_that_for_its_trigger(event, bound, limit):
    for text in (f"The fan shall run {bound} after {event}.", f"{bound} after {event}, the fan shall run."):
        parsed = parse(text)
        slots = parsed.slots
        assert (parsed.ok, slots.trigger.text, slots.responses[0].text) == (True, event, "run")
        assert (slots.deadline.kind.value, slots.deadline.limit, str(slots.deadline.value)) == (
            "for",
            limit,
            "60",
        )


def test_what_is_forbidden_for_a_time_after_something_reads_the_same_way():
    slots = parse("The S shall not open the valve for 60 s after the pump has stopped.").slots
    assert (slots.trigger.text, slots.responses[0].negated) == ("the pump has stopped", True)


@pytest.mark.parametrize(
    ("tail", "code"), [("for 5 s after B", "bound-start"), ("for 5 s after 2 s", "several-bounds")]
)
def test_a_time_after_another_instant_or_another_time_is_told(tail, code):
    assert codes(f"When A, the S shall hold the valve {tail}.") == [code]


@pytest.mark.parametrize(
    "text",
    [
        "The S shall purge the furnace for at least 5 minutes before ignition.",
        "The S shall purge the furnace for 5 min before the burner is lit.",
        "Before ignition, the S shall purge the furnace for at least 5 minutes.",
    ],
)
def test_how_long_before_something_is_told_to_forbid_what_comes_too_early(text):
    (found,) = [one for one in parse(text).diagnostics if one.code == "ears-lasts-before"]
    assert "shall not do until" in found.hint
    assert not parse(text).ok
    assert parse(found.example).slots.responses[0].negated


@pytest.mark.parametrize(
    "tail",
    [
        "within 100 ms for at least 10 s",
        "for at least 10 s within 100 ms",
        "within 100 ms and for at least 10 s",
    ],
)
def test_how_soon_and_how_long_are_written_out_as_two_requirements(tail):
    text = f"While A, when the fire call comes, the Horn shall sound {tail}."
    (found,) = [one for one in parse(text).diagnostics if one.code == "ears-within-for"]
    for meant in (
        "While A, when the fire call comes, the Horn shall sound within 100 ms.",
        "While A, the Horn shall sound for at least 10 s.",
    ):
        assert f"“{meant}”" in found.hint
        assert (parse(meant).ok, codes(meant)) == (True, [])


@pytest.mark.parametrize(
    "tail",
    [
        *(
            "for five years",
            "for a period of 10 years",
            "for at least 10 years",
            "within 3 months of the call",
        ),
        *("after 10 years", "every 2 years", "once a year", "every month", "for a decade"),
    ],
)
def test_a_time_of_the_calendar_stays_in_the_response(tail):
    parsed = parse(f"When A, the historian shall keep the records {tail}.")
    (found,) = parsed.diagnostics
    assert (parsed.ok, found.code, found.severity) == (True, "ears-calendar-time", Severity.INFO)
    assert [one.text for one in parsed.slots.responses] == [f"keep the records {tail}"]
    assert (parsed.slots.trigger.text, parsed.slots.deadline) == ("A", None)


def test_years_after_something_are_kept_beside_it():
    slots = parse("The historian shall keep the records for 10 years after delivery.").slots
    assert (slots.responses[0].text, slots.deadline.kind.value, slots.deadline.phrase.text) == (
        "keep the records for 10 years",
        "after",
        "delivery",
    )


@pytest.mark.parametrize(
    "response",
    ["show the past year", "show the last 2 years of data", "set the interval to 2 years", "log the month"],
)
def test_years_that_are_no_time_bound_are_left_alone(response):
    assert codes(f"The S shall {response}.") == []


@pytest.mark.parametrize(
    ("first", "second"), [("within 300 ms", "within 500 ms"), ("after 1 s", "after 2 s")]
)
def test_each_response_may_have_its_bound_in_front(first, second):
    text = f"When A, the S shall {first} close the stop valve and {second} close the control valve."
    parsed = parse(text)
    behind = parse(f"When A, the S shall close the stop valve {first} and close the control valve {second}.")
    assert (parsed.ok, codes(text)) == (True, [])
    for slots in (parsed.slots, behind.slots):
        assert [one.text for one in slots.responses] == ["close the stop valve", "close the control valve"]
        assert [one.deadline.value for one in slots.responses] == [
            one.deadline.value for one in behind.slots.responses
        ]


def test_a_bound_in_front_with_nothing_to_bind_is_told():
    assert codes("When A, the S shall within 300 ms close it and within 500 ms.") == ["several-bounds"]


@pytest.mark.parametrize("joint", [" and ", ", and "])
def test_a_list_of_responses_may_have_each_bound_in_front(joint):
    slots = parse(f"The S shall within 1 s close A, within 2 s close B{joint}within 3 s log it.").slots
    assert [(one.text, str(one.deadline.value)) for one in slots.responses] == [
        ("close A", "1"),
        ("close B", "2"),
        ("log it", "3"),
    ]


@pytest.mark.parametrize(("time", "unit"), [("once per day", "d"), ("once per second", "s")])
def test_once_per_time_is_no_trigger(time, unit):
    slots = parse(f"The meter shall send its readings {time} at midnight.").slots
    assert (slots.trigger, slots.deadline.kind.value, slots.deadline.unit) == (None, "every", unit)


@pytest.mark.parametrize("rate", ["per day", "in any 24 h", "in each hour"])
def test_a_duration_altogether_is_told(rate):
    text = f"The pump shall run for no longer than 30 min {rate}."
    assert not parse(text).ok
    assert "bound-words" in codes(text)
