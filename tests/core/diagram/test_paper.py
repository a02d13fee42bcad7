"""Sheets of paper: together they show all of a drawing, at its size, and none leaves its margins."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.diagram.display import Rect
from core.diagram.paper import FULL, HEADER, OVERLAP, Way, sheets

lengths = st.floats(1, 6000)
areas = st.builds(Rect, st.floats(-500, 500), st.floats(-500, 500), lengths, lengths)
papers = st.builds(Rect, st.floats(10, 60), st.floats(10, 60), st.floats(200, 1200), st.floats(200, 1200))


@given(areas, papers)
def test_a_drawing_that_fits_a_page_is_whole_never_larger_and_in_the_middle(area, room):
    (sheet,) = sheets(area, room, Way.FIT)
    assert sheet.source == area
    place = sheet.place
    assert place.width / area.width == pytest.approx(place.height / area.height)
    assert place.width / area.width <= FULL * 1.000001
    assert place.x >= room.x - 1e-6
    assert place.right <= room.right + 1e-6
    assert place.y >= room.y + HEADER - 1e-6
    assert place.bottom <= room.bottom + 1e-6
    assert place.centre.x == pytest.approx(room.centre.x)


@given(areas, papers, st.floats(0, 1), st.floats(0, 1))
def test_every_point_of_a_drawing_is_on_a_tile(area, room, across, down):
    made = sheets(area, room, Way.TILES)
    x, y = area.x + across * area.width, area.y + down * area.height
    assert any(
        sheet.source.x - 1e-6 <= x <= sheet.source.right + 1e-6
        and sheet.source.y - 1e-6 <= y <= sheet.source.bottom + 1e-6
        for sheet in made
    )


@given(areas, papers)
def test_tiles_keep_the_size_stay_on_the_paper_and_share_a_strip(area, room):
    made = {(sheet.row, sheet.column): sheet for sheet in sheets(area, room, Way.TILES)}
    for (row, column), sheet in made.items():
        assert sheet.place.width == pytest.approx(sheet.source.width * FULL)
        assert sheet.place.right <= room.right + 1e-6
        assert sheet.place.bottom <= room.bottom + 1e-6
        assert sheet.source.width > 0 < sheet.source.height
        right = made.get((row, column + 1))
        assert ("right" in sheet.joins) == (right is not None)
        if right is not None:
            assert (sheet.source.right - right.source.x) * FULL == pytest.approx(OVERLAP, abs=1e-6)
            assert "left" in right.joins
        below = made.get((row + 1, column))
        assert ("bottom" in sheet.joins) == (below is not None)
        if below is not None:
            assert sheet.source.bottom - below.source.y > 0
