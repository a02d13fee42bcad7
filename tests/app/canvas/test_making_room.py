"""Shapes make room for one that grows, in the same step of undo, and what could not is told."""

from itertools import pairwise

import pytest
from PySide6.QtCore import QPointF

from app.gestures.connect import join
from app.gestures.create import add_part
from core.model import Component, Diagram, DiagramType, Node, Placement, Port
from tests.app.canvas.conftest import same_as_drawn_anew

LONG = "Netzwerkzugangskontrollsystem"


@pytest.fixture
def row(bench, opened):
    """A canvas on three shapes in a row, 24 px apart, and a device above another."""
    with bench.session.change("Draw a row") as edit:
        diagram = edit.new(Diagram, name="Row", diagram=DiagramType.HARDWARE)
        made = [edit.new(Component, name=name).id for name in ("Valve", "Mixer", "Drain")]
        made += [edit.new(Node, name=name).id for name in ("PLC 1", "PLC 2")]
        for element, place in zip(made, ((0, 0), (200, 0), (400, 0), (0, 200), (0, 276)), strict=True):
            edit.new(Placement, owner=diagram.id, element=element, x=place[0], y=place[1])
    canvas, hand = opened("Row")
    said = []
    canvas.message.connect(said.append)
    return canvas, hand, said, made


def areas(canvas):
    return {one: item.outline() for one, item in canvas.scene_shown.items_by_id.items()}


def test_a_longer_name_moves_its_neighbours_aside_and_one_undo_takes_all_back(bench, row):
    canvas, hand, said, (valve, mixer, drain, *_rest) = row
    before, records = areas(canvas), len(bench.labels)
    canvas.name(valve)
    hand.write(LONG)
    after = areas(canvas)
    assert after[mixer].left() - after[valve].right() >= 16
    assert after[drain].left() - after[mixer].right() == 16
    assert after[mixer].top() == before[mixer].top()
    assert "Moves 2 components aside" in said[-1]
    assert len(bench.labels) == records + 1
    same_as_drawn_anew(bench, canvas)
    bench.session.undo()
    assert areas(canvas) == before
    bench.session.redo()
    assert areas(canvas) == after


def test_what_is_previewed_is_what_is_done(bench, row):
    canvas, _hand, _said, (valve, *_rest) = row

    def apply(edit):
        edit.set(valve, name=LONG)

    canvas.preview(apply)
    shown, words = areas(canvas), canvas._showing.upshot.words
    canvas.preview(None)
    canvas.commit("Rename", apply)
    assert areas(canvas) == shown
    assert canvas._showing.upshot.words == words


def test_firmware_moves_the_device_below_down(bench, row):
    canvas, _hand, _said, (*_shapes, upper, lower) = row
    before = areas(canvas)
    add_part(canvas, "firmware", bench.model[upper], QPointF(0, 0), "2.0")
    after = areas(canvas)
    assert after[upper].bottom() > before[upper].bottom()
    assert not after[upper].intersects(after[lower])
    same_as_drawn_anew(bench, canvas)


def test_a_name_given_elsewhere_makes_room_on_every_diagram(bench, row):
    canvas, _hand, _said, (valve, mixer, *_rest) = row
    with bench.session.change("Rename") as edit:
        edit.set(valve, name=LONG)
    after = areas(canvas)
    assert after[mixer].left() - after[valve].right() >= 16
    bench.session.undo()
    assert areas(canvas)[mixer].left() == 200


def test_a_new_shape_that_grows_with_its_name_moves_its_neighbour_aside(bench, row):
    canvas, hand, said, (_valve, _mixer, _drain, _upper, lower) = row
    before = areas(canvas)
    canvas.set_tool("node")
    place = before[lower].center() + QPointF(-200, 0)
    hand.click(place.x(), place.y())
    hand.write(LONG)
    (new,) = [one.id for one in bench.model.of(Node) if one.name == LONG]
    after = areas(canvas)
    assert not after[new].intersects(after[lower])
    assert after[lower].left() > before[lower].left()
    assert said[-1].startswith("Moves PLC 2 aside · ")
    bench.session.undo()
    assert areas(canvas) == before


def test_what_is_locked_stays_and_is_told(bench, row):
    canvas, hand, said, (valve, mixer, *_rest) = row
    with bench.session.change("Lock") as edit:
        for place in bench.model.uses(mixer, Placement):
            edit.set(place, locked=True)
    before = areas(canvas)
    canvas.name(valve)
    hand.write(LONG)
    assert areas(canvas)[mixer] == before[mixer]
    assert said[-1].startswith(f"{LONG} overlaps Mixer · Ctrl Z takes it back")


def test_shapes_grow_with_the_flows_that_are_drawn_between_them_and_one_undo_takes_both_back(bench, row):
    canvas, _hand, _said, (valve, _mixer, drain, *_rest) = row
    before = areas(canvas)

    def apply(edit):
        for _number in range(4):
            join(edit, edit.get(valve), edit.get(drain))

    canvas.preview(apply)
    shown = areas(canvas)
    canvas.preview(None)
    assert areas(canvas) == before
    canvas.commit("Connect", apply)
    after = areas(canvas)
    assert {one: after[one] for one in (valve, drain)} == {one: shown[one] for one in (valve, drain)}
    ports = sorted(
        (area.center().x(), area.center().y())
        for one, area in after.items()
        if isinstance(bench.model[one], Port) and bench.model[one].owner == valve
    )
    assert len(ports) == 4
    assert all(abs(a - c) + abs(b - d) >= 12 for (a, b), (c, d) in pairwise(ports))
    same_as_drawn_anew(bench, canvas)
    bench.session.undo()
    assert areas(canvas) == before
