"""How quick overlays and filters are on a large drawing: from the choice to what is seen.

`python tests/bench/layers.py --json [--quick]` prints one JSON object: medians in ms, of the drawing of
`tests/bench/canvas.py` with a threat to every third component and flow. `arrive_worst_ms` is the
longest time for which badges hold up the window while they arrive, `arrive_ms` all of it.
"""

import itertools
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PySide6.QtWidgets import QApplication, QWidget

from app.canvas.canvas import Canvas
from app.jobs import Jobs
from app.session.choice import OverlayChoice
from app.session.kinds_read import kinds_read
from app.session.results import Results
from app.session.session import Session
from app.theme import look
from app.theme.fonts import load_fonts
from app.window.layers import Layers
from core.assistants.known import SEVERITIES, Findings
from core.diagram.criteria import Criteria
from core.model import Component, Connector, Snapshot, Truth
from tests.bench.canvas import fill, milliseconds

_FILTERS = (
    Criteria(text="unit 1"),
    Criteria(facts=frozenset((("encrypted", Truth.UNKNOWN),))),
    Criteria(threats=frozenset(("critical",))),
    Criteria(crossing=True),
    Criteria(),
)


def measure(side: int) -> dict[str, float]:
    """All figures for a square of that many components a side."""
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    load_fonts()
    look().use(theme="light")
    session = Session()
    jobs = Jobs()
    results = Results(session, jobs)
    with tempfile.TemporaryDirectory() as folder:
        assert session.create(Path(folder) / "bench.bzn")
        made = []
        with session.change("Fill") as edit:
            made.append(fill(edit, side))
        results._pause.stop()
        parent = QWidget()
        layers = Layers(session, results, made[0], OverlayChoice((), lambda _wanted: None), parent)
        canvas = Canvas(session, made[0])
        canvas.resize(1600, 900)
        canvas.show()
        QApplication.processEvents()
        layers.take(canvas)
        found = _threats(session.snapshot(), results)
        results._set("threats", found)
        results.changed.emit()
        QApplication.processEvents()
        figures = {}
        for name, scale in (("100", 1.0), ("30", 0.3)):
            canvas.zoom_to(scale)
            canvas.centerOn(4000, 3000)
            canvas.viewport().repaint()
            figures[f"filter_{name}_ms"] = _filtered(layers, canvas)
            figures[f"heat_{name}_ms"] = _heated(layers, canvas)
        canvas.fit()
        canvas.viewport().repaint()
        figures["fit_all_ms"] = milliseconds(canvas.viewport().repaint, 5)
        figures["filter_fit_ms"] = _filtered(layers, canvas)
        figures["heat_fit_ms"] = _heated(layers, canvas)
        canvas.zoom_to(1.0)
        canvas.centerOn(4000, 3000)
        canvas.viewport().repaint()
        figures["results_ms"] = milliseconds(layers.refresh, 5)
        figures["arrive_ms"], figures["arrive_worst_ms"] = _arriving(layers)
        session.close()
    return figures


def _threats(snapshot: Snapshot, results: Results) -> Findings:
    """A threat to every third component and flow, of each severity in turn."""
    bearers = [*snapshot.of(Component), *snapshot.of(Connector)][::3]
    severities = itertools.cycle(SEVERITIES)
    records = tuple(
        {
            "id": f"t{number}",
            "title": "It can be forged",
            "severity": next(severities),
            "target": {"id": one.id, "name": one.name, "kind": one.kind},
        }
        for number, one in enumerate(bearers)
    )
    return Findings(records, snapshot.digest(kinds_read("threats", snapshot)), "now", task="threats")


def _filtered(layers: Layers, canvas: Canvas) -> float:
    filters = itertools.cycle(_FILTERS)

    def changed() -> None:
        layers.strip.show_criteria(next(filters))
        canvas.viewport().repaint()

    found = milliseconds(changed, 15)
    layers.strip.show_criteria(Criteria())
    return found


def _heated(layers: Layers, canvas: Canvas) -> float:
    def changed() -> None:
        layers.switch("risk")
        canvas.viewport().repaint()

    return milliseconds(changed, 6)


def _arriving(layers: Layers) -> tuple[float, float]:
    """How long the badges of all threats take to be drawn, and the longest that they hold anything up."""
    worst, begun = 0.0, time.perf_counter()
    step: Callable[[], object] = lambda: layers.switch("threats")  # noqa: E731 - the first of the steps
    while True:
        start = time.perf_counter()
        step()
        worst = max(worst, (time.perf_counter() - start) * 1000)
        step = QApplication.processEvents
        if not layers.arriving.under_way:
            return round((time.perf_counter() - begun) * 1000, 1), round(worst, 1)


if __name__ == "__main__":
    figures = measure(32 if "--quick" in sys.argv else 100)
    sys.stdout.write(json.dumps(figures, indent=None if "--json" in sys.argv else 1) + "\n")
