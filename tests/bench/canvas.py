"""How quick the canvas is with many elements: pan, fit, move, undo, and what memory it takes.

`python tests/bench/canvas.py --json [--quick]` prints one JSON object: medians in ms, and MB. The
model has 10 000 components in 25 zones and 15 000 flows, 1 000 components with --quick. The keys
that begin with `long_` are of 400 components with 399 lines from each to one far off, on a second
canvas beside the first: there `worst` is
the slowest of all moves but the first two, for which all that stays is painted once. Text is drawn in
software on a canvas of 1600 x 900, as on a machine without graphics acceleration.

`prototype_` keys are those of a bare scene of as many items (`prototype.py`), measured in processes of
their own before and after ours, of which the better counts; `ratio_` says how many times as long ours
takes. `load` is how many processes wanted to run at the end: with more than the machine has cores, the
ratios say more than the times.
"""

import json
import math
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from app.canvas.canvas import Canvas
from app.gestures.connect import Connect
from app.gestures.move import Move
from app.gestures.nudging import nudge
from app.session.session import Session
from app.theme import look
from app.theme.fonts import load_fonts
from core.model import Component, Connector, Diagram, Editor, Level, Placement, Zone
from tests.bench.search import search_figures

ROUNDS = 15
_ACROSS, _DOWN = 260.0, 120.0


