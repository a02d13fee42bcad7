"""Identifiers that are moved behind others."""

import uuid

from hypothesis import given
from hypothesis import strategies as st

from core.ground.identity import behind, counted_ids, uuid7_source, uuid7_text

_ids = st.builds(uuid7_text, st.integers(0, 2**48 - 1), st.binary(min_size=10, max_size=10))


@given(_ids, _ids, st.none() | _ids)
def test_one_moved_behind_another_stands_there_or_stays_what_it_is(fresh, present, following):
    if following is not None and following <= present:
        present, following = following, present
    moved = behind(fresh, present, following or "")
    assert uuid.UUID(moved).version == 7
    assert moved == fresh or (present < moved and (following is None or moved < following))


def test_there_is_room_between_the_usual_ones():
    for source in (counted_ids(), uuid7_source()):
        first, second, third = source(), source(), source()
        moved = behind(third, first, second)
        assert first < moved < second
        assert moved < behind(source(), moved, second) < second


def test_what_is_no_identifier_of_that_sort_is_left():
    fresh = counted_ids()()
    assert behind(fresh, "a", "b") == fresh
    assert behind(fresh, fresh, "b") == fresh
