"""What is made from a bus by the keyboard stands along it, each with a tap that leads straight to the bar."""

from itertools import combinations, pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.canvas.canvas import Canvas
from app.session.session import Session
from app.theme.fonts import load_fonts
from core.diagram.geometry import bounds_of
from core.ground.resources import sample_folder
from core.model import Bus, Diagram, DiagramType, Link, Node, Placement
from core.project import project_from_text

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


@pytest.fixture
def field_bus(tmp_path, qtbot):
    """The hardware of the water-treatment sample, where nothing has room beside field bus A."""
    load_fonts()
    project_from_text(tmp_path / "water.bzn", sample_folder("water-treatment")).close()
    session = Session()
    assert session.open(tmp_path / "water.bzn")
    bus = next(one for one in session.snapshot().of(Bus) if one.name == "Field bus A")
    diagram = next(iter(session.snapshot().uses(bus.id, Placement))).owner
    canvas = Canvas(session, diagram)
    qtbot.addWidget(canvas)
    canvas.resize(1400, 1000)
    canvas.show()
    qtbot.waitExposed(canvas)
    canvas.setFocus()
    yield canvas, bus.id
    canvas.close()
    session.close()


def test_taps_lead_straight_between_what_stands_in_the_way_and_across_no_line(field_bus):
    """They ran around shapes, across the wire of a sensor beside and across each other."""
    canvas, bus = field_bus
    known = {one for one, item in canvas.scene_shown.items_by_id.items() if item.item.is_line}
    texts = []
    for number in range(4):
        canvas.select([bus])
        QTest.keyClick(canvas, KEY.Key_Tab)
        QTest.keyClicks(canvas.creating.typing.line, f"FT {900 + number}")
        QTest.keyClick(canvas.creating.typing.line, KEY.Key_Return)
        texts.append(canvas.selection[0])
    shown = canvas.scene_shown.items_by_id
    taps = {one: shown[one].item.outline for one in shown if shown[one].item.is_line and one not in known}
    assert [len(way) for way in taps.values()] == [2] * 4
    bar = outline(canvas, bus)
    model = canvas.snapshot()
    for tap_id, tap in taps.items():
        area = bounds_of(tap).grown(4)
        for other, item in shown.items():
            if other in (tap_id, bus) or other in texts:
                continue
            if item.item.is_line:
                parts = map(bounds_of, pairwise(item.item.outline))
                assert not any(area.touches(part.grown(1)) for part in parts), other
            elif isinstance(model[other], Node) and item.item.parent is not None:
                assert not area.touches(bounds_of(item.item.outline)), model[other].name
        assert bar.x + 8 <= tap[0].x <= bar.right - 8


def test_a_bus_is_led_across_a_wire_only_where_no_place_is_left_before_it(field_bus):
    canvas, bus = field_bus
    wire = next(
        bounds_of(canvas.scene_shown.find(link.id).item.outline)
        for link in canvas.snapshot().of(Link)
        if "AE 101" in (canvas.snapshot()[link.source].name, canvas.snapshot()[link.target].name)
    )
    for _number in range(2):
        canvas.select([bus])
        QTest.keyClick(canvas, KEY.Key_Tab)
        QTest.keyClicks(canvas.creating.typing.line, "FT 103")
        QTest.keyClick(canvas.creating.typing.line, KEY.Key_Return)
        assert outline(canvas, bus).right < wire.x
