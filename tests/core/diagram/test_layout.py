import subprocess
import sys
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.assistants.arrangement import arrange_task
from core.diagram import draw
from core.diagram.arranging import arrange_diagram
from core.diagram.boxes import Box, Graph
from core.diagram.geometry import bounds_of, inside
from core.diagram.layout import ENGINES, WHOLE, arrange
from core.diagram.manners import manner_of
from core.ground.diagnostic import Cancelled
from core.ground.resources import sample_folder
from core.model import Component, Diagram, Level, Placement, Snapshot, Zone, to_plain
from core.project import read_text
from tests.core.diagram.plant import plant


@st.composite
def graphs(draw):
    count = draw(st.integers(0, 12))
    boxes = []
    for place in range(count):
        parent = draw(st.none() | st.sampled_from([box.id for box in boxes])) if boxes else None
        sizes = st.integers(20, 200)
        boxes.append(Box(f"b{place:02}", float(draw(sizes)), float(draw(sizes)), parent))
    ids = [box.id for box in boxes]
    pairs = st.tuples(st.sampled_from(ids), st.sampled_from(ids))
    joins = draw(st.lists(pairs, max_size=16)) if ids else []
    return Graph(tuple(boxes), tuple(joins), dict.fromkeys(ids, 32.0), 16.0, draw(st.booleans()))


def around(graph, box):
    parents = {one.id: one.parent for one in graph.boxes}
    found, here = [], parents[box]
    while here is not None:
        found.append(here)
        here = parents[here]
    return found


@pytest.mark.parametrize("engine", ENGINES)
@settings(max_examples=60)
@given(graph=graphs())
def test_boxes_overlap_only_what_holds_them(engine, graph):
    places = arrange(graph, engine)
    assert places.keys() == {box.id for box in graph.boxes}
    for box in graph.boxes:
        for holder in around(graph, box.id):
            assert inside(places[holder], places[box.id])
        for other in graph.boxes:
            if (
                other.id < box.id
                and other.id not in around(graph, box.id)
                and box.id not in around(graph, other.id)
            ):
                assert not places[box.id].touches(places[other.id])


@pytest.mark.parametrize("engine", ENGINES)
@settings(max_examples=25)
@given(graph=graphs())
def test_a_layout_is_the_same_every_time(engine, graph):
    assert arrange(graph, engine) == arrange(graph, engine)


@pytest.mark.parametrize("engine", [engine for engine in ENGINES if engine != "lattice"])
def test_a_flow_runs_downwards(engine):
    boxes = tuple(Box(name, 100, 50) for name in "abc")
    places = arrange(Graph(boxes, (("c", "b"), ("b", "a"))), engine)
    assert places["c"].bottom < places["b"].y < places["b"].bottom < places["a"].y


@pytest.mark.parametrize("engine", ENGINES)
def test_an_arranged_plant_has_no_overlapping_shapes(engine):
    found = plant()
    for name in ("Plant overview", "Control hardware", "Dosing behaviour"):
        diagram = found["diagram", name].id
        changed = arrange_diagram(found.snapshot, diagram, engine)
        assert all(isinstance(placement, Placement) for placement in changed.values())
        after = Snapshot([changed.get(element.id, element) for element in found.snapshot])
        shapes = [item for item in draw(after, diagram).items if item.layer == 3 and not item.is_line]
        areas = [(item.outline[0], item.outline[2]) for item in shapes]
        for place, (low, high) in enumerate(areas):
            for other_low, other_high in areas[place + 1 :]:
                apart_x = high.x <= other_low.x or other_high.x <= low.x
                apart_y = high.y <= other_low.y or other_high.y <= low.y
                assert apart_x or apart_y


