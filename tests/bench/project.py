"""How long a project of 10,000 elements takes to open, and one edit to be on disk.

`python tests/bench/project.py --json [--quick]`. Beside each figure stands, from the same run, that
of the bare database doing the same work: reading all rows, and committing one row.
"""

import argparse
import itertools
import json
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from core.model import Component, Connector, Zone
from core.project import create_project, open_project


def main() -> None:
    """Measure and print one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="print JSON (the only form)")
    parser.add_argument("--quick", action="store_true", help="1,000 elements, fewer rounds")
    arguments = parser.parse_args()
    elements, rounds = (1_000, 5) if arguments.quick else (10_000, 15)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "plant.bzn"
        fill(path, elements)
        opened = median(lambda: open_project(path).close(), rounds)
        read = median(lambda: read_rows(path), rounds)
        edited, undone = edits(path, rounds)
        committed = commits(Path(folder) / "bare.db", rounds)
    print(
        json.dumps(
            {
                "elements": elements,
                "open_s": round(opened, 4),
                "open_to_bare_read_ratio": round(opened / read, 1),
                "edit_ms": round(edited * 1000, 2),
                "undo_ms": round(undone * 1000, 2),
                "edit_to_bare_commit_ratio": round(edited / committed, 1),
            }
        )
    )


def fill(path: Path, elements: int) -> None:
    """A project with that many elements in one record."""
    with create_project(path) as project, project.change("Fill") as edit:
        zone = edit.new(Zone, name="Field")
        components = [
            edit.new(Component, name=f"Component {number}", zone=zone.id) for number in range(elements // 2)
        ]
        for source, target in itertools.pairwise(components):
            edit.new(Connector, source=source.id, target=target.id, protocol="Modbus")


def edits(path: Path, rounds: int) -> tuple[float, float]:
    """Median seconds of a rename and of its undo."""
    with open_project(path) as project:
        component = project.snapshot().of(Component)[7]
        renaming, undoing = [], []
        for number in range(rounds):
            began = time.perf_counter()
            with project.change("Rename") as edit:
                edit.set(component, name=f"Renamed {number}")
            middle = time.perf_counter()
            project.undo()
            renaming.append(middle - began)
            undoing.append(time.perf_counter() - middle)
    return statistics.median(renaming), statistics.median(undoing)


def read_rows(path: Path) -> None:
    """What SQLite alone needs to hand over all elements."""
    connection = sqlite3.connect(path)
    connection.execute("SELECT id, facts FROM element").fetchall()
    connection.close()


def commits(path: Path, rounds: int) -> float:
    """Median seconds of the smallest durable commit on this disk."""
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("CREATE TABLE note (text)")

    def commit() -> None:
        with connection:
            connection.execute("INSERT INTO note VALUES ('one')")

    found = median(commit, rounds)
    connection.close()
    return found


def median(work: Callable[[], object], rounds: int) -> float:
    """Median seconds of some work, after one round that is not counted."""
    work()
    times = []
    for _round in range(rounds):
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return statistics.median(times)


if __name__ == "__main__":
    main()
