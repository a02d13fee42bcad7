"""While something is dragged, what would change the model leaves the drag and does nothing else."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.window.pages import Page
from core.model import Diagram, Placement
from tests.app.conftest import element

LEFT = Qt.MouseButton.LeftButton
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def dragged(desk, qtbot):
    """A window in which the pump is being dragged."""
    pump = element(desk, "Dosing pump")
    with desk.session.change("Draw") as edit:
        diagram = edit.new(Diagram, name="Plant")
        edit.new(Placement, owner=diagram.id, element=pump.id, x=80, y=80, width=176, height=52)
    desk.pages.show_page(Page("diagram", diagram.id))
    canvas = desk.shown.canvas()
    canvas.zoom_to(1.0)
    canvas.setFocus()
    start = canvas.mapFromScene(canvas.scene_shown.find(pump.id).outline().center())
    QTest.mousePress(canvas.viewport(), LEFT, pos=start)
    for shift in (10, 60):
        QTest.mouseMove(canvas.viewport(), start + QPoint(shift, shift))
        QApplication.processEvents()
    assert canvas.pointer.dragging
    return desk, canvas, start + QPoint(60, 60), pump.id


@pytest.mark.parametrize(
    "do",
    [
        lambda window, canvas: QTest.keyClick(canvas, Qt.Key.Key_Delete),
        lambda window, canvas: QTest.keyClick(canvas, Qt.Key.Key_Z, CTRL),
        lambda window, canvas: QTest.keyClick(canvas, Qt.Key.Key_D, CTRL),
        lambda window, canvas: QTest.keyClick(canvas, Qt.Key.Key_Tab),
        lambda window, canvas: window.run("edit.undo"),
        lambda window, canvas: window.run("edit.remove"),
        lambda window, canvas: window.run("draw.zone_around"),
    ],
    ids=["del", "ctrl z", "ctrl d", "tab", "undo", "remove", "zone"],
)
def test_what_would_change_the_model_leaves_the_drag_and_no_more(dragged, do):
    window, canvas, end, pump = dragged
    before, records = window.session.snapshot(), len(window.session.project.heads)
    do(window, canvas)
    assert not canvas.pointer.dragging
    assert window.status._reason.text() == "What was under way has been left; nothing else was done"
    QTest.mouseRelease(canvas.viewport(), LEFT, pos=end)
    assert window.session.snapshot() == before
    assert len(window.session.project.heads) == records
    assert canvas.creating.typing is None
    assert canvas.selection == [pump]


def test_undo_leaves_the_drag_also_where_there_is_nothing_to_undo(dragged, monkeypatch):
    window, canvas, end, _pump = dragged
    monkeypatch.setattr(type(window.session.project), "undoable", None)
    window.refresh()
    records = len(window.session.project.heads)
    QTest.keyClick(canvas, Qt.Key.Key_Z, CTRL)
    assert not canvas.pointer.dragging
    QTest.mouseRelease(canvas.viewport(), LEFT, pos=end)
    assert len(window.session.project.heads) == records


def test_what_only_looks_goes_on_amid_a_drag(dragged):
    window, canvas, end, _pump = dragged
    records = len(window.session.project.heads)
    window.run("draw.fit")
    assert canvas.pointer.dragging
    QTest.mouseRelease(canvas.viewport(), LEFT, pos=end)
    assert len(window.session.project.heads) == records + 1


def test_a_change_from_elsewhere_leaves_the_drag(dragged):
    window, canvas, end, pump = dragged
    with window.session.change("Rename") as edit:
        edit.set(pump, name="Inlet pump")
    assert not canvas.pointer.dragging
    records = len(window.session.project.heads)
    QTest.mouseRelease(canvas.viewport(), LEFT, pos=end)
    assert len(window.session.project.heads) == records
