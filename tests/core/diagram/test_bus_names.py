"""The name of a bus stands clear of the lines that pass it, where there is room beside them."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from core.diagram import draw, redraw
from core.diagram.geometry import bounds_of, crosses
from core.ground.identity import counted_ids
from core.model import Bus, Diagram, DiagramType, Editor, Link, Node, Placement, Snapshot


def scene(passing, long=800.0):
    """A bus with one tap, and links between nodes above and below it that pass at these places."""
    edit = Editor(Snapshot(), counted_ids())
    diagram = edit.new(Diagram, name="Buses", diagram=DiagramType.HARDWARE)

    def place(element, x, y, **size):
        edit.new(Placement, owner=diagram.id, element=element.id, x=float(x), y=float(y), **size)
        return element

    bus = place(edit.new(Bus, name="Field bus"), 100, 300, width=long, height=6.0)
    tap = place(edit.new(Node, name="Tap"), 120, 400)
    edit.new(Link, source=tap.id, target=bus.id)
    for x in passing:
        ends = [place(edit.new(Node, name="End"), x, y, width=168.0, height=52.0) for y in (100, 500)]
        edit.new(Link, source=ends[0].id, target=ends[1].id)
    return edit.snapshot, diagram.id, bus.id


def over_name(drawing, bus):
    """The lines that run over the name of the bus."""
    name = next(one.spots[0].area for one in drawing.items if one.element == bus)
    lines = [one for one in drawing.items if one.is_line]
    return [one for one in lines if any(crosses(bounds_of(part), name) for part in pairwise(one.outline))]


def test_a_name_keeps_off_lines_that_pass_the_bus():
    snapshot, diagram, bus = scene([40, 240])
    assert over_name(draw(snapshot, diagram), bus) == []


def test_where_lines_leave_no_room_a_name_stands_above_the_left_end():
    snapshot, diagram, bus = scene([100], long=120.0)
    item = next(one for one in draw(snapshot, diagram).items if one.element == bus)
    assert item.spots[0].area.x == 104.0


@settings(max_examples=20, deadline=None)
@given(st.lists(st.integers(0, 9), min_size=1, max_size=3, unique=True), st.data())
def test_redrawing_lines_that_pass_a_bus_gives_what_drawing_gives(places, data):
    snapshot, diagram, _bus = scene([80 * place for place in places])
    drawing, ids = draw(snapshot, diagram), counted_ids(10_000)
    placements = sorted(one.id for one in snapshot.of(Placement))
    for _step in range(3):
        for brief in (*[True] * data.draw(st.integers(0, 2)), False):
            editor = Editor(snapshot, ids)
            known = editor.get(data.draw(st.sampled_from(placements)))
            editor.set(known, x=known.x + 8.0 * data.draw(st.integers(-30, 30)))
            drawing = redraw(drawing, editor.snapshot, editor.edits(), brief=brief)
            snapshot = editor.snapshot
        assert drawing == draw(snapshot, diagram)
