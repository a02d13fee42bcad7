"""Sentences that are easily read as something else: each is read right, or told."""

import pytest

from core.ground.diagnostic import Severity
from core.requirements import parse, phrases


def told(text: str) -> tuple[bool, list[str]]:
    """Whether the sentence is understood, and the codes of what is said about it."""
    parsed = parse(text)
    return parsed.ok, [one.code.removeprefix("ears-") for one in parsed.diagnostics]


def bounded(tail: str) -> tuple[list[str], tuple[str, ...]]:
    """The responses of a sentence that ends so; kind, limit, earliest time, time and unit of its bound."""
    slots = parse(f"When A, the S shall open the valve {tail}.").slots
    bound = slots.deadline
    assert bound is not None
    said = (bound.kind.value, bound.limit, str(bound.earliest or ""), str(bound.value), bound.unit)
    return [response.text for response in slots.responses], said


@pytest.mark.parametrize(
    "often",
    [
        *("at most once", "no more than once", "not more than once", "more than once", "up to once"),
        *("at most", "no more than", "less than", "more often than", "exactly", "only", "about", "not"),
        *("twice", "at least twice", "three times", "5 times", "at a minimum"),
    ],
)
@pytest.mark.parametrize("denial", ["", "not "])
def test_how_often_at_most_is_never_read_as_how_often_at_least(denial, often):
    assert told(f"When A, the S shall {denial}open the valve {often} every 2 s.") == (False, ["frequency"])


@pytest.mark.parametrize(
    "tail",
    [
        *("at most once per second", "at most once a second", "at most once in every 2 s"),
        *("at most once within 2 s", "at most twice within 2 s", "up to 3 times within 10 s"),
    ],
)
def test_a_number_of_times_is_told_however_it_is_said(tail):
    assert told(f"When A, the S shall open the valve {tail}.") == (False, ["frequency"])


@pytest.mark.parametrize("times", ["once", "twice", "3 times", "at least twice"])
@pytest.mark.parametrize("bound", ["within 2 s", "in 2 s", "before the pump starts", "after B"])
def test_how_often_altogether_is_part_of_the_response(times, bound):
    parsed = parse(f"The S shall open the valve {times} {bound}.")
    assert [one.text for one in parsed.slots.responses] == [f"open the valve {times}"]
    assert (parsed.ok, list(parsed.diagnostics)) == (True, [])


def test_a_rate_in_front_of_the_response_is_told():
    assert "frequency" in told("The S shall not more than once every 2 s open the valve.")[1]
    assert not told("At most once every 2 s, the S shall open the valve.")[0]


@pytest.mark.parametrize(
    ("tail", "bound"),
    [
        ("after at least 2 s", ("after", "", "", "2", "s")),
        ("after no less than 2 s", ("after", "", "", "2", "s")),
        ("after more than 2 s", ("after", "", "", "2", "s")),
        ("after a minimum of 2 s", ("after", "", "", "2", "s")),
        ("after a delay of 2 s", ("after", "", "", "2", "s")),
        ("after a delay of at least 2 s", ("after", "", "", "2", "s")),
        ("with a delay of 2 s", ("after", "", "", "2", "s")),
        ("after 2 s have passed", ("after", "", "", "2", "s")),
        ("after 1 min has elapsed", ("after", "", "", "1", "min")),
        ("after no more than 2 s", ("within", "", "", "2", "s")),
        ("after at most 2 s", ("within", "", "", "2", "s")),
        ("after less than 2 s", ("within", "", "", "2", "s")),
        ("with a delay of at most 2 s", ("within", "", "", "2", "s")),
        ("not later than 2 s", ("within", "", "", "2", "s")),
        ("within a period of 2 s", ("within", "", "", "2", "s")),
        ("in a time of no more than 2 s", ("within", "", "", "2", "s")),
        ("no sooner than 2 s", ("at_least", "", "", "2", "s")),
        ("not earlier than 2 s", ("at_least", "", "", "2", "s")),
        ("no sooner than 2 s and no later than 5 s", ("within", "", "2 s", "5", "s")),
        ("not earlier than 2 s but not later than 5 s", ("within", "", "2 s", "5", "s")),
        ("for less than 2 s", ("for", "at most", "", "2", "s")),
        ("for under 2 s", ("for", "at most", "", "2", "s")),
        ("for over 2 s", ("for", "more than", "", "2", "s")),
        ("for not less than 2 s", ("for", "at least", "", "2", "s")),
        ("for a period of 2 s", ("for", "", "", "2", "s")),
        ("for a duration of at least 2 s", ("for", "at least", "", "2", "s")),
        ("at least once every 2 s", ("every", "", "", "2", "s")),
        ("once a second", ("every", "", "", "1", "s")),
        ("each second", ("every", "", "", "1", "s")),
    ],
)
def test_words_in_front_of_a_time_are_part_of_its_bound(tail, bound):
    assert bounded(tail) == (["open the valve"], bound)
    assert told(f"When A, the S shall open the valve {tail}.") == (True, [])


