"""Bending lines, and straightening them."""

from PySide6.QtCore import Qt

from core.model import (
    Connector,
)
from tests.app.canvas.conftest import place


def test_a_segment_is_bent_and_straightened(bench, overview):
    canvas, hand = overview
    flow = next(one for one in bench.model.of(Connector) if one.data == "download")
    points = canvas.scene_shown.find(flow.id).item.outline
    x = points[0].x
    hand.drag((x, 380), (x - 30, 380), (x - 60, 380))
    assert place(bench, canvas, flow.id).bends
    assert any(point.x < x - 40 for point in canvas.scene_shown.find(flow.id).item.outline)
    bends = place(bench, canvas, flow.id).bends
    assert {type(number) for bend in bends for number in (bend.x, bend.y)} == {float}
    hand.key(Qt.Key.Key_R)
    assert place(bench, canvas, flow.id) is None
    assert canvas.scene_shown.find(flow.id).item.outline == points
    assert [label.split()[0] for label in bench.labels[-2:]] == ["Bend", "Straighten"]
