"""Real sentences that others wrote: every one gets an answer, and the counts are those measured."""

import json
from collections import Counter
from pathlib import Path

from core.requirements import parse, read_records, records_to_plain
from core.requirements.smells import Mode, measure
from tests.core.requirements.rates import metric_rows, rate_rows
from tests.core.requirements.sentences import unread


def test_the_pure_sentences_all_get_an_answer(corpus: Path):
    # Two are refused for what they forbid: "no action shall be taken" and "shall only be possible when";
    # three for values that are not given ("TBD Nm", "t minutes") or a time ahead of an event ("six months
    # prior to"); one for an "or if" behind a response; one for a time altogether "in any 24 hour period";
    # five where a clause of a list cannot be told from the next entry, or where “there are two events that”
    # or “although this” stands in place of a name.
    reading = read_records(corpus / "requirements" / "pure_ctetex_sentences.csv")
    answers = Counter()
    for record in reading:
        parsed = parse(record.text)
        assert unread(record.text, parsed) == ""
        for diagnostic in parsed.diagnostics:
            assert diagnostic.column >= 1
            assert diagnostic.column - 1 + diagnostic.length <= len(record.text)
            assert parse(diagnostic.example).ok
        assert parsed.ok or parsed.diagnostics
        shape = "as it stands" if not parsed.diagnostics else "with remarks" if parsed.ok else "refused"
        answers["shall" in record.text.lower().split(), shape] += 1
    assert len(reading) == 276
    assert answers == {
        (True, "as it stands"): 74,
        (True, "with remarks"): 91,
        (True, "refused"): 28,
        (False, "with remarks"): 23,
        (False, "refused"): 60,
    }


def test_the_liquid_mixer_has_nine_event_and_two_complex_sentences(corpus: Path):
    content = json.loads((corpus / "requirements" / "fret_LiquidMixer.json").read_text(encoding="utf-8"))
    sentences = [
        entry["rationale"] for entry in content["requirements"] if entry.get("rationale", "").strip()
    ]
    parsed = [parse(sentence) for sentence in sentences]
    assert Counter(answer.pattern for answer in parsed) == {"event": 9, "complex": 2}
    assert all(answer.ok for answer in parsed)
    for answer in parsed:
        if answer.pattern == "complex":
            assert answer.slots.states
            assert answer.slots.trigger
    bounds = [answer.slots.deadline for answer in parsed if answer.slots.deadline]
    assert [bound.kind for bound in bounds] == ["until"] * 3


def test_the_english_of_the_liquid_mixer_reads_the_same_from_two_tools(corpus: Path):
    table = read_records(corpus / "requirements" / "hanfor_liquid-mixer.csv")
    content = json.loads((corpus / "requirements" / "fret_LiquidMixer.json").read_text(encoding="utf-8"))
    english = {entry["reqid"]: entry.get("rationale", "") for entry in content["requirements"]}
    assert [record.id for record in table] == [f"LM-{number:03}" for number in range(1, 13)]
    assert len(table.diagnostics) == 2
    for record in table:
        other = parse(english[record.id])
        if other.slots.system:
            said = parse(record.text).slots
            assert (said.trigger.text, [one.text for one in said.responses]) == (
                other.slots.trigger.text,
                [one.text for one in other.slots.responses],
            )


def test_hanfor_s_example_is_told_to_demand_nothing(corpus: Path):
    plain = records_to_plain(read_records(corpus / "requirements" / "hanfor_example_input.csv"))
    assert [record["id"] for record in plain] == ["REQ1", "REQ2", "REQ3", "REQ4", "REQ6", "REQ7", "REQ8"]
    assert {one["code"] for record in plain for one in record["diagnostics"]} == {"ears-no-shall"}


def test_the_nalabs_rows_are_answered(corpus: Path):
    rows = json.loads(
        (corpus / "requirements" / "nalabs_simple_requirement_examples.json").read_text(encoding="utf-8")
    )
    answers = {str(row["ID"]): parse(row["Requirement"]) for row in rows}
    listed = read_records(corpus / "requirements" / "nalabs_simple_requirement_examples.json")
    assert [(record.id, record.text) for record in listed] == [
        (str(row["ID"]), row["Requirement"]) for row in rows
    ]
    sheet = read_records(corpus / "requirements" / "nalabs_simple_requirement_examples.xlsx")
    assert [(record.id, record.text) for record in sheet] == [
        (str(row["ID"]), row["Requirement"]) for row in rows[:3]
    ]
    assert {key: answer.ok for key, answer in answers.items()} == {
        "1": False,
        "2": False,
        "FAKE_3": True,
        "Smart_sol": True,
        "Smart_sol2": False,
        "lang_1": True,
    }
    assert [one.code for one in answers["lang_1"].diagnostics] == ["ears-modal"]


# NALABS with its oddities, then as its metrics are meant: the other metrics are 0, ARI has three decimals.
NALABS_ROWS = {
    "1": (
        {"vagueness": 2, "optionality": 2, "imperatives2": 2, "ari": 50.273, "words": 11},
        {"vagueness": 2, "optionality": 1, "imperatives2": 1, "ari": 49.455, "words": 11},
    ),
    "2": (
        {"conjunctions": 1, "vagueness": 2, "imperatives2": 3, "ari": 47.818, "words": 11},
        {"conjunctions": 1, "vagueness": 1, "imperatives2": 2, "ari": 47.0, "words": 11},
    ),
    "FAKE_3": (
        {"imperatives": 1, "ari": 44.2, "words": 10},
        {"imperatives": 1, "ari": 43.3, "words": 10},
    ),
    "Smart_sol": (
        {"imperatives": 3, "imperatives2": 3, "ari": 62.0, "words": 8},
        {"imperatives": 1, "imperatives2": 1, "ari": 60.875, "words": 8},
    ),
    "Smart_sol2": (
        {
            "conjunctions": 2,
            "imperatives": 4,
            "continuances": 2,
            "imperatives2": 3,
            "ari": 61.455,
            "words": 33,
        },
        {
            "conjunctions": 1,
            "subjectivity": 1,
            "imperatives": 2,
            "continuances": 1,
            "imperatives2": 1,
            "ari": 59.864,
            "words": 33,
        },
    ),
    "lang_1": (
        {"imperatives": 2, "imperatives2": 2, "ari": 62.286, "words": 7},
        {"imperatives": 1, "imperatives2": 1, "ari": 61.0, "words": 7},
    ),
}


def test_the_sample_of_nalabs_has_its_numbers_in_both_modes(corpus: Path) -> None:
    reading = read_records(corpus / "requirements" / "nalabs_simple_requirement_examples.json")
    measured = {
        record.id: tuple(
            {key: value for key, value in measure(record.text, mode).metrics().items() if value}
            for mode in (Mode.NALABS, Mode.CORRECTED)
        )
        for record in reading
    }
    assert measured == NALABS_ROWS


def test_the_tables_of_the_readme_are_what_is_measured(corpus: Path):
    readme = (Path(__file__).parents[3] / "README.md").read_text(encoding="utf-8")
    folder = corpus / "requirements"
    for row in (*rate_rows(folder), *metric_rows(folder)):
        assert f"\n{row}\n" in readme
