"""What is drawn, stretched or dragged over shapes takes them in; a border never holds strangers."""

import pytest
from PySide6.QtCore import Qt

from core.model import Component, Placement, Zone
from tests.app.canvas.conftest import same_as_drawn_anew

NAMES = ("Meter", "Valve", "Panel")


@pytest.fixture
def loose(bench, overview):
    """Three components and a zone with a fourth in a free corner of the drawing, in none of its zones."""
    canvas, _hand = overview
    area = canvas.scene_shown.extent()
    left, top = area.left(), area.bottom() + 80
    with bench.session.change("Add loose components") as edit:

        def put(element, x, y, width=176, height=52):
            edit.new(
                Placement,
                owner=canvas.diagram_id,
                element=element.id,
                x=left + x,
                y=top + y,
                width=width,
                height=height,
            )

        for number, name in enumerate(NAMES):
            put(edit.new(Component, name=name), 240 * number, 80)
        shelf = edit.new(Zone, name="Shelf")
        put(shelf, 0, 240, 300, 160)
        put(edit.new(Component, name="Kept", zone=shelf.id), 24, 300)
    canvas.fit()
    return left, top


def part(bench, name, kind=Component):
    return next(one for one in bench.model.of(kind) if one.name == name)


def zones_of(bench, *names):
    named = {one.id: one.name for one in bench.model.of(Zone)}
    return [named.get(part(bench, name).zone) for name in names]


def test_a_zone_drawn_over_shapes_takes_in_those_whose_middles_lie_in_it(bench, overview, loose):
    canvas, hand = overview
    left, top = loose
    said = []
    canvas.message.connect(said.append)
    hand.key(Qt.Key.Key_Z)
    hand.drag((left - 40, top + 8), (left + 200, top + 100), (left + 520, top + 190))
    assert "Takes in 2 components" in said
    hand.write("Skid")
    assert zones_of(bench, *NAMES, "Kept") == ["Skid", "Skid", None, "Shelf"]
    same_as_drawn_anew(bench, canvas)
    bench.session.undo()
    assert zones_of(bench, *NAMES) == [None, None, None]
    same_as_drawn_anew(bench, canvas)


def test_a_zone_around_a_zone_takes_in_that_and_what_is_in_it_stays_there(bench, overview, loose):
    _canvas, hand = overview
    left, top = loose
    hand.key(Qt.Key.Key_Z)
    hand.drag((left - 60, top + 20), (left, top + 100), (left + 320, top + 460))
    hand.write("Hall")
    assert part(bench, "Shelf", Zone).owner == part(bench, "Hall", Zone).id
    assert zones_of(bench, *NAMES, "Kept") == ["Hall", None, None, "Shelf"]


def test_a_component_dragged_around_others_holds_them_and_a_click_on_one_does_not(bench, overview, loose):
    _canvas, hand = overview
    left, top = loose
    hand.key(Qt.Key.Key_C)
    hand.drag((left - 40, top + 20), (left, top + 100), (left + 210, top + 170))
    hand.write("Cabinet")
    assert part(bench, "Meter").owner == part(bench, "Cabinet").id
    hand.key(Qt.Key.Key_C)
    hand.click(*hand.middle(part(bench, "Panel").id))
    hand.write("Card")
    assert part(bench, "Card").owner == part(bench, "Panel").id
    assert part(bench, "Panel").owner is None


def test_escape_amid_the_drag_takes_in_nothing(bench, overview, loose):
    _canvas, hand = overview
    left, top = loose
    head = bench.session.project.head_hash
    hand.key(Qt.Key.Key_Z)
    hand.press(left - 40, top + 8)
    hand.move(left + 520, top + 190)
    hand.key(Qt.Key.Key_Escape)
    hand.release(left + 520, top + 190)
    assert bench.session.project.head_hash == head


def test_a_zone_stretched_over_shapes_takes_them_in_as_one_change(bench, overview, loose):
    canvas, hand = overview
    zone = part(bench, "Shelf", Zone).id
    canvas.select([zone])
    area, scale = canvas.scene_shown.find(zone).outline(), canvas.scale_now()
    corner = (area.right() + 3 / scale, area.top() - 3 / scale)
    hand.drag(corner, (corner[0] + 60, corner[1] - 60), (corner[0] + 60, corner[1] - 150))
    assert zones_of(bench, *NAMES, "Kept") == ["Shelf", "Shelf", None, "Shelf"]
    assert bench.labels[-1] == "Resize Shelf"
    same_as_drawn_anew(bench, canvas)


def test_a_zone_dragged_over_a_shape_takes_it_in_and_what_it_passed_over_is_left(bench, overview, loose):
    canvas, hand = overview
    left, top = loose
    start = (left + 24, top + 252)
    hand.drag(start, (start[0] + 10, start[1] - 190), (start[0] + 460, start[1] - 222))
    assert zones_of(bench, *NAMES, "Kept") == [None, None, "Shelf", "Shelf"]
    assert bench.labels[-1] == "Move Shelf"
    same_as_drawn_anew(bench, canvas)
    bench.session.undo()
    assert zones_of(bench, *NAMES) == [None, None, None]


def test_what_a_person_put_over_a_zone_by_keys_stays_out_while_the_zone_is_stretched(bench, overview, loose):
    canvas, hand = overview
    zone, meter = part(bench, "Shelf", Zone).id, part(bench, "Meter").id
    with bench.session.change("Lay it over the zone") as edit:
        placed = next(one for one in edit.snapshot.of(Placement) if one.element == meter)
        shelf = next(one for one in edit.snapshot.of(Placement) if one.element == zone)
        edit.set(placed, x=shelf.x + 60, y=shelf.y + 60)
    canvas.select([zone])
    area, scale = canvas.scene_shown.find(zone).outline(), canvas.scale_now()
    corner = (area.right() + 3 / scale, area.bottom() + 3 / scale)
    hand.drag(corner, (corner[0] + 30, corner[1] + 30), (corner[0] + 60, corner[1] + 60))
    assert zones_of(bench, "Meter") == [None]
