"""Creating by typing on a drawing: siblings, chains, known elements, a name that is taken, free room."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.canvas.canvas import Canvas
from app.gestures import growing
from app.gestures.placing import placement_of
from app.theme import look
from core.diagram.offers import Becomes
from core.diagram.room import room_of
from core.model import Component, Connector, Diagram, Node, Placement, Port, Role

KEY = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier


def type_in(canvas, text, then=KEY.Key_Return, held=Qt.KeyboardModifier.NoModifier):
    line = canvas.creating.typing.line
    QTest.keyClicks(line, text)
    QTest.keyClick(line, then, held)


def named(bench, name):
    (found,) = (one for one in bench.model if one.name == name)
    return found


def partners(bench, element_id):
    ports = {port.id for port in bench.model.owned(element_id, Port)}
    flows = [flow for flow in bench.model.of(Connector) if {flow.source, flow.target} & ports]
    return sorted((bench.model[flow.source].owner, bench.model[flow.target].owner) for flow in flows)


def overlaps(canvas, element_id):
    area = canvas.scene_shown.find(element_id).outline()
    return [
        item.element
        for item in canvas.scene_shown.items_by_id.values()
        if item.item.layer in (1, 3)
        and not item.item.is_line
        and item.element != element_id
        and item.outline().intersects(area)
    ]


def test_tab_puts_what_it_adds_into_the_same_zone_over_nothing(bench, overview):
    canvas, hand = overview
    source = bench.plant["component", "Level controller"]
    canvas.select([source.id])
    hand.key(KEY.Key_Tab)
    type_in(canvas, "Recorder")
    made = named(bench, "Recorder")
    assert made.zone == bench.model[source.id].zone
    assert overlaps(canvas, made.id) == []
    assert partners(bench, made.id) == [(source.id, made.id)]


def test_enter_adds_a_sibling_joined_as_the_one_that_tab_made(bench, overview):
    canvas, hand = overview
    source = bench.plant["component", "Disinfection"].id
    canvas.select([source])
    hand.key(KEY.Key_Tab)
    type_in(canvas, "Lamp 1")
    count = len(bench.labels)
    hand.key(KEY.Key_Return)
    type_in(canvas, "Lamp 2")
    assert partners(bench, named(bench, "Lamp 2").id) == [(source, named(bench, "Lamp 2").id)]
    assert len(bench.labels) == count + 1
    assert overlaps(canvas, named(bench, "Lamp 2").id) == []


def test_siblings_stand_in_a_column_and_their_lines_enter_by_the_sides_that_face_the_source(bench, opened):
    canvas, hand = opened(fan(bench))
    canvas.select([named(bench, "Source").id])
    hand.key(KEY.Key_Tab)
    type_in(canvas, "Lamp 0")
    for number in range(1, 5):
        hand.key(KEY.Key_Return)
        type_in(canvas, f"Lamp {number}")
    lamps = [canvas.scene_shown.find(named(bench, f"Lamp {number}").id).outline() for number in range(5)]
    assert {area.left() for area in lamps} == {lamps[0].left()}
    lines = [item.item.outline for item in canvas.scene_shown.items_by_id.values() if item.item.is_line]
    assert len(lines) == 5
    for outline in lines:
        assert outline[-1].x == lamps[0].left()
        assert outline[-2].y == outline[-1].y


@pytest.fixture
def large_text(qapp):
    look().use(scale=1.5)
    yield
    look().use(scale=1.0)


def test_what_is_made_and_what_is_gone_to_is_seen_clear_of_the_bars(large_text, bench, opened):
    canvas, hand = opened(fan(bench))
    canvas.resize(1200, 600)
    canvas.select([named(bench, "Source").id])
    hand.key(KEY.Key_Tab)
    type_in(canvas, "Lamp 0")
    made = [named(bench, "Lamp 0").id]
    for number in range(1, 9):
        hand.key(KEY.Key_Return)
        type_in(canvas, f"Lamp {number}")
        made.append(named(bench, f"Lamp {number}").id)
        assert under_bars(canvas, made[-1]) == []
    for element_id in made:
        canvas.reveal(element_id)
        assert under_bars(canvas, element_id) == []


def fan(bench):
    """The name of a diagram with one component on it, from which others come."""
    with bench.session.change("Draw a source") as edit:
        diagram = edit.new(Diagram, name="Fan")
        source = edit.new(Component, name="Source")
        edit.new(Placement, owner=diagram.id, element=source.id, x=100.0, y=300.0, width=176, height=52)
    return "Fan"


def under_bars(canvas, element_id):
    """The bars that hide something of a shape, and the view if it reaches out of that."""
    area = canvas.mapFromScene(canvas.scene_shown.find(element_id).outline()).boundingRect()
    afloat, view = canvas.afloat, canvas.viewport().rect()
    hiding = [bar for bar in (afloat.bar, afloat.chip) if bar.isVisible() and bar.geometry().intersects(area)]
    return hiding if view.contains(area) else [*hiding, view]


def test_a_sibling_of_what_tab_did_not_make_is_of_its_kind_and_joined_with_nothing(bench, overview):
    canvas, hand = overview
    element = bench.model[bench.plant["component", "Cl analyser"].id]
    canvas.select([element.id])
    hand.key(KEY.Key_Return)
    type_in(canvas, "Turbidity")
    made = named(bench, "Turbidity")
    assert (type(made), made.role, made.zone) == (Component, element.role, element.zone)
    assert partners(bench, made.id) == []


def test_what_a_sibling_takes_over_is_said_while_it_is_typed_and_once_it_is_made(bench, overview):
    canvas, hand = overview
    element = bench.model[bench.plant["component", "Cl analyser"].id]
    said = []
    canvas.message.connect(said.append)
    canvas.select([element.id])
    hand.key(KEY.Key_Return)
    assert canvas.creating.typing.foot.text() == "Like Cl analyser: Sensor"
    type_in(canvas, "Turbidity")
    assert said[-1].startswith("Like Cl analyser: Sensor · K changes that · Turbidity, Sensor")
    bench.session.undo()
    assert not [one for one in bench.model.of(Component) if one.name == "Turbidity"]


def test_nothing_is_said_to_be_taken_over_where_another_sort_is_chosen(bench, overview):
    canvas, hand = overview
    said = []
    canvas.message.connect(said.append)
    canvas.select([bench.plant["component", "Cl analyser"].id])
    hand.key(KEY.Key_Return)
    canvas.creating.typing.line.setText("Uplink gateway")
    assert canvas.creating.typing.foot.text() == "Ranked by what is drawn here"
    type_in(canvas, "")
    assert named(bench, "Uplink gateway").role is Role.GATEWAY
    assert said[-1].startswith("Uplink gateway, ")


def test_a_sibling_that_is_named_where_it_stands_says_what_it_took_over(bench, overview):
    canvas, hand = overview
    said = []
    canvas.message.connect(said.append)
    canvas.select([bench.plant["component", "Cl analyser"].id])
    hand.key(KEY.Key_Return)
    type_in(canvas, "")
    hand.write("Turbidity")
    assert named(bench, "Turbidity").role is Role.SENSOR
    assert said[-1].startswith("Like Cl analyser: Sensor · K changes that · ")


def test_shift_tab_adds_what_leads_here(bench, overview):
    canvas, hand = overview
    target = bench.plant["component", "Historian"].id
    canvas.select([target])
    hand.key(KEY.Key_Tab, SHIFT)
    type_in(canvas, "Feeder")
    made = named(bench, "Feeder")
    assert (made.id, target) in partners(bench, made.id)
    feeder, historian = (canvas.scene_shown.find(one).outline() for one in (made.id, target))
    assert feeder.center().x() < historian.center().x()


def test_tab_in_the_line_takes_and_goes_on_from_what_was_made(bench, overview):
    canvas, hand = overview
    canvas.select([bench.plant["component", "Disinfection"].id])
    hand.key(KEY.Key_Tab)
    type_in(canvas, "First", KEY.Key_Tab)
    type_in(canvas, "Second")
    first, second = named(bench, "First").id, named(bench, "Second").id
    assert (first, second) in partners(bench, second)


def test_the_drawing_shows_what_would_be_made_and_escape_leaves_nothing(bench, overview):
    canvas, hand = overview
    head, drawing = bench.session.project.head_hash, canvas.scene_shown.drawing
    canvas.select([bench.plant["component", "Historian"].id])
    hand.key(KEY.Key_Tab)
    assert len(canvas.scene_shown.items_by_id) > len(drawing.items)
    QTest.keyClick(canvas.creating.typing.line, KEY.Key_Escape)
    assert canvas.scene_shown.drawing == drawing
    assert bench.session.project.head_hash == head
    assert canvas.gesture is None
    assert canvas.hasFocus()


def test_what_is_drawn_here_is_joined_instead_of_made_again(bench, overview):
    canvas, hand = overview
    source, target = (bench.plant["component", name].id for name in ("Historian", "Dosing pump"))
    canvas.select([source])
    before = len(bench.model.of(Component))
    hand.key(KEY.Key_Tab)
    type_in(canvas, "dosing pump")
    assert len(bench.model.of(Component)) == before
    assert (source, target) in partners(bench, source)
    assert bench.labels[-1] == "Connect Historian to Dosing pump"


def test_each_choice_is_shown_with_its_key_and_alt_takes_it(bench, overview):
    canvas, hand = overview
    canvas.select([bench.plant["component", "Historian"].id])
    hand.key(KEY.Key_Tab)
    typing = canvas.creating.typing
    QTest.keyClicks(typing.line, "Relay")
    assert [row.key for row in typing.rows][:3] == ["Enter", "Alt 2", "Alt 3"]
    offer = canvas.creating._offers[1]
    QTest.keyClick(typing.line, KEY.Key_2, ALT)
    assert named(bench, "Relay").kind == offer.form.kind


def test_a_name_that_is_taken_is_told_where_something_else_would_get_it(bench, overview):
    canvas, hand = overview
    canvas.select([bench.plant["component", "Historian"].id])
    hand.key(KEY.Key_Space)
    typing = canvas.creating.typing
    QTest.keyClicks(typing.line, "component Dosing pump")
    assert typing.foot.text() == "Dosing pump is on this diagram already"
    QTest.keyClicks(typing.line, " 2")
    assert typing.foot.text() == "Ranked by what connects here"


def test_space_in_a_zone_creates_in_it_and_shift_space_in_a_container(bench, overview):
    canvas, hand = overview
    zone = bench.plant["zone", "Operations"].id
    canvas.select([zone])
    hand.key(KEY.Key_Space)
    type_in(canvas, "component Desk")
    assert named(bench, "Desk").zone == zone
    canvas.select([named(bench, "Desk").id])
    hand.key(KEY.Key_Space, SHIFT)
    type_in(canvas, "component Drawer")
    assert named(bench, "Drawer").owner == named(bench, "Desk").id


def test_a_plc_is_made_by_its_word(bench, hardware):
    canvas, hand = hardware
    hand.key(KEY.Key_Space)
    type_in(canvas, "plc Filter control")
    made = named(bench, "Filter control")
    assert isinstance(made, Node)
    assert made.device == "plc"


@pytest.mark.parametrize(("tool", "name"), [(KEY.Key_C, "Skid"), (KEY.Key_S, "Archive 2")])
def test_a_tool_in_hand_is_used_where_the_keyboard_is(bench, overview, tool, name):
    canvas, hand = overview
    zone = bench.plant["zone", "Operations"].id
    canvas.select([zone])
    hand.key(tool)
    hand.key(KEY.Key_Return)
    hand.write(name)
    made = named(bench, name)
    assert made.zone == zone
    assert placement_of(bench.model, canvas.diagram_id, made.id) is not None
    assert canvas.tool == "select"


def test_an_element_that_is_not_drawn_here_is_offered_first_by_its_whole_name(bench, overview):
    canvas, hand = overview
    hidden = bench.plant["component", "Inlet pump"].id
    canvas.select([hidden])
    hand.key(KEY.Key_Delete, SHIFT)
    hand.key(KEY.Key_Space)
    QTest.keyClicks(canvas.creating.typing.line, "inlet pump")
    assert canvas.creating._offers[0].becomes is Becomes.DRAWN
    QTest.keyClick(canvas.creating.typing.line, KEY.Key_Return)
    assert canvas.selection == [hidden]


def test_room_is_looked_for_again_only_where_a_letter_more_needs_a_larger_shape(bench, overview, monkeypatch):
    looked = []
    monkeypatch.setattr(growing, "room_of", lambda *about: looked.append(about) or room_of(*about))
    canvas, hand = overview
    canvas.select([bench.plant["component", "Level controller"].id])
    hand.key(KEY.Key_Tab)
    type_in(canvas, "Recorder of levels")
    made = named(bench, "Recorder of levels")
    assert len(looked) < len(made.name) / 2
    assert overlaps(canvas, made.id) == []


def test_the_list_leaves_in_sight_what_the_new_shape_is_joined_with(bench, qtbot):
    with bench.session.change("New diagram") as edit:
        empty = edit.new(Diagram, name="Empty").id
    canvas = Canvas(bench.session, empty)
    qtbot.addWidget(canvas)
    canvas.resize(1040, 690)
    canvas.show()
    qtbot.waitExposed(canvas)
    for key, name in ((KEY.Key_Space, "component Drive"), (KEY.Key_Tab, "Motor"), (KEY.Key_Tab, "Fan")):
        QTest.keyClick(canvas, key)
        shown = canvas.creating.typing.geometry()
        items = canvas.scene_shown.items_by_id.values()
        shapes = [
            canvas.mapFromScene(item.outline()).boundingRect() for item in items if item.item.layer == 3
        ]
        assert not any(map(shown.intersects, shapes))
        assert canvas.rect().contains(shown)
        type_in(canvas, name)


def test_in_a_container_only_what_can_lie_there_is_offered(bench, overview):
    canvas, _hand = overview
    canvas.select([bench.plant["component", "Disinfection"].id])
    canvas.creating.near_selection(inside=True)
    offered = {one.form.kind for one in canvas.creating._known.of("Mixer unit") if one.form is not None}
    assert {"component", "data store", "port"} <= offered <= {"component", "data store", "port", "note"}
    type_in(canvas, "Mixer unit")
    made = named(bench, "Mixer unit")
    assert (type(made), made.owner) == (Component, bench.plant["component", "Disinfection"].id)


def test_the_heading_names_where_each_choice_goes(bench, hardware):
    canvas, hand = hardware
    cabinet = next(one for one in bench.model.of(Node) if one.zone and canvas.scene_shown.find(one.id))
    canvas.select([cabinet.id])
    hand.key(KEY.Key_Space, SHIFT)
    type_in(canvas, "PLC Inner")
    inner = named(bench, "Inner")
    zone = bench.model[cabinet.zone]
    wanted = {
        "node Filter unit": (f"Create in {cabinet.name}", cabinet.id),
        "bus Backplane": (f"Create in {zone.name}", zone.id),
        "USB service": ("Create on Inner", inner.id),
        "note Beware": ("Create by typing", None),
    }
    for words, (heading, place) in wanted.items():
        canvas.select([inner.id])
        hand.key(KEY.Key_Space)
        known = {one.id for one in bench.model}
        QTest.keyClicks(canvas.creating.typing.line, words)
        assert canvas.creating.typing.head.text() == canvas.creating.typing.line.accessibleName() == heading
        QTest.keyClick(canvas.creating.typing.line, KEY.Key_Return)
        (made,) = (one for one in bench.model if one.id not in known and not isinstance(one, Placement))
        assert place in (made.owner, getattr(made, "zone", None))
