"""Shapes that a flow joins keep the room that it needs to be seen, when one comes in or makes room."""

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QApplication

from app.gestures.move import Move
from core.diagram.between import BARE
from core.model import Component, Connector, Diagram, Placement, Zone
from tests.app.canvas.test_creating import named, type_in

KEY = Qt.Key


def draw_zone(bench, named_flow=""):
    """The name of a diagram with a zone, a component in it, and another beside the zone joined with that."""
    with bench.session.change("Draw a zone") as edit:
        diagram = edit.new(Diagram, name="Levels")
        zone = edit.new(Zone, name="Basic loop")
        edit.new(Placement, owner=diagram.id, element=zone.id, x=0.0, y=0.0, width=640, height=320)
        inner = edit.new(Component, name="Loop controller", zone=zone.id)
        edit.new(Placement, owner=diagram.id, element=inner.id, x=96.0, y=96.0, width=176, height=52)
        outer = edit.new(Component, name="Gauge")
        edit.new(Placement, owner=diagram.id, element=outer.id, x=900.0, y=96.0, width=176, height=52)
        edit.new(Connector, source=inner.id, target=outer.id, data=named_flow)
    return "Levels"


def gap(canvas, one, other):
    areas = [canvas.scene_shown.find(element.id).outline() for element in (one, other)]
    across = max(areas[1].left() - areas[0].right(), areas[0].left() - areas[1].right())
    return max(across, areas[1].top() - areas[0].bottom(), areas[0].top() - areas[1].bottom())


@pytest.mark.parametrize("flow", ["", "level", "measured level of the tank"])
@pytest.mark.parametrize("spot", [(284, 122), (340, 150), (330, 80)])
def test_a_connected_shape_that_is_dropped_beside_another_leaves_the_flow_its_room(bench, opened, flow, spot):
    canvas, _hand = opened(draw_zone(bench, flow))
    inner, outer = named(bench, "Loop controller"), named(bench, "Gauge")
    start = canvas.scene_shown.find(outer.id).outline().center()
    canvas.select([outer.id])
    canvas.begin(Move(canvas, [outer.id], start))
    canvas.gesture.move(QPointF(*spot), Qt.KeyboardModifier.AltModifier)
    canvas.finish(QPointF(*spot), Qt.KeyboardModifier.AltModifier)
    QApplication.processEvents()
    assert gap(canvas, inner, outer) >= BARE


def test_siblings_made_one_after_another_in_a_zone_have_room_for_a_flow_between_them(bench, opened):
    canvas, hand = opened(draw_zone(bench))
    canvas.select([named(bench, "Loop controller").id])
    for name in ("Second", "Third"):
        hand.key(KEY.Key_Return)
        type_in(canvas, name)
    assert gap(canvas, named(bench, "Loop controller"), named(bench, "Second")) >= BARE
    assert gap(canvas, named(bench, "Second"), named(bench, "Third")) >= BARE
