"""How quick drags are in the window itself, with its lists, its inspector and what works behind it.

`python tests/bench/desk.py --json [--quick]` prints one JSON object: seconds until the drawing of
`canvas.py` is seen; medians, the 95th percentile and the worst in ms of the presses that begin drags, of
their steps and of their ends; and MB of this process, workers apart, by stage and at the most.
Threats have been found by then or are being looked for, as for a person who begins to draw at once. Keys
that end in `_gui_ms` are what the thread of the window itself worked, which another program on the machine
does not lengthen.
"""

import json
import math
import os
import resource
import statistics
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PySide6.QtCore import QEvent, QEventLoop, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from app.canvas.canvas import Canvas
from app.desktop import make_window
from app.session.preferences import Preferences
from app.window.window import Window
from core.model import Component
from core.project import create_project
from tests.bench.canvas import fill

DRAGS, STEPS = 6, 12
LONGEST = 600.0
"""Seconds after which nobody waits for the drawing any more."""


def rest(milliseconds: int) -> None:
    """Let the program go on for a while."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def opened(window: Window, path: Path) -> float:
    """Open the project; the seconds until its drawing is there."""
    began = time.monotonic()
    assert window.session.open(path)
    while window.shown.canvas() is None and time.monotonic() - began < LONGEST:
        rest(50)
    return time.monotonic() - began


Times = list[tuple[float, float]]
"""How long the window was busy with each of some events, in ms: by the clock, and what its thread worked."""


def drags(window: Window) -> tuple[Times, Times, Times]:
    """The times of the presses, steps and ends of some drags of one component in the middle."""
    canvas = window.shown.canvas()
    assert canvas is not None
    canvas.zoom_to(1.0)
    drawn = [
        one for one in window.session.snapshot().of(Component) if canvas.scene_shown.find(one.id) is not None
    ]
    chosen = drawn[len(drawn) // 2 + 5]
    presses, steps, ends = [], [], []
    for _drag in range(DRAGS):
        item = canvas.scene_shown.find(chosen.id)
        assert item is not None
        canvas.centerOn(item.outline().center())
        rest(500)
        place = canvas.mapFromScene(item.outline().center())
        presses.append(_timed(canvas, QEvent.Type.MouseButtonPress, place))
        steps += [
            _timed(canvas, QEvent.Type.MouseMove, place + QPoint(step * 4, step * 3))
            for step in range(1, STEPS)
        ]
        ends.append(_timed(canvas, QEvent.Type.MouseButtonRelease, place + QPoint(STEPS * 4, STEPS * 3)))
    return presses, steps, ends


def _timed(canvas: Canvas, sort: QEvent.Type, place: QPoint) -> tuple[float, float]:
    """How long the window is busy with one event of the mouse, in ms: by the clock, and its thread."""
    viewport = canvas.viewport()
    none, left = Qt.MouseButton.NoButton, Qt.MouseButton.LeftButton
    event = QMouseEvent(
        sort,
        QPointF(place),
        QPointF(viewport.mapToGlobal(place)),
        none if sort is QEvent.Type.MouseMove else left,
        none if sort is QEvent.Type.MouseButtonRelease else left,
        Qt.KeyboardModifier.NoModifier,
    )
    began, worked = time.perf_counter(), time.thread_time()
    QApplication.sendEvent(viewport, event)
    QApplication.processEvents()
    return (time.perf_counter() - began) * 1000, (time.thread_time() - worked) * 1000


def _told(name: str, times: Times) -> dict[str, float]:
    """What is told of the times of one sort of event."""
    found = {}
    for key, each in (("ms", [clock for clock, _own in times]), ("gui_ms", [own for _clock, own in times])):
        found[f"{name}_{key}"] = round(statistics.median(each), 2)
        found[f"{name}_p95_{key}"] = round(sorted(each)[max(math.ceil(0.95 * len(each)) - 1, 0)], 2)
        found[f"{name}_worst_{key}"] = round(max(each), 2)
    return found


def _memory() -> float:
    """What this process takes now, in MB."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return round(pages * os.sysconf("SC_PAGE_SIZE") / 2**20, 1)


def measure(side: int) -> dict[str, float]:
    """All figures for a square of so many components on a side."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["BARTIZAN_HOME"] = str(Path(folder) / "home")
        path = Path(folder) / "large.bzn"
        with create_project(path) as project, project.change("Fill") as edit:
            fill(edit, side)
        window = make_window(Preferences(motion=False, tour_seen=True))
        window.resize(1600, 900)
        window.show()
        empty = _memory()
        seconds = opened(window, path)
        drawn = _memory()
        rest(2000)
        presses, steps, ends = drags(window)
        return {
            "open_s": round(seconds, 2),
            **_told("drag_press", presses),
            **_told("drag_step", steps),
            **_told("drag_end", ends),
            "threats": len(window.results.threats.records),
            "window_mb": empty,
            "drawn_mb": drawn,
            "dragged_mb": _memory(),
            "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1),
            "load": round(os.getloadavg()[0], 2),
        }


def main() -> None:
    """Measure and print; what the window has going on ends with the process."""
    application = QApplication([])
    assert application is not None
    print(json.dumps(measure(20 if "--quick" in sys.argv else 100), indent=1), flush=True)
    os._exit(0)


if __name__ == "__main__":
    main()
