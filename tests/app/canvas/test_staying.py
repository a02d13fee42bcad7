"""What cannot be dragged stays, and its release is no click: selected is what was pressed."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.canvas.canvas import Canvas
from app.gestures.locking import lock_or_unlock
from app.gestures.placing import placement_of, put
from app.session.session import Session
from core.model import Connector, Point
from tests.app.canvas.conftest import Hand

LOCKED = "{name}: locked here. Ctrl Shift K unlocks."


@pytest.fixture
def said(overview):
    heard = []
    overview[0].message.connect(heard.append)
    return heard


def test_a_locked_shape_dragged_onto_another_stays_selected_and_is_not_removed(bench, overview, said):
    canvas, hand = overview
    locked, other = (bench.plant["component", name].id for name in ("Historian", "Operator"))
    lock_or_unlock(canvas, [locked])
    before = bench.model
    hand.drag(hand.middle(locked), (600, 260), hand.middle(other))
    assert canvas.selection == [locked]
    assert said[-1] == LOCKED.format(name="Historian")
    hand.key(Qt.Key.Key_Delete)
    assert bench.model is before


def test_the_handle_of_a_locked_shape_dragged_onto_another_selects_nothing_else(bench, overview, said):
    canvas, hand = overview
    locked, other = (bench.plant["component", name].id for name in ("Historian", "Operator"))
    lock_or_unlock(canvas, [locked])
    canvas.select([locked])
    area = canvas.scene_shown.find(locked).outline()
    hand.drag((area.right() + 4, area.bottom() + 4), (600, 260), hand.middle(other))
    assert canvas.selection == [locked]
    assert said[-1] == LOCKED.format(name="Historian")


def test_a_locked_line_keeps_its_way_and_says_so(bench, overview, said):
    canvas, hand = overview
    line = next(
        one
        for one in bench.model.of(Connector)
        if (item := canvas.scene_shown.find(one.id)) is not None and len(item.item.outline) == 2
    )
    first, last = canvas.scene_shown.find(line.id).item.outline
    middle = ((first.x + last.x) / 2, (first.y + last.y) / 2)
    with bench.session.change("Lock the line") as edit:
        put(edit, canvas.diagram, line.id, locked=True, bends=(Point(*middle),))
    other = bench.plant["component", "Historian"].id
    hand.drag(middle, (600, 260), hand.middle(other))
    assert canvas.selection == [line.id]
    assert placement_of(bench.model, canvas.diagram_id, line.id).bends == (Point(*middle),)
    assert "locked here" in said[-1]


def test_the_words_of_a_line_dragged_onto_a_shape_select_nothing_else(bench, overview):
    canvas, hand = overview
    shape = bench.plant["component", "Historian"].id
    labels = [
        (spot.area.centre, item.element)
        for item in canvas.scene_shown.items_by_id.values()
        if item.item.is_line
        for spot in item.item.spots
        if spot.name == "label"
    ]
    place, line = next(
        (place, line)
        for place, line in labels
        if canvas.scene_shown.at(canvas.mapToScene(hand.at(place.x, place.y))).element == line
    )
    hand.drag((place.x, place.y), (600, 260), hand.middle(shape))
    assert canvas.selection == [line]


def test_a_drag_in_a_project_for_reading_selects_what_was_pressed_and_says_why(bench, qtbot):
    second = Session()
    assert second.open(bench.session.project.path)
    canvas = Canvas(second, bench.plant["diagram", "Plant overview"].id)
    qtbot.addWidget(canvas)
    canvas.resize(1400, 1000)
    canvas.show()
    qtbot.waitExposed(canvas)
    said = []
    canvas.message.connect(said.append)
    hand = Hand(canvas)
    pressed, other = (bench.plant["component", name].id for name in ("Historian", "Operator"))
    hand.drag(hand.middle(pressed), (600, 260), hand.middle(other))
    assert canvas.selection == [pressed]
    assert said[-1] == "Opened for reading only. Ctrl Shift E makes an editable copy."
    QTest.mouseClick(canvas.viewport(), Qt.MouseButton.LeftButton, pos=hand.at(*hand.middle(other)))
    assert canvas.selection == [other]
    second.close()
