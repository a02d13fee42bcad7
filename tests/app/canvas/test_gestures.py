"""Every gesture by real mouse and keys: one change each, and nothing where it is cancelled."""

import pytest
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QStyle, QStyleOptionFrame

from app.gestures.carried import carry
from app.gestures.placing import placement_of
from core.diagram import draw
from core.model import (
    Actor,
    Allocation,
    Bus,
    Component,
    Connector,
    DataStore,
    Direction,
    Edge,
    ExternalSystem,
    Firmware,
    HardwareInterface,
    Link,
    Location,
    Node,
    Placement,
    Port,
    Side,
    TextNote,
    Zone,
)

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def place(bench, canvas, element_id):
    return placement_of(bench.model, canvas.diagram_id, element_id)


def same_as_drawn_anew(bench, canvas):
    assert canvas.scene_shown.drawing == draw(bench.model, canvas.diagram_id, canvas.overlays)
    drawn = {key: item.item for key, item in canvas.scene_shown.items_by_id.items()}
    assert drawn == {item.element: item for item in canvas.scene_shown.drawing.items}


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
    last = typing.choices.visualRect(typing.choices.known.index(len(typing.rows) - 1))
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


def test_the_line_tool_joins_two_components_with_new_ports(bench, overview):
    canvas, hand = overview
    before = set(bench.model.elements)
    source, target = bench.plant["component", "Operator"], bench.plant["component", "Disinfection"]
    hand.key(Qt.Key.Key_L)
    hand.drag(hand.middle(source.id), (900, 450), hand.middle(target.id))
    (flow,) = (one for one in bench.model.of(Connector) if one.id not in before)
    start, end = bench.model[flow.source], bench.model[flow.target]
    assert (start.owner, start.direction) == (source.id, Direction.OUT)
    assert (end.owner, end.direction) == (target.id, Direction.IN)
    assert bench.labels[-1] == "Connect Operator to Disinfection"
    assert canvas.selection == [flow.id]
    assert canvas.tool == "select"
    same_as_drawn_anew(bench, canvas)


def test_a_line_released_over_nothing_leaves_nothing(bench, overview):
    _canvas, hand = overview
    hand.key(Qt.Key.Key_L)
    before = bench.session.project.head_hash
    hand.drag(hand.middle(bench.plant["component", "Operator"].id), (1150, 500))
    assert bench.session.project.head_hash == before


def test_a_bus_lies_where_it_was_dragged(bench, hardware):
    canvas, hand = hardware
    canvas.set_tool("bus")
    hand.drag((120, 640), (400, 642))
    hand.write("Spur")
    (bus,) = [one for one in bench.model.of(Bus) if one.name == "Spur"]
    area = canvas.scene_shown.find(bus.id).outline()
    assert (area.left(), area.right()) == (120, 400)


def test_links_join_nodes_and_buses(bench, hardware):
    _canvas, hand = hardware
    before = set(bench.model.elements)
    hand.key(Qt.Key.Key_L)
    hand.drag(hand.middle(bench.plant["node", "PLC 01"].id), (300, 560), (300, 577))
    (link,) = (one for one in bench.model.of(Link) if one.id not in before)
    assert (link.source, link.target) == (
        bench.plant["node", "PLC 01"].id,
        bench.plant["bus", "Field bus A"].id,
    )


def test_edges_join_locations_of_one_machine(bench, machine):
    canvas, hand = machine
    before = set(bench.model.elements)
    hand.key(Qt.Key.Key_L)
    hand.drag(
        hand.middle(bench.plant["location", "HELD"].id), hand.middle(bench.plant["location", "CHECK"].id)
    )
    (edge,) = (one for one in bench.model.of(Edge) if one.id not in before)
    assert edge.owner == canvas.diagram.owner
    assert bench.labels[-1] == "Connect HELD to CHECK"


def test_dragging_moves_a_shape_on_the_grid_as_one_change(bench, overview):
    canvas, hand = overview
    element = bench.plant["component", "Level controller"].id
    before = place(bench, canvas, element)
    x, y = hand.middle(element)
    count = len(bench.labels)
    hand.drag((x, y), (x - 20, y + 2), (x - 43, y + 3))
    after = place(bench, canvas, element)
    # It snaps to the grid or to a neighbour, whichever attracts it.
    assert abs(after.x - (before.x - 43)) <= 6
    assert after.x % 4 == 0
    assert bench.labels[count:] == ["Move Level controller"]
    same_as_drawn_anew(bench, canvas)


