"""How quick a search over everything is at each key: what is typed, found and shown in the palette.

`python tests/bench/search.py --json [--quick]` prints one JSON object: the median and the slowest key in
ms, and the seconds in which the whole model is read at first. The model is the one of the canvas:
10 000 components, 25 zones and 15 000 flows, 1 000 components with --quick. Beside it stands what looking
through the names of all elements one by one takes.
"""

import json
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PySide6.QtWidgets import QApplication, QWidget

from app.actions.action import State
from app.jobs import Jobs
from app.session.results import Results
from app.session.search import Search
from app.session.session import Session
from app.theme import look
from app.theme.fonts import load_fonts
from app.window.palette import Palette
from core.model import name_of

TYPED = (
    "unit 12.3",
    "modbus unit",
    "opc ua value",
    "zone 1.1",
    "u99 → un",
    "ut98",
    "@nit 55",
    "no such thing",
)


def search_figures(session: Session) -> dict[str, float]:
    """The figures for the project that is open: every beginning of what is typed is one key."""
    jobs = Jobs(session)
    results = Results(session, jobs)
    begun = time.perf_counter()
    search = Search(session, results)
    search._pause.stop()
    while search._work(1.0):
        pass
    search._model.index.prepare()
    read = time.perf_counter() - begun
    over = QWidget()
    over.resize(1600, 900)
    palette = Palette(over, session, results, search)
    over.show()
    palette.ask(State(project=True, writable=True))
    keys = []
    for typed in TYPED:
        palette.line.clear()
        for letter in typed:
            begun = time.perf_counter()
            palette.line.insert(letter)
            palette.repaint()
            palette.list.viewport().repaint()
            keys.append((time.perf_counter() - begun) * 1000)
    snapshot = session.snapshot()
    begun = time.perf_counter()
    found = [one for one in snapshot if "unit 12.3" in name_of(snapshot, one.id).casefold()]
    assert found
    plain = (time.perf_counter() - begun) * 1000
    over.close()
    jobs.close()
    return {
        "search_ms": round(statistics.median(keys), 2),
        "search_worst_ms": round(max(keys), 2),
        "search_read_s": round(read, 2),
        "search_names_one_by_one_ms": round(plain, 2),
    }


def measure(side: int) -> dict[str, float]:
    """The figures for a square of that many components a side."""
    from tests.bench.canvas import fill

    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    load_fonts()
    look().use(theme="light")
    session = Session()
    with tempfile.TemporaryDirectory() as folder:
        assert session.create(Path(folder) / "bench.bzn")
        with session.change("Fill") as edit:
            fill(edit, side)
        found = search_figures(session)
        session.close()
    return found


if __name__ == "__main__":
    figures = measure(32 if "--quick" in sys.argv else 100)
    sys.stdout.write(json.dumps(figures, indent=None if "--json" in sys.argv else 1) + "\n")
