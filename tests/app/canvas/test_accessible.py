"""A screen reader finds every element of a drawing, with its words, its place and its state."""

import gc

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint
from PySide6.QtGui import QAccessible
from shiboken6 import isValid

from app.canvas.accessible import ElementInterface
from app.canvas.canvas import Canvas
from app.window.roles import tell_roles
from core.model import Component

NAME, DESCRIPTION = QAccessible.Text.Name, QAccessible.Text.Description


@pytest.fixture
def canvas(overview):
    """A drawing that a screen reader listens to."""
    tell_roles()
    QAccessible.setActive(True)
    yield overview[0]
    QAccessible.setActive(False)


def asked(canvas):
    return QAccessible.queryAccessibleInterface(canvas)


def elements(canvas):
    children = [asked(canvas).child(index) for index in range(asked(canvas).childCount())]
    return {child.element_id: child for child in children if isinstance(child, ElementInterface)}


def component(bench, name):
    return next(one.id for one in bench.model.of(Component) if one.name == name)


def test_every_element_that_is_drawn_is_a_child_with_its_own_words(canvas):
    drawn = canvas.scene_shown.items_by_id
    found = elements(canvas)
    assert found.keys() == drawn.keys()
    for element_id, child in found.items():
        assert child.text(NAME) == drawn[element_id].item.spoken != ""
        assert child.isValid()
        assert child.parent() is asked(canvas)
        assert asked(canvas).child(asked(canvas).indexOfChild(child)) is child


def test_a_child_tells_what_is_around_it_as_the_canvas_tells_of_what_has_the_keyboard(canvas):
    for element_id, child in elements(canvas).items():
        canvas.select([element_id])
        told = [child.text(NAME), child.text(DESCRIPTION)]
        assert ", ".join(part for part in told if part) == asked(canvas).text(DESCRIPTION)


def test_the_element_at_a_point_of_the_screen_is_the_one_that_is_clicked_there(canvas):
    canvas.afloat.bar.hide()
    found = set()
    for child in elements(canvas).values():
        corner = child.rect().topLeft() + QPoint(4, 4)
        clicked = canvas.scene_shown.at(canvas.mapToScene(canvas.viewport().mapFromGlobal(corner)))
        there = asked(canvas).childAt(corner.x(), corner.y())
        if isinstance(there, ElementInterface):
            assert there.element_id == clicked.element
            found.add(clicked.element)
    assert len(found) > len(canvas.scene_shown.items_by_id) / 2
    assert asked(canvas).childAt(-5000, -5000) is None


def test_a_control_that_lies_on_the_drawing_is_found_before_what_is_below(canvas):
    bar = canvas.afloat.bar
    middle = bar.mapToGlobal(bar.rect().center())
    assert asked(canvas).childAt(middle.x(), middle.y()).object() is bar


def test_what_is_selected_says_so_and_what_has_the_keyboard_is_the_child_with_the_focus(canvas, qtbot):
    canvas.activateWindow()
    qtbot.waitUntil(canvas.hasFocus)
    found = elements(canvas)
    one, other = list(found)[:2]
    for chosen, left in ((one, other), (other, one)):
        canvas.select([chosen])
        assert found[chosen].state().selected
        assert found[chosen].state().focused
        assert not found[left].state().selected
        assert asked(canvas).focusChild() is found[chosen]


def test_an_element_that_is_taken_away_is_no_child_any_more(bench, canvas):
    gone = next(iter(bench.model.of(Component))).id
    child = elements(canvas)[gone]
    with bench.session.change("Delete it") as edit:
        edit.remove(gone)
    assert gone not in elements(canvas)
    assert not isValid(child)


def test_a_canvas_that_is_closed_takes_its_children_with_it(bench, canvas):
    another = Canvas(bench.session, canvas.diagram_id)
    kept = list(elements(another).values())
    another.deleteLater()
    del another
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    assert kept
    assert not any(isValid(child) for child in kept)
