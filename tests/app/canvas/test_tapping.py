"""What is made from a bus by the keyboard stands along it, each with a tap that leads straight to the bar."""

from itertools import combinations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from core.diagram.geometry import bounds_of
from core.model import Bus, Diagram, DiagramType, Node, Placement

KEY = Qt.Key


@pytest.fixture
def tapped(bench, opened):
    """Draws a bus of a size, and what Tab makes of it; gives the canvas, the bus and the nodes."""

    def draw_some(size, count, key=KEY.Key_Tab, beside=(), locked=False):
        with bench.session.change("Draw a bus") as edit:
            name = f"Taps {len(bench.labels)}"
            diagram = edit.new(Diagram, name=name, diagram=DiagramType.HARDWARE)
            bus = edit.new(Bus, name="Field bus")
            edit.new(
                Placement,
                owner=diagram.id,
                element=bus.id,
                x=100.0,
                y=300.0,
                width=size[0],
                height=size[1],
                locked=locked,
            )
            for number, (x, y) in enumerate(beside):
                node = edit.new(Node, name=f"Known {number}")
                edit.new(Placement, owner=diagram.id, element=node.id, x=x, y=y)
        canvas, hand = opened(name)
        for number in range(count):
            if key == KEY.Key_Tab or not number:
                canvas.select([bus.id])
                hand.key(KEY.Key_Tab)
            else:
                hand.key(key)
            QTest.keyClicks(canvas.creating.typing.line, f"Sensor {len(bench.labels)}")
            QTest.keyClick(canvas.creating.typing.line, KEY.Key_Return)
        nodes = [one for one in bench.model.of(Node) if one.name.startswith("Sensor")]
        found = [one.id for one in nodes if canvas.scene_shown.find(one.id) is not None]
        assert len(found) == count
        return canvas, bus.id, found

    return draw_some


def outline(canvas, element_id):
    return bounds_of(canvas.scene_shown.find(element_id).item.outline)


def lines(canvas):
    return [one.item.outline for one in canvas.scene_shown.items_by_id.values() if one.item.is_line]


@pytest.mark.parametrize("key", [KEY.Key_Tab, KEY.Key_Return])
@pytest.mark.parametrize("size", [(480.0, 6.0), (6.0, 480.0), (96.0, 6.0)])
def test_taps_lead_straight_from_shapes_spread_along_a_bus(tapped, size, key):
    """They crowded at its right end, and most bent there."""
    canvas, bus, nodes = tapped(size, 9, key)
    bar, upright = outline(canvas, bus), size[1] > size[0]
    assert [len(line) for line in lines(canvas)] == [2] * 9
    middles = [(tap.centre.y if upright else tap.centre.x) for tap in map(bounds_of, lines(canvas))]
    low, high = (bar.y, bar.bottom) if upright else (bar.x, bar.right)
    assert all(low + 8 <= middle <= high - 8 for middle in middles)
    areas = [outline(canvas, node) for node in nodes]
    assert not any(one.grown(20).touches(other) for one, other in combinations(areas, 2))
    centres = [area.centre.y if upright else area.centre.x for area in areas]
    assert sorted(centres) == sorted(middles)
    for tap, node in zip(lines(canvas), nodes, strict=True):
        assert outline(canvas, node).grown(1).touches(bounds_of(tap))


def test_a_bus_grows_no_longer_than_what_taps_it_needs_and_with_one_undo_step(tapped, bench):
    canvas, bus, _nodes = tapped((480.0, 6.0), 6)
    assert outline(canvas, bus).width == 480.0
    canvas, bus, nodes = tapped((96.0, 6.0), 3)
    assert outline(canvas, bus).right == max(outline(canvas, one).centre.x for one in nodes) + 8
    bench.session.undo()
    assert outline(canvas, bus).right == max(outline(canvas, one).centre.x for one in nodes[:2]) + 8


def test_a_bus_does_not_grow_over_another_shape_nor_where_it_is_locked(tapped):
    canvas, bus, _nodes = tapped((200.0, 6.0), 4, beside=[(340.0, 280.0)])
    assert outline(canvas, bus).right < 340.0
    canvas, bus, _nodes = tapped((200.0, 6.0), 4, locked=True)
    assert outline(canvas, bus).width == 200.0


def test_what_stands_along_a_bus_is_left_where_it_is(tapped):
    canvas, _bus, nodes = tapped((800.0, 6.0), 3, beside=[(100.0, 360.0), (500.0, 360.0)])
    assert [outline(canvas, node).x for node in nodes][:1] == [296.0]
    assert all(len(line) == 2 for line in lines(canvas))
