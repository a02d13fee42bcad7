"""What is said of a change stays in the status line until something else is done."""

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.window.pages import Page
from core.model import Component, Diagram, Placement

LONG = "Netzwerkzugangskontrollsystem"


@pytest.fixture
def pair(desk):
    """The window on a diagram with two shapes side by side, the second locked."""
    with desk.session.change("Draw the pair") as edit:
        diagram = edit.new(Diagram, name="Pair")
        made = [edit.new(Component, name=name).id for name in ("Valve", "Mixer")]
        for number, one in enumerate(made):
            edit.new(Placement, owner=diagram.id, element=one, x=number * 200, y=0, locked=number == 1)
    desk.pages.show_page(Page("diagram", diagram.id))
    desk.session.select(())
    QApplication.processEvents()
    return desk, desk.shown.canvas(), *made


def drag(canvas, start, end):
    view = canvas.viewport()
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=canvas.mapFromScene(QPointF(*start)))
    for stop in (QPointF(*start) + QPointF(8, 8), QPointF(*end)):
        QTest.mouseMove(view, canvas.mapFromScene(stop))
        QApplication.processEvents()
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=canvas.mapFromScene(QPointF(*end)))


def write(canvas, words):
    line = canvas._writing.editor.lines[0]
    line.selectAll()
    QTest.keyClicks(line, words)
    QTest.keyClick(line, Qt.Key.Key_Return)


def said(desk):
    """What stands in the status line once everything that was under way has come to an end."""
    for _turn in range(3):
        QTest.qWait(10)
    return desk.status._reason.text()


def test_what_a_new_zone_overlaps_stays_said_once_it_is_selected(pair):
    desk, canvas, _valve, _mixer = pair
    canvas.set_tool("zone")
    drag(canvas, (-40, -60), (230, 100))
    write(canvas, "Field")
    assert said(desk) == "Field overlaps Mixer · Ctrl Z takes it back · Field, zone, no SL stated"


def test_what_a_longer_name_covers_stays_said(pair):
    desk, canvas, valve, _mixer = pair
    canvas.select([valve])
    canvas.name(valve)
    write(canvas, LONG)
    assert said(desk) == f"{LONG} overlaps Mixer · Ctrl Z takes it back · {LONG}, Component"


def test_it_is_said_no_more_of_what_is_selected_next(pair):
    desk, canvas, valve, mixer = pair
    canvas.select([valve])
    canvas.name(valve)
    write(canvas, LONG)
    said(desk)
    canvas.select([mixer])
    assert said(desk) == "Mixer, Component, locked"


def test_what_a_name_covers_that_was_written_in_the_inspector_is_said(pair):
    desk, canvas, valve, _mixer = pair
    canvas.select([valve])
    name = desk.shown.inspector._name
    name.setFocus()
    name.selectAll()
    QTest.keyClicks(name, LONG)
    QTest.keyClick(name, Qt.Key.Key_Return)
    assert desk.session.snapshot()[valve].name == LONG
    assert said(desk) == f"Pair: {LONG} overlaps Mixer"
