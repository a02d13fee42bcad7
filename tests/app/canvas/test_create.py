"""Putting new elements on a drawing, by tools and by typing."""

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtTest import QTest

from core.model import (
    Actor,
    Bus,
    Component,
    Connector,
    DataStore,
    Direction,
    ExternalSystem,
    Firmware,
    HardwareInterface,
    Location,
    Node,
    Port,
    Role,
    Side,
    TextNote,
    Zone,
)
from tests.app.canvas.conftest import place, same_as_drawn_anew

SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.mark.parametrize(
    ("key", "kind"),
    [("C", Component), ("S", DataStore), ("A", Actor), ("X", ExternalSystem)],
)
def test_a_letter_and_a_click_add_an_element_that_is_named_at_once(bench, overview, key, kind):
    canvas, hand = overview
    before = set(bench.model.elements)
    QTest.keyClick(canvas, getattr(Qt.Key, f"Key_{key}"))
    assert canvas.tool == kind.kind
    hand.click(760, 248)
    hand.write("Recorder")
    (made,) = (one for one in bench.model.of(kind) if one.id not in before)
    assert made.name == "Recorder"
    assert made.zone == bench.plant["zone", "Operations"].id
    assert bench.labels[-1] == "Add Recorder"
    assert canvas.tool == "select"
    same_as_drawn_anew(bench, canvas)


def test_a_dragged_zone_has_the_size_of_the_drag(bench, overview):
    canvas, hand = overview
    before = set(bench.model.elements)
    hand.key(Qt.Key.Key_Z)
    hand.drag((1080, 120), (1200, 240), (1280, 300))
    hand.write("Laboratory")
    (zone,) = (one for one in bench.model.of(Zone) if one.id not in before)
    found = place(bench, canvas, zone.id)
    assert (zone.name, zone.owner) == ("Laboratory", None)
    assert (found.x, found.y, found.width, found.height) == (1080, 120, 200, 180)


def test_z_takes_up_the_zone_tool_whatever_is_selected_and_typing_names_what_was_dragged(bench, overview):
    canvas, hand = overview
    canvas.select([bench.plant["component", "Cl analyser"].id])
    hand.key(Qt.Key.Key_Z)
    assert canvas.tool == "zone"
    hand.drag((1080, 120), (1200, 240), (1280, 300))
    QTest.keyClicks(canvas.focusWidget(), "Cell zone")
    QTest.keyClick(canvas.focusWidget(), Qt.Key.Key_Return)
    assert "Cell zone" in [one.name for one in bench.model.of(Zone)]
    assert len(bench.labels) == 2


def test_the_name_of_a_zone_is_written_where_its_title_will_stand(bench, overview):
    canvas, hand = overview
    hand.key(Qt.Key.Key_Z)
    hand.drag((1080, 120), (1200, 240), (1280, 300))
    editor = canvas._writing.editor
    begin = editor.lines[0].mapTo(canvas, editor.lines[0].cursorRect().center())
    hand.write("Laboratory")
    zone = next(one for one in bench.model.of(Zone) if one.name == "Laboratory")
    title = next(spot.area for spot in canvas.scene_shown.find(zone.id).item.spots if spot.name == "name")
    drawn = canvas.mapFromScene(QRectF(title.x, title.y, title.width, title.height)).boundingRect()
    assert abs(begin.x() - drawn.left()) <= 3
    assert drawn.top() <= begin.y() <= drawn.bottom()


def test_a_zone_that_nobody_named_has_a_number(bench, overview):
    canvas, hand = overview
    before = set(bench.model.elements)
    for x in (1080, 1240):
        hand.key(Qt.Key.Key_Z)
        hand.drag((x, 120), (x + 50, 240), (x + 120, 300))
        hand.press(1150, 600)
        hand.release(1150, 600)
        assert canvas.gesture is None
    assert [one.name for one in bench.model.of(Zone) if one.id not in before] == ["Zone 1", "Zone 2"]


def test_shift_z_puts_a_zone_around_the_selection(bench, overview):
    canvas, hand = overview
    chosen = [bench.plant["component", name].id for name in ("Cl analyser", "Dosing pump")]
    canvas.select(chosen)
    hand.key(Qt.Key.Key_Z, SHIFT)
    hand.write("Dosing skid")
    zone = next(one for one in bench.model.of(Zone) if one.name == "Dosing skid")
    assert {bench.model[one].zone for one in chosen} == {zone.id}
    assert bench.labels[-1] == "Add a zone around 2 elements"
    same_as_drawn_anew(bench, canvas)


def test_a_note_is_written_where_it_is_put(bench, overview):
    canvas, hand = overview
    hand.key(Qt.Key.Key_N)
    hand.click(1120, 400)
    hand.write("Valves fail closed.")
    note = next(one for one in bench.model.of(TextNote) if one.owner == canvas.diagram_id)
    assert note.text == "Valves fail closed."


