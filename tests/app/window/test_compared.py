"""A comparison on the screen shows in every theme where what moved was, and explains how."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPointF

from app.theme import look
from app.window.compared import Compared
from core.ground.resources import sample_folder
from core.model import Diagram, Placement
from core.project import read_text
from tests.core.project.sides import having


@pytest.fixture(params=["light", "dark", "high_contrast"])
def any_theme(request, qapp):
    look().use(theme=request.param, scale=1.0)
    yield request.param
    look().use(theme="light", scale=1.0)


def test_the_place_that_a_shape_has_left_is_outlined_and_the_legend_says_so(any_theme, qtbot):
    before = read_text(sample_folder("water-treatment"))
    diagram = next(one for one in before.of(Diagram) if one.name == "Plant overview")
    shape = next(one for one in before.of(Placement) if before[one.element].name == "Historian")
    after = having(before, replace(shape, x=shape.x + 400))
    seen = []
    for old in (before, after):
        shown = Compared()
        qtbot.addWidget(shown)
        shown.resize(1600, 900)
        shown.show_models(old, after)
        shown.show()
        qtbot.waitExposed(shown)
        shown.diagrams.setCurrentIndex(shown.diagrams.findData(diagram.id))
        canvas = shown.canvas
        canvas.zoom_to(1.0)
        corner = QPointF(shape.x + 60, shape.y)
        canvas.centerOn(corner)
        spot = canvas.mapFromScene(corner)
        picture = canvas.viewport().grab().toImage()
        row = [picture.pixelColor(spot.x() + x, spot.y()).lightness() for x in range(40)]
        seen.append((max(row) - min(row) > 60, "⬚ place before" in shown._legend.text()))
    assert seen == [(True, True), (False, False)]
