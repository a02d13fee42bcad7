"""How long the consistency of many requirements takes, two contradictions hidden among them.

`python tests/bench/consistency.py --json [--quick]`. 500 requirements over 80 things that may be so and 60
that are to be done, each with one to three conditions and mostly with a time. Beside it stands, from the same
run, how long z3 alone takes to find the plain conjunction of as many implications satisfiable: what is asked
beyond that, each call and each pair that can meet, costs the rest.
"""

import argparse
import json
import random
import time

import z3

from core.formal.consistency import inconsistencies
from core.ground.identity import counted_ids
from core.model import Requirement, Snapshot

THINGS = tuple(f"sensor {number} is wet" for number in range(80))
DEEDS = tuple(f"valve {number}" for number in range(60))
HIDDEN = (
    "When sensor 7 is wet, the controller shall open gate 9 within 2 s.",
    "When sensor 7 is wet, the controller shall keep gate 9 closed for 1 min.",
    "While sensor 8 is wet, the controller shall light lamp 1.",
    "While sensor 8 is wet, the controller shall not light lamp 1.",
)


def main() -> None:
    """Measure and print one JSON object."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--json", action="store_true", help="print JSON (the only form)")
    arguments.add_argument("--quick", action="store_true", help="100 requirements instead of 500")
    count = 100 if arguments.parse_args().quick else 500
    texts = [*sentences(count - len(HIDDEN)), *HIDDEN]
    ids = counted_ids()
    snapshot = Snapshot(
        Requirement(id=ids(), name="", key=f"R-{number:03}", text=text) for number, text in enumerate(texts)
    )
    begin = time.perf_counter()
    found = inconsistencies(snapshot)
    seconds = time.perf_counter() - begin
    hidden = {f"R-{count - number:03}" for number in range(1, len(HIDDEN) + 1)}
    print(
        json.dumps(
            {
                "requirements": count,
                "seconds": round(seconds, 2),
                "findings": len(found),
                "hidden_found": len(
                    {keys for one in found if (keys := one.keys) and hidden.issuperset(keys)}
                ),
                "z3_conjunction_s": round(conjunction(count), 3),
            }
        )
    )


def sentences(count: int) -> list[str]:
    """Requirements of which some open and some close, few of them at odds."""
    chance = random.Random(7)
    found = []
    for _number in range(count):
        states = [chance.choice(THINGS) for _state in range(chance.randrange(3))]
        lead = "".join(f"while {state}, " for state in states)
        verb = "open" if chance.random() < 0.7 else "close"
        bound = (
            f" within {chance.randrange(1, 9)} s"
            if chance.random() < 0.9
            else f" for {chance.randrange(1, 5)} s"
        )
        text = (
            f"{lead}when {chance.choice(THINGS)}, the controller shall {verb} {chance.choice(DEEDS)}{bound}."
        )
        found.append(text[0].upper() + text[1:])
    return found


def conjunction(count: int) -> float:
    """Seconds in which z3 alone finds so many implications satisfiable."""
    chance = random.Random(7)
    solver = z3.Solver()
    for _number in range(count):
        causes = [z3.Bool(f"cause {chance.randrange(80)}") for _cause in range(1 + chance.randrange(3))]
        effect = z3.Bool(f"effect {chance.randrange(60)}")
        solver.add(z3.Implies(z3.And(*causes), effect if chance.random() < 0.7 else z3.Not(effect)))
    begin = time.perf_counter()
    solver.check()
    return time.perf_counter() - begin


if __name__ == "__main__":
    main()
