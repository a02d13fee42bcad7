"""How long it takes to offer what may come next in a requirement, in a project with 5,000 names.

`python tests/bench/completion.py --json [--quick]`. Beside it stands, from the same run, how long it takes to
look at each name for the letters that were typed: the ratio says what looking only at names that fit,
and trying each kind of offer in the grammar, cost together.
"""

import argparse
import json
import statistics
import time

from core.ground.identity import counted_ids
from core.model import Component, Snapshot
from core.requirements.completion import completions, lexicon

TYPED = (
    *("W", "When the pa", "When the ", "When Part 41 of l", "While the part 7 of line 0 is "),
    *("When the lid is open, ", "When the lid is open, the li", "The part 3", "The pump ", "The pump shall "),
    *("The pump shall fill the pa", "The pump shall fill the tank ", "The pump shall stop within 5"),
)


def main() -> None:
    """Measure and print one JSON object."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--json", action="store_true", help="print JSON (the only form)")
    arguments.add_argument("--quick", action="store_true", help="500 names instead of 5,000")
    count = 500 if arguments.parse_args().quick else 5000
    ids = counted_ids()
    parts = [Component(id=ids(), name=f"Part {number} of line {number % 7}") for number in range(count)]
    begin = time.perf_counter()
    known = lexicon(Snapshot(parts))
    gathered = time.perf_counter() - begin
    completions("The pump ", 9, known)
    ours = [milliseconds(lambda text=text: completions(text, len(text), known)) for text in TYPED]
    names = [part.name for part in parts]
    plain = [milliseconds(lambda text=text: [name for name in names if text[-2:] in name]) for text in TYPED]
    print(
        json.dumps(
            {
                "names": count,
                "gather_names_ms": round(gathered * 1000, 1),
                "completion_ms": round(statistics.median(ours), 2),
                "completion_worst_ms": round(max(ours), 2),
                "look_at_each_ms": round(statistics.median(plain), 2),
                "ratio_to_look_at_each": round(statistics.median(ours) / statistics.median(plain), 2),
            }
        )
    )


def milliseconds(work: object) -> float:
    """What a first call takes: a second one of the same text is kept."""
    begin = time.perf_counter()
    work()  # type: ignore[operator]
    return (time.perf_counter() - begin) * 1000


if __name__ == "__main__":
    main()
