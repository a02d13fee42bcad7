"""What attracts a rectangle: neighbours, equal gaps, the grid, each the nearest of its kind."""

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRectF

from app.gestures.snapping import NEAR, Gap, Guide, attracted, stretched

numbers = st.integers(-400, 400).map(float)
sizes = st.integers(20, 200).map(float)
areas = st.builds(QRectF, numbers, numbers, sizes, sizes)


def lines(hints):
    """Guides as their two ends."""
    return [(hint.line.x1(), hint.line.y1(), hint.line.x2(), hint.line.y2()) for hint in hints]


def test_a_middle_is_laid_on_the_middle_of_a_neighbour_and_the_gap_is_told():
    found = attracted(QRectF(103, 200, 100, 50), [QRectF(80, 100, 140, 52)])
    assert found.shift.x() == -3
    (guide,) = [hint for hint in found.hints if isinstance(hint, Guide)]
    assert (guide.line.x1(), guide.line.x2()) == (150, 150)
    assert guide.gap == 48
    assert (guide.line.y1(), guide.line.y2()) == (92, 258)


def test_edges_are_laid_on_edges():
    left = attracted(QRectF(75, 300, 100, 50), [QRectF(80, 100, 300, 50)])
    assert left.shift.x() == 5
    assert lines(left.hints) == [(80, 92, 80, 362)]


def test_a_shape_of_the_same_size_shows_one_guide():
    found = attracted(QRectF(200, 103, 100, 50), [QRectF(0, 100, 100, 50)])
    assert found.shift.y() == -3
    assert len([hint for hint in found.hints if isinstance(hint, Guide)]) == 1


def test_the_nearest_of_all_that_attracts_wins():
    found = attracted(QRectF(103, 500, 60, 50), [QRectF(98, 0, 300, 40), QRectF(104, 200, 300, 40)])
    assert found.shift.x() == 1


def test_a_third_shape_takes_the_gap_of_two_others():
    row = [QRectF(0, 0, 100, 50), QRectF(130, 0, 100, 50)]
    found = attracted(QRectF(264, 11, 100, 51), row)
    assert found.shift.x() == -4
    gaps = [hint for hint in found.hints if isinstance(hint, Gap)]
    assert [gap.length for gap in gaps] == [30, 30]


def test_a_shape_between_two_others_leaves_equal_gaps():
    found = attracted(QRectF(143, 3, 60, 61), [QRectF(0, 0, 100, 50), QRectF(240, 7, 100, 40)])
    assert found.shift.x() == -3
    assert sorted(gap.length for gap in found.hints if isinstance(gap, Gap)) == [40, 40]


def test_gaps_count_downwards_too():
    found = attracted(QRectF(11, 264, 51, 100), [QRectF(0, 0, 50, 100), QRectF(0, 130, 50, 100)])
    assert found.shift.y() == -4


def test_where_nothing_is_near_the_grid_attracts():
    found = attracted(QRectF(101, 203, 61, 51), [QRectF(4000, 4000, 10, 10)])
    assert (found.shift, found.hints) == (QPointF(3, -3), ())


@given(areas, st.lists(areas, max_size=6))
def test_nothing_goes_further_than_what_is_near(frame, neighbours):
    shift = attracted(frame, neighbours).shift
    assert abs(shift.x()) <= NEAR
    assert abs(shift.y()) <= NEAR


@given(areas, st.lists(areas, max_size=6))
def test_guides_run_along_an_edge_or_a_middle_of_what_is_dragged(frame, neighbours):
    found = attracted(frame, neighbours)
    there = frame.translated(found.shift)
    across = (there.left(), there.center().x(), there.right())
    down = (there.top(), there.center().y(), there.bottom())
    for guide in found.hints:
        if isinstance(guide, Guide):
            line = guide.line
            upright = line.x1() == line.x2()
            places = across if upright else down
            at = line.x1() if upright else line.y1()
            assert min(abs(at - place) for place in places) < 0.01


@given(areas, st.sampled_from([(0, 0), (1, 0.5), (0.5, 1), (1, 1), (0, 0.5)]), st.lists(areas, max_size=6))
def test_sides_that_are_not_dragged_stay(area, handle, neighbours):
    found, _hints = stretched(area, handle, neighbours)
    if handle[0] != 0:
        assert found.left() == area.left()
    if handle[0] != 1:
        assert found.right() == area.right()
    if handle[1] != 0:
        assert found.top() == area.top()
    if handle[1] != 1:
        assert found.bottom() == area.bottom()


def test_a_shape_becomes_as_wide_as_its_neighbour():
    found, _hints = stretched(QRectF(300, 0, 96, 50), (1, 0.5), [QRectF(0, 200, 100, 50)])
    assert found.width() == 100


def test_a_side_keeps_a_gap_that_stands_there():
    row = [QRectF(0, 0, 100, 50), QRectF(130, 0, 100, 50), QRectF(600, 0, 50, 50)]
    found, hints = stretched(QRectF(260, 0, 307, 50), (1, 0.5), row)
    assert found.right() == 570
    assert 30 in [hint.length for hint in hints if isinstance(hint, Gap)]
