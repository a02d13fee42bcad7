"""A rubber band takes what lies in it wholly, or, drawn to the left, what it touches."""

from random import Random

import pytest
from PySide6.QtCore import QPointF, QRectF, Qt

from app.canvas.shape_item import REACH
from app.gestures.band import Band

NONE = Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def banded(canvas, start, end):
    """What a band from one corner to the other selects."""
    band = Band(canvas, QPointF(*start))
    band.move(QPointF(*end), NONE)
    band.end()
    return set(canvas.selection)


def lies_in(inner, area):
    """Whether all of it lies there, be it as thin as a straight line."""
    upright = area.left() <= inner.left() and inner.right() <= area.right()
    return upright and area.top() <= inner.top() and inner.bottom() <= area.bottom()


def drawn(canvas):
    return {key: item for key, item in canvas.scene_shown.items_by_id.items() if item.item.layer != 4}


def rectangles(canvas, count):
    """Some rectangles over the drawing, each by its upper left and lower right corner."""
    area, random = canvas.scene_shown.extent(), Random(7)
    for _turn in range(count):
        left, right = sorted(random.uniform(area.left(), area.right()) for _end in range(2))
        top, bottom = sorted(random.uniform(area.top(), area.bottom()) for _end in range(2))
        yield (left, top), (right, bottom)


def test_to_the_left_shapes_and_lines_are_taken_that_it_touches_and_to_the_right_only_those_within(overview):
    canvas, _hand = overview
    for (left, top), (right, bottom) in rectangles(canvas, 60):
        area = QRectF(left, top, right - left, bottom - top)
        within = {key for key, item in drawn(canvas).items() if lies_in(item.outline(), area)}
        touched = banded(canvas, (right, top), (left, bottom))
        assert banded(canvas, (left, top), (right, bottom)) == within
        assert banded(canvas, (left, bottom), (right, top)) == within
        assert banded(canvas, (right, bottom), (left, top)) == touched
        assert within <= touched
        for key, item in drawn(canvas).items():
            if item.item.layer == 3:
                assert (key in touched) == area.adjusted(-0.5, -0.5, 0.5, 0.5).intersects(item.outline())
            elif not item.item.is_line:
                assert (key in touched) == (key in within)
            elif key in touched and key not in within:
                assert area.adjusted(-REACH - 1, -REACH - 1, REACH + 1, REACH + 1).intersects(
                    item.boundingRect()
                )


def test_a_band_to_the_right_takes_straight_lines_too(overview):
    canvas, _hand = overview
    straight = [
        (key, item.outline())
        for key, item in drawn(canvas).items()
        if item.item.is_line and 0.0 in (item.outline().width(), item.outline().height())
    ]
    assert straight
    for key, outline in straight:
        around = outline.adjusted(-4, -4, 4, 4)
        assert key in banded(canvas, (around.left(), around.top()), (around.right(), around.bottom()))


def test_a_stroke_straight_to_the_left_takes_the_lines_that_it_crosses(bench, overview):
    canvas, _hand = overview
    lines = [item for item in drawn(canvas).values() if item.item.is_line]
    for item in lines:
        first, second = item.item.outline[0], item.item.outline[1]
        x, y = (first.x + second.x) / 2, (first.y + second.y) / 2
        stroke = ((x + 3, y), (x - 3, y)) if first.x == second.x else ((x + 0.001, y - 3), (x, y + 3))
        assert item.element in banded(canvas, *stroke)


def test_the_line_tells_which_of_both_it_does_and_the_status_line_says_it(overview):
    canvas, hand = overview
    said = []
    canvas.message.connect(said.append)
    hand.press(620, 616)
    for x, style, words in (
        (300, Qt.PenStyle.DashLine, "Selects what it touches. To the right: what lies in it wholly."),
        (700, Qt.PenStyle.SolidLine, "Selects what lies in it wholly. To the left: what it touches."),
        (140, Qt.PenStyle.DashLine, "Selects what it touches. To the right: what lies in it wholly."),
    ):
        hand.move(x, 680)
        assert (canvas.gesture.line, said[-1]) == (style, words)
    hand.release(140, 680)
    assert said[-1] == f"{len(canvas.selection)} elements are selected"


@pytest.mark.parametrize("start", [-30, 30])
def test_what_a_filter_leaves_out_is_not_taken(bench, overview, start):
    canvas, _hand = overview
    historian = bench.plant["component", "Historian"].id
    area = canvas.scene_shown.extent().adjusted(-50, -50, 50, 50)
    corners = (area.topRight(), area.bottomLeft()) if start > 0 else (area.topLeft(), area.bottomRight())
    canvas.scene_shown.lay(frozenset({historian}), True, {})
    taken = banded(canvas, *((place.x(), place.y()) for place in corners))
    assert historian in taken
    assert all(not canvas.scene_shown.veil.is_hidden(canvas.scene_shown.find(one).item) for one in taken)
    assert len(taken) < len(drawn(canvas))


def test_left_by_escape_it_selects_what_was_selected_before(bench, overview):
    canvas, hand = overview
    pump = bench.plant["component", "Dosing pump"].id
    canvas.select([pump])
    hand.press(1150, 450, SHIFT)
    hand.move(300, 680)
    assert len(canvas.selection) > 1
    hand.key(Qt.Key.Key_Escape)
    hand.release(300, 680)
    assert canvas.selection == [pump]
