"""Whole state spaces by the checker's kernel and by TChecker, side by side in one run.

TChecker's program `tck-reach` is named by BARTIZAN_TCHECKER, the folder of its example scripts by
BARTIZAN_TCHECKER_MODELS; without them only the checker is measured, and the line says so. Seconds of both are
wall time of the search from the model as text to its end, the best of several rounds: `seconds` of `verify`,
reading and elaborating included; `peer_seconds` of TChecker's process. Python's own start is not counted.
The twin in Python is measured on Fischer 6: successors a second.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from core.checker import Limits, verify
from core.checker.kernel.library import BITS, library
from tests.core.checker.peers import STORED, peer_model

NEVER = "E<> false"
"""A query that is never met makes the verifier see every state."""

FREELY = Limits(seconds=None, states=None)
TWIN = ("fischer", 6)


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--json", action="store_true")
    arguments.add_argument("--quick", action="store_true", help="none with more than 1,000 states")
    arguments.add_argument("--rounds", type=int, default=3, help="the best of so many counts")
    options = arguments.parse_args()
    if any(library(bits) is None for bits in BITS):
        sys.exit("the kernel is not built: python3 installers/bootstrap.py setup, with a C compiler")
    reason = missing()
    verify(peer_model(*TWIN), NEVER)  # The grammar is built once, and not what is measured.
    models = [model for model, stored in STORED.items() if not options.quick or stored <= 1000]
    figures = [_figure(name, count, options.rounds, reason) for name, count in models]
    figures.append(_twin())
    if options.json:
        print(json.dumps(figures, indent=1))
        return
    if reason:
        print(f"TChecker is not measured: {reason}")
    for figure in figures:
        print("  ".join(f"{key} {value}" for key, value in figure.items()))


def missing() -> str:
    """Why TChecker cannot be measured; empty where it can."""
    for variable, what in (("BARTIZAN_TCHECKER", "tck-reach"), ("BARTIZAN_TCHECKER_MODELS", "its examples")):
        path = os.environ.get(variable)
        if not path:
            return f"{variable} does not name {what}"
        if not Path(path).exists():
            return f"{variable} names {path}, which is not there"
    return ""


def _figure(name: str, count: int, rounds: int, reason: str) -> dict[str, Any]:
    document = peer_model(name, count)
    found = [verify(document, NEVER, FREELY) for _round in range(rounds)]
    seconds = min(verdict.seconds for verdict in found)
    figure: dict[str, Any] = {
        "model": f"{name} {count}",
        "stored": found[0].states,
        "transitions": found[0].transitions,
        "seconds": round(seconds, 4),
    }
    if not reason:
        stored, transitions, peer = peer_figures(name, count, rounds)
        figure |= {
            "peer_stored": stored,
            "peer_transitions": transitions,
            "peer_seconds": round(peer, 4),
            "ratio": round(seconds / peer, 3),
        }
    return figure


def peer_figures(name: str, count: int, rounds: int = 1) -> tuple[int, int, float]:
    """States that TChecker stores of its own model, transitions it visits, and the seconds it takes."""
    models = Path(os.environ["BARTIZAN_TCHECKER_MODELS"])
    line = ["bash", str(models / f"{name}.sh"), str(count)]
    written = subprocess.run(line, check=True, capture_output=True, timeout=60).stdout
    with tempfile.NamedTemporaryFile(suffix=".txt") as file:
        file.write(written)
        file.flush()
        line = [os.environ["BARTIZAN_TCHECKER"], "-a", "covreach", "-s", "bfs", file.name]
        seconds, said = [], ""
        for _round in range(rounds):
            began = time.perf_counter()
            said = subprocess.run(line, check=True, capture_output=True, text=True, timeout=900).stdout
            seconds.append(time.perf_counter() - began)
    told = dict(re.findall(r"^(\w+) (\S+)$", said, re.MULTILINE))
    return int(told["STORED_STATES"]), int(told["VISITED_TRANSITIONS"]), min(seconds)


def _twin() -> dict[str, Any]:
    verdict = verify(peer_model(*TWIN), NEVER, FREELY, by_kernel=False)
    return {
        "model": "{} {} by the twin".format(*TWIN),
        "stored": verdict.states,
        "transitions": verdict.transitions,
        "seconds": round(verdict.seconds, 3),
        "successors_per_second": round(verdict.transitions / verdict.seconds),
    }


if __name__ == "__main__":
    main()
