"""Marks that are made when they are looked at are counted, listed and taken like any others."""

from core.diagram import draw
from core.model import Diagram, Snapshot
from tests.core.diagram.plant import plant


def test_the_marks_of_a_drawing_can_be_counted_listed_and_taken():
    found = plant()
    model = Snapshot(found.elements)
    for diagram in model.of(Diagram):
        for item in draw(model, diagram.id).items:
            marks = tuple(item.marks)
            assert len(item.marks) == len(marks)
            assert list(item.marks) == list(marks)
            assert not marks or item.marks[0] == marks[0]
