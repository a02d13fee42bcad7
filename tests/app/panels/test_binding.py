"""Every phrase of a requirement can be bound by hand: to a location, an event or an expression."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton, QStyle, QStyleOptionButton

from core.model import GESTURE, Binding, Proposition, StateMachine, Variable
from tests.app.conftest import element

FAR = "When the moon rises and the owl calls, the Dosing controller shall open the lid."


@pytest.fixture
def room(desk):
    """The Require room of the small plant, with a variable and a sentence that shares no word with it."""
    with desk.session.change("Say more") as edit:
        machine = desk.session.snapshot().of(StateMachine)[0]
        edit.new(Variable, name="level", owner=machine.id, low=0, high=9)
        edit.set(element(desk, "DOS-02").id, text=FAR)
    desk.activateWindow()
    desk.show_room("require")
    return desk


def page_on(room, key):
    """The page of requirements with one of them current."""
    page = room.shown.requirements_page()
    page.go_to(element(room, key).id)
    QTest.qWait(10)
    return page


def button(page, words, number=0):
    """A button among the phrases."""
    QTest.qWait(10)
    found = [one for one in page.slots.findChildren(QPushButton) if one.text() == words]
    return [one for one in found if one.isVisible()][number]


def choose(page, number=0):
    """Begin to bind the phrase with that number by hand, with the mouse."""
    QTest.mouseClick(button(page, "choose", number), Qt.MouseButton.LeftButton)
    QTest.qWait(10)
    return page.slots.picker


def propositions(room):
    """Every binding of the model."""
    return room.session.snapshot().of(Proposition)


def test_a_phrase_with_no_offer_is_bound_to_a_location_by_typing(room, qtbot):
    page = page_on(room, "DOS-02")
    picker = choose(page, 1)
    assert QApplication.focusWidget() is picker.line
    records = len(room.session.project.heads)
    qtbot.keyClicks(picker.line, "hel")
    assert [row.title for row in picker.list.known.rows] == ["Dosing controller.Held"]
    qtbot.keyClick(picker.line, Qt.Key.Key_Return)
    (bound,) = propositions(room)
    assert (bound.name, bound.binding, bound.confirmed_by) == ("open lid", Binding.STATE, room.session.author)
    assert bound.locations == (element(room, "Held").id,)
    assert len(room.session.project.heads) == records + 1
    assert room.session.project.heads[-1].origin == GESTURE
    assert page.slots.picker is None
    room.session.undo()
    assert propositions(room) == ()


def test_an_event_is_taken_with_the_mouse(room, qtbot):
    page = page_on(room, "DOS-02")
    picker = choose(page, 1)
    qtbot.keyClicks(picker.line, "flow")
    place = picker.list.visualRect(picker.list.known.index(0)).center()
    QTest.mouseClick(picker.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    (bound,) = propositions(room)
    assert (bound.binding, bound.event) == (Binding.EVENT, element(room, "flow_lost").id)


def test_an_expression_that_is_wrong_is_told_and_not_taken(room, qtbot):
    page = page_on(room, "DOS-02")
    picker = choose(page, 1)
    qtbot.keyClicks(picker.line, "Dosing.level >")
    assert picker.card.isVisible()
    assert picker.line.property("wrong")
    qtbot.keyClick(picker.line, Qt.Key.Key_Return)
    assert propositions(room) == ()
    qtbot.keyClicks(picker.line, " 3")
    assert not picker.card.isVisible()
    qtbot.keyClick(picker.line, Qt.Key.Key_Return)
    (bound,) = propositions(room)
    assert (bound.binding, bound.expression) == (Binding.EXPRESSION, "Dosing.level > 3")


def test_a_variable_begins_an_expression(room, qtbot):
    picker = choose(page_on(room, "DOS-02"), 1)
    qtbot.keyClicks(picker.line, "level")
    qtbot.keyClick(picker.line, Qt.Key.Key_Return)
    assert picker.line.text() == "Dosing.level == "
    assert propositions(room) == ()


def test_escape_leaves_the_phrase_as_it_was(room, qtbot):
    page = page_on(room, "DOS-02")
    picker = choose(page, 0)
    qtbot.keyClick(picker.line, Qt.Key.Key_Escape)
    assert page.slots.picker is None
    assert propositions(room) == ()


def test_the_parts_of_a_phrase_are_bound_one_by_one(room, qtbot):
    page = page_on(room, "DOS-02")
    QTest.mouseClick(button(page, "divide"), Qt.MouseButton.LeftButton)
    picker = choose(page, 1)
    qtbot.keyClicks(picker.line, "idle")
    qtbot.keyClick(picker.line, Qt.Key.Key_Return)
    assert [one.name for one in propositions(room)] == ["owl calls"]
    assert page.slots.bind("moon rises") is None
    assert page.slots.picker.line.accessibleName() == "What “the moon rises” stands on"


def test_a_wrong_binding_is_changed_by_hand_and_stays_one(room, qtbot):
    page = page_on(room, "DOS-01")
    QTest.mouseClick(button(page, "Confirm"), Qt.MouseButton.LeftButton)
    (before,) = propositions(room)
    assert before.binding is Binding.EVENT
    menu = button(page, "change").findChildren(QMenu)[0]
    next(one for one in menu.actions() if one.text().startswith("Choose")).trigger()
    picker = page.slots.picker
    qtbot.keyClicks(picker.line, "idle")
    qtbot.keyClick(picker.line, Qt.Key.Key_Return)
    (after,) = propositions(room)
    assert (after.id, after.binding, after.event) == (before.id, Binding.STATE, None)
    assert after.locations == (element(room, "Idle").id,)


def test_an_unknown_verdict_leads_to_the_phrase_it_lacks(room, qtbot):
    requirement = element(room, "DOS-02")
    room.results.verdict_of = lambda one: {
        "verdict": "unknown",
        "formula": None,
        "reason": "Bound to nothing",
    }
    room.show_room("prove")
    page = room.shown.verdict_page()
    page.show_requirement(requirement.id)
    way = next(one for one in page.findChildren(QPushButton) if one.text() == "Bind “open the lid”")
    QTest.mouseClick(way, Qt.MouseButton.LeftButton)
    slots = room.shown.requirements_page().slots
    assert slots.picker.line.accessibleName() == "What “open the lid” stands on"
    assert QApplication.focusWidget() is slots.picker.line


def test_the_palette_begins_to_bind_the_requirement_selected(room, qtbot):
    page_on(room, "DOS-02")
    room.run("require.bind")
    slots = room.shown.requirements_page().slots
    assert QApplication.focusWidget() is slots.picker.line


def test_words_of_a_link_are_whole_while_it_has_the_keyboard(room):
    link = button(page_on(room, "DOS-02"), "choose")
    link.setFocus()
    option = QStyleOptionButton()
    link.initStyleOption(option)
    inside = link.style().subElementRect(QStyle.SubElement.SE_PushButtonContents, option, link)
    assert inside.width() >= link.fontMetrics().horizontalAdvance("choose")


def test_the_whole_picker_is_seen_in_a_small_window(room, qtbot):
    room.resize(1024, 700)
    page = page_on(room, "DOS-02")
    picker = choose(page, 1)
    qtbot.waitUntil(lambda: picker.visibleRegion().boundingRect() == picker.rect())
