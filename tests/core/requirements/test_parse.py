"""Sentences to slots, pattern and diagnostics."""

from decimal import Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from core.model.duration import NANOSECONDS
from core.requirements import BoundKind, Quantity, parse
from core.requirements.ears.writing import sentence
from tests.core.requirements.sentences import OWN, slots, unread, without_places


def codes(text: str) -> list[str]:
    return [diagnostic.code for diagnostic in parse(text).diagnostics]


@pytest.mark.parametrize(("text", "pattern"), OWN)
def test_our_own_sentences_are_accepted_as_they_stand(text, pattern):
    parsed = parse(text)
    assert (pattern, True, "ears", []) == (
        parsed.pattern,
        parsed.ok,
        parsed.language,
        [one.code for one in parsed.diagnostics if one.code != "ears-shared-bound"],
    )


@given(slots())
@settings(max_examples=300)
def test_a_sentence_written_from_slots_parses_back_to_them(made):
    parsed = parse(sentence(made))
    assert parsed.ok
    assert without_places(made) == without_places(parsed.slots)


@given(slots())
def test_every_piece_is_the_text_at_its_place(made):
    text = sentence(made)
    parsed = parse(text)
    for span in (parsed.slots.system, *parsed.slots.features, *parsed.slots.states, *parsed.slots.responses):
        assert span.text == text[span.column - 1 : span.end - 1]


_PIECES = """
the The A S pump valve shall should not never when While where If then unless only and or , . ; : until
before after within in for at least every between 5 10 s ms fortnights % 5s (M) [X1] “on” " ' – - that it
is open once upon during no later than DOS-04: 1. i.e.
"""
_TEXTS = st.lists(st.sampled_from(_PIECES.split()), max_size=25).map(" ".join) | st.text(max_size=120)


@given(_TEXTS)
@settings(max_examples=1500)
@example("shall")
@example("When A, shall , within 5 s.")
@example("The S shall, within 5 s after A, B, when C, D and shall")
@example("0: Shall x. (M) y")
def test_no_character_is_passed_over(text):
    assert unread(text, parse(text)) == ""


@given(_TEXTS)
@settings(max_examples=600)
def test_whatever_the_text_every_place_lies_in_it_and_every_refusal_says_why(text):
    parsed = parse(text)
    for diagnostic in parsed.diagnostics:
        assert diagnostic.column >= 1
        assert diagnostic.column - 1 + diagnostic.length <= max(len(text), 1)
        assert diagnostic.hint
        assert diagnostic.example
    for piece in (*parsed.slots.spans(), *parsed.keywords):
        assert 1 <= piece.column <= piece.end - 1 <= len(text)
    assert parsed.ok or parsed.diagnostics


@given(st.sampled_from([text for text, _pattern in OWN]), st.sampled_from([str.upper, str.lower]))
def test_case_does_not_matter(text, turned):
    assert parse(text).pattern == parse(turned(text)).pattern
    assert [r.deadline and r.deadline.kind for r in parse(text).slots.responses] == [
        r.deadline and r.deadline.kind for r in parse(turned(text)).slots.responses
    ]


def test_label_tabs_and_curly_quotes_leave_columns_as_they_are():
    text = "\tDOS-04:  When the “Stop when full” key\tis pressed, the S shall stop."
    parsed = parse(text)
    assert (
        parsed.ok,
        parsed.pattern,
        parsed.slots.trigger.text,
    ) == (True, "event", "the “Stop when full” key\tis pressed")
    assert 1 + text.index("the “Stop") == parsed.slots.trigger.column


@pytest.mark.parametrize("label", ["DOS-04: ", "REQ_12 : ", "- ", "3.2.1 ", "12) R7: ", "(a) ", "• "])
def test_identifiers_and_bullets_in_front_are_tolerated(label):
    parsed = parse(label + "The pump shall stop.")
    assert (parsed.ok, codes(label + "The pump shall stop."), parsed.slots.system.text) == (True, [], "pump")


