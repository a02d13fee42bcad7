"""Words of a line that would lie over others find the gap between two shapes beside it."""

from itertools import pairwise

from core.diagram import draw
from core.diagram.geometry import bounds_of
from core.diagram.labels import AWAY_SIDE, place_label
from core.ground.identity import counted_ids
from core.model import Component, Connector, Diagram, Editor, Placement, Point, Snapshot

WAY = (Point(0, 0), Point(20, 0), Point(20, 300), Point(60, 300))
WIDE, HIGH = 120.0, 15.0


def test_words_that_lie_over_a_line_everywhere_else_stand_in_a_gap():
    gap = range(211, 233)

    def weigh(area, limit):
        free = area.x > 20 and area.y >= gap.start and area.bottom <= gap.stop
        return 0.0 if free else 25.0

    found = place_label(WAY, WIDE, HIGH, weigh)
    assert found.area.x == 20 + AWAY_SIDE
    assert gap.start <= found.area.y
    assert found.area.bottom <= gap.stop


def test_a_place_that_covers_nothing_is_taken_without_looking_into_gaps():
    looked = []

    def weigh(area, limit):
        looked.append(area)
        return 0.0

    place_label(WAY, WIDE, HIGH, weigh)
    assert len(looked) <= 2


def test_words_of_lines_that_fan_out_lie_over_no_line():
    edit = Editor(Snapshot(), counted_ids())
    diagram = edit.new(Diagram, name="Fan")
    units = [edit.new(Component, name=f"Unit {number}") for number in range(6)]
    places = [(0.0, 0.0), *((272.0, 80.0 * number) for number in range(5))]
    for unit, (x, y) in zip(units, places, strict=True):
        edit.new(Placement, owner=diagram.id, element=unit.id, x=x, y=y, width=176, height=52)
    for unit in units[1:]:
        edit.new(Connector, source=units[0].id, target=unit.id, protocol="OPC UA", data="level")
    lines = [item for item in draw(edit.snapshot, diagram.id).items if item.is_line]
    words = [spot.area for line in lines for spot in line.spots if spot.name == "label"]
    parts = [bounds_of(part) for line in lines for part in pairwise(line.outline)]
    assert len(words) >= 4
    assert [(area, part) for area in words for part in parts if part.touches(area)] == []
