"""How good a drawing is to look at: how large, how long and bent its lines, what crosses what."""

import math
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from core.diagram.display import Drawing, Item, Rect
from core.diagram.drawing import draw
from core.diagram.geometry import bounds_of, length, separation
from core.diagram.packing import aspect_fault
from core.diagram.working import Stamp
from core.ground.words import untranslated
from core.model import Bus, Id, Point, Snapshot

_CROSSING = 400.0
"""What a crossing costs in px of line: nothing else misleads as much who follows one (Purchase, 1997)."""


@dataclass(frozen=True, slots=True)
class Quality:
    """What is measured of a drawing, lengths in px.

    `crossings` are those of lines with lines, and with buses that they do not tap. `crowded` are the lines
    whose words another line crosses, or has no room for; `astray` those whose words stand nearer to another
    line, on a pole, though they are not in the midst of lines that join the same shapes.
    """

    width: float
    height: float
    length: float
    bends: int
    crossings: int
    crowded: int
    astray: int = 0

    @property
    def cost(self) -> float:
        """What speaks against it, in px of line."""
        extent: float = math.sqrt(self.width * self.height) * (1 + aspect_fault(self.width, self.height))
        faults = 50 * self.bends + _CROSSING * (self.crossings + self.astray) + 1000 * self.crowded
        return 3 * extent + self.length + faults

    @property
    def clear(self) -> bool:
        """Whether no line crosses another or its words, and all words stand beside their own."""
        return not self.crossings and not self.crowded and not self.astray


def quality_of(snapshot: Snapshot, diagram_id: Id) -> Quality:
    """The quality of a diagram, drawn in the language of the source: alike for everybody."""
    with untranslated():
        drawing = draw(snapshot, diagram_id)
    return measured(drawing)


def measured(drawing: Drawing) -> Quality:
    """The quality of a drawing."""
    assert isinstance(drawing.working, Stamp)
    sheet = drawing.working.working.sheet
    joined = sheet.joints.joined
    lines = [item for item in drawing.items if item.is_line]
    ways = [item.outline for item in lines]
    buses = {one: sheet.places[one].rect for one in sheet.places if isinstance(sheet.snapshot[one], Bus)}
    return Quality(
        drawing.bounds.width,
        drawing.bounds.height,
        sum(length(way) for way in ways),
        sum(len(way) - 2 for way in ways),
        crossings(ways) + _over_buses(lines, joined, buses),
        _crowded(lines),
        _astray(lines, joined),
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


def _over_buses(lines: Sequence[Item], joined: Mapping[Id, tuple[Id, Id]], buses: Mapping[Id, Rect]) -> int:
    """How often lines run over a bus that they do not tap, be it over its end alone."""
    return sum(
        bounds_of(part).touches(bar)
        for line in lines
        for bus, bar in buses.items()
        if bus not in joined[line.element]
        for part in pairwise(line.outline)
    )


def _astray(lines: Sequence[Item], joined: Mapping[Id, tuple[Id, Id]]) -> int:
    """How many words stand nearer to another line than they need: of lines side by side two are outermost."""
    parts = [(line.element, bounds_of(part)) for line in lines for part in pairwise(line.outline)]
    sides = Counter(frozenset(joined[line.element]) for line in lines)
    found: Counter[frozenset[Id]] = Counter()
    for line in lines:
        words = next((spot.area for spot in line.spots if spot.name == "label"), None)
        if words is not None:
            own = min(separation(words, part) for owner, part in parts if owner == line.element)
            near = words.grown(own)
            found[frozenset(joined[line.element])] += any(
                near.touches(part) and separation(words, part) <= own
                for owner, part in parts
                if owner != line.element
            )
    return sum(max(count - max(sides[pair] - 2, 0), 0) for pair, count in found.items())
