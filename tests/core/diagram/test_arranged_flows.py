"""Arranged flows: there and back they run side by side, zones keep room for them, none cross for nothing."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.diagram import draw
from core.diagram.arranging import arrange_diagram, places_of
from core.diagram.keeping import apart
from core.diagram.quality import crossings, quality_of
from core.ground.identity import counted_ids
from core.ground.resources import sample_folder
from core.model import (
    Component,
    Connector,
    Diagram,
    Direction,
    Edit,
    Editor,
    Placement,
    Port,
    Snapshot,
    Zone,
)
from core.project import read_text

WORDS = ("", "Modbus TCP", "OPC UA")

LANE = 40
"""The room for a lane of flows between the frame of a zone and what stands beside it, in px."""


class Site:
    """Components in a heap, in zones or in none."""

    def __init__(self, zones=0):
        self.edit = Editor(Snapshot(), counted_ids())
        self.diagram = self.edit.new(Diagram, name="Site")
        self.zones = [self.put(self.edit.new(Zone, name=f"Zone {n}")) for n in range(zones)]

    def put(self, element, **facts):
        spot = {"x": 0.0, "y": 0.0} | facts
        self.edit.new(Placement, owner=self.diagram.id, element=element.id, **spot)
        return element

    def component(self, zone=None, **facts):
        return self.put(self.edit.new(Component, name="Part", zone=zone), **facts)

    def flow(self, source, target, words, *, ports):
        ends = [source.id, target.id]
        if ports:
            ways = ((source, Direction.OUT), (target, Direction.IN))
            made = [self.edit.new(Port, owner=one.id, name="p", direction=way) for one, way in ways]
            ends = [self.put(port).id for port in made]
        self.edit.new(Connector, source=ends[0], target=ends[1], protocol=words)

    def arranged(self):
        snapshot = self.edit.snapshot
        changed = arrange_diagram(snapshot, self.diagram.id)
        return snapshot.after(tuple(Edit(snapshot[key], one) for key, one in changed.items()))


@settings(max_examples=25, deadline=None)
@given(st.data(), st.booleans())
def test_flows_there_and_back_between_two_shapes_do_not_cross(data, ports):
    site = Site()
    shapes = [site.component()]
    for number in range(1, data.draw(st.integers(2, 7))):
        shapes.append(site.component())
        other = shapes[data.draw(st.integers(0, number - 1))]
        words = data.draw(st.sampled_from(WORDS))
        site.flow(other, shapes[-1], words, ports=ports)
        site.flow(shapes[-1], other, words, ports=ports)
    after = site.arranged()

    def host(end):
        return after[end].owner if isinstance(after[end], Port) else end

    ways = {}
    for item in draw(after, site.diagram.id).items:
        if item.is_line:
            line = after[item.element]
            ways.setdefault(frozenset((host(line.source), host(line.target))), []).append(item.outline)
    assert len(ways) == len(shapes) - 1
    assert [crossings(pair) for pair in ways.values()] == [0] * len(ways)


@settings(max_examples=25, deadline=None)
@given(st.data(), st.integers(1, 3))
def test_a_lane_of_flows_has_room_between_the_frame_of_a_zone_and_what_stands_beside_it(data, zones):
    site = Site(zones)
    for number, zone in enumerate(site.zones[1:], 1):
        outer = data.draw(st.sampled_from([None, *(one.id for one in site.zones[:number])]))
        site.edit.set(zone, owner=outer)
    holders = st.sampled_from([None, *(one.id for one in site.zones)])
    shapes = [site.component(data.draw(holders)) for _shape in range(data.draw(st.integers(2, 8)))]
    for _flow in range(data.draw(st.integers(1, 8))):
        one, other = data.draw(st.sampled_from(shapes)), data.draw(st.sampled_from(shapes))
        if one is not other:
            site.flow(one, other, data.draw(st.sampled_from(WORDS)), ports=False)
    after = site.arranged()
    places = places_of(after, site.diagram)
    for zone in site.zones:
        for one in places:
            if one != zone.id and places[one].parent == places[zone.id].parent:
                assert apart(places[zone.id].rect, places[one].rect) >= LANE


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_no_more_lines_cross_in_an_arranged_drawing_than_did_before(data):
    """Two rows, what stands in one joined to some of what stands in the other, drawn by hand."""
    site = Site()
    rows = [
        [site.component(x=240.0 * place, y=200.0 * row) for place in range(data.draw(st.integers(2, 5)))]
        for row in range(2)
    ]
    pairs = st.tuples(st.sampled_from(rows[0]), st.sampled_from(rows[1]))
    for one, other in data.draw(st.lists(pairs, min_size=1, max_size=9, unique=True)):
        site.flow(one, other, "", ports=False)
    before = quality_of(site.edit.snapshot, site.diagram.id).crossings
    assert quality_of(site.arranged(), site.diagram.id).crossings <= before


NAMED = ("Control hardware", "Modes of ASL", "Vendor session", "Image check", "Plant overview", "Tank level")
"""Diagrams that are hard to arrange without a crossing that was not there."""


def more_crossings(names=None):
    """How many more lines cross in each diagram of the samples once it is arranged."""
    found = {}
    for sample in ("water-treatment", "brake-by-wire"):
        snapshot = read_text(sample_folder(sample))
        for diagram in snapshot.of(Diagram):
            if names is None or diagram.name in names:
                changed = arrange_diagram(snapshot, diagram.id)
                after = snapshot.after(tuple(Edit(snapshot[key], one) for key, one in changed.items()))
                hand, arranged = (quality_of(one, diagram.id).crossings for one in (snapshot, after))
                found[sample, diagram.name] = arranged - hand
    return found


def test_arranged_no_more_lines_of_hard_diagrams_cross_than_drawn_by_hand():
    found = more_crossings(NAMED)
    assert len(found) >= len(NAMED)
    assert max(found.values()) <= 0


@pytest.mark.slow
def test_arranged_no_more_lines_of_any_diagram_of_the_samples_cross_than_drawn_by_hand():
    found = more_crossings()
    assert len(found) > 40
    assert {name: more for name, more in found.items() if more > 0} == {}
