"""What holds of the drawing holds where a px of the window is one and a half of the screen, or two."""

import os
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QImage

from app.canvas.picture import image_of
from app.session.minimap_choice import minimap_choice
from tests.app.canvas.test_gliding import alike, anew, seen

GRID = 8
"""What is dragged may snap so far away."""

TREE = Path(__file__).resolve().parents[3]


def child():
    """Whether this is the run with another ratio, which the tests below start."""
    return "QT_SCALE_FACTOR" in os.environ


@pytest.mark.skipif(child(), reason="this is the run with another ratio")
@pytest.mark.parametrize("ratio", [pytest.param("1.5", marks=pytest.mark.slow), "2"])
def test_what_holds_at_ratio_1_holds_at_others(ratio):
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-n", "0", __file__]
    surroundings = {**os.environ, "QT_SCALE_FACTOR": ratio, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        command, cwd=TREE, env=surroundings, capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stdout[-4000:]


def test_the_ratio_is_the_one_asked_for(overview):
    canvas, _hand = overview
    assert canvas.devicePixelRatioF() == float(os.environ.get("QT_SCALE_FACTOR", "1"))


def test_pictures_kept_of_a_drawing_have_the_pixels_of_the_screen(overview, qtbot):
    canvas, _hand = overview
    minimap_choice().show(True)
    ratio = canvas.devicePixelRatioF()
    canvas.viewport().repaint()
    wanted = canvas.viewport().size() * ratio
    for picture in (canvas._gliding._picture, canvas.picture()):
        assert (picture.size(), picture.devicePixelRatio()) == (wanted, ratio)
    chart = canvas.afloat.map
    qtbot.waitUntil(lambda: not chart.picture.pixmap.isNull())
    assert chart.picture.pixmap.devicePixelRatio() == ratio
    minimap_choice().show(False)


@pytest.mark.parametrize("scale", [1.0, 0.3])
def test_a_drawing_that_was_panned_looks_as_painted_anew(overview, scale):
    canvas, _hand = overview
    canvas.zoom_to(scale)
    seen(canvas)
    for way in ((24, 8), (-31, 17), (-6, -40), (5000, 3000)):
        canvas.pan(*way)
        assert alike(seen(canvas), anew(canvas))


def test_what_is_dragged_follows_the_pointer(bench, overview):
    _canvas, hand = overview
    pump = bench.plant["component", "Dosing pump"].id
    before = hand.middle(pump)
    hand.press(*before)
    hand.move(before[0] + 80, before[1] + 48)
    hand.move(before[0] + 96, before[1] + 48)
    after = hand.middle(pump)
    assert abs(after[0] - before[0] - 96) <= GRID
    assert abs(after[1] - before[1] - 48) <= GRID
    hand.key(Qt.Key.Key_Escape)
    hand.release(*before)


def test_the_drawing_is_as_sharp_as_its_picture_of_that_ratio(overview):
    """Letters painted small and stretched would differ from those painted at the ratio."""
    canvas, _hand = overview
    canvas.select(())
    ratio = canvas.devicePixelRatioF()
    area = canvas.scene_shown.extent()
    canvas.centerOn(area.center())
    canvas.viewport().repaint()
    seen = canvas.viewport().grab().toImage()
    item = max(
        (one for one in canvas.scene_shown.items_by_id.values() if one.item.layer == 3),
        key=lambda one: len(one.item.spoken),
    )
    inside = item.outline().adjusted(4, 4, -4, -4)
    corner = canvas.mapFromScene(inside.topLeft())
    size = inside.size().toSize() * ratio
    shown = seen.copy(QRect(corner * ratio, size))
    whole = image_of(canvas.scene_shown.drawing, ratio)
    painted = whole.copy(QRect(_place(canvas, inside.topLeft(), ratio), size))
    assert edges(shown) > 0.85 * edges(painted)


def _place(canvas, point, ratio) -> QPoint:
    bounds = canvas.scene_shown.drawing.bounds.grown(16)
    return ((point - QPointF(bounds.x, bounds.y)) * ratio).toPoint()


def edges(image: QImage) -> float:
    """How steeply grey changes from pixel to pixel: what stretching a picture makes soft."""
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    total = 0
    for y in range(grey.height()):
        row = bytes(grey.constScanLine(y))[: grey.width()]
        total += sum((one - other) ** 2 for one, other in pairwise(row))
    return float(total)
