"""What is told of a place for words is all that lies there, whatever else was asked before."""

from hypothesis import given
from hypothesis import strategies as st

from core.diagram.display import Rect
from core.diagram.grid import Grid
from core.diagram.labels import LABEL, LINE, OFF, SHAPE
from core.diagram.places import Place
from core.diagram.standing import Standing
from core.diagram.weighing import Weighing
from core.model import Component

WIDE, HIGH = 120.0, 30.0

spots = st.integers(-900, 900)
rects = st.builds(Rect, spots, spots, st.integers(0, 400), st.integers(0, 200))
places = st.builds(Rect, spots, spots, st.floats(4, WIDE), st.floats(4, HIGH))
between = st.builds(Rect, spots, spots, st.just(4.0), st.floats(8, OFF))


def touching(area, margin, others):
    """Of the others, those that share more than an edge with an area and its margin."""
    wide = area.grown(margin)
    return sum(wide.touches(other.grown(1e-6)) for other in others)


@given(
    shapes=st.lists(rects, max_size=4),
    parts=st.lists(rects, max_size=4),
    words=st.dictionaries(st.sampled_from("abcdxyz"), rects, max_size=5),
    tried=st.lists(st.one_of(places, between), min_size=1, max_size=12),
)
def test_a_place_weighs_what_stands_there_the_lines_there_and_the_words_before(shapes, parts, words, tried):
    standing, way_parts, written = Standing(), Grid(80.0), Grid(80.0)
    for number, rect in enumerate(shapes):
        shape = Component(id=f"s{number}")
        standing.place_shape(shape.id, shape, Place(shape.id, rect, None))
    for number, rect in enumerate(parts):
        way_parts.put(("line", number), rect)
    for key, rect in words.items():
        written.put(key, rect)
    weighing = Weighing("m", (WIDE, HIGH), standing, way_parts)
    full, plain = weighing.among(written, lines=True), weighing.among(written, lines=False)
    earlier = [rect for key, rect in words.items() if key < "m"]
    for area in tried:
        stands = SHAPE * touching(area, 3.0 - 2e-3, shapes)
        passing = LINE * touching(area, 3.0 - 1e-3, parts)
        said = LABEL * touching(area, 2.0 - 1e-3, earlier)
        assert full(area, float("inf")) == stands + passing + said
        assert plain(area, float("inf")) == stands + said
        assert (full(area, LINE) >= LINE) == (stands + passing + said >= LINE)
