"""Bends that a person set: kept where they can be, and never a reason to run through a shape."""

from dataclasses import replace
from itertools import combinations, pairwise

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from core.diagram import draw
from core.diagram.display import Rect
from core.diagram.geometry import bounds_of, crosses, segment_rect
from core.diagram.routing import route
from core.diagram.ways import Ending, within
from core.ground.resources import sample_folder
from core.model import Component, Connector, Diagram, Edit, Placement, Point, Side, Snapshot, Zone
from core.project import read_text
from tests.core.diagram.test_routing import STEP, endings, near, reachable, rects, standing


@st.composite
def bends(draw):
    spots = st.tuples(st.integers(-4, 56), st.integers(-4, 56))
    return tuple(
        Point(float(x * STEP), float(y * STEP)) for x, y in draw(st.lists(spots, min_size=1, max_size=4))
    )


@settings(max_examples=250, deadline=None)
@given(endings(), endings(), st.lists(rects(), max_size=6), bends())
def test_a_bent_line_enters_no_shape_and_never_doubles_back_where_a_free_way_exists(
    start, end, obstacles, bent
):
    assume(start.point != end.point)
    stands = standing(start, end, obstacles)
    assume(reachable(start.point, end.point, stands))
    points = route(start, end, near(obstacles), bent).points
    assert points[0] == start.point
    assert points[-1] == end.point
    parts = list(pairwise(points))
    assert [(part, area) for part in parts for area in stands if crosses(segment_rect(*part), area)] == []
    for (before, here), (_here, after) in pairwise(parts):
        assert (here.x - before.x) * (after.x - here.x) >= 0
        assert (here.y - before.y) * (after.y - here.y) >= 0


@settings(max_examples=250, deadline=None)
@given(endings(), endings(), st.lists(rects(), max_size=6))
def test_bends_that_are_free_and_in_line_lie_on_the_line(start, end, obstacles):
    """The bends of a way that a line found by itself are such bends."""
    assume(start.point != end.point)
    stands = standing(start, end, obstacles)
    assume(reachable(start.point, end.point, stands))
    points = route(start, end, near(obstacles)).points
    assume(len(points) > 2)
    assume(not within(start.host, end.point))
    assume(not within(end.host, start.point))
    parts = [segment_rect(*part) for part in pairwise(points)]
    # A way squeezed in along a border of its own ends, or along itself, is none that a person drew.
    assume(not any(crosses(part.grown(4), start.host) for part in parts[1:]))
    assume(not any(crosses(part.grown(4), end.host) for part in parts[:-1]))
    beside = [
        (one, other)
        for one, other in combinations(parts, 2)
        if (one.width == 0) == (other.width == 0) and crosses(one.grown(3), other.grown(3))
    ]
    assume(not beside)
    assert route(start, end, near(obstacles), points[1:-1]).points == points


@settings(max_examples=100, deadline=None)
@given(endings(), endings(), st.lists(rects(), max_size=6), bends(), rects())
def test_what_is_outside_the_region_does_not_matter_to_a_bent_line(start, end, obstacles, bent, other):
    assume(start.point != end.point)
    found = route(start, end, near(obstacles), bent)
    region = found.region
    apart = (
        other.right < region.x or region.right < other.x or other.bottom < region.y or region.bottom < other.y
    )
    if apart:
        assert route(start, end, near([*obstacles, other]), bent) == found


ABOVE, BELOW = Rect(0, 0, 200, 60), Rect(300, 300, 200, 60)
DOWN = Ending(Point(100, 60), Side.BOTTOM, ABOVE)
UP = Ending(Point(400, 300), Side.TOP, BELOW)
LEVEL = (Point(100, 160), Point(400, 160))


def test_a_segment_stays_where_it_was_put_when_an_end_moves_aside():
    moved = replace(DOWN, point=Point(450, 60), host=replace(ABOVE, x=350))
    points = route(moved, UP, near([moved.host, BELOW]), LEVEL).points
    assert points == (Point(450, 60), Point(450, 160), Point(400, 160), Point(400, 300))


def test_a_bend_that_an_end_covers_is_left_out():
    covering = replace(UP, point=Point(400, 140), host=replace(BELOW, y=140))
    points = route(DOWN, covering, near([ABOVE, covering.host]), LEVEL).points
    assert not any(crosses(segment_rect(*part), covering.host) for part in pairwise(points))
    assert points[-2].y < points[-1].y == 140


def test_a_shape_on_a_bent_line_is_passed_and_the_other_bends_stay():
    bent = (Point(100, 120), Point(600, 120), Point(600, 220), Point(400, 220))
    block = Rect(300, 90, 120, 60)
    points = route(DOWN, UP, near([ABOVE, BELOW, block]), bent).points
    assert not any(crosses(segment_rect(*part), block) for part in pairwise(points))
    for bend in bent:
        assert any(
            min(a.x, b.x) <= bend.x <= max(a.x, b.x) and min(a.y, b.y) <= bend.y <= max(a.y, b.y)
            for a, b in pairwise(points)
        )


