"""Colours and fonts on paper: the light theme's roles and the shipped fonts, embedded."""

import json
from functools import cache

from reportlab.lib.colors import Color, HexColor
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from core.diagram.metrics import face_name
from core.ground.resources import resource_folder


def colour(role: str) -> Color:
    """The colour of a role in the light theme."""
    return _colours()[role]


@cache
def font(bold: bool = False, mono: bool = False) -> str:
    """The name of a shipped font, registered for embedding at its first use."""
    name = face_name(bold, mono)
    pdfmetrics.registerFont(TTFont(name, str(resource_folder("fonts") / f"{name}.ttf")))
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
def _colours() -> dict[str, Color]:
    text = (resource_folder("theme") / "tokens.json").read_text(encoding="utf-8")
    return {role: HexColor(value) for role, value in json.loads(text)["themes"]["light"].items()}
