"""What is made one after another in a container stands in rows there, whatever is around the container."""

from itertools import pairwise

import pytest
from PySide6.QtCore import Qt

from core.model import Component, Connector, Diagram, Placement, Zone
from tests.app.canvas.test_creating import named, overlaps, type_in

KEY = Qt.Key


def draw_limiter(bench, around):
    """The name of a diagram with a component in a zone, and others around it there."""
    with bench.session.change("Draw a limiter") as edit:
        diagram = edit.new(Diagram, name="Limiting")
        zone = edit.new(Zone, name="Basic loop")
        edit.new(Placement, owner=diagram.id, element=zone.id, x=-200.0, y=-100.0, width=800, height=500)
        limiter = edit.new(Component, name="Output limiter", zone=zone.id)
        edit.new(Placement, owner=diagram.id, element=limiter.id, x=0.0, y=100.0, width=176, height=52)
        for number, (x, y) in enumerate(around):
            one = edit.new(Component, name=f"Neighbour {number}", zone=zone.id)
            edit.new(Placement, owner=diagram.id, element=one.id, x=x, y=y, width=176, height=52)
            edit.new(Connector, source=limiter.id, target=one.id, name=f"flow {number}")
    return "Limiting"


@pytest.mark.parametrize(
    "around",
    [
        [],
        [(296.0, 100.0)],
        [(296.0, 100.0), (0.0, 250.0)],
        [(296.0, 100.0), (0.0, 250.0), (0.0, -40.0)],
        [(296.0, 100.0), (0.0, 250.0), (0.0, -40.0), (-190.0, 100.0)],
    ],
)
def test_siblings_in_a_component_stand_beside_each_other_in_rows(bench, opened, around):
    canvas, hand = opened(draw_limiter(bench, around))
    canvas.select([named(bench, "Output limiter").id])
    hand.key(KEY.Key_Space, Qt.KeyboardModifier.ShiftModifier)
    type_in(canvas, "component Clamp")
    for name in ("Rate limit", "Deadband", "Ramp"):
        hand.key(KEY.Key_Return)
        type_in(canvas, name)
    made = [named(bench, name) for name in ("Clamp", "Rate limit", "Deadband", "Ramp")]
    areas = [canvas.scene_shown.find(one.id).outline() for one in made]
    assert len({one.owner for one in made}) == 1
    for before, after in pairwise(areas):
        beside = after.top() == before.top() and 32 <= after.left() - before.right() <= 40
        below = after.left() == areas[0].left() and 32 <= after.top() - before.bottom() <= 40
        assert beside or below
    assert set(overlaps(canvas, named(bench, "Output limiter").id)) == {one.id for one in made}
