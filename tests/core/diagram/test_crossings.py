"""Flows are marked where they cross borders of zones: a fact of the model and not of the paper."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.diagram import draw
from core.diagram.crossings import Crossing, crossing_marks
from core.diagram.display import Rect, Shape
from core.diagram.geometry import bounds_of
from core.diagram.lines import head_of
from core.ground.identity import counted_ids
from core.ground.resources import sample_folder
from core.model import Component, Connector, Diagram, Editor, Placement, Point, Snapshot, Zone
from core.model.zoning import zone_at
from core.project import read_text


def marks(drawing, line):
    """The middles of the diamonds on a line."""
    item = next(one for one in drawing.items if one.element == line)
    found = []
    for mark in item.marks:
        if isinstance(mark, Shape):
            corners = [point for step in mark.steps for point in step.points]
            area = bounds_of(corners)
            if len(corners) == 4 and (area.width, area.height) == (8.5, 8.5):
                found.append(area.centre)
    return found


def around(snapshot, end):
    zone, found = zone_at(snapshot, end), set()
    while zone is not None:
        found.add(zone.id)
        zone = snapshot.find(Zone, zone.owner)
    return found


def row(zones):
    """Three components in a row, the middle one in a zone, and a flow from the first to the last."""
    edit = Editor(Snapshot(), counted_ids(1))
    diagram = edit.new(Diagram, name="Row")
    zone = edit.new(Zone, name="Middle")
    ends = []
    for number, x in enumerate((0.0, 400.0, 800.0)):
        inside = zone.id if number in zones else None
        ends.append(edit.new(Component, name=f"Part {number}", zone=inside))
        edit.new(Placement, owner=diagram.id, element=ends[-1].id, x=x, y=100, width=176, height=52)
    edit.new(Placement, owner=diagram.id, element=zone.id, x=300, y=0, width=376, height=300)
    flow = edit.new(Connector, name="flow", source=ends[0].id, target=ends[2].id)
    return draw(edit.snapshot, diagram.id), flow.id


def test_a_flow_that_passes_over_a_zone_of_which_neither_end_is_part_crosses_no_border():
    drawing, flow = row(zones=())
    assert marks(drawing, flow) == []


@pytest.mark.parametrize("which", [0, 2])
def test_a_flow_between_a_member_and_another_crosses_the_border_once(which):
    drawing, flow = row(zones=(which,))
    assert len(marks(drawing, flow)) == 1


def test_a_flow_between_two_members_crosses_no_border():
    drawing, flow = row(zones=(0, 2))
    assert marks(drawing, flow) == []


@given(st.sets(st.sampled_from([0, 1, 2])))
def test_a_flow_has_as_many_marks_as_zones_of_one_of_its_ends_alone(zones):
    drawing, flow = row(zones)
    assert len(marks(drawing, flow)) == len({0, 2} & zones) % 2


def test_every_flow_of_the_sample_is_marked_once_for_each_zone_that_it_leaves_or_enters():
    sample = read_text(sample_folder("water-treatment"))
    checked = 0
    for diagram in sample.of(Diagram):
        drawing = draw(sample, diagram.id)
        drawn = {item.element for item in drawing.items}
        for flow in sample.of(Connector):
            if flow.id in drawn:
                crossed = around(sample, flow.source) ^ around(sample, flow.target)
                assert len(marks(drawing, flow.id)) == len(crossed & drawn), flow.name
                checked += 1
    assert checked > 20


def test_the_diamonds_of_lines_side_by_side_stand_clear_of_each_other():
    """Lines side by side are 10 px apart."""
    marks = [crossing_marks(Crossing(Point(x, 0.0), allowed=True), False)[0] for x in (0.0, 10.0)]
    areas = [
        bounds_of([point for step in mark.steps for point in step.points]).grown(mark.stroke.width / 2)
        for mark in marks
    ]
    assert not areas[0].touches(areas[1])


@given(near=st.integers(1, 40), apart=st.integers(160, 400), upright=st.booleans())
def test_a_diamond_leaves_the_head_of_its_line_to_see(near, apart, upright):
    """Where the border is less than 20 px before the shape the diamond stood on the head."""
    edit = Editor(Snapshot(), counted_ids())
    diagram = edit.new(Diagram, name="Border")
    zone = edit.new(Zone, name="Plant")
    one, other = edit.new(Component, name="Panel"), edit.new(Component, name="Pump", zone=zone.id)
    edit.new(Placement, owner=diagram.id, element=one.id, x=0, y=0, width=176, height=52)
    x, y = (0, 52 + apart) if upright else (176 + apart, 0)
    edit.new(Placement, owner=diagram.id, element=other.id, x=x, y=y, width=176, height=52)
    left, top = (x - 40, y - near) if upright else (x - near, y - 60)
    edit.new(Placement, owner=diagram.id, element=zone.id, x=left, y=top, width=300, height=200)
    line = edit.new(Connector, source=one.id, target=other.id, protocol="HTTPS")
    drawing = draw(edit.snapshot, diagram.id)
    item = next(one for one in drawing.items if one.element == line.id)
    (middle,) = marks(drawing, line.id)
    (head,) = head_of(item)
    area = bounds_of([point for step in head.steps for point in step.points])
    diamond = Rect(middle.x, middle.y, 0, 0).grown(4.25)
    assert not area.touches(diamond)
