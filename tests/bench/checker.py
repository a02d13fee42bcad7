"""How fast the embedded verifier is: whole state spaces of known models.

Prints a list of {model, seconds, stored, transitions}; with the path of TChecker's program in
BARTIZAN_TCHECKER, Fischer's protocol is given to it as well and its time stands in peer_seconds.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from core.checker import Limits, verify
from core.uppaal.document import Document
from core.uppaal.files.reading import read_document
from tests.core.checker.models import fischer

NEVER = "E<> false"
"""A query that is never met makes the verifier see every state."""


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--json", action="store_true")
    arguments.add_argument("--quick", action="store_true")
    options = arguments.parse_args()
    verify(fischer(2), NEVER)  # The grammar is built once, and not what is measured.
    figures = [_figure(f"fischer-{n}", fischer(n), n) for n in ((4, 5) if options.quick else (4, 5, 6, 7, 8))]
    corpus = os.environ.get("BARTIZAN_CORPUS")
    if corpus and not options.quick:
        names = ("train-gate.xml", "mutex_uppaal_mutex.xml", "fddi_uppaal_fddi.xml")
        figures.extend(_figure(name, read_document(Path(corpus) / "uppaal" / name)) for name in names)
    if options.json:
        print(json.dumps(figures, indent=1))
    else:
        for figure in figures:
            print("  ".join(f"{key} {value}" for key, value in figure.items()))


def _figure(model: str, document: Document, processes: int | None = None) -> dict[str, Any]:
    verdict = verify(document, NEVER, Limits(seconds=None))
    figure: dict[str, Any] = {
        "model": model,
        "seconds": round(verdict.seconds, 4),
        "stored": verdict.states,
        "transitions": verdict.transitions,
    }
    peer = os.environ.get("BARTIZAN_TCHECKER")
    if peer and processes:
        figure["peer_seconds"] = _peer(peer, processes)
    return figure


def _peer(program: str, processes: int) -> float:
    """Seconds that TChecker needs for the same protocol."""
    lines = [f"system:fischer{processes}", "event:tau", f"int:1:0:{processes}:0:id"]
    for n in range(1, processes + 1):
        p = f"P{n}"
        lines += [
            f"process:{p}",
            f"clock:1:x{n}",
            f"location:{p}:idle{{initial:}}",
            f"location:{p}:asking{{invariant:x{n}<=10}}",
            f"location:{p}:waiting{{}}",
            f"location:{p}:inside{{}}",
            f"edge:{p}:idle:asking:tau{{provided:id==0 : do:x{n}=0}}",
            f"edge:{p}:asking:waiting:tau{{provided:x{n}<=10 : do:x{n}=0;id={n}}}",
            f"edge:{p}:waiting:asking:tau{{provided:id==0 : do:x{n}=0}}",
            f"edge:{p}:waiting:inside:tau{{provided:x{n}>10&&id=={n}}}",
            f"edge:{p}:inside:idle:tau{{do:id=0}}",
        ]
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="ascii") as file:
        file.write("\n".join(lines) + "\n")
        file.flush()
        began = time.perf_counter()
        subprocess.run([program, "-a", "covreach", file.name], check=True, capture_output=True, timeout=600)
        return round(time.perf_counter() - began, 4)


if __name__ == "__main__":
    main()
