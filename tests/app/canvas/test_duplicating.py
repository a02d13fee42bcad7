"""Copies lie in free room: the copy of a zone holds what it copied and nothing of the original."""

from itertools import combinations

import pytest
from PySide6.QtCore import Qt

from app.gestures.copying import duplicate
from app.gestures.growing import lines_on
from core.diagram.display import Rect
from core.diagram.places import SHAPES
from core.model import Component, StateMachine, TextNote, Zone
from core.uppaal.generation.whole import generate
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


def test_a_copy_lies_on_no_line_and_leaves_a_gap_between_zones(bench, overview):
    canvas, _hand = overview
    find = canvas.scene_shown.find
    zones = [zone.id for zone in canvas.snapshot().of(Zone) if find(zone.id) is not None]
    gaps = _gaps(canvas, zones)
    for one in canvas.snapshot().of(Component):
        if find(one.id) is None or find(one.id).item.parent not in zones:
            continue
        lines = lines_on(canvas)
        (copied,) = duplicate(canvas, (one.id,))
        area = find(copied).outline().adjusted(-4, -4, 4, 4)
        stood = Rect(area.x(), area.y(), area.width(), area.height())
        assert not any(stood.touches(line) for line in lines), one.name
        after = _gaps(canvas, zones)
        assert all(after.get(pair, -1) >= min(gaps[pair], 16) for pair in gaps), one.name
        bench.session.undo()


def _gaps(canvas, zones):
    """How far each two zones that lie beside one another are apart, in px; 0 for those that touch."""
    found = {}
    for one, other in combinations(zones, 2):
        first, second = (canvas.scene_shown.find(zone).outline() for zone in (one, other))
        if not first.intersects(second):
            across = max(second.left() - first.right(), first.left() - second.right())
            found[one, other] = max(across, second.top() - first.bottom(), first.top() - second.bottom(), 0)
    return found


@pytest.mark.parametrize(
    "names", [("Dosing controller", "Historian"), ("Operations", "Historian"), ("Operations", "UV reactor")]
)
def test_copies_of_shapes_of_several_zones_lie_in_these_and_cover_nothing(bench, overview, names):
    canvas, _hand = overview
    scene = canvas.scene_shown
    chosen = [_named(canvas, name).id for name in names]
    known = {one: scene.find(one).outline() for one in scene.items_by_id if _solid(canvas, one)}
    made = duplicate(canvas, chosen)
    inside = scene.within(made)
    for one, copied in zip(chosen, made, strict=True):
        above = scene.find(one).item.parent
        assert scene.find(copied).item.parent in (above, made[0] if above == chosen[0] else above)
    for copied in (one for one in inside if _solid(canvas, one)):
        area = scene.find(copied).outline()
        assert not any(area.intersects(other) for other in known.values())
    same_as_drawn_anew(bench, canvas)


def test_everything_is_duplicated_beside_everything(bench, overview):
    canvas, _hand = overview
    scene = canvas.scene_shown
    everything = [one for one in scene.items_by_id if isinstance(canvas.snapshot().get(one), SHAPES)]
    before = scene.extent()
    made = duplicate(canvas, everything)
    assert len(made) == len(everything)
    assert all(not before.intersects(scene.find(one).outline()) for one in made)


def _solid(canvas, element_id):
    element = canvas.snapshot().get(element_id)
    return isinstance(element, SHAPES) and not isinstance(element, Zone | TextNote)


def _named(canvas, name):
    return next(one for one in canvas.snapshot() if getattr(one, "name", None) == name)


def _kinds(canvas, element_ids):
    found = (canvas.snapshot()[one] for one in element_ids)
    return sorted(one.kind for one in found if isinstance(one, SHAPES))


def test_a_copy_does_what_its_original_does_under_its_own_name(bench, overview):
    canvas, _hand = overview
    controller = bench.plant["component", "Dosing controller"]
    (machine,) = bench.model.owned(controller.id, StateMachine)
    with bench.session.change("Call it after the controller") as edit:
        edit.set(machine.id, name="DosingController")
    for number in (2, 3):
        (copied,) = duplicate(canvas, (controller.id,))
        (own,) = bench.model.owned(copied, StateMachine)
        assert bench.model[copied].name == f"Dosing controller {number}"
        assert own.name == f"DosingController{number}"
    names = [one.name for one in generate(bench.model, {}).document.templates]
    ours = sorted(name for name in names if name.startswith("Dosing_controller"))
    assert [name.rpartition("_")[2] for name in ours] == [
        "DosingController2",
        "DosingController3",
        "DosingController",
    ]
    assert len(names) == len(set(names))


def test_a_machine_with_a_name_of_its_own_is_counted_as_it_is_written(bench, overview):
    canvas, _hand = overview
    controller = bench.plant["component", "Dosing controller"]
    (machine,) = bench.model.owned(controller.id, StateMachine)
    for name, wanted in (("ResidualWatch", "ResidualWatch2"), ("Watch of it", "Watch of it 2")):
        with bench.session.change("Name it") as edit:
            edit.set(machine.id, name=name)
        (copied,) = duplicate(canvas, (controller.id,))
        assert [one.name for one in bench.model.owned(copied, StateMachine)] == [wanted]
        bench.session.undo()


def test_a_new_name_takes_the_machine_called_after_it_along_as_one_step(bench, overview):
    canvas, hand = overview
    controller = bench.plant["component", "Dosing controller"]
    (machine,) = bench.model.owned(controller.id, StateMachine)
    with bench.session.change("Call it after the controller") as edit:
        edit.set(machine.id, name="Dosing controller behaviour")
    before = bench.model
    canvas.select([controller.id])
    hand.key(Qt.Key.Key_F2)
    hand.write("Chlorine controller")
    assert bench.model[machine.id].name == "Chlorine controller behaviour"
    bench.session.undo()
    assert bench.model.elements == before.elements