@pytest.mark.parametrize("keyword", ["before", "until", "prior to"])
@pytest.mark.parametrize(
    "time", ["2 s", "at least 2 s", "at most 2 s", "2 s have passed", "the end of 2 s", "2 s after B"]
)
def test_a_time_is_no_condition(keyword, time):
    text = f"When A, the S shall open the valve {keyword} {time}."
    parsed = parse(text)
    (found,) = parsed.diagnostics
    assert (parsed.ok, found.code) == (False, "ears-time-condition")
    assert text[found.column - 1 : found.column - 1 + found.length] == f"{keyword} {time}"


@pytest.mark.parametrize(
    "text",
    [
        "When A, the S shall open the valve after exactly 2 s.",
        "When A, the S shall open the valve after between 2 s and 5 s.",
        "After at least 5 s, the S shall stop.",
        "Until 5 s, the S shall stop.",
        "When 5 s have passed, the S shall stop.",
    ],
)
def test_a_time_alone_is_no_event(text):
    ok, codes = told(text)
    assert not ok
    assert "time-condition" in codes


@pytest.mark.parametrize(
    "time", ["2 s", "less than 2 s", "more than 2 s", "exactly 2 s", "up to 2 s", "two minutes", "2 weeks"]
)
@pytest.mark.parametrize("condition", ["before the pump starts", "after B", "prior to the start", "until B"])
def test_a_time_from_another_instant_is_told(time, condition):
    assert told(f"When A, the S shall open the valve {time} {condition}.") == (False, ["offset"])


@pytest.mark.parametrize(
    "tail",
    [
        *("not before the pump starts", "not until the pump starts", "not after 2 s", "not within 2 s"),
        *("shortly before B", "just before B", "at the latest after 2 s", "no later than after 2 s"),
        *("after 2 s at the latest", "within 2 s at most", "within 2 s on average", "in 2 s intervals"),
        *("within 5 s but no sooner than 2 s", "after 2 s but within 5 s", "within 2 s or not at all"),
        *(
            "within 2 s following B",
            "within at least 2 s",
            "within 2 s each",
            "within 2 s or when B",
            "approximately within 2 s",
        ),
    ],
)
def test_words_beside_a_bound_that_turn_it_are_told(tail):
    ok, codes = told(f"When A, the S shall open the valve {tail}.")
    assert not ok
    assert "bound-words" in codes


@pytest.mark.parametrize(
    "other", ["or for 2 s", "or 2 s", "but at most 2 s", "but no longer than 2 s", "and before B"]
)
@pytest.mark.parametrize("keyword", ["until", "before", "after"])
def test_a_second_bound_in_a_condition_is_told(keyword, other):
    text = f"The S shall open it {keyword} the tank is full {other}."
    parsed = parse(text)
    (found,) = parsed.diagnostics
    assert (parsed.ok, found.code) == (False, "ears-bound-words")
    assert text[found.column - 1 : found.column - 1 + found.length] == other


@pytest.mark.parametrize(
    "text",
    [
        "Not more than 2 s after A, the S shall open it.",
        "No more than once every 2 s, the S shall open it.",
        "At most 2 s after A, the S shall open it.",
        "Less than 2 s after A, the S shall open it.",
        "Not all pumps shall run.",
    ],
)
def test_a_bound_in_front_is_no_name_of_a_system(text):
    assert not parse(text).ok


