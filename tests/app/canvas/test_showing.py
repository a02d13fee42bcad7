"""What of the model a diagram shows: drawing what is connected or missing, hiding, showing again."""

from app.gestures.delete import take_off
from app.gestures.showing import (
    draw_beside,
    draw_connected,
    hide,
    hide_kinds,
    keep_overlays,
    missing,
    neighbours,
    show_hidden,
)
from core.diagram import draw
from core.diagram.geometry import bounds_of
from core.model import Connector, Filter, Placement


def outline(canvas, element_id):
    return bounds_of(canvas.scene_shown.find(element_id).item.outline)


def test_what_is_connected_is_drawn_again_as_one_change_with_its_lines(bench, overview):
    canvas, _hand = overview
    dosing = bench.now("component", "Dosing controller")
    near = neighbours(bench.model, [dosing.id])
    assert bench.now("component", "Dosing pump").id in near
    lines = {flow.id for flow in bench.model.of(Connector) if canvas.scene_shown.find(flow.id)}
    take_off(canvas, near)
    count = len(bench.labels)
    assert all(canvas.scene_shown.find(one) is None for one in near)
    assert draw_connected(canvas, [dosing.id])
    assert len(bench.labels) == count + 1
    assert all(canvas.scene_shown.find(one) is not None for one in near)
    assert {one for one in lines if canvas.scene_shown.find(one)} >= {
        flow.id for flow in bench.model.of(Connector) if {flow.source, flow.target} & {dosing.id}
    }
    assert not draw_connected(canvas, [dosing.id])
    assert canvas.scene_shown.drawing == draw(bench.model, canvas.diagram_id)


def test_what_is_drawn_anew_lies_in_its_zone_and_on_nothing_else(bench, overview):
    canvas, _hand = overview
    pump = bench.now("component", "Dosing pump")
    take_off(canvas, [pump.id])
    assert pump in missing(canvas)
    assert draw_beside(canvas, [pump])
    assert pump not in missing(canvas)
    area = outline(canvas, pump.id)
    zone = outline(canvas, pump.zone)
    assert zone.x <= area.x <= area.right <= zone.right
    assert zone.y <= area.y <= area.bottom <= zone.bottom
    others = [
        item
        for item in canvas.scene_shown.items_by_id.values()
        if item.item.layer == 3 and not item.item.is_line and item.element != pump.id
    ]
    assert not [one.element for one in others if bounds_of(one.item.outline).touches(area)]


def test_a_hidden_element_keeps_its_place_and_takes_its_lines_along(bench, overview):
    canvas, _hand = overview
    dosing = bench.now("component", "Dosing controller")
    before = canvas.scene_shown.drawing
    assert hide(canvas, [dosing.id])
    assert canvas.scene_shown.find(dosing.id) is None
    assert dosing not in missing(canvas)
    assert show_hidden(canvas)
    assert canvas.scene_shown.drawing == before
    assert not show_hidden(canvas)


def test_one_line_can_be_hidden(bench, overview):
    canvas, _hand = overview
    flow = next(one for one in bench.model.of(Connector) if canvas.scene_shown.find(one.id))
    assert hide(canvas, [flow.id])
    assert canvas.scene_shown.find(flow.id) is None
    (placement,) = [one for one in bench.model.uses(flow.id, Placement) if one.owner == canvas.diagram_id]
    assert placement.hidden
    assert show_hidden(canvas)
    assert canvas.scene_shown.find(flow.id) is not None


def test_hiding_a_kind_is_stated_in_the_filter_of_the_diagram(bench, overview):
    canvas, _hand = overview
    flow = next(one for one in bench.model.of(Connector) if canvas.scene_shown.find(one.id))
    assert hide_kinds(canvas, [flow.id])
    (stated,) = [one for one in bench.model.of(Filter) if one.owner == canvas.diagram_id]
    assert stated.hides == ("connector",)
    assert not [one for one in bench.model.of(Connector) if canvas.scene_shown.find(one.id)]
    keep_overlays(canvas, ("threats",))
    assert show_hidden(canvas)
    (stated,) = [one for one in bench.model.of(Filter) if one.owner == canvas.diagram_id]
    assert (stated.hides, stated.overlays) == ((), ("threats",))
    assert canvas.scene_shown.find(flow.id) is not None


def test_stating_overlays_leaves_the_drawing_as_it_is(bench, overview):
    canvas, _hand = overview
    before = canvas.scene_shown.drawing.items
    keep_overlays(canvas, ("risk", "threats"))
    assert all(one is other for one, other in zip(canvas.scene_shown.drawing.items, before, strict=True))
    assert canvas.scene_shown.repainted == 0
