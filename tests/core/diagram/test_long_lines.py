"""Many long lines between shapes on a grid: what is redrawn is what is drawn, and words can be read."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.diagram import changed_items, draw, redraw
from core.diagram.geometry import bounds_of
from core.ground.identity import counted_ids
from core.model import Component, Connector, Diagram, Editor, Placement, Snapshot


@settings(max_examples=4)
@given(data=st.data())
def test_redrawing_long_lines_gives_what_drawing_gives(data):
    redrawn_is_drawn(data)


@pytest.mark.slow
@settings(max_examples=40)
@given(data=st.data())
def test_redrawing_long_lines_gives_what_drawing_gives_at_length(data):
    redrawn_is_drawn(data)


def redrawn_is_drawn(data):
    snapshot, diagram, ids, placed = long_lines(64)
    drawing = draw(snapshot, diagram)
    for _step in range(data.draw(st.integers(1, 3))):
        for brief in (*[True] * data.draw(st.integers(0, 2)), False):
            editor = Editor(snapshot, ids)
            for place in data.draw(st.sets(st.integers(0, 63), min_size=1, max_size=3)):
                known = editor.get(placed[place].id)
                x, y = data.draw(st.integers(-12, 12)), data.draw(st.integers(-12, 12))
                editor.set(known, x=known.x + 16.0 * x, y=known.y + 16.0 * y)
            drawing = redraw(drawing, editor.snapshot, editor.edits(), brief=brief)
            snapshot = editor.snapshot
        assert drawing == draw(snapshot, diagram)


def long_lines(count):
    """Components in a square grid, each connected to one far off."""
    ids = counted_ids()
    diagram = Diagram(id=ids(), name="Field")
    side = math.ceil(math.sqrt(count))
    elements, placed = [diagram], []
    components = [Component(id=ids(), name=f"Unit {place}") for place in range(count)]
    for place, component in enumerate(components):
        x, y = (place % side) * 260.0, (place // side) * 120.0
        placed.append(
            Placement(id=ids(), owner=diagram.id, element=component.id, x=x, y=y, width=176, height=52)
        )
    for place, component in enumerate(components):
        other = components[(7 * place + 1) % count]
        if other is not component:
            elements.append(
                Connector(
                    id=ids(), source=component.id, target=other.id, protocol="OPC UA", data=f"value {place}"
                )
            )
    return Snapshot([*elements, *components, *placed]), diagram.id, ids, placed


@pytest.mark.parametrize("count", [64, 120])
def test_words_of_long_lines_cover_no_shape_and_no_other_words(count):
    snapshot, diagram, _ids, _placed = long_lines(count)
    drawing = draw(snapshot, diagram)
    words = [spot.area for found in drawing.items for spot in found.spots if spot.name == "label"]
    shapes = [bounds_of(found.outline) for found in drawing.items if found.layer == 3 and not found.is_line]
    assert len(words) > count * 0.9
    for place, label in enumerate(words):
        assert not [other for other in (*words[place + 1 :], *shapes) if label.touches(other)]


def test_a_brief_redraw_moves_what_is_edited_and_its_own_lines_alone():
    snapshot, diagram, ids, placed = long_lines(120)
    before = draw(snapshot, diagram)
    middle = placed[60]
    editor = Editor(snapshot, ids)
    editor.set(middle, x=middle.x + 40, y=middle.y + 24)
    after = redraw(before, editor.snapshot, editor.edits(), brief=True)
    changed, gone = changed_items(before, after)
    lines = {line.id for line in snapshot.of(Connector) if middle.element in (line.source, line.target)}
    assert gone == set()
    assert changed.keys() == lines | {middle.element}
