"""The legend below a picture: nothing of the drawing is touched, and everything of the legend is seen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.diagram import Text, draw, visible
from core.diagram.display import Rect
from core.diagram.geometry import around
from core.diagram.legend import LEGEND, Legend, LegendRow, with_legend
from core.diagram.metrics import width
from tests.core.diagram.plant import plant

ROWS = st.lists(
    st.builds(
        LegendRow,
        st.sampled_from((0, 1, 2, 3)),
        st.text("abcdefgh ", min_size=1, max_size=30),
        st.integers(0, 9999),
    ),
    min_size=1,
    max_size=4,
)


@pytest.fixture(scope="module")
def drawing():
    found = plant()
    return draw(found.snapshot, found["diagram", "Plant overview"].id)


@given(rows=ROWS, remark=st.sampled_from(["", "stale"]), wide=st.floats(60, 3000))
def test_each_entry_of_a_legend_stands_below_the_drawing_and_beside_the_others(drawing, rows, remark, wide):
    bounds = Rect(40, -20, wide, 100)
    narrowed = type(drawing)(drawing.diagram, drawing.items, bounds)
    made = with_legend(narrowed, Legend("Risk", rows, remark))
    *items, legend = made.items
    assert tuple(items) == drawing.items
    assert legend.element == LEGEND
    assert legend.bounds.y >= bounds.bottom
    assert around([made.bounds, legend.bounds, bounds]) == made.bounds
    words = [mark for mark in legend.marks if isinstance(mark, Text) and visible(mark, 1.0)]
    texts = [mark.text for mark in words]
    assert texts[0] == "Risk"
    said = iter(texts)
    assert all(word in said for row in rows for word in (row.words, str(row.count)))
    areas = []
    for mark in words:
        wide_of = width(mark.text, mark.size, mark.bold)
        left = mark.x - (wide_of / 2 if mark.anchor == "centre" else 0)
        areas.append(Rect(left, mark.baseline - 9, wide_of, 11))
    for number, area in enumerate(areas):
        assert around([legend.bounds, area]) == legend.bounds
        assert not any(area.touches(other) for other in areas[:number])