@pytest.mark.parametrize("tail", ["after 2 s and within 5 s", "for at least 2 s and at most 5 s"])
def test_two_bounds_joined_by_and_are_told_as_two(tail):
    ok, codes = told(f"When A, the S shall open the valve {tail}.")
    assert not ok
    assert "several-bounds" in codes


@pytest.mark.parametrize(
    "tail",
    [
        *("in more than 2 s", "by 2 s", "at 2 s", "2 s later", "no more than 2 s later", "for exactly 2 s"),
        *("with a latency of 2 s", "with a maximum delay of 2 s", "longer than 2 s", "over 2 s", "max. 2 s"),
        *("from 2 s to 5 s", "at 2 s intervals", "at intervals of at least 2 s", "twice per second"),
        *(
            "2 s at most",
            "2 s from B",
            "2 s following B",
            "within (2 s)",
            "within seconds",
            "every second day",
        ),
        *("no later than B", "for 2 consecutive seconds", "by 14:00", "per 2 s"),
        "every time B",
        *("at a 2 s interval", "with a 2-s period", "in a 2 s cycle", "(within 2 s)", "[2 s]", "(< 2 s)"),
    ],
)
def test_a_time_that_bounds_nothing_is_told(tail):
    ok, codes = told(f"When A, the S shall open the valve {tail}.")
    assert ok
    assert set(codes) == {"loose-time"}


@pytest.mark.parametrize(
    "response",
    [
        *(
            "set the delay to 5 s",
            "keep the timeout at 5 s",
            "increase the delay by 5 s",
            "show the 5 s average",
        ),
        *("use a timeout of 5 s", "accept a delay of at most 5 s", "accept a delay longer than 5 s"),
        *("show the last 5 min of data", "exceed 5 s", "dose 5 ml per minute", "store it in a second file"),
        *(
            "open it for a second time",
            "send it in an archive",
            "open valve 2 up to 3 times",
        ),
        *("log it at 10 Hz", "keep the level between 2 and 5 m"),
    ],
)
def test_a_time_that_is_a_value_is_left_alone(response):
    parsed = parse(f"The S shall {response}.")
    assert [one.text for one in parsed.slots.responses] == [response]
    assert (list(parsed.diagnostics), parsed.slots.deadline) == ([], None)


@pytest.mark.parametrize(
    "value",
    [
        "TBD s",
        "TBD",
        "[TBD] s",
        "X s",
        "N seconds",
        "<limit> s",
        "?? s",
        "xx ms",
        "T_max",
        "t1",
        "[2] s",
        "{x} s",
        "$x s",
        "# s",
    ],
)
@pytest.mark.parametrize("keyword", ["within", "no later than", "every"])
def test_a_value_that_is_not_given_is_no_time(keyword, value):
    parsed = parse(f"When A, the S shall open the valve {keyword} {value}.")
    assert "ears-placeholder" in [one.code for one in parsed.diagnostics]
    assert (parsed.ok, parsed.slots.deadline) == (False, None)


@pytest.mark.parametrize(
    "text",
    [
        "When the level exceeds TBD m, the S shall stop.",
        "The S shall stop within 2 s (TBC).",
        "The S shall keep the level below ?? m.",
        "The <system> shall stop.",
    ],
)
def test_a_value_that_is_not_given_is_told_in_every_slot(text):
    ok, codes = told(text)
    assert not ok
    assert "placeholder" in codes


def test_a_short_name_is_no_placeholder():
    assert told("When the TOS message arrives, the S shall send it to the DMS in state B.") == (True, [])


@pytest.mark.parametrize(
    ("number", "code"),
    [
        *(("-2", "negative-time"), ("- 2", "negative-time"), ("1e3", "notation"), (".5", "notation")),
        *(("+5", "notation"), ("≤ 5", "notation"), ("~5", "vague-time"), ("5-10", "inexact-time")),
        *(("1/3", "number"), ("12345678901234567", "number"), ("1,5", "decimal-comma")),
    ],
)
@pytest.mark.parametrize("keyword", ["within", "for", "every", "after"])
def test_a_number_is_refused_for_its_own_reason(keyword, number, code):
    assert told(f"When A, the S shall open the valve {keyword} {number} s.") == (False, [code])


