"""What stands around a line or on a border as badges and titles see it, and whose badges a change reaches."""

from core.diagram.borders import port_square
from core.diagram.display import Rect
from core.diagram.geometry import around, bounds_of
from core.diagram.labels import WORDS, Obstruction
from core.diagram.segments import SegmentKey
from core.diagram.sheet import Sheet
from core.diagram.turns import Run, run_of, turns_of_others
from core.diagram.zones import title_band
from core.model import Id

BADGE_REACH = 72.0
"""How far from a line, its words or a border something can be and yet move a badge: three fit in."""

_HALF_HEAD = 5.0


def around_line(sheet: Sheet, line_id: Id) -> tuple[list[Obstruction], list[Rect]]:
    """What the badges of a line should not cover: shapes, words, turns of others; then parts of other lines.

    Of its own line that is where lines that run beside it have their turn to bear badges.
    """
    label = sheet.labels.get(line_id)
    own = bounds_of(sheet.ways[line_id])
    area = around((own, label.area) if label else (own,)).grown(BADGE_REACH)
    stands = list(sheet.standing.for_words(area))
    for other in sheet.wording.near(area):
        # Above and below its letters an area of words has room of its own.
        words = sheet.labels[other].area
        stands.append(Obstruction(Rect(words.x - 2, words.y, words.width + 4, words.height), WORDS))
    parts = sheet.way_parts.found(area)
    ours = [_run(sheet, key, part) for key, part in parts.items() if key[0] == line_id]
    others = {key: part for key, part in parts.items() if key[0] != line_id}
    runs = [_run(sheet, key, part) for key, part in others.items()]
    stands += (Obstruction(turn, WORDS) for turn in turns_of_others(ours, runs, BADGE_REACH))
    return stands, list(others.values())


def _run(sheet: Sheet, key: SegmentKey, part: Rect) -> Run:
    line_id, index = key
    way = sheet.ways[line_id]
    before, after = way[index], way[index + 1]
    heads = index == 0, index == len(way) - 2
    return run_of(part, heads if before.x < after.x or before.y < after.y else heads[::-1])


def across_top(sheet: Sheet, element_id: Id) -> list[Rect]:
    """What lies across the top border of a shape: its ports, and lines that end there or pass."""
    rect = sheet.places[element_id].rect
    strip = Rect(rect.x, rect.y - 10, rect.width, 20)
    parts = sheet.way_parts.found(strip).values()
    borders = (sheet.joints.anchors.get((border, -1)) for border in sheet.joints.borders_of(element_id))
    return [
        *(part.grown(_HALF_HEAD) for part in parts if part.height > part.width),
        *(port_square(anchor) for anchor in borders if anchor is not None),
    ]


def through_title(sheet: Sheet, zone: Id) -> list[Rect]:
    """The parts of lines that run through the title band of a zone."""
    return list(sheet.way_parts.found(title_band(sheet.places[zone].rect)).values())


def near_titles(sheet: Sheet) -> set[Id]:
    """The zones around whose title the last advance changed anything."""
    return {
        zone
        for area in sheet.standing.disturbed
        for zone in sheet.zones.near(area)
        if title_band(sheet.places[zone].rect).grown(1).touches(area.grown(1))
    }


def near_badges(sheet: Sheet) -> set[Id]:
    """The shapes and lines around what the last advance changed, whose badges may sit elsewhere now."""
    found: set[Id] = set()
    for area in sheet.standing.disturbed:
        near = area.grown(BADGE_REACH)
        found |= sheet.standing.shapes_near(near)
        found.update(key[0] for key in sheet.way_parts.near(near))
        found.update(sheet.wording.near(near))
    return found
