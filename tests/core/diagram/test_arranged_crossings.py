"""An arrangement is no worse than it needs be: where lines cross, roomier layouts are tried as well."""

from dataclasses import replace
from pathlib import Path

import pytest

from core.diagram.arranging import ROOMS, arrange_diagram, places_of
from core.diagram.graph import graph_of
from core.diagram.layout import arrange
from core.diagram.quality import Quality, quality_of
from core.ground.identity import counted_ids
from core.model import Bus, Diagram, DiagramType, Editor, Link, Node, Placement, Snapshot
from core.project import read_text

SAMPLES = Path(__file__).parents[3] / "samples"


@pytest.fixture(scope="module")
def vehicle():
    snapshot = read_text(SAMPLES / "brake-by-wire")
    return snapshot, next(one for one in snapshot.of(Diagram) if one.name == "Vehicle overview")


def test_the_vehicle_has_no_more_crossings_arranged_than_as_it_was_drawn(vehicle):
    snapshot, diagram = vehicle
    changed = arrange_diagram(snapshot, diagram.id)
    arranged = quality_of(Snapshot([changed.get(one.id, one) for one in snapshot]), diagram.id)
    assert arranged.crossings <= quality_of(snapshot, diagram.id).crossings
    assert not arranged.crowded


def test_the_first_layout_of_the_vehicle_is_worse(vehicle):
    """What the roomier ones are tried for."""
    snapshot, diagram = vehicle
    graph = graph_of(snapshot, places_of(snapshot, diagram), frozenset(), True)
    layer, node = ROOMS[0]
    areas = arrange(replace(graph, layer_gap=layer, node_gap=node))
    changed = arrange_diagram(snapshot, diagram.id)
    gaps = {areas[place.element].x - place.x for place in changed.values() if place.side is None}
    assert len(gaps) > 1


def test_a_crossing_costs_more_than_a_roomier_row():
    one = Quality(2166, 938, 5675, 18, 3, 0)
    roomier = Quality(2268, 938, 5989, 20, 1, 0)
    assert roomier.cost < one.cost
    assert not one.clear
    assert not roomier.clear
    assert replace(one, crossings=0).clear


@pytest.mark.parametrize(("y", "found"), [(190, 1), (900, 0)])
def test_a_line_over_a_bus_that_it_does_not_tap_counts_as_a_crossing(y, found):
    """An arrangement in which links ran over the end of a bus was as good as one without."""
    edit = Editor(Snapshot(), counted_ids())
    diagram = edit.new(Diagram, name="Bus", diagram=DiagramType.HARDWARE)
    ends = [edit.new(Node, name=name) for name in ("PLC", "Pump")]
    for end, top in zip(ends, (0, 300), strict=True):
        edit.new(Placement, owner=diagram.id, element=end.id, x=0, y=top, width=160, height=80)
    bus = edit.new(Bus, name="Field bus")
    edit.new(Placement, owner=diagram.id, element=bus.id, x=-4000, y=y, width=8000, height=0)
    edit.new(Link, source=ends[0].id, target=ends[1].id)
    assert quality_of(edit.snapshot, diagram.id).crossings == found


def test_words_on_a_pole_over_another_line_count_unless_they_are_in_the_midst_of_several():
    plain = Quality(2166, 938, 5675, 18, 0, 0)
    assert plain.clear
    assert not replace(plain, astray=1).clear
    assert replace(plain, astray=1).cost > plain.cost
