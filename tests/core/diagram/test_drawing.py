import dataclasses
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.diagram import Overlays, Threats, changed_items, draw, redraw
from core.diagram.display import Rect, Shape, Text, text_baseline, text_size, visible
from core.diagram.geometry import bounds_of, crosses, segment_rect
from core.diagram.metrics import elided, width
from core.ground.diagnostic import Refused
from core.ground.identity import counted_ids
from core.ground.resources import sample_folder
from core.model import (
    Allocation,
    Bus,
    Component,
    Connector,
    Diagram,
    Edge,
    Editor,
    Link,
    Location,
    Node,
    Placement,
    Point,
    Port,
    Side,
    Snapshot,
    Zone,
)
from core.model.integrity import all_breaches
from core.project import read_text
from tests.core.diagram.plant import overlays, plant
from tests.core.uppaal.plant import Builder

PLANT = plant()
DIAGRAMS = {
    name: PLANT["diagram", name].id for name in ("Plant overview", "Control hardware", "Dosing behaviour")
}


def item(drawing, element):
    return next(found for found in drawing.items if found.element == element.id)


def test_the_plant_is_a_sound_model():
    assert list(all_breaches(PLANT.snapshot)) == []


@pytest.mark.parametrize("name", DIAGRAMS)
def test_every_placed_element_is_drawn_once(name):
    drawing = draw(PLANT.snapshot, DIAGRAMS[name])
    drawn = [found.element for found in drawing.items]
    placed = {found.element for found in PLANT.snapshot.owned(DIAGRAMS[name], Placement)}
    assert len(drawn) == len(set(drawn))
    assert placed <= set(drawn)


def test_only_an_initial_location_has_two_rings():
    diagram = DIAGRAMS["Dosing behaviour"]
    locations = [one for one in PLANT.snapshot.of(Location) if one.owner == PLANT.snapshot[diagram].owner]
    for current in (frozenset(), frozenset(one.id for one in locations)):
        drawing = draw(PLANT.snapshot, diagram, Overlays(current=current))
        for location in locations:
            shapes = [mark for mark in item(drawing, location).marks if isinstance(mark, Shape)]
            rings = location_outlines(shapes, item(drawing, location))
            assert len(rings) == (2 if location.initial else 1), location.name


def location_outlines(shapes, found):
    """The lines that run all around a location; the halo adjoins one and is none of its own."""
    ground = max(point.x for point in found.outline) - min(point.x for point in found.outline)
    wide = [(shape, bounds_of(point for step in shape.steps for point in step.points)) for shape in shapes]
    return [
        shape
        for shape, area in wide
        if area.width >= ground - 10 and shape.stroke is not None and shape.stroke.width < 3
    ]


def test_lines_are_drawn_when_both_ends_are():
    drawing = draw(PLANT.snapshot, DIAGRAMS["Plant overview"])
    lines = {found.element for found in drawing.items if found.is_line}
    assert lines == {flow.id for flow in PLANT.snapshot.of(Connector)}
    gone = PLANT["component", "Operator HMI"]
    editor = Editor(PLANT.snapshot, counted_ids(10**6))
    placement = next(found for found in PLANT.snapshot.uses(gone.id, Placement))
    editor.set(placement, hidden=True)
    less = draw(editor.snapshot, DIAGRAMS["Plant overview"])
    ports = {port.id for port in PLANT.snapshot.owned(gone.id, Port)}
    expected = {flow.id for flow in PLANT.snapshot.of(Connector) if not {flow.source, flow.target} & ports}
    assert {found.element for found in less.items if found.is_line} == expected


def test_all_that_a_filter_leaves_out_is_dimmed_zones_and_lines_too():
    for diagram in DIAGRAMS.values():
        drawing = draw(PLANT.snapshot, diagram)
        chosen = frozenset(found.element for found in drawing.items[-3:])
        dimmed = draw(PLANT.snapshot, diagram, Overlays(lit=chosen))
        assert chosen == {found.element for found in dimmed.items if found.opacity == 1.0}


def test_an_unknown_diagram_is_refused():
    with pytest.raises(Refused) as refused:
        draw(PLANT.snapshot, "nowhere")
    assert refused.value.diagnostics[0].code == "diagram-unknown"


def test_items_come_from_back_to_front():
    for diagram in DIAGRAMS.values():
        keys = [(found.layer, found.depth) for found in draw(PLANT.snapshot, diagram).items]
        assert keys == sorted(keys)


