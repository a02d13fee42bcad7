"""What is in front: by the drawing list and by what a click hits, and what stays behind in any case."""

import pytest
from PySide6.QtCore import QPointF

from app.gestures.ordering import reorder
from core.diagram import draw
from core.model import Component, Diagram, Placement, Zone
from tests.app.canvas.conftest import same_as_drawn_anew


@pytest.fixture
def heap(bench, opened):
    """Three components that cover each other in a zone."""
    with bench.session.change("Draw a heap") as edit:
        diagram = edit.new(Diagram, name="Heap")
        zone = edit.new(Zone, name="Hall")
        edit.new(Placement, owner=diagram.id, element=zone.id, x=40, y=40, width=600, height=300)
        found = []
        for number in range(3):
            shape = edit.new(Component, name=f"Part {number}", zone=zone.id)
            edit.new(Placement, owner=diagram.id, element=shape.id, x=100 + 20 * number, y=100, width=176)
            found.append(shape.id)
    canvas, _hand = opened("Heap")
    return canvas, found, zone.id


def front_to_back(bench, canvas):
    """The components from the foremost on, as they are listed and as they are hit; both must agree."""
    hit = [item.element for item in canvas.scene_shown.all_at(QPointF(200, 126))]
    parts = [one for one in hit if isinstance(bench.model[one], Component)]
    listed = [item.element for item in reversed(draw(bench.model, canvas.diagram_id).items)]
    assert parts == [one for one in listed if one in parts]
    same_as_drawn_anew(bench, canvas)
    return parts


def test_the_younger_is_in_front_until_somebody_says_otherwise(bench, heap):
    canvas, (first, second, third), _zone = heap
    assert front_to_back(bench, canvas) == [third, second, first]


def test_shapes_go_to_the_front_and_back_and_by_steps(bench, heap):
    canvas, (first, second, third), _zone = heap
    reorder(canvas, [first], "front")
    assert front_to_back(bench, canvas) == [first, third, second]
    reorder(canvas, [first], "backward")
    assert front_to_back(bench, canvas) == [third, first, second]
    reorder(canvas, [second], "forward")
    assert front_to_back(bench, canvas) == [third, second, first]
    reorder(canvas, [third], "back")
    assert front_to_back(bench, canvas) == [second, first, third]
    assert bench.labels[-4:] == [
        "Bring Part 0 to the front",
        "Send Part 0 backward",
        "Bring Part 1 forward",
        "Send Part 2 to the back",
    ]


@pytest.mark.parametrize("step", ["front", "back", "forward", "backward"])
def test_several_keep_their_order_among_themselves(bench, heap, step):
    canvas, (first, second, third), _zone = heap
    chosen = [second, third] if step in ("back", "backward") else [first, second]
    before = [one for one in front_to_back(bench, canvas) if one in chosen]
    assert reorder(canvas, chosen, step)
    after = front_to_back(bench, canvas)
    assert [one for one in after if one in chosen] == before
    assert after[0 if step in ("front", "forward") else -1] in chosen


def test_what_is_foremost_goes_no_further(bench, heap):
    canvas, (_first, _second, third), _zone = heap
    head = bench.session.project.head_hash
    said = []
    canvas.message.connect(said.append)
    assert not reorder(canvas, [third], "front")
    assert not reorder(canvas, [third], "forward")
    assert said == ["Nothing covers it"] * 2
    assert bench.session.project.head_hash == head


def test_a_zone_stays_behind_what_lies_in_it(bench, heap):
    canvas, (first, *_others), zone = heap
    with bench.session.change("Say so") as edit:
        edit.set(next(one for one in bench.model.of(Placement) if one.element == zone), order=9)
        edit.set(next(one for one in bench.model.of(Placement) if one.element == first), order=-9)
    hit = [item.element for item in canvas.scene_shown.all_at(QPointF(110, 126))]
    assert hit.index(first) < hit.index(zone)
    same_as_drawn_anew(bench, canvas)