@pytest.mark.parametrize(
    "clause",
    [
        *("the button is pressed and then released", "the button is pressed, then released"),
        *("the button is pressed, and then the lever is pulled", "first A and then B"),
        "the button is pressed, then the lever is pulled",
    ],
)
def test_a_then_inside_a_clause_does_not_end_it(clause):
    parsed = parse(f"When {clause}, the controller shall open the valve.")
    assert (parsed.slots.trigger.text, parsed.slots.system.text) == (clause, "controller")
    assert list(parsed.diagnostics) == []
    unwanted = parse(f"If {clause}, then the controller shall open the valve.")
    assert (unwanted.slots.unwanted.text, unwanted.slots.system.text) == (clause, "controller")
    assert list(unwanted.diagnostics) == []


@pytest.mark.parametrize(
    ("text", "system"),
    [
        ("If A, then the pump, the valve and the mixer shall stop.", "pump, the valve and the mixer"),
        ("If A, then pump 1, valve 2 and the mixer shall stop.", "pump 1, valve 2 and the mixer"),
        ("If A then pump 1, which is old, shall stop.", "pump 1, which is old"),
        ("If A, then the S, as a rule, shall stop.", "S, as a rule"),
        ("If A, then, the S shall stop.", "S"),
        ("If A then the S shall stop.", "S"),
    ],
)
def test_a_then_behind_the_clause_still_ends_it(text, system):
    parsed = parse(text)
    assert (parsed.slots.unwanted.text, parsed.slots.system.text, list(parsed.diagnostics)) == (
        "A",
        system,
        [],
    )


def test_a_sequence_is_one_phrase_and_not_two_at_once():
    (sequence, _response) = phrases(parse("When A and then B, the S shall stop."))
    assert (sequence.text, sequence.parts) == ("A and then B", ())


@pytest.mark.parametrize(
    "text",
    [
        "The S shall open valve 1 and then close valve 2.",
        "The S shall open it, then close it.",
        "The S shall open it within 2 s and then close it.",
    ],
)
def test_an_order_of_responses_is_told(text):
    assert told(text) == (True, ["order"])


def test_a_denied_and_is_told_with_all_that_it_can_mean():
    parsed = parse("While A, the S shall not open the valve and hold.")
    (found,) = parsed.diagnostics
    assert (parsed.ok, found.code, found.severity) == (True, "ears-denied-joint", Severity.WARNING)
    for meant in (
        "While A, the S shall not open the valve and shall not hold.",
        "While A, the S shall not both open the valve and hold.",
        "While A, the S shall not open the valve and shall hold.",
    ):
        assert f"“{meant}”" in found.hint
        assert "ears-denied-joint" not in [one.code for one in parse(meant).diagnostics]
    assert [one.text for one in parsed.slots.responses] == ["open the valve and hold"]


@pytest.mark.parametrize(
    "text",
    [
        "The S shall open it if and only if A.",
        "The S shall open it iff A.",
        "If and only if A, the S shall open it.",
        "If and only if A, then the S shall open it.",
        '"S":system shall open it if and only if A.',
    ],
)
def test_if_and_only_if_is_told_with_the_two_sentences_that_it_stands_for(text):
    parsed = parse(text)
    (found,) = [one for one in parsed.diagnostics if one.severity is Severity.ERROR]
    assert (parsed.ok, found.code) == (False, "ears-only-if")
    assert parsed.slots.unwanted.text == "A"
    system = parsed.slots.system.text if '"' in text else f"the {parsed.slots.system.text}"
    for offered in (f"If A, then {system} shall open it.", f"While not A, {system} shall not open it."):
        assert f"“{offered}”" in found.hint
        assert parse(offered).ok


