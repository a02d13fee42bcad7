"""How far the words of lines reach: below full size they are larger than on the drawing, and may leave it."""

from collections.abc import Iterable, Iterator

from PySide6.QtCore import QRectF

from app.canvas.brush import qrect
from core.diagram.display import Item, Rect, Text
from core.diagram.geometry import around, bounds_of
from core.diagram.lod import FULL, NAMES
from core.diagram.metrics import face, width


def words_reach(items: Iterable[Item]) -> QRectF:
    """The rectangle around the lines among these items with their words at every level below full size."""
    areas = [area for item in items if item.is_line for area in _areas(item)]
    return qrect(around(areas)) if areas else QRectF()


def _areas(item: Item) -> Iterator[Rect]:
    yield bounds_of(item.outline)
    for mark in item.marks:
        if isinstance(mark, Text) and not mark.badge and mark.smallest < FULL and mark.largest > NAMES:
            yield _area(mark)


def _area(text: Text) -> Rect:
    wide = min(width(text.text, text.size, text.bold, text.mono), text.room)
    left = text.x - wide * {"left": 0.0, "centre": 0.5, "right": 1.0}[text.anchor]
    known = face(text.bold, text.mono)
    above, below = known.ascent * text.size, known.descent * text.size
    return Rect(left, text.baseline - above, wide, above + abs(below))
