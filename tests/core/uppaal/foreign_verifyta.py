"""Small programs that stand for verifyta, which is foreign, licensed, and not on this machine.

Each prints what users of UPPAAL 4.1 and 5.0 publish of its output, or misbehaves in one way. They show that
whatever such a program does is understood or told; they do not show that the real one says just this.
"""

import sys
from pathlib import Path

HEAD = """Options for the verification:
  Generating no trace
  Search order is breadth first
  Using conservative space optimisation
  Seed is 1656055072
  State space representation uses minimal constraint systems
"""
FOUR = HEAD + "\x1b[2K\nVerifying formula 1 at model.q:1\n\x1b[2K -- Formula {} satisfied.\n"
FIVE = (
    HEAD + "\nVerifying formula 1 at model.q:1\n\r -- Throughput: 359 states/sec\x1b[K\r"
    " -- Formula {} satisfied.\n -- States stored : 9 states\n -- States explored : 9 states\n"
    " -- CPU user time used : 0 ms\n -- Virtual memory used : 48624 KiB\n"
)


def program(folder: Path, body: str) -> Path:
    """An executable whose behaviour is the Python in `body`."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "verifyta"
    file.write_text(f"#!{sys.executable} -S\nimport os, sys, time\n{body}\n", encoding="utf-8")
    file.chmod(0o755)
    return file


def saying(folder: Path, output: str, errors: str = "", status: int = 0) -> Path:
    """One that says this and ends with this status."""
    body = (
        f"sys.stdout.write({output!r})\nsys.stderr.write({errors!r})\nsys.stdout.flush()\nos._exit({status})"
    )
    return program(folder, body)


def judging(folder: Path, *violated: str) -> Path:
    """One that reads the query file and finds these formulas violated, all others satisfied."""
    return program(
        folder,
        f"asked = open(sys.argv[-1]).read().strip()\n"
        f"sys.stdout.write({FIVE!r}.format('is NOT' if asked in {list(violated)!r} else 'is'))",
    )