def test_a_corner_follows_both_its_ends():
    side = Ending(Point(300, 330), Side.LEFT, BELOW)
    lower = replace(side, point=Point(300, 342), host=replace(BELOW, y=312))
    corner = (Point(100, 330),)
    assert route(DOWN, side, near([ABOVE, BELOW]), corner).points[1] == corner[0]
    assert route(DOWN, lower, near([ABOVE, lower.host]), corner).points == (
        Point(100, 60),
        Point(100, 342),
        Point(300, 342),
    )


@pytest.fixture(scope="module")
def sample():
    return read_text(sample_folder("water-treatment"))


class Plant:
    """The plant overview of the sample, and its lines after edits."""

    def __init__(self, sample):
        self.now = sample
        self.diagram = next(one for one in sample.of(Diagram) if one.name == "Plant overview")
        self.drawn = {one.element: one for one in sample.owned(self.diagram.id, Placement)}

    def named(self, name):
        return next(self.now[one] for one in self.drawn if self.now[one].name == name)

    def line(self, data):
        return next(one for one in self.now.of(Connector) if one.protocol == data and one.id)

    def put(self, element, **facts):
        known = next(
            (one for one in self.now.owned(self.diagram.id, Placement) if one.element == element), None
        )
        fresh = replace(
            known or Placement(id=f"p-{element}", owner=self.diagram.id, element=element), **facts
        )
        self.now = self.now.after((Edit(known, fresh),))

    def items(self):
        return {item.element: item for item in draw(self.now, self.diagram.id).items}

    def through(self, line):
        """The shapes that a line runs through."""
        items = self.items()
        shapes = [
            item
            for item in items.values()
            if item.layer == 3 and not item.is_line and isinstance(self.now[item.element], Component)
        ]
        parts = [segment_rect(*part) for part in pairwise(items[line].outline)]
        return [
            self.now[shape.element].name
            for shape in shapes
            if any(crosses(part, bounds_of(shape.outline)) for part in parts)
        ]


@pytest.mark.parametrize("x", [-45, -20, 20, 45, 90])
@pytest.mark.parametrize("by", [(0, 0), (52, 0), (-52, 8), (30, 40)])
def test_a_bent_line_of_the_sample_enters_no_shape_wherever_its_ends_go(sample, x, by):
    plant = Plant(sample)
    line = plant.line("S7")
    outline = plant.items()[line.id].outline
    low, high = outline[0], outline[-1]
    at = low.x + x
    bent = (Point(low.x, low.y + 16), Point(at, low.y + 16), Point(at, high.y))
    plant.put(line.id, bends=bent)
    assert plant.through(line.id) == []
    station = plant.named("Engineering station")
    here = plant.drawn[station.id]
    plant.put(station.id, x=here.x + by[0], y=here.y + by[1])
    assert plant.through(line.id) == []
    points = plant.items()[line.id].outline
    for before, here_it, after in zip(points, points[1:], points[2:], strict=False):
        assert (here_it.x - before.x) * (after.x - here_it.x) >= 0
        assert (here_it.y - before.y) * (after.y - here_it.y) >= 0


def test_a_shape_put_onto_a_bent_line_is_passed(sample):
    plant = Plant(sample)
    line = plant.line("S7")
    outline = plant.items()[line.id].outline
    low, high = outline[0], outline[-1]
    middle = (low.y + high.y) / 2
    plant.put(
        line.id, bends=(Point(low.x, low.y + 16), Point(low.x + 8, low.y + 16), Point(low.x + 8, high.y))
    )
    moved = plant.named("Alarm service")
    plant.put(moved.id, x=low.x - 60, y=middle)
    assert plant.through(line.id) == []


def test_a_bent_line_leaves_the_titles_of_zones_free(sample):
    plant = Plant(sample)
    line = plant.line("S7")
    outline = plant.items()[line.id].outline
    low, high = outline[0], outline[-1]
    titles = [
        spot.area
        for item in plant.items().values()
        if isinstance(plant.now.get(item.element), Zone)
        for spot in item.spots
        if spot.name == "name"
    ]
    for at in range(40, 240, 20):
        bent = (Point(low.x, low.y + 16), Point(float(at), low.y + 16), Point(float(at), high.y))
        plant.put(line.id, bends=bent)
        parts = [segment_rect(*part) for part in pairwise(plant.items()[line.id].outline)]
        assert [(part, title) for part in parts for title in titles if crosses(part, title)] == []


def test_the_sample_has_what_these_tests_move(sample):
    assert isinstance(sample, Snapshot)
    assert {"Engineering station", "Alarm service"} <= {getattr(one, "name", "") for one in sample}
