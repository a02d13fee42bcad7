"""Diagrams as pictures of their own, exact to the screen, their words as text: SVG and PDF."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from core.diagram import Drawing
from core.diagram.svg import svg
from core.ground.resources import resource_folder
from core.reports.painter import paint
from core.reports.palette import font, register_fonts

WRITTEN_BY = "Bartizan"
"""Who is named as the writer in each picture."""

MARGIN = 16.0
"""Free px around a drawing."""

_POINTS = 0.75
"""Points of one px at scale 1."""


def svg_picture(drawing: Drawing, name: str) -> str:
    """The drawing as an SVG document in the light theme, with its name as the title."""
    return svg(drawing, _light(), margin=MARGIN, title=name, written_by=WRITTEN_BY)


def write_pdf_picture(path: Path, drawing: Drawing, name: str) -> None:
    """Write the drawing as one PDF page of its own size; fonts are embedded, the same bytes each time."""
    register_fonts()
    area = drawing.bounds.grown(MARGIN)
    size = (area.width * _POINTS, area.height * _POINTS)
    canvas = Canvas(str(path), pagesize=size, invariant=1, initialFontName=font())
    canvas.setTitle(name)
    canvas.setCreator(WRITTEN_BY)
    canvas.scale(_POINTS, -_POINTS)
    canvas.translate(-area.x, -area.bottom)
    paint(canvas, drawing)
    canvas.save()


@cache
def _light() -> Mapping[str, str]:
    tokens = json.loads((resource_folder("theme") / "tokens.json").read_text(encoding="utf-8"))
    colours: Mapping[str, str] = tokens["themes"]["light"]
    return colours
