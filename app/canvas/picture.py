"""A drawing as an image: all of it, in the present theme, as it looks at 100 %.

It is painted from the display list alone, and so in any thread.
"""

import math
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QByteArray, QPointF
from PySide6.QtGui import QImage, QImageWriter, QPainter

from app.canvas.brush import prepared
from app.theme import colour, look
from core.diagram import Drawing
from core.ground.diagnostic import Diagnostic, Severity
from core.ground.words import _

MARGIN = 16.0
"""Free px around the drawing."""

FINE = 2.0
"""Pixels for each px of the drawing."""

_MOST = 64_000_000
"""Pixels that an image has at most; a larger drawing becomes a coarser one."""

_PACE = 50
"""So many shapes and lines are painted before somebody can stop it."""


Pace = Callable[[int, int], None]
"""Hears how many shapes and lines are painted, of how many."""


def unheard(_done: int, _all: int) -> None:
    """Nobody waits for the painting."""


def image_of(drawing: Drawing, scale: float = FINE, tell: Pace = unheard) -> QImage:
    """The image, `scale` of its pixels for each px of the drawing; fewer where it would grow too large.

    `tell` hears how many shapes and lines are painted, of how many; what it raises ends the work.
    """
    area = drawing.bounds.grown(MARGIN)
    scale = scale_of(drawing, scale)
    image = QImage(
        max(round(area.width * scale), 1), max(round(area.height * scale), 1), QImage.Format.Format_RGB32
    )
    image.fill(colour("surface.canvas"))
    image.setDotsPerMeterX(round(96 / 0.0254 * scale))
    image.setDotsPerMeterY(round(96 / 0.0254 * scale))
    painter = QPainter(image)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    painter.scale(scale, scale)
    painter.translate(QPointF(-area.x, -area.y))
    try:
        paint_drawing(painter, drawing, tell)
    finally:
        painter.end()
    return image


def scale_of(drawing: Drawing, wanted: float = FINE) -> float:
    """How many pixels there can be for each px of a drawing, `wanted` at most."""
    area = drawing.bounds.grown(MARGIN)
    return min(wanted, math.sqrt(_MOST / (area.width * area.height)))


def paint_drawing(painter: QPainter, drawing: Drawing, tell: Pace = unheard) -> None:
    """Paint all of a drawing as it looks at 100 %."""
    for number, item in enumerate(drawing.items):
        if number % _PACE == 0:
            tell(number, len(drawing.items))
        painter.setOpacity(item.opacity)
        prepared(item.marks, 1.0).paint(painter, 1.0)
    painter.setOpacity(1.0)


def write_png(place: Path, drawing: Drawing, name: str, theme: str) -> list[Diagnostic]:
    """Write the drawing as a PNG file in a theme, with its name and who wrote it; OSError where it fails.

    Gives what is to be said about it: that it is coarser than others, where it is that large.
    """
    with look().lent(theme):
        image = image_of(drawing)
    image.setText("Title", name)
    image.setText("Software", "Bartizan")
    writer = QImageWriter(str(place), QByteArray(b"png"))
    if not writer.write(image):
        raise OSError(0, writer.errorString())
    return coarseness(drawing, name)


def coarseness(drawing: Drawing, name: str) -> list[Diagnostic]:
    """Says that an image of a drawing has fewer pixels than images have; nothing where it has them all."""
    scale = scale_of(drawing)
    if scale >= FINE:
        return []
    return [
        Diagnostic(
            "picture-coarse",
            _("“{name}” is so large that its image has {scale:.2g} pixels for each of the screen").format(
                name=name, scale=scale
            ),
            hint=_("Take SVG or PDF, in which every word can be read, or a picture of what is selected."),
            severity=Severity.WARNING,
        )
    ]
