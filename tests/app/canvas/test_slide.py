"""Sliding ports along borders."""

from core.model import (
    Direction,
    Port,
    Side,
)
from tests.app.canvas.conftest import place, same_as_drawn_anew


def test_a_port_slides_along_the_border(bench, overview):
    canvas, hand = overview
    owner = bench.plant["component", "Historian"].id
    port = next(one for one in bench.model.owned(owner, Port) if one.direction is Direction.OUT)
    area = canvas.scene_shown.find(owner).outline()
    hand.drag(
        hand.middle(port.id), (area.right() - 30, area.bottom() + 4), (area.right() - 40, area.bottom())
    )
    found = place(bench, canvas, port.id)
    assert (found.side, found.offset) == (Side.BOTTOM, area.width() - 40)
    same_as_drawn_anew(bench, canvas)
