"""What the canvas shows and tells, and how one gets about on it."""

from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QImage, QKeyEvent, QKeySequence, QPainter, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.actions.on_drawing import ON_DRAWING
from app.canvas.brush import text_font
from app.canvas.canvas import Canvas
from app.canvas.empty import words_for
from app.canvas.keys import TOOL_KEYS
from app.gestures.placing import placement_of
from app.theme import look
from core.diagram import Overlays
from core.diagram.display import Text
from core.diagram.geometry import distance
from core.model import Connector, Diagram, DiagramType, Placement, Port, Truth
from core.project import open_project
from tests.core.diagram.plant import overlays

CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


def picture(canvas):
    image = QImage(canvas.viewport().size(), QImage.Format.Format_RGB32)
    painter = QPainter(image)
    canvas.render(painter)
    painter.end()
    return image


def test_the_whole_diagram_is_in_view_at_first(bench, qtbot):
    diagram = bench.plant["diagram", "Plant overview"].id
    canvas = Canvas(bench.session, diagram)
    qtbot.addWidget(canvas)
    canvas.resize(800, 600)
    canvas.show()
    qtbot.waitExposed(canvas)
    assert canvas.visible_area().contains(canvas.scene_shown.extent())
    assert canvas.scale_now() < 1


def test_a_click_selects_and_a_click_on_nothing_selects_nothing(bench, overview):
    canvas, hand = overview
    element = bench.plant["component", "Historian"].id
    told = []
    canvas.selected.connect(told.append)
    hand.click(*hand.middle(element))
    hand.click(1150, 450)
    assert told == [[element], []]


def test_ctrl_and_a_click_add_to_the_selection_and_take_away(bench, overview):
    canvas, hand = overview
    first, second = (bench.plant["component", name].id for name in ("Historian", "Operator HMI"))
    hand.click(*hand.middle(first))
    hand.click(*hand.middle(second), CTRL)
    assert canvas.selection == [first, second]
    hand.click(*hand.middle(first), CTRL)
    assert canvas.selection == [second]


def test_a_rubber_band_selects_what_lies_in_it(bench, overview):
    canvas, hand = overview
    hand.drag((140, 616), (300, 640), (620, 680))
    names = {bench.model[one].name for one in canvas.selection if bench.model[one].name}
    assert {"Cl analyser", "Dosing pump", "Level sensor"} == names


def test_lines_are_hit_near_their_way(bench, overview):
    canvas, hand = overview
    flow = next(one for one in bench.model.of(Connector) if one.data == "download")
    x = canvas.scene_shown.find(flow.id).item.outline[0].x
    hand.click(x + 3, 360)
    assert canvas.selection == [flow.id]


def test_arrows_follow_where_things_are_and_alt_follows_lines(bench, overview):
    canvas, hand = overview
    names = {
        bench.plant["component", name].id: name for name in ("Operator HMI", "Level controller", "Historian")
    }
    canvas.select([bench.plant["component", "Operator HMI"].id])
    hand.key(Qt.Key.Key_Down)
    assert names[canvas.selection[0]] == "Level controller"
    hand.key(Qt.Key.Key_Up)
    assert names[canvas.selection[0]] == "Operator HMI"
    hand.key(Qt.Key.Key_Up, ALT)
    assert names[canvas.selection[0]] == "Historian"


def test_each_step_is_said_aloud(bench, overview):
    canvas, _hand = overview
    said = []
    canvas.message.connect(said.append)
    canvas.set_overlays(overlays(bench.plant))
    canvas.select([bench.plant["component", "Operator HMI"].id])
    words = "Operator HMI, Component · HMI panel, in Supervision, 2 threats up to medium, verdict violated"
    assert said == [words]
    around = "5 ports, 5 connections: to Disinfection, to Dosing controller, to Historian and 2 more"
    assert canvas.accessibleDescription() == f"{words}, {around}"
    assert canvas.accessibleName() == "Diagram Plant overview"


def test_what_is_locked_is_said_and_so_is_a_connection_as_soon_as_it_is_there(bench, overview):
    canvas, _hand = overview
    sensor, pump = (bench.plant["component", name] for name in ("Cl analyser", "Inlet pump"))
    canvas.select([sensor.id])
    before = canvas.accessibleDescription()
    assert before.endswith("1 port, 1 connection: to Dosing controller")
    with bench.session.change("Connect") as edit:
        edit.new(Connector, source=sensor.id, target=pump.id)
        edit.set(placement_of(edit.snapshot, canvas.diagram_id, sensor.id), locked=True)
    assert canvas.accessibleDescription() == (
        "Cl analyser, Sensor, in Process, locked, 1 port, 2 connections: to Dosing controller, to Inlet pump"
    )


