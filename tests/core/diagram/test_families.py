"""What one shape leads to stays together: side by side below it, or beside it where a tier were too wide."""

from itertools import chain, combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from core.diagram.arranging import arrange_diagram, places_of
from core.diagram.boxes import Box, Graph
from core.diagram.layout import arrange
from core.diagram.quality import quality_of
from core.ground.identity import counted_ids
from core.model import Component, Connector, Diagram, Edit, Editor, Placement, Snapshot

PLANT = {"Level": ("LT 201", "P 210"), "Dosing": ("AE 101", "P 110"), "UV": ("LS 301", "V 320")}


@st.composite
def trees(draw):
    """Each box but the first with the one that leads to it; no tier is wider than a screen."""
    parents, depth = {}, [0]
    for number in range(1, draw(st.integers(2, 16))):
        parent = draw(st.integers(0, number - 1))
        depth.append(depth[parent] + 1)
        if depth.count(depth[-1]) > 8:
            depth.pop()
            break
        parents[number] = parent
    names = draw(st.permutations([f"b{number:02}" for number in range(len(depth))]))
    boxes = tuple(Box(name, 168.0, 52.0) for name in sorted(names))
    joins = tuple((names[parent], names[child]) for child, parent in parents.items())
    return Graph(boxes, joins), {
        names[child]: (names[parent], depth[child]) for child, parent in parents.items()
    }


@settings(max_examples=80, deadline=None)
@given(trees())
def test_children_of_one_parent_share_a_tier_and_no_lines_of_a_tree_cross(tree):
    graph, above = tree
    places = arrange(graph)
    for one, other in combinations(above, 2):
        (parent, depth), (aunt, other_depth) = above[one], above[other]
        assert places[parent].bottom < places[one].y
        if depth == other_depth:
            assert places[one].y == places[other].y
            if parent != aunt:
                assert (places[parent].x < places[aunt].x) == (places[one].x < places[other].x)


def plant(*, sensors_lead):
    """A panel that leads to three controllers with a sensor and a pump each, in a heap."""
    edit = Editor(Snapshot(), counted_ids())
    diagram = edit.new(Diagram, name="Plant")

    def shape(name):
        made = edit.new(Component, name=name)
        edit.new(Placement, owner=diagram.id, element=made.id, x=0.0, y=0.0)
        return made.id

    panel = shape("HMI")
    for controller, (sensor, pump) in PLANT.items():
        ids = [shape(name) for name in (controller, sensor, pump)]
        ends = [(panel, ids[0]), (ids[1], ids[0]) if sensors_lead else (ids[0], ids[1]), (ids[0], ids[2])]
        for source, target in ends:
            edit.new(Connector, source=source, target=target, protocol="Modbus TCP")
    return edit.snapshot, diagram


def arranged(snapshot, diagram):
    changed = arrange_diagram(snapshot, diagram.id)
    after = snapshot.after(tuple(Edit(snapshot[key], one) for key, one in changed.items()))
    places = places_of(after, diagram)
    return after, {after[one].name: places[one].rect for one in places}


def test_a_plant_has_a_tier_for_its_panel_its_controllers_and_its_process_whichever_way_data_goes():
    for sensors_lead in (False, True):
        snapshot, diagram = plant(sensors_lead=sensors_lead)
        after, areas = arranged(snapshot, diagram)
        tiers = [{areas[name].y for name in names} for names in (("HMI",), PLANT, chain(*PLANT.values()))]
        assert [len(tier) for tier in tiers] == [1, 1, 1]
        assert [min(tier) for tier in tiers] == sorted(min(tier) for tier in tiers)
        assert not quality_of(after, diagram.id).crossings
        for controller, below in PLANT.items():
            middles = [areas[name].centre.x for name in below]
            assert min(middles) <= areas[controller].centre.x <= max(middles)


def test_in_a_tier_wider_than_a_screen_children_stand_beside_the_box_that_leads_to_them():
    hosts = [f"c{number}" for number in range(8)]
    family = {host: [f"{host}{letter}" for letter in "abc"] for host in hosts}
    boxes = (Box("top", 168.0, 52.0), *(Box(one, 168.0, 52.0) for one in (*hosts, *chain(*family.values()))))
    joins = [("top", host) for host in hosts]
    joins += [(host, child) for host, children in family.items() for child in children]
    places = arrange(Graph(boxes, tuple(joins)))
    for host, children in family.items():
        columns = {places[child].x for child in children}
        assert len(columns) == 1
        assert 0 < min(columns) - places[host].right < 120
        middle = sum(places[child].centre.y for child in children) / 3
        assert abs(middle - places[host].centre.y) <= 1
