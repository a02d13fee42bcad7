"""Shapes that are made one after another find free room in reading order."""

from itertools import combinations, pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from core.diagram.display import Rect
from core.diagram.places import Place
from core.diagram.room import place_in_row, room_of
from core.model import Snapshot

SCREEN = 1200
"""So wide is a row at most, in px."""


def made(count, standing=()):
    """The areas of so many shapes made one after another, the first of them at the origin."""
    places = [Place(f"s{number}", area, None) for number, area in enumerate(standing)]
    areas = [Rect(0, 0, 168, 52)]
    while True:
        places.append(Place(f"n{len(areas)}", areas[-1], None))
        if len(areas) == count:
            return areas
        areas.append(place_in_row(room_of(Snapshot(), places, None), areas[-1], (168, 52)))


def test_ten_shapes_fill_a_row_from_the_left_and_then_the_next():
    areas = made(10)
    rows = {area.y: [one.x for one in areas if one.y == area.y] for area in areas}
    assert [len(row) for row in rows.values()] == [6, 4]
    assert list(rows) == sorted(rows)
    for row in rows.values():
        assert row[0] == 0
        assert all(after > before for before, after in pairwise(row))


@settings(max_examples=30, deadline=None)
@given(
    st.integers(2, 14),
    st.lists(
        st.builds(
            Rect,
            st.integers(25, 200).map(lambda x: x * 8),
            st.integers(-40, 40).map(lambda y: y * 8),
            st.just(168),
            st.just(52),
        ),
        max_size=5,
    ),
)
def test_wherever_others_stand_new_shapes_lie_over_none_of_them_and_over_none_another(count, standing):
    areas = made(count, standing)
    for one, other in combinations(areas, 2):
        assert not one.touches(other)
    assert not any(area.touches(other) for area in areas[1:] for other in standing)
    if not standing:
        assert max(area.right for area in areas) <= SCREEN
