"""Badges speak of elements and hide nothing that the elements say: tried on the sample, fully badged."""

import dataclasses
from itertools import combinations, pairwise
from math import hypot

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.diagram import Overlays, Threats, draw, redraw
from core.diagram.badge_places import SIZE, beyond, on_top
from core.diagram.display import Rect, Shape, visible
from core.diagram.geometry import around, bounds_of
from core.diagram.labels import WORDS, Obstruction
from core.diagram.line_badges import on_line, steps_on_line
from core.diagram.marks import badge_row, badges_of, worst_role
from core.diagram.overlay import Overlay
from core.ground.identity import counted_ids
from core.ground.resources import sample_folder
from core.model import Diagram, DiagramType, Editor, Placement, Point, Side
from core.project import read_text

BADGES = ("threats", "verdict", "problem")


@pytest.fixture(scope="module")
def sample():
    return read_text(sample_folder("water-treatment"))


def everything(drawing, sample):
    """A threat at every element, a verdict at every shape."""
    shapes = [item.element for item in drawing.items if item.layer in (1, 3) and not item.is_line]
    return Overlays(
        threats={item.element: Threats("high", 3) for item in drawing.items},
        verdicts=dict.fromkeys(shapes, "violated"),
    )


def badges(drawing):
    return [(item.element, spot.area) for item in drawing.items for spot in item.spots if spot.name in BADGES]


def heads(item):
    """The areas of the arrow head and the crossings of a line: filled outlines that are no badge."""
    own = [spot.area for spot in item.spots if spot.name in BADGES]
    for mark in item.marks:
        if isinstance(mark, Shape) and mark.fill and mark.smallest == 0.6 and mark.largest > 1:
            area = bounds_of(point for step in mark.steps for point in step.points)
            if not any(square.grown(3).contains(area.centre) for square in own):
                yield area


def facts(drawing):
    """What badges must leave to see: ports, lollipops and their words, labels, heads, crossings."""
    for item in drawing.items:
        if item.layer == 4:
            yield item.element, bounds_of(item.outline)
        for spot in item.spots:
            if spot.name == "label" or (spot.name == "name" and item.layer in (0, 4)):
                yield item.element, spot.area
        if item.is_line:
            yield from ((item.element, area) for area in heads(item))


def hidden(drawing):
    return [
        (badge, fact)
        for badge in badges(drawing)
        for fact in facts(drawing)
        if badge[1].grown(-0.5).touches(fact[1])
    ]


@pytest.mark.parametrize("kind", list(DiagramType))
def test_no_badge_on_the_sample_hides_a_fact_or_another_badge(sample, kind):
    for diagram in sample.of(Diagram):
        if diagram.diagram is kind:
            plain = draw(sample, diagram.id)
            full = draw(sample, diagram.id, everything(plain, sample))
            assert len(badges(full)) > len(plain.items) / 2
            assert hidden(full) == [], diagram.name
            pairs = combinations(badges(full), 2)
            assert [pair for pair in pairs if pair[0][1].touches(pair[1][1])] == [], diagram.name


def test_badges_follow_what_they_dodge(sample):
    """A drawing brought up to date step by step is the drawing made at once."""
    diagram = next(one for one in sample.of(Diagram) if one.name == "Plant overview")
    before = draw(sample, diagram.id)
    overlays = everything(before, sample)
    before = redraw(before, sample, (), overlays)
    for placement in list(sample.owned(diagram.id, Placement))[::7]:
        editor = Editor(sample, counted_ids(10**6))
        editor.set(placement, x=placement.x + 40.0, y=placement.y + 24.0, offset=placement.offset + 17.0)
        after = redraw(before, editor.snapshot, editor.edits(), overlays)
        assert after == draw(editor.snapshot, diagram.id, overlays)
        back = [dataclasses.replace(edit, before=edit.after, after=edit.before) for edit in editor.edits()]
        before = redraw(after, sample, back, overlays)


@pytest.mark.parametrize(
    ("overlay", "shown"),
    [
        (Overlay(Threats("low", 2), "violated", "warning"), "verdict"),
        (Overlay(Threats("critical", 2), "satisfied", "error"), "problem"),
        (Overlay(Threats("high", 2), "unknown", "warning"), "threats"),
        (Overlay(Threats("medium", 2), "satisfied", "warning"), "problem"),
        (Overlay(Threats("info", 1), "satisfied", "information"), "threats"),
        (Overlay(None, "unknown", "information"), "verdict"),
    ],
)
def test_below_full_size_the_worst_badge_is_drawn_and_the_others_are_dots(overlay, shown):
    squares = on_top(Rect(0, 0, 200, 50), len(badges_of(overlay)), ())
    marks, spots = badge_row(squares, overlay)
    seen = [
        bounds_of(point for step in mark.steps for point in step.points)
        for mark in marks
        if isinstance(mark, Shape) and visible(mark, 0.7)
    ]
    widest = {
        spot.name: max((area.width for area in seen if spot.area.contains(area.centre)), default=0.0)
        for spot in spots
    }
    assert widest.pop(shown) > 11
    assert set(widest.values()) <= {8.0}
    alone = {"threats": Overlay(overlay.threats), "verdict": Overlay(None, overlay.verdict)}
    alone["problem"] = Overlay(problem=overlay.problem)
    assert worst_role(overlay) == worst_role(alone[shown])


