"""Selecting by a free line, with Alt held."""

from PySide6.QtCore import Qt

ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def around(canvas, element_id, margin=30):
    area = canvas.scene_shown.find(element_id).outline().adjusted(-margin, -margin, margin, margin)
    return [
        (area.left(), area.top()),
        (area.right(), area.top()),
        (area.right(), area.bottom()),
        (area.left(), area.bottom()),
    ]


def draw_around(hand, places, modifier):
    hand.press(*places[0], modifier)
    for x, y in places[1:]:
        hand.move(x - 1, y)
        hand.move(x, y)
    hand.release(*places[-1], modifier)


def test_alt_and_a_drag_over_the_ground_select_what_the_line_is_around(bench, overview):
    canvas, hand = overview
    historian = bench.plant["component", "Historian"].id
    draw_around(hand, around(canvas, historian, 4), ALT)
    shapes = [one for one in canvas.selection if not canvas.scene_shown.find(one).item.is_line]
    assert shapes == [historian]


def test_a_lasso_adds_to_the_selection_with_shift(bench, overview):
    canvas, hand = overview
    historian, operator = (bench.plant["component", name].id for name in ("Historian", "Dosing pump"))
    canvas.select([operator])
    draw_around(hand, around(canvas, historian, 4), ALT | SHIFT)
    assert {operator, historian} <= set(canvas.selection)


def test_a_line_is_selected_with_both_its_ends(bench, overview):
    canvas, hand = overview
    area = canvas.scene_shown.extent()
    corners = [
        (area.left() - 10, area.top() - 10),
        (area.right() + 10, area.top() - 10),
        (area.right() + 10, area.bottom() + 10),
        (area.left() - 10, area.bottom() + 10),
    ]
    draw_around(hand, corners, ALT)
    drawn = {key for key, item in canvas.scene_shown.items_by_id.items() if item.item.layer != 4}
    assert set(canvas.selection) == drawn


def test_escape_selects_what_was_selected_before(bench, overview):
    canvas, hand = overview
    pump = bench.plant["component", "Dosing pump"].id
    canvas.select([pump])
    places = around(canvas, bench.plant["component", "Historian"].id, 4)
    hand.press(*places[0], ALT | SHIFT)
    for x, y in places[1:]:
        hand.move(x, y)
    assert len(canvas.selection) > 1
    hand.key(Qt.Key.Key_Escape)
    hand.release(*places[-1])
    assert canvas.selection == [pump]
