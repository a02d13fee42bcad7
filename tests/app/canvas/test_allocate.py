"""Putting components on nodes, by their chips and from other panels."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent

from app.gestures.carried import carry
from app.gestures.copying import duplicate
from app.gestures.delete import take_off
from core.model import (
    Allocation,
)
from tests.app.canvas.conftest import same_as_drawn_anew


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


def test_a_chip_let_go_over_nothing_says_that_it_stays(bench, hardware):
    canvas, hand = hardware
    component, node = bench.plant["component", "Level controller"], bench.plant["node", "PLC 01"]
    chip = next(
        spot.area
        for spot in canvas.scene_shown.find(node.id).item.spots
        if spot.name == f"chip:{component.id}"
    )
    before, said = bench.model, []
    canvas.message.connect(said.append)
    hand.drag((chip.centre.x, chip.centre.y), (1150, 500), (1200, 800))
    assert bench.model is before
    assert said[-1] == "Level controller was let go over no node, and stays as it was"
    hand.drag((chip.centre.x, chip.centre.y), (chip.centre.x + 30, chip.centre.y - 30), hand.middle(node.id))
    assert said[-1] == "Level controller runs on PLC 01 already"


def test_keys_on_a_chip_say_why_nothing_is_done(bench, hardware):
    canvas, hand = hardware
    component, node = bench.plant["component", "Level controller"], bench.plant["node", "PLC 01"]
    canvas.selected.connect(lambda ids: bench.session.select(tuple(ids)))
    chip = next(
        spot.area
        for spot in canvas.scene_shown.find(node.id).item.spots
        if spot.name == f"chip:{component.id}"
    )
    hand.click(chip.centre.x, chip.centre.y)
    assert bench.session.selection == (component.id,)
    canvas.select(())  # as the page does, for what is selected is not drawn here
    bench.session.select((component.id,))
    before, said = bench.model, []
    canvas.message.connect(said.append)
    hand.key(Qt.Key.Key_Delete)
    assert said[-1] == "Level controller: no shape of its own here. Ctrl Del removes it from the model."
    assert duplicate(canvas, bench.session.selection) == ()
    assert said[-1] == "Level controller: no shape of its own here, so nothing to duplicate"
    assert not take_off(canvas, bench.session.selection)
    assert said[-1] == "Level controller: no place of its own on this diagram"
    assert bench.model is before
