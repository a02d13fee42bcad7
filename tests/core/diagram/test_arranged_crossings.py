"""An arrangement is no worse than it needs be: where lines cross, roomier layouts are tried as well."""

from dataclasses import replace
from pathlib import Path

import pytest

from core.diagram.arranging import ROOMS, arrange_diagram, places_of
from core.diagram.graph import graph_of
from core.diagram.layout import arrange
from core.diagram.quality import Quality, quality_of
from core.model import Diagram, Snapshot
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
