"""What is dropped half on another shape of a zone covers nothing: its neighbours yield."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from core.model import Placement, Zone
from tests.core.diagram.test_yielding import drawn, grow, model, shape


def field(*parts):
    zone = Zone(id="z", name="Field")
    return model(zone, Placement(id="q", owner="d", element="z", x=0, y=0, width=900, height=500), *parts)


def put(snapshot, number, x, y, **facts):
    """The edits that leave a shape elsewhere."""
    return replace(snapshot[f"c{number}"], **facts), replace(snapshot[f"p{number}"], x=x, y=y)


def test_a_neighbour_yields_to_what_is_dropped_half_on_it():
    before = field(*shape(1, 1200, 0), *shape(2, 400, 200, zone="z"))
    result, (found,) = grow(before, *put(before, 1, 280, 200, zone="z"))
    areas = drawn(result)
    assert found.aside == ("c2",)
    assert found.shifts["c2"] == (72, 0)
    assert areas["c1"][0].x == 280
    assert areas["c2"][0].x - areas["c1"][0].right == 16


def test_it_yields_as_well_to_what_was_in_the_zone_already():
    before = field(*shape(1, 40, 200, zone="z"), *shape(2, 400, 200, zone="z"))
    result, (found,) = grow(before, *put(before, 1, 400, 160))
    assert found.shifts == {"c2": (0, 32)}
    assert not drawn(result)["c1"][0].touches(drawn(result)["c2"][0])


def test_what_is_put_beside_another_moves_nothing():
    before = field(*shape(1, 40, 200, zone="z"), *shape(2, 400, 200, zone="z"))
    assert grow(before, *put(before, 1, 216, 200))[1] == []


def test_a_locked_neighbour_stays_and_is_told():
    before = field(*shape(1, 40, 200, zone="z"), *shape(2, 400, 200, zone="z", locked=True))
    _result, (found,) = grow(before, *put(before, 1, 280, 200))
    assert found.shifts == {}
    assert found.covered == (("c1", "c2"),)


spots = st.tuples(st.integers(1, 5), st.integers(1, 5)).map(lambda at: (at[0] * 200, at[1] * 76))


@given(st.lists(spots, min_size=2, max_size=9, unique=True), st.integers(2, 130), st.integers(4, 60))
@settings(max_examples=150)
def test_wherever_a_shape_is_dropped_in_a_zone_it_covers_nothing_and_all_stays_inside(places, column, row):
    parts = [part for n, (x, y) in enumerate(places) for part in shape(n, x, y, zone="z")]
    before = field(*parts, *shape(20, 2000, 0))
    where = column * 8.0, row * 8.0
    middle = where[0] + 88, where[1] + 26
    result, _found = grow(before, *put(before, 20, *where, zone="z"))
    was, areas = drawn(before), drawn(result)
    assert areas["c20"][0].x == where[0]
    under = [n for n in range(len(places)) if was[f"c{n}"][0].grown(0.5).contains(areas["c20"][0].centre)]
    for n in range(len(places)):
        area = areas[f"c{n}"][0]
        assert n in under or not area.touches(areas["c20"][0]), middle
        assert areas["z"][0].contains(area.centre)
        assert areas[f"c{n}"][1] == "z"
        for other in range(n):
            assert not area.touches(areas[f"c{other}"][0])
