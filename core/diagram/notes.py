"""Notes: a page with a folded corner, whose text becomes bars where it could not be read any more."""

from core.diagram.display import Item, Mark, Rect, Shape, Spot, Stroke, Text
from core.diagram.geometry import corners, polygon, polyline
from core.diagram.lod import FULL, NAMES, NEAR_NAMES, SHAPES, size_from
from core.diagram.metrics import width, wrapped
from core.diagram.overlay import Overlay
from core.diagram.shapes import DIMMED
from core.ground.words import _
from core.model import Point, TextNote

_FOLD = 12.0
_LEFT = 10.0
_SIZE = 11.0
_LINE = 16.0


def note_item(note: TextNote, rect: Rect, depth: int, overlay: Overlay) -> Item:
    """A remark: a folded corner, no border on the right."""
    page = (
        Point(rect.x, rect.y),
        Point(rect.right - _FOLD, rect.y),
        Point(rect.right, rect.y + _FOLD),
        Point(rect.right, rect.bottom),
        Point(rect.x, rect.bottom),
    )
    corner = Point(rect.right - _FOLD, rect.y + _FOLD)
    line = Stroke("line.control", 1.0)
    text = note.text or note.name
    marks: list[Mark] = [
        Shape(polygon(page), "surface.raised"),
        Shape(polyline((page[3], page[4], page[0], page[1])), stroke=line),
        Shape(polyline((page[1], corner, page[2])), stroke=line, smallest=SHAPES),
        *_text(text, rect),
        *_small_text(text, rect),
        *_bars(text, rect),
    ]
    return Item(
        note.id,
        3,
        rect.grown(2),
        tuple(marks),
        corners(rect),
        False,
        f"{text}, {_('note')}",
        depth,
        (Spot("name", rect.grown(-6)),),
        DIMMED if overlay.dimmed else 1.0,
    )


def _lines(text: str, rect: Rect) -> list[str]:
    return wrapped(text, _SIZE, rect.width - 24, max(int((rect.height - 12) // _LINE), 1))


def _text(text: str, rect: Rect) -> list[Mark]:
    return [
        Text(rect.x + _LEFT, rect.y + 19 + _LINE * row, words, "text.secondary", _SIZE, smallest=FULL)
        for row, words in enumerate(_lines(text, rect))
    ]


def _small_text(text: str, rect: Rect) -> list[Mark]:
    """As much of the text as can be read below full size."""
    found: list[Mark] = []
    for low, high in ((NEAR_NAMES, FULL), (NAMES, NEAR_NAMES)):
        size = size_from(low)
        step = size * 1.25
        lines = wrapped(text, size, rect.width - _LEFT - 12, max(int((rect.height - 8) // step), 1))
        first = rect.centre.y + size * 0.36 - step * (len(lines) - 1) / 2
        found += [
            Text(
                rect.x + _LEFT,
                first + step * row,
                words,
                "text.secondary",
                size,
                smallest=low,
                largest=high,
            )
            for row, words in enumerate(lines)
        ]
    return found


def _bars(text: str, rect: Rect) -> list[Mark]:
    """A bar for each line, as long as its words."""
    stroke = Stroke("line.control", 3.0)
    found: list[Mark] = []
    for row, words in enumerate(_lines(text, rect) if text else ()):
        y = rect.y + 15 + _LINE * row
        ends = (Point(rect.x + _LEFT, y), Point(rect.x + _LEFT + width(words, _SIZE), y))
        found.append(Shape(polyline(ends), stroke=stroke, smallest=SHAPES, largest=NAMES))
    return found
