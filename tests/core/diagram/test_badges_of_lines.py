"""A badge of a line is nearer to its own line than to any other: nobody takes it for another's."""

import random
from itertools import pairwise
from math import hypot, inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.diagram import Overlays, Threats, draw, redraw
from core.diagram.display import Rect
from core.diagram.geometry import bounds_of
from core.diagram.labels import SHAPE, WORDS, Obstruction
from core.diagram.line_badges import on_line
from core.ground.identity import counted_ids
from core.ground.resources import sample_folder
from core.model import Diagram, Editor, Placement, Point
from core.project import read_text

BADGES = ("threats", "verdict", "problem")
SAMPLES = ("water-treatment", "brake-by-wire")


def off(point, area):
    """How far a point is from an area."""
    across = max(area.x - point.x, point.x - area.right, 0.0)
    return hypot(across, max(area.y - point.y, point.y - area.bottom, 0.0))


def stirred(sample, seeds):
    """Every diagram of a sample as it is, and after some of its shapes went anywhere near."""
    model = read_text(sample_folder(sample))
    for diagram in model.of(Diagram):
        yield draw(model, diagram.id), model
        shapes = [place for place in model.owned(diagram.id, Placement) if place.width or place.height]
        for seed in range(seeds):
            chance = random.Random(seed)
            edit = Editor(model, counted_ids(9000))
            for place in chance.sample(shapes, min(3, len(shapes))):
                dx, dy = (float(chance.randrange(-160, 168, 8)) for _axis in "xy")
                edit.set(place.id, x=place.x + dx, y=place.y + dy)
            yield draw(edit.snapshot, diagram.id), edit.snapshot


def mistaken(drawing):
    """The badges of lines that are no nearer to their own line than to another."""
    ways = {
        item.element: [bounds_of(part) for part in pairwise(item.outline)]
        for item in drawing.items
        if item.is_line
    }
    for item in drawing.items:
        for spot in item.spots if item.is_line else ():
            if spot.name in BADGES:
                middle = spot.area.centre
                own = min(off(middle, part) for part in ways[item.element])
                others = (part for one, way in ways.items() if one != item.element for part in way)
                if own >= min((off(middle, part) for part in others), default=inf):
                    yield item.element, spot


def held_and_shown(sample, seeds):
    """How many badges of lines there are, and those that could be taken for badges of another line."""
    count, wrong = 0, []
    for plain, model in stirred(sample, seeds):
        lines = [item.element for item in plain.items if item.is_line]
        one = Overlays(problems=dict.fromkeys(lines, "warning"))
        three = Overlays(
            threats={line: Threats("high", 3) for line in lines},
            verdicts=dict.fromkeys(lines, "violated"),
            problems=dict.fromkeys(lines, "warning"),
        )
        for overlays in (one, three):
            drawing = redraw(plain, model, (), overlays)
            count += sum(spot.name in BADGES for item in drawing.items if item.is_line for spot in item.spots)
            wrong += mistaken(drawing)
    return count, wrong


@pytest.mark.parametrize("sample", SAMPLES)
def test_badges_of_lines_are_nearest_to_their_own_line(sample):
    count, wrong = held_and_shown(sample, 0)
    assert count > 200
    assert wrong == []


@pytest.mark.slow
@pytest.mark.parametrize("sample", SAMPLES)
def test_badges_of_lines_are_nearest_to_their_own_line_wherever_shapes_go(sample):
    count, wrong = held_and_shown(sample, 12)
    assert count > 4000
    assert wrong == []


def test_the_badge_of_an_edge_stands_on_it_though_another_runs_beside_its_words():
    """A guard below its edge takes all the room beside it, another edge runs ten px above it."""
    points = (Point(240, 29), Point(0, 29))
    words = Rect(17, 34, 206, 45)
    beside = Rect(0, 19, 240, 0)
    [square] = on_line(points, 1, [Obstruction(words, WORDS)], [beside], words)
    assert off(square.centre, beside) > off(square.centre, Rect(0, 29, 240, 0))
    assert not square.touches(words)


def test_badges_of_a_short_line_that_another_crosses_huddle_on_it():
    """Two shapes 16 px apart, and another line 4 px before one of them: only the other end says whose."""
    points = (Point(568, 72), Point(568, 56))
    crossing = Rect(528, 60, 68, 0)
    stands = [Obstruction(Rect(445, 69, 150, 54), SHAPE), Obstruction(Rect(541, 5, 150, 54), SHAPE)]
    squares = on_line(points, 3, stands, [crossing])
    assert len(squares) == 3
    for square in squares:
        assert off(square.centre, bounds_of(points)) < off(square.centre, crossing)


level = st.tuples(st.integers(0, 30), st.integers(0, 30), st.integers(3, 30))


@given(st.lists(level, min_size=1, max_size=12), st.lists(level, max_size=6), st.integers(1, 3))
def test_no_crowd_of_lines_and_words_draws_a_badge_to_another_line(others, words, count):
    points = (Point(0, 200), Point(160, 200), Point(160, 20), Point(300, 20))
    own = [bounds_of(part) for part in pairwise(points)]
    strange = [Rect(x * 10.0, y * 8.0 + 4, far * 8.0, 0) for x, y, far in others]
    strange += [Rect(x * 10.0 + 4, y * 8.0 + 4, 0, far * 6.0) for y, x, far in others]
    stands = [Obstruction(Rect(x * 10.0, y * 8.0, far * 6.0, 15), WORDS) for x, y, far in words]
    for square in on_line(points, count, stands, strange, stands[0].area if stands else None):
        middle = square.centre
        assert min(off(middle, part) for part in own) < min(off(middle, part) for part in strange)


@given(
    legs=st.lists(st.integers(70, 300), min_size=2, max_size=5),
    signs=st.lists(st.sampled_from([-1, 1]), min_size=5, max_size=5),
    count=st.integers(1, 2),
)
def test_badges_stand_on_straight_pieces_and_leave_corners_to_see(legs, signs, count):
    """Before, of 1 025 lines with a badge 17 hid their corner behind it, now 3 that have no other room."""
    way = [Point(0, 0)]
    for place, leg in enumerate(legs):
        # It never turns back over itself.
        dx, dy = (leg, 0) if place % 2 == 0 else (0, leg * signs[place])
        way.append(Point(way[-1].x + dx, way[-1].y + dy))
    squares = on_line(way, count, ())
    assert not [bend for bend in way[1:-1] for square in squares if square.grown(2).contains(bend)]
