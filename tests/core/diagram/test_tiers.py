"""Automatic layouts of the sample measured against its drawings, which people made."""

from dataclasses import replace
from functools import cache
from itertools import pairwise

import pytest

from core.diagram import draw
from core.diagram.arranging import arrange_diagram, places_of
from core.diagram.boxes import Box, Graph
from core.diagram.geometry import bounds_of, crosses, segment_rect
from core.diagram.layout import arrange
from core.diagram.quality import crossings, quality_of
from core.ground.resources import sample_folder
from core.model import (
    Bus,
    Diagram,
    DiagramType,
    Edit,
    Level,
    Link,
    Location,
    Placement,
    Point,
    Port,
    Side,
    Zone,
)
from core.project import read_text

SYSTEM = ("Plant overview", "Control hardware", "Power supply")
STATES = (
    "Level behaviour",
    "Tank level",
    "Dosing behaviour",
    "Disinfection behaviour",
    "Vendor session",
    "Residual alarm",
)
DOWN = [Level.LEVEL_4, Level.DMZ, Level.LEVEL_3, Level.LEVEL_2, Level.LEVEL_1, Level.LEVEL_0]


@cache
def sample():
    return read_text(sample_folder("water-treatment"))


@cache
def arranged(name):
    diagram = next(one for one in sample().of(Diagram) if one.name == name)
    changed = arrange_diagram(sample(), diagram.id)
    return diagram, sample().after(tuple(Edit(sample()[key], one) for key, one in changed.items()))


def rects(name):
    diagram, after = arranged(name)
    places = places_of(after, diagram)
    return after, {one: places[one].rect for one in places}


@pytest.mark.parametrize("name", [*SYSTEM, *STATES])
def test_a_layout_is_about_as_good_as_the_drawing_of_a_person(name):
    diagram, after = arranged(name)
    hand, laid = quality_of(sample(), diagram.id), quality_of(after, diagram.id)
    assert laid.width * laid.height <= 1.5 * hand.width * hand.height
    assert laid.length <= 1.5 * hand.length
    assert laid.bends <= hand.bends + 10
    assert laid.crossings <= hand.crossings + 2
    assert laid.crowded <= hand.crowded + 2


@pytest.mark.parametrize("name", SYSTEM[:2])
def test_a_large_diagram_has_the_shape_of_a_window(name):
    diagram, after = arranged(name)
    laid = quality_of(after, diagram.id)
    assert 1.3 <= laid.width / laid.height <= 2.2


def test_zones_stand_in_the_order_of_their_levels():
    after, places = rects("Plant overview")
    zones = [after[one] for one in places if isinstance(after[one], Zone) and after[one].level in DOWN]
    assert len(zones) >= 6
    zones.sort(key=lambda zone: places[zone.id].y)
    levels = [DOWN.index(zone.level) for zone in zones]
    assert levels == sorted(levels)
    for zone, below in pairwise(zones):
        if zone.level != below.level:
            assert places[zone.id].bottom < places[below.id].y


def test_ports_are_on_the_side_that_faces_what_they_are_joined_to():
    after, places = rects("Plant overview")
    diagram, _after = arranged("Plant overview")
    stated = {one.element: one for one in after.owned(diagram.id, Placement)}
    found = 0
    for port in after.of(Port):
        lines = [line for line in after.uses(port.id) if line.kind == "connector"]
        if port.id not in stated or len(lines) != 1:
            continue
        ends = [lines[0].source, lines[0].target]
        other = after[ends[1] if ends[0] == port.id else ends[0]]
        here, there = places[port.owner], places[other.owner if isinstance(other, Port) else other.id]
        if there.y - here.bottom >= 24:
            assert stated[port.id].side is Side.BOTTOM
            found += 1
        elif here.y - there.bottom >= 24:
            assert stated[port.id].side is Side.TOP
            found += 1
    assert found > 20


