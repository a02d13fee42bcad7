"""What goes along with a zone that is moved or copied: shapes in it, locked or not, and the notes on it."""

import pytest
from PySide6.QtCore import Qt

from app.gestures.copying import duplicate
from app.gestures.locking import lock_or_unlock
from core.model import Placement, TextNote
from tests.app.canvas.conftest import place, same_as_drawn_anew

SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def noted(bench, overview):
    """A canvas with one note in the zone Process, and one across its border."""
    canvas, hand = overview
    area = canvas.scene_shown.find(bench.plant["zone", "Process"].id).outline()
    with bench.session.change("Note") as edit:
        notes = []
        for x in (area.right() - 140, area.right() - 40):
            note = edit.new(TextNote, owner=canvas.diagram_id, text="Sealed")
            y = area.bottom() - 44
            edit.new(Placement, owner=canvas.diagram_id, element=note.id, x=x, y=y, width=80, height=32)
            notes.append(note.id)
    return canvas, hand, *notes


def test_a_note_in_a_zone_is_dragged_with_it_and_one_across_its_border_stays(bench, noted):
    canvas, hand, within, across = noted
    zone = bench.plant["zone", "Process"].id
    before = [place(bench, canvas, one) for one in (zone, within, across)]
    hand.drag((120, 606), (120, 660), (120, 710))
    after = [place(bench, canvas, one) for one in (zone, within, across)]
    shift = after[0].y - before[0].y
    assert shift > 60
    assert [b.y - a.y for a, b in zip(before, after, strict=True)] == [shift, shift, 0]
    same_as_drawn_anew(bench, canvas)


def test_a_note_in_a_zone_is_nudged_and_copied_with_it(bench, noted):
    canvas, hand, within, _across = noted
    zone = bench.plant["zone", "Process"].id
    before = place(bench, canvas, within)
    canvas.select([zone])
    hand.key(Qt.Key.Key_Down, SHIFT)
    assert place(bench, canvas, within).y == before.y + 8
    known = {one.id for one in bench.model.of(TextNote)}
    duplicate(canvas, [zone])
    (copied,) = (one for one in bench.model.of(TextNote) if one.id not in known)
    assert (copied.text, copied.owner) == ("Sealed", canvas.diagram_id)


def test_what_is_locked_in_a_zone_goes_along_with_it(bench, noted):
    canvas, hand, within, _across = noted
    zone, shape = bench.plant["zone", "Process"].id, bench.plant["component", "UV reactor"].id
    lock_or_unlock(canvas, [shape, within])
    before = [place(bench, canvas, one) for one in (zone, shape, within)]
    hand.drag((120, 606), (120, 660), (120, 710))
    after = [place(bench, canvas, one) for one in (zone, shape, within)]
    shifts = {b.y - a.y for a, b in zip(before, after, strict=True)}
    assert len(shifts) == 1
    assert shifts.pop() > 60
    assert place(bench, canvas, shape).locked
