"""Copies lie in free room: the copy of a zone holds what it copied and nothing of the original."""

from app.gestures.copying import duplicate
from core.diagram.places import SHAPES
from core.model import Zone
from tests.app.canvas.conftest import same_as_drawn_anew


def test_the_copy_of_a_zone_lies_over_nothing_that_it_does_not_hold(bench, overview):
    canvas, _hand = overview
    scene = canvas.scene_shown
    zones = [zone.id for zone in canvas.snapshot().of(Zone) if scene.find(zone.id) is not None]
    assert len(zones) > 3
    for zone in zones:
        (copied,) = duplicate(canvas, (zone,))
        ours = scene.within((copied,))
        assert _kinds(canvas, ours) == _kinds(canvas, scene.within((zone,)))
        around = {one for one in scene.items_by_id if copied in scene.within((one,))}
        area = scene.find(copied).outline()
        strangers = [
            item.item.aloud
            for element_id, item in scene.items_by_id.items()
            if isinstance(canvas.snapshot().get(element_id), SHAPES)
            and element_id not in ours | around
            and area.intersects(item.outline())
        ]
        assert strangers == []
        same_as_drawn_anew(bench, canvas)
        bench.session.undo()


def test_copies_of_shapes_of_several_zones_stay_close_to_their_originals(bench, overview):
    canvas, _hand = overview
    scene = canvas.scene_shown
    chosen = [_named(canvas, name).id for name in ("Dosing controller", "Historian")]
    assert len({scene.find(one).item.parent for one in chosen}) == 2
    made = duplicate(canvas, chosen)
    for one, copied in zip(chosen, made, strict=True):
        assert scene.find(one).item.parent == scene.find(copied).item.parent
        shift = scene.find(copied).outline().topLeft() - scene.find(one).outline().topLeft()
        assert (shift.x(), shift.y()) == (24, 24)


def _named(canvas, name):
    return next(one for one in canvas.snapshot() if getattr(one, "name", None) == name)


def _kinds(canvas, element_ids):
    found = (canvas.snapshot()[one] for one in element_ids)
    return sorted(one.kind for one in found if isinstance(one, SHAPES))
