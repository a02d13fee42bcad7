"""Colours and fonts on paper: the roles of a theme, of the light one by default, and the shipped fonts."""

import json
from collections.abc import Mapping
from functools import cache

from reportlab.lib.colors import Color, HexColor
from reportlab.pdfbase import pdfmetrics

from core.diagram.metrics import face_name
from core.ground.resources import resource_folder
from core.reports.fonts import ShippedFont

THEMES = ("light", "dark", "high_contrast")
"""The themes that a picture can be in."""


def colour(role: str, theme: str = "light") -> Color:
    """The colour of a role in a theme."""
    return _colours(theme)[role]


@cache
def values(theme: str) -> Mapping[str, str]:
    """The value of each role in a theme, as sRGB in hexadecimal."""
    tokens = json.loads((resource_folder("theme") / "tokens.json").read_text(encoding="utf-8"))
    found: Mapping[str, str] = tokens["themes"][theme]
    return found


@cache
def font(bold: bool = False, mono: bool = False) -> str:
    """The name of a shipped font, registered for embedding at its first use."""
    name = face_name(bold, mono)
    pdfmetrics.registerFont(ShippedFont(name, str(resource_folder("fonts") / f"{name}.ttf")))
    return name


def register_fonts() -> None:
    """Make all shipped fonts known, and the plain one the family that bold text refers to."""
    for bold in (False, True):
        for mono in (False, True):
            font(bold, mono)
    for family in (font(), font(mono=True)):
        mono = family != font()
        pdfmetrics.registerFontFamily(
            family,
            normal=family,
            bold=font(bold=True, mono=mono),
            italic=family,
            boldItalic=font(bold=True, mono=mono),
        )


@cache
def _colours(theme: str) -> dict[str, Color]:
    return {role: HexColor(value) for role, value in values(theme).items()}
