"""Segments that find no room side by side take tracks in their own corridors, apart from each other."""

import random
from dataclasses import replace
from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from core.diagram import draw
from core.diagram.corridors import GAPS, NARROW, SPARE, one_by_one, packed, squeezed
from core.diagram.display import Rect
from core.diagram.geometry import bounds_of
from core.diagram.segments import Segment
from core.ground.identity import counted_ids
from core.ground.resources import sample_folder
from core.model import Component, Diagram, Editor, Placement
from core.project import read_text

LEAST = GAPS[-1]


@st.composite
def crowds(draw):
    """Upright segments that lie on one another, each with a corridor around where it runs."""
    found = []
    for number in range(draw(st.integers(2, 6))):
        at = draw(st.integers(97, 102))
        low = draw(st.integers(0, 50))
        found.append(
            Segment(
                f"line {number}",
                1,
                upright=True,
                at=float(at),
                low=float(low),
                high=float(low + draw(st.integers(10, 80))),
                movable=draw(st.booleans()),
                floor=float(at - draw(st.integers(0, 30))),
                ceiling=float(at + draw(st.integers(0, 30))),
            )
        )
    return found


def overlap(one, other):
    return one.low < other.high and other.low < one.high


@given(crowds())
def test_what_is_found_lies_in_the_corridors_and_apart(crowd):
    free = [part for part in crowd if part.movable]
    found = squeezed(crowd, free, 160.0, lambda part, spot: True)
    if found is None:
        return
    for part, spot in zip(free, found, strict=True):
        assert part.floor - SPARE <= spot <= part.ceiling + SPARE
    after = [replace(part, at=spot) for part, spot in zip(free, found, strict=True)]
    for one, other in combinations(after, 2):
        assert not overlap(one, other) or abs(one.at - other.at) >= LEAST - 1e-9
    for one in after:
        for other in (part for part in crowd if not part.movable):
            assert not overlap(one, other) or abs(one.at - other.at) >= LEAST


@given(crowds())
def test_where_not_all_find_room_those_that_do_lie_apart_from_all_others(crowd):
    free = [part for part in crowd if part.movable]
    found = one_by_one(crowd, free, 160.0, lambda part, spot: True)
    placed = [part for part in crowd if not part.movable]
    for part, spot in zip(free, found, strict=True):
        if spot is not None:
            assert part.floor - SPARE <= spot <= part.ceiling + SPARE
            assert all(not overlap(part, other) or abs(spot - other.at) >= NARROW for other in placed)
        placed.append(part if spot is None else replace(part, at=spot))


def segment(number, floor, ceiling):
    """A segment that runs as all others do and may move between two coordinates."""
    return Segment(
        f"line {number}",
        1,
        upright=True,
        at=100.0,
        low=0.0,
        high=50.0,
        movable=True,
        floor=floor,
        ceiling=ceiling,
    )


@given(st.integers(2, 5), st.floats(0, 40))
def test_segments_of_one_corridor_find_room_where_it_is_wide_enough(count, wide):
    crowd = [segment(number, 100.0 - wide / 2, 100.0 + wide / 2) for number in range(count)]
    found = squeezed(crowd, crowd, 160.0, lambda part, spot: True)
    assert (found is not None) == (wide + 2 * SPARE >= LEAST * (count - 1))


@given(crowds(), st.integers(90, 100), st.integers(100, 110))
def test_what_is_packed_lies_in_clear_parts_of_the_corridors_and_apart(crowd, first, last):
    free = [part for part in crowd if part.movable]
    found = packed(crowd, free, 160.0, lambda part, spot: first <= spot <= last)
    if found is None:
        return
    for part, spot in zip(free, found, strict=True):
        assert max(part.floor - SPARE, first) <= spot <= min(part.ceiling + SPARE, last)
    after = [replace(part, at=spot) for part, spot in zip(free, found, strict=True)]
    stay = [part for part in crowd if not part.movable]
    for one, other in [*combinations(after, 2), *((one, other) for one in after for other in stay)]:
        assert not overlap(one, other) or abs(one.at - other.at) >= NARROW - 1e-9


@given(st.integers(2, 6), st.integers(0, 40), st.integers(-20, 20))
def test_segments_find_room_wherever_clear_room_is_wide_enough(count, wide, aside):
    """Near to where they run, some found none though all have room where the first makes way."""
    crowd = [segment(number, 40.0, 160.0) for number in range(count)]
    low = 100.0 + aside - wide / 2
    found = packed(crowd, crowd, 60.0, lambda part, spot: low <= spot <= low + wide)
    assert (found is not None) == (wide >= NARROW * (count - 1))


def over_one_another(drawing):
    """The pairs of lines that share more than 10 px of their way."""
    parts = [
        (item.element, before, after)
        for item in drawing.items
        if item.is_line
        for before, after in pairwise(item.outline)
    ]
    found = set()
    for (one, *first), (other, *second) in combinations(parts, 2):
        if one == other:
            continue
        a, b = bounds_of(first), bounds_of(second)
        across = min(a.right, b.right) - max(a.x, b.x)
        down = min(a.bottom, b.bottom) - max(a.y, b.y)
        upright = a.width == 0 == b.width and abs(a.x - b.x) < 2
        level = a.height == 0 == b.height and abs(a.y - b.y) < 2
        if (upright and down > 10) or (level and across > 10):
            found.add((one, other))
    return found


def test_few_single_moves_on_the_sample_leave_lines_over_one_another():
    """Of 200 moves of components to free places 23 did before there were corridors."""
    sample = read_text(sample_folder("water-treatment"))
    diagram = next(one for one in sample.of(Diagram) if one.name == "Plant overview")
    drawing = draw(sample, diagram.id)
    areas = {
        item.element: bounds_of(item.outline)
        for item in drawing.items
        if item.layer in (1, 3) and not item.is_line
    }
    zones = [(bounds_of(item.outline), item.element) for item in drawing.items if item.layer == 0]
    components = sorted(one.id for one in sample.of(Component) if one.id in areas)
    drawn, moves = random.Random(1), 0
    covered = 0
    while moves < 100:
        moving = drawn.choice(components)
        before = areas[moving]
        there = Rect(drawn.randrange(1500), drawn.randrange(850), before.width, before.height)
        if any(other != moving and there.grown(24).touches(area) for other, area in areas.items()):
            continue
        moves += 1
        edit = Editor(sample, counted_ids(9000))
        placement = next(one for one in sample.uses(moving, Placement) if one.owner == diagram.id)
        edit.set(placement, x=float(there.x), y=float(there.y))
        around = [(area.width, zone) for area, zone in zones if area.contains(there.centre)]
        edit.set(moving, owner=None, zone=min(around)[1] if around else None)
        covered += bool(over_one_another(draw(edit.snapshot, diagram.id)))
    assert over_one_another(drawing) == set()
    assert covered <= 1
