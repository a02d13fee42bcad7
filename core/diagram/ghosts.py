"""Where a shape was before it moved: its dashed outline there, and a thin dotted arrow to where it is now."""

from collections.abc import Iterable
from dataclasses import dataclass

from core.diagram.display import Mark, Rect, Shape, Stroke
from core.diagram.geometry import distance, polygon, polyline, rounded, towards
from core.diagram.lod import SHAPES
from core.diagram.places import Places
from core.model import Diagram, Id, Placement, Point, Snapshot

_ROLE = "text.secondary"

_WIDTHS = ((1.5, SHAPES, float("inf")), (5.0, 0.0, SHAPES))
"""How wide the outline is, from and up to which scale: far out as wide as can be seen."""

_RADIUS = 6.0
_ARROW = 8.0


@dataclass(frozen=True, slots=True)
class Ghost:
    """Where a shape was; `alone` if it did not just go along with what it lies in."""

    rect: Rect
    alone: bool = True


def ghosts_between(before: Snapshot, after: Snapshot, diagram: Id) -> dict[Id, Ghost]:
    """The shapes of a diagram that lie elsewhere or are of another size in the model after."""
    drawn, page = _placements(after, diagram), before.find(Diagram, diagram)
    old = _placements(before, diagram)
    steps = {
        element_id: (drawn[element_id].x - one.x, drawn[element_id].y - one.y)
        for element_id, one in old.items()
        if element_id in drawn and _box(drawn[element_id]) != _box(one)
    }
    if page is None or not steps:
        return {}
    places = Places()
    for element_id in old:
        places.note(before, page, element_id)
    places.update(before, old)
    found: dict[Id, Ghost] = {}
    for element_id, step in steps.items():
        place = places.get(element_id)
        if place is not None:
            carried = place.parent is not None and steps.get(place.parent) == step
            found[element_id] = Ghost(place.rect, alone=not carried)
    return found


def ghost_marks(ghost: Ghost, now: Rect) -> list[Mark]:
    """The outline of a shape where it was, and the arrow to where it is `now`, if these lie apart."""
    if ghost.rect == now:
        return []
    marks: list[Mark] = []
    for wide, smallest, largest in _WIDTHS:
        dashed = Stroke(_ROLE, wide, (4.0 * wide, 3.0 * wide))
        outline = rounded(ghost.rect, _RADIUS)
        marks.append(Shape(outline, None, dashed, smallest=smallest, largest=largest))
        if ghost.alone and not ghost.rect.touches(now):
            marks += _arrow(ghost.rect, now, wide, smallest, largest)
    return marks


def _arrow(old: Rect, now: Rect, wide: float, smallest: float, largest: float) -> Iterable[Mark]:
    start, end = _leaving(old, now.centre), _leaving(now, old.centre)
    size = min(_ARROW * max(wide / 2, 1.0), distance(start, end))
    base = towards(end, start, size)
    across = Point((end.y - base.y) / 2, (base.x - end.x) / 2)
    head = (
        end,
        Point(base.x + across.x, base.y + across.y),
        Point(base.x - across.x, base.y - across.y),
    )
    thin = Stroke(_ROLE, wide * 2 / 3, (1.5 * wide, 2.0 * wide))
    yield Shape(polyline((start, base)), None, thin, smallest=smallest, largest=largest)
    yield Shape(polygon(head), _ROLE, smallest=smallest, largest=largest)


def _leaving(rect: Rect, goal: Point) -> Point:
    """Where a line from the middle of a rectangle to a point outside leaves it."""
    middle = rect.centre
    dx, dy = goal.x - middle.x, goal.y - middle.y
    reach = min(
        (half / abs(step) for half, step in ((rect.width / 2, dx), (rect.height / 2, dy)) if step),
        default=0.0,
    )
    part = min(reach, 1.0)
    return Point(middle.x + dx * part, middle.y + dy * part)


def _placements(snapshot: Snapshot, diagram: Id) -> dict[Id, Placement]:
    return {one.element: one for one in snapshot.owned(diagram, Placement) if not one.hidden}


def _box(one: Placement) -> tuple[float | None, ...]:
    return one.x, one.y, one.width, one.height