def test_a_zone_says_what_it_holds_and_a_port_on_what_it_is(bench, overview):
    canvas, _hand = overview
    canvas.select([bench.plant["zone", "Process"].id])
    assert canvas.accessibleDescription().endswith(
        "holds 5 elements: Cl analyser, Dosing pump, Inlet pump and 2 more"
    )
    port = bench.model.owned(bench.plant["component", "Cl analyser"].id, Port)[0]
    canvas.select([port.id])
    assert (
        canvas.accessibleDescription()
        == "4–20 mA out, port, out, on Cl analyser, 1 connection: to Dosing controller"
    )


def test_ctrl_and_the_wheel_zoom_around_the_pointer(bench, overview):
    canvas, hand = overview
    place = hand.at(600, 360)
    event = QWheelEvent(
        QPointF(place),
        QPointF(canvas.viewport().mapToGlobal(place)),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        CTRL,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(canvas.viewport(), event)
    assert canvas.scale_now() == pytest.approx(1.2)
    assert canvas.afloat.chip.scale.text() == "120 %"
    assert near(canvas.mapToScene(place), QPointF(600, 360))


def test_keys_zoom_around_the_middle_of_the_view(bench, overview):
    canvas, hand = overview
    middle = canvas.mapToScene(canvas.viewport().rect().center())
    for key in (Qt.Key.Key_Plus, Qt.Key.Key_Plus, Qt.Key.Key_Minus, Qt.Key.Key_1):
        hand.key(key)
        assert near(canvas.mapToScene(canvas.viewport().rect().center()), middle)


def test_a_canvas_to_look_at_has_no_drawing_bar_and_changes_nothing(bench, qtbot):
    canvas = Canvas(bench.session, bench.plant["diagram", "Plant overview"].id, drawable=False)
    qtbot.addWidget(canvas)
    canvas.resize(1400, 900)
    canvas.show()
    qtbot.waitExposed(canvas)
    assert not canvas.afloat.bar.isVisible()
    assert canvas.afloat.chip.isVisible()
    canvas.select([bench.plant["component", "Historian"].id])
    QTest.keyClick(canvas, Qt.Key.Key_Delete)
    assert bench.plant["component", "Historian"].id in bench.model


def test_the_dashes_of_a_selected_line_stay_to_be_seen(bench, overview):
    canvas, _hand = overview
    flow = next(one for one in bench.model.of(Connector) if one.encrypted is Truth.UNKNOWN)
    points = canvas.scene_shown.find(flow.id).item.outline
    before, after = max(pairwise(points), key=lambda part: distance(*part))
    canvas.centerOn((before.x + after.x) / 2, (before.y + after.y) / 2)
    plain = runs_along(canvas, before, after)
    canvas.select([flow.id])
    assert plain > 4
    assert runs_along(canvas, before, after) == plain


def runs_along(canvas, before, after):
    """How often light and dark change along the middle half of a part of a line."""
    image = canvas.viewport().grab().toImage()
    count = int(distance(before, after) / 2)
    tones = []
    for step in range(count):
        part = 0.25 + step / count / 2
        spot = QPointF(before.x + (after.x - before.x) * part, before.y + (after.y - before.y) * part)
        tones.append(image.pixelColor(canvas.mapFromScene(spot)).lightness() > 190)
    return sum(one != other for one, other in pairwise(tones))


def near(one, other):
    return (one - other).manhattanLength() < 3


def test_the_scale_has_limits_and_1_goes_back(bench, overview):
    canvas, hand = overview
    canvas.zoom_to(99)
    assert canvas.scale_now() == pytest.approx(4.0)
    canvas.zoom_to(0.001)
    assert canvas.scale_now() == pytest.approx(0.05)
    hand.key(Qt.Key.Key_1)
    assert canvas.scale_now() == pytest.approx(1.0)


def test_a_level_of_detail_reaches_a_little_below_its_threshold(bench, overview):
    canvas, _hand = overview
    canvas.zoom_to(0.97)
    assert canvas.scene_shown.detail == 1.0
    canvas.zoom_to(0.9)
    assert canvas.scene_shown.detail == pytest.approx(0.9)
    canvas.zoom_to(0.97)
    assert canvas.scene_shown.detail == 1.0


@pytest.mark.parametrize("scale", [1.0, 0.96, 0.8, 0.6, 0.58, 0.35, 0.2, 0.15])
def test_no_text_is_below_ten_px_on_the_screen(bench, opened, scale):
    for name in ("Plant overview", "Control hardware", "Dosing behaviour"):
        canvas, _hand = opened(name)
        canvas.set_overlays(overlays(bench.plant))
        canvas.zoom_to(scale)
        for item in canvas.scene_shown.items_by_id.values():
            for mark in item.item.marks:
                if isinstance(mark, Text) and mark.smallest <= canvas.scene_shown.detail < mark.largest:
                    size = mark.size if mark.screen_size else mark.size * canvas.scale_now()
                    # Signs inside marks are told by the mark's shape already.
                    assert size >= 9.99 or len(mark.text) <= 3 or mark.text == "99+"


def test_texts_fit_into_their_shapes(bench, opened):
    from core.diagram.metrics import width

    for name in ("Plant overview", "Control hardware", "Dosing behaviour"):
        canvas, _hand = opened(name)
        for item in canvas.scene_shown.items_by_id.values():
            if item.item.layer != 3 or item.item.is_line:
                continue
            area = item.outline()
            kind = bench.model[item.element].kind
            for mark in item.item.marks:
                if isinstance(mark, Text) and mark.largest > 0.6 and kind not in ("bus",):
                    wide = width(mark.text, mark.size, mark.bold, mark.mono)
                    left = mark.x - {"left": 0, "centre": wide / 2, "right": wide}[mark.anchor]
                    if not mark.screen_size:
                        assert left >= area.left() - 0.5
                        assert left + wide <= area.right() + 0.5


def test_restyling_repaints_in_the_new_colours(bench, overview, theme):
    from app.theme import colour

    canvas, hand = overview
    canvas.restyle()
    image = picture(canvas)
    place = hand.at(1180, 403)
    assert image.pixelColor(place) == colour("surface.canvas")
    inside = hand.at(560, 381)
    assert image.pixelColor(inside) == colour("node.fill")


def test_overlays_change_only_the_items_that_they_name(bench, overview):
    canvas, _hand = overview
    named = bench.plant["component", "Historian"].id
    canvas.set_overlays(Overlays(verdicts={named: "satisfied"}))
    assert canvas.scene_shown.repainted == 1


def test_a_change_from_elsewhere_is_shown_by_difference(bench, overview):
    canvas, _hand = overview
    known = dict(canvas.scene_shown.items_by_id)
    element = bench.plant["component", "Historian"]
    with bench.session.change("Rename it elsewhere") as edit:
        edit.set(element.id, name="Archive")
    assert canvas.scene_shown.items_by_id == known
    assert canvas.scene_shown.find(element.id).item.spoken.startswith("Archive")
    assert canvas.scene_shown.repainted <= 6


def test_moving_one_of_many_repaints_it_and_its_lines_alone(bench, opened):
    canvas, hand = opened("Plant overview")
    element = bench.plant["component", "UV reactor"].id
    x, y = hand.middle(element)
    hand.press(x, y)
    hand.move(x + 9, y + 9)
    hand.move(x + 10, y + 10)
    # The reactor, its port and flow, the port at the other end; its zone grows with it.
    assert canvas.scene_shown.repainted <= 6
    hand.key(Qt.Key.Key_Escape)
    hand.release(x, y)


def test_a_removed_diagram_is_left_as_it_was(bench, overview):
    canvas, _hand = overview
    with bench.session.change("Remove the diagram") as edit:
        edit.remove(canvas.diagram_id)
    assert canvas.scene_shown.items_by_id


def test_a_read_only_project_can_be_looked_at_only(bench, qtbot, tmp_path):
    from app.session.session import Session

    second = Session()
    assert second.open(bench.session.project.path)
    assert second.project.read_only
    canvas = Canvas(second, bench.plant["diagram", "Plant overview"].id)
    qtbot.addWidget(canvas)
    canvas.resize(1400, 900)
    canvas.show()
    assert not canvas.afloat.bar.isVisible()
    canvas.set_tool("component")
    assert canvas.tool == "select"
    canvas.select([bench.plant["component", "Historian"].id])
    QTest.keyClick(canvas, Qt.Key.Key_Delete)
    assert bench.plant["component", "Historian"].id in second.snapshot()
    said = []
    canvas.message.connect(said.append)
    QTest.keyClick(canvas, Qt.Key.Key_C)
    assert said == ["Opened for reading only. Ctrl Shift E makes an editable copy."]
    second.close()


def test_an_empty_diagram_can_be_drawn_on(bench, qtbot):
    with bench.session.change("Add") as edit:
        diagram = edit.new(Diagram, name="Empty", diagram=DiagramType.SYSTEM)
    canvas = Canvas(bench.session, diagram.id)
    qtbot.addWidget(canvas)
    canvas.resize(600, 400)
    canvas.show()
    qtbot.waitExposed(canvas)
    QTest.keyClick(canvas, Qt.Key.Key_C)
    QTest.mouseClick(canvas.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(300, 200))
    QTest.keyClick(canvas._writing.editor.lines[0], Qt.Key.Key_Return)
    assert any(found.owner == diagram.id for found in bench.model.of(Placement))


def test_every_tool_has_its_own_key_icon_and_name(bench, opened):
    from app.canvas.tools import TOOLS
    from app.theme import glyph

    for diagram, tools in TOOLS.items():
        assert len({tool.key for tool in tools}) == len(tools), diagram
        for tool in tools:
            assert not glyph(tool.icon, 18).isNull()
    canvas, _hand = opened("Plant overview")
    for name, button in canvas.afloat.bar.buttons.items():
        assert button.accessibleName(), name
        assert button.toolTip()


def test_fonts_of_the_canvas_are_the_shipped_ones(bench, overview):
    assert text_font(12, False, False).family() == "DejaVu Sans"
    assert not text_font(12, True, True).kerning()


def test_the_file_keeps_what_was_drawn(bench, overview, tmp_path):
    _canvas, hand = overview
    element = bench.plant["component", "Level controller"].id
    x, y = hand.middle(element)
    hand.drag((x, y), (x - 20, y), (x - 40, y))
    moved = next(found for found in bench.model.uses(element, Placement))
    path = bench.session.project.path
    bench.session.close()
    with open_project(path) as again:
        assert again.snapshot()[moved.id] == moved


def test_high_contrast_widens_the_borders_of_what_is_already_shown(overview, bench):
    canvas, _hand = overview
    zone = canvas.scene_shown.find(bench.plant["zone", "Operations"].id)
    place = zone.outline()
    canvas.centerOn(place.center())
    spot = canvas.mapFromScene(QPointF(place.left(), place.center().y()))
    canvas.grab()
    look().use(theme="high_contrast")
    canvas.restyle()
    row = canvas.viewport().grab(QRect(spot.x() - 4, spot.y(), 9, 1)).toImage()
    look().use(theme="light")
    canvas.restyle()
    tones = [row.pixelColor(x, 0).lightness() for x in range(row.width())]
    assert [tone for tone in tones if tone > 100] == [max(tones)] * 2


def test_bar_and_chip_stay_where_they_are_when_the_drawing_is_panned(bench, qtbot):
    canvas = Canvas(bench.session, bench.plant["diagram", "Plant overview"].id)
    qtbot.addWidget(canvas)
    canvas.resize(900, 600)
    canvas.show()
    qtbot.waitExposed(canvas)
    canvas.zoom_to(2.0)
    before = canvas.afloat.bar.pos(), canvas.afloat.chip.pos()
    middle = canvas.visible_area().center()
    canvas.pan(120, 80)
    qtbot.wait(20)
    assert canvas.visible_area().center() != middle
    assert (canvas.afloat.bar.pos(), canvas.afloat.chip.pos()) == before


@pytest.mark.parametrize(
    ("sort", "begins"),
    [("system", "C and a click"), ("hardware", "H and a click"), ("behaviour", "C and a click")],
)
def test_an_empty_drawing_says_which_key_begins(sort, begins):
    title, words = words_for(DiagramType(sort), writable=True)
    assert title.endswith("is drawn here yet")
    assert words.startswith(begins)
    assert words_for(DiagramType(sort), writable=False)[1] == ""


def test_the_words_of_an_empty_drawing_go_with_the_first_shape(bench, qtbot):
    with bench.session.change("Add") as edit:
        diagram = edit.new(Diagram, name="Empty", diagram=DiagramType.SYSTEM)
    canvas = Canvas(bench.session, diagram.id)
    qtbot.addWidget(canvas)
    canvas.resize(900, 600)
    canvas.show()
    qtbot.waitExposed(canvas)
    written = QRect(440, 264, 40, 24)
    before = _inks(canvas, written)
    with bench.session.change("Draw") as edit:
        edit.new(Placement, owner=diagram.id, element=bench.plant["component", "Historian"].id, x=900, y=900)
    assert _inks(canvas, written) < before


def _inks(canvas, area):
    image = canvas.viewport().grab(area).toImage()
    return len({image.pixel(x, y) for x in range(image.width()) for y in range(image.height())})


def test_every_key_told_of_a_drawing_means_something_there(bench, overview):
    canvas, _hand = overview
    canvas.select([bench.plant["component", "Historian"].id])
    deaf = []
    for binding in (*ON_DRAWING, *TOOL_KEYS[canvas.diagram.diagram]):
        for key in binding.keys:
            pressed = QKeySequence(key)[0]
            event = QKeyEvent(QKeyEvent.Type.KeyPress, pressed.key(), pressed.keyboardModifiers(), key)
            if not canvas.keyboard.knows(event):
                deaf.append(key)
    assert deaf == []


def test_a_frame_around_many_leaves_shapes_and_lines_to_be_seen(bench, overview):
    canvas, hand = overview
    outline = canvas.scene_shown.find(bench.plant["component", "Historian"].id).outline()
    inside = canvas.mapFromScene(outline.adjusted(10, 10, -10, -10)).boundingRect()
    before = picture(canvas).copy(inside)
    hand.key(Qt.Key.Key_A, CTRL)
    assert len(canvas.selection) > 2
    assert picture(canvas).copy(inside) == before
