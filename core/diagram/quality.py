"""How good a drawing is to look at: how large, how long and bent its lines, what crosses what."""

import math
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from core.diagram.display import Drawing, Item
from core.diagram.drawing import draw
from core.diagram.geometry import bounds_of, length
from core.diagram.packing import aspect_fault
from core.ground.words import untranslated
from core.model import Id, Point, Snapshot

_CROSSING = 400.0
"""What a crossing costs in px of line: nothing else misleads as much who follows one (Purchase, 1997)."""


@dataclass(frozen=True, slots=True)
class Quality:
    """What is measured of a drawing, lengths in px.

    `crowded` are the lines whose words another line crosses, or has no room for.
    """

    width: float
    height: float
    length: float
    bends: int
    crossings: int
    crowded: int

    @property
    def cost(self) -> float:
        """What speaks against it, in px of line."""
        extent: float = math.sqrt(self.width * self.height) * (1 + aspect_fault(self.width, self.height))
        faults = 50 * self.bends + _CROSSING * self.crossings + 1000 * self.crowded
        return 3 * extent + self.length + faults

    @property
    def clear(self) -> bool:
        """Whether no line crosses another or its words."""
        return not self.crossings and not self.crowded


def quality_of(snapshot: Snapshot, diagram_id: Id) -> Quality:
    """The quality of a diagram, drawn in the language of the source: alike for everybody."""
    with untranslated():
        drawing = draw(snapshot, diagram_id)
    return measured(drawing)


def measured(drawing: Drawing) -> Quality:
    """The quality of a drawing."""
    lines = [item for item in drawing.items if item.is_line]
    ways = [item.outline for item in lines]
    return Quality(
        drawing.bounds.width,
        drawing.bounds.height,
        sum(length(way) for way in ways),
        sum(len(way) - 2 for way in ways),
        crossings(ways),
        _crowded(lines),
    )


def crossings(ways: Sequence[Sequence[Point]]) -> int:
    """How often lines cross, each meeting of an upright and a level part counted."""
    parts = [(bounds_of(part), number) for number, way in enumerate(ways) for part in pairwise(way)]
    upright = sorted((area.x, area.y, area.bottom, number) for area, number in parts if not area.width)
    found = 0
    for area, number in parts:
        if area.width:
            first = bisect_right(upright, (area.x, float("inf"), 0.0, 0))
            last = bisect_left(upright, (area.right, -float("inf"), 0.0, 0))
            found += sum(
                top < area.y < bottom and other != number for _x, top, bottom, other in upright[first:last]
            )
    return found


def _crowded(lines: Sequence[Item]) -> int:
    """How many lines have words that another line crosses, or none for want of room."""
    parts = [(line.element, bounds_of(part)) for line in lines for part in pairwise(line.outline)]
    found = 0
    for line in lines:
        spots = {spot.name: spot.area for spot in line.spots}
        words = spots.get("label")
        found += "left out" in spots or (
            words is not None and any(part.touches(words) for owner, part in parts if owner != line.element)
        )
    return found
