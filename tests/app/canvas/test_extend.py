"""The handles beside a hovered shape: dragged to something, into the empty, and clicked."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.canvas.frame import plus_places
from app.canvas.hover import LONG
from core.diagram.room import ABREAST
from core.model import Component, Connector, DataStore
from tests.app.canvas.conftest import place, same_as_drawn_anew


@pytest.fixture
def handles(bench, overview, qtbot):
    """The four handles of the operator, once the pointer has been over it for long enough."""
    canvas, hand = overview
    element = bench.plant["component", "Operator"].id
    x, y = hand.middle(element)
    hand.move(x + 4, y + 4)
    hand.move(x, y)
    qtbot.wait(LONG)
    qtbot.waitUntil(lambda: canvas.hover.ready)
    item = canvas.scene_shown.find(element)
    return canvas, hand, element, [(p.x(), p.y()) for p in plus_places(item, canvas.scale_now())]


def typed(canvas, name):
    """Type a name where kind and name are asked for, and take the first offer."""
    typing = canvas.creating.typing
    assert typing.isVisible()
    QTest.keyClicks(typing.line, name)
    QTest.keyClick(typing.line, Qt.Key.Key_Return)


def flow_from(bench, element, target):
    """The flows between the ports of two elements."""
    ends = [
        (bench.model[one.source].owner, bench.model[one.target].owner) for one in bench.model.of(Connector)
    ]
    return ends.count((element, target))


def test_a_handle_dragged_into_the_empty_asks_and_creates_there_as_one_change(bench, handles):
    canvas, hand, element, (_top, right, *_others) = handles
    before, heads = set(bench.model.elements), len(bench.labels)
    hand.drag(right, (1150, 420), (1200, 460))
    typed(canvas, "Alarm panel")
    made = next(one for one in bench.model if one.name == "Alarm panel" and one.id not in before)
    assert isinstance(made, Component)
    assert flow_from(bench, element, made.id) == 1
    area = canvas.scene_shown.find(made.id).outline()
    assert abs(area.center().x() - 1200) <= 8
    assert abs(area.center().y() - 460) <= 8
    assert bench.labels[heads:] == ["Add Alarm panel to Operator"]
    same_as_drawn_anew(bench, canvas)


def test_the_kind_is_chosen_there(bench, handles):
    canvas, hand, element, (_top, right, *_others) = handles
    hand.drag(right, (1150, 420), (1200, 460))
    QTest.keyClicks(canvas.creating.typing.line, "data store Shift log")
    QTest.keyClick(canvas.creating.typing.line, Qt.Key.Key_Return)
    made = next(one for one in bench.model if one.name == "Shift log")
    assert isinstance(made, DataStore)
    assert flow_from(bench, element, made.id) == 1


def test_a_handle_dragged_onto_a_shape_joins_it(bench, handles):
    canvas, hand, element, (_top, right, *_others) = handles
    target = bench.plant["component", "Disinfection"].id
    before = flow_from(bench, element, target)
    hand.drag(right, (1000, 450), hand.middle(target))
    assert flow_from(bench, element, target) == before + 1
    assert place(bench, canvas, element) is not None


def test_a_click_on_a_handle_asks_for_what_stands_beyond_it(bench, handles):
    canvas, hand, element, (_top, right, *_others) = handles
    area = canvas.scene_shown.find(element).outline()
    hand.click(*right)
    typed(canvas, "Alarm panel")
    made = next(one for one in bench.model if one.name == "Alarm panel")
    beyond = canvas.scene_shown.find(made.id).outline()
    assert abs(beyond.left() - area.right() - ABREAST) <= 16
    assert abs(beyond.center().y() - area.center().y()) <= 4


def test_escape_where_it_asks_leaves_nothing(bench, handles):
    canvas, hand, _element, (_top, right, *_others) = handles
    head = bench.session.project.head_hash
    hand.drag(right, (1150, 420), (1200, 460))
    QTest.keyClick(canvas.creating.typing.line, Qt.Key.Key_Escape)
    assert bench.session.project.head_hash == head


def test_several_selected_shapes_have_no_handles_for_lines(bench, handles):
    canvas, _hand, element, _places = handles
    assert canvas.pointer.offers_lines()
    canvas.select([element, bench.plant["component", "Historian"].id])
    assert not canvas.pointer.offers_lines()
