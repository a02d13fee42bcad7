"""The time of a response in numbers and words, and what was understood said otherwise."""

import pytest

from core.requirements import parse
from core.requirements.paraphrase import paraphrase
from core.requirements.timing import timings, told
from tests.core.requirements.sentences import OWN

CASES = [
    ("When the lid opens, the lamp shall glow within 5 s.", {"trigger", "latest"}, "within 5 s"),
    ("When the lid opens, the lamp shall glow for 5 s.", {"trigger", "least"}, "for 5 s or longer"),
    ("The siren shall not sound for more than 3 min.", {"least"}, "for more than 3 min"),
    ("The sensor shall report the level every 500 ms.", {"period"}, "at most 500 ms apart"),
    ("The brake shall respond between 5 ms and 15 ms.", {"earliest", "latest"}, "no later than 15 ms"),
    ("The lamp shall glow for at most 2 s.", {"most"}, "for at most 2 s"),
]


@pytest.mark.parametrize(("text", "facts", "words"), CASES)
def test_a_bound_is_a_window_a_duration_or_a_period(text, facts, words):
    (timing,) = timings(parse(text))
    bounds = ("trigger", "earliest", "latest", "least", "most", "period")
    assert {name for name in bounds if getattr(timing, name)} == facts
    assert words in told(timing)


def test_a_condition_or_no_bound_is_no_timing():
    assert timings(parse("The lamp shall glow.")) == ()
    assert timings(parse("The lamp shall glow until the lid is shut.")) == ()


def test_a_denied_response_says_so():
    (timing,) = timings(parse("When the lid opens, the lamp shall not glow within 5 s."))
    assert timing.denied
    assert told(timing) == "After “the lid opens”, not “glow” within 5 s."


def test_the_paraphrase_of_a_timed_reaction():
    text = "While the lid is shut, when the key turns, the lamp shall glow within 5 s."
    assert paraphrase(parse(text)) == (
        "As long as “the lid is shut” and each time that “the key turns”: "
        "“lamp” must “glow”, at most 5 s later."
    )


@pytest.mark.parametrize("text", [text for text, _pattern in OWN])
def test_a_paraphrase_has_every_slot_of_the_sentence(text):
    known = parse(text)
    said = paraphrase(known)
    slots = known.slots
    spans = (slots.system, *slots.features, *slots.states, slots.trigger, slots.unwanted, *slots.responses)
    for span in spans:
        assert span is None or f"“{span.text}”" in said
    assert said.count(" must ") == len(slots.responses)


def test_nothing_understood_has_no_paraphrase():
    assert paraphrase(parse("Stop it now.")) == ""
