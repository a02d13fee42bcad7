"""How many sentences of others parse without a remark, with some, and after one rewrite; why not the rest.

`python -m tests.core.requirements.rates FOLDER` prints the tables of the README for the files in a folder
such as the one that `BARTIZAN_CORPUS` names.
"""

import csv
import json
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from core.ground.diagnostic import Severity
from core.requirements import parse, read_records
from core.requirements.remarks import set_right
from core.requirements.rewriting import proposals
from core.requirements.smells import Mode, measure


@dataclass(frozen=True, slots=True)
class Rates:
    """The counts of a set; `reasons` counts the first fault of each sentence that no rewrite helps."""

    sentences: int
    without_remark: int
    with_remarks: int
    after_a_fix: int
    after_a_proposal: int
    reasons: Mapping[str, int]


def rates(sentences: Iterable[str]) -> Rates:
    """The counts of the sentences.

    A fix is the sentence set right, as Ctrl . offers it; a proposal is a requirement made of the sentence.
    """
    counted: Counter[str] = Counter()
    reasons: Counter[str] = Counter()
    for text in sentences:
        found = parse(text)
        wrong = [one for one in found.diagnostics if one.severity is Severity.ERROR]
        if found.ok:
            counted["remarks" if found.diagnostics else "stands"] += 1
        elif any(right and parse(right).ok for right in map(set_right, found.diagnostics)):
            counted["fix"] += 1
        elif any(parse(one.text).ok for one in proposals(text)):
            counted["proposal"] += 1
        else:
            reasons[wrong[0].code] += 1
    total = counted.total() + reasons.total()
    return Rates(total, counted["stands"], counted["remarks"], counted["fix"], counted["proposal"], reasons)


def sets(folder: Path) -> dict[str, list[str]]:
    """The sentences of each public set in the folder of requirements."""
    with (folder / "pure_ctetex_sentences.csv").open(encoding="utf-8") as file:
        pure = [row["text"] for row in csv.DictReader(file)]
    mixer = json.loads((folder / "fret_LiquidMixer.json").read_text(encoding="utf-8"))["requirements"]
    return {
        "PURE, 24 documents": pure,
        "FRET, liquid mixer, English": [one["rationale"] for one in mixer if one.get("rationale")],
        "FRET, liquid mixer, FRETish": [one["fulltext"] for one in mixer],
        "Hanfor, liquid mixer": [one.text for one in read_records(folder / "hanfor_liquid-mixer.csv")],
        "NALABS, examples": [
            one.text for one in read_records(folder / "nalabs_simple_requirement_examples.json")
        ],
    }


def rate_rows(folder: Path) -> list[str]:
    """The rows of the table of parse rates."""
    return [
        f"| {name} | {one.sentences} | {one.without_remark} | {one.with_remarks} "
        f"| {one.after_a_fix + one.after_a_proposal} "
        f"| {_reasons(one.reasons)} |"
        for name, one in ((name, rates(sentences)) for name, sentences in sets(folder).items())
    ]


def metric_rows(folder: Path) -> list[str]:
    """The rows of the table of metrics, as NALABS counts and as they are meant, without those that are 0."""
    reading = read_records(folder / "nalabs_simple_requirement_examples.json")
    return [
        f"| {one.id} | {_metrics(one.text, Mode.NALABS)} | {_metrics(one.text, Mode.CORRECTED)} |"
        for one in reading
    ]


def _reasons(reasons: Mapping[str, int]) -> str:
    return (
        ", ".join(f"{count} {code}" for code, count in sorted(reasons.items(), key=lambda one: -one[1]))
        or "-"
    )


def _metrics(text: str, mode: Mode) -> str:
    found = measure(text, mode)
    failed = set(found.failed())
    return ", ".join(
        f"{'**' if key in failed else ''}{key} {value}{'**' if key in failed else ''}"
        for key, value in found.metrics().items()
        if value
    )


if __name__ == "__main__":
    home = Path(sys.argv[1]) / "requirements"
    sys.stdout.write("\n".join([*rate_rows(home), "", *metric_rows(home), ""]))
