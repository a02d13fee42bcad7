"""Marks that are made when they are looked at: from far as many as are seen there, and no others needed."""

import pytest

from core.diagram import draw, visible
from core.diagram.later import Later, marks_seen, span_of
from core.diagram.lod import SHAPES
from tests.core.diagram.test_drawing import DIAGRAMS, PLANT, _random_overlays


@pytest.mark.parametrize("name", DIAGRAMS)
@pytest.mark.parametrize("scale", [0.05, 0.2, SHAPES - 0.001])
def test_what_is_seen_from_far_is_what_all_marks_show_there(name, scale):
    overlays = _random_overlays(PLANT.snapshot, range(0, 200, 3))
    drawing = draw(PLANT.snapshot, DIAGRAMS[name], overlays)
    assert any(isinstance(item.marks, Later) for item in drawing.items)
    for item in drawing.items:
        far = [mark for mark in marks_seen(item.marks, far=True) if visible(mark, scale)]
        assert far == [mark for mark in item.marks if visible(mark, scale)]


@pytest.mark.parametrize("scale", [0.1, 0.35, 0.47, 0.6, 0.7, 1.0, 1.2, 3.0])
def test_within_its_span_an_item_shows_the_same_marks(scale):
    drawing = draw(PLANT.snapshot, DIAGRAMS["Plant overview"])
    for item in drawing.items:
        low, high = span_of(item.marks, scale)
        assert low <= scale < high
        shown = [mark for mark in item.marks if visible(mark, scale)]
        for other in (low, (low + min(high, 9.0)) / 2, min(high, 9.0) - 1e-9):
            assert shown == [mark for mark in item.marks if visible(mark, other)]


def test_marks_made_later_count_and_stand_in_order():
    drawing = draw(PLANT.snapshot, DIAGRAMS["Plant overview"])
    marks = next(item.marks for item in drawing.items if isinstance(item.marks, Later))
    assert len(marks) == len(list(marks))
    assert [marks[place] for place in range(len(marks))] == list(marks)
    assert marks[1:3] == tuple(marks)[1:3]
