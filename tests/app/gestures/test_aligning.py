"""Aligning, equal gaps and equal sizes: what comes out, for all shapes."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.gestures.aligning import align, distribute, equally_spaced, same_size
from app.gestures.ordering import reordered
from tests.app.canvas.conftest import bench, opened, overview, place, same_as_drawn_anew  # noqa: F401

spans = st.lists(
    st.tuples(st.integers(-500, 500), st.integers(10, 200)).map(lambda s: (float(s[0]), float(s[0] + s[1]))),
    min_size=3,
    max_size=8,
).map(lambda found: {str(place): span for place, span in enumerate(found)})

ROW = ("Cl analyser", "Dosing pump", "Level sensor")


def areas(canvas, ids):
    return [canvas.scene_shown.find(one).outline() for one in ids]


@given(spans)
def test_all_gaps_are_equal_up_to_a_px_and_the_ends_stay(found):
    shifts = equally_spaced(found)
    after = {one: (low + shifts[one], high + shifts[one]) for one, (low, high) in found.items()}
    order = sorted(found, key=lambda one: sum(found[one]))
    assert (shifts[order[0]], shifts[order[-1]]) == (0, 0)
    gaps = [after[second][0] - after[first][1] for first, second in pairwise(order)]
    assert max(gaps) - min(gaps) <= 2


@pytest.mark.parametrize(
    ("edge", "of"),
    [
        ("left", lambda area: area.left()),
        ("centre", lambda area: area.center().x()),
        ("right", lambda area: area.right()),
        ("top", lambda area: area.top()),
        ("middle", lambda area: area.center().y()),
        ("bottom", lambda area: area.bottom()),
    ],
)
def test_shapes_have_an_edge_in_common(bench, overview, edge, of):  # noqa: F811
    canvas, _hand = overview
    chosen = [bench.plant["component", name].id for name in ROW]
    with bench.session.change("Spread them") as edit:
        for number, one in enumerate(chosen):
            placed = place(bench, canvas, one)
            edit.set(placed, x=placed.x + 9.0 * number, y=placed.y + 4.0 * number)
    heads = len(bench.labels)
    frame = areas(canvas, chosen)[0].united(areas(canvas, chosen)[1]).united(areas(canvas, chosen)[2])
    align(canvas, chosen, edge)
    assert {of(area) for area in areas(canvas, chosen)} == {of(frame)}
    assert len(bench.labels) == heads + 1
    same_as_drawn_anew(bench, canvas)


def test_what_would_come_into_another_zone_is_not_aligned(bench, overview):  # noqa: F811
    canvas, _hand = overview
    chosen = [
        bench.plant["component", name].id for name in ("Historian", "Operator HMI", "Dosing controller")
    ]
    said, before = [], areas(canvas, chosen)
    canvas.message.connect(said.append)
    assert not align(canvas, chosen, "top")
    assert areas(canvas, chosen) == before
    assert said[-1].startswith("Not done: ")
    assert said[-1].endswith("would come into another zone. Drag it there if that is meant.")


def test_what_lies_in_a_zone_is_aligned_with_it(bench, overview):  # noqa: F811
    canvas, _hand = overview
    zone, other = bench.plant["zone", "Process"].id, bench.plant["zone", "Operations"].id
    inner = bench.plant["component", "Cl analyser"].id
    before = place(bench, canvas, inner).x - canvas.scene_shown.find(zone).outline().left()
    with bench.session.change("Move a zone") as edit:
        edit.set(place(bench, canvas, zone), x=0)
    align(canvas, [zone, other], "right")
    frames = areas(canvas, [zone, other])
    assert frames[0].right() == frames[1].right()
    assert place(bench, canvas, inner).x - frames[0].left() >= min(before, 16)


def test_gaps_become_equal_in_one_change(bench, overview):  # noqa: F811
    canvas, _hand = overview
    chosen = [bench.plant["component", name].id for name in ROW]
    with bench.session.change("Disturb") as edit:
        edit.set(place(bench, canvas, chosen[1]), x=310)
    distribute(canvas, chosen, "across")
    found = areas(canvas, chosen)
    assert abs((found[1].left() - found[0].right()) - (found[2].left() - found[1].right())) <= 1
    assert bench.labels[-1] == "Space 3 components across"


def test_two_shapes_have_no_gaps_to_make_equal(bench, overview):  # noqa: F811
    canvas, _hand = overview
    said = []
    canvas.message.connect(said.append)
    head = bench.session.project.head_hash
    assert not distribute(canvas, [bench.plant["component", name].id for name in ROW[:2]], "down")
    assert said == ["Select three shapes or more to give them equal gaps"]
    assert bench.session.project.head_hash == head


def test_shapes_become_as_large_as_the_last_one(bench, overview):  # noqa: F811
    canvas, _hand = overview
    chosen = [bench.plant["component", name].id for name in ROW]
    with bench.session.change("Grow") as edit:
        edit.set(place(bench, canvas, chosen[2]), width=192, height=64)
    same_size(canvas, chosen)
    assert {(area.width(), area.height()) for area in areas(canvas, chosen)} == {(192, 64)}


@given(st.lists(st.integers(-3, 3), min_size=1, max_size=8))
def test_a_row_is_in_order_once_it_is_reordered(orders):
    row = [str(place) for place in range(len(orders))]
    known = dict(zip(row, orders, strict=True))
    after = known | reordered(row, known)
    assert all(after[first] < after[second] for first, second in pairwise(row))
