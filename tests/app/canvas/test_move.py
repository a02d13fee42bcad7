"""Moving shapes: by the grid, into zones and containers and out of them."""

import random

import pytest
from PySide6.QtCore import Qt

from core.model import Component, Placement
from tests.app.canvas.conftest import place, same_as_drawn_anew

SHIFT = Qt.KeyboardModifier.ShiftModifier


def test_dragging_moves_a_shape_on_the_grid_as_one_change(bench, overview):
    canvas, hand = overview
    element = bench.plant["component", "Level controller"].id
    before = place(bench, canvas, element)
    x, y = hand.middle(element)
    count = len(bench.labels)
    hand.drag((x, y), (x - 20, y + 2), (x - 43, y + 3))
    after = place(bench, canvas, element)
    # It snaps to the grid or to a neighbour, whichever attracts it.
    assert abs(after.x - (before.x - 43)) <= 6
    assert after.x % 4 == 0
    assert bench.labels[count:] == ["Move Level controller"]
    same_as_drawn_anew(bench, canvas)


def test_a_group_moves_together_with_what_lies_in_it(bench, overview):
    canvas, hand = overview
    zone = bench.plant["zone", "Process"]
    inner = [bench.plant["component", name].id for name in ("Cl analyser", "UV reactor")]
    before = [place(bench, canvas, one) for one in inner]
    hand.drag((120, 606), (120, 660), (120, 710))
    after = [place(bench, canvas, one) for one in inner]
    shift = place(bench, canvas, zone.id).y - 594
    assert shift > 60
    assert [one.y for one in after] == [one.y + shift for one in before]
    assert bench.labels[-1] == "Move Process"


def test_moving_several_is_labelled_by_their_kind(bench, overview):
    canvas, hand = overview
    chosen = [bench.plant["component", name].id for name in ("Cl analyser", "Dosing pump", "Level sensor")]
    canvas.select(chosen)
    x, y = hand.middle(chosen[0])
    hand.drag((x, y), (x + 8, y + 4), (x + 16, y + 8))
    assert bench.labels[-1] == "Move 3 components"


def test_dropping_into_another_zone_changes_the_membership_in_the_same_change(bench, overview):
    canvas, hand = overview
    element = bench.plant["component", "Historian"].id
    count = len(bench.labels)
    hand.press(*hand.middle(element))
    hand.move(600, 300)
    hand.move(760, 390)
    zone = bench.plant["zone", "Supervision"].id
    assert canvas.scene_shown.find(zone).target
    assert canvas.scene_shown.find(element).ghost
    hand.release(760, 390)
    assert bench.model[element].zone == zone
    assert not canvas.scene_shown.find(zone).target
    assert not canvas.scene_shown.find(element).ghost
    assert len(bench.labels) == count + 1
    same_as_drawn_anew(bench, canvas)
    bench.session.undo()
    assert bench.model[element].zone == bench.plant["zone", "Operations"].id
    same_as_drawn_anew(bench, canvas)


def test_dropping_a_component_on_another_makes_it_a_part(bench, overview):
    canvas, hand = overview
    part, whole = bench.plant["component", "Dosing pump"].id, bench.plant["component", "Vendor gateway"].id
    hand.drag(hand.middle(part), (500, 300), hand.middle(whole))
    assert bench.model[part].owner == whole
    assert canvas.scene_shown.find(whole).item.layer == 1
    same_as_drawn_anew(bench, canvas)


def test_dragging_out_of_a_zone_leaves_it(bench, overview):
    canvas, hand = overview
    element = bench.plant["component", "UV reactor"].id
    hand.drag(hand.middle(element), (1000, 700), (1090, 760), (1160, 790))
    assert bench.model[element].zone is None
    assert canvas.scene_shown.find(element).item.parent is None


def test_escape_during_a_drag_leaves_nothing(bench, overview):
    canvas, hand = overview
    element = bench.plant["component", "Historian"].id
    head, drawing = bench.session.project.head_hash, canvas.scene_shown.drawing
    hand.press(*hand.middle(element))
    hand.move(650, 300)
    hand.move(760, 390)
    assert canvas.scene_shown.drawing != drawing
    said = []
    canvas.message.connect(said.append)
    hand.key(Qt.Key.Key_Escape)
    assert said[-1] == ""
    hand.release(760, 390)
    assert bench.session.project.head_hash == head
    assert canvas.scene_shown.drawing == drawing
    same_as_drawn_anew(bench, canvas)


def test_shift_and_arrows_move_by_the_grid(bench, overview):
    canvas, hand = overview
    element = bench.plant["component", "Historian"].id
    before = place(bench, canvas, element)
    canvas.select([element])
    hand.key(Qt.Key.Key_Right, SHIFT)
    assert place(bench, canvas, element).x == before.x + 8
    assert bench.labels[-1] == "Move Historian"


def test_a_refused_change_leaves_the_drawing_as_it_was(bench, overview, qtbot):
    canvas, _hand = overview
    drawing = canvas.scene_shown.drawing

    def misown(edit):
        edit.set(bench.plant["component", "Historian copy"].id, owner=bench.plant["zone", "Process"].id)

    with qtbot.waitSignal(bench.session.refused):
        assert not canvas.commit("Impossible", misown)
    assert canvas.scene_shown.drawing == drawing