def test_a_zone_holds_its_members_whatever_was_placed():
    editor = Editor(PLANT.snapshot, counted_ids(10**6))
    controller = PLANT["component", "Dosing controller"]
    placement = next(iter(PLANT.snapshot.uses(controller.id, Placement)))
    editor.set(placement, x=-400.0, y=460.0)
    drawing = draw(editor.snapshot, DIAGRAMS["Plant overview"])
    zone, member = item(drawing, PLANT["zone", "Basic control"]), item(drawing, controller)
    assert zone.outline[0].x < member.outline[0].x
    assert zone.outline[0].y < member.outline[0].y


def test_lines_end_on_the_borders_of_their_shapes():
    drawing = draw(PLANT.snapshot, DIAGRAMS["Plant overview"])
    for flow in PLANT.snapshot.of(Connector):
        points = item(drawing, flow).outline
        for end, point in ((flow.source, points[0]), (flow.target, points[-1])):
            square = item(drawing, PLANT.snapshot[end]).outline
            assert (square[0].x + square[2].x) / 2 == point.x
            assert (square[0].y + square[2].y) / 2 == point.y


@pytest.mark.parametrize("name", DIAGRAMS)
def test_no_line_runs_through_a_shape_or_a_zone_title_of_the_plant(name):
    drawing = draw(PLANT.snapshot, DIAGRAMS[name])
    shapes = [found for found in drawing.items if not found.is_line and found.layer == 3]
    shapes = [found for found in shapes if PLANT.snapshot[found.element].kind != "bus"]
    areas = [(found.outline[0], found.outline[2]) for found in shapes]
    for found in drawing.items:
        if found.layer == 0:
            areas += [
                (Point(spot.area.x, spot.area.y), Point(spot.area.right, spot.area.bottom))
                for spot in found.spots
            ]
    for line in (found for found in drawing.items if found.is_line):
        for before, after in pairwise(line.outline):
            assert before.x == after.x or before.y == after.y
            for low, high in areas:
                x, right = sorted((before.x, after.x))
                y, bottom = sorted((before.y, after.y))
                assert not (x < high.x and low.x < right and y < high.y and low.y < bottom) or (
                    x == right and not low.x < x < high.x
                )


@pytest.mark.parametrize("name", DIAGRAMS)
def test_labels_of_the_plant_cover_no_shape_no_title_and_no_other_label(name):
    drawing = draw(PLANT.snapshot, DIAGRAMS[name], overlays(PLANT))
    labels = [spot.area for found in drawing.items for spot in found.spots if spot.name == "label"]
    for place, label in enumerate(labels):
        assert not any(label.touches(other) for other in labels[place + 1 :])
        for found in drawing.items:
            if found.layer == 3 and not found.is_line:
                low, high = found.outline[0], found.outline[2]
                assert not (
                    label.x < high.x and low.x < label.right and label.y < high.y and low.y < label.bottom
                )
            if found.layer == 0:
                assert not any(label.touches(spot.area) for spot in found.spots)


# What a person may do next, as a change of the model.


def _placements(snapshot, diagram):
    return list(snapshot.owned(diagram, Placement))


@st.composite
def edited(draw_value, snapshot, diagram, ids):
    """One change of what the diagram shows."""
    editor = Editor(snapshot, ids)
    placements = _placements(snapshot, diagram)
    move = draw_value(st.sampled_from(MOVES))
    pick = lambda choices: draw_value(st.sampled_from(sorted(choices, key=lambda c: c.id)))  # noqa: E731
    if placements:
        move(draw_value, pick, editor, placements, diagram)
    return editor


def _move(draw_value, pick, editor, placements, diagram):
    found = pick(placements)
    editor.set(
        found,
        x=float(draw_value(st.integers(-200, 1200))),
        y=float(draw_value(st.integers(-200, 900))),
        offset=float(draw_value(st.integers(0, 160))),
    )


def _resize(draw_value, pick, editor, placements, diagram):
    editor.set(
        pick(placements),
        width=float(draw_value(st.integers(0, 500))),
        height=float(draw_value(st.integers(0, 300))),
    )


def _hide(draw_value, pick, editor, placements, diagram):
    found = pick(placements)
    editor.set(found, hidden=not found.hidden)


def _unplace(draw_value, pick, editor, placements, diagram):
    editor.remove(pick(placements).id)


def _remove(draw_value, pick, editor, placements, diagram):
    editor.remove(pick(placements).element)


def _rename(draw_value, pick, editor, placements, diagram):
    element = editor.get(pick(placements).element)
    editor.set(
        element, name=draw_value(st.sampled_from(["", "A", "A rather long name for one thing", element.name]))
    )