def test_a_group_moves_together_with_what_lies_in_it(bench, overview):
    canvas, hand = overview
    zone = bench.plant["zone", "Process"]
    inner = [bench.plant["component", name].id for name in ("Cl analyser", "UV reactor")]
    before = [place(bench, canvas, one) for one in inner]
    hand.drag((120, 606), (120, 660), (120, 710))
    after = [place(bench, canvas, one) for one in inner]
    shift = place(bench, canvas, zone.id).y - 594
    assert shift > 60
    assert [one.y for one in after] == [one.y + shift for one in before]
    assert bench.labels[-1] == "Move Process"


def test_moving_several_is_labelled_by_their_kind(bench, overview):
    canvas, hand = overview
    chosen = [bench.plant["component", name].id for name in ("Cl analyser", "Dosing pump", "Level sensor")]
    canvas.select(chosen)
    x, y = hand.middle(chosen[0])
    hand.drag((x, y), (x + 8, y + 4), (x + 16, y + 8))
    assert bench.labels[-1] == "Move 3 components"


def test_dropping_into_another_zone_changes_the_membership_in_the_same_change(bench, overview):
    canvas, hand = overview
    element = bench.plant["component", "Historian"].id
    count = len(bench.labels)
    hand.press(*hand.middle(element))
    hand.move(600, 300)
    hand.move(760, 390)
    zone = bench.plant["zone", "Supervision"].id
    assert canvas.scene_shown.find(zone).target
    assert canvas.scene_shown.find(element).ghost
    hand.release(760, 390)
    assert bench.model[element].zone == zone
    assert not canvas.scene_shown.find(zone).target
    assert not canvas.scene_shown.find(element).ghost
    assert len(bench.labels) == count + 1
    same_as_drawn_anew(bench, canvas)
    bench.session.undo()
    assert bench.model[element].zone == bench.plant["zone", "Operations"].id
    same_as_drawn_anew(bench, canvas)


def test_dropping_a_component_on_another_makes_it_a_part(bench, overview):
    canvas, hand = overview
    part, whole = bench.plant["component", "Dosing pump"].id, bench.plant["component", "Vendor gateway"].id
    hand.drag(hand.middle(part), (500, 300), hand.middle(whole))
    assert bench.model[part].owner == whole
    assert canvas.scene_shown.find(whole).item.layer == 1
    same_as_drawn_anew(bench, canvas)


def test_dragging_out_of_a_zone_leaves_it(bench, overview):
    canvas, hand = overview
    element = bench.plant["component", "UV reactor"].id
    hand.drag(hand.middle(element), (1000, 700), (1090, 760), (1160, 790))
    assert bench.model[element].zone is None
    assert canvas.scene_shown.find(element).item.parent is None


def test_escape_during_a_drag_leaves_nothing(bench, overview):
    canvas, hand = overview
    element = bench.plant["component", "Historian"].id
    head, drawing = bench.session.project.head_hash, canvas.scene_shown.drawing
    hand.press(*hand.middle(element))
    hand.move(650, 300)
    hand.move(760, 390)
    assert canvas.scene_shown.drawing != drawing
    hand.key(Qt.Key.Key_Escape)
    hand.release(760, 390)
    assert bench.session.project.head_hash == head
    assert canvas.scene_shown.drawing == drawing
    same_as_drawn_anew(bench, canvas)


def test_a_handle_resizes(bench, overview):
    canvas, hand = overview
    element = bench.plant["component", "Historian"].id
    canvas.select([element])
    area = canvas.scene_shown.find(element).outline()
    corner = (area.right() + 4, area.bottom() + 4)
    hand.drag(corner, (corner[0] + 20, corner[1] + 10), (corner[0] + 48, corner[1] + 24))
    found = place(bench, canvas, element)
    # The corner snaps to the grid of 8 px.
    assert (found.x, found.y) == (area.x(), area.y())
    assert (found.x + found.width, found.y + found.height) == (736, 312)
    assert bench.labels[-1] == "Resize Historian"


def test_a_port_slides_along_the_border(bench, overview):
    canvas, hand = overview
    owner = bench.plant["component", "Historian"].id
    port = next(one for one in bench.model.owned(owner, Port) if one.direction is Direction.OUT)
    area = canvas.scene_shown.find(owner).outline()
    hand.drag(
        hand.middle(port.id), (area.right() - 30, area.bottom() + 4), (area.right() - 40, area.bottom())
    )
    found = place(bench, canvas, port.id)
    assert (found.side, found.offset) == (Side.BOTTOM, area.width() - 40)
    same_as_drawn_anew(bench, canvas)


