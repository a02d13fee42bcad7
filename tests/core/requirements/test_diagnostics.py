"""What each near miss is told, where, and with which example."""

import pytest

from core.ground.diagnostic import Severity, picture
from core.requirements import parse
from core.requirements.ears.explanations import EXPLANATIONS

NEAR_MISSES = {
    "ears-empty": "   ",
    "ears-too-long": "The S shall " + "x" * 4000,
    "ears-character": "The S shall\x00 stop.",
    "ears-no-shall": "When the lid is open, the lamp flashes.",
    "ears-missing-system": "When the tank is full, shall stop the pump.",
    "ears-clause-end": "When pump is on pump controller shall open it.",
    "ears-empty-phrase": "When , the S shall stop.",
    "ears-unknown-clause": "In normal mode, the S shall run.",
    "ears-only-when": "The S shall start only if the tank is full.",
    "ears-several-shalls": "The pump shall stop and the valve shall close.",
    "ears-several-sentences": "The pump shall stop. This saves water.",
    "ears-several-triggers": "When A is on, when B is on, the S shall stop.",
    "ears-bound-start": "When A, the S shall stop within 2 s of the trigger.",
    "ears-bound-end": "The S shall within 5 s of power-up close the valve.",
    "ears-bound-order": "The S shall stop between 5 s and 2 s.",
    "ears-inexact-time": "The S shall stop within 2 s or 3 s.",
    "ears-denied-system": "No pump shall leak.",
    "ears-clause-choice": "When A is on, or while B is on, the S shall stop.",
    "ears-several-bounds": "The S shall stop within 5 s every 10 s.",
    "ears-within-for": "The S shall run within 5 s for 10 s.",
    "ears-lasts-before": "The S shall run for 5 s before it stops.",
    "ears-calendar-time": "The S shall keep the log for two years.",
    "ears-choice": "The S shall stop or shall start.",
    "ears-missing-unit": "The S shall stop within 5.",
    "ears-unknown-unit": "The S shall stop within 5 fortnights.",
    "ears-number": "The S shall stop within 1/3 s.",
    "ears-negative-time": "The S shall stop within -5 s.",
    "ears-notation": "The S shall stop within 1e3 s.",
    "ears-bound-words": "The S shall stop only for 5 s.",
    "ears-frequency": "The S shall stop at most once every 5 s.",
    "ears-offset": "The S shall stop 5 s before it leaks.",
    "ears-time-condition": "The S shall stop before 5 s.",
    "ears-time-in-phrase": "When it leaks for 5 s, the S shall stop.",
    "ears-placeholder": "The S shall stop within TBD s.",
    "ears-only-if": "The S shall stop if and only if A.",
    "ears-named-time": "The S shall stop within MAX_TIME.",
    "ears-no-time": "The S shall stop within 10 V.",
    "ears-otherwise": "When it leaks, the S shall stop, otherwise it runs.",
    "ears-not-but": "The S shall not stop but run.",
    "ears-denied-response": "The S shall under no circumstances stop.",
    "ears-denied-joint": "The S shall not stop and run.",
    "ears-order": "The S shall stop, then run.",
    "ears-decimal-comma": "The S shall stop within 1,5 s.",
    "ears-vague-time": "The S shall stop within a few minutes.",
    "ears-several-times": "The S shall stop within 5 s and 10 s.",
    "ears-loose-time": "The S shall stop 5 s.",
    "ears-leading-words": "Immediately when it leaks, the S shall stop.",
    "ears-modal": "The S must stop.",
    "ears-missing-then": "If it leaks, the S shall stop.",
    "ears-stray-then": "When it leaks, then the S shall stop.",
    "ears-late-clause": "The S shall stop when it leaks.",
    "ears-clause-order": "When it leaks, while it rains, the S shall stop.",
    "ears-missing-comma": "When it leaks the S shall stop.",
    "ears-keyword": "Upon a leak, the S shall stop.",
    "ears-unless": "Unless it rains, the S shall stop.",
    "ears-both-triggers": "When it leaks, if it rains, then the S shall stop.",
    "ears-early-bound": "Within 5 s, the S shall stop.",
    "ears-late-bound": "The S shall stop when it leaks within 5 s.",
    "ears-inner-bound": "The S shall within 5 s stop for good every 5 s or so.",
    "ears-repeated-shall": "The S shall stop and shall log it.",
    "ears-unmeasurable": "The S shall stop immediately.",
    "ears-heading": "Leaks – The S shall stop.",
    "ears-note": "The S shall stop. (M)",
    "ears-list": "The S shall show: a level, a flow.",
    "ears-shared-bound": "The S shall stop it and log it within 5 s.",
    "ears-own-bound": "The S shall stop it and shall log it within 5 s.",
    "ears-list-clause": "The S shall: a) stop it when it leaks, b) log it.",
    "ears-zero-time": "The S shall stop it within 0 s.",
    "ears-mixed-joints": "When A is on or B is on and C is on, the S shall stop it.",
    "ears-clause-reach": "The S shall stop it and log it when it leaks.",
}


