"""How many requirement sentences are parsed, and searched for smells, in a second of processor time.

`python tests/bench/parse.py --json [--quick]`. Each sentence is new to the parser, which keeps what it
has read. Beside it stands, from the same run, how many of them lark alone merely cuts into words and
accepts, with its own contextual lexer: the ratio says what understanding costs beyond that. Where
`BARTIZAN_CORPUS` names a folder of public sets, the same is measured on its PURE sentences, which are longer
than ours, each with a number of its own behind its last word.
"""

import argparse
import csv
import json
import os
import time
from collections.abc import Callable
from pathlib import Path

from lark import Lark

from core.requirements import parse
from core.requirements.smells import measure

SENTENCES = (
    "The dosing controller shall stop pump {n}.",
    "When the tank level exceeds {n}.5 m, the inlet controller shall close valve {n} within {n} ms.",
    "If sensor {n} fails, then the dosing controller shall stop dosing and raise alarm {n} within 5 s.",
    "While filter {n} is washed, the filter controller shall keep outlet valve {n} closed.",
    "Where pump {n} is fitted, while the plant runs, when level {n} is low, the controller shall start it.",
    "The controller shall stop pump {n} when the flow falls below {n} l/s.",
    "The operator panel shall not accept set point {n} until the operator has logged in.",
    "In normal operation the panel should show trend {n} quickly.",
)
TYPED = (
    'When driver:user presses "key {n}":inDevice, ASL:system shall activate "limit":function within {n} s.',
    'If "speed {n}":parameter > "set speed":parameter, then ASL:system shall request "torque":parameter.',
    'While ASL:system is in "mode {n}":mode, ASL:system shall not activate "speed limiting":function.',
)
"""In ReSA."""
WORD_BY_WORD = r"""
start: (WORD | COMMA | WHEN | WHILE | WHERE | IF | THEN | SHALL | NUMBER)+ "."
WHEN.2: /when\b/i
WHILE.2: /while\b/i
WHERE.2: /where\b/i
IF.2: /if\b/i
THEN.2: /then\b/i
SHALL.2: /shall\b/i
NUMBER.1: /[0-9]+(\.[0-9]+)?/
WORD: /[^\s,.]+/
COMMA: ","
%ignore /\s+/
"""


def main() -> None:
    """Measure and print one JSON object."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--json", action="store_true", help="print JSON (the only form)")
    arguments.add_argument("--quick", action="store_true", help="800 sentences instead of 8,000")
    count = 100 if arguments.parse_args().quick else 1000
    texts = [sentence.format(n=number) for number in range(1, count + 1) for sentence in SENTENCES]
    parse("The S shall load the grammar.")
    ours = per_second(parse, texts)
    typed = [sentence.format(n=number) for number in range(1, count + 1) for sentence in TYPED]
    parse(TYPED[0])
    measure(TYPED[0])
    words = Lark(WORD_BY_WORD, parser="lalr", lexer="contextual")
    bare = per_second(words.parse, [text for text in texts if text.count(".") == 1])
    pure = pure_sentences(2 if count == 100 else 12)
    real = {
        "pure_sentences": len(pure),
        "parse_pure_per_s": round(per_second(parse, pure)),
        "smells_pure_per_s": round(per_second(measure, pure)),
    }
    print(
        json.dumps(
            {
                "sentences": len(texts),
                "parse_per_s": round(ours),
                "parse_resa_per_s": round(per_second(parse, typed)),
                "smells_per_s": round(per_second(measure, texts)),
                "word_by_word_lark_per_s": round(bare),
                "ratio_to_word_by_word_lark": round(ours / bare, 2),
                **(real if pure else {}),
            }
        )
    )


def pure_sentences(times: int) -> list[str]:
    """The PURE sentences, so many times over and each time others; none without the folder of public sets."""
    path = Path(os.environ.get("BARTIZAN_CORPUS", "")) / "requirements" / "pure_ctetex_sentences.csv"
    if not path.is_file():
        return []
    with path.open(encoding="utf-8") as file:
        texts = [row["text"] for row in csv.DictReader(file)]
    return [f"{text[:-1]} {number}{text[-1:]}" for number in range(times) for text in texts]


def per_second(work: Callable[[str], object], texts: list[str]) -> float:
    """Texts that `work` does in a second of processor time, which other programs do not disturb."""
    begin = time.process_time()
    for text in texts:
        work(text)
    return len(texts) / (time.process_time() - begin or 1.0)


if __name__ == "__main__":
    main()
