"""What is found in sentences that cannot all hold, before anything is modelled."""

import pytest

from core.formal.consistency import inconsistencies
from core.ground.diagnostic import Severity
from core.ground.identity import counted_ids
from core.model import Element, Language, Requirement, Snapshot
from core.requirements import Finding

OPEN = "When the lid is lifted, the vent controller shall open the vent."


def findings(*sentences: str) -> list[Finding]:
    ids = counted_ids()
    elements: list[Element] = [
        Requirement(id=ids(), name="", key=f"R{number}", text=text, language=Language.EARS)
        for number, text in enumerate(sentences, 1)
    ]
    return list(inconsistencies(Snapshot(elements)))


def told(*sentences: str) -> list[tuple[str, tuple[str, ...]]]:
    """What cannot hold whatever the surroundings do."""
    found = (one for one in findings(*sentences) if one.severity is Severity.ERROR)
    return [(one.kind.value, one.keys) for one in found]


def test_two_demands_in_one_state_that_exclude_each_other_contradict() -> None:
    assert told(
        "While the tank is full, the controller shall open the vent.",
        "While the tank is full, the controller shall not open the vent.",
        "While the tank is cold, the controller shall light the lamp.",
    ) == [("boolean", ("R1", "R2"))]


def test_open_and_closed_exclude_each_other() -> None:
    (found,) = {
        one.keys
        for one in findings(
            "While the tank is full, the controller shall keep the vent open.",
            "While the tank is full, the controller shall keep the vent closed.",
        )
    }
    assert found == ("R1", "R2")


def test_numbers_follow_arithmetic() -> None:
    assert told(
        "While the tank level is above 5 m, the controller shall open the vent.",
        "While the tank level is above 3 m, the controller shall not open the vent.",
    ) == [("boolean", ("R1", "R2"))]
    assert (
        told(
            "While the tank level is above 5 m, the controller shall open the vent.",
            "While the tank level is below 3 m, the controller shall not open the vent.",
        )
        == []
    )


def test_a_call_that_another_requirement_rules_out_never_comes() -> None:
    assert told(
        "The pump shall not run.",
        "When the pump runs, the lamp controller shall light the lamp within 5 s.",
    ) == [("vacuity", ("R1", "R2"))]


def test_a_deadline_and_a_longer_absence_clash_in_time_with_a_witness() -> None:
    (found,) = findings(
        "When the lamp fails, the controller shall close the valve within 2 s.",
        "When the lamp fails, the controller shall keep the valve open for 10 min.",
        "When the door is opened, the controller shall log the event within 1 s.",
    )
    assert (found.kind.value, found.keys) == ("real-time", ("R1", "R2"))
    first, end = found.witness
    assert first["time"] == "0 ms"
    assert "the lamp fails" in first["true"]
    assert end == {"time": "2 s", "true": [], "false": [], "stuck": True}


def test_what_two_systems_do_is_no_contradiction() -> None:
    assert (
        told(
            "While the tank is full, the pump shall run.",
            "While the tank is full, the fan shall not run.",
            "While the tank is full, the panel shall show the level.",
            "While the tank is full, the door panel shall not show the level.",
        )
        == []
    )


def test_two_deadlines_alone_can_be_met_after_each_other() -> None:
    assert (
        told(
            "When the level is high, the controller shall open the valve within 2 s.",
            "When the level is low, the controller shall close the valve within 3 s.",
        )
        == []
    )


def test_a_response_that_must_come_neither_too_soon_nor_too_late_can_come() -> None:
    answers = "When the bell rings, the caliper shall open the jaws between 5 ms and 35 ms."
    assert told(answers, "When the foot moves, the caliper shall open the jaws within 40 ms.") == []
    assert told(answers, "When the foot is lifted, the caliper shall close the jaws within 50 ms.") == []
    assert told(answers, "When the bell rings, the caliper shall not open the jaws for 40 ms.") == [
        ("real-time", ("R1", "R2"))
    ]


def test_a_third_requirement_can_make_the_clash() -> None:
    assert (
        told(
            "When the key is turned, the controller shall start the pump within 2 s.",
            "When the door is unlocked, the controller shall keep the lamp dark for 1 min.",
            "While the pump runs, the controller shall keep the lamp dark.",
        )
        == []
    )
    (found,) = findings(
        "When the key is turned, the controller shall start the pump within 2 s.",
        "When the key is turned, the controller shall not light the lamp for 1 min.",
        "While the pump starts, the controller shall light the lamp.",
    )
    assert (found.kind.value, found.keys) == ("real-time", ("R1", "R2", "R3"))


def test_without_any_one_of_the_set_at_fault_the_rest_can_hold() -> None:
    sentences = (
        "When the key is turned, the controller shall start the pump within 2 s.",
        "When the key is turned, the controller shall not light the lamp for 1 min.",
        "While the pump starts, the controller shall light the lamp.",
    )
    for left_out in range(3):
        assert told(*(text for number, text in enumerate(sentences) if number != left_out)) == []