def _rezone(draw_value, pick, editor, placements, diagram):
    element = editor.get(pick(placements).element)
    zones = [zone for zone in editor.snapshot.of(Zone) if zone.id != element.id]
    if hasattr(element, "zone") and zones:
        editor.set(element, zone=draw_value(st.sampled_from([None, *(zone.id for zone in zones)])))


def _reown(draw_value, pick, editor, placements, diagram):
    components = editor.snapshot.of(Component)
    inner = pick(components) if components else None
    if inner is None:
        return
    outer = draw_value(st.sampled_from([None, *(component.id for component in components)]))
    trial = Editor(editor.snapshot, counted_ids(10**8))
    trial.set(inner, owner=outer)
    if not list(all_breaches(trial.snapshot)):
        editor.set(inner, owner=outer)


def _connect(draw_value, pick, editor, placements, diagram):
    for kind, ends in (
        (Connector, ("component", "port")),
        (Link, ("node", "bus", "interface")),
        (Edge, ("location",)),
    ):
        choices = [element for element in editor.snapshot if element.kind in ends]
        if not choices:
            continue
        source, target = pick(choices), pick(choices)
        owner = source.owner if kind is Edge else None
        editor.new(kind, owner=owner, source=source.id, target=target.id, name="flow")


def _disconnect(draw_value, pick, editor, placements, diagram):
    lines = [*editor.snapshot.of(Connector), *editor.snapshot.of(Link), *editor.snapshot.of(Edge)]
    if lines:
        editor.remove(pick(lines).id)


def _bend(draw_value, pick, editor, placements, diagram):
    lines = [*editor.snapshot.of(Connector), *editor.snapshot.of(Edge)]
    if lines:
        bends = draw_value(
            st.lists(
                st.builds(Point, st.integers(0, 900).map(float), st.integers(0, 600).map(float)), max_size=3
            )
        )
        editor.new(Placement, owner=diagram, element=pick(lines).id, bends=tuple(bends))


def _slide(draw_value, pick, editor, placements, diagram):
    ports = editor.snapshot.of(Port)
    if ports:
        port = pick(ports)
        if not any(found.owner == diagram for found in editor.snapshot.uses(port.id, Placement)):
            editor.new(
                Placement,
                owner=diagram,
                element=port.id,
                side=draw_value(st.sampled_from(list(Side))),
                offset=float(draw_value(st.integers(0, 170))),
            )


def _allocate(draw_value, pick, editor, placements, diagram):
    components, nodes = editor.snapshot.of(Component), editor.snapshot.of(Node)
    if components and nodes:
        editor.new(Allocation, component=pick(components).id, node=pick(nodes).id)


def _guard(draw_value, pick, editor, placements, diagram):
    edges = editor.snapshot.of(Edge)
    if edges:
        editor.set(
            pick(edges), guard=draw_value(st.sampled_from(["", "x > 1", "x > 1 && y < 200 && z == 3"]))
        )
    locations = editor.snapshot.of(Location)
    if locations:
        editor.set(pick(locations), invariant=draw_value(st.sampled_from(["", "x <= 4000"])))


MOVES = [
    _move, _move, _move, _resize, _hide, _unplace, _remove, _rename, _rezone, _reown,
    _connect, _disconnect, _bend, _slide, _allocate, _guard,
]  # fmt: skip


def _random_overlays(snapshot, pick):
    ids = sorted(snapshot.elements)
    chosen = {ids[place % len(ids)] for place in pick}
    return Overlays(
        threats={element: Threats("high", 2) for element in sorted(chosen)[::2]},
        verdicts=dict.fromkeys(sorted(chosen)[1::2], "violated"),
        lit=frozenset(chosen) if len(chosen) > 3 else None,
        path=tuple(flow.id for flow in snapshot.of(Connector)[:2]) if len(chosen) == 2 else (),
    )


@pytest.mark.parametrize("name", DIAGRAMS)
@settings(max_examples=25)
@given(data=st.data())
def test_redrawing_gives_what_drawing_gives(name, data):
    ids = counted_ids(10**6)
    snapshot, diagram = PLANT.snapshot, DIAGRAMS[name]
    drawing = draw(snapshot, diagram)
    for _step in range(data.draw(st.integers(1, 5))):
        editor = data.draw(edited(snapshot, diagram, ids))
        after = editor.snapshot
        over = _random_overlays(after, data.draw(st.lists(st.integers(0, 200), max_size=5)))
        anew = draw(after, diagram, over)
        again = redraw(drawing, after, editor.edits(), over)
        assert [found.element for found in again.items] == [found.element for found in anew.items]
        for one, other in zip(again.items, anew.items, strict=True):
            assert one == other
        assert again == anew
        snapshot, drawing = after, again


