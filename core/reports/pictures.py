"""Diagrams as pictures of their own, exact to the screen, their words as text: SVG and PDF."""

from collections.abc import Iterator
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from core.diagram import Drawing
from core.diagram.contrast import contrasted_drawing
from core.diagram.display import Text, visible
from core.diagram.metrics import face
from core.diagram.svg import svg
from core.ground.diagnostic import Diagnostic, Severity
from core.ground.words import _
from core.reports.painter import paint
from core.reports.palette import colour, font, register_fonts, values

WRITTEN_BY = "Bartizan"
"""Who is named as the writer in each picture."""

MARGIN = 16.0
"""Free px around a drawing."""

POINTS = 0.75
"""Points of one px at scale 1."""

LARGEST = 14_400.0
"""Points that a side of a PDF page has at most (ISO 32000-1, annex C); readers show no larger one."""

_NAMED = 5
"""Texts that a remark names; there may be many more."""


def svg_picture(drawing: Drawing, name: str, theme: str = "light") -> str:
    """The drawing as an SVG document in the colours of a theme, with its name as the title."""
    return svg(_in(theme, drawing), values(theme), margin=MARGIN, title=name, written_by=WRITTEN_BY)


def write_pdf_picture(path: Path, drawing: Drawing, name: str, theme: str = "light") -> list[Diagnostic]:
    """Write the drawing as one PDF page of its own size; fonts are embedded, the same bytes each time.

    A page that would be larger than readers show is made smaller: nothing of it is lost. Gives what is
    to be said about it.
    """
    register_fonts()
    area = drawing.bounds.grown(MARGIN)
    points = min(POINTS, LARGEST / max(area.width, area.height))
    size = (area.width * points, area.height * points)
    canvas = Canvas(str(path), pagesize=size, invariant=1, initialFontName=font())
    canvas.setTitle(name)
    canvas.setCreator(WRITTEN_BY)
    if theme != "light":
        canvas.setFillColor(colour("surface.canvas", theme))
        canvas.rect(0, 0, *size, stroke=0, fill=1)
    canvas.scale(points, -points)
    canvas.translate(-area.x, -area.bottom)
    paint(canvas, _in(theme, drawing), theme)
    canvas.save()
    return list(_unset(drawing, name))


def _in(theme: str, drawing: Drawing) -> Drawing:
    return contrasted_drawing(drawing) if theme == "high_contrast" else drawing


def _unset(drawing: Drawing, name: str) -> Iterator[Diagnostic]:
    """Says which texts have letters that the shipped fonts have no sign for."""
    texts: dict[str, None] = {}
    for item in drawing.items:
        for mark in item.marks:
            if isinstance(mark, Text) and visible(mark, 1.0):
                known = face(mark.bold, mark.mono).advances
                if any(letter not in known for letter in mark.text):
                    texts[mark.text] = None
    if texts:
        named = ", ".join(f"“{text}”" for text in list(texts)[:_NAMED])
        if len(texts) > _NAMED:
            named += " …"
        yield Diagnostic(
            "picture-letters",
            _("“{name}”: the fonts in the PDF have no sign for letters of {texts}").format(
                name=name, texts=named
            ),
            hint=_("They stand there as empty boxes and can be searched for. SVG and PNG show them."),
            severity=Severity.WARNING,
        )
