"""Going from a shape to its ports and lines, from a line to its ends, and from a shape to what holds it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.gestures.growing import held_in
from core.diagram.places import BORDER
from core.model import Connector, Edge, Element, Id, Link

if TYPE_CHECKING:
    from app.canvas.canvas import Canvas

_LINES = Connector | Link | Edge


def next_part(canvas: Canvas, element_id: Id, *, forward: bool) -> Id | None:
    """The next port or line of a shape, from one of its ports the one after that; an end of a line.

    Ports come before lines, each from the top left on, and after the last one the shape itself.
    """
    element = canvas.snapshot().get(element_id)
    if isinstance(element, _LINES):
        return _drawn_end(canvas, element.target if forward else element.source)
    shape = element.owner if isinstance(element, BORDER) else element_id
    if element is None or shape is None:
        return None
    ring = [shape, *_parts(canvas, shape)]
    here = ring.index(element_id) if element_id in ring else 0
    found = ring[(here + (1 if forward else -1)) % len(ring)]
    return found if found != element_id else None


def outwards(canvas: Canvas, element_id: Id) -> Id | None:
    """The owner of a port, else the zone or container around a shape."""
    element = canvas.snapshot().get(element_id)
    return element.owner if isinstance(element, BORDER) else held_in(canvas, element_id)


def inwards(canvas: Canvas, element_id: Id) -> Id | None:
    """The shape at the top left in a zone or container."""
    items = canvas.scene_shown.items_by_id.values()
    held = [item for item in items if item.item.parent == element_id and item.item.layer in (0, 1, 3)]
    middles = [(item.item.bounds.centre, item.element) for item in held if not item.item.is_line]
    return min(((point.y + point.x, found) for point, found in middles), default=(0.0, None))[1]


def _drawn_end(canvas: Canvas, end: Id) -> Id | None:
    if canvas.scene_shown.find(end) is not None:
        return end
    element = canvas.snapshot().get(end)
    return element.owner if isinstance(element, BORDER) else None


def _parts(canvas: Canvas, shape: Id) -> list[Id]:
    snapshot, find = canvas.snapshot(), canvas.scene_shown.find
    owned: list[Element] = [one for one in snapshot.owned(shape) if isinstance(one, BORDER)]
    lines = {
        line.id: line
        for end in (shape, *(one.id for one in owned))
        for line in snapshot.uses(end)
        if isinstance(line, _LINES)
    }
    found: list[Id] = []
    for group in (owned, list(lines.values())):
        drawn = [item for one in group if (item := find(one.id)) is not None]
        drawn.sort(key=lambda item: (item.item.bounds.centre.x + item.item.bounds.centre.y, item.element))
        found += [item.element for item in drawn]
    return found
