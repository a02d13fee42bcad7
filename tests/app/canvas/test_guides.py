"""Guides while something is moved and resized by the mouse, and the key that suspends them."""

import pytest
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt

from app.gestures.hints import told
from app.gestures.snapping import Gap, Guide, attracted
from core.model import Component, Diagram, Placement
from tests.app.canvas.conftest import place

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def row(bench, opened):
    """A diagram with three shapes of the same size, two of them 40 px apart."""
    with bench.session.change("Draw a row") as edit:
        diagram = edit.new(Diagram, name="Row")
        found = []
        for x, y in ((100, 100), (316, 100), (640, 331)):
            shape = edit.new(Component, name=f"Part {x}")
            edit.new(Placement, owner=diagram.id, element=shape.id, x=x, y=y, width=176, height=52)
            found.append(shape.id)
    canvas, hand = opened("Row")
    return canvas, hand, found


def test_a_dragged_shape_takes_the_gap_of_its_row_and_shows_why(bench, row):
    canvas, hand, (_first, _second, third) = row
    x, y = hand.middle(third)
    hand.press(x, y)
    hand.move(x - 50, y - 100)
    hand.move(x - 111, y - 228)
    hints = canvas.gesture._hints
    assert [hint.length for hint in hints if isinstance(hint, Gap)] == [40, 40]
    assert [hint.line.y1() for hint in hints if isinstance(hint, Guide)] == [126]
    hand.release(x - 111, y - 228)
    found = place(bench, canvas, third)
    assert (found.x, found.y) == (532, 100)


def test_alt_suspends_what_attracts(bench, row, qtbot):
    canvas, hand, (*_others, third) = row
    x, y = hand.middle(third)
    hand.press(x, y)
    hand.move(x - 50, y - 100)
    canvas.gesture.move(QPointF(x - 111, y - 228), ALT)
    assert canvas.gesture._hints == ()
    hand.release(x - 111, y - 228, ALT)
    found = place(bench, canvas, third)
    assert (found.x, found.y) == (529, 103)


def test_a_handle_makes_a_shape_as_wide_as_another_and_alt_lets_it_be(bench, row):
    canvas, hand, (*_others, third) = row
    for modifier, width in ((Qt.KeyboardModifier.NoModifier, 176), (ALT, 173)):
        with bench.session.change("Make it wide") as edit:
            edit.set(place(bench, canvas, third), width=220)
        canvas.select([third])
        area = canvas.scene_shown.find(third).outline()
        handle = (area.right() + 4, area.center().y())
        hand.drag(handle, (handle[0] - 20, handle[1]), (handle[0] - 47, handle[1]), modifier=modifier)
        assert place(bench, canvas, third).width == width


def test_guides_look_the_same_at_every_scale(bench, row):
    canvas, hand, (*_others, third) = row
    canvas.zoom_to(0.5)
    x, y = hand.middle(third)
    hand.press(x, y)
    hand.move(x - 50, y - 100)
    hand.move(x - 100, y - 222)
    assert place(bench, canvas, third).y == 331
    # 9 px of the drawing are 4.5 on the screen, which is near.
    assert canvas.gesture._hints
    hand.release(x - 100, y - 222)
    assert place(bench, canvas, third).y == 100


def test_of_many_distances_the_two_nearest_are_told():
    guides = [Guide(QLineF(0, 0, 0, 100), gap, QPointF(gap, 50)) for gap in (90, 12, 0, 40, 7)]
    guides += [Guide(QLineF(0, 0, 100, 0), gap, QPointF(50, gap)) for gap in (60, 30)]
    assert [gap for _place, gap in told(guides)] == [7, 12]


def test_equal_gaps_are_told_twice_in_a_direction_and_other_distances_there_not_at_all():
    row = [QRectF(x, 100, 100, 50) for x in (100, 240, 380, 520, 800)]
    hints = attracted(QRectF(660, 100, 100, 50), row).hints
    gaps = [hint for hint in hints if isinstance(hint, Gap)]
    assert len(gaps) >= 5
    assert [gap for _place, gap in told(hints)] == [40, 40]