def fill(edit: Editor, side: int) -> str:
    """A square of components in 25 zones, each joined to the next and half of them to the one below."""
    diagram = edit.new(Diagram, name="Everything")
    part = max(side // 5, 1)
    zones = {}
    for column in range(5):
        for row in range(5):
            zone = edit.new(Zone, name=f"Zone {column}.{row}", level=Level.LEVEL_1, target_level=2)
            zones[column, row] = zone
            x, y = column * part * _ACROSS + column * 80, row * part * _DOWN + row * 80
            edit.new(
                Placement,
                owner=diagram.id,
                element=zone.id,
                x=x - 24,
                y=y - 48,
                width=part * _ACROSS - 36,
                height=part * _DOWN + 8,
            )
    grid = {}
    for column in range(side):
        for row in range(side):
            place = (min(column // part, 4), min(row // part, 4))
            component = edit.new(Component, name=f"Unit {column}.{row}", zone=zones[place].id)
            grid[column, row] = component
            x, y = column * _ACROSS + place[0] * 80, row * _DOWN + place[1] * 80
            edit.new(Placement, owner=diagram.id, element=component.id, x=x, y=y, width=176, height=52)
    for (column, row), component in grid.items():
        right, below = grid.get((column + 1, row)), grid.get((column, row + 1))
        if right is not None:
            edit.new(Connector, source=component.id, target=right.id, protocol="OPC UA", data="value")
        if below is not None and (column + row) % 2:
            edit.new(Connector, source=component.id, target=below.id, protocol="Modbus")
    return diagram.id


def fill_long(edit: Editor, count: int) -> str:
    """Components in a square grid, each joined to one far off."""
    diagram = edit.new(Diagram, name="Far apart")
    side = math.ceil(math.sqrt(count))
    made = [edit.new(Component, name=f"Unit {place}") for place in range(count)]
    for place, component in enumerate(made):
        x, y = place % side * _ACROSS, place // side * _DOWN
        edit.new(Placement, owner=diagram.id, element=component.id, x=x, y=y, width=176, height=52)
        other = made[(7 * place + 1) % count]
        if other is not component:
            edit.new(
                Connector, source=component.id, target=other.id, protocol="OPC UA", data=f"value {place}"
            )
    return diagram.id


def milliseconds(step: Callable[[], object], rounds: int = ROUNDS) -> float:
    """The median time of a step."""
    found = []
    for _round in range(rounds):
        start = time.perf_counter()
        step()
        found.append((time.perf_counter() - start) * 1000)
    return round(statistics.median(found), 2)


def measure(side: int) -> dict[str, float]:
    """All figures for a square of that many components a side."""
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    load_fonts()
    look().use(theme="light")
    session = Session()
    with tempfile.TemporaryDirectory() as folder:
        assert session.create(Path(folder) / "bench.bzn")
        made = []
        with session.change("Fill") as edit:
            made += [fill(edit, side), fill_long(edit, 400)]
        canvas, opened = _opened(session, made[0])
        found = {"open_s": opened, **_looks(canvas), **_lines(canvas), **_moves(canvas, session)}
        # The peak until here is that of the drawing the other figures are of.
        found["rss_mb"] = _peak()
        canvas.hide()
        far, found["long_open_s"] = _opened(session, made[1])
        found.update(_long_moves(far))
        found["long_rss_mb"] = _peak()
        found.update(search_figures(session))
        session.close()
    return found


def _peak() -> float:
    """The most memory that this process has taken, in MB."""
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1)


def _opened(session: Session, diagram: str) -> tuple[Canvas, float]:
    start = time.perf_counter()
    canvas = Canvas(session, diagram)
    canvas.resize(1600, 900)
    canvas.show()
    QApplication.processEvents()
    return canvas, round(time.perf_counter() - start, 2)


def _long_moves(canvas: Canvas) -> dict[str, float]:
    """What dragging one shape and all shapes costs a move, and dropping them, in ms."""
    units = [key for key, item in canvas.scene_shown.items_by_id.items() if not item.item.is_line]
    found = {}
    for name, ids in (("one", units[len(units) // 2 :][:1]), ("all", units)):
        item = canvas.scene_shown.find(ids[len(ids) // 2])
        assert item is not None
        start = item.outline().center()
        canvas.centerOn(start)
        canvas.select(ids)
        gesture = Move(canvas, ids, start)
        canvas.begin(gesture)
        steps = []
        for step in range(ROUNDS):
            begun = time.perf_counter()
            gesture.move(start + QPointF(8.0 * step, 4.0 * step), Qt.KeyboardModifier.NoModifier)
            canvas.viewport().repaint()
            steps.append((time.perf_counter() - begun) * 1000)
        begun = time.perf_counter()
        canvas.finish(start + QPointF(8.0 * ROUNDS, 0), Qt.KeyboardModifier.NoModifier)
        canvas.viewport().repaint()
        found[f"long_drop_{name}_ms"] = round((time.perf_counter() - begun) * 1000, 2)
        found[f"long_move_{name}_ms"] = round(statistics.median(steps), 2)
        found[f"long_move_{name}_worst_ms"] = round(max(steps[2:]), 2)
    return found


def _looks(canvas: Canvas) -> dict[str, float]:
    image = QImage(canvas.viewport().size(), QImage.Format.Format_RGB32)

    def painted(dx: int) -> None:
        canvas.pan(dx, dx // 3)
        canvas.viewport().repaint()

    def fitted() -> None:
        canvas.fit()
        painter = QPainter(image)
        canvas.render(painter)
        painter.end()

    found = {}
    for name, scale in (("pan_100_ms", 1.0), ("pan_30_ms", 0.3)):
        canvas.zoom_to(scale)
        canvas.centerOn(4000, 3000)
        canvas.viewport().repaint()
        found[name] = milliseconds(lambda: painted(24))
    found["fit_all_ms"] = milliseconds(fitted, 7)
    return found


def _lines(canvas: Canvas) -> dict[str, float]:
    """What drawing a line costs a move: over free ground, over a target, and where that is another one."""
    canvas.zoom_to(1.0)
    canvas.centerOn(4000, 3000)
    canvas.viewport().repaint()
    middle = QPointF(4000, 3000)
    units = [one for one in canvas.scene_shown.items_by_id.values() if one.item.layer == 3]
    near = min(units, key=lambda one: (one.outline().center() - middle).manhattanLength())
    gesture = Connect(canvas, canvas.snapshot()[near.element])
    canvas.begin(gesture)
    found: dict[str, list[float]] = {}
    for step in range(300):
        before = gesture.target
        place = near.outline().center() + QPointF(5.0 * step, 2.0 * step)
        begun = time.perf_counter()
        gesture.move(place, Qt.KeyboardModifier.NoModifier)
        cost = (time.perf_counter() - begun) * 1000
        now = gesture.target
        name = "free" if now is None else "over" if now is before else "target"
        found.setdefault(f"connect_{name}_ms", []).append(cost)
    canvas.cancel()
    return {name: round(statistics.median(costs), 2) for name, costs in found.items()}


def _moves(canvas: Canvas, session: Session) -> dict[str, float]:
    canvas.zoom_to(1.0)
    canvas.centerOn(4000, 3000)
    canvas.viewport().repaint()
    units = [
        item
        for item in canvas.scene_shown.items_by_id.values()
        if item.item.layer == 3 and not item.item.is_line
    ]
    near = sorted(units, key=lambda item: (item.outline().center() - QPointF(4000, 3000)).manhattanLength())
    none = Qt.KeyboardModifier.NoModifier
    found = {}
    for name, count in (("move_1_ms", 1), ("move_50_ms", 50)):
        ids = [item.element for item in near[:count]]
        start = near[0].outline().center()
        canvas.select(ids)
        gesture = Move(canvas, ids, start)
        canvas.begin(gesture)
        step = [0.0]

        def moved(gesture: Move = gesture, start: QPointF = start, step: list[float] = step) -> None:
            step[0] += 8.0
            gesture.move(start + QPointF(step[0] % 64, step[0] % 24), none)
            canvas.viewport().repaint()

        found[name] = milliseconds(moved)
        canvas.cancel()
    ids = [item.element for item in near[:1000]]
    nudge(canvas, ids, 8, 0)
    steps = [session.undo, session.redo]

    def undone() -> None:
        steps[0]()
        steps.reverse()
        canvas.viewport().repaint()

    found["undo_1000_ms"] = milliseconds(undone, 4)
    return found


def prototype(side: int) -> dict[str, float]:
    """The figures of the bare scene."""
    script = Path(__file__).with_name("prototype.py")
    done = subprocess.run([sys.executable, str(script), str(side)], capture_output=True, check=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def compared(side: int) -> dict[str, float]:
    """Our figures with those of the prototype beside them, and the ratios."""
    before, ours, after = prototype(side), measure(side), prototype(side)
    bare = {key: min(before[key], after[key]) for key in before}
    found = dict(ours)
    found["load"] = round(os.getloadavg()[0], 1)
    found.update({f"prototype_{key}": value for key, value in bare.items()})
    ratios = {key.rsplit("_", 1)[0]: ours[key] / value for key, value in bare.items()}
    found.update({f"ratio_{name}": round(ratio, 2) for name, ratio in ratios.items()})
    return found


if __name__ == "__main__":
    figures = compared(32 if "--quick" in sys.argv else 100)
    sys.stdout.write(json.dumps(figures, indent=None if "--json" in sys.argv else 1) + "\n")
