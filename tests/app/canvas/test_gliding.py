"""Panning moves a picture of what was seen; what is seen is the same as painted anew."""

import numpy as np
import pytest
from PySide6.QtCore import Qt

from app.theme import look


def seen(canvas):
    canvas.viewport().repaint()
    return canvas.viewport().grab().toImage()


def alike(image, other):
    """Whether no more than some pixels differ: a smoothed edge cut in two is rounded twice.

    Qt places letters that the rim of a window cuts a fraction of a pixel elsewhere.
    """
    first, second = (np.frombuffer(one.constBits(), np.uint8).astype(int) for one in (image, other))
    return image.size() == other.size() and (abs(first - second) > 2).sum() <= 300


def anew(canvas):
    """The same view painted from nothing."""
    canvas.scene_shown.changes += 1
    return seen(canvas)


@pytest.mark.parametrize("way", [(24, 8), (-31, 17), (0, -40), (500, 0), (5000, 3000), (-7, 0)])
@pytest.mark.parametrize("scale", [1.0, 0.3, 1.37])
def test_a_drawing_that_was_panned_looks_as_painted_anew(overview, way, scale):
    canvas, _hand = overview
    canvas.zoom_to(scale)
    seen(canvas)
    for _step in range(3):
        canvas.pan(*way)
        assert alike(seen(canvas), anew(canvas))


def test_a_change_is_seen_after_panning(bench, overview):
    canvas, _hand = overview
    canvas.zoom_to(1.0)
    before = seen(canvas)
    with bench.session.change("Rename") as edit:
        edit.set(bench.plant["component", "Historian"].id, name="Archive of values")
    after = seen(canvas)
    assert after != before
    assert after == anew(canvas)
    canvas.pan(13, 7)
    assert alike(seen(canvas), anew(canvas))


def test_another_theme_is_seen_at_once(overview):
    canvas, _hand = overview
    before = seen(canvas)
    look().use(theme="dark")
    canvas.restyle()
    assert seen(canvas) != before
    assert seen(canvas) == anew(canvas)
    look().use(theme="light")


def test_a_place_to_drop_on_is_seen_while_dragging_and_not_after(bench, overview):
    canvas, hand = overview
    pump = bench.plant["component", "Dosing pump"].id
    hand.press(*hand.middle(pump))
    hand.move(*hand.middle(bench.plant["component", "Historian"].id))
    hand.key(Qt.Key.Key_Escape)
    hand.release(*hand.middle(pump))
    canvas.select(())
    assert seen(canvas) == anew(canvas)