def test_a_port_dragged_away_begins_a_line(bench, overview):
    canvas, hand = overview
    before = set(bench.model.elements)
    owner, target = bench.plant["component", "Historian"], bench.plant["component", "Operator"]
    port = next(one for one in bench.model.owned(owner.id, Port) if one.direction is Direction.OUT)
    x, y = hand.middle(port.id)
    hand.drag((x, y), (x + 60, y + 10), hand.middle(target.id))
    (flow,) = (one for one in bench.model.of(Connector) if one.id not in before)
    assert flow.source == port.id
    assert bench.model[flow.target].owner == target.id
    assert place(bench, canvas, port.id) is None


def test_a_segment_is_bent_and_straightened(bench, overview):
    canvas, hand = overview
    flow = next(one for one in bench.model.of(Connector) if one.data == "download")
    points = canvas.scene_shown.find(flow.id).item.outline
    x = points[0].x
    hand.drag((x, 380), (x - 30, 380), (x - 60, 380))
    assert place(bench, canvas, flow.id).bends
    assert any(point.x < x - 40 for point in canvas.scene_shown.find(flow.id).item.outline)
    hand.key(Qt.Key.Key_R)
    assert place(bench, canvas, flow.id) is None
    assert canvas.scene_shown.find(flow.id).item.outline == points
    assert [label.split()[0] for label in bench.labels[-2:]] == ["Bend", "Straighten"]


def test_f2_edits_a_name_in_place(bench, overview):
    canvas, hand = overview
    element = bench.plant["component", "Historian"].id
    canvas.select([element])
    hand.key(Qt.Key.Key_F2)
    hand.write("Process historian")
    assert bench.model[element].name == "Process historian"
    assert bench.labels[-1] == "Rename Historian to Process historian"


def test_a_double_click_edits_and_escape_leaves_the_name(bench, overview):
    canvas, hand = overview
    element = bench.plant["component", "Historian"].id
    hand.double(*hand.middle(element))
    editor = canvas._writing.editor
    QTest.keyClicks(editor.lines[0], "nonsense")
    head = bench.session.project.head_hash
    QTest.keyClick(editor.lines[0], Qt.Key.Key_Escape)
    assert bench.session.project.head_hash == head
    assert canvas._writing.editor is None


def test_the_three_lines_of_an_edge_are_edited_in_place(bench, machine):
    canvas, hand = machine
    edge = next(one for one in bench.model.of(Edge) if one.update == "retry := 1")
    canvas.select([edge.id])
    hand.key(Qt.Key.Key_F2)
    hand.write("y >= 250", "again!", "retry := 2")
    now = bench.model[edge.id]
    assert (now.guard, now.update, str(now.action)) == ("y >= 250", "retry := 2", "send")
    event = bench.model[now.event]
    assert event.name == "again"
    assert bench.model[event.owner].owner == bench.plant["component", "Dosing controller"].id


def test_an_event_of_that_name_is_used_again(bench, machine):
    canvas, hand = machine
    edge = next(one for one in bench.model.of(Edge) if one.update == "retry := 1")
    canvas.select([edge.id])
    hand.key(Qt.Key.Key_F2)
    hand.write("", "ack?", "")
    assert bench.model[edge.id].event == bench.plant["event", "ack"].id


def test_delete_takes_along_what_cannot_stand_alone(bench, overview):
    canvas, hand = overview
    element = bench.plant["component", "Operator HMI"].id
    ports = {port.id for port in bench.model.owned(element, Port)}
    flows = {one.id for one in bench.model.of(Connector) if {one.source, one.target} & ports}
    canvas.select([element])
    hand.key(Qt.Key.Key_Delete)
    assert element not in bench.model
    assert not flows & bench.model.elements.keys()
    assert canvas.selection == []
    assert bench.labels[-1] == "Remove Operator HMI"
    same_as_drawn_anew(bench, canvas)
    bench.session.undo()
    assert flows <= bench.model.elements.keys()
    same_as_drawn_anew(bench, canvas)


def test_a_chip_dragged_to_another_node_is_allocated_there(bench, hardware):
    canvas, hand = hardware
    component, target = bench.plant["component", "Level controller"], bench.plant["node", "PLC 03"]
    item = canvas.scene_shown.find(bench.plant["node", "PLC 01"].id).item
    chip = next(spot.area for spot in item.spots if spot.name == f"chip:{component.id}")
    start = (chip.centre.x, chip.centre.y)
    hand.press(*start)
    hand.move(700, 440)
    hand.move(*hand.middle(target.id))
    shown = canvas.scene_shown.find(target.id).item
    assert any(spot.name == f"chip:{component.id}" for spot in shown.spots)
    hand.release(*hand.middle(target.id))
    (link,) = (one for one in bench.model.of(Allocation) if one.component == component.id)
    assert link.node == target.id
    assert bench.labels[-1] == "Allocate Level controller to PLC 03"
    same_as_drawn_anew(bench, canvas)


