"""Flows between members of one zone stay in it: none leads over its border and back, or along outside."""

from hypothesis import given, settings
from hypothesis import strategies as st

from core.diagram import draw, redraw
from core.diagram.geometry import bounds_of, inside
from core.ground.identity import counted_ids
from core.model import Component, Connector, Diagram, Editor, Level, Placement, Snapshot, Zone
from tests.bench.routing import scattered

apart = st.sampled_from([16.0, 24.0, 32.0, 48.0, 80.0])
margin = st.sampled_from([12.0, 16.0, 24.0, 32.0])


@st.composite
def zones(draw_from):
    """A zone with members in rows and columns, flows between any of them, and some to shapes beside it."""
    columns, rows = draw_from(st.integers(1, 4)), draw_from(st.integers(1, 4))
    across, down, aside, below = (draw_from(one) for one in (apart, apart, margin, margin))
    edit = Editor(Snapshot(), counted_ids())
    diagram = edit.new(Diagram, name="Plant")
    zone = edit.new(Zone, name="Zone", level=Level.LEVEL_1)
    wide = columns * 160.0 + (columns - 1) * across + 2 * aside
    high = rows * 52.0 + (rows - 1) * down + below + 40.0
    edit.new(Placement, owner=diagram.id, element=zone.id, x=0.0, y=0.0, width=wide, height=high)
    cells = [(column, row) for column in range(columns) for row in range(rows)]
    members = []
    for column, row in draw_from(st.lists(st.sampled_from(cells), min_size=1, unique=True)):
        part = edit.new(Component, name=f"Member {column}{row}", zone=zone.id)
        x, y = aside + column * (160.0 + across), 40.0 + row * (52.0 + down)
        edit.new(Placement, owner=diagram.id, element=part.id, x=x, y=y, width=160.0, height=52.0)
        members.append(part.id)
    beside = edit.new(Component, name="Beside")
    edit.new(Placement, owner=diagram.id, element=beside.id, x=wide + 80, y=0.0, width=160.0, height=52.0)
    ends = st.tuples(st.sampled_from(members), st.sampled_from([*members, beside.id]))
    for source, target in draw_from(st.lists(ends, max_size=8)):
        if source != target:
            edit.new(Connector, source=source, target=target)
    return edit.snapshot, diagram.id


def straying(drawing, snapshot):
    """The flows between members of one zone that do not lie in it wholly."""
    areas = {item.element: bounds_of(item.outline) for item in drawing.items if item.layer == 0}
    for item in drawing.items:
        flow = snapshot.find(Connector, item.element)
        if flow is None:
            continue
        zone, other = (snapshot[end].zone for end in (flow.source, flow.target))
        if zone is not None and zone == other and not inside(areas[zone], bounds_of(item.outline)):
            yield flow.id


@settings(max_examples=30, deadline=None)
@given(zones())
def test_flows_between_members_of_a_zone_lie_in_it(scene):
    """Before, of 1303 flows in 300 such zones 25 did not."""
    snapshot, diagram = scene
    assert list(straying(draw(snapshot, diagram), snapshot)) == []


def test_flows_between_members_lie_in_their_zone_where_some_cover_others():
    """Before, of 397 such flows in 200 drawings 14 left their zone; these were the first."""
    for seed in (1000, 1005, 1012):
        snapshot, diagram = scattered(seed, covering=True)
        assert list(straying(draw(snapshot, diagram), snapshot)) == []


@settings(max_examples=12, deadline=None)
@given(zones(), st.data())
def test_flows_in_a_zone_redrawn_run_as_those_drawn_anew_do(scene, data):
    snapshot, diagram = scene
    drawing = draw(snapshot, diagram)
    places = sorted(one.id for one in snapshot.owned(diagram, Placement))
    for _step in range(data.draw(st.integers(1, 3))):
        edit = Editor(snapshot, counted_ids(100_000))
        known = edit.get(data.draw(st.sampled_from(places)))
        x, y = (8.0 * data.draw(st.integers(-12, 12)) for _axis in "xy")
        wide = known.width + (8.0 * data.draw(st.integers(-6, 12)) if known.id == places[0] else 0.0)
        edit.set(known, x=known.x + x, y=known.y + y, width=max(wide, 160.0))
        drawing = redraw(drawing, edit.snapshot, edit.edits())
        snapshot = edit.snapshot
        assert drawing == draw(snapshot, diagram)
