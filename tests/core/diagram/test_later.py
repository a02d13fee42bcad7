"""Marks that are made when they are looked at can be listed, counted and picked like any others."""

from core.diagram import draw
from core.diagram.later import Later
from tests.core.diagram.plant import plant


def test_marks_that_are_made_later_are_a_sequence_like_any_other():
    found = plant()
    drawing = draw(found.snapshot, found["diagram", "Plant overview"].id)
    later = [item.marks for item in drawing.items if isinstance(item.marks, Later)]
    assert later
    for marks in later:
        listed = list(marks)
        assert len(marks) == len(listed)
        assert marks[0] == listed[0]
        assert marks[1:] == tuple(listed[1:])
