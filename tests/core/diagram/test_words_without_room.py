"""What was typed on a line is never lost to sight: beside the line, further off, or as a mark."""

from collections import Counter
from itertools import pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.diagram import Overlays, Threats, draw, redraw
from core.diagram.badge_places import SIZE
from core.diagram.display import Rect, Text
from core.diagram.geometry import bounds_of
from core.diagram.labels import BORDER, SHAPE, Label, Obstruction, place_label
from core.diagram.line_badges import on_line
from core.diagram.line_words import Manner, Words
from core.diagram.lines import Course, line_item
from core.diagram.overlay import NOTHING
from core.ground.identity import counted_ids
from core.model import (
    Component,
    Connector,
    Diagram,
    DiagramType,
    Edge,
    Editor,
    Location,
    Placement,
    Point,
    Snapshot,
    StateMachine,
)
from tests.bench.routing import figures_of_words, scattered


def near(gap, upright=False):
    """Two components a gap apart with a flow between; their diagram."""
    edit = Editor(Snapshot(), counted_ids())
    diagram = edit.new(Diagram, name="Near")
    units = [edit.new(Component, name=name) for name in ("Pump", "Controller")]
    for number, unit in enumerate(units):
        x, y = (0, (52 + gap) * number) if upright else ((176 + gap) * number, 0)
        edit.new(Placement, owner=diagram.id, element=unit.id, x=x, y=y, width=176, height=52)
    edit.new(Connector, source=units[0].id, target=units[1].id, protocol="SPI", data="key presses")
    return edit, diagram.id


def machine(gap):
    """Two locations a gap apart with an edge that has a guard and an update."""
    edit = Editor(Snapshot(), counted_ids())
    whole = edit.new(StateMachine, name="Machine")
    diagram = edit.new(Diagram, name="Machine", diagram=DiagramType.BEHAVIOUR)
    states = [edit.new(Location, name=name, owner=whole.id) for name in ("Infusing", "Occluded")]
    for number, state in enumerate(states):
        x = (128 + gap) * number
        edit.new(Placement, owner=diagram.id, element=state.id, x=x, y=0, width=128, height=44)
    edit.new(
        Edge,
        owner=whole.id,
        source=states[0].id,
        target=states[1].id,
        guard="x >= 500 ms && x <= 10 s",
        update="x := 0",
    )
    return edit, diagram.id


def line_of(drawing):
    return next(item for item in drawing.items if item.is_line)


def written(line):
    return [mark.text for mark in line.marks if isinstance(mark, Text) and mark.smallest <= 1 < mark.largest]


def shapes(drawing):
    return [bounds_of(item.outline) for item in drawing.items if item.layer == 1]


@given(st.integers(8, 200), st.booleans())
def test_words_of_a_flow_are_drawn_however_near_its_ends_are(gap, upright):
    edit, diagram = near(gap, upright)
    assert written(line_of(draw(edit.snapshot, diagram)))


@pytest.mark.parametrize("gap", [16, 32, 100])
def test_words_between_near_shapes_stand_off_the_line_and_over_no_shape(gap):
    for edit, diagram in (near(gap), machine(gap)):
        drawing = draw(edit.snapshot, diagram)
        line = line_of(drawing)
        [words] = [spot.area for spot in line.spots if spot.name == "label"]
        assert "…" not in written(line)
        assert not any(area.touches(words) for area in shapes(drawing))


@pytest.mark.parametrize("covering", [False, True])
def test_something_is_drawn_of_all_words_and_what_two_lines_cross_is_shortened(covering):
    """Of 480 lines 20 had no words before, and those of 17 lay over two lines or more."""
    for seed in range(10):
        drawing = draw(*scattered(seed, covering))
        lines = [item for item in drawing.items if item.is_line]
        parts = [bounds_of(part) for line in lines for part in pairwise(line.outline)]
        for line in lines:
            spots = {spot.name: spot.area for spot in line.spots}
            assert written(line)
            if "left out" not in spots:
                assert sum(part.touches(spots["label"]) for part in parts) < 2


