"""What floats over a drawing hides no shape once it was fitted, and takes the room that there is."""

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QApplication

from app.canvas.bar import DrawingBar
from app.gestures.showing import hide
from app.theme import look
from core.model import DiagramType

SIZES = [(1024, 525), (736, 400), (1400, 1000)]


@pytest.fixture(params=[1.0, 1.5])
def scale(request, qapp):
    look().use(scale=request.param)
    yield request.param
    look().use(scale=1.0)


def bars(canvas):
    float_over = canvas.afloat
    known = (float_over.bar, float_over.chip, float_over.hidden, float_over.declarations)
    return [one for one in known if one is not None and one.isVisible()]


def hidden_shapes(canvas):
    """Shapes and zones of which a bar hides a part."""
    return [
        (type(bar).__name__, item.element)
        for bar in bars(canvas)
        for item in canvas.scene_shown.items_by_id.values()
        if not item.item.is_line
        and canvas.mapFromScene(item.outline())
        .boundingRect()
        .adjusted(2, 2, -2, -2)
        .intersects(bar.geometry())
    ]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", ["Plant overview", "Control hardware"])
def test_no_bar_hides_a_shape_of_a_drawing_that_was_fitted(opened, scale, size, name):
    canvas, _hand = opened(name)
    canvas.resize(*size)
    canvas.fit()
    assert len(bars(canvas)) == 2
    assert hidden_shapes(canvas) == []


def test_the_declarations_of_a_machine_hide_none_of_its_locations(machine):
    canvas, _hand = machine
    canvas.resize(520, 400)
    canvas.fit()
    assert canvas.afloat.declarations in bars(canvas)
    assert hidden_shapes(canvas) == []


def test_what_tells_of_hidden_shapes_hides_no_other_shape(bench, overview):
    canvas, _hand = overview
    canvas.resize(900, 540)
    canvas.fit()
    hide(canvas, [bench.plant["component", "Historian"].id])
    assert canvas.afloat.hidden in bars(canvas)
    assert hidden_shapes(canvas) == []


def test_a_fitted_drawing_is_fitted_again_into_a_smaller_view_and_another_stays_as_it_is(overview):
    canvas, _hand = overview
    canvas.fit()
    canvas.resize(1000, 600)
    assert hidden_shapes(canvas) == []
    assert canvas.visible_area().contains(canvas.scene_shown.extent())
    canvas.zoom_to(1.5)
    canvas.resize(900, 500)
    assert canvas.scale_now() == 1.5


def test_names_stay_readable_where_a_fitted_drawing_gets_very_little_room(overview):
    canvas, _hand = overview
    canvas.resize(1000, 600)
    canvas.fit()
    before = canvas.scale_now()
    canvas.resize(260, 200)
    assert canvas.scale_now() == before


def test_a_narrow_bar_loses_its_keys_before_its_tools_and_the_scale_stands_beside_it(overview):
    canvas, _hand = overview
    bar, chip = canvas.afloat.bar, canvas.afloat.chip
    for width in range(1400, 640, -20):
        canvas.resize(width, 700)
        assert all(button.isVisible() for button in bar.buttons.values())
        assert chip.geometry().bottom() == bar.geometry().bottom()
        assert bar.geometry().right() < chip.x()


def test_a_bar_without_room_puts_its_last_tools_into_the_menu(qtbot):
    bar = DrawingBar(DiagramType.SYSTEM, None)
    qtbot.addWidget(bar)
    bar.fit(bar.least() - 1)
    assert not bar.more.isHidden()
    assert bar.sizeHint().width() < bar.least()
    bar.fit(bar.least())
    assert bar.more.isHidden()


def test_what_several_shapes_can_become_hides_the_fewest_and_stays_while_others_are_selected(bench, overview):
    canvas, _hand = overview
    ids = [bench.plant["component", name].id for name in ("Operator HMI", "Level controller", "Historian")]
    upper = canvas.scene_shown.find(ids[0]).outline().center()
    middle = QPoint(canvas.viewport().width() // 2, 30)
    canvas.pan(*(canvas.mapFromScene(upper) - middle).toTuple())
    canvas.select(ids[:2])
    several = canvas.afloat.several
    assert several.isVisible()
    place = several.pos()
    at_the_middle = QRect(several.rect()).translated(middle.x() - several.width() // 2, 10)
    assert canvas.shapes_under(several.geometry()) < canvas.shapes_under(at_the_middle)
    canvas.select(ids)
    assert several.pos() == place


def test_a_larger_text_fits_a_drawing_anew(overview):
    canvas, _hand = overview
    canvas.resize(1024, 525)
    canvas.fit()
    look().use(scale=1.5)
    canvas.restyle()
    QApplication.processEvents()
    found = hidden_shapes(canvas)
    look().use(scale=1.0)
    canvas.restyle()
    assert found == []
