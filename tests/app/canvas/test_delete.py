"""Removing from a drawing."""

from PySide6.QtCore import Qt

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