def test_several_from_different_zones_stay_in_them_where_each_is_moved_a_little(bench, overview):
    canvas, hand = overview
    names = ("Historian", "Level controller", "Cl analyser")
    chosen = [bench.plant["component", name].id for name in names]
    zones = [bench.model[one].zone for one in chosen]
    assert len(set(zones)) == 3
    canvas.select(chosen)
    x, y = hand.middle(chosen[0])
    hand.drag((x, y), (x + 8, y), (x + 16, y))
    assert bench.labels[-1] == "Move 3 elements"
    assert [bench.model[one].zone for one in chosen] == zones
    same_as_drawn_anew(bench, canvas)


def test_several_dropped_into_a_zone_become_part_of_it_as_far_as_they_lie_in_it(bench, overview):
    canvas, hand = overview
    names = ("Level controller", "Dosing controller", "Historian")
    chosen = [bench.plant["component", name].id for name in names]
    operations = bench.plant["zone", "Operations"].id
    assert bench.model[chosen[2]].zone == operations
    canvas.select(chosen)
    process = bench.plant["zone", "Process"].id
    x, y = hand.middle(chosen[0])
    down = canvas.scene_shown.find(process).outline().bottom() - 6 - y
    hand.drag((x, y), (x, y + down / 2), (x, y + down))
    assert [bench.model[one].zone == process for one in chosen] == [True, True, False]
    same_as_drawn_anew(bench, canvas)


def test_several_dropped_on_a_component_all_become_its_parts(bench, overview):
    canvas, hand = overview
    chosen = [bench.plant["component", name].id for name in ("Level controller", "Historian")]
    whole = bench.plant["component", "Vendor gateway"].id
    canvas.select(chosen)
    hand.drag(hand.middle(chosen[0]), (500, 300), hand.middle(whole))
    assert {bench.model[one].owner for one in chosen} == {whole}
    same_as_drawn_anew(bench, canvas)


def test_of_several_each_follows_its_own_middle_where_the_pointer_goes_nowhere_else(bench, overview):
    canvas, hand = overview
    with bench.session.change("Add two in no zone") as edit:
        area = canvas.scene_shown.find(bench.plant["zone", "Process"].id).outline()
        made = [edit.new(Component, name=name) for name in ("Near", "Far")]
        for element, x in zip(made, (area.right() + 20, area.right() + 320), strict=True):
            edit.new(
                Placement,
                owner=canvas.diagram_id,
                element=element.id,
                x=x,
                y=area.top() + 40,
                width=176,
                height=52,
            )
    canvas.fit()
    near, far = made
    canvas.select([near.id, far.id])
    said = []
    canvas.message.connect(said.append)
    x, y = hand.middle(far.id)
    hand.drag((x, y), (x - 40, y), (x - 140, y))
    assert any(words.startswith("Drop into Process") for words in said)
    assert bench.model[near.id].zone == bench.plant["zone", "Process"].id
    assert bench.model[far.id].zone is None
    same_as_drawn_anew(bench, canvas)


@pytest.mark.parametrize("seed", range(6))
def test_a_shape_is_dropped_where_its_last_preview_showed_it_on_whole_px(bench, overview, seed):
    canvas, hand = overview
    chance = random.Random(seed)
    for name in ("Level controller", "Operator HMI", "UV reactor"):
        element = bench.plant["component", name].id
        here = hand.middle(element)
        other = hand.middle(bench.plant["component", "Dosing controller"].id)
        there = (other[0] + chance.uniform(-90, 90), other[1] + chance.uniform(-40, 40))

        hand.press(*here)
        for part in (0.2, 0.6, 0.9, 1.0):
            hand.move(here[0] + (there[0] - here[0]) * part, here[1] + (there[1] - here[1]) * part)
        shown = canvas.scene_shown.find(element).outline()
        hand.release(*there)
        assert canvas.scene_shown.find(element).outline() == shown
        after = place(bench, canvas, element)
        assert (after.x * 2 % 1, after.y * 2 % 1) == (0, 0)
        same_as_drawn_anew(bench, canvas)


def test_a_zone_is_dragged_beside_its_title_and_once_it_is_selected_by_any_free_place(bench, overview):
    canvas, hand = overview
    zone = bench.plant["zone", "Process"].id
    area = canvas.scene_shown.find(zone).outline()
    hand.drag((area.center().x(), area.top() + 14), (area.center().x(), area.top() + 62))
    assert canvas.scene_shown.find(zone).outline().top() > area.top() + 30
    assert bench.labels[-1] == "Move Process"
    area = canvas.scene_shown.find(zone).outline()
    free = (area.right() - 12, area.bottom() - 12)
    count = len(bench.labels)
    canvas.select(())
    hand.drag(free, (free[0] - 60, free[1] - 20))
    assert len(bench.labels) == count
    canvas.select([zone])
    hand.drag(free, (free[0], free[1] + 60))
    assert bench.labels[count:] == ["Move Process"]
    same_as_drawn_anew(bench, canvas)
