"""A shape belongs to the innermost zone in which its middle lies, whichever of the two was put there."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRectF, Qt

from app.gestures.create import add_element
from app.gestures.move import Move
from app.gestures.nudging import nudge
from app.gestures.resize import Resize
from app.gestures.showing import show_hidden
from core.model import Component, Placement, Zone
from tests.app.canvas.conftest import same_as_drawn_anew

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def ground(bench, overview):
    """Puts shapes into a free corner of the drawing, at places there, and gives the ids by name."""
    canvas, _hand = overview
    extent = canvas.scene_shown.extent()
    corner = QPointF(round(extent.left()), round(extent.bottom()) + 400)
    made = {}

    def put(*shapes):
        with bench.session.change("Add ground") as edit:
            for kind, name, x, y, width, height, zone in shapes:
                facts = {"owner" if kind is Zone else "zone": made.get(zone)}
                made[name] = edit.new(kind, name=name, **facts).id
                edit.new(
                    Placement,
                    owner=canvas.diagram_id,
                    element=made[name],
                    x=corner.x() + x,
                    y=corner.y() + y,
                    width=width,
                    height=height,
                )
        return made

    return canvas, corner, put


def drag(canvas, element_id, dx, dy):
    """Drag a shape so far, snapping to nothing."""
    start = canvas.scene_shown.find(element_id).outline().center()
    canvas.begin(Move(canvas, [element_id], start))
    canvas.finish(start + QPointF(dx, dy), ALT)


def area(canvas, element_id):
    return canvas.scene_shown.find(element_id).outline()


def home(canvas, element_id):
    """What is drawn around a shape; the model must say the same."""
    element = canvas.snapshot()[element_id]
    parent = canvas.scene_shown.find(element_id).item.parent
    assert (element.owner if isinstance(element, Zone) else element.zone) == parent
    return parent


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(dx=st.integers(-200, 420), dy=st.integers(-100, 280))
def test_it_is_the_same_whether_the_shape_or_the_zone_is_moved_stretched_or_drawn(bench, ground, dx, dy):
    canvas, corner, put = ground
    found = {}
    pump = (Component, "Pump", 600 + dx, dy, 160, 60, None)

    def played(shapes, gesture):
        made = put(*shapes)
        gesture(made)
        inside = home(canvas, made["Pump"]) is not None
        while bench.labels[-1] != "Draw the plant":
            bench.session.undo()
            if bench.model.find(Component, made["Pump"]) is None:
                break
        return inside

    def draw(_made):
        room = QRectF(corner + QPointF(600, 0), corner + QPointF(1000, 240))
        assert add_element(canvas, "zone", room.topLeft(), room, name="Skid")

    def stretch(made):
        zone = canvas.snapshot()[made["Skid"]]
        start = area(canvas, zone.id).bottomRight()
        canvas.begin(Resize(canvas, zone, (1, 1), start))
        canvas.finish(corner + QPointF(1000, 240), ALT)

    away = (Component, "Pump", 600 + dx, dy - 900, 160, 60, None)
    here = (Zone, "Skid", 600, 0, 400, 240, None)
    found["shape"] = played([here, away], lambda made: drag(canvas, made["Pump"], 0, 900))
    there = (Zone, "Skid", 600, -900, 400, 240, None)
    found["zone"] = played([there, pump], lambda made: drag(canvas, made["Skid"], 0, 900))
    found["drawn"] = played([pump], draw)
    assert set(found.values()) == {-80 <= dx <= 320 and -30 <= dy <= 210}
    if not (dx < 160 and dy < 64):  # what lies in the zone from the start is no part of it by stretching
        small = (Zone, "Skid", 600, 0, 160, 64, None)
        assert played([small, pump], stretch) is found["shape"]


def test_a_zone_dragged_over_more_than_half_of_a_shape_takes_it_in_and_a_nudge_alters_nothing(bench, ground):
    canvas, _corner, put = ground
    made = put((Zone, "Skid", 0, 0, 400, 240, None), (Component, "Pump", 600, 80, 160, 60, None))
    drag(canvas, made["Skid"], 296, 0)
    assert home(canvas, made["Pump"]) == made["Skid"]
    assert area(canvas, made["Skid"]).contains(area(canvas, made["Pump"]))
    same_as_drawn_anew(bench, canvas)
    for dx in (8, -8):
        nudge(canvas, [made["Pump"]], dx, 0)
        assert home(canvas, made["Pump"]) == made["Skid"]
    for _step in ("nudges", "drag"):
        bench.session.undo()
    assert home(canvas, made["Pump"]) is None
    same_as_drawn_anew(bench, canvas)


def test_a_zone_dragged_over_less_than_half_of_a_shape_leaves_it_out_and_says_what_it_overlaps(ground):
    canvas, _corner, put = ground
    made = put((Zone, "Skid", 0, 0, 400, 240, None), (Component, "Pump", 600, 80, 160, 60, None))
    said = []
    canvas.message.connect(said.append)
    drag(canvas, made["Skid"], 264, 0)
    assert home(canvas, made["Pump"]) is None
    assert said[-1] == "Skid overlaps Pump · Ctrl Z takes it back"


@pytest.mark.parametrize("moved", ["Large", "Small"])
def test_of_two_zones_the_smaller_lies_in_the_larger_whichever_is_dragged_over_the_other(ground, moved):
    canvas, _corner, put = ground
    made = put((Zone, "Large", 0, 0, 400, 240, None), (Zone, "Small", 800, 40, 240, 160, None))
    drag(canvas, made[moved], 700 if moved == "Large" else -700, 0)
    assert home(canvas, made["Small"]) == made["Large"]
    assert home(canvas, made["Large"]) is None


def test_a_zone_that_comes_to_lie_half_over_another_takes_nothing_out_of_that(ground):
    canvas, _corner, put = ground
    made = put(
        (Zone, "Skid", 0, 0, 300, 240, None),
        (Zone, "Hall", 500, 0, 600, 240, None),
        (Component, "Pump", 530, 80, 160, 60, "Hall"),
    )
    drag(canvas, made["Skid"], 340, 8)
    assert home(canvas, made["Pump"]) == made["Hall"]
    assert [home(canvas, made[name]) for name in ("Skid", "Hall")] == [None, None]


def lock(bench, element_id):
    with bench.session.change("Lock") as edit:
        edit.set(next(iter(edit.snapshot.uses(element_id, Placement))), locked=True)


def test_a_zone_that_grows_around_what_is_dropped_takes_in_no_neighbour_of_which_it_covers_a_part(
    bench, ground
):
    canvas, _corner, put = ground
    made = put(
        (Zone, "Skid", 0, 0, 400, 240, None),
        (Component, "Pump", 1000, 400, 160, 60, None),
        (Zone, "Hall", 440, 0, 600, 240, None),
        (Component, "Valve", 460, 40, 160, 60, "Hall"),
        (Component, "Meter", 430, 300, 160, 60, None),
    )
    lock(bench, made["Hall"])
    said = []
    canvas.message.connect(said.append)
    drag(canvas, made["Pump"], -1000 + 310, -400 + 150)
    assert home(canvas, made["Pump"]) == made["Skid"]
    assert [home(canvas, made[name]) for name in ("Hall", "Valve", "Meter")] == [None, made["Hall"], None]
    assert said[-1] == "Skid overlaps Hall · Ctrl Z takes it back"
    same_as_drawn_anew(bench, canvas)
    bench.session.undo()
    assert home(canvas, made["Pump"]) is None
    same_as_drawn_anew(bench, canvas)


def test_what_is_locked_and_a_zone_grows_over_becomes_part_of_it_and_that_is_shown_before_and_said(
    bench, ground
):
    canvas, _corner, put = ground
    made = put(
        (Zone, "Skid", 0, 0, 400, 240, None),
        (Component, "Pump", 1000, 400, 160, 60, None),
        (Component, "Meter", 410, 20, 120, 52, None),
    )
    lock(bench, made["Meter"])
    said = []
    canvas.message.connect(said.append)
    start = area(canvas, made["Pump"]).center()
    gesture = Move(canvas, [made["Pump"]], start)
    canvas.begin(gesture)
    gesture.move(start + QPointF(-1000 + 310, -400 + 150), ALT)
    assert said[-1] == "Drop into Skid · Takes in Meter"
    assert canvas.scene_shown.find(made["Meter"]).item.parent == made["Skid"]
    canvas.finish(start + QPointF(-1000 + 310, -400 + 150), ALT)
    assert home(canvas, made["Meter"]) == made["Skid"]
    assert said[-1] == "Takes in Meter"


@pytest.mark.parametrize("kind", [Zone, Component])
def test_what_stands_beside_something_that_grows_by_a_drop_makes_room_in_the_same_step(bench, ground, kind):
    canvas, _corner, put = ground
    made = put(
        (kind, "Skid", 0, 0, 240, 120, None),
        (Component, "Pump", 1000, 400, 160, 60, None),
        (Component, "Meter", 260, 20, 120, 52, None),
    )
    said, records = [], len(bench.labels)
    canvas.message.connect(said.append)
    before = area(canvas, made["Meter"])
    start = area(canvas, made["Pump"]).center()
    canvas.begin(Move(canvas, [made["Pump"]], start))
    canvas.gesture.move(area(canvas, made["Skid"]).center() + QPointF(100, 0), ALT)
    shown = area(canvas, made["Meter"])
    canvas.finish(area(canvas, made["Skid"]).center() + QPointF(60, 0), ALT)
    assert canvas.scene_shown.find(made["Pump"]).item.parent == made["Skid"]
    assert home(canvas, made["Meter"]) is None
    assert shown.left() > before.left()
    assert area(canvas, made["Meter"]).left() - area(canvas, made["Skid"]).right() >= 16
    assert said[-1] == "Moves Meter aside"
    assert len(bench.labels) == records + 1
    same_as_drawn_anew(bench, canvas)
    bench.session.undo()
    assert area(canvas, made["Meter"]) == before
    same_as_drawn_anew(bench, canvas)


def test_a_component_that_grows_by_a_drop_says_what_it_covers_and_takes_in_nothing(bench, ground):
    canvas, _corner, put = ground
    made = put(
        (Component, "Skid", 0, 0, 240, 120, None),
        (Component, "Pump", 1000, 400, 160, 60, None),
        (Component, "Meter", 260, 20, 120, 52, None),
    )
    lock(bench, made["Meter"])
    said = []
    canvas.message.connect(said.append)
    start = area(canvas, made["Pump"]).center()
    canvas.begin(Move(canvas, [made["Pump"]], start))
    canvas.finish(area(canvas, made["Skid"]).center() + QPointF(100, 0), ALT)
    assert canvas.snapshot()[made["Pump"]].owner == made["Skid"]
    assert canvas.snapshot()[made["Meter"]].owner is None
    assert said[-1] == "Skid overlaps Meter · Ctrl Z takes it back"


def test_what_lies_where_two_zones_overlap_stays_in_its_own(ground):
    canvas, _corner, put = ground
    made = put(
        (Zone, "Skid", 0, 0, 400, 240, None),
        (Zone, "Hall", 250, 0, 400, 240, None),
        (Component, "Pump", 20, 80, 120, 60, "Skid"),
        (Component, "Valve", 500, 80, 120, 60, "Hall"),
    )
    drag(canvas, made["Pump"], 250, 0)
    drag(canvas, made["Valve"], -230, 80)
    assert home(canvas, made["Pump"]) == made["Skid"]
    assert home(canvas, made["Valve"]) == made["Hall"]


def test_what_a_person_said_is_part_of_a_zone_elsewhere_stays_so_until_it_is_put_into_another(ground):
    canvas, _corner, put = ground
    made = put(
        (Zone, "Skid", 0, 0, 400, 240, None),
        (Zone, "Hall", 600, 0, 600, 240, None),
        (Zone, "Yard", 600, 400, 600, 240, None),
        (Component, "Pump", 760, 80, 160, 60, "Skid"),
    )
    nudge(canvas, [made["Pump"]], 8, 0)
    drag(canvas, made["Pump"], 8, 0)
    assert home(canvas, made["Pump"]) == made["Skid"]
    drag(canvas, made["Pump"], 0, 400)
    assert home(canvas, made["Pump"]) == made["Yard"]


def test_showing_what_was_hidden_makes_nothing_part_of_the_zone_that_reaches_out_for_it(bench, ground):
    canvas, _corner, put = ground
    made = put(
        (Zone, "Skid", 0, 0, 400, 240, None),
        (Component, "Pump", 900, 80, 160, 60, "Skid"),
    )
    with bench.session.change("Hide it") as edit:
        edit.set(next(one for one in edit.snapshot.of(Placement) if one.element == made["Pump"]), hidden=True)
    put((Component, "Meter", 600, 80, 160, 60, None))
    show_hidden(canvas)
    assert area(canvas, made["Skid"]).contains(area(canvas, made["Meter"]))
    assert home(canvas, made["Meter"]) is None