def test_hardware_tools_add_nodes_buses_interfaces_and_firmware(bench, hardware):
    canvas, hand = hardware
    before = set(bench.model.elements)
    for key, place_of, name in (
        (Qt.Key.Key_H, (1150, 300), "Radio modem"),
        (Qt.Key.Key_B, (760, 760), "Spare bus"),
        (Qt.Key.Key_I, (120, 420), "Console"),
    ):
        hand.key(key)
        hand.click(*place_of)
        hand.write(name)
    hand.key(Qt.Key.Key_F)
    hand.click(120, 660)
    hand.write("2.7")
    made = {type(one): one for one in bench.model if one.id not in before}
    assert made[Node].name == "Radio modem"
    assert made[Bus].name == "Spare bus"
    assert made[HardwareInterface].owner == bench.plant["node", "Cell firewall"].id
    assert made[Firmware].owner == bench.plant["node", "Cl analyser"].id
    assert made[Firmware].version == "2.7"
    assert place(bench, canvas, made[HardwareInterface].id).side is not None
    same_as_drawn_anew(bench, canvas)


def test_a_location_belongs_to_the_machine_of_its_diagram(bench, machine):
    canvas, hand = machine
    hand.key(Qt.Key.Key_C)
    hand.click(560, 340)
    hand.write("FAULT", "x <= 10")
    made = next(one for one in bench.model.of(Location) if one.name == "FAULT")
    assert made.owner == canvas.diagram.owner
    assert (made.invariant, made.initial) == ("x <= 10", False)


def test_typing_a_name_creates_at_the_cursor(bench, overview):
    canvas, hand = overview
    hand.double(880, 262)
    typing = canvas.creating.typing
    QTest.keyClicks(typing.line, "data store Alarm server")
    QTest.keyClick(typing.line, Qt.Key.Key_Return)
    made = next(one for one in bench.model if one.name == "Alarm server")
    assert isinstance(made, DataStore)
    assert bench.labels[-1] == "Add Alarm server"
    assert canvas.selection == [made.id]


def test_typing_near_the_drawing_bar_lies_over_it_and_wholly_in_view(bench, overview):
    canvas, _hand = overview
    canvas.type_at(canvas.mapToScene(canvas.afloat.bar.geometry().center()))
    typing = canvas.creating.typing
    QTest.keyClicks(typing.line, "e")
    over = typing.geometry().intersected(canvas.afloat.bar.geometry())
    assert not over.isEmpty()
    assert typing.isAncestorOf(canvas.childAt(over.center())) or canvas.childAt(over.center()) is typing
    assert canvas.rect().contains(typing.geometry())
    last = typing.choices.visualRect(typing.choices.known.index(min(len(typing.rows), 5) - 1))
    assert typing.choices.viewport().rect().contains(last)
    assert typing.rect().contains(typing.choices.geometry())


def test_tab_adds_a_connected_element_in_one_change(bench, overview):
    canvas, hand = overview
    source = bench.plant["component", "Disinfection"].id
    canvas.select([source])
    count = len(bench.labels)
    hand.key(Qt.Key.Key_Tab)
    typing = canvas.creating.typing
    QTest.keyClicks(typing.line, "Sampler")
    QTest.keyClick(typing.line, Qt.Key.Key_Return)
    made = next(one for one in bench.model.of(Component) if one.name == "Sampler")
    (flow,) = (one for one in bench.model.of(Connector) if bench.model[one.target].owner == made.id)
    assert bench.model[flow.source].owner == source
    assert len(bench.labels) == count + 1


def test_an_element_known_to_the_model_can_be_drawn_by_its_name(bench, overview):
    canvas, hand = overview
    hidden = bench.plant["component", "Inlet pump"]
    canvas.select([hidden.id])
    hand.key(Qt.Key.Key_Delete, SHIFT)
    assert canvas.scene_shown.find(hidden.id) is None
    assert hidden.id in bench.model
    hand.double(1120, 640)
    typing = canvas.creating.typing
    QTest.keyClicks(typing.line, "inlet")
    QTest.keyClick(typing.line, Qt.Key.Key_Down)
    QTest.keyClick(typing.line, Qt.Key.Key_Return)
    assert canvas.scene_shown.find(hidden.id) is not None
    assert bench.labels[-2:] == ["Take Inlet pump off the diagram", "Draw Inlet pump"]


def test_a_bus_lies_where_it_was_dragged(bench, hardware):
    canvas, hand = hardware
    canvas.set_tool("bus")
    hand.drag((120, 640), (400, 642))
    hand.write("Spur")
    (bus,) = [one for one in bench.model.of(Bus) if one.name == "Spur"]
    area = canvas.scene_shown.find(bus.id).outline()
    assert (area.left(), area.right()) == (120, 400)


