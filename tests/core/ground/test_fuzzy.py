"""Names are found by a few letters, the better the more of a beginning they are."""

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from core.ground.fuzzy import fuzzy


@pytest.mark.parametrize(
    ("typed", "name", "spans"),
    [
        ("lev", "Level controller", ((0, 3),)),
        ("cont", "Level controller", ((6, 4),)),
        ("lev cont", "Level controller", ((0, 3), (6, 4))),
        ("lvlc", "Level controller", ((0, 1), (2, 1), (4, 1), (6, 1))),
        ("trol", "Level controller", ((9, 4),)),
    ],
)
def test_a_name_is_found_by_words_beginnings_and_letters_in_their_order(typed, name, spans):
    found = fuzzy(typed, name)
    assert found is not None
    assert found.spans == spans


def test_letters_that_begin_at_no_word_or_lie_far_apart_find_nothing():
    assert fuzzy("evl", "Level controller") is None
    assert fuzzy("undo", "Leave what is under way, the tool, the selection") is None
    assert fuzzy("lev pump", "Level controller") is None


def test_the_whole_name_counts_most_then_its_beginning_then_a_word_then_letters():
    names = ["Level", "Level controller", "Tank level", "Sublevels", "Low event vessel leak"]
    worth = [found.worth for name in names if (found := fuzzy("level", name)) is not None]
    assert len(worth) == 5
    assert worth == sorted(worth, reverse=True)
    assert fuzzy("lvl", "Level").worth < fuzzy("lev", "Level").worth


@given(st.text(min_size=1, max_size=30), st.data())
def test_what_is_found_lies_in_the_name(name, data):
    places = data.draw(st.lists(st.integers(0, len(name) - 1), max_size=8))
    found = fuzzy("".join(name[place] for place in sorted(places)), name)
    spans = () if found is None else found.spans
    event(f"{len(spans)} spans")
    assert all(start >= 0 and length > 0 and start + length <= len(name) for start, length in spans)


@given(st.text(alphabet="abc de", min_size=1, max_size=12))
def test_every_name_is_found_by_itself(name):
    assert fuzzy(name, name) is not None
