"""Resizing by handles: what attracts, and what is shown meanwhile."""

from tests.app.canvas.conftest import place


def test_a_handle_resizes(bench, overview):
    canvas, hand = overview
    element = bench.plant["component", "Historian"].id
    canvas.select([element])
    area = canvas.scene_shown.find(element).outline()
    corner = (area.right() + 4, area.bottom() + 4)
    hand.drag(corner, (corner[0] + 20, corner[1] + 10), (corner[0] + 48, corner[1] + 24))
    found = place(bench, canvas, element)
    # The corner snaps to the grid of 8 px.
    assert (found.x, found.y) == (area.x(), area.y())
    assert (found.x + found.width, found.y + found.height) == (736, 312)
    assert bench.labels[-1] == "Resize Historian"
