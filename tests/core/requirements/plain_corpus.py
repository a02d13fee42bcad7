"""Ordinary sentences of our own with what a good engineer would write, and how often that is proposed.

`python -m tests.core.requirements.plain_corpus` prints the table of the README. A line of a file is
`sentence => requirement {questions}`: the parts of one requirement that is several are parted by " / ", other
answers as good by " | ". The answers of `known`, `apart` and `second` were written before the rules that meet
them; `apart`, `second` and `third` were kept away from the rules until they had been measured once.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from time import process_time

from core.requirements.ears.times import UNITS
from core.requirements.rewriting import proposals, together

FILES = ("known", "apart", "second", "third")
_SLOTS = {
    "actor": "system",
    "deadline": "deadline",
    "permission": "force",
    "demanded": "force",
    "number": "number",
    "pronoun": "meaning",
}


@dataclass(frozen=True, slots=True)
class Expected:
    """A sentence, the answers that are right, and the slots that are to be asked for."""

    family: str
    text: str
    answers: tuple[tuple[str, ...], ...]
    asked: frozenset[str]


@dataclass(frozen=True, slots=True)
class Figures:
    """How many sentences have a right answer first, among the proposals, and with the right questions."""

    sentences: int
    first: int
    among: int
    none: int
    asked: int
    per_second: float


def corpus(name: str) -> Iterator[Expected]:
    """The sentences of a file of the corpus."""
    family = ""
    text = (Path(__file__).parent / "plain" / f"{name}.txt").read_text(encoding="utf-8")
    for line in filter(None, text.splitlines()):
        if line.startswith("#"):
            family = line.removeprefix("# ")
            continue
        sentence, _arrow, rest = line.partition(" => ")
        answers, _brace, asked = rest.rpartition(" {")
        yield Expected(
            family,
            sentence,
            tuple(tuple(map(alike, answer.split(" / "))) for answer in answers.split(" | ")),
            frozenset(_SLOTS[word.strip()] for word in asked.rstrip("}").split(",") if word.strip()),
        )


def figures(name: str) -> Figures:
    """What is proposed for the sentences of a file, in EARS."""
    first = among = none = asked = count = 0
    began = process_time()
    proposed = {one.text: proposals(one.text) for one in corpus(name)}
    seconds = process_time() - began
    for one in corpus(name):
        groups = [group for group in together(proposed[one.text]) if group[0].parsed.language == "ears"]
        said = [tuple(alike(part.text) for part in group) for group in groups]
        right = bool(said) and said[0] in one.answers
        count += 1
        first += right
        among += any(texts in one.answers for texts in said)
        none += not said
        asked += right and {slot for part in groups[0] for slot in part.open} == one.asked
    return Figures(count, first, among, none, asked, count / seconds)


def alike(text: str) -> str:
    """The sentence for comparing: without capitals, units in their short form."""
    return re.sub(
        r"(?<=[0-9] )[a-z]+", lambda unit: UNITS.get(unit[0], unit[0]), " ".join(text.lower().split())
    )


if __name__ == "__main__":
    print(
        "| sentences | all | right one first | among the proposals | no proposal | and the right questions |"
    )
    print("|---|---|---|---|---|---|")
    for name in FILES:
        told = figures(name)
        print(f"| {name} | {told.sentences} | {told.first} | {told.among} | {told.none} | {told.asked} |")
