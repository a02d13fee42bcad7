"""Drawings on sheets of paper, printed and shown before that: in the light theme, in points."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from app.canvas.brush import qrect, text_font
from app.canvas.picture import Pace, paint_drawing, unheard
from app.theme import colour, look
from core.diagram import Drawing
from core.diagram.display import Rect
from core.diagram.paper import OVERLAP, Sheet, Way, sheets
from core.ground.words import _

PAPERS = {"A4": (595.0, 842.0), "A3": (842.0, 1191.0), "Letter": (612.0, 792.0), "Legal": (612.0, 1008.0)}
"""Width and height of upright papers in points."""

MARGIN = 36.0
"""What printers leave free at each side, and a little more, in points."""

_AIR = 8.0
"""Free px around a drawing."""


@dataclass(frozen=True, slots=True)
class Paper:
    """Which paper, which way it lies, and how drawings come onto it."""

    name: str = "A4"
    across: bool = True
    way: Way = Way.FIT

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in points."""
        wide, high = PAPERS[self.name]
        return (high, wide) if self.across else (wide, high)


@dataclass(frozen=True, slots=True)
class Leaf:
    """One printed page: the drawing, what of it is on the page, and which page of the drawing it is."""

    drawing: Drawing
    name: str
    sheet: Sheet
    number: int
    count: int


def leaves(drawings: Sequence[tuple[str, Drawing]], paper: Paper) -> tuple[Leaf, ...]:
    """The pages of drawings with their names, in order; a drawing on which nothing is has none."""
    wide, high = paper.size
    room = Rect(MARGIN, MARGIN, wide - 2 * MARGIN, high - 2 * MARGIN)
    found = []
    for name, drawing in drawings:
        if drawing.items:
            made = sheets(drawing.bounds.grown(_AIR), room, paper.way)
            found += [Leaf(drawing, name, sheet, number + 1, len(made)) for number, sheet in enumerate(made)]
    return tuple(found)


def paint_leaves(
    painter: QPainter, chosen: Iterable[Leaf], paper: Paper, origin: str, tell: Pace = unheard
) -> Iterable[Leaf]:
    """Paint pages one after the other in points, each when it is asked for; `origin` stands in each head.

    It can be done in any thread. What `tell` raises, as it hears how far a page is, ends the work.
    """
    for leaf in chosen:
        with look().lent("light"):
            _paint(painter, leaf, paper, origin, tell)
        yield leaf


def _paint(painter: QPainter, leaf: Leaf, paper: Paper, origin: str, tell: Pace) -> None:
    sheet = leaf.sheet
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    _head(painter, leaf, paper, origin)
    painter.save()
    painter.setClipRect(qrect(sheet.place))
    scale = sheet.place.width / sheet.source.width
    painter.translate(sheet.place.x, sheet.place.y)
    painter.scale(scale, scale)
    painter.translate(-sheet.source.x, -sheet.source.y)
    seen = tuple(item for item in leaf.drawing.items if item.bounds.touches(sheet.source))
    paint_drawing(painter, replace(leaf.drawing, items=seen, working=None), tell)
    painter.restore()
    _cuts(painter, sheet)


def _head(painter: QPainter, leaf: Leaf, paper: Paper, origin: str) -> None:
    """The name of the diagram at the left, where it comes from at the right, a line below."""
    wide, _high = paper.size
    band = QRectF(MARGIN, MARGIN, wide - 2 * MARGIN, 18)
    page = ""
    if leaf.count > 1:
        page = _("sheet {number} of {count}, row {row}, column {column}").format(
            number=leaf.number, count=leaf.count, row=leaf.sheet.row + 1, column=leaf.sheet.column + 1
        )
    right = " · ".join(part for part in (origin, page) if part)
    small, bold = text_font(8, False, False), text_font(11, True, False)
    taken = QFontMetricsF(small).horizontalAdvance(right) + 12
    painter.setPen(colour("text.primary"))
    painter.setFont(bold)
    name = QFontMetricsF(bold).elidedText(
        leaf.name, Qt.TextElideMode.ElideRight, max(band.width() - taken, 80)
    )
    painter.drawText(band, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), name)
    painter.setPen(colour("text.secondary"))
    painter.setFont(small)
    painter.drawText(band, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), right)
    painter.setPen(QPen(colour("line.default"), 0.5))
    painter.drawLine(QPointF(band.left(), band.bottom() + 2), QPointF(band.right(), band.bottom() + 2))


def _cuts(painter: QPainter, sheet: Sheet) -> None:
    """Marks outside a tile where it is cut to be joined to its neighbours: the middle of the overlap."""
    place, half, long = sheet.place, OVERLAP / 2, 9.0
    painter.setPen(QPen(colour("text.primary"), 0.5))
    for side, x in (("left", place.x + half), ("right", place.right - half)):
        if side in sheet.joins:
            painter.drawLine(QPointF(x, place.y - 1), QPointF(x, place.y - long))
            painter.drawLine(QPointF(x, place.bottom + 1), QPointF(x, place.bottom + long))
    for side, y in (("top", place.y + half), ("bottom", place.bottom - half)):
        if side in sheet.joins:
            painter.drawLine(QPointF(place.x - 1, y), QPointF(place.x - long, y))
            painter.drawLine(QPointF(place.right + 1, y), QPointF(place.right + long, y))