def test_every_code_has_a_near_miss_here():
    assert set(EXPLANATIONS) == set(NEAR_MISSES)


@pytest.mark.parametrize("code", EXPLANATIONS)
def test_a_near_miss_is_told_by_its_code(code):
    assert code in [diagnostic.code for diagnostic in parse(NEAR_MISSES[code]).diagnostics]


@pytest.mark.parametrize("code", EXPLANATIONS)
def test_the_examples_of_a_code_are_without_errors(code):
    given = [one.example for one in parse(NEAR_MISSES[code]).diagnostics]
    for example in (EXPLANATIONS[code].example, *given):
        assert parse(example).ok
    assert code not in [one.code for one in parse(EXPLANATIONS[code].example).diagnostics]


@pytest.mark.parametrize("code", EXPLANATIONS)
def test_only_an_error_keeps_a_sentence_from_being_understood(code):
    parsed = parse(NEAR_MISSES[code])
    assert parsed.ok == all(one.severity is not Severity.ERROR for one in parsed.diagnostics)


@pytest.mark.parametrize(
    ("text", "code", "place", "example"),
    [
        (
            "The S shall stop the pump when it leaks within 5 s.",
            "ears-late-clause",
            "when it leaks",
            "When it leaks, the S shall stop the pump within 5 s.",
        ),
        (
            "Each valve shall close if the power fails.",
            "ears-late-clause",
            "if the power fails",
            "If the power fails, then each valve shall close.",
        ),
        (
            "The S shall stop the pump within 5 s of the alarm.",
            "ears-late-clause",
            "the alarm",
            "When the alarm, the S shall stop the pump within 5 s.",
        ),
        (
            "When A, while B, where C, the S shall stop.",
            "ears-clause-order",
            "while",
            "Where C, while B, when A, the S shall stop.",
        ),
        ("If A, the S shall stop.", "ears-missing-then", "If", "If A, then the S shall stop."),
        ("When A the S shall stop.", "ears-missing-comma", "A", "When A, the S shall stop."),
        ("The S should stop.", "ears-modal", "should", "The S shall stop."),
        ("Upon A, the S shall stop.", "ears-keyword", "Upon", "When A, the S shall stop."),
        ("Unless A, the S shall stop.", "ears-unless", "Unless", "While not A, the S shall stop."),
        ("The S shall, within 5 s, stop.", "ears-late-clause", None, None),
        ("Leaks – The S shall stop.", "ears-heading", "Leaks –", "The S shall stop."),
        ("The S shall [R7] stop.", "ears-note", "[R7]", "The S shall stop."),
        ("The S shall stop, and the T shall start.", "ears-several-shalls", "and the T shall start.", None),
        ("The S shall stop within 5 ticks.", "ears-unknown-unit", "5 ticks", None),
        ("The S shall stop within 1,5 s.", "ears-decimal-comma", "1,5 s", "The S shall stop within 1.5 s."),
        ("The S shall stop within 5.", "ears-missing-unit", "5", "The S shall stop within 5 s."),
        ("The S shall stop it 30 min.", "ears-loose-time", "30 min", None),
        (
            "Immediately when A, the S shall stop.",
            "ears-leading-words",
            "Immediately",
            "When A, the S shall stop.",
        ),
        ("🚰 When A, the S shall stop.", "ears-leading-words", "🚰", "When A, the S shall stop."),
        ("Please when A the S shall stop.", "ears-leading-words", "Please", None),
        ("The instant when A, the S shall stop.", "ears-leading-words", "The instant", None),
        ("The S shall stop quickly.", "ears-unmeasurable", "quickly", None),
    ],
)
def test_the_place_is_marked_and_the_sentence_set_right(text, code, place, example):
    found = [diagnostic for diagnostic in parse(text).diagnostics if diagnostic.code == code]
    if place is None:
        assert found == []
        return
    first = found[0]
    assert place == text[first.column - 1 : first.column - 1 + first.length]
    assert example in (None, first.example)


