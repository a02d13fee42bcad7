"""Marks are told apart by shape, icons exist, and the style sheet leaves nothing unfilled."""

from itertools import combinations

import pytest
from PySide6.QtGui import QImage

from app.theme import icon, look, mark_picture
from app.theme.icons import ACTIONS, KINDS, character_map, glyph
from app.theme.kinds import DIAGRAMS, kind_icon
from app.theme.marks import MARKS
from app.theme.sheet import make_sheet
from app.theme.tokens import THEMES, tokens
from core.model import KINDS as ELEMENT_KINDS
from core.model import Bus, Component, Device, HardwareInterface, InterfaceType, Medium, Node, Role

SIZE = 24
SHAPES = [name for name in MARKS if name not in ("critical", "low", "info")]
"""One filled and one outlined shield stand for their severities; the rest have a shape each."""


def _ink(name):
    """The mark as a grid of opaque, dark and light: what a greyscale print shows of it."""
    image = mark_picture(name, SIZE).toImage().convertToFormat(QImage.Format.Format_ARGB32)
    cells = [image.pixelColor(x, y) for y in range(SIZE) for x in range(SIZE)]
    return [0 if cell.alpha() < 100 else 1 if cell.lightness() < 150 else 2 for cell in cells]


def test_marks_differ_in_shape_in_a_greyscale_print(theme):
    inks = {name: _ink(name) for name in SHAPES}
    alike = [
        (one, other)
        for one, other in combinations(SHAPES, 2)
        if sum(a != b for a, b in zip(inks[one], inks[other], strict=True)) < SIZE * SIZE * 0.06
    ]
    assert alike == []


def test_the_count_in_a_shield_is_seen(theme):
    assert mark_picture("high", 16, "3").toImage() != mark_picture("high", 16, "5").toImage()


def test_every_kind_of_element_has_an_icon(qapp):
    assert set(ELEMENT_KINDS) == set(KINDS)
    assert kind_icon(Component(id="c", role=Role.SENSOR)) == "mdi6.gauge"


def test_every_icon_is_in_the_character_map(qapp):
    variants = [
        *(Component(id="c", role=role) for role in Role),
        *(Node(id="n", device=device) for device in Device),
        *(HardwareInterface(id="i", interface=interface) for interface in InterfaceType),
        *(Bus(id="b", medium=medium) for medium in Medium),
    ]
    names = {*KINDS.values(), *DIAGRAMS.values(), *ACTIONS.values(), *map(kind_icon, variants)}
    assert len({kind_icon(variant) for variant in variants}) > 15
    assert {name for name in names if name.removeprefix("mdi6.") not in character_map()} == set()


def test_an_icon_leaves_ink_in_the_colour_asked_for(qapp):
    look().use(theme="light")
    image = glyph("component", 18, "accent.mark").toImage()
    inked = [
        image.pixelColor(x, y) for x in range(18) for y in range(18) if image.pixelColor(x, y).alpha() == 255
    ]
    assert inked
    assert {cell.name().upper() for cell in inked} == {tokens().themes["light"]["accent.mark"]}


@pytest.mark.parametrize("name", THEMES)
def test_the_style_sheet_is_filled_in(name):
    sheet = make_sheet(tokens().themes[name], 1.5, 1)
    assert "@" not in sheet
    assert "1line" not in sheet
    assert "font-size: 18px" not in make_sheet(tokens().themes[name], 1.0, 1)
    assert "font-size: 21px" in sheet


def test_an_empty_name_is_no_icon(qapp):
    assert icon("").isNull()
    assert not icon("zone").isNull()
