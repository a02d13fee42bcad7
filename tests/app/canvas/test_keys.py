"""What is done by keys alone to what is drawn: joined, led elsewhere, nested, resized, made another kind."""

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.gestures.placing import placement_of
from core.diagram import draw
from core.diagram.keeping import apart
from core.model import (
    Actor,
    Component,
    Connector,
    DataStore,
    Device,
    Edge,
    Location,
    Node,
    Placement,
    Port,
    Side,
    name_of,
)

KEY = Qt.Key
CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


def ask(canvas, text):
    line = canvas.asking.typing.line
    QTest.keyClicks(line, text)
    QTest.keyClick(line, KEY.Key_Return)


def same_as_drawn_anew(bench, canvas):
    assert canvas.scene_shown.drawing == draw(bench.model, canvas.diagram_id, canvas.overlays)


def ends(bench, flow):
    return tuple(bench.model[end].owner for end in (bench.model[flow].source, bench.model[flow].target))


def test_two_elements_are_connected_by_the_name_of_the_second(bench, overview):
    canvas, hand = overview
    source, target = (bench.plant["component", name].id for name in ("Operator", "Disinfection"))
    canvas.select([source])
    hand.key(KEY.Key_L, SHIFT)
    ask(canvas, "disinf")
    (flow,) = canvas.selection
    assert ends(bench, flow) == (source, target)
    assert bench.labels[-1] == "Connect Operator to Disinfection"
    same_as_drawn_anew(bench, canvas)


def test_a_location_is_led_back_to_itself_by_its_name(bench, machine):
    canvas, hand = machine
    location = next(one for one in bench.model.of(Location) if canvas.scene_shown.find(one.id))
    canvas.select([location.id])
    hand.key(KEY.Key_L, SHIFT)
    assert canvas.asking.typing.rows[-1].id == location.id
    ask(canvas, location.name)
    (edge,) = canvas.selection
    assert (bench.model[edge].source, bench.model[edge].target) == (location.id, location.id)
    same_as_drawn_anew(bench, canvas)


def test_a_location_among_very_many_is_still_offered_to_itself(bench, machine):
    canvas, hand = machine
    location = next(one for one in bench.model.of(Location) if canvas.scene_shown.find(one.id))
    with bench.session.change("Many") as edit:
        for number in range(60):
            other = edit.new(Location, owner=location.owner, name=f"Place {number}")
            edit.new(Placement, owner=canvas.diagram_id, element=other.id, x=number * 150, y=2000)
    canvas.select([location.id])
    hand.key(KEY.Key_L, SHIFT)
    assert canvas.asking.typing.rows[-1].id == location.id
    assert len({row.id for row in canvas.asking.typing.rows}) == 40


def test_tab_leads_a_location_back_to_itself_once_its_name_is_typed(bench, machine):
    canvas, hand = machine
    location = next(one for one in bench.model.of(Location) if canvas.scene_shown.find(one.id))
    canvas.select([location.id])
    hand.key(KEY.Key_Tab)
    line = canvas.creating.typing.line
    QTest.keyClicks(line, location.name)
    QTest.keyClick(line, KEY.Key_Return)
    (edge,) = canvas.selection
    assert (bench.model[edge].source, bench.model[edge].target) == (location.id, location.id)
    same_as_drawn_anew(bench, canvas)


def test_an_edge_is_led_back_to_where_it_begins(bench, machine):
    canvas, hand = machine
    edge = next(one for one in bench.model.of(Edge) if one.source != one.target)
    canvas.select([edge.id])
    hand.key(KEY.Key_E)
    ask(canvas, bench.model[edge.source].name)
    assert (bench.model[edge.id].source, bench.model[edge.id].target) == (edge.source, edge.source)
    same_as_drawn_anew(bench, canvas)


