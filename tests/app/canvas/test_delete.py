"""Removing from a drawing."""

from PySide6.QtCore import Qt

from app.gestures.connect import join
from core.model import (
    Connector,
    Placement,
    Port,
)
from tests.app.canvas.conftest import same_as_drawn_anew


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


def test_placements_of_removed_elements_do_not_stay(bench, overview):
    canvas, hand = overview
    element = bench.plant["component", "UV reactor"].id
    canvas.select([element])
    hand.key(Qt.Key.Key_Delete)
    assert not any(found.element == element for found in bench.model.of(Placement))


def test_ports_that_a_line_made_go_with_it_and_others_stay(bench, overview):
    canvas, hand = overview
    before = {one.id for one in bench.model.of(Port)}
    source, target = bench.plant["component", "Operator HMI"], bench.plant["component", "UV reactor"]
    with bench.session.change("Connect") as edit:
        first = join(edit, source, target)
        kept = join(edit, source, target)
        # One that two lines need stays with the second of them.
        shared = edit.set(kept, source=first.source)
    assert len({one.id for one in bench.model.of(Port)} - before) == 4
    canvas.select([first.id])
    hand.key(Qt.Key.Key_Delete)
    assert {shared.source, shared.target} <= {one.id for one in bench.model.of(Port)}
    canvas.select([shared.id])
    hand.key(Qt.Key.Key_Delete)
    left = {one.id for one in bench.model.of(Port)} - before
    assert left.isdisjoint({first.source, first.target, shared.target})
    assert before <= {one.id for one in bench.model.of(Port)}


def test_what_a_shape_leaves_at_the_other_ends_of_its_lines_goes_too(bench, overview):
    canvas, hand = overview
    source, target = bench.plant["component", "Operator HMI"], bench.plant["component", "UV reactor"]
    with bench.session.change("Connect") as edit:
        line = join(edit, source, target)
    canvas.select([source.id])
    hand.key(Qt.Key.Key_Delete)
    assert line.target not in bench.model
    bench.session.undo()
    assert {line.source, line.target} <= bench.model.elements.keys()


def test_a_port_with_a_name_of_its_own_stays_without_a_line(bench, overview):
    canvas, hand = overview
    source, target = bench.plant["component", "Operator HMI"], bench.plant["component", "UV reactor"]
    with bench.session.change("Connect") as edit:
        line = join(edit, source, target)
        edit.set(edit.get(line.source), name="commands")
    canvas.select([line.id])
    hand.key(Qt.Key.Key_Delete)
    assert line.source in bench.model
    assert line.target not in bench.model