def test_several_shalls_are_split_with_clauses_and_subjects_repeated():
    other = parse("While A, when B, the pump shall stop and the valve shall close.").diagnostics[0]
    assert other.example == "While A, when B, the pump shall stop."
    assert "“While A, when B, the valve shall close.”" in other.hint
    same = parse("When B, the pump shall stop and shall log it within 2 s.").diagnostics[0]
    assert "When B, the pump shall stop. " in same.hint
    assert "When B, the pump shall log it within 2 s." in same.hint


@pytest.mark.parametrize(
    ("text", "responses", "other"),
    [
        ("The C shall stop the pump within 2 s. The C shall start.", ["stop the pump"], "The C shall start."),
        ("When A, the C shall stop it in 2 h. The D shall start.", ["stop it"], "The D shall start."),
        ("The C shall open valve A. The C shall start.", ["open valve A"], "The C shall start."),
        (
            "When A, the C shall open it, which shall start.",
            ["open it"],
            "When A, the <system> shall start.",
        ),
    ],
)
def test_a_second_requirement_is_told_whole(text, responses, other):
    parsed = parse(text)
    (found,) = parsed.diagnostics
    assert found.code == "ears-several-shalls"
    assert f"“{other}”" in found.hint
    assert [response.text for response in parsed.slots.responses] == responses


def test_a_sentence_ends_behind_a_bound_of_one_letter():
    parsed = parse("The C shall stop the pump within 2 s. This saves water.")
    assert [one.code for one in parsed.diagnostics] == ["ears-several-sentences"]
    assert parsed.slots.responses[0].text == "stop the pump"


def test_a_shared_bound_is_shown_bound_to_each_response():
    shared = parse("The S shall open A1 and close B1 within 5 s.").diagnostics[0]
    assert shared.example == "The S shall open A1 within 5 s."
    assert "The S shall close B1 within 5 s." in shared.hint


def test_what_is_not_read_is_marked_to_its_end():
    text = "The S shall stop. This saves water. (M)"
    parsed = parse(text)
    assert [(one.code, text[one.column - 1 : one.column - 1 + one.length]) for one in parsed.diagnostics] == [
        ("ears-several-sentences", "This saves water. (M)")
    ]


def test_the_caret_picture_shows_the_place():
    text = "The S shall stop within 5 ticks."
    assert "  " + text + "\n  " + " " * 24 + "^" * 7 in picture(parse(text).diagnostics[0], text)


@pytest.mark.parametrize(
    ("text", "example"),
    [
        ("No operator shall open the valve.", "The operator shall not open the valve."),
        ("None of the pumps shall run and shall leak.", "The pumps shall not run and shall not leak."),
        ("Neither the C nor the HMI shall run it.", "The C and the HMI shall not run it."),
        ("When A, no pump shall run.", "When A, the pump shall not run."),
        ("No operator shall not reply.", "The operator shall reply."),
        ("Nobody shall open the valve.", EXPLANATIONS["ears-denied-system"].example),
        ("Only the operator shall open the valve.", EXPLANATIONS["ears-denied-system"].example),
    ],
)
def test_a_prohibition_in_front_of_the_system_is_no_command(text, example):
    parsed = parse(text)
    found = [one for one in parsed.diagnostics if one.code == "ears-denied-system"]
    assert (parsed.ok, [one.example for one in found]) == (False, [example])


@pytest.mark.parametrize(
    "anchor", ["of the trigger", "after the alarm is raised", "from the instant at which A happens"]
)
@pytest.mark.parametrize("bound", ["within 2 s", "between 1 s and 2 s"])
def test_a_bound_counts_from_the_trigger_of_its_sentence_alone(bound, anchor):
    parsed = parse(f"When A, the S shall stop the pump {bound} {anchor}.")
    (found,) = parsed.diagnostics
    assert (found.code, parsed.ok, parsed.slots.trigger.text) == ("ears-bound-start", False, "A")
    assert found.example == f"When A, the S shall stop the pump {bound}."


def test_a_range_behind_an_instant_has_that_for_its_trigger():
    parsed = parse("The S shall stop the pump between 1 s and 2 s after the alarm is raised.")
    assert (parsed.ok, parsed.slots.trigger.text) == (True, "the alarm is raised")
    assert [one.code for one in parsed.diagnostics] == ["ears-late-clause"]


def test_a_response_behind_an_anchored_bound_is_no_part_of_its_trigger():
    parsed = parse("The S shall within 5 s of power-up close the valve.")
    assert [one.code for one in parsed.diagnostics] == ["ears-bound-end"]
    assert (parsed.ok, parsed.slots.trigger) == (False, None)