def dragged_over(canvas, hand, data, element_id):
    """What is carried enters the canvas and moves over an element; the event of the move."""
    place_of = hand.at(*hand.middle(element_id))
    action, buttons = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    canvas.dragEnterEvent(QDragEnterEvent(place_of, action, data, buttons, Qt.KeyboardModifier.NoModifier))
    event = QDragMoveEvent(place_of, action, data, buttons, Qt.KeyboardModifier.NoModifier)
    canvas.dragMoveEvent(event)
    return event


def test_a_component_carried_over_a_node_is_seen_there_before_it_is_dropped(bench, hardware):
    canvas, hand = hardware
    component, node = bench.plant["component", "Dosing pump"], bench.plant["node", "PLC 02"]
    before = canvas.scene_shown.drawing
    said = []
    canvas.message.connect(said.append)
    data = carry([component.id])
    event = dragged_over(canvas, hand, data, node.id)
    assert event.isAccepted()
    assert canvas.scene_shown.find(node.id).target
    assert f"chip:{component.id}" in {spot.name for spot in canvas.scene_shown.find(node.id).item.spots}
    assert said[-1] == "Drop to allocate Dosing pump to PLC 02"
    canvas.dragLeaveEvent(QDragLeaveEvent())
    assert canvas.scene_shown.drawing == before
    assert not canvas.scene_shown.find(node.id).target


def test_what_a_diagram_does_not_show_is_not_drawn_on_it(bench, machine):
    canvas, hand = machine
    component, location = bench.plant["component", "Dosing pump"], bench.plant["location", "HELD"]
    head = bench.session.project.head_hash
    data = carry([component.id])
    event = dragged_over(canvas, hand, data, location.id)
    assert not event.isAccepted()
    action, buttons = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    place_of = QPointF(hand.at(560, 340))
    canvas.dropEvent(QDropEvent(place_of, action, data, buttons, Qt.KeyboardModifier.NoModifier))
    assert bench.session.project.head_hash == head


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


def test_a_new_name_is_said(bench, overview):
    canvas, hand = overview
    said = []
    canvas.message.connect(said.append)
    hand.key(Qt.Key.Key_C)
    hand.click(760, 248)
    hand.write("Recorder")
    assert said[-1].startswith("Recorder, Component")
    hand.key(Qt.Key.Key_F2)
    hand.write("Archive")
    assert said[-1].startswith("Archive, Component")


def test_what_was_said_of_an_element_goes_with_it(bench, overview):
    canvas, hand = overview
    said = []
    canvas.message.connect(said.append)
    hand.key(Qt.Key.Key_C)
    hand.click(760, 248)
    hand.write("Recorder")
    hand.key(Qt.Key.Key_F2)
    hand.write("Archive")
    bench.session.undo()
    assert said[-1].startswith("Recorder, Component")
    bench.session.undo()
    assert said[-1] == ""
    assert canvas.accessibleDescription() == ""


def test_shift_and_arrows_move_by_the_grid(bench, overview):
    canvas, hand = overview
    element = bench.plant["component", "Historian"].id
    before = place(bench, canvas, element)
    canvas.select([element])
    hand.key(Qt.Key.Key_Right, SHIFT)
    assert place(bench, canvas, element).x == before.x + 8
    assert bench.labels[-1] == "Move Historian"


def test_the_hints_of_an_edge_can_be_read_whole(bench, machine):
    canvas, hand = machine
    edge = bench.model.of(Edge)[0]
    with bench.session.change("Say nothing") as edit:
        edit.set(edge.id, guard="", update="", event=None)
    canvas.select([edge.id])
    hand.key(Qt.Key.Key_F2)
    for line in canvas._writing.editor.lines:
        room = line.style().subElementRect(QStyle.SubElement.SE_LineEditContents, _option(line), line)
        assert line.fontMetrics().horizontalAdvance(line.placeholderText()) + 4 <= room.width()


def _option(line):
    option = QStyleOptionFrame()
    line.initStyleOption(option)
    return option


def test_a_refused_change_leaves_the_drawing_as_it_was(bench, overview, qtbot):
    canvas, _hand = overview
    drawing = canvas.scene_shown.drawing

    def misown(edit):
        edit.set(bench.plant["component", "Historian copy"].id, owner=bench.plant["zone", "Process"].id)

    with qtbot.waitSignal(bench.session.refused):
        assert not canvas.commit("Impossible", misown)
    assert canvas.scene_shown.drawing == drawing


def test_placements_of_removed_elements_do_not_stay(bench, overview):
    canvas, hand = overview
    element = bench.plant["component", "UV reactor"].id
    canvas.select([element])
    hand.key(Qt.Key.Key_Delete)
    assert not any(found.element == element for found in bench.model.of(Placement))
