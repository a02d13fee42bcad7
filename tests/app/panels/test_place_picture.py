"""A conflict about a place is drawn beside its words, and told to who does not see it."""

import dataclasses

import pytest
from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QApplication

from app.panels.conflict_cards import ConflictCards
from app.theme import look
from core.model import Component, Diagram, Placement, Zone
from core.project.conflict import Versions
from core.project.merging import merge
from tests.core.project.sides import having
from tests.core.uppaal.plant import Builder


@pytest.fixture(params=["light", "dark", "high_contrast"])
def any_theme(request, qapp):
    look().use(theme=request.param, scale=1.0)
    yield request.param
    look().use(theme="light", scale=1.0)


@pytest.fixture
def cards(any_theme, qtbot):
    """The cards of a conflict about the place of a pump, which ours and theirs moved; versions, conflict."""
    b = Builder()
    drawing = b.add(Diagram, "Plant")
    zone, tank, pump = b.add(Zone, "Cell"), b.add(Component, "Tank"), b.add(Component, "Pump")
    b.add(Placement, "", drawing, element=zone.id, width=400.0, height=300.0)
    b.add(Placement, "", drawing, element=tank.id, x=150.0, y=120.0, width=100.0, height=40.0)
    place = b.add(Placement, "", drawing, element=pump.id, width=100.0, height=40.0)
    base = b.snapshot
    ours, theirs = (having(base, dataclasses.replace(place, x=x, y=130.0)) for x in (280.0, 500.0))
    theirs = having(theirs, *new(place.owner))
    (conflict,) = merge(base, ours, theirs).conflicts
    shown = ConflictCards()
    qtbot.addWidget(shown)
    shown.resize(900, 700)
    shown.show_conflict(Versions(base, ours, theirs), conflict, None)
    shown.show()
    qtbot.waitExposed(shown)
    return shown, Versions(base, ours, theirs), conflict


def new(drawing):
    """What theirs alone has below the tank, and its place."""
    server = Component(id="~server", name="Server")
    beside = Placement(
        id="~place", owner=drawing, element=server.id, x=150.0, y=200.0, width=100.0, height=40.0
    )
    return server, beside


def test_both_places_are_drawn_to_scale_and_told_in_words(cards):
    picture = cards[0].picture
    assert picture.isVisible()
    ours, theirs, base = map(picture.area_of, ("ours", "theirs", "base"))
    scale = ours.width() / 100
    assert 0.3 < scale <= 1
    assert theirs.left() - ours.left() == pytest.approx(220 * scale)
    assert ours.top() - base.top() == pytest.approx(130 * scale)
    assert all(picture.rect().contains(area.toRect()) for area in (ours, theirs, base))
    assert picture.accessibleName() == "Where Pump stands"
    for words in ("Ours: this project: in Cell, right of Tank", "Theirs: in no zone, right of Tank"):
        assert words in picture.accessibleDescription()


def test_the_place_that_was_decided_for_is_filled(cards):
    shown, versions, conflict = cards
    picture = shown.picture

    def ground(choice):
        return picture.grab().toImage().pixelColor(picture.area_of(choice).center().toPoint() + QPoint(0, 4))

    before = ground("theirs")
    shown.show_conflict(versions, conflict, "theirs")
    assert ground("theirs") != before
    assert ground("ours") != ground("theirs")


def test_what_stands_around_is_that_of_the_version_looked_at_and_the_others_is_faint(cards):
    shown, versions, conflict = cards
    picture = shown.picture
    server = next(one for one in picture.sketch.around if one.name == "Server")

    def darkest():
        """The strongest contrast to the ground within the area of the server."""
        image = picture.grab().toImage()
        area = picture._on_screen(server.area).toAlignedRect()
        ground = image.pixelColor(area.center().x(), area.bottom() + 4).lightness()
        return max(
            abs(image.pixelColor(x, y).lightness() - ground)
            for x in range(area.left(), area.right())
            for y in range(area.top(), area.bottom())
        )

    assert picture.looked_at == "ours"
    faint = darkest()
    shown.buttons["theirs"].setFocus()
    QApplication.sendEvent(shown.buttons["theirs"], QFocusEvent(QEvent.Type.FocusIn))
    assert picture.looked_at == "theirs"
    assert darkest() > 1.5 * faint > 0
    QApplication.sendEvent(shown.buttons["theirs"], QFocusEvent(QEvent.Type.FocusOut))
    assert picture.looked_at == "ours"
    QApplication.sendEvent(shown.cards["base"], QEvent(QEvent.Type.Enter))
    assert picture.looked_at == "base"
    QApplication.sendEvent(shown.cards["base"], QEvent(QEvent.Type.Leave))
    shown.show_conflict(versions, conflict, "theirs")
    assert picture.looked_at == "theirs"


def test_the_shape_in_question_is_named_at_the_place_of_the_version_looked_at(cards):
    picture = cards[0].picture

    def written(choice):
        """Whether something is written at a place, left of its middle and clear of its borders."""
        image, area = picture.grab().toImage(), picture.area_of(choice).toRect()
        colours = {
            image.pixelColor(x, y).rgb()
            for x in range(area.left() + 6, area.center().x())
            for y in range(area.center().y() - 6, area.center().y() + 6)
        }
        return len(colours) > 1

    assert (written("ours"), written("theirs")) == (True, False)
    picture.point_at("theirs")
    assert (written("ours"), written("theirs")) == (False, True)


def test_without_a_place_in_question_there_is_no_picture(cards):
    shown, versions, _conflict = cards
    shown.show_conflict(versions, None, None)
    assert not shown.picture.isVisible()
