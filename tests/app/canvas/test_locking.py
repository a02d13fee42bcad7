"""What is locked is not moved, resized, slid or removed, is seen to be locked, and is unlocked again."""

import pytest
from PySide6.QtCore import Qt

from app.canvas.frame import is_locked
from app.gestures.aligning import align, same_size
from app.gestures.delete import take_off
from app.gestures.locking import lock_or_unlock
from app.gestures.nesting import settle
from app.gestures.nudging import resize_by
from core.model import Port
from tests.app.canvas.conftest import place, same_as_drawn_anew

SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def locked(bench, overview):
    """A canvas on which the historian is locked."""
    canvas, hand = overview
    element = bench.plant["component", "Historian"].id
    assert lock_or_unlock(canvas, [element])
    said = []
    canvas.message.connect(said.append)
    return canvas, hand, element, said


def test_locking_is_one_change_that_is_seen_on_the_drawing(bench, locked):
    canvas, _hand, element, _said = locked
    assert bench.labels[-1] == "Lock Historian"
    assert place(bench, canvas, element).locked
    item = canvas.scene_shown.find(element)
    assert is_locked(item)
    assert item.item.spoken.endswith("locked")
    same_as_drawn_anew(bench, canvas)
    assert lock_or_unlock(canvas, [element])
    assert bench.labels[-1] == "Unlock Historian"
    assert not is_locked(canvas.scene_shown.find(element))
    same_as_drawn_anew(bench, canvas)


def test_several_are_locked_before_they_are_unlocked(bench, locked):
    canvas, _hand, element, _said = locked
    both = [element, bench.plant["component", "Dosing pump"].id]
    lock_or_unlock(canvas, both)
    assert all(place(bench, canvas, one).locked for one in both)
    lock_or_unlock(canvas, both)
    assert not any(place(bench, canvas, one).locked for one in both)


def test_nothing_moves_resizes_or_removes_what_is_locked(bench, locked):
    canvas, hand, element, said = locked
    head = bench.session.project.head_hash
    x, y = hand.middle(element)
    hand.drag((x, y), (x + 30, y + 20), (x + 60, y + 40))
    area = canvas.scene_shown.find(element).outline()
    canvas.select([element])
    corner = (area.right() + 4, area.bottom() + 4)
    hand.drag(corner, (corner[0] + 20, corner[1] + 10), (corner[0] + 48, corner[1] + 24))
    canvas.select([element])
    hand.key(Qt.Key.Key_Delete)
    hand.key(Qt.Key.Key_Right, SHIFT)
    take_off(canvas, [element])
    assert bench.session.project.head_hash == head
    assert said.count("Historian: locked here. Ctrl Shift K unlocks.") >= 5


def test_the_ports_of_what_is_locked_stay(bench, locked):
    canvas, hand, element, _said = locked
    port = bench.model.owned(element, Port)[0]
    area = canvas.scene_shown.find(element).outline()
    head = bench.session.project.head_hash
    hand.drag(
        hand.middle(port.id), (area.right() - 30, area.bottom() + 4), (area.right() - 40, area.bottom())
    )
    assert bench.session.project.head_hash == head


def test_others_move_and_align_with_what_is_locked(bench, locked):
    canvas, _hand, element, _said = locked
    other = bench.plant["component", "Dosing pump"].id
    align(canvas, [element, other], "left")
    find = canvas.scene_shown.find
    assert find(other).outline().left() == find(element).outline().left()
    before = place(bench, canvas, element)
    same_size(canvas, [element, other])
    assert place(bench, canvas, element) == before


def test_what_holds_something_locked_moves_with_it_and_is_not_removed(bench, locked):
    canvas, hand, _element, _said = locked
    pump, whole = bench.plant["component", "Dosing pump"].id, bench.plant["component", "Vendor gateway"].id
    hand.drag(hand.middle(pump), (500, 300), hand.middle(whole))
    assert bench.model[pump].owner == whole
    lock_or_unlock(canvas, [pump])
    canvas.select([whole])
    hand.key(Qt.Key.Key_Delete)
    assert whole in bench.model
    before = place(bench, canvas, pump), place(bench, canvas, whole)
    hand.key(Qt.Key.Key_Down, SHIFT)
    after = place(bench, canvas, pump), place(bench, canvas, whole)
    assert [b.y - a.y for a, b in zip(before, after, strict=True)] == [8, 8]


def test_what_is_locked_is_neither_resized_by_keys_nor_put_into_something_else(bench, overview):
    canvas, _hand = overview
    element = bench.plant["component", "Level controller"]
    lock_or_unlock(canvas, [element.id])
    area, count = canvas.scene_shown.find(element.id).outline(), len(bench.labels)
    assert not resize_by(canvas, [element.id], (1, 0))
    assert not settle(canvas, [element], bench.plant["zone", "Operations"])
    assert canvas.scene_shown.find(element.id).outline() == area
    assert len(bench.labels) == count
