"""A drawing in high contrast: black fills, borders of 2 px, and hatches where a tint carried a meaning.

Colours are the theme's; this is about form alone (LOOK, section 8), so that nothing hangs on a tint.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from core.diagram.display import Drawing, Icon, Mark, Rect, Shape, Stroke, Text
from core.diagram.geometry import bounds_of, box
from core.diagram.metrics import width

BORDER = 2.0
"""The least width of a border."""

TIES = (1.5, 6.5)
"""How the band of a conduit is drawn: as ties across its flow."""

_GROUND = "surface.canvas"
_HATCHES = {
    "diff.added.tint": ("diff.added.text", 12.0),
    "diff.changed.tint": ("diff.changed.text", 8.0),
    "diff.removed.tint": ("diff.removed.text", 4.0),
    "surface.selected": ("accent.mark", 8.0),
}
"""What a tint becomes: the colour of the hatch, and the distance of its lines."""

_SMALL = 24.0
"""Tags lower than this carry a sign, which a hatch would blur."""

_WORDS = ("node.", "text.", "syntax.", "status.")
"""What stands on plates: names, icons and facts, not the signs in marks and badges."""

_SIGN = 10.0
"""The size up to which a word in the colour of a status is a sign in a mark, which has its own ground."""

_TINY = 7.0
"""Lower than this, pips and short ends keep their fine lines."""

_BAND = 8.0
"""Strokes from this width on are bands."""


def contrasted(marks: Iterable[Mark]) -> Iterator[Mark]:
    """The marks of one item as they are painted in high contrast.

    Words and icons stay as they are; over a hatch they stand on plates, so that they can be read.
    """
    hatched = False
    for mark in marks:
        if isinstance(mark, Shape):
            found = list(_shape(mark))
            hatched = hatched or any(shape.hatch for shape in found)
            yield from found
            continue
        if hatched and mark.role.startswith(_WORDS) and not _is_sign(mark):
            yield Shape(box(_plate(mark)), _GROUND, smallest=mark.smallest, largest=mark.largest)
        yield mark


def contrasted_drawing(drawing: Drawing) -> Drawing:
    """The drawing as it is painted in high contrast."""
    items = tuple(replace(item, marks=tuple(contrasted(item.marks))) for item in drawing.items)
    return Drawing(drawing.diagram, items, drawing.bounds)


def _is_sign(mark: Text | Icon) -> bool:
    return mark.badge or (mark.role.startswith("status.") and mark.size <= _SIGN)


def _plate(mark: Text | Icon) -> Rect:
    """The area of a word or an icon at full size, with a little room."""
    if isinstance(mark, Icon):
        return Rect(mark.x, mark.y, mark.size, mark.size).grown(2)
    wide = width(mark.text, mark.size, mark.bold, mark.mono)
    left = mark.x - {"left": 0.0, "centre": wide / 2, "right": wide}[mark.anchor]
    return Rect(left, mark.baseline - mark.size * 0.8, wide, mark.size).grown(2)


def _shape(shape: Shape) -> Iterator[Shape]:
    stroke = None if shape.stroke is None else _stroke(shape.stroke, tiny=_height(shape) < _TINY)
    hatch = _HATCHES.get(shape.fill or "")
    if hatch is not None and _height(shape) >= _SMALL:
        role, distance = hatch
        yield replace(shape, fill=_GROUND, stroke=Stroke(role), hatch=distance)
        if stroke is not None:
            yield replace(shape, fill=None, stroke=stroke)
        return
    tinted = hatch is not None or shape.fill in ("surface.raised", "accent.tint")
    yield replace(shape, fill=_GROUND if tinted else shape.fill, stroke=stroke)


def _stroke(stroke: Stroke, tiny: bool) -> Stroke:
    if tiny and stroke.width < _BAND:
        return stroke
    if stroke.role.endswith(".border") or stroke.role == "line.control":
        return replace(stroke, width=max(stroke.width, BORDER))
    if stroke.width >= _BAND:
        return replace(stroke, dash=TIES)
    return stroke


def _height(shape: Shape) -> float:
    return bounds_of(point for step in shape.steps for point in step.points).height
