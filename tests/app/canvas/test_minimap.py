"""The map shows zones, shapes and the area in view; a click, a drag and the keys move the view."""

import time

import pytest
from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest

from app.canvas.canvas import Canvas
from app.session.minimap_choice import minimap_choice
from app.session.preferences import Preferences, read_preferences
from app.theme import colour, look
from app.window.pages import Page
from core.model import Component, Diagram, Placement, Zone
from tests.app.conftest import element


@pytest.fixture(autouse=True)
def shown():
    """Drawings show their map for one test."""
    minimap_choice().show(True)
    yield
    minimap_choice().show(False)


@pytest.fixture
def mapped(overview, qtbot):
    """The overview at 100 %, of which not all is in view, and its map once it is painted."""
    canvas, _hand = overview
    canvas.zoom_to(2.0)
    chart = canvas.afloat.map
    qtbot.waitUntil(lambda: not chart.picture.pixmap.isNull())
    return canvas, chart


def middle(canvas):
    return canvas.visible_area().center()


def near(one, other, canvas):
    return (one - other).manhattanLength() < 12 / canvas.afloat.map._scale() / 2


def test_zones_and_shapes_are_where_the_drawing_has_them(bench, mapped):
    canvas, chart = mapped
    picture, scale = chart.picture, chart._scale()
    image = picture.pixmap.toImage()

    def tone(point):
        return QColor(image.pixelColor(((point - picture.area.topLeft()) * scale).toPoint()))

    for name in ("Historian", "Dosing controller"):
        outline = canvas.scene_shown.find(bench.plant["component", name].id).outline()
        assert tone(outline.center()) == colour("line.control")
    zone = canvas.scene_shown.find(bench.plant["zone", "Basic control"].id).outline()
    beside = zone.bottomLeft() + QPointF(12, -12) / max(scale, 1) * 1.0
    assert tone(beside) not in (colour("line.control"), QColor(Qt.GlobalColor.transparent))
    gap = canvas.scene_shown.extent().topLeft()
    assert tone(gap).alpha() == 0


def test_places_of_map_and_drawing_are_each_others_inverse(mapped):
    canvas, chart = mapped
    for point in (QPointF(0, 0), QPointF(400, 250), canvas.scene_shown.extent().center()):
        assert (chart.point_at(chart.place_of(point)) - point).manhattanLength() < 0.01
    area = canvas.scene_shown.extent()
    inside = QRect(0, 0, chart.width(), chart.height())
    assert inside.contains(chart.place_of(area.topLeft()).toPoint())
    assert inside.contains(chart.place_of(area.bottomRight()).toPoint())


def test_a_click_on_the_map_moves_the_view_there(mapped):
    canvas, chart = mapped
    target = canvas.scene_shown.extent().center() + QPointF(500, 200)
    QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=chart.place_of(target).toPoint())
    assert near(middle(canvas), target, canvas)


def test_the_area_in_view_is_dragged_and_keeps_under_the_pointer(mapped):
    canvas, chart = mapped
    canvas.centerOn(canvas.scene_shown.extent().center())
    before = middle(canvas)
    start = (chart._seen().center() + QPointF(8, 4)).toPoint()
    QTest.mousePress(chart, Qt.MouseButton.LeftButton, pos=start)
    assert near(middle(canvas), before, canvas)
    QTest.mouseMove(chart, start + QPointF(20, 10).toPoint())
    QTest.mouseRelease(chart, Qt.MouseButton.LeftButton, pos=start + QPointF(20, 10).toPoint())
    moved = middle(canvas) - before
    assert near(moved, QPointF(20, 10) / chart._scale(), canvas)


