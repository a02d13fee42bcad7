"""Below full size too, no line runs through the short words of another."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.diagram import draw
from core.diagram.display import Rect, Text
from core.diagram.geometry import bounds_of
from core.diagram.lod import NAMES, NEAR_NAMES
from core.diagram.metrics import width
from tests.core.diagram.test_yielding import flow, grow, model, shape


def short_words(drawing, low):
    """The area of the letters of each line from a scale on."""
    for item in drawing.items:
        for mark in item.marks if item.is_line else ():
            if isinstance(mark, Text) and mark.smallest == low and mark.role == "edge.label":
                high = mark.size * 0.7
                wide = width(mark.text, mark.size, mark.bold)
                yield item.element, Rect(mark.x, mark.baseline - high, wide, high)


def crossed(drawing, low):
    """The words that another line runs through."""
    parts = [
        (item.element, bounds_of(part))
        for item in drawing.items
        if item.is_line
        for part in pairwise(item.outline)
    ]
    return [
        line
        for line, area in short_words(drawing, low)
        if any(owner != line and part.grown(0.5).touches(area) for owner, part in parts)
    ]


@pytest.mark.parametrize("low", [NAMES, NEAR_NAMES])
@pytest.mark.parametrize(("x", "y"), [(640, 0), (0, 400), (560, 320)])
def test_no_line_runs_through_the_words_of_six_side_by_side(low, x, y):
    flows = [part for number in range(6) for part in flow(number, "c1", "c2")]
    result, _found = grow(model(*shape(1, 0, 0), *shape(2, x, y)), *flows)
    drawing = draw(result, "d")
    assert crossed(drawing, low) == []
    assert len(list(short_words(drawing, low))) >= 3


@given(
    st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=4, max_size=12),
    st.sampled_from([NAMES, NEAR_NAMES]),
)
@settings(max_examples=40)
def test_no_line_runs_through_short_words_anywhere(pairs, low):
    spots = ((0, 0), (360, 0), (720, 80), (120, 240), (520, 320))
    parts = [part for number, (x, y) in enumerate(spots) for part in shape(number, x, y)]
    flows = [flow(n, f"c{one}", f"c{other}") for n, (one, other) in enumerate(pairs) if one != other]
    result, _found = grow(model(*parts), *(part for one in flows for part in one))
    assert crossed(draw(result, "d"), low) == []
