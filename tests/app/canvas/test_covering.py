"""What is dropped, typed at the pointer or put around others covers nothing: it goes to free room."""

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QDropEvent

from app.gestures.carried import carry
from app.gestures.create import zone_around
from core.model import Actor, Component, Location, Placement, Zone
from tests.app.canvas.conftest import same_as_drawn_anew


def area(canvas, element_id):
    return canvas.scene_shown.find(element_id).outline()


def drop(canvas, hand, element_id, place):
    data = carry([element_id])
    action, button, held = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    canvas.dropEvent(QDropEvent(QPointF(hand.at(*place)), action, data, button, held))


@pytest.mark.parametrize("made", [Actor, Component])
def test_what_is_dropped_on_a_shape_lies_beside_it_and_is_seen(bench, overview, made):
    canvas, hand = overview
    with bench.session.change("Add") as edit:
        new = edit.new(made, name="Newcomer").id
    under = bench.plant["component", "Operator HMI"].id
    drop(canvas, hand, new, hand.middle(under))
    assert not area(canvas, new).intersects(area(canvas, under))
    others = [
        item.outline()
        for one, item in canvas.scene_shown.items_by_id.items()
        if item.item.layer == 3 and one != new
    ]
    assert not any(area(canvas, new).intersects(other) for other in others)
    assert canvas.visible_area().contains(area(canvas, new))
    assert canvas.selection == [new]
    same_as_drawn_anew(bench, canvas)


def test_what_is_dropped_in_the_free_lies_where_it_was_dropped(bench, overview):
    canvas, hand = overview
    with bench.session.change("Add") as edit:
        new = edit.new(Actor, name="Newcomer").id
    drop(canvas, hand, new, (1200, 850))
    middle = area(canvas, new).center()
    assert abs(middle.x() - 1200) <= 4
    assert abs(middle.y() - 850) <= 4


def test_a_location_typed_over_another_goes_beside_it(bench, machine):
    canvas, hand = machine
    under = bench.plant["location", "HELD"].id
    x, y = hand.middle(under)
    canvas.creating.at(QPointF(x + 20, y))
    canvas.creating.typing.line.setText("LOW")
    (ghost,) = canvas.creating._new
    assert not area(canvas, ghost).intersects(area(canvas, under))
    canvas.cancel()
    assert not [one for one in bench.model.of(Location) if one.name == "LOW"]


def test_a_zone_typed_in_a_zone_covers_nothing_of_it(bench, overview):
    canvas, hand = overview
    inner = bench.plant["component", "Operator HMI"].id
    x, y = hand.middle(inner)
    canvas.creating.at(QPointF(x, y + area(canvas, inner).height()))
    canvas.creating.typing.line.setText("zone Annex")
    offers = canvas.creating._offers
    row = next(number for number, one in enumerate(offers) if one.form and one.form.kind == Zone.kind)
    canvas.creating._show(str(row))
    (ghost,) = canvas.creating._new
    assert not area(canvas, ghost).intersects(area(canvas, inner))
    canvas.cancel()


@pytest.fixture
def row(bench, overview):
    """Valve and pump so near to each other that a zone around the one reaches over the other."""
    canvas, _hand = overview
    with bench.session.change("Draw") as edit:
        made = [edit.new(Component, name=name).id for name in ("Valve", "Pump")]
    return canvas, *made


@pytest.mark.parametrize("gap", [20.0, 6.0])
def test_a_zone_around_one_shape_does_not_cover_its_neighbour(bench, row, gap):
    canvas, valve, pump = row
    with bench.session.change("Place") as edit:
        for number, one in enumerate((valve, pump)):
            edit.new(
                Placement,
                owner=canvas.diagram_id,
                element=one,
                x=1200 + number * (120 + gap),
                y=800,
                width=120,
                height=52,
            )
    before = area(canvas, pump)
    zone_around(canvas, [valve])
    canvas._writing.editor.keep()
    zone = bench.model[valve].zone
    assert zone is not None
    assert area(canvas, zone).contains(area(canvas, valve))
    assert not area(canvas, zone).intersects(before)
    assert area(canvas, pump) == before
    assert bench.model[pump].zone is None
    same_as_drawn_anew(bench, canvas)