def test_ports_called_alike_are_told_apart_by_their_owners_and_found_by_both(bench, overview):
    canvas, hand = overview
    canvas.select([bench.plant["component", "Operator"].id])
    hand.key(KEY.Key_L, SHIFT)
    line = canvas.asking.typing.line
    QTest.keyClicks(line, "modbus in")
    assert {row.title for row in canvas.asking.typing.rows if "in" in row.title.split()} == {
        f"{name} · Modbus in" for name in ("Disinfection", "UV reactor", "Dosing controller")
    }
    for typed in ("modbus in reactor", "uv reactor modbus in", "UV reactor · Modbus in"):
        line.setText(typed)
        (row,) = canvas.asking.typing.rows
        assert row.title == "UV reactor · Modbus in"
    QTest.keyClick(line, KEY.Key_Return)
    (flow,) = canvas.selection
    assert bench.model[flow].target == row.id
    assert name_of(bench.model, bench.model[row.id].owner) == "UV reactor"


def test_the_nearest_target_is_offered_first(bench, overview):
    canvas, hand = overview
    canvas.select([bench.plant["component", "Dosing controller"].id])
    hand.key(KEY.Key_L, SHIFT)
    rows = [row.id for row in canvas.asking.typing.rows]
    here = canvas.scene_shown.find(bench.plant["component", "Dosing controller"].id).item.bounds.centre

    def far(element_id):
        middle = canvas.scene_shown.find(element_id).item.bounds.centre
        return abs(middle.x - here.x) + abs(middle.y - here.y)

    shapes = [row for row in rows if not isinstance(bench.model[row], Port)]
    assert [far(one) for one in shapes] == sorted(far(one) for one in shapes)


def test_the_end_of_a_line_is_led_elsewhere_and_takes_its_own_port_along(bench, overview):
    canvas, hand = overview
    source, first, second = (
        bench.plant["component", name].id for name in ("Operator", "Disinfection", "Historian")
    )
    canvas.select([source])
    hand.key(KEY.Key_L, SHIFT)
    ask(canvas, "disinf")
    (flow,) = canvas.selection
    port = bench.model[flow].target
    hand.key(KEY.Key_E)
    ask(canvas, "historian")
    assert ends(bench, flow) == (source, second)
    assert port not in bench.model
    hand.key(KEY.Key_E, SHIFT)
    ask(canvas, "disinf")
    assert ends(bench, flow) == (first, second)
    same_as_drawn_anew(bench, canvas)


def test_a_shape_is_moved_into_a_zone_by_its_name_with_free_room_there(bench, overview):
    canvas, hand = overview
    element = bench.plant["component", "Historian"].id
    zone = bench.plant["zone", "Supervision"].id
    canvas.select([element])
    hand.key(KEY.Key_M)
    ask(canvas, "superv")
    assert bench.model[element].zone == zone
    assert canvas.scene_shown.find(element).item.parent == zone
    area = canvas.scene_shown.find(element).outline()
    others = [
        item.element
        for item in canvas.scene_shown.items_by_id.values()
        if item.item.layer in (1, 3) and not item.item.is_line and item.element != element
    ]
    assert not [one for one in others if canvas.scene_shown.find(one).outline().intersects(area)]
    same_as_drawn_anew(bench, canvas)


def test_zones_beside_a_shape_come_before_shapes_that_could_hold_it(bench, overview):
    canvas, hand = overview
    element = bench.plant["component", "Historian"]
    canvas.select([element.id])
    hand.key(KEY.Key_M)
    rows = [bench.model.get(row.id) for row in canvas.asking.typing.rows if bench.model.get(row.id)]
    zones = [one.kind == "zone" for one in rows]
    assert zones[:2] == [True, True]
    assert zones == sorted(zones, reverse=True)
    here = canvas.scene_shown.find(element.id).item.bounds
    gaps = [apart(here, canvas.scene_shown.find(one.id).item.bounds) for one in rows if one.kind == "zone"]
    assert gaps == sorted(gaps)


