"""What is dragged to the edge of the view takes the view along, the faster the nearer it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.canvas.edges import RIM, speed
from app.gestures.carried import carry
from app.gestures.connect import Connect
from tests.app.canvas.conftest import place
from tests.app.canvas.test_gliding import alike, anew, seen

LEFT = Qt.MouseButton.LeftButton
ALT = Qt.KeyboardModifier.AltModifier


def hold(qtbot, canvas, start, *stops, modifier=Qt.KeyboardModifier.NoModifier):
    """Press in the viewport, move by some stops to an edge, and wait until the view went on."""
    before = canvas.visible_area()
    QTest.mousePress(canvas.viewport(), LEFT, modifier, start)
    for stop in stops:
        QTest.mouseMove(canvas.viewport(), stop)
        QApplication.processEvents()
    qtbot.waitUntil(lambda: canvas.visible_area().center().x() > before.center().x() + 60, timeout=8000)
    return before


def let_go(canvas, at, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.mouseRelease(canvas.viewport(), LEFT, modifier, at)
    QApplication.processEvents()


@given(st.floats(-100, 1100), st.floats(-100, 1100), st.floats(36, 964))
def test_the_nearer_to_an_edge_the_faster_and_towards_it(first, second, begun):
    near, far = sorted((speed(first, 1000, begun, RIM), speed(second, 1000, begun, RIM)))
    assert (near, far) == tuple(
        speed(at, 1000, begun, RIM) for at in sorted((first, second))
    )  # it grows from one edge to the other
    assert speed(500, 1000, begun, RIM) == 0
    assert speed(first, 1000, begun, RIM) == pytest.approx(-speed(1000 - first, 1000, 1000 - begun, RIM))


def test_what_was_pressed_at_an_edge_waits_until_it_comes_nearer():
    assert speed(10, 1000, 10, RIM) == 0
    assert speed(4, 1000, 10, RIM) < 0
    assert speed(10, 1000, 400, RIM) < 0


def test_a_shape_held_at_the_edge_goes_on_with_the_view(bench, overview, qtbot):
    canvas, hand = overview
    element = bench.plant["component", "Historian"].id
    before = place(bench, canvas, element)
    start, edge = hand.at(*hand.middle(element)), QPoint(canvas.viewport().width() - 4, 300)
    hold(qtbot, canvas, start, start + QPoint(40, 0), edge)
    moved = canvas.scene_shown.find(element).outline().center()
    assert abs(moved.x() - canvas.mapToScene(edge).x()) < 30
    let_go(canvas, edge)
    assert not canvas.pointer.edges.moving
    assert place(bench, canvas, element).x > before.x + canvas.mapToScene(edge).x() / 4
    still = canvas.visible_area()
    qtbot.wait(80)
    assert canvas.visible_area() == still


def test_a_rubber_band_and_a_lasso_go_on_beyond_what_was_seen(bench, overview, qtbot):
    canvas, _hand = overview
    edge = QPoint(canvas.viewport().width() - 2, 500)
    for modifier in (Qt.KeyboardModifier.NoModifier, ALT):
        canvas.fit()
        canvas.zoom_to(1.0)
        before = hold(qtbot, canvas, QPoint(1200, 20), QPoint(1210, 40), edge, modifier=modifier)
        assert not before.contains(canvas.mapToScene(edge))
        let_go(canvas, edge, modifier)


def test_a_line_and_a_side_go_on_too(bench, overview, qtbot):
    canvas, hand = overview
    element = bench.plant["component", "Historian"]
    edge = QPoint(canvas.viewport().width() - 2, 500)
    canvas.set_tool("connect")
    start = hand.at(*hand.middle(element.id))
    hold(qtbot, canvas, start, start + QPoint(30, 0), edge)
    assert isinstance(canvas.gesture, Connect)
    hand.key(Qt.Key.Key_Escape)
    let_go(canvas, edge)
    canvas.set_tool("select")
    canvas.fit()
    canvas.select([element.id])
    area = canvas.scene_shown.find(element.id).outline()
    handle = hand.at(area.right() + 3 / canvas.scale_now(), area.center().y())
    hold(qtbot, canvas, handle, handle + QPoint(20, 0), edge)
    let_go(canvas, edge)
    assert bench.labels[-1] == "Resize Historian"


def test_leaving_the_drag_ends_it(bench, overview, qtbot):
    canvas, hand = overview
    start = hand.at(*hand.middle(bench.plant["component", "Historian"].id))
    edge = QPoint(canvas.viewport().width() - 2, 300)
    hold(qtbot, canvas, start, start + QPoint(40, 0), edge)
    hand.key(Qt.Key.Key_Escape)
    still = canvas.visible_area()
    qtbot.wait(80)
    assert canvas.visible_area() == still
    assert not canvas.pointer.edges.moving


def test_a_click_at_the_edge_moves_nothing(overview, qtbot):
    canvas, _hand = overview
    before = canvas.visible_area()
    QTest.mousePress(canvas.viewport(), LEFT, pos=QPoint(3, 3))
    QTest.mouseMove(canvas.viewport(), QPoint(20, 20))
    QApplication.processEvents()
    qtbot.wait(80)
    assert canvas.visible_area() == before
    let_go(canvas, QPoint(20, 20))


def test_the_picture_of_what_stays_glides_along(bench, overview):
    canvas, hand = overview
    canvas.still.begin()
    canvas.viewport().repaint()
    for way in ((24, 8), (-31, 17), (5000, 0)):
        canvas.pan(*way)
        painted = seen(canvas)
        canvas.still._picture = None
        assert alike(painted, seen(canvas))
    canvas.still.end()
    assert alike(seen(canvas), anew(canvas))
    del hand


def test_what_comes_from_the_tree_takes_the_view_along_but_not_where_it_came_in(bench, overview, qtbot):
    canvas, _hand = overview
    data = carry((bench.plant["component", "Historian"].id,))
    about = (Qt.DropAction.CopyAction, data, LEFT, Qt.KeyboardModifier.NoModifier)
    before = canvas.visible_area()
    canvas.dragEnterEvent(QDragEnterEvent(QPoint(2, 300), *about))
    canvas.dragMoveEvent(QDragMoveEvent(QPoint(6, 300), *about))
    qtbot.wait(80)
    assert canvas.visible_area() == before
    canvas.dragMoveEvent(QDragMoveEvent(QPoint(400, 300), *about))
    canvas.dragMoveEvent(QDragMoveEvent(QPoint(canvas.viewport().width() - 3, 300), *about))
    qtbot.waitUntil(lambda: canvas.visible_area().center().x() > before.center().x() + 60, timeout=8000)
    canvas.dragLeaveEvent(QDragLeaveEvent())
    assert not canvas.pointer.edges.moving