@pytest.mark.parametrize("name", DIAGRAMS)
@settings(max_examples=25)
@given(data=st.data())
def test_redrawing_after_brief_previews_gives_what_drawing_gives(name, data):
    ids = counted_ids(10**6)
    snapshot, diagram = PLANT.snapshot, DIAGRAMS[name]
    drawing = draw(snapshot, diagram)
    for _step in range(data.draw(st.integers(1, 3))):
        for brief in (*[True] * data.draw(st.integers(1, 3)), False):
            editor = data.draw(edited(snapshot, diagram, ids))
            over = _random_overlays(editor.snapshot, data.draw(st.lists(st.integers(0, 200), max_size=5)))
            drawing = redraw(drawing, editor.snapshot, editor.edits(), over, brief=brief)
            snapshot = editor.snapshot
        anew = draw(snapshot, diagram, over)
        assert [found.element for found in drawing.items] == [found.element for found in anew.items]
        for one, other in zip(drawing.items, anew.items, strict=True):
            assert one == other
        assert drawing == anew


def test_a_line_whose_way_becomes_that_of_a_person_is_moved_aside_no_more():
    b = Builder()
    diagram = b.add(Diagram, "Lanes")
    parts = [b.add(Component, name) for name in ("Pump", "Valve", "Panel", "Tank")]
    for part, (x, y) in zip(parts, [(0.0, 0.0), (0.0, 100.0), (500.0, 150.0), (500.0, 40.0)], strict=True):
        b.add(Placement, "", diagram, element=part.id, x=x, y=y, width=176, height=52)
    lines = [b.add(Connector, "", source=parts[n].id, target=parts[n + 2].id) for n in range(2)]
    before = draw(b.snapshot, diagram.id)
    route = before.working.working.sheet.routes[lines[0].id].points
    assert route != before.working.working.sheet.ways[lines[0].id]
    editor = Editor(b.snapshot, counted_ids(10**6))
    editor.new(Placement, owner=diagram.id, element=lines[0].id, bends=route[1:-1])
    after = redraw(before, editor.snapshot, editor.edits())
    assert after == draw(editor.snapshot, diagram.id)
    assert after.working.working.sheet.ways[lines[0].id] == route


def test_redrawing_an_outdated_drawing_is_right_too():
    diagram = DIAGRAMS["Plant overview"]
    first = draw(PLANT.snapshot, diagram)
    placements = _placements(PLANT.snapshot, diagram)
    results = []
    for place in (6, 9):
        editor = Editor(PLANT.snapshot, counted_ids(10**6))
        editor.set(placements[place], x=placements[place].x + 40)
        results.append((redraw(first, editor.snapshot, editor.edits()), draw(editor.snapshot, diagram)))
    for again, anew in results:
        assert again == anew


def test_moving_one_shape_of_many_redraws_it_and_its_lines_alone():
    snapshot, diagram, ids, placed = _field(300)
    before = draw(snapshot, diagram)
    middle = placed[155]
    editor = Editor(snapshot, ids)
    editor.set(middle, x=middle.x + 8, y=middle.y + 4)
    after = redraw(before, editor.snapshot, editor.edits())
    changed, gone = changed_items(before, after)
    lines = {line.id for line in snapshot.of(Connector) if middle.element in (line.source, line.target)}
    assert gone == set()
    assert middle.element in changed
    assert lines <= changed.keys()
    others = changed.keys() - lines - {middle.element}
    near = {line.id for line in snapshot.of(Connector)}
    # Neighbours of the moved lines may step aside, shapes never do.
    assert others <= near
    assert len(others) <= 8
    same = sum(one is other for one, other in zip(before.items, after.items, strict=True))
    assert same == len(before.items) - len(changed)


