import dataclasses

import pytest

from core.diagram import draw
from core.diagram.contrast import BORDER, contrasted
from core.diagram.display import Rect, Shape, Stroke, Text
from core.diagram.geometry import bounds_of, box
from core.diagram.metrics import width
from core.diagram.overlay import Overlays
from tests.core.diagram.plant import overlays, plant

PLANT = plant()


def shapes(name, extra=None):
    drawing = draw(PLANT.snapshot, PLANT["diagram", name].id, extra or overlays(PLANT))
    return [mark for item in drawing.items for mark in contrasted(item.marks) if isinstance(mark, Shape)]


@pytest.mark.parametrize("name", ["Plant overview", "Control hardware", "Dosing behaviour"])
def test_fills_are_black_and_borders_wide(name):
    for shape in shapes(name):
        assert not (shape.fill or "").endswith(".tint")
        assert shape.fill not in ("surface.raised", "surface.selected")
        height = bounds_of(point for step in shape.steps for point in step.points).height
        if shape.stroke is not None and shape.stroke.role.endswith(".border") and height >= 7:
            assert shape.stroke.width >= BORDER


def test_what_was_added_removed_or_changed_is_told_apart_by_hatches():
    names = {"added": "Operator HMI", "removed": "Dosing controller", "changed": "Level controller"}
    differences = {PLANT["component", name].id: difference for difference, name in names.items()}
    found = {
        shape.stroke.role: shape.hatch
        for shape in shapes("Plant overview", Overlays(differences=differences))
        if shape.hatch
    }
    assert set(found) == {"diff.added.text", "diff.removed.text", "diff.changed.text"}
    assert len(set(found.values())) == 3


def test_a_hatched_shape_keeps_its_border():
    shape = Shape(box(Rect(0, 0, 100, 50)), "diff.added.tint", Stroke("node.border", 1.25))
    ground, border = contrasted([shape])
    assert (ground.fill, ground.hatch > 0) == ("surface.canvas", True)
    assert border == dataclasses.replace(shape, fill=None, stroke=Stroke("node.border", BORDER))


def test_the_band_of_a_conduit_becomes_ties():
    band = Shape(box(Rect(0, 0, 100, 0)), stroke=Stroke("line.subtle", 12.0))
    [found] = contrasted([band])
    assert (found.stroke.width, bool(found.stroke.dash)) == (12.0, True)


def test_words_over_a_hatch_stand_on_plates():
    hatched = Shape(box(Rect(0, 0, 100, 50)), "diff.added.tint", Stroke("node.border", 1.25))
    name = Text(10, 30, "Inlet pump", "node.text", 12, bold=True)
    *_body, plate, found = contrasted([hatched, name])
    area = bounds_of(point for step in plate.steps for point in step.points)
    assert (found, plate.fill) == (name, "surface.canvas")
    assert area.x < 10
    assert area.right > 10 + width("Inlet pump", 12, bold=True)
    assert list(contrasted([name])) == [name]
