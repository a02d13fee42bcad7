"""What can go back: dictionaries, and the grid that is built on them."""

from hypothesis import given
from hypothesis import strategies as st

from core.diagram.display import Rect
from core.diagram.grid import Grid
from core.diagram.kept import Kept

keys = st.integers(0, 5)
writes = st.lists(st.tuples(keys, st.none() | st.integers(0, 3)), max_size=12)
edges = st.integers(-600, 1400).map(float)
areas = st.builds(Rect, edges, edges, edges.map(abs), edges.map(abs))
moves = st.lists(st.tuples(keys, st.none() | areas), max_size=12)


def write(kept, changes):
    for key, value in changes:
        if value is None:
            kept.pop(key, None)
        else:
            kept[key] = value


@given(first=writes, then=writes)
def test_a_kept_dictionary_goes_back_and_on_again(first, then):
    kept = Kept()
    write(kept, first)
    before = dict(kept)
    kept.begin()
    write(kept, then)
    after, noted = dict(kept), kept.begin()
    kept.exchange(noted)
    assert dict(kept) == before
    kept.exchange(noted)
    assert dict(kept) == after


def put(grid, changes):
    for key, area in changes:
        if area is None:
            grid.drop(key)
        else:
            grid.put(key, area)


def found(known, area):
    return {
        key
        for key, other in known.items()
        if other.x <= area.right
        and area.x <= other.right
        and other.y <= area.bottom
        and area.y <= other.bottom
    }


@given(first=moves, then=moves, look=areas, side=st.sampled_from([7.0, 80.0, 256.0]))
def test_a_grid_finds_what_lies_in_an_area_before_and_after_going_back(first, then, look, side):
    grid = Grid(side)
    put(grid, first)
    before = {key: grid.get(key) for key in range(6) if grid.get(key) is not None}
    assert set(grid.near(look)) == found(before, look)
    for store in grid.stores:
        store.begin()
    put(grid, then)
    after = {key: grid.get(key) for key in range(6) if grid.get(key) is not None}
    assert set(grid.near(look)) == found(after, look)
    noted = [(store, store.begin()) for store in grid.stores]
    for known in (before, after):
        for store, changes in noted:
            store.exchange(changes)
        assert set(grid.near(look)) == found(known, look)
        assert len(grid) == len(known)
