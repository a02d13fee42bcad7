"""A comparison shows where a shape was: its outline there, and an arrow to where it is now."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.diagram import Overlays, draw
from core.diagram.comparing import SIGNED, overlays_between, together
from core.diagram.display import Rect, Shape, visible
from core.diagram.geometry import bounds_of, inside
from core.diagram.ghosts import Ghost, ghost_marks, ghosts_between
from core.diagram.lod import SHAPES
from core.model import Component, Diagram, Placement, Zone
from tests.core.project.sides import having, without
from tests.core.uppaal.plant import Builder

coordinates = st.integers(-2000, 2000)
rects = st.builds(Rect, coordinates, coordinates, st.integers(20, 600), st.integers(20, 400))


@pytest.fixture
def plant():
    """A zone with two shapes in it, and a shape beside it: the snapshot, the diagram, places by name."""
    b = Builder()
    diagram = b.add(Diagram, "Plant")
    zone = b.add(Zone, "Cell")
    held = [b.add(Component, name, zone=zone.id) for name in ("Pump", "Valve")]
    parts = {one.name: one for one in (zone, *held, b.add(Component, "Tank"))}
    where = {"Cell": (0, 0, 600, 200), "Pump": (30, 60, 176, 52), "Valve": (330, 60, 176, 52)}
    where["Tank"] = (900, 60, 176, 52)
    places = {}
    for name, (x, y, wide, high) in where.items():
        size = {"x": float(x), "y": float(y), "width": float(wide), "height": float(high)}
        places[name] = b.add(Placement, "", diagram, element=parts[name].id, **size)
    return b.snapshot, diagram, parts, places


def item(drawing, element):
    return next(one for one in drawing.items if one.element == element.id)


def compared(before, after, diagram):
    return draw(together(before, after), diagram.id, overlays_between(before, after, diagram.id))


def areas(marks, scale):
    """Where what is drawn of a ghost at a scale is: the outline first, then line and head of the arrow."""
    shapes = [one for one in marks if isinstance(one, Shape) and visible(one, scale)]
    return [bounds_of(point for step in one.steps for point in step.points) for one in shapes]


def test_a_shape_that_moved_has_its_outline_where_it_was_and_an_arrow_to_where_it_is(plant):
    before, diagram, parts, places = plant
    after = having(before, replace(places["Tank"], x=900.0, y=400.0))
    overlays = overlays_between(before, after, diagram.id)
    was = bounds_of(item(draw(before, diagram.id), parts["Tank"]).outline)
    assert dict(overlays.ghosts) == {parts["Tank"].id: Ghost(was)}
    drawn = item(compared(before, after, diagram), parts["Tank"])
    now = bounds_of(drawn.outline)
    assert now == replace(was, y=400.0)
    for scale in (SIGNED, SHAPES, 1.0, 2.0):
        outline, line, head = areas(drawn.marks, scale)[:3]
        assert outline == was
        assert (line.x, line.y) == (was.centre.x, was.bottom)
        assert head.bottom == now.y
    assert inside(drawn.bounds, was)


def test_what_goes_along_with_its_zone_has_no_arrow_of_its_own(plant):
    before, diagram, parts, places = plant
    moved = [replace(places[name], y=places[name].y + 500) for name in ("Cell", "Pump", "Valve")]
    ghosts = ghosts_between(before, having(before, *moved), diagram.id)
    assert {name: ghosts[parts[name].id].alone for name in ("Cell", "Pump", "Valve")} == {
        "Cell": True,
        "Pump": False,
        "Valve": False,
    }
    moved[1] = replace(moved[1], x=moved[1].x + 20)
    ghosts = ghosts_between(before, having(before, *moved), diagram.id)
    assert ghosts[parts["Pump"].id].alone


def test_what_is_drawn_on_one_side_alone_or_where_it_was_has_no_ghost(plant):
    before, diagram, _parts, places = plant
    for after in (
        before,
        without(before, [places["Tank"].id]),
        having(before, replace(places["Tank"], hidden=True)),
        having(before, replace(places["Tank"], locked=True, order=3)),
    ):
        assert ghosts_between(before, after, diagram.id) == {}
        assert ghosts_between(after, before, diagram.id) == {}


def test_a_shape_that_changed_and_moved_has_both_its_sign_and_its_ghost(plant):
    before, diagram, parts, places = plant
    after = having(before, replace(parts["Tank"], name="Vessel"), replace(places["Tank"], x=1300.0))
    overlays = overlays_between(before, after, diagram.id)
    assert (overlays.differences[parts["Tank"].id], overlays.moved) == ("changed", frozenset())
    assert areas(item(compared(before, after, diagram), parts["Tank"]).marks, 1.0)[0].x == 900


def test_where_nothing_is_compared_a_drawing_has_no_ghost(plant):
    before, diagram, _parts, places = plant
    after = having(before, replace(places["Tank"], x=1300.0))
    assert draw(after, diagram.id) == draw(after, diagram.id, Overlays())
    roles = {
        one.stroke.role
        for drawn in draw(after, diagram.id).items
        for one in drawn.marks
        if isinstance(one, Shape) and one.stroke is not None
    }
    assert "text.secondary" not in roles


@given(rects, rects, st.booleans())
def test_the_arrow_of_a_ghost_lies_between_the_two_places_and_crosses_neither(was, now, alone):
    marks = ghost_marks(Ghost(was, alone), now)
    if was == now:
        assert marks == []
        return
    outline, *arrow = areas(marks, 1.0)
    assert outline == was
    assert bool(arrow) == (alone and not was.touches(now))
    for area in arrow[:1]:
        for place in (was, now):
            assert not place.grown(-1).contains(area.centre)
