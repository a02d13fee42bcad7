"""Whatever changes the look is painted without being asked: paint events are counted, nothing is grabbed."""

from contextlib import contextmanager
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication

from app.gestures.locking import lock_or_unlock
from app.theme import look
from core.diagram import Overlays, Threats
from core.diagram.comparing import overlays_between
from core.diagram.heat import Heat
from core.model import Edit


class Paints(QObject):
    """Counts how often a widget is painted."""

    def __init__(self, widget):
        super().__init__()
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(self, watched, event):  # noqa: N802 - Qt's own name
        self.count += event.type() == QEvent.Type.Paint
        return False


def settled():
    for _turn in range(5):
        QApplication.processEvents()


@contextmanager
def painted_by(canvas):
    """What is done inside brings a paint event of the drawing; what lies on it would not do."""
    settled()
    paints = Paints(canvas.viewport())
    yield
    settled()
    assert paints.count > 0


def rename(bench, _canvas):
    with bench.session.change("Rename") as edit:
        edit.set(bench.plant["component", "Historian"].id, name="Archive")


def lock(bench, canvas):
    lock_or_unlock(canvas, [bench.plant["component", "Historian"].id])


def filter_words(bench, canvas):
    canvas.scene_shown.lay({bench.plant["component", "Historian"].id}, False, {})


def hide_others(bench, canvas):
    canvas.scene_shown.lay({bench.plant["component", "Historian"].id}, True, {})


def heat(bench, canvas):
    canvas.scene_shown.lay(None, False, {bench.plant["component", "Historian"].id: Heat(3)})


def badges(bench, canvas):
    canvas.set_overlays(Overlays(threats={bench.plant["component", "Historian"].id: Threats("high", 2)}))


def light_one(bench, canvas):
    canvas.set_overlays(Overlays(lit=frozenset({bench.plant["component", "Historian"].id})))


def compare(bench, canvas):
    now = bench.model
    historian = bench.plant["component", "Historian"]
    before = now.after((Edit(historian, replace(historian, name="Archive")),))
    canvas.set_overlays(overlays_between(before, now, canvas.diagram_id))


def theme(_bench, canvas):
    look().use(theme="dark")
    canvas.restyle()


def target(bench, canvas):
    canvas.scene_shown.mark_target(bench.plant["component", "Historian"].id)


def ghosts(bench, canvas):
    canvas.scene_shown.mark_ghosts([bench.plant["component", "Historian"].id])


def select(bench, canvas):
    canvas.select([bench.plant["component", "Historian"].id])


def undo(bench, _canvas):
    bench.session.undo()


LOOKS = [
    *(
        rename,
        lock,
        filter_words,
        hide_others,
        heat,
        badges,
        light_one,
        compare,
        theme,
        target,
        ghosts,
        select,
    ),
    undo,
]


@pytest.fixture(autouse=True)
def light():
    yield
    look().use(theme="light")


@pytest.mark.parametrize("change", LOOKS, ids=lambda change: change.__name__)
def test_what_changes_the_look_is_painted(bench, overview, change):
    canvas, _hand = overview
    if change is undo:
        rename(bench, canvas)
    with painted_by(canvas):
        change(bench, canvas)


@pytest.mark.parametrize("change", LOOKS[:-1], ids=lambda change: change.__name__)
def test_what_changes_the_look_is_painted_after_panning(bench, overview, change):
    canvas, _hand = overview
    canvas.zoom_to(0.8)
    settled()
    canvas.pan(20, 10)
    with painted_by(canvas):
        change(bench, canvas)


def test_a_drawing_that_shows_the_same_is_left_alone(bench, overview):
    canvas, _hand = overview
    settled()
    paints = Paints(canvas.viewport())
    canvas.set_overlays(canvas.overlays)
    canvas.scene_shown.lay(None, False, {})
    settled()
    assert paints.count == 0