def test_words_seldom_lie_over_another_line_or_on_the_border_of_a_zone():
    """Of 480 a line crossed 55 once, and 20 lay on a border; without poles and gaps 53 were shortened."""
    found = Counter()
    for seed, covering in product(range(10), (False, True)):
        found.update(figures_of_words(draw(*scattered(seed, covering))))
    assert found["words"] == 480
    assert found["words_over_lines"] <= 4
    assert found["words_on_borders"] <= 2
    assert found["words_far"] == 0
    assert found["words_on_poles"] <= 90
    assert found["words_shortened"] <= 30


def test_words_go_to_the_end_of_their_line_rather_than_lie_on_a_border():
    points = (Point(0, 0), Point(400, 0))
    border = Rect(-100, -40, 435, 80)
    found = place_label(points, 40.0, 15.0, lambda area, _limit: BORDER if area.touches(border) else 0.0)
    assert found is not None
    assert not found.area.touches(border)


def test_shortened_words_are_the_first_with_a_mark():
    label = Label(Rect(0, 0, 40, 15), "left", left_out="some")
    course = Course(
        (Point(0, 20), Point(60, 20)),
        Manner(words=(Words((("UART", True), (" alarm state", False))),), far_words="UART"),
        NOTHING,
        label,
    )
    assert written(line_item("line", course)) == ["UART …"]


def walled():
    """Two components close together in a field of others, so that no words have room."""
    edit, diagram = near(16)
    for column in range(-3, 5):
        for row in range(-4, 5):
            if row or column not in (0, 1):
                unit = edit.new(Component, name="Wall")
                x, y = 192.0 * column, 60.0 * row
                edit.new(Placement, owner=diagram, element=unit.id, x=x, y=y, width=176, height=52)
    return edit, diagram


def test_a_mark_stands_for_words_that_have_no_room():
    edit, diagram = walled()
    line = line_of(draw(edit.snapshot, diagram))
    assert written(line) == ["…"]
    assert {spot.name for spot in line.spots} == {"label", "left out"}
    assert "SPI key presses" in line.spoken


def test_words_come_back_once_there_is_room_for_them():
    edit, diagram = walled()
    before = draw(edit.snapshot, diagram)
    walls = [place for place in edit.snapshot.of(Placement) if place.y < 0]
    lead = Editor(edit.snapshot, counted_ids(5000))
    for place in walls:
        lead.set(place, y=place.y - 80.0)
    after = redraw(before, lead.snapshot, lead.edits())
    assert "…" not in written(line_of(after))
    assert after == draw(lead.snapshot, diagram)


@pytest.mark.parametrize("upright", [False, True])
def test_the_badge_of_a_short_line_leaves_its_head_to_see(upright):
    edit, diagram = near(32, upright)
    plain = line_of(draw(edit.snapshot, diagram))
    overlays = Overlays(threats={plain.element: Threats("high", 6)})
    drawing = draw(edit.snapshot, diagram, overlays)
    [badge] = [spot.area for spot in line_of(drawing).spots if spot.name == "threats"]
    assert not any(bounds_of(part).grown(5).touches(badge) for part in pairwise(plain.outline))
    assert not any(area.touches(badge) for area in shapes(drawing))


@given(st.integers(24, 52), st.integers(1, 3))
def test_badges_of_a_short_line_stand_beside_it(gap, count):
    points = (Point(0, 0), Point(float(gap), 0))
    sides = [Obstruction(Rect(x, -40, 100, 80), SHAPE) for x in (-100.0, float(gap))]
    squares = on_line(points, count, sides)
    assert all(square.y >= 5 or square.bottom <= -5 for square in squares)
    assert all(square.x >= 0 and square.right <= gap for square in squares[: gap >= SIZE])
