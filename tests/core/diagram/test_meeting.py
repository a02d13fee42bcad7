"""Shapes grow for the ports of the lines that they newly meet, and what holds them for these lines."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.diagram import draw
from core.diagram.geometry import bounds_of
from core.model import Component, Placement, Port, Side, Zone
from tests.core.diagram.test_yielding import drawn, flow, grow, model, shape


def ports_along(snapshot):
    """The places of the ports along each side of each shape, in order."""
    areas = drawn(snapshot)
    found = {}
    for item in draw(snapshot, "d").items:
        port = snapshot.get(item.element)
        if not isinstance(port, Port):
            continue
        spot, rect = item.bounds.centre, areas[port.owner][0]
        gaps = {
            Side.LEFT: abs(spot.x - rect.x),
            Side.RIGHT: abs(spot.x - rect.right),
            Side.TOP: abs(spot.y - rect.y),
            Side.BOTTOM: abs(spot.y - rect.bottom),
        }
        side = min(gaps, key=gaps.get)
        along = spot.y if side in (Side.LEFT, Side.RIGHT) else spot.x
        found.setdefault((port.owner, side), []).append(along)
    return {key: sorted(places) for key, places in found.items()}


def least_gap(snapshot, apart_from=()):
    rows = (places for (host, _side), places in ports_along(snapshot).items() if host not in apart_from)
    return min((far - near for places in rows for near, far in pairwise(places)), default=16.0)


@pytest.mark.parametrize("count", [3, 4, 6, 9])
def test_a_shape_grows_so_far_that_flows_to_a_shape_beside_it_keep_16_px(count):
    before = model(*shape(1, 0, 0), *shape(2, 480, 0))
    flows = [part for number in range(count) for part in flow(number, "c1", "c2")]
    result, (found,) = grow(before, *flows)
    assert least_gap(result) == 16
    assert set(found.frames) == {"c1", "c2"}
    heights = {drawn(result)[one][0].height for one in ("c1", "c2")}
    needed = 24 + 16 * (count - 1)
    assert all(needed <= height < max(needed, 52.0) + 8 for height in heights)


def test_a_locked_shape_keeps_its_size():
    before = model(*shape(1, 0, 0, locked=True), *shape(2, 480, 0))
    result, (found,) = grow(before, *(part for number in range(6) for part in flow(number, "c1", "c2")))
    assert set(found.frames) == {"c2"}
    assert drawn(result)["c1"] == drawn(before)["c1"]


def test_a_shape_with_room_stays_as_it_is():
    before = model(*shape(1, 0, 0), *shape(2, 480, 0))
    _result, found = grow(before, *flow(1, "c1", "c2"), *flow(2, "c2", "c1"))
    assert found == []


def test_neighbours_yield_to_a_shape_that_grows_for_its_ports():
    before = model(*shape(1, 0, 0), *shape(2, 480, 0), *shape(3, 0, 76), *shape(4, 480, 76))
    result, (found,) = grow(before, *(part for number in range(6) for part in flow(number, "c1", "c2")))
    assert set(found.aside) == {"c3", "c4"}
    areas = drawn(result)
    assert areas["c3"][0].y - areas["c1"][0].bottom >= 16


spots = st.tuples(st.integers(0, 7), st.integers(0, 7)).map(lambda at: (at[0] * 240, at[1] * 136))


@given(st.lists(spots, min_size=2, max_size=5, unique=True), st.data())
@settings(max_examples=10)
def test_whatever_flows_are_added_one_by_one_ports_keep_12_px(places, data):
    ports_keep_apart(places, data, most=8)


@pytest.mark.slow
@pytest.mark.timeout(600)
@given(st.lists(spots, min_size=2, max_size=7, unique=True), st.data())
@settings(max_examples=20)
def test_whatever_many_flows_are_added_one_by_one_ports_keep_12_px(places, data):
    ports_keep_apart(places, data, most=14)


def ports_keep_apart(places, data, most):
    """Add flows between shapes at these places, some of them locked, and look at the ports after each."""
    locked = {f"c{n}" for n in range(len(places)) if data.draw(st.integers(0, 6)) == 0}
    parts = [part for n, (x, y) in enumerate(places) for part in shape(n, x, y, locked=f"c{n}" in locked)]
    now = model(*parts)
    ends = st.integers(0, len(places) - 1)
    for number in range(data.draw(st.integers(3, most))):
        one, other = data.draw(ends), data.draw(ends)
        if one != other:
            now, _found = grow(now, *flow(number, f"c{one}", f"c{other}"))
            assert least_gap(now, locked) >= 12


@pytest.mark.parametrize("kind", [Zone, Component])
@pytest.mark.parametrize("joined", [True, False])
def test_what_takes_in_a_shape_is_so_large_that_its_flows_run_inside(kind, joined):
    holder = kind(id="h", name="Field")
    place = Placement(id="q", owner="d", element="h", x=400, y=400, width=240, height=136)
    flows = [part for number in range(2) for part in flow(number, "c1", "c2")] if joined else []
    before = model(holder, place, *shape(1, 0, 0), *shape(2, 1200, 0), *flows)
    home = {"zone": "h"} if kind is Zone else {"owner": "h"}
    moved = replace(before["p1"], x=560, y=480)
    result, _found = grow(before, replace(before["c1"], **home), moved)
    areas = drawn(result)
    frame, area = areas["h"][0], areas["c1"][0]
    margin = 32 if joined else 16 if kind is Zone else 12
    assert (frame.right - area.right, frame.bottom - area.bottom) == (margin, margin)
    for line in (item.outline for item in draw(result, "d").items if item.is_line):
        for part in map(bounds_of, pairwise(line)):
            along = part.width == 0 and min(abs(part.x - frame.x), abs(part.x - frame.right)) < 8
            assert not (along and part.height > 24 and part.y < frame.bottom and frame.y < part.bottom)


def test_a_flow_that_is_drawn_later_moves_nothing_that_its_ports_need_not():
    zone = Zone(id="z", name="Field")
    place = Placement(id="q", owner="d", element="z", x=0, y=0, width=208, height=100)
    before = model(zone, place, *shape(1, 16, 32, zone="z"), *shape(2, 600, 32))
    result, found = grow(before, *flow(1, "c1", "c2"))
    assert found == []
    assert [drawn(result)[one] for one in ("z", "c1", "c2")] == [
        drawn(before)[one] for one in ("z", "c1", "c2")
    ]


@given(st.lists(st.integers(1, 5).map(lambda at: at * 8.0), max_size=2, unique=True), st.integers(1, 6))
def test_flows_keep_their_distance_from_ports_that_a_person_put_somewhere(places, count):
    put = [
        part
        for number, offset in enumerate(places)
        for part in (
            Port(id=f"u{number}", owner="c1", name="own"),
            Placement(id=f"v{number}", owner="d", element=f"u{number}", side=Side.RIGHT, offset=offset),
        )
    ]
    before = model(*shape(1, 0, 0), *shape(2, 480, 0), *put)
    result, _found = grow(before, *(part for number in range(count) for part in flow(number, "c1", "c2")))
    row = ports_along(result)["c1", Side.RIGHT]
    own = {drawn(result)["c1"][0].y + offset for offset in places}
    assert len(row) == len(places) + count
    assert all(far - near >= 12 for near, far in pairwise(row) if not {near, far} <= own)
