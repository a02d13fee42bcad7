"""Drawing lines, by the tool and away from ports."""

from PySide6.QtCore import Qt

from core.model import (
    Connector,
    Direction,
    Edge,
    Link,
    Port,
)
from tests.app.canvas.conftest import place, same_as_drawn_anew


def test_the_line_tool_joins_two_components_with_new_ports(bench, overview):
    canvas, hand = overview
    before = set(bench.model.elements)
    source, target = bench.plant["component", "Operator"], bench.plant["component", "Disinfection"]
    hand.key(Qt.Key.Key_L)
    hand.drag(hand.middle(source.id), (900, 450), hand.middle(target.id))
    (flow,) = (one for one in bench.model.of(Connector) if one.id not in before)
    start, end = bench.model[flow.source], bench.model[flow.target]
    assert (start.owner, start.direction) == (source.id, Direction.OUT)
    assert (end.owner, end.direction) == (target.id, Direction.IN)
    assert bench.labels[-1] == "Connect Operator to Disinfection"
    assert canvas.selection == [flow.id]
    assert canvas.tool == "select"
    same_as_drawn_anew(bench, canvas)


def test_a_line_released_over_nothing_leaves_nothing(bench, overview):
    _canvas, hand = overview
    hand.key(Qt.Key.Key_L)
    before = bench.session.project.head_hash
    hand.drag(hand.middle(bench.plant["component", "Operator"].id), (1150, 500))
    assert bench.session.project.head_hash == before


def test_links_join_nodes_and_buses(bench, hardware):
    _canvas, hand = hardware
    before = set(bench.model.elements)
    hand.key(Qt.Key.Key_L)
    hand.drag(hand.middle(bench.plant["node", "PLC 01"].id), (300, 560), (300, 577))
    (link,) = (one for one in bench.model.of(Link) if one.id not in before)
    assert (link.source, link.target) == (
        bench.plant["node", "PLC 01"].id,
        bench.plant["bus", "Field bus A"].id,
    )


def test_edges_join_locations_of_one_machine(bench, machine):
    canvas, hand = machine
    before = set(bench.model.elements)
    hand.key(Qt.Key.Key_L)
    hand.drag(
        hand.middle(bench.plant["location", "HELD"].id), hand.middle(bench.plant["location", "CHECK"].id)
    )
    (edge,) = (one for one in bench.model.of(Edge) if one.id not in before)
    assert edge.owner == canvas.diagram.owner
    assert bench.labels[-1] == "Connect HELD to CHECK"


def test_a_port_dragged_away_begins_a_line(bench, overview):
    canvas, hand = overview
    before = set(bench.model.elements)
    owner, target = bench.plant["component", "Historian"], bench.plant["component", "Operator"]
    port = next(one for one in bench.model.owned(owner.id, Port) if one.direction is Direction.OUT)
    x, y = hand.middle(port.id)
    hand.drag((x, y), (x + 60, y + 10), hand.middle(target.id))
    (flow,) = (one for one in bench.model.of(Connector) if one.id not in before)
    assert flow.source == port.id
    assert bench.model[flow.target].owner == target.id
    assert place(bench, canvas, port.id) is None