def test_a_sentence_that_is_not_understood_is_not_compared() -> None:
    assert told(OPEN, "The vent opens sometimes.", "") == []


def test_progress_is_told_and_the_search_can_be_ended() -> None:
    ids = counted_ids()
    elements = [Requirement(id=ids(), name="", key=f"R{number}", text=OPEN) for number in range(3)]
    steps: list[tuple[int, int]] = []
    inconsistencies(Snapshot(elements), lambda done, total: steps.append((done, total)))
    assert steps == [(done, 9) for done in range(1, 10)]
    assert inconsistencies(Snapshot(elements), cancelled=lambda: True) == ()


@pytest.mark.parametrize("text", ["When a, the b shall c within 0 s.", "The b shall not c for 5 s."])
def test_odd_bounds_are_no_fault_of_the_search(text: str) -> None:
    assert told(text, text) == []


@pytest.mark.parametrize(
    ("level", "clash"), [("300 cm", True), ("700 cm", True), ("300 l", False), ("300 NTU", False)]
)
def test_a_number_clashes_across_units_of_one_kind(level: str, clash: bool) -> None:
    sentences = (
        "While the tank level is above 5 m, the controller shall open the vent.",
        f"While the tank level is above {level}, the controller shall not open the vent.",
    )
    assert bool(told(*sentences)) is clash


@pytest.mark.parametrize(
    ("low", "never"), [("499 cm", True), ("5 m", True), ("501 cm", False), ("4 l", False)]
)
def test_a_span_across_units_may_be_empty(low: str, never: bool) -> None:
    text = f"While the tank level is above 5 m and the tank level is below {low}, the controller shall rest."
    assert [one.code for one in findings(text)] == (["requirement-never-called"] if never else [])


def test_two_demands_of_one_sentence_can_clash() -> None:
    (found,) = findings(
        "When the lamp fails, the controller shall close the valve within 2 s "
        "and shall keep the valve open for 1 min."
    )
    assert (found.kind.value, found.keys) == ("real-time", ("R1",))


FULL, OPENED = "“the tank is full”", "“the lid is open”"
SAYS_MORE = {
    "the tank is full and the pump runs or the tank is full": f"({FULL} and “the pump runs”) or {FULL}",
    "the tank is full, while the lid is open or the tank is full": f"{FULL} and ({OPENED} or {FULL})",
}


@pytest.mark.parametrize("condition", SAYS_MORE)
def test_a_condition_that_says_more_than_it_needs_is_told_with_the_shorter_one(condition: str) -> None:
    [found] = findings(f"While {condition}, the controller shall open the vent.")
    assert (found.code, found.severity) == ("requirement-says-more", Severity.INFO)
    assert found.message == f"R1: {SAYS_MORE[condition]} says no more than {FULL}"


def test_what_never_comes_is_told_with_its_condition_in_the_shortest_form() -> None:
    [found] = findings(
        "While the tank is full, when the tank is full and the lid is open, the controller shall beep.",
        "The tank shall never be full.",
    )
    assert found.message == f"R1 is never called for: {FULL} and {OPENED} is ruled out by R2"


def by_surroundings(*sentences: str) -> list[tuple[tuple[str, ...], str]]:
    found = [one for one in findings(*sentences) if one.code == "requirements-clash-by-surroundings"]
    assert all(one.severity is Severity.WARNING for one in found)
    return [(one.keys, one.message.partition("bring about ")[2]) for one in found]


LOCKED = "While the door is open, the controller shall not start the pump."
STARTED = "When the key is turned, the controller shall start the pump within 2 s."


def test_a_clash_that_only_the_surroundings_bring_about_is_a_warning_that_says_what_they_do() -> None:
    assert told(LOCKED, STARTED) == []
    assert by_surroundings(LOCKED, STARTED) == [(("R1", "R2"), "“the door is open”")]
    (found,) = findings(LOCKED, STARTED)
    assert "the key is turned" in found.witness[0]["true"]
    assert found.witness[-1] == {"time": "2 s", "true": ["the door is open"], "false": [], "stuck": True}


def test_what_the_system_itself_must_do_is_not_left_to_the_surroundings() -> None:
    closing = "When the key is turned, the controller shall close the door within 1 s."
    assert by_surroundings(LOCKED, STARTED, closing) == []


def test_two_states_that_can_come_together_clash_where_their_demands_do() -> None:
    cold = "While the tank is cold, the controller shall keep the vent open."
    full = "While the tank is full, the controller shall keep the vent closed."
    assert told(cold, full) == []
    assert by_surroundings(cold, full) == [(("R1", "R2"), "“the tank is cold” and “the tank is full”")]
    empty = "While the tank is empty, the controller shall keep the vent open."
    assert by_surroundings(empty, full) == [], "the two exclude each other"


def test_what_clashes_anyway_is_not_told_of_the_surroundings_again() -> None:
    assert (
        by_surroundings(
            "When the lamp fails, the controller shall close the valve within 2 s.",
            "When the lamp fails, the controller shall keep the valve open for 10 min.",
        )
        == []
    )
