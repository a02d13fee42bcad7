"""By which side a line leaves: the one that faces what it leads to, unless something stands before it."""

from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from core.diagram import draw
from core.diagram.display import Rect
from core.diagram.geometry import bounds_of, crosses
from core.diagram.surroundings import BEFORE
from core.ground.identity import counted_ids
from core.model import Component, Connector, Diagram, Editor, Placement, Side, Snapshot

WIDE, HIGH = 176.0, 52.0


def drawn(places, joins):
    """The drawing of components at these places, with lines between."""
    edit = Editor(Snapshot(), counted_ids())
    diagram = edit.new(Diagram, name="Sides")
    units = [edit.new(Component, name=f"Unit {number}") for number in range(len(places))]
    for unit, (x, y) in zip(units, places, strict=True):
        edit.new(
            Placement, owner=diagram.id, element=unit.id, x=float(x), y=float(y), width=WIDE, height=HIGH
        )
    for one, other in joins:
        edit.new(Connector, source=units[one].id, target=units[other].id)
    return draw(edit.snapshot, diagram.id)


def sides(places, joins):
    """By which sides lines leave and arrive, of components drawn at these places."""
    joints = drawn(places, joins).working.working.sheet.joints
    return [tuple(joints.anchors[line, end].side for end in (0, 1)) for line in sorted(joints.joined)]


def test_a_line_leaves_by_the_side_that_faces_what_it_leads_to():
    assert sides([(0, 0), (300, 0)], [(0, 1)]) == [(Side.RIGHT, Side.LEFT)]
    assert sides([(0, 0), (40, 200)], [(0, 1)]) == [(Side.BOTTOM, Side.TOP)]


@pytest.mark.parametrize("count", range(2, 7))
def test_lines_to_shapes_in_a_column_beside_enter_by_the_sides_that_face_the_source(count):
    places = [(0, 0), *((WIDE + 96, number * (HIGH + 24)) for number in range(count))]
    found = sides(places, [(0, number) for number in range(1, count + 1)])
    assert found == [(Side.RIGHT, Side.LEFT)] * count


def test_a_side_before_which_there_is_room_is_taken_whatever_stands_further_off():
    places = [(0, 0), (220, 300), (220, 300 - BEFORE - HIGH)]
    assert sides(places, [(0, 1)]) == [(Side.BOTTOM, Side.TOP)]


def test_an_end_that_another_shape_covers_leaves_by_a_free_side():
    places = [(0, 0), (500, 0), (120, 20)]
    (source, _target) = sides(places, [(0, 1)])[0]
    assert source is not Side.RIGHT
    covered, over = Rect(0, 0, WIDE, HIGH), Rect(120, 20, WIDE, HIGH)
    assert covered.touches(over)


@given(
    x=st.integers(-21, 21).map(lambda n: n * 8),
    y=st.integers(-6, 6).map(lambda n: n * 8),
    backwards=st.booleans(),
)
def test_a_line_between_shapes_that_lie_partly_over_one_another_leads_around_both(x, y, backwards):
    """It began and ended under the other shape, and ran through both."""
    assume((x, y) != (0, 0))
    places = [(0, 0), (x, y)]
    drawing = drawn(places, [(1, 0) if backwards else (0, 1)])
    [line] = [item.outline for item in drawing.items if item.is_line]
    areas = [Rect(float(left), float(top), WIDE, HIGH) for left, top in places]
    assert not any(crosses(bounds_of(part), area) for part in pairwise(line) for area in areas)
