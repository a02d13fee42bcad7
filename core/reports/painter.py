"""Paints a display list into a PDF: what is printed is what was seen."""

import math
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from reportlab.lib.colors import Color
from reportlab.pdfbase.pdfmetrics import getFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from core.diagram.display import Drawing, Icon, Item, Mark, Rect, Shape, Step, Text, visible
from core.diagram.icons import placed_outline
from core.diagram.metrics import elided, width
from core.reports.lettering import lettered
from core.reports.palette import colour, font

Colours = Callable[[str], Color]
"""Gives the colour of a role."""

NON_ZERO = 1
"""reportlab's number for the non-zero rule, by which icon outlines are filled."""


class Picture(Flowable):  # type: ignore[misc]
    """A drawing as a vector picture, as large as fits into the width and height in points.

    It is never larger than `largest` times its size on the screen at scale 1 (1 px = 0.75 pt); `scale`
    is how many points a px of the screen becomes.
    """

    def __init__(self, drawing: Drawing, width: float, height: float, largest: float = 0.75) -> None:
        super().__init__()
        self._drawing = drawing
        self._area = drawing.bounds.grown(8)
        self.scale = min(width / self._area.width, height / self._area.height, largest)
        self.width = self._area.width * self.scale
        self.height = self._area.height * self.scale
        self.hAlign = "CENTER"

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """The room the picture takes."""
        return self.width, self.height

    def draw(self) -> None:
        """Paint the picture with its lower left corner at the origin."""
        canvas = self.canv
        canvas.saveState()
        canvas.scale(self.scale, -self.scale)
        canvas.translate(-self._area.x, -self._area.bottom)
        paint(canvas, self._drawing)
        canvas.restoreState()


def paint(canvas: Canvas, drawing: Drawing, theme: str = "light") -> None:
    """Paint all items onto a canvas whose y axis points downwards and whose unit is one px."""
    for item in drawing.items:
        _paint_item(canvas, item, partial(colour, theme=theme))


def _paint_item(canvas: Canvas, item: Item, colours: Colours) -> None:
    canvas.saveState()
    canvas.setFillAlpha(item.opacity)
    canvas.setStrokeAlpha(item.opacity)
    for mark in item.marks:
        if visible(mark, 1.0):
            _paint_mark(canvas, mark, colours)
    canvas.restoreState()


def _paint_mark(canvas: Canvas, mark: Mark, colours: Colours) -> None:
    if isinstance(mark, Shape):
        _paint_shape(canvas, mark, colours)
    elif isinstance(mark, Text):
        _paint_text(canvas, mark, colours)
    else:
        _paint_icon(canvas, mark, colours)


def _paint_shape(canvas: Canvas, shape: Shape, colours: Colours) -> None:
    if shape.fill is not None:
        canvas.setFillColor(colours(shape.fill))
        canvas.drawPath(_path(canvas, shape.steps), stroke=0, fill=1)
    if shape.hatch and shape.stroke is not None:
        _hatch(canvas, shape, colours)
    elif shape.stroke is not None:
        canvas.setStrokeColor(colours(shape.stroke.role))
        canvas.setLineWidth(shape.stroke.width)
        canvas.setDash(list(shape.stroke.dash))
        canvas.drawPath(_path(canvas, shape.steps), stroke=1, fill=0)


def _hatch(canvas: Canvas, shape: Shape, colours: Colours) -> None:
    assert shape.stroke is not None
    area = _bounds(shape.steps)
    canvas.saveState()
    canvas.clipPath(_path(canvas, shape.steps), stroke=0, fill=0)
    canvas.setStrokeColor(colours(shape.stroke.role))
    canvas.setLineWidth(shape.stroke.width)
    canvas.setDash([])
    for place in range(math.floor((area.width + area.height) / shape.hatch) + 1):
        offset = area.x + place * shape.hatch
        canvas.line(offset, area.y, offset - area.height, area.bottom)
    canvas.restoreState()


def _paint_text(canvas: Canvas, text: Text, colours: Colours) -> None:
    shown = elided(text.text, text.size, text.room, text.bold, text.mono)
    canvas.saveState()
    canvas.translate(text.x, text.baseline)
    canvas.scale(1, -1)
    canvas.setFillColor(colours(text.role))
    face = font(text.bold, text.mono)
    canvas.setFont(face, text.size)
    wide = width(shown, text.size, text.bold, text.mono)
    left = {"left": 0.0, "centre": -wide / 2, "right": -wide}[text.anchor]
    canvas.drawString(left, 0, lettered(shown, getFont(face).face.charToGlyph))
    canvas.restoreState()


def _paint_icon(canvas: Canvas, icon: Icon, colours: Colours) -> None:
    canvas.setFillColor(colours(icon.role))
    canvas.drawPath(_path(canvas, placed_outline(icon)), stroke=0, fill=1, fillMode=NON_ZERO)


def _path(canvas: Canvas, steps: Iterable[Step]) -> Any:
    path = canvas.beginPath()
    for step in steps:
        numbers = [number for point in step.points for number in (point.x, point.y)]
        if step.verb == "move":
            path.moveTo(*numbers)
        elif step.verb == "line":
            path.lineTo(*numbers)
        elif step.verb == "curve":
            path.curveTo(*numbers)
        else:
            path.close()
    return path


def _bounds(steps: Iterable[Step]) -> Rect:
    points = [point for step in steps for point in step.points]
    left, top = min(point.x for point in points), min(point.y for point in points)
    return Rect(left, top, max(point.x for point in points) - left, max(point.y for point in points) - top)