def test_a_shape_is_nested_and_taken_out_again(bench, overview):
    canvas, hand = overview
    inner, outer = (bench.plant["component", name].id for name in ("Cl analyser", "Dosing pump"))
    canvas.select([inner])
    hand.key(KEY.Key_M)
    ask(canvas, "dosing pump")
    assert bench.model[inner].owner == outer
    hand.key(KEY.Key_M)
    ask(canvas, "nothing")
    assert (bench.model[inner].owner, bench.model[inner].zone) == (None, None)
    same_as_drawn_anew(bench, canvas)


def test_a_component_becomes_a_data_store_with_its_lines_and_ports(bench, overview):
    canvas, hand = overview
    element = bench.plant["component", "Historian copy"].id
    flows = {
        one.id for port in bench.model.owned(element, Port) for one in bench.model.uses(port.id, Connector)
    }
    canvas.select([element])
    hand.key(KEY.Key_K)
    ask(canvas, "actor")
    made = bench.model[element]
    assert (type(made), made.name) == (Actor, "Historian copy")
    assert flows <= bench.model.elements.keys()
    hand.key(KEY.Key_K)
    ask(canvas, "data store")
    assert isinstance(bench.model[element], DataStore)
    bench.session.undo()
    bench.session.undo()
    assert isinstance(bench.model[element], Component | DataStore)
    same_as_drawn_anew(bench, canvas)


def test_a_component_with_behaviour_cannot_become_what_has_none(bench, overview):
    canvas, hand = overview
    canvas.select([bench.plant["component", "Dosing controller"].id])
    hand.key(KEY.Key_K)
    words = [row.title for row in canvas.asking.typing.rows]
    assert "Sensor" in words
    assert "Actor" not in words


def test_a_node_becomes_another_device(bench, hardware):
    canvas, hand = hardware
    node = bench.plant["node", "PLC 01"].id
    canvas.select([node])
    hand.key(KEY.Key_K)
    ask(canvas, "safety")
    assert bench.model[node] == bench.model.find(Node, node)
    assert bench.model[node].device is Device.SAFETY_PLC


def test_ctrl_shift_and_arrows_resize_by_the_grid(bench, overview):
    canvas, hand = overview
    element = bench.plant["component", "Historian"].id
    canvas.select([element])
    before = canvas.scene_shown.find(element).outline()
    hand.key(KEY.Key_Right, CTRL | SHIFT)
    hand.key(KEY.Key_Down, CTRL | SHIFT)
    after = canvas.scene_shown.find(element).outline()
    assert (after.width(), after.height()) == (before.width() + 8, before.height() + 8)
    assert after.topLeft() == before.topLeft()


def test_a_port_moves_along_its_border_and_around_the_corner(bench, overview):
    canvas, hand = overview
    owner = bench.plant["component", "Historian"].id
    canvas.select([owner])
    hand.key(KEY.Key_Space)
    line = canvas.creating.typing.line
    QTest.keyClicks(line, "in archive")
    QTest.keyClick(line, KEY.Key_Return)
    (port,) = canvas.selection
    hand.key(KEY.Key_Up, SHIFT)
    hand.key(KEY.Key_Left, SHIFT)
    hand.key(KEY.Key_Down, SHIFT)
    found = placement_of(bench.model, canvas.diagram_id, port)
    assert found.side is Side.LEFT
    assert bench.model[port].owner == owner


def test_a_line_is_bent_by_its_longest_part(bench, overview):
    canvas, hand = overview
    line = next(
        item.element
        for item in canvas.scene_shown.items_by_id.values()
        if item.item.is_line and isinstance(bench.model[item.element], Connector)
    )
    canvas.select([line])
    points = canvas.scene_shown.find(line).item.outline
    upright = abs(points[1].y - points[0].y) > 0
    hand.key(KEY.Key_Right if upright else KEY.Key_Down, SHIFT)
    assert placement_of(bench.model, canvas.diagram_id, line).bends
    hand.key(KEY.Key_R)
    assert placement_of(bench.model, canvas.diagram_id, line) is None