@pytest.mark.parametrize("name", ["Inlet pump behaviour", "Dosing behaviour", "Alarm list", "Residual watch"])
def test_shapes_are_put_so_far_apart_that_words_stand_free(name):
    sample = read_text(sample_folder("water-treatment"))
    diagram = next(one for one in sample.of(Diagram) if one.name == name)
    changed = arrange_diagram(sample, diagram.id)
    after = Snapshot([changed.get(element.id, element) for element in sample])
    lines = [item for item in draw(after, diagram.id).items if item.is_line]
    words = [spot.area for line in lines for spot in line.spots if spot.name == "label"]
    parts = [bounds_of(part) for line in lines for part in pairwise(line.outline)]
    assert len(words) == sum(bool(manner_of(after, after[line.element]).words) for line in lines)
    assert [(area, part) for area in words for part in parts if part.touches(area)] == []


def test_pinned_shapes_stay():
    found = plant()
    diagram = found["diagram", "Plant overview"].id
    pinned = found["component", "Operator HMI"].id
    changed = arrange_diagram(found.snapshot, diagram, pinned=[pinned])
    assert pinned not in {placement.element for placement in changed.values()}
    assert len(changed) > 10


def test_arranging_can_be_cancelled():
    with pytest.raises(Cancelled):
        arrange(Graph((Box("a", 1, 1),)), cancelled=lambda: True)


def nested(count):
    """`count` boxes in zones of ten within sites of ten zones, joined in a chain and across."""
    sites = [Box(f"s{site:02}", 300, 120) for site in range(count // 100 + 1)]
    zones = [Box(f"z{zone:03}", 300, 120, sites[zone // 10].id) for zone in range(count // 10)]
    units = [Box(f"u{unit:04}", 176, 52, zones[unit // 10].id) for unit in range(count)]
    joins = [(units[unit].id, units[unit + 1].id) for unit in range(count - 1)]
    joins += [(units[unit].id, units[unit * 37 % count].id) for unit in range(0, count, 2)]
    return Graph((*sites, *zones, *units), tuple(joins), {box.id: 32.0 for box in (*sites, *zones)})


@pytest.mark.parametrize("engine", ENGINES)
def test_many_boxes_are_laid_out_container_by_container(engine):
    graph, heard = nested(200), []
    assert len(graph.boxes) > WHOLE
    places = arrange(graph, engine, progress=lambda done, total, _words: heard.append((done, total)))
    holders = {box.parent for box in graph.boxes}
    assert heard == [(done, len(holders)) for done in range(len(holders))]
    for box in graph.boxes:
        if box.parent is not None:
            assert inside(places[box.parent], places[box.id])
        beside = [other for other in graph.boxes if other.parent == box.parent and other.id < box.id]
        assert not any(places[box.id].touches(places[other.id]) for other in beside)
    assert places == arrange(graph, engine)


@pytest.mark.parametrize("engine", ENGINES)
def test_a_large_layout_is_cancelled_between_containers(engine):
    told = []

    def heard(done, _total, _words):
        told.append(done)

    with pytest.raises(Cancelled):
        arrange(nested(200), engine, cancelled=lambda: len(told) >= 5, progress=heard)
    assert told == [0, 1, 2, 3, 4]


def test_a_worker_that_arranges_a_large_diagram_tells_how_far_it_is():
    heard = []
    boxes = [
        Component(id=f"u{unit:04}", name=f"Unit {unit}", zone=f"z{unit // 10:03}") for unit in range(160)
    ]
    zones = [Zone(id=f"z{zone:03}", name=f"Zone {zone}", level=Level.LEVEL_1) for zone in range(16)]
    diagram = Diagram(id="d", name="Large")
    drawn = [Placement(id=f"p-{one.id}", owner="d", element=one.id, x=0, y=0) for one in (*boxes, *zones)]
    payload = {
        "elements": [to_plain(one) for one in (*boxes, *zones, diagram, *drawn)],
        "diagram": "d",
        "chosen": [],
        "downwards": None,
    }
    found = arrange_task(payload, lambda done, total, _words: heard.append((done, total)))
    assert len(found) > 160
    assert heard == [(done, 17) for done in range(17)]


def test_drawing_imports_nothing_heavy():
    heavy = ("graphlay", "networkx", "numpy", "PySide6", "sqlalchemy")
    code = f"""
import sys, core.diagram, core.diagram.svg, core.diagram.layout
print([name for name in {heavy!r} if name in sys.modules])
"""
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "[]"
