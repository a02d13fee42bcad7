"""What is dragged is seen on its way, with its name, and so is what would take it in."""

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication

from app.canvas.shape_item import GHOST
from app.gestures.carrying import MANY
from app.gestures.landing import plate_area
from core.model import Actor, Placement


@pytest.fixture
def written(monkeypatch):
    """Every text that is painted from now on, with the opacity it has."""
    draw, found = QPainter.drawText, []

    def heard(painter, *given):
        words = next(one for one in given if isinstance(one, str))
        found.append((words, round(painter.opacity(), 2)))
        draw(painter, *given)

    monkeypatch.setattr(QPainter, "drawText", heard)
    return found


def painted(canvas, written):
    """The texts of the drawing and of what lies over it."""
    QApplication.processEvents()
    written.clear()
    canvas.picture()
    canvas.viewport().repaint()
    return list(written)


def test_a_shape_on_its_way_shows_its_name_and_lets_shine_through_what_lies_under_it(
    bench, overview, written
):
    canvas, hand = overview
    historian = bench.plant["component", "Historian"].id
    hand.press(*hand.middle(historian))
    hand.move(600, 300)
    hand.move(760, 390)
    shown = painted(canvas, written)
    assert ("Historian", GHOST) in shown
    assert ("Historian", 1.0) not in shown
    canvas.cancel()
    assert ("Historian", GHOST) not in painted(canvas, written)


def test_what_would_take_a_shape_in_is_named_on_the_drawing(bench, overview, written):
    canvas, hand = overview
    hand.press(*hand.middle(bench.plant["component", "Historian"].id))
    hand.move(600, 300)
    hand.move(760, 390)
    assert "Drop into Supervision" in [words for words, _opacity in painted(canvas, written)]
    canvas.cancel()
    assert "Drop into Supervision" not in [words for words, _opacity in painted(canvas, written)]


@pytest.fixture
def crowd(bench, overview):
    """More actors than are drawn as they will be while they are dragged, in no zone."""
    canvas, hand = overview
    with bench.session.change("Draw") as edit:
        made = [edit.new(Actor, name=f"Actor {number}").id for number in range(MANY + 6)]
        for number, one in enumerate(made):
            x, y = 40.0 + number % 6 * 140, 940.0 + number // 6 * 60
            edit.new(Placement, owner=canvas.diagram_id, element=one, x=x, y=y, width=120, height=40)
    canvas.resize(1400, 1400)
    canvas.fit()
    canvas.select(made)
    return canvas, hand, made


def test_many_shapes_are_painted_once_and_seen_all_the_way(bench, crowd, written):
    canvas, hand, made = crowd
    x, y = hand.middle(made[0])
    hand.press(x, y)
    hand.move(x + 4, y + 2)
    QApplication.processEvents()
    written.clear()
    for step in (20, 40, 60):
        hand.move(x + step, y + step)
        canvas.viewport().repaint()
    names = [words for words, _opacity in written if words.startswith("Actor")]
    assert len(names) == len(set(names))
    carried = canvas.gesture._carried
    picture = carried._picture.toImage()
    middle = canvas.scene_shown.find(made[-1]).outline().center() - carried._area.topLeft()
    place = middle * carried._scale
    around = [picture.pixelColor(int(place.x()) + dx, int(place.y())) for dx in range(-20, 20)]
    assert any(tone.alpha() > 0 for tone in around)
    canvas.cancel()


def test_of_many_shapes_it_is_told_before_they_are_let_go_what_takes_them_in(bench, crowd, written):
    canvas, hand, made = crowd
    zone = canvas.scene_shown.find(bench.plant["zone", "Operations"].id).outline()
    x, y = hand.middle(made[0])
    hand.press(x, y)
    hand.move(x + 4, y - 4)
    hand.move(x + 10, zone.center().y())
    shown = [words for words, _opacity in painted(canvas, written)]
    assert any(words.startswith("Drop into ") for words in shown)
    canvas.cancel()


@pytest.mark.parametrize("scale", [0.4, 1.0, 2.0])
def test_the_name_of_what_takes_shapes_in_stays_in_sight(scale):
    seen = QRectF(0, 0, 800 / scale, 600 / scale)
    for area in (
        QRectF(-900, -900, 5000, 5000),
        QRectF(700 / scale, 590 / scale, 300, 300),
        QRectF(9, 9, 90, 60),
    ):
        plate = plate_area(area, 180, seen, scale)
        assert seen.contains(plate)
        assert plate.width() * scale > 180