def test_parts_of_a_shape_are_stepped_through_and_a_line_to_its_ends(bench, overview):
    canvas, hand = overview
    element = bench.plant["component", "Disinfection"].id
    canvas.select([element])
    seen = []
    for _step in range(40):
        hand.key(KEY.Key_PageDown)
        if canvas.selection == [element]:
            break
        seen.append(canvas.selection[0])
        if isinstance(bench.model[seen[-1]], Connector):
            break
    flow = seen[-1]
    assert isinstance(bench.model[flow], Connector)
    hand.key(KEY.Key_PageUp)
    assert canvas.selection[0] in (bench.model[flow].source, bench.model[bench.model[flow].source].owner)
    hand.key(KEY.Key_U)
    assert isinstance(bench.model[canvas.selection[0]], Component | DataStore | Actor)


def test_u_goes_out_to_the_zone_and_d_back_into_it(bench, overview):
    canvas, hand = overview
    element = bench.plant["component", "Historian"].id
    canvas.select([element])
    hand.key(KEY.Key_U)
    assert canvas.selection == [bench.model[element].zone]
    hand.key(KEY.Key_D)
    assert bench.model[canvas.selection[0]].zone == bench.model[element].zone


def test_alt_shift_and_arrows_select_a_neighbour_too(bench, overview):
    canvas, hand = overview
    element = bench.plant["component", "Operator HMI"].id
    canvas.select([element])
    hand.key(KEY.Key_Down, ALT | SHIFT)
    assert canvas.selection[0] == element
    assert len(canvas.selection) == 2


def test_firmware_is_written_by_its_tool_and_the_node_stays_selected(bench, hardware):
    canvas, hand = hardware
    node = bench.plant["node", "Cell firewall"].id
    canvas.select([node])
    hand.key(KEY.Key_F)
    hand.key(KEY.Key_Return)
    hand.write("2.7")
    assert canvas.selection == [node]
    assert bench.labels[-1] == "Add firmware"


def test_presses_on_the_same_selection_in_a_row_are_one_step_of_undo(bench, overview, monkeypatch):
    monkeypatch.setattr("core.project.runs.PAUSE", timedelta(hours=1))
    canvas, hand = overview
    historian, pump = (bench.plant["component", name].id for name in ("Historian", "Dosing pump"))

    def places():
        return [
            (found.x, found.y, found.width)
            for one in (historian, pump)
            if (found := placement_of(bench.model, canvas.diagram_id, one)) is not None
        ]

    states, count = [places()], len(bench.labels)
    for chosen, key, held in (
        (historian, KEY.Key_Right, SHIFT),
        (pump, KEY.Key_Left, SHIFT),
        (historian, KEY.Key_Up, SHIFT),
        (historian, KEY.Key_Right, CTRL | SHIFT),
        (historian, KEY.Key_Up, SHIFT),
    ):
        canvas.select([chosen])
        for _press in range(3):
            hand.key(key, held)
        states.append(places())
    assert len(bench.labels) == count + 15
    for before in reversed(states[:-1]):
        bench.session.undo()
        assert places() == before
        same_as_drawn_anew(bench, canvas)
    for after in states[1:]:
        bench.session.redo()
        assert places() == after
        same_as_drawn_anew(bench, canvas)


def test_a_line_and_a_port_that_are_moved_on_are_one_step_of_undo_too(bench, overview, monkeypatch):
    monkeypatch.setattr("core.project.runs.PAUSE", timedelta(hours=1))
    canvas, hand = overview
    line = next(
        item
        for item in canvas.scene_shown.items_by_id.values()
        if item.item.is_line and len(item.item.outline) > 3
    )
    port = next(one for one in bench.model.of(Port) if canvas.scene_shown.find(one.id) is not None)
    for chosen in (line.element, port.id):
        before, count = bench.model, len(bench.labels)
        canvas.select([chosen])
        for way in (KEY.Key_Right, KEY.Key_Down) * 3:
            hand.key(way, SHIFT)
        assert len(bench.labels) > count + 1
        bench.session.undo()
        assert bench.model == before