def test_a_locked_port_stays_where_it_is():
    diagram, _after = arranged("Plant overview")
    port = next(
        one
        for one in sample().owned(diagram.id, Placement)
        if isinstance(sample()[one.element], Port) and sample().uses(one.element)
    )
    locked = sample().after((Edit(port, replace(port, side=Side.LEFT, offset=9.0, locked=True)),))
    assert port.id not in arrange_diagram(locked, diagram.id)


def test_buses_lie_between_what_they_join_one_under_the_other():
    after, places = rects("Control hardware")
    buses = [places[one] for one in places if isinstance(after[one], Bus)]
    assert len(buses) == 5
    assert not any(one.grown(6).touches(other) for one in buses for other in buses if one is not other)
    assert max(bus.right for bus in buses) - min(bus.x for bus in buses) < 2000
    nodes = [places[one] for one in places if after[one].kind == "node"]
    assert not any(bus.touches(node) for bus in buses for node in nodes)


@pytest.mark.parametrize("name", STATES)
def test_a_state_machine_begins_at_the_top_left(name):
    after, places = rects(name)
    first = next(places[one] for one in places if isinstance(after[one], Location) and after[one].initial)
    assert first.centre.x <= min(area.centre.x for area in places.values()) + 1
    assert first.centre.y <= min(area.centre.y for area in places.values()) + 1


@pytest.mark.parametrize("name", [*SYSTEM, *STATES])
def test_no_line_runs_through_a_shape(name):
    diagram, after = arranged(name)
    drawing = draw(after, diagram.id)
    border = ("port", "bus", "interface")
    shapes = [
        bounds_of(item.outline)
        for item in drawing.items
        if item.layer == 3 and not item.is_line and after[item.element].kind not in border
    ]
    ways = [part for item in drawing.items if item.is_line for part in pairwise(item.outline)]
    assert shapes
    assert ways
    assert [(way, area) for way in ways for area in shapes if crosses(segment_rect(*way), area)] == []


def test_parts_that_nothing_joins_are_packed_into_the_shape_of_a_window():
    boxes = tuple(Box(f"b{number:02}", 160.0, 52.0) for number in range(30))
    joins = tuple((boxes[at].id, boxes[at + 1].id) for at in range(0, 30, 3))
    places = arrange(Graph(boxes, joins))
    wide = max(area.right for area in places.values())
    high = max(area.bottom for area in places.values())
    assert 1.0 <= wide / high <= 2.4
    assert wide * high < 4 * sum(160 * 52 for _box in boxes)


def test_a_wide_layer_is_wrapped():
    boxes = (Box("top", 160.0, 52.0), *(Box(f"b{number:02}", 160.0, 52.0) for number in range(24)))
    places = arrange(Graph(boxes, tuple(("top", box.id) for box in boxes[1:])))
    wide = max(area.right for area in places.values())
    assert wide < 24 * 160 * 0.6


def test_crossings_are_counted_once_for_each_meeting():
    level = (Point(0, 10), Point(100, 10))
    upright = (Point(50, 0), Point(50, 40), Point(80, 40), Point(80, 0))
    assert crossings([level, upright]) == 2
    assert crossings([level, level]) == 0


def test_every_kind_of_diagram_of_the_sample_is_measured():
    kinds = {one.diagram for one in sample().of(Diagram) if one.name in (*SYSTEM, *STATES)}
    assert kinds == set(DiagramType)
    assert sample().of(Link)


def test_the_names_of_buses_stand_free_of_the_lines_that_tap_them():
    diagram, after = arranged("Control hardware")
    items = {item.element: item for item in draw(after, diagram.id).items}
    buses = [item for item in items.values() if isinstance(after[item.element], Bus)]
    assert len(buses) == 5
    for bus in buses:
        name = next(spot.area for spot in bus.spots if spot.name == "name")
        taps = [items[line.id] for line in after.uses(bus.element, Link) if line.id in items]
        assert taps
        parts = [segment_rect(*part) for tap in taps for part in pairwise(tap.outline)]
        assert [part for part in parts if crosses(part, name)] == []
