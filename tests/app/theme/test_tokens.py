"""The colours keep what they promise, and nothing outside the theme room names one."""

import re
from pathlib import Path

import pytest

from app.theme.tokens import THEMES, contrast, tokens
from core.ground.resources import resource_folder

TREE = Path(__file__).resolve().parents[3]


def test_black_on_white_has_the_contrast_that_wcag_names():
    assert round(contrast("#000000", "#FFFFFF"), 2) == 21.0
    assert round(contrast("#777777", "#FFFFFF"), 2) == 4.48
    assert contrast("#123456", "#123456") == 1.0


@pytest.mark.parametrize("theme", THEMES)
def test_every_pair_holds_its_contrast(theme):
    colours = tokens().themes[theme]
    pairs = [pair for pair in tokens().pairs if pair.theme == theme]
    weak = [pair for pair in pairs if contrast(colours[pair.front], colours[pair.back]) < pair.minimum]
    assert len(pairs) > 1000
    assert weak == []


def test_every_theme_has_every_role():
    assert {frozenset(tokens().themes[theme]) for theme in THEMES} == {frozenset(tokens().themes["light"])}


def test_every_role_that_carries_meaning_is_in_a_pair():
    in_pairs = {role for pair in tokens().pairs for role in (pair.front, pair.back)}
    assert set(tokens().themes["light"]) - in_pairs - set(tokens().decorative) == set()


def test_no_colour_is_written_outside_the_theme_room():
    literal = re.compile(r"#[0-9A-Fa-f]{6}\b|#[0-9A-Fa-f]{3}\b(?=[\"'])|\bQt\.GlobalColor\.(?!transparent\b)")
    files = [
        *(file for file in (TREE / "app").rglob("*.py") if TREE / "app" / "theme" not in file.parents),
        *(TREE / "core" / "diagram").rglob("*.py"),
        resource_folder("theme") / "desktop.qss",
    ]
    assert [str(file) for file in files if literal.search(file.read_text(encoding="utf-8"))] == []
