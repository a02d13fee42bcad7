"""A drawing in high contrast: black fills, borders of 2 px, and hatches where a tint carried a meaning.

Colours are the theme's; this is about form alone (LOOK, section 8), so that nothing hangs on a tint.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from core.diagram.display import Mark, Shape, Stroke
from core.diagram.geometry import bounds_of

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

_TINY = 7.0
"""Lower than this, pips and short ends keep their fine lines."""

_BAND = 8.0
"""Strokes from this width on are bands."""


def contrasted(marks: Iterable[Mark]) -> Iterator[Mark]:
    """The marks as they are painted in high contrast; words and icons stay as they are."""
    for mark in marks:
        if isinstance(mark, Shape):
            yield from _shape(mark)
        else:
            yield mark


def _shape(shape: Shape) -> Iterator[Mark]:
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