def _field(count):
    """Components in a wide grid, each connected to the next."""
    ids = counted_ids()
    elements = []
    diagram = Diagram(id=ids(), name="Field")
    elements.append(diagram)
    components, placed = [], []
    for place in range(count):
        component = Component(id=ids(), name=f"Component {place}")
        components.append(component)
        x, y = (place % 20) * 280.0, (place // 20) * 140.0
        placed.append(Placement(id=ids(), owner=diagram.id, element=component.id, x=x, y=y))
    for one, other in pairwise(components):
        elements.append(Connector(id=ids(), source=one.id, target=other.id, protocol="OPC UA"))
    return Snapshot([*elements, *components, *placed]), diagram.id, ids, placed


def test_overlays_alone_redraw_only_what_they_name():
    diagram = DIAGRAMS["Plant overview"]
    before = draw(PLANT.snapshot, diagram)
    named = PLANT["component", "Historian"]
    after = redraw(before, PLANT.snapshot, (), Overlays(verdicts={named.id: "satisfied"}))
    changed, _gone = changed_items(before, after)
    assert set(changed) == {named.id}
    back = redraw(after, PLANT.snapshot, ())
    assert back == before


def test_hidden_kinds_are_left_out():
    from core.model import Filter

    editor = Editor(PLANT.snapshot, counted_ids(10**6))
    diagram = DIAGRAMS["Plant overview"]
    editor.new(Filter, owner=diagram, hides=("connector", "actor"))
    kinds = {editor.get(found.element).kind for found in draw(editor.snapshot, diagram).items}
    assert kinds == {"zone", "component", "data store", "external system"}


def test_a_drawing_says_everything_aloud():
    for diagram in DIAGRAMS.values():
        for found in draw(PLANT.snapshot, diagram, overlays(PLANT)).items:
            assert found.spoken
    drawing = draw(PLANT.snapshot, DIAGRAMS["Plant overview"], overlays(PLANT))
    assert item(drawing, PLANT["component", "Operator HMI"]).spoken == (
        "Operator HMI, Component · HMI panel, in Supervision, 2 threats up to medium, verdict violated"
    )


def test_a_bent_line_keeps_its_bends():
    flow = PLANT.snapshot.of(Connector)[4]
    bends = (Point(300.0, 330.0), Point(400.0, 330.0), Point(400.0, 450.0))
    editor = Editor(PLANT.snapshot, counted_ids(10**6))
    editor.new(Placement, owner=DIAGRAMS["Plant overview"], element=flow.id, bends=bends)
    points = item(draw(editor.snapshot, DIAGRAMS["Plant overview"]), flow).outline
    assert all(_on(points, bend) for bend in bends)


def _on(points, point):
    return any(
        min(a.x, b.x) <= point.x <= max(a.x, b.x) and min(a.y, b.y) <= point.y <= max(a.y, b.y)
        for a, b in pairwise(points)
    )


def test_elements_are_compared_by_value():
    again = draw(PLANT.snapshot, DIAGRAMS["Plant overview"])
    assert again == draw(PLANT.snapshot, DIAGRAMS["Plant overview"])
    assert dataclasses.replace(again, items=again.items[1:]) != again


@pytest.fixture(scope="module")
def overviews():
    sample = read_text(sample_folder("water-treatment"))
    found = next(one for one in sample.of(Diagram) if one.name == "Plant overview")
    return [draw(PLANT.snapshot, DIAGRAMS["Plant overview"]), draw(sample, found.id)]


@pytest.mark.parametrize("which", [0, 1])
@pytest.mark.parametrize("scale", [0.99, 0.8, 0.6, 0.5, 0.35])
def test_no_line_runs_through_a_zone_title_however_far_out(overviews, scale, which):
    drawing = overviews[which]
    lines = [
        segment_rect(*part) for found in drawing.items if found.is_line for part in pairwise(found.outline)
    ]
    titles = [
        mark
        for found in drawing.items
        if found.layer == 0
        for mark in found.marks
        if isinstance(mark, Text) and mark.screen_size and visible(mark, scale)
    ]
    assert len(titles) == len([found for found in drawing.items if found.layer == 0])
    for title in titles:
        size = text_size(title, scale)
        words = elided(title.text, size, title.room, title.bold, title.mono)
        baseline = text_baseline(title, scale)
        area = Rect(title.x, baseline - size * 0.73, width(words, size, title.bold), size * 0.73)
        assert [line for line in lines if crosses(line, area)] == [], title.text


@pytest.mark.parametrize("x", [216.0, 360.0, 540.0, 588.0, 660.0, 792.0])
def test_a_new_link_to_a_bus_runs_on_the_border_of_no_other_node(x):
    sample = read_text(sample_folder("water-treatment"))
    hardware = next(one for one in sample.of(Diagram) if one.name == "Control hardware")
    bus = next(one for one in sample.of(Bus) if one.name == "Field bus A")
    editor = Editor(sample, counted_ids(10**6))
    node = editor.new(Node, name="RTU 07")
    editor.new(Placement, owner=hardware.id, element=node.id, x=x, y=952.0, width=176, height=52)
    link = editor.new(Link, source=node.id, target=bus.id)
    items = {item.element: item for item in draw(editor.snapshot, hardware.id).items}
    others = [
        bounds_of(item.outline)
        for item in items.values()
        if item.layer == 3 and not item.is_line and item.element not in (node.id, bus.id)
    ]
    for part in pairwise(items[link.id].outline):
        assert [area for area in others if bounds_of(part).grown(3.9).touches(area)] == []
