"""A drawing as an image: all of it, in the present theme, as it looks at 100 %.

It is painted from the display list alone, and so in any thread.
"""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QByteArray, QPointF
from PySide6.QtGui import QImage, QImageWriter, QPainter

from app.canvas.brush import prepared
from app.theme import colour
from core.diagram import Drawing

MARGIN = 16.0
"""Free px around the drawing."""

_MOST = 64_000_000
"""Pixels that an image has at most; a larger drawing becomes a coarser one."""


_PACE = 50
"""So many shapes and lines are painted before somebody can stop it."""


def _unheard(_done: int, _all: int) -> None:
    return None


def image_of(drawing: Drawing, scale: float = 2.0, tell: Callable[[int, int], None] = _unheard) -> QImage:
    """The image, `scale` of its pixels for each px of the drawing; fewer where it would grow too large.

    `tell` hears how many shapes and lines are painted, of how many; what it raises ends the work.
    """
    area = drawing.bounds.grown(MARGIN)
    scale = min(scale, (_MOST / (area.width * area.height)) ** 0.5)
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


def paint_drawing(painter: QPainter, drawing: Drawing, tell: Callable[[int, int], None] = _unheard) -> None:
    """Paint all of a drawing as it looks at 100 %."""
    for number, item in enumerate(drawing.items):
        if number % _PACE == 0:
            tell(number, len(drawing.items))
        painter.setOpacity(item.opacity)
        prepared(item.marks, 1.0).paint(painter, 1.0)
    painter.setOpacity(1.0)


def write_png(place: Path, drawing: Drawing, name: str) -> None:
    """Write the drawing as a PNG file with its name and who wrote it; OSError where it fails."""
    image = image_of(drawing)
    image.setText("Title", name)
    image.setText("Software", "Bartizan")
    writer = QImageWriter(str(place), QByteArray(b"png"))
    if not writer.write(image):
        raise OSError(0, writer.errorString())