def test_a_range_is_told_to_run_upwards():
    parsed = parse("When A, the S shall stop it between 5 s and 200 ms.")
    (found,) = parsed.diagnostics
    assert (found.code, parsed.ok, parsed.slots.deadline) == ("ears-bound-order", False, None)
    assert found.example == "When A, the S shall stop it between 200 ms and 5 s."
    told = parse("When A, the S shall stop it between 5 s and 2 s after B.").diagnostics
    assert [one.code for one in told] == ["ears-bound-order", "ears-bound-start"]


@pytest.mark.parametrize(
    "time",
    [
        *("2 s ± 0.5 s", "2 s ±0.5 s", "2 s +/- 0.5 s", "2 s ± 10 %", "2 s, ± 0.5 s"),
        *("2 s or 3 s", "2 s to 3 s", "2 s – 3 s", "2 s or less", "2 min 30 s or 3 min"),
        "2 s plus or minus 0.5 s",
        "2 s or within 3 s",
    ],
)
@pytest.mark.parametrize("keyword", ["within", "for", "after", "every"])
def test_a_second_time_never_gets_into_the_response(keyword, time):
    text = f"When A, the S shall hold the pump {keyword} {time}."
    parsed = parse(text)
    (found,) = parsed.diagnostics
    assert (found.code, parsed.ok, parsed.slots.deadline) == ("ears-inexact-time", False, None)
    assert text[found.column - 1 : found.column - 1 + found.length] == time
    assert [response.text for response in parsed.slots.responses] == ["hold the pump"]


@pytest.mark.parametrize("time", ["2 ± 0.5 s", "2 or 3 s", "2 to 3 s", "2 plus or minus 1 s"])
@pytest.mark.parametrize("keyword", ["within", "for", "after", "every"])
def test_the_unit_may_stand_behind_the_second_time(keyword, time):
    parsed = parse(f"The S shall stop the pump {keyword} {time}.")
    assert [one.code for one in parsed.diagnostics] == ["ears-inexact-time"]
    assert [response.text for response in parsed.slots.responses] == ["stop the pump"]


def test_a_tolerance_in_brackets_behind_a_bound_is_no_part_of_the_response():
    parsed = parse("The S shall stop the pump within 2 s (± 0.5 s).")
    assert [one.code for one in parsed.diagnostics] == ["ears-inexact-time"]
    assert (parsed.ok, [response.text for response in parsed.slots.responses]) == (False, ["stop the pump"])


@pytest.mark.parametrize("text", ["The shall stop.", "When the tank is full, the shall stop the pump."])
def test_an_article_alone_names_no_system(text):
    parsed = parse(text)
    (found,) = parsed.diagnostics
    assert (found.code, parsed.slots.system) == ("ears-missing-system", None)
    assert text[found.column - 1 : found.column - 1 + found.length].lower() == "the"


@pytest.mark.parametrize(
    "text",
    [
        "The S shall only open the valve when the tank is full.",
        "The valve shall only be opened if the tank is full.",
        "The valve shall be only opened while the tank is full.",
        "The S shall only open the valve after the tank has filled.",
    ],
)
def test_only_in_front_of_the_response_is_refused_with_a_condition(text):
    parsed = parse(text)
    assert [one.code for one in parsed.diagnostics] == ["ears-only-when"]
    assert (parsed.slots.trigger, parsed.slots.unwanted, parsed.slots.states) == (None, None, ())


def test_only_without_a_condition_stays_in_the_response():
    parsed = parse("While A, the S shall only accept a stop command.")
    assert (parsed.ok, list(parsed.diagnostics)) == (True, [])


def test_only_when_is_refused_and_not_turned_into_when():
    parsed = parse("The S shall start the pump only when the tank is full.")
    assert (parsed.ok, parsed.slots.trigger) == (False, None)


@pytest.mark.parametrize(
    "text",
    [
        "The S shall check if the valve is open.",
        "The S shall log the event even if the disk is slow.",
        "The S shall retry where applicable.",
        "The S shall be called once.",
    ],
)
def test_words_that_only_look_like_clauses_stay_in_the_response(text):
    assert (parse(text).pattern, list(parse(text).diagnostics)) == ("ubiquitous", [])


@pytest.mark.parametrize(
    "text",
    [
        "The pump when running shall stop.",
        "All pumps when running, and all valves, shall stop.",
        "Pumps in the hall when dry shall stop.",
    ],
)
def test_a_name_with_a_clause_inside_has_no_leading_words(text):
    assert "ears-leading-words" not in [one.code for one in parse(text).diagnostics]
