"""Where lines pass the borders of zones, and the band of the conduit between."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from core.diagram.display import Mark, Rect, Shape, Stroke
from core.diagram.geometry import circle, diamond, distance, polyline
from core.diagram.lod import NAMES, SHAPES
from core.model import Point

HALF = 4.25
"""Half of a diamond, in px: those of lines side by side, 10 px apart, stand clear of each other."""


@dataclass(frozen=True, slots=True)
class Crossing:
    """Where a line passes the border of a zone, and whether a conduit allows it."""

    point: Point
    allowed: bool


def crossing_points(points: Sequence[Point], rect: Rect) -> Iterable[Point]:
    """Where an axis-parallel line passes the border of a rectangle, from source to target."""
    for before, after in pairwise(points):
        if before.x == after.x and rect.x < before.x < rect.right:
            low, high = sorted((before.y, after.y))
            found = [Point(before.x, y) for y in (rect.y, rect.bottom) if low < y < high]
        elif before.y == after.y and rect.y < before.y < rect.bottom:
            low, high = sorted((before.x, after.x))
            found = [Point(x, before.y) for x in (rect.x, rect.right) if low < x < high]
        else:
            continue
        yield from sorted(found, key=lambda point: distance(before, point))


def crossing_marks(crossing: Crossing, leads: bool) -> list[Mark]:
    """A diamond, and further out a dot on the line that stands for its siblings."""
    role = "edge.line" if crossing.allowed else "status.warn.mark"
    fill = role if crossing.allowed else "surface.canvas"
    marks: list[Mark] = [Shape(diamond(crossing.point, HALF), fill, Stroke(role, 1.25), smallest=NAMES)]
    if leads:
        marks.append(Shape(circle(crossing.point, 5.0), role, smallest=SHAPES, largest=NAMES))
    return marks


def conduit_band(points: Sequence[Point], crossings: Sequence[Crossing]) -> list[Mark]:
    """The band behind a flow from the first border it crosses to the last."""
    if len(crossings) < 2:
        return []
    first, last = crossings[0].point, crossings[-1].point
    kept = [first]
    for before, after in pairwise(points):
        if kept == [first] and not _on(first, before, after):
            continue
        if _on(last, before, after):
            kept.append(last)
            break
        kept.append(after)
    return [Shape(polyline(kept), stroke=Stroke("line.subtle", 12.0), smallest=NAMES)]


def _on(point: Point, before: Point, after: Point) -> bool:
    return distance(before, point) + distance(point, after) == distance(before, after)