@pytest.mark.parametrize(
    ("tail", "kind", "value", "unit", "limit"),
    [
        ("within 250 ms", "within", "250", "ms", ""),
        ("within 0.5 seconds", "within", "0.5", "s", ""),
        ("within two minutes", "within", "2", "min", ""),
        ("in less than 5 µs", "within", "5", "us", ""),
        ("no later than 1,500 ms", "within", "1500", "ms", ""),
        ("in at most 3 hrs", "within", "3", "h", ""),
        ("in 7 ns", "within", "7", "ns", ""),
        ("for 15 minutes", "for", "15", "min", ""),
        ("for at least 24 hours", "for", "24", "h", "at least"),
        ("at least 24 hours", "for", "24", "h", "at least"),
        ("for up to 2 days", "for", "2", "d", "at most"),
        ("for no longer than 2 days", "for", "2", "d", "at most"),
        ("for longer than 2 days", "for", "2", "d", "more than"),
        ("every 100ms", "every", "100", "ms", ""),
        ("once every 2 s", "every", "2", "s", ""),
        ("every minute", "every", "1", "min", ""),
        ("within 5 min and 30 s", "within", "330", "s", ""),
        ("within 1 h 30 min", "within", "90", "min", ""),
        ("within 1 h, 30 min", "within", "90", "min", ""),
        ("within 1h30min", "within", "90", "min", ""),
        ("within ½ s", "within", "0.5", "s", ""),
        ("within 1½ hours", "within", "1.5", "h", ""),
        ("within half an hour", "within", "0.5", "h", ""),
        ("within three quarters of an hour", "within", "0.75", "h", ""),
        ("within an hour and a half", "within", "1.5", "h", ""),
        ("within two and a half minutes", "within", "2.5", "min", ""),
        ("within at most 5 s", "within", "5", "s", ""),
        ("for one hundred and twenty-five seconds", "for", "125", "s", ""),
        ("at least 1 min and 30 s later", "at_least", "90", "s", ""),
        ("at least 5 s later", "at_least", "5", "s", ""),
        ("after 5 s", "after", "5", "s", ""),
        ("until the door is shut", "until", "the door is shut", "", ""),
        ("before the door opens", "before", "the door opens", "", ""),
        ("after the door has opened", "after", "the door has opened", "", ""),
        ("after 5 s of idling", "after", "5 s of idling", "", ""),
    ],
)
def test_time_bounds_are_read_exactly(tail, kind, value, unit, limit):
    text = f"The pump shall hold the pressure {tail}."
    bound = parse(text).slots.deadline
    assert [response.text for response in parse(text).slots.responses] == ["hold the pressure"]
    assert (kind, value, unit, limit) == (bound.kind, str(bound.value), bound.unit, bound.limit)
    assert tail == text[bound.column - 1 : bound.column - 1 + bound.length]


def test_a_range_keeps_both_ends():
    bound = parse("The brake shall answer between 5 ms and 0.015 s.").slots.deadline
    assert (BoundKind.WITHIN, Decimal("0.015"), "s", Quantity(Decimal(5), "ms")) == (
        bound.kind,
        bound.value,
        bound.unit,
        bound.earliest,
    )


def test_a_range_may_have_ends_of_several_parts():
    bound = parse("The brake shall answer between 1 min 30 s and 2 min and 5 s.").slots.deadline
    assert (Decimal(125), "s", Quantity(Decimal(90), "s")) == (bound.value, bound.unit, bound.earliest)


