"""How clean the lines of seeded drawings are, and that they are so after any change as when drawn anew."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.diagram import draw, redraw
from core.ground.identity import counted_ids
from core.model import Component, Editor, Placement, Zone
from tests.bench.routing import figures_of, machine, nested, scattered


def figures(scenes):
    found = Counter()
    for snapshot, diagram in scenes:
        found.update(figures_of(snapshot, draw(snapshot, diagram)))
    return found


def test_lines_between_scattered_shapes_are_clean():
    """Before, 20 pairs ran over one another, 10 lines along a border, 17 226 px in zones of others."""
    found = figures(scattered(seed) for seed in range(10))
    assert found["lines"] == 240
    assert found["through_shapes"] == 0
    assert found["beside_borders"] == 0
    assert found["over_one_another"] <= 3
    assert found["px_in_other_zones"] <= 100


def test_edges_of_crowded_machines_are_clean():
    found = figures(machine(seed) for seed in range(20))
    assert found["through_shapes"] == 0
    assert found["beside_borders"] <= 2
    assert found["over_one_another"] <= 3


def test_lines_of_an_arranged_nested_drawing_have_no_jogs_and_run_on_no_border():
    found = figures([nested(100)])
    assert found["through_shapes"] == found["over_one_another"] == found["jogs"] == 0
    assert found["beside_borders"] == 0
    assert found["bends"] <= 125


def test_where_shapes_cover_each_other_lines_leave_by_the_sides_that_are_free():
    """Of 240 lines 33 ran through a shape before, though a way was free."""
    assert figures(scattered(seed, covering=True) for seed in range(10))["through_shapes"] <= 2


@settings(max_examples=8, deadline=None)
@given(seed=st.integers(0, 39), covering=st.booleans(), data=st.data())
def test_redrawing_among_zones_gives_what_drawing_gives(seed, covering, data):
    redrawn_is_drawn(seed, covering, data)


@pytest.mark.slow
@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 39), covering=st.booleans(), data=st.data())
def test_redrawing_among_zones_gives_what_drawing_gives_at_length(seed, covering, data):
    redrawn_is_drawn(seed, covering, data)


def redrawn_is_drawn(seed, covering, data):
    snapshot, diagram = scattered(seed, covering)
    ids = counted_ids(100_000)
    drawing = draw(snapshot, diagram)
    kinds = {one.id: type(snapshot[one.element]) for one in snapshot.owned(diagram, Placement)}
    for _step in range(data.draw(st.integers(1, 3))):
        for brief in (*[True] * data.draw(st.integers(0, 2)), False):
            editor = Editor(snapshot, ids)
            for one in data.draw(st.sets(st.sampled_from(sorted(kinds)), min_size=1, max_size=2)):
                known = editor.get(one)
                x, y = data.draw(st.integers(-20, 20)), data.draw(st.integers(-20, 20))
                if kinds[one] is Zone and data.draw(st.booleans()):
                    editor.set(known, width=max(known.width + 16.0 * x, 200.0))
                else:
                    editor.set(known, x=known.x + 8.0 * x, y=known.y + 8.0 * y)
            drawing = redraw(drawing, editor.snapshot, editor.edits(), brief=brief)
            snapshot = editor.snapshot
        assert drawing == draw(snapshot, diagram)


@pytest.mark.parametrize("seed", range(3))
def test_scattered_scenes_hold_what_is_measured_in_them(seed):
    snapshot, _diagram = scattered(seed)
    assert len(list(snapshot.of(Zone))) == 3
    assert len(list(snapshot.of(Component))) > 12