def test_the_keys_move_the_view_and_escape_leads_back_to_the_drawing(mapped, qtbot):
    canvas, chart = mapped
    assert chart.focusPolicy() & Qt.FocusPolicy.TabFocus
    chart.setFocus()
    before = middle(canvas)
    QTest.keyClick(chart, Qt.Key.Key_Right)
    assert middle(canvas).x() > before.x()
    scale = canvas.scale_now()
    QTest.keyClick(chart, Qt.Key.Key_Minus)
    assert canvas.scale_now() < scale
    QTest.keyClick(chart, Qt.Key.Key_Home)
    assert canvas.visible_area().contains(canvas.scene_shown.extent().adjusted(5, 5, -5, -5))
    canvas.activateWindow()
    chart.setFocus()
    QTest.keyClick(chart, Qt.Key.Key_Escape)
    assert canvas.hasFocus()
    canvas.select(())
    QTest.keyClick(canvas, Qt.Key.Key_Tab)
    assert chart.hasFocus()


def test_the_map_has_a_name_and_follows_the_theme(mapped, qtbot):
    _canvas, chart = mapped
    assert chart.accessibleName() == "Map of the drawing"
    before = chart.picture.pixmap.cacheKey()
    look().use(theme="high_contrast")
    qtbot.waitUntil(lambda: chart.picture.pixmap.cacheKey() != before)
    look().use(theme="light")


def test_the_map_is_painted_anew_after_a_change_and_not_for_a_move_of_the_view(bench, mapped, qtbot):
    canvas, chart = mapped
    before = chart.picture.pixmap.cacheKey()
    canvas.pan(40, 10)
    qtbot.wait(250)
    assert chart.picture.pixmap.cacheKey() == before
    historian = bench.plant["component", "Historian"]
    placement = next(
        one for one in bench.model.uses(historian.id, Placement) if one.owner == canvas.diagram_id
    )
    with bench.session.change("Move") as edit:
        edit.set(placement, x=placement.x + 900)
    qtbot.waitUntil(lambda: chart.picture.pixmap.cacheKey() != before)


def test_the_map_of_many_shapes_holds_up_nothing(bench, qtbot):
    with bench.session.change("Many") as edit:
        diagram = edit.new(Diagram, name="Many")
        zone = edit.new(Zone, name="All")
        edit.new(Placement, owner=diagram.id, element=zone.id, width=40 * 200, height=50 * 80)
        for number in range(2000):
            unit = edit.new(Component, name=f"U{number}", zone=zone.id)
            x, y = number % 40 * 200.0, number // 40 * 80.0
            edit.new(Placement, owner=diagram.id, element=unit.id, x=x, y=y, width=176, height=52)
    canvas = Canvas(bench.session, diagram.id)
    qtbot.addWidget(canvas)
    canvas.resize(900, 700)
    canvas.show()
    picture = canvas.afloat.map.picture
    picture._timer.stop()
    picture.ask(canvas, canvas.afloat.map.size(), 6)
    picture._timer.stop()
    steps = 0
    while picture.pixmap.isNull():
        begun = time.perf_counter()
        picture._go_on()
        picture._timer.stop()
        steps += 1
        assert time.perf_counter() - begun < 0.2
    assert steps > 1
    assert picture.area.width() > 7000


def test_the_map_is_folded_by_key_and_click_and_stays_so(desk, qtbot):
    with desk.session.change("Draw") as edit:
        diagram = edit.new(Diagram, name="One")
        edit.new(Placement, owner=diagram.id, element=element(desk, "Laptop").id, width=176, height=52)
    desk.pages.show_page(Page("diagram", diagram.id))
    canvas = desk.shown.canvas()
    canvas.setFocus()
    minimap_choice().show(False)
    assert not canvas.afloat.map.isVisible()
    qtbot.keyClick(canvas, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    assert canvas.afloat.map.isVisible()
    assert read_preferences().minimap is True
    qtbot.mouseClick(canvas.afloat.chip.map, Qt.MouseButton.LeftButton)
    assert not canvas.afloat.map.isVisible()
    assert read_preferences() == Preferences(recent=read_preferences().recent)