@given(st.lists(st.floats(0, 190), max_size=6), st.integers(1, 3))
def test_a_row_on_a_border_dodges_whatever_is_there_while_there_is_room(places, count):
    border = Rect(0, 0, 200, 50)
    taken = [Rect(x - 4, -4, 8, 8) for x in places]
    squares = on_top(border, count, taken)
    assert len(squares) == count
    assert not [square for square in squares for area in taken if square.touches(area)]
    assert not [pair for pair in combinations(squares, 2) if pair[0].touches(pair[1])]
    if len(places) < 3:
        assert all(square.x >= 0 and square.right <= 200 for square in squares)


def test_badges_stand_behind_the_word_of_a_lollipop():
    words = Rect(100, 40, 30, 14)
    assert beyond(words, Side.RIGHT, 2) == [Rect(134, 39, 16, 16), Rect(156, 39, 16, 16)]
    assert beyond(words, Side.LEFT, 1) == [Rect(80, 39, 16, 16)]


def test_a_line_without_room_has_its_badge_beside_it():
    points = (Point(0, 0), Point(40, 0))
    label = Obstruction(Rect(5, -20, 30, 15), 60.0)
    [square] = on_line(points, 1, [label])
    assert square.y > 0
    assert not square.touches(label.area)


@given(st.integers(60, 300), st.integers(40, 200), st.integers(1, 3))
def test_a_badge_stands_near_its_line_however_long_the_words_are(wide, high, count):
    points = (Point(0, 0), Point(0, float(high)))
    words = Rect(8, high / 2 - 15, wide, 30)
    crowd = [Obstruction(Rect(-12, -12, 24, high + 24), 60.0), Obstruction(words, WORDS)]
    squares = on_line(points, count, crowd, words=words)
    assert min(max(square.x, -square.right) for square in squares) <= 24


def test_the_numbers_of_a_replay_leave_labels_and_heads_to_see(sample):
    for diagram in sample.of(Diagram):
        if diagram.diagram is DiagramType.BEHAVIOUR:
            lines = [item.element for item in draw(sample, diagram.id).items if item.is_line]
            full = draw(sample, diagram.id, Overlays(taken=dict.fromkeys(lines, (1, 12))))
            for item in full.items:
                labels = [spot.area for spot in item.spots if spot.name == "label"]
                discs = [
                    bounds_of(point for step in mark.steps for point in step.points)
                    for mark in item.marks
                    if isinstance(mark, Shape) and mark.fill == "edge.path" and mark.stroke is None
                ]
                size = pytest.approx(16)
                discs = [disc for disc in discs if item.is_line and (disc.width, disc.height) == (size, size)]
                assert len(discs) == 2 * item.is_line
                assert all(around([item.bounds, disc]) == item.bounds for disc in discs)
                # On a short line the edge of a disc may reach into the leading above the words beside it.
                cores = [disc.grown(-3.5) for disc in discs]
                assert [core for core in cores for label in labels if core.touches(label)] == []


corners = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), min_size=2, max_size=6, unique=True)


@given(corners, st.integers(1, 6), st.booleans())
def test_the_discs_of_steps_stand_on_their_line(places, count, crowded):
    points = [Point(20.0 * x, 20.0 * y) for x, y in places]
    stands = [Obstruction(Rect(0, 0, 400, 400), WORDS)] if crowded else []
    squares = steps_on_line(points, count, stands)
    assert len(squares) == count
    assert len({(square.x, square.y) for square in squares}) == count
    for square in squares:
        middle = square.centre
        assert square.width == SIZE
        assert min(_off(middle, *part) for part in pairwise(points)) < 1e-6


def _off(point, before, after):
    """How far the point is from the straight way between two others."""
    across, down = after.x - before.x, after.y - before.y
    share = ((point.x - before.x) * across + (point.y - before.y) * down) / (across**2 + down**2)
    share = min(max(share, 0.0), 1.0)
    return hypot(point.x - before.x - across * share, point.y - before.y - down * share)
