"""Ends that face each other a little aside are brought in line where there is room."""

from dataclasses import replace
from itertools import pairwise

import pytest

from core.diagram import draw
from core.diagram.anchors import Anchor, End, Host
from core.diagram.display import Rect
from core.diagram.geometry import distance, on_side
from core.diagram.jogs import JOG, in_line
from core.ground.identity import counted_ids
from core.model import Component, Connector, Diagram, Editor, Placement, Side, Snapshot
from tests.bench.routing import machine, nested, scattered

LEFT, RIGHT = Rect(0, 0, 100, 100), Rect(300, 0, 100, 100)
HOSTS = {"a": LEFT, "b": RIGHT}


def facing(*offsets):
    """The ends of lines from the right side of one shape to the left side of another, at these offsets."""
    ends, spots = {}, {"a": {}, "b": {}}
    for number, pair in enumerate(offsets):
        for end, (host, side) in enumerate((("a", Side.RIGHT), ("b", Side.LEFT))):
            key, partner = (f"line {number}", end), (f"line {number}", 1 - end)
            ends[key] = End(key, host, partners=(partner,))
            spots[host][key] = Anchor(host, side, on_side(HOSTS[host], side, pair[end]), fixed=False)
    return ends, spots


def straightened(ends, spots):
    """The places along their sides of the ends at both shapes, once they are in line."""
    found = {}
    for host, rect in HOSTS.items():
        found |= in_line([end for end in ends.values() if end.host == host], Host(rect), ends, spots)
    return {key: anchor.along for key, anchor in found.items()}


def test_of_two_ends_a_little_aside_one_moves_to_the_other():
    along = straightened(*facing((40, 46)))
    assert along["line 0", 0] == along["line 0", 1]


def test_the_end_moves_that_stands_among_fewer():
    ends, spots = facing((40, 46), (70, 71))
    extra = ("other", 0)
    ends[extra] = End(extra, "a", partners=(("other", 1),))
    ends["other", 1] = End(("other", 1), "c", partners=(extra,))
    spots["a"][extra] = Anchor("a", Side.RIGHT, on_side(LEFT, Side.RIGHT, 90), fixed=False)
    spots["c"] = {("other", 1): Anchor("c", Side.RIGHT, on_side(LEFT, Side.RIGHT, 90), fixed=False)}
    along = straightened(ends, spots)
    assert (along["line 0", 0], along["line 0", 1]) == (40, 40)


@pytest.mark.parametrize("offset", [JOG + 1, 40])
def test_ends_further_aside_stay(offset):
    along = straightened(*facing((30, 30 + offset)))
    assert (along["line 0", 0], along["line 0", 1]) == (30, 30 + offset)


def test_a_port_that_a_person_put_stays_and_the_other_end_moves():
    ends, spots = facing((40, 46))
    spots["a"]["line 0", 0] = replace(spots["a"]["line 0", 0], fixed=True)
    assert straightened(ends, spots) == {("line 0", 0): 40, ("line 0", 1): 40}


def test_no_end_comes_near_another_or_passes_it():
    ends, spots = facing((40, 46), (50, 43))
    after = straightened(ends, spots)
    assert after["line 0", 0] < after["line 1", 0]
    assert after["line 1", 1] < after["line 0", 1]
    assert abs(after["line 1", 1] - after["line 0", 1]) >= 3


@pytest.mark.parametrize("scene", [scattered(2), scattered(3), machine(1), machine(2), nested(40)])
def test_no_line_between_two_ends_that_stand_alone_has_a_small_jog(scene):
    snapshot, diagram = scene
    drawing = draw(snapshot, diagram)
    joints = drawing.working.working.sheet.joints
    for item in (item for item in drawing.items if item.is_line and len(item.outline) == 4):
        ends = [joints.anchors[joints.key(item.element, end)] for end in (0, 1)]
        beside = [
            sum(one.host == end.host and one.side is end.side for one in joints.anchors.values())
            for end in ends
        ]
        lengths = [distance(*part) for part in pairwise(item.outline)]
        assert beside != [1, 1] or lengths[1] > 6


def test_a_line_between_shapes_a_grid_step_aside_is_straight():
    edit = Editor(Snapshot(), counted_ids())
    diagram = edit.new(Diagram, name="Two")
    shapes = []
    for x, y in ((0, 0), (300, 36)):
        unit = edit.new(Component, name=f"Unit {x}")
        edit.new(Placement, owner=diagram.id, element=unit.id, x=x, y=y, width=176, height=52)
        shapes.append(unit.id)
    line = edit.new(Connector, source=shapes[0], target=shapes[1])
    items = {item.element: item for item in draw(edit.snapshot, diagram.id).items}
    assert len(items[line.id].outline) == 2
