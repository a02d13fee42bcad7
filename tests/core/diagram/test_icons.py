import json
from importlib.util import find_spec
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QRawFont

from app.canvas.brush import path_of
from core.diagram.display import Icon
from core.diagram.icons import UNITS, icon_names, icon_of, outline, placed_outline
from core.diagram.places import SHAPES
from core.model import KINDS, Bus, Component, Device, HardwareInterface, InterfaceType, Medium, Node, Role


def test_every_kind_role_and_device_has_an_outline():
    elements = [kind(id="x") for kind in SHAPES if KINDS[kind.kind] is kind]
    elements += [Component(id="x", role=role) for role in Role]
    elements += [Node(id="x", device=device) for device in Device]
    elements += [Bus(id="x", medium=medium) for medium in Medium]
    elements += [HardwareInterface(id="x", interface=one) for one in InterfaceType]
    assert {icon_of(element) for element in elements} <= icon_names()


@pytest.mark.parametrize("name", sorted(icon_names()))
def test_outlines_lie_in_their_square_and_are_closed(name):
    steps = outline(name)
    points = [point for step in steps for point in step.points]
    assert all(-0.01 <= point.x <= UNITS + 0.01 and -0.01 <= point.y <= UNITS + 0.01 for point in points)
    moves = sum(step.verb == "move" for step in steps)
    assert moves == sum(step.verb == "close" for step in steps) > 0


def test_a_placed_outline_fills_its_square():
    points = [
        point
        for step in placed_outline(Icon("mdi6.cube-outline", 100, 50, 48, "node.text"))
        for point in step.points
    ]
    box = QRectF(100, 50, 48, 48)
    assert all(box.contains(point.x, point.y) for point in points)
    assert max(point.x for point in points) - min(point.x for point in points) > 30


def test_outlines_fill_what_the_font_fills(qapp):
    package = find_spec("qtawesome")
    folder = Path(package.origin).parent / "fonts"
    characters = json.loads((folder / "materialdesignicons6-webfont-charmap-6.9.96.json").read_text())
    raw = QRawFont(str(folder / "materialdesignicons6-webfont-6.9.96.ttf"), 240)
    for name in sorted(icon_names()):
        (glyph,) = raw.glyphIndexesForString(chr(int(characters[name.removeprefix("mdi6.")], 16)))
        expected = raw.pathForGlyph(glyph).translated(0, 240 * 448 / 512)
        found = path_of(placed_outline(Icon(name, 0, 0, 240, "node.text")))
        for x in range(5, 240, 23):
            for y in range(5, 240, 23):
                near = [QPointF(x + dx, y + dy) for dx in (-2, 2) for dy in (-2, 2)]
                if len({expected.contains(point) for point in near}) == 1:
                    assert found.contains(QPointF(x, y)) == expected.contains(QPointF(x, y)), (name, x, y)
