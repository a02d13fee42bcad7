"""From far, what is painted together looks as it does painted one by one, whatever lies over the drawing."""

import numpy as np
import pytest

from app.theme import look
from core.diagram.heat import Heat
from core.diagram.lod import SHAPES
from tests.app.canvas.test_far import EMPTY, painted
from tests.core.diagram.plant import overlays


def one_by_one(canvas):
    """The same, with nothing painted together."""
    items = [item for item in canvas.scene_shown.items_by_id.values() if item._together]
    assert items
    for item in items:
        item.part()
        item._together = False
        item.setFlag(EMPTY, False)
    return painted(canvas)


def alike(image, other):
    """Whether no more than the edges differ, which shine through where one paints over another."""
    first, second = (np.frombuffer(one.constBits(), np.uint8).astype(int) for one in (image, other))
    return image.size() == other.size() and (abs(first - second) > 40).mean() < 0.0005


def heats(canvas):
    """Every step of heat, on shapes and lines in turn, and some without."""
    ids = sorted(canvas.scene_shown.items_by_id)
    return {element_id: Heat(place % 5) for place, element_id in enumerate(ids) if place % 5 < 4}


@pytest.fixture
def far(bench, overview):
    canvas, _hand = overview
    canvas.zoom_to(0.2)
    canvas.centerOn(canvas.scene_shown.extent().center())
    yield canvas
    look().use(theme="light")
    canvas.restyle()


@pytest.mark.parametrize("theme", ["light", "dark", "high_contrast"])
@pytest.mark.parametrize("over", ["nothing", "badges", "heat", "filter", "hiding", "both"])
def test_what_is_painted_together_looks_as_painted_one_by_one(bench, far, theme, over):
    look().use(theme=theme)
    far.restyle()
    scene = far.scene_shown
    plain = painted(far)
    if over == "badges":
        far.set_overlays(overlays(bench.plant))
    elif over != "nothing":
        kept = None if over == "heat" else frozenset(sorted(scene.items_by_id)[::3])
        scene.lay(kept, over == "hiding", heats(far) if over in ("heat", "both") else {})
    found = painted(far)
    assert (found == plain) == (over == "nothing")
    assert alike(found, one_by_one(far))


def test_what_lay_over_a_drawing_leaves_nothing_behind(far):
    plain = painted(far)
    scene = far.scene_shown
    scene.lay(frozenset(), True, heats(far))
    assert painted(far) != plain
    scene.lay(None, False, {})
    assert painted(far) == plain


def test_a_shape_that_moves_or_goes_is_seen_so_from_far(bench, far):
    pump = bench.plant["component", "Dosing pump"].id
    before = painted(far)
    placed = next(one for one in bench.model if getattr(one, "element", None) == pump)
    with bench.session.change("Move") as edit:
        edit.set(placed.id, x=placed.x + 120.0)
    moved = painted(far)
    assert moved != before
    assert alike(moved, one_by_one(far))
    with bench.session.change("Remove") as edit:
        edit.remove(pump)
    assert far.scene_shown.find(pump) is None
    assert painted(far) != moved


def test_what_is_dragged_is_not_painted_where_it_was(far, bench):
    pump = bench.plant["component", "Dosing pump"].id
    item = far.scene_shown.find(pump)
    before = painted(far)
    item.leave_out(True)
    without = painted(far)
    assert without != before
    item.leave_out(False)
    assert painted(far) == before


def stands_for_what_is_kept(canvas, scale):
    """Whether each line seen at a scale is drawn for the lines that it is drawn for in a picture."""
    canvas.zoom_to(scale)
    scene, level = canvas.scene_shown, "near" if scale > SHAPES else "far"
    seen = {item.element: getattr(item.bundle, level, 1) for item in scene.seen().items if item.is_line}
    shown = {key: getattr(scene.find(key).item.bundle, level, 1) for key in seen}
    return seen == shown and len(seen) > 3


def test_what_runs_as_one_on_the_screen_stands_for_the_lines_that_the_filter_keeps(bench, far):
    scene = far.scene_shown
    before = {key: one.item for key, one in scene.items_by_id.items()}
    lines = sorted(key for key, item in before.items() if item.is_line)
    leaders = {key for key in lines if before[key].bundle and len(before[key].bundle.far) > 1}
    assert leaders
    for left_out in (leaders, {*lines[::2]}):
        scene.lay(frozenset(before.keys() - left_out), True, {})
        assert all(stands_for_what_is_kept(far, scale) for scale in (0.2, 0.5, 0.2))
        assert {key: one.item for key, one in scene.items_by_id.items()} != before
    first, *_rest = (key for key in lines if key not in lines[::2])
    with bench.session.change("One of those that are kept goes") as edit:
        edit.remove(first)
    assert all(stands_for_what_is_kept(far, scale) for scale in (0.2, 0.5))
    bench.session.undo()
    scene.lay(None, False, {})
    assert {key: one.item for key, one in scene.items_by_id.items()} == before