@pytest.mark.parametrize("system", ["The S", '"S":system'])
@pytest.mark.parametrize("tail", ["", " within 5 s", " when A"])
def test_always_says_no_more_than_shall(system, tail):
    (response,) = parse(f"{system} shall always open the valve{tail}.").slots.responses
    (plain,) = parse(f"{system} shall open the valve{tail}.").slots.responses
    (never,) = parse(f"{system} shall never open the valve{tail}.").slots.responses
    assert (response.text, response.negated) == (plain.text, False)
    assert never.text == plain.text
    assert never.negated
    assert parse(f"{system} shall always open the valve{tail}.").ok


def test_not_always_is_kept_as_it_is_said():
    (response,) = parse("The S shall not always open the valve.").slots.responses
    assert (response.text, response.negated) == ("always open the valve", True)


@pytest.mark.parametrize(
    "response",
    ["open A or close B", "both open A and close B", "open A and close B at the same time", "open A"],
)
def test_a_denial_with_one_meaning_is_not_told(response):
    assert told(f"The S shall not {response}.") == (True, [])


@pytest.mark.parametrize(
    ("response", "code"),
    [
        ("not only log it but also sound the horn", "not-but"),
        ("not open the valve but hold it", "not-but"),
        ("neither open A nor close B", "denied-response"),
        ("under no circumstances open A", "denied-response"),
        ("in no case open A", "denied-response"),
        ("no longer open A", "denied-response"),
        ("also not open A", "denied-response"),
        ("open A but not close B", "denied-response"),
        ("open A, not close B", "denied-response"),
    ],
)
def test_what_turns_a_denial_is_told(response, code):
    assert told(f"The S shall {response}.") == (False, [code])


@pytest.mark.parametrize(
    ("other", "joint"),
    [
        *(("otherwise sound the horn", ", "), ("else close it", ", "), ("else close it", " or ")),
        *(("otherwise the D shall close it", ", "), ("otherwise shall sound the horn", ", ")),
        *(("in all other cases close it", ", "), ("if not, close it", ", "), ("otherwise sound it", " and ")),
        ("otherwise sound the horn", "; "),
    ],
)
@pytest.mark.parametrize("bound", ["", " within 2 s"])
def test_what_is_demanded_otherwise_is_told_and_no_part_of_the_response(bound, joint, other):
    text = f"When A, the S shall open it{bound}{joint}{other}."
    parsed = parse(text)
    assert told(text) == (False, ["otherwise"])
    assert [one.text.rstrip(";") for one in parsed.slots.responses] == ["open it"]


@pytest.mark.parametrize("word", ["Otherwise, the", "Else the", "Otherwise the"])
def test_otherwise_is_no_name_of_a_system(word):
    assert told(f"{word} S shall stop.") == (False, ["otherwise"])


@pytest.mark.parametrize(
    "text", ["The S shall stop anything else.", "The S shall act as agreed or otherwise."]
)
def test_else_as_a_word_like_others_is_left_alone(text):
    assert told(text) == (True, [])


@pytest.mark.parametrize(
    "text",
    [
        "When the key is pressed for 5 s, the S shall stop.",
        "When the key is not pressed within 5 s, the S shall stop.",
        "While the tank has been full for 5 s, the S shall run.",
        "If no reply comes in 5 s, then the S shall stop.",
        "The S shall hold it until the tank has been full for 5 s.",
    ],
)
def test_a_time_in_a_phrase_is_told_without_a_reproach(text):
    parsed = parse(text)
    (found,) = parsed.diagnostics
    assert (parsed.ok, found.code, found.severity) == (True, "ears-time-in-phrase", Severity.INFO)
    assert text[found.column - 1 : found.column - 1 + found.length] == "5 s"


@pytest.mark.parametrize("name", ["a second pump", "AC-130H aircraft", "day shift"])
def test_a_name_with_a_unit_in_it_holds_no_time(name):
    assert told(f"When {name} is fitted, the S shall stop.") == (True, [])


@pytest.mark.parametrize("joint", ["or", "and", "but"])
def test_a_response_that_a_clause_cuts_off_is_told(joint):
    ok, codes = told(f"The S shall stop {joint}, if B, run.")
    assert not ok
    assert "empty-phrase" in codes
