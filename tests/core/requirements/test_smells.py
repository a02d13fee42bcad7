"""Metrics to the digit of NALABS and as they are meant, and the faults that it does not count."""

import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as some

from core.requirements.smells import Mode, measure
from core.requirements.smells.catalogue import metrics
from core.requirements.smells.reasons import reason
from tests.core.requirements.resa_sentences import SENTENCES

QUIRKS = "The unit shall log and will see Table 3, e.g. a note: may retry and stop."
_FRAGMENTS = (
    *(word for metric in metrics() for word in metric.words if "[" not in word),
    *(
        "the pump",
        "seeing",
        "10:30",
        "Note",
        "stop.",
        ",",
        "AND",
        "see reference",
        "as clear as possible",
        "42",
    ),
)
TEXTS = some.lists(some.sampled_from(_FRAGMENTS), max_size=12).map(" ".join)


def counted(text: str, mode: Mode = Mode.CORRECTED) -> dict[str, int]:
    return {key: count for key, count in measure(text, mode).counts.items() if count}


def kinds(text: str) -> list[tuple[str, str]]:
    named = {metric.key for metric in metrics()}
    return [(smell.kind, smell.text) for smell in measure(text).smells if smell.kind not in named]


def test_the_lists_are_as_long_as_those_of_nalabs() -> None:
    lengths = {metric.key: len(metric.as_in_nalabs()) for metric in metrics()}
    assert lengths == {
        "conjunctions": 27,
        "vagueness": 26,
        "optionality": 3,
        "subjectivity": 8,
        "references": 6,
        "weakness": 12,
        "imperatives": 8,
        "continuances": 8,
        "imperatives2": 8,
        "references2": 14,
    }
    assert len({word for metric in metrics() for word in metric.as_in_nalabs()}) == 105


def test_the_numbers_of_nalabs_keep_its_oddities() -> None:
    assert counted(QUIRKS, Mode.NALABS) == {
        "conjunctions": 4,
        "vagueness": 6,
        "optionality": 3,
        "references": 2,
        "imperatives": 4,
        "continuances": 4,
        "imperatives2": 6,
        "references2": 1,
    }
    smelt = measure(QUIRKS, Mode.NALABS)
    assert (smelt.words, smelt.metrics()["ari"]) == (16, 41.125)
    assert smelt.failed() == ("vagueness", "optionality", "imperatives2")


def test_one_should_counts_three_times_in_nalabs_and_once_as_it_is_meant() -> None:
    assert counted("The lamp should glow.", Mode.NALABS) == {"imperatives": 3, "imperatives2": 3}
    assert counted("The lamp should glow.") == {"imperatives": 1, "imperatives2": 1}


@given(TEXTS)
def test_the_numbers_of_nalabs_are_what_its_definition_gives(text: str) -> None:
    lists = {metric.key: metric.as_in_nalabs() for metric in metrics()}
    expected: Counter[str] = Counter()
    for entry in (entry for entries in lists.values() for entry in entries):
        for hit in re.finditer(rf"\b{entry}\b", text, re.IGNORECASE):
            expected.update(key for key, entries in lists.items() if hit[0].lower() in entries)
    assert counted(text, Mode.NALABS) == dict(expected)


@given(TEXTS)
def test_the_corrected_numbers_are_what_their_definition_gives(text: str) -> None:
    expected: Counter[str] = Counter()
    for metric in metrics():
        covered = bytearray(len(text))
        for entry in sorted(metric.words, key=len, reverse=True):
            pattern = re.escape(entry)
            if "[" in entry:
                pattern = r"as( \w+){1,4} as possible"
            for hit in re.finditer(rf"(?<!\w){pattern}(?!\w)" if entry != ":" else ":", text, re.IGNORECASE):
                between_digits = text[hit.start() - 1 : hit.end() + 1]
                if entry == ":" and re.fullmatch(r"\d:\d", between_digits):
                    continue
                if not any(covered[hit.start() : hit.end()]):
                    covered[hit.start() : hit.end()] = b"\1" * len(hit[0])
                    expected[metric.key] += 1
    assert counted(text) == dict(expected)