def test_the_port_tool_puts_a_port_on_the_nearest_border(bench, overview):
    canvas, hand = overview
    before = set(bench.model.elements)
    owner = bench.plant["component", "Historian"].id
    area = canvas.scene_shown.find(owner).outline()
    hand.key(Qt.Key.Key_P)
    assert canvas.tool == "port"
    hand.click(area.right() - 40, area.bottom() - 4)
    hand.write("archive")
    (port,) = (one for one in bench.model.of(Port) if one.id not in before)
    assert (port.name, port.owner, port.direction) == ("archive", owner, Direction.BOTH)
    found = place(bench, canvas, port.id)
    assert (found.side, found.offset) == (Side.BOTTOM, area.width() - 40)
    assert bench.labels[-1] == "Add archive to Historian"
    assert canvas.selection == [port.id]
    same_as_drawn_anew(bench, canvas)


def test_a_port_is_made_by_typing_where_a_shape_is(bench, overview):
    canvas, hand = overview
    owner = bench.plant["component", "Historian"].id
    canvas.select([owner])
    hand.key(Qt.Key.Key_Tab)
    typing = canvas.creating.typing
    QTest.keyClicks(typing.line, "port archive")
    QTest.keyClick(typing.line, Qt.Key.Key_Return)
    port = next(one for one in bench.model.of(Port) if one.name == "archive")
    assert port.owner == owner
    assert canvas.scene_shown.find(port.id) is not None


def test_a_port_belongs_to_a_shape(bench, overview):
    canvas, hand = overview
    head = bench.session.project.head_hash
    said = []
    canvas.message.connect(said.append)
    hand.key(Qt.Key.Key_P)
    hand.click(1180, 450)
    assert said[-1] == "Click the shape that it belongs to"
    assert bench.session.project.head_hash == head


def test_escape_while_a_new_shape_is_named_leaves_nothing(bench, overview):
    canvas, hand = overview
    head, drawing = bench.session.project.head_hash, canvas.scene_shown.drawing
    hand.key(Qt.Key.Key_C)
    hand.click(760, 248)
    assert len(canvas.scene_shown.items_by_id) == len(drawing.items) + 1
    QTest.keyClick(canvas._writing.editor.lines[0], Qt.Key.Key_Escape)
    assert bench.session.project.head_hash == head
    assert canvas.scene_shown.drawing == drawing
    assert canvas.hasFocus()


def test_one_undo_takes_back_a_shape_that_was_drawn_and_named(bench, overview):
    canvas, hand = overview
    before, drawing = bench.model, canvas.scene_shown.drawing
    hand.key(Qt.Key.Key_C)
    hand.click(760, 248)
    hand.write("Recorder")
    bench.session.undo()
    assert bench.model == before
    assert canvas.scene_shown.drawing == drawing


def test_a_new_shape_stays_in_sight_while_the_model_changes_elsewhere(bench, overview):
    canvas, hand = overview
    hand.key(Qt.Key.Key_C)
    hand.click(760, 248)
    with bench.session.change("Rename it elsewhere") as edit:
        edit.set(bench.plant["component", "Historian"].id, name="Archive")
    assert any(key.startswith("~") for key in canvas.scene_shown.items_by_id)
    hand.write("Recorder")
    assert next(one for one in bench.model.of(Component) if one.name == "Recorder").zone is not None
    same_as_drawn_anew(bench, canvas)


def test_a_zone_around_a_zone_and_what_lies_in_it_holds_the_zone_alone(bench, overview):
    canvas, hand = overview
    zone, inner = bench.plant["zone", "Process"].id, bench.plant["component", "Level sensor"].id
    canvas.select([zone, inner])
    hand.key(Qt.Key.Key_Z, SHIFT)
    hand.write("Hall")
    hall = next(one for one in bench.model.of(Zone) if one.name == "Hall")
    assert (hall.owner, bench.model[zone].owner, bench.model[inner].zone) == (None, hall.id, zone)
    same_as_drawn_anew(bench, canvas)


def test_a_name_written_in_a_shape_says_what_it_is_as_one_that_is_typed(bench, overview):
    _canvas, hand = overview
    hand.key(Qt.Key.Key_C)
    hand.click(760, 248)
    hand.write("Surge sensor")
    (made,) = (one for one in bench.model.of(Component) if one.name == "Surge sensor")
    assert made.role is Role.SENSOR
    hand.key(Qt.Key.Key_C)
    hand.click(760, 448)
    hand.write("plc surge")
    (made,) = (one for one in bench.model.of(Component) if one.name == "PLC surge")
    assert made.role is Role.CONTROLLER