_UNIT_NAMES = {
    "d": ["d", "day"],
    "h": ["h", "hr", "hour"],
    "min": ["min", "minute"],
    "s": ["s", "sec", "second"],
    "ms": ["ms", "millisecond"],
    "us": ["µs", "microsecond"],
    "ns": ["ns", "nanosecond"],
}
_NAMED = dict(
    enumerate(
        (
            *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"),
            *("twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
        ),
        1,
    )
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


def in_words(number: int) -> str:
    if number >= 100:
        rest = f" and {in_words(number % 100)}" if number % 100 else ""
        return f"{_NAMED[number // 100]} hundred{rest}"
    if number < 20:
        return _NAMED[number]
    return _TENS[number // 10 - 2] + (f"-{_NAMED[number % 10]}" if number % 10 else "")


@st.composite
def compound_times(draw: st.DrawFn) -> tuple[str, int]:
    """A time of parts from the larger unit to the smaller, as people write it, and its nanoseconds."""
    units = [unit for unit in _UNIT_NAMES if draw(st.booleans())] or ["s"]
    total, written = 0, ""
    for place, unit in enumerate(units):
        number = draw(st.integers(1, 999))
        total += number * NANOSECONDS[unit]
        name = draw(st.sampled_from(_UNIT_NAMES[unit]))
        name += "s" if len(name) > 3 and number > 1 else ""
        said = draw(st.sampled_from([str(number), in_words(number)]))
        last = place == len(units) - 1
        joint = draw(st.sampled_from([" ", ", ", *([" and ", ", and "] if last else [])])) if place else ""
        written += f"{joint}{said} {name}"
    return written, total


@given(compound_times(), st.sampled_from(["within", "for", "every", "after", "no later than"]))
@settings(max_examples=400)
def test_any_compound_time_in_figures_or_words_is_read_as_its_sum(time, keyword):
    written, nanoseconds = time
    parsed = parse(f"When A, the pump shall hold the pressure {keyword} {written}.")
    bound = parsed.slots.deadline
    if bound is None:
        assert [one.code for one in parsed.diagnostics] == ["ears-number"] or len(str(nanoseconds)) > 15
    else:
        assert Decimal(nanoseconds) == bound.value * NANOSECONDS[bound.unit]
        assert list(parsed.diagnostics) == []


_NUMBERS = (
    *("½", "⅓", "1½", "1.5", "1,5", "1,000", "1/2", ".5", "1e3", "-5", "5-10", "~5", "≤ 5", "٣", "5", "five"),
    *("twenty-one", "half a", "half an", "a few", "several", "some", "about 5", "approximately five"),
    *("a couple of", "the next 5", "the same", "a", "an", "two and a half", "roughly ½", "5 to 10"),
    "5 s and 30",
)
_TIME_UNITS = ("s", "sec", "seconds", "ms", "minutes", "min", "h", "hours", "day", "d", "weeks", "ticks")


@given(
    st.sampled_from(["within", "no later than", "in less than", "within at most"]),
    st.sampled_from(_NUMBERS),
    st.sampled_from(_TIME_UNITS),
    st.sampled_from(["", " of the alarm", " and log it", ", at the latest"]),
)
@settings(max_examples=600)
def test_a_bound_is_never_passed_over_in_silence(keyword, number, unit, tail):
    parsed = parse(f"When A, the pump shall hold it {keyword} {number} {unit}{tail}.")
    assert not parsed.ok or parsed.slots.deadline is not None or parsed.diagnostics


@pytest.mark.parametrize(
    "tolerance", ["within 5 % of the set point", "within the tank", "within 10 mm", "within a range of 5 %"]
)
def test_a_tolerance_is_no_time_bound(tolerance):
    parsed = parse(f"The pump shall hold the level {tolerance}.")
    assert (parsed.ok, list(parsed.diagnostics), parsed.slots.deadline) == (True, [], None)


def test_a_bound_at_the_end_binds_all_responses_and_says_so():
    parsed = parse("The S shall open valve 1 and close valve 2 within 5 s.")
    assert [("open valve 1", Decimal(5)), ("close valve 2", Decimal(5))] == [
        (response.text, response.deadline.value) for response in parsed.slots.responses
    ]
    assert [diagnostic.code for diagnostic in parsed.diagnostics] == ["ears-shared-bound"]


def test_each_response_may_have_a_bound_of_its_own():
    parsed = parse("The S shall release the brake within 30 ms and shall log it within 2 s.")
    assert [Decimal(30), Decimal(2)] == [response.deadline.value for response in parsed.slots.responses]
    later = parse("The S shall release the brake within 30 ms and log the event.")
    assert [Decimal(30), None] == [
        response.deadline and response.deadline.value for response in later.slots.responses
    ]


@pytest.mark.parametrize(
    ("text", "responses"),
    [
        ("The S shall log start and stop of the pump.", ["log start and stop of the pump"]),
        ("The S shall log opening and closing times.", ["log opening and closing times"]),
        ("The S shall open A1, close B1 and raise the alarm.", ["open A1", "close B1", "raise the alarm"]),
        ("The S shall show “open and close it”.", ["show “open and close it”"]),
        ("The S shall not open A1 and close B1.", ["open A1 and close B1"]),
        ("The S shall stop the pump or raise the alarm.", ["stop the pump or raise the alarm"]),
    ],
)
def test_and_begins_a_response_only_before_a_verb_with_an_object(text, responses):
    assert responses == [response.text for response in parse(text).slots.responses]


def test_shall_not_and_never_negate_the_response():
    for text in ("The S shall not start.", "The S shall never start."):
        assert [(r.text, r.negated) for r in parse(text).slots.responses] == [("start", True)]
    both = parse("The S shall not start and shall raise the alarm.").slots.responses
    assert [response.negated for response in both] == [True, False]


def test_unless_is_read_as_while_not():
    parsed = parse("Unless the ignition is on, the S shall stay off.")
    assert (
        parsed.pattern,
        parsed.slots.states[0].negated,
        [one.code for one in parsed.diagnostics],
    ) == ("state", True, ["ears-unless"])


def test_a_list_in_a_condition_does_not_end_the_clause():
    parsed = parse("If A fails, and if B is off, and another C is lost, then the S shall stop.")
    assert parsed.slots.unwanted.text == "A fails, and if B is off, and another C is lost"
    listed = parse("When it rains, the pump, the valve and the mixer shall stop.")
    assert (listed.slots.trigger.text, listed.slots.system.text) == (
        "it rains",
        "pump, the valve and the mixer",
    )


@pytest.mark.parametrize(
    "text",
    [
        "When A fails, and while B is open, the S shall stop.",
        "When A fails and while B is open, the S shall stop.",
        "While B is open, and when A fails, the S shall stop.",
        "The S shall stop when A fails and while B is open.",
    ],
)
def test_an_and_before_another_keyword_begins_another_clause(text):
    parsed = parse(text)
    assert (parsed.ok, parsed.pattern, parsed.slots.trigger.text) == (True, "complex", "A fails")
    assert [state.text for state in parsed.slots.states] == ["B is open"]


@pytest.mark.parametrize(
    "text", ["When A, or while B, the S shall stop.", "The S shall stop when A or while B."]
)
def test_an_or_before_another_keyword_is_refused(text):
    parsed = parse(text)
    assert (parsed.ok, "ears-clause-choice" in [one.code for one in parsed.diagnostics]) == (False, True)


def test_an_insertion_into_the_name_does_not_end_the_clause():
    parsed = parse("When it rains, the S, as a rule, shall stop.")
    assert (parsed.slots.trigger.text, parsed.slots.system.text) == ("it rains", "S, as a rule")


def test_the_plain_form_has_the_documented_keys():
    plain = parse("While C, when T, the S shall R within 0.5 s.").to_plain()
    assert list(plain) == ["ok", "language", "pattern", "slots", "diagnostics"]
    assert list(plain["slots"]) == [
        "system",
        "features",
        "states",
        "trigger",
        "unwanted",
        "responses",
        "deadline",
    ]
    assert plain["slots"]["deadline"] == {
        "kind": "within",
        "value": 0.5,
        "unit": "s",
        "column": 32,
        "length": 12,
    }
    assert plain["slots"]["trigger"] == {"text": "T", "column": 15, "length": 1, "negated": False}


def test_hostile_texts_end_quickly_with_an_answer():
    for text in (
        "(" * 3999,
        '"' * 3999,
        "when " * 790,
        "the S shall " * 330,
        ", " * 1990,
        "When a" + ", the b" * 560 + " shall",
        "within 5 " * 440,
        "x" * 1_000_000,
        "The S shall\x00 stop.",
        "The S shall \ud800 stop.",
    ):
        parsed = parse(text)
        assert not parsed.ok
        assert parsed.diagnostics
