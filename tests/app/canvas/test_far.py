"""A drawing seen from far: what is painted there, and what Qt passes over."""

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QGraphicsItem

from tests.core.diagram.plant import overlays


def painted(canvas):
    image = QImage(canvas.viewport().size(), QImage.Format.Format_RGB32)
    painter = QPainter(image)
    canvas.render(painter)
    painter.end()
    return image


EMPTY = QGraphicsItem.GraphicsItemFlag.ItemHasNoContents


def test_from_far_lines_that_draw_nothing_are_passed_over_and_nothing_is_missed(bench, overview):
    canvas, _hand = overview
    canvas.set_overlays(overlays(bench.plant))
    canvas.zoom_to(0.2)
    items = canvas.scene_shown.items_by_id.values()
    passed = [item for item in items if item.flags() & EMPTY]
    assert {item.item.is_line for item in passed} == {True, False}
    assert all(item.item.is_line or item.item.layer == 3 for item in passed)
    assert any(item.item.is_line and item not in passed for item in items)
    picture = painted(canvas)
    for item in passed:
        item.setFlag(EMPTY, False)
    assert painted(canvas) == picture
    canvas.zoom_to(1.0)
    assert not any(item.flags() & EMPTY for item in items)


def test_a_line_that_draws_nothing_from_far_is_found_under_the_pointer(overview):
    canvas, _hand = overview
    canvas.zoom_to(0.2)
    line = next(item for item in canvas.scene_shown.items_by_id.values() if item.flags() & EMPTY)
    first, second = line.item.outline[:2]
    middle = QPointF((first.x + second.x) / 2, (first.y + second.y) / 2)
    assert line in canvas.scene_shown.all_at(middle)


def test_an_item_follows_the_scale_at_which_it_is_seen(overview):
    canvas, _hand = overview
    pictures = []
    for scale in (1.0, 0.5, 0.2, 0.5, 1.0):
        canvas.zoom_to(scale)
        canvas.centerOn(canvas.scene_shown.extent().center())
        pictures.append(painted(canvas))
    assert pictures[0] == pictures[4]
    assert pictures[1] == pictures[3]
    assert pictures[1] != pictures[2]


@pytest.mark.parametrize("scale", [0.58, 0.57, 0.34, 0.96])
def test_what_is_seen_at_a_scale_does_not_depend_on_the_way_there(overview, scale):
    canvas, _hand = overview
    canvas.zoom_to(1.0)
    canvas.zoom_to(scale)
    from_near = canvas.scene_shown.detail
    canvas.zoom_to(0.1)
    canvas.zoom_to(scale)
    assert canvas.scene_shown.detail == from_near
