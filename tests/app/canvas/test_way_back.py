"""The view moves for what is new only as far as it must, and back once that is gone."""

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtTest import QTest

from app.gestures.copying import duplicate
from app.window.desk.clipboard import _bring
from core.model import Component

KEY = Qt.Key
SCALES = (0.57, 1.0, 1.6)


def seen_from(canvas):
    corner = canvas.mapFromScene(QPointF(0, 0))
    return corner.x(), corner.y(), canvas.scale_now()


def components(canvas):
    return [one for one in canvas.snapshot().of(Component) if canvas.scene_shown.find(one.id) is not None]


def show_alone(canvas, element_id, scale):
    canvas.select([element_id])
    canvas.zoom_to(scale)
    canvas.centerOn(canvas.scene_shown.find(element_id).outline().center())


@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize("key", [KEY.Key_Tab, KEY.Key_Return, KEY.Key_Space])
def test_escape_goes_back_to_where_the_drawing_was_seen_from_and_what_is_selected_stays_in_sight(
    overview, key, scale
):
    canvas, hand = overview
    canvas.resize(900, 600)
    for one in components(canvas):
        show_alone(canvas, one.id, scale)
        before = seen_from(canvas)
        outline = canvas.scene_shown.find(one.id).outline()
        assert canvas.sees(outline)
        canvas.creating.near_selection() if key == KEY.Key_Space else hand.key(key)
        assert canvas.sees(canvas.scene_shown.find(one.id).outline())
        QTest.keyClicks(canvas.creating.typing.line, "abc")
        assert canvas.sees(canvas.scene_shown.find(one.id).outline())
        QTest.keyClick(canvas.creating.typing.line, KEY.Key_Escape)
        assert seen_from(canvas) == before


def test_beside_a_component_a_zone_is_not_what_is_made_first(overview):
    canvas, _hand = overview
    for one in components(canvas):
        canvas.select([one.id])
        canvas.creating.near_selection()
        assert canvas.creating._offers[0].form.kind != "zone"
        assert any(offer.form.kind == "zone" for offer in canvas.creating._offers)
        canvas.cancel()


@pytest.mark.parametrize("scale", SCALES)
def test_a_copy_that_is_seen_leaves_the_view_alone_and_any_other_is_gone_back_from(bench, overview, scale):
    canvas, _hand = overview
    canvas.resize(900, 600)
    for one in components(canvas):
        show_alone(canvas, one.id, scale)
        before = seen_from(canvas)
        made = duplicate(canvas, (one.id,))
        in_sight = canvas.sees(canvas.scene_shown.find(made[0]).outline())
        _bring(canvas, made)
        assert (seen_from(canvas) == before) == in_sight
        assert canvas.sees(canvas.scene_shown.find(made[0]).outline())
        bench.session.undo()
        assert seen_from(canvas) == before


def test_what_was_typed_and_is_taken_back_leaves_the_view_as_it_was_before(bench, overview):
    canvas, hand = overview
    canvas.resize(900, 600)
    for one in components(canvas):
        show_alone(canvas, one.id, 1.0)
        before = seen_from(canvas)
        hand.key(KEY.Key_Tab)
        QTest.keyClicks(canvas.creating.typing.line, "New one")
        QTest.keyClick(canvas.creating.typing.line, KEY.Key_Return)
        assert canvas.sees(canvas.scene_shown.find(canvas.selection[0]).outline())
        bench.session.undo()
        assert seen_from(canvas) == before


@pytest.mark.parametrize("key", [KEY.Key_Escape, KEY.Key_Return])
def test_what_is_named_where_it_stands_is_seen_and_gone_back_from(bench, overview, key):
    canvas, _hand = overview
    canvas.resize(900, 600)
    for one in components(canvas):
        show_alone(canvas, one.id, 1.6)
        before = seen_from(canvas)
        canvas.creating.near_selection()
        QTest.keyClick(canvas.creating.typing.line, KEY.Key_Return)
        editor = canvas._writing.editor
        assert canvas.rect().contains(editor.geometry())
        QTest.keyClicks(editor.lines[0], "New one")
        QTest.keyClick(editor.lines[0], key)
        assert ("New one" in {getattr(known, "name", "") for known in bench.model}) == (key == KEY.Key_Return)
        if key == KEY.Key_Return:
            bench.session.undo()
        assert seen_from(canvas) == before


def test_who_has_looked_elsewhere_since_is_not_taken_back(bench, overview):
    canvas, _hand = overview
    canvas.resize(900, 600)
    one = components(canvas)[0]
    show_alone(canvas, one.id, 1.6)
    _bring(canvas, duplicate(canvas, (one.id,)))
    canvas.pan(40, 0)
    here = seen_from(canvas)
    bench.session.undo()
    assert seen_from(canvas) == here


def test_the_view_moves_by_the_least(overview):
    canvas, _hand = overview
    clear = canvas.visible_area()
    before = canvas.mapToScene(QPoint(0, 0))
    inside = QRectF(clear.right() - 200, clear.center().y(), 100, 20)
    canvas.way_back.bring(inside)
    assert canvas.mapToScene(QPoint(0, 0)) == before
    canvas.way_back.bring(inside.translated(150, 0))
    moved = canvas.mapToScene(QPoint(0, 0)) - before
    assert moved.y() == 0
    assert 50 <= moved.x() <= 100
    canvas.way_back.go()
    assert canvas.mapToScene(QPoint(0, 0)) == before