def test_an_abbreviation_with_dots_and_a_colon_count_as_they_are_meant() -> None:
    assert counted("Close a valve, e.g. one: at 10:30.") == {"references": 1, "continuances": 1}
    assert counted("ASL:system shall sample x:parameter.") == {"imperatives": 1}


def test_a_longer_phrase_wins_over_a_shorter_one_in_its_list() -> None:
    assert counted("Please see the reference.") == {"references2": 1}
    assert counted("It runs as clear and straightforward as possible.")["subjectivity"] == 1


@pytest.mark.parametrize("text", ["", "   ", "...", "!"])
def test_a_text_without_words_has_no_readability(text: str) -> None:
    assert measure(text).metrics()["ari"] is None


def test_sentences_do_not_end_in_numbers_or_abbreviations() -> None:
    whole = measure("The tank holds 2.5 m of water, e.g. rain.")
    apart = measure("The tank holds water. The lid is shut.")
    assert whole.readability == pytest.approx(9 + 9 * 28 / 9)
    assert apart.readability == pytest.approx(4 + 9 * 29 / 8)


def test_the_class_of_a_noun_does_not_make_a_sentence_harder_to_read() -> None:
    typed = 'When driver:user presses "brake pedal":inDevice, BBW:system shall slow "the car":entity.'
    bare = "When driver presses brake pedal, BBW shall slow the car."
    assert measure(typed).metrics()["ari"] == measure(bare).metrics()["ari"]
    assert measure(typed, Mode.NALABS).metrics()["ari"] != measure(bare, Mode.NALABS).metrics()["ari"]


@given(some.text(max_size=200))
def test_every_smell_has_its_place_and_a_reason_whatever_the_text(text: str) -> None:
    for mode in Mode:
        for smell in measure(text, mode).smells:
            assert text[smell.column - 1 : smell.end - 1] == smell.text
            assert reason(smell.kind)


@pytest.mark.parametrize(
    ("text", "fault", "words"),
    [
        ("The valve shall be opened within 5 s.", "passive", "shall be opened"),
        ("The pump shall quickly stop.", "immeasurable", "quickly"),
        ("The pump shall stop if possible.", "loophole", "if possible"),
        ("The panel shall show level, flow, etc.", "open-list", "etc"),
        ("The panel shall show the level and/or the flow.", "either-or", "and/or"),
        ("When the level falls, it shall stop.", "pronoun", "it"),
        ("The pump shall always run.", "absolute", "always"),
        ("The pump shall not fail to stop.", "double-negation", "not fail to"),
        ("The pump shall stop because the tank is full.", "rationale", "because"),
        ("The pump shall run faster.", "comparison", "faster"),
        ("The panel shall have the fastest screen.", "superlative", "fastest"),
        ("The pump shall stop within TBD s.", "placeholder", "TBD"),
        ("There shall be a pump.", "missing-actor", "There shall be"),
        ("The pump stops at night.", "no-demand", "The pump stops at night."),
        ("The pump shall stop and shall cool.", "several-demands", "shall"),
        ("The pump shall stop within 5.", "missing-unit", "5"),
        ("The title shall have a font size of 42.", "missing-unit", "42"),
    ],
)
def test_a_fault_beyond_words_is_found_in_its_place(text: str, fault: str, words: str) -> None:
    assert (fault, words) in kinds(text)


@pytest.mark.parametrize(
    "text",
    [
        "The valve shall be opened by the dosing controller within 5 s.",
        "The lid shall be closed while the pump runs.",
        "The pump shall run faster than 20 rpm.",
        "The panel shall try at most 3 times within 5 s.",
        "The panel shall show the level every 500 ms.",
        "The controller shall set the speed to 42 rpm and stop.",
    ],
)
def test_nothing_is_found_where_nothing_is_wrong(text: str) -> None:
    assert kinds(text) == []


def test_a_sentence_of_many_words_is_long() -> None:
    text = "The pump shall stop" + " and cool the inner ring" * 9 + "."
    assert kinds(text) == [("long", text[:-1])]


def test_the_examples_of_resa_have_the_faults_that_they_were_written_with() -> None:
    found = {text: kinds(text) for text in SENTENCES}
    assert [one for one in found.values() if one] == [
        [("several-demands", "shall")],
        [("immeasurable", "immediately")],
    ]
