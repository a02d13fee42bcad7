"""What gestures on the sample cost the window, and how long each holds up its event loop.

`python tests/bench/gestures.py --json [--quick]` prints one JSON object. `_ms` is the time of a step on the
processor, in this thread, until all that it brings about has been done; `_hold_ms` is the longest turn of
the event loop among it, in which keys and clicks are not heard. All are medians; `load` says how many
processes wanted to run at the end.
"""

import itertools
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.desktop import make_window
from app.session.preferences import Preferences
from app.theme import look
from app.window.pages import Page
from app.window.window import Window
from core.model import Component, Diagram

SAMPLE = Path(__file__).resolve().parents[2] / "samples" / "water-treatment"

_AFTER = 0.4
"""Seconds for which is looked at what a step brings about."""

_LEFT, _NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


class Course:
    """Figures by name, of every time that a step was done."""

    def __init__(self) -> None:
        self.found: dict[str, list[float]] = {}

    def step(self, name: str, do: Callable[[], object], after: float = 0.0) -> None:
        """Do a step, and hear what it brings about for so many seconds."""
        turns = [_cost(do), _cost(QApplication.processEvents)]
        until = time.perf_counter() + after
        while time.perf_counter() < until:
            turns.append(_cost(QApplication.processEvents))
            time.sleep(0.001)
        self.found.setdefault(f"{name}_ms", []).append(sum(turns))
        self.found.setdefault(f"{name}_hold_ms", []).append(max(turns))

    def medians(self) -> dict[str, float]:
        """The median of each."""
        return {name: round(statistics.median(times), 1) for name, times in self.found.items()}


def _cost(do: Callable[[], object]) -> float:
    begun = time.thread_time()
    do()
    return (time.thread_time() - begun) * 1000


def measure(rounds: int) -> dict[str, float]:
    """All figures, of so many rounds."""
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    course = Course()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["BARTIZAN_HOME"] = folder
        window = make_window(Preferences(motion=False))
        window.resize(1600, 1000)
        window.show()
        assert window.session.create_from_text(Path(folder) / "sample.bzn", SAMPLE)
        window.results._pause.setInterval(10**8)  # what runs beside the window is no part of a gesture
        window.activateWindow()
        _settle(1.0)
        for _round in range(rounds):
            _drag(window, course)
            _type(window, course)
            course.step("undo", window.session.undo, _AFTER)
            course.step("redo", window.session.redo, _AFTER)
            course.step("undo", window.session.undo, _AFTER)
        _pages(window, course, rounds)
        for theme in itertools.islice(itertools.cycle(("dark", "light")), 2 * ((rounds + 1) // 2)):
            course.step("theme", lambda theme=theme: look().use(theme=theme), _AFTER)
        window.end()
        window.close()
    return {**course.medians(), "load": round(os.getloadavg()[0], 1)}


def _drag(window: Window, course: Course) -> None:
    """Take hold of a component, move it by some steps, and let it go."""
    canvas = window.shown.canvas()
    assert canvas is not None
    component = next(one for one in window.session.snapshot().of(Component) if _drawn(canvas, one.id))
    item = canvas.scene_shown.find(component.id)
    assert item is not None
    place, view = canvas.mapFromScene(item.outline().center()), canvas.viewport()
    QTest.mouseMove(view, place)
    _settle(0.2)
    course.step("press", lambda: QTest.mousePress(view, _LEFT, _NONE, place), _AFTER)
    for step in range(12):
        there = place + QPoint(6 * step + 6, 3 * step)
        course.step("move", lambda there=there: QTest.mouseMove(view, there))
    course.step("release", lambda: QTest.mouseRelease(view, _LEFT, _NONE, place + QPoint(72, 33)), _AFTER)
    course.step("undo", window.session.undo, _AFTER)


def _type(window: Window, course: Course) -> None:
    """Connect a new element to the one that is selected."""
    canvas = window.shown.canvas()
    assert canvas is not None
    canvas.setFocus()
    course.step("tab", lambda: QTest.keyClick(canvas, Qt.Key.Key_Tab), _AFTER)
    assert canvas.creating.typing is not None
    for letter in "valve":
        course.step("letter", lambda letter=letter: QTest.keyClicks(_focus(), letter), 0.1)
    course.step("enter", lambda: QTest.keyClick(_focus(), Qt.Key.Key_Return), _AFTER)


def _pages(window: Window, course: Course, rounds: int) -> None:
    """Go from one diagram to another and back, both of which have been opened."""
    pages = [Page("diagram", one.id) for one in window.session.snapshot().of(Diagram)[:2]]
    for page in pages:
        window.pages.show_page(page)
        _settle(0.5)
    for page in itertools.islice(itertools.cycle(pages), 2 * rounds):
        course.step("page", lambda page=page: window.pages.show_page(page), _AFTER)


def _focus() -> object:
    return QApplication.activePopupWidget() or QApplication.focusWidget()


def _drawn(canvas: object, element_id: str) -> bool:
    item = canvas.scene_shown.find(element_id)
    return item is not None and item.item.layer == 3


def _settle(seconds: float) -> None:
    until = time.perf_counter() + seconds
    while time.perf_counter() < until:
        QApplication.processEvents()
        time.sleep(0.002)


if __name__ == "__main__":
    figures = measure(2 if "--quick" in sys.argv else 5)
    sys.stdout.write(json.dumps(figures, indent=None if "--json" in sys.argv else 1) + "\n")
