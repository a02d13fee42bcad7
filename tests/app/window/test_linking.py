"""Allocations and traces, by the mouse and by keys alone."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.window.pages import Page
from core.model import Allocation, Diagram, DiagramType, Node, Placement, Relation, Requirement, TraceLink
from tests.app.conftest import element

CTRL = Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def cabinet(desk):
    """The window on a hardware diagram with one node."""
    with desk.session.change("Draw the cabinet") as edit:
        diagram = edit.new(Diagram, name="Cabinet", diagram=DiagramType.HARDWARE)
        node = edit.new(Node, name="PLC 01")
        edit.new(Placement, owner=diagram.id, element=node.id, x=0, y=0, width=200, height=140)
    desk.pages.show_page(Page("diagram", diagram.id))
    desk.session.select(())
    return desk


def take(qtbot, desk, letters):
    """Type into the palette and take what is found first."""
    palette = desk.shown.palette
    assert palette.isVisible()
    qtbot.keyClicks(palette.line, letters)
    qtbot.keyClick(palette.line, Qt.Key.Key_Return)


def runs_on(desk):
    snapshot = desk.session.snapshot()
    return [(snapshot[one.component].name, snapshot[one.node].name) for one in snapshot.of(Allocation)]


def test_a_component_is_dragged_from_the_tree_to_a_node(qtbot, cabinet):
    tree = cabinet.shown.model_panel.tree
    pump, node = element(cabinet, "Dosing pump"), element(cabinet, "PLC 01")
    canvas = cabinet.shown.canvas()
    goal = canvas.mapFromScene(canvas.scene_shown.find(node.id).outline().center())
    seen = []

    def carried_over(actions):
        # The platform of the tests has no drags of its own: what the tree began goes on by hand.
        data = tree.known.mimeData(tree.selectedIndexes())
        rest = (data, LEFT, Qt.KeyboardModifier.NoModifier)
        enter = QDragEnterEvent(QPoint(2, 2), actions, *rest)
        for event in (
            enter,
            QDragMoveEvent(QPoint(4, 4), actions, *rest),
            QDragMoveEvent(goal, actions, *rest),
        ):
            QApplication.sendEvent(canvas.viewport(), event)
            seen.append((event.isAccepted(), canvas.scene_shown.find(node.id).target))
        QApplication.sendEvent(canvas.viewport(), QDropEvent(QPointF(goal), actions, *rest))

    tree.startDrag = carried_over
    index = tree.known.place(pump.id)
    tree.scrollTo(index)
    start = cabinet.mapFromGlobal(tree.viewport().mapToGlobal(tree.visualRect(index).center()))
    handle = cabinet.windowHandle()
    QTest.mousePress(handle, LEFT, Qt.KeyboardModifier.NoModifier, start)
    QTest.mouseMove(handle, start + QPoint(8, 3))
    QTest.mouseMove(handle, start + QPoint(30, 6))
    QTest.mouseRelease(handle, LEFT, Qt.KeyboardModifier.NoModifier, start + QPoint(30, 6))
    assert seen == [(True, False), (False, False), (True, True)]
    assert runs_on(cabinet) == [("Dosing pump", "PLC 01")]
    assert cabinet.session.project.undoable.label == "Allocate Dosing pump to PLC 01"


def test_a_component_is_allocated_to_the_node_selected_by_typing(qtbot, cabinet):
    cabinet.session.select((element(cabinet, "PLC 01").id,))
    qtbot.keyClick(cabinet, Qt.Key.Key_L, CTRL)
    take(qtbot, cabinet, "dosing contr")
    assert runs_on(cabinet) == [("Dosing controller", "PLC 01")]
    heads = len(cabinet.session.project.heads)
    qtbot.keyClick(cabinet, Qt.Key.Key_L, CTRL)
    take(qtbot, cabinet, "dosing contr")
    assert len(cabinet.session.project.heads) == heads


def test_the_component_selected_is_allocated_to_a_node_by_typing(qtbot, cabinet):
    cabinet.session.select((element(cabinet, "Dosing pump").id,))
    qtbot.keyClick(cabinet, Qt.Key.Key_L, CTRL)
    take(qtbot, cabinet, "plc")
    assert runs_on(cabinet) == [("Dosing pump", "PLC 01")]


def test_the_allocation_tool_asks_for_the_component_of_the_node_clicked(qtbot, cabinet):
    canvas = cabinet.shown.canvas()
    canvas.setFocus()
    qtbot.keyClick(canvas, Qt.Key.Key_A)
    place = canvas.mapFromScene(canvas.scene_shown.find(element(cabinet, "PLC 01").id).outline().center())
    qtbot.mouseClick(canvas.viewport(), LEFT, pos=place)
    take(qtbot, cabinet, "pump")
    assert runs_on(cabinet) == [("Dosing pump", "PLC 01")]


def test_a_requirement_is_traced_by_typing_and_the_inspector_takes_it_back(qtbot, desk):
    one = element(desk, "DOS-01")
    desk.session.select((one.id,))
    qtbot.keyClick(desk, Qt.Key.Key_T, CTRL)
    assert desk.shown.palette.scope.text() == "any element"
    take(qtbot, desk, "dosing pump")
    (link,) = desk.session.snapshot().of(TraceLink)
    assert (link.source, link.target, link.relation) == (
        one.id,
        element(desk, "Dosing pump").id,
        Relation.COVERS,
    )
    assert desk.session.project.undoable.label == "Trace DOS-01 to Dosing pump"
    traces = desk.shown.inspector._traces
    buttons = {
        found.accessibleName() or found.text(): found for found in traces.findChildren(type(desk.bar.undo))
    }
    buttons["Take the trace to Dosing pump back"].click()
    assert desk.session.snapshot().of(TraceLink) == ()


def test_an_element_is_traced_to_a_requirement_by_typing(qtbot, desk):
    pump = element(desk, "Dosing pump")
    desk.session.select((pump.id,))
    qtbot.keyClick(desk, Qt.Key.Key_T, CTRL)
    take(qtbot, desk, "dos-02")
    (link,) = desk.session.snapshot().of(TraceLink)
    assert (desk.session.snapshot().find(Requirement, link.source).key, link.target) == ("DOS-02", pump.id)
    assert desk.shown.inspector.element == pump


def test_a_port_is_added_to_the_component_selected(qtbot, desk):
    pump = element(desk, "Dosing pump")
    desk.session.select((pump.id,))
    desk.run("draw.port")
    qtbot.keyClicks(desk.focusWidget(), "valve")
    qtbot.keyClick(desk.focusWidget(), Qt.Key.Key_Return)
    assert element(desk, "valve").owner == pump.id


@pytest.mark.parametrize("button", [LEFT, Qt.MouseButton.RightButton])
def test_a_click_on_the_ground_clears_what_is_selected_elsewhere_too(cabinet, monkeypatch, button):
    monkeypatch.setattr(cabinet, "show_context", lambda *_any: None)
    requirement = element(cabinet, "DOS-01")
    cabinet.session.select((requirement.id,))
    canvas = cabinet.shown.canvas()
    assert canvas.selection == []
    ground = canvas.mapFromScene(QPointF(-200, -120))
    assert canvas.viewport().rect().contains(ground)
    if button is LEFT:
        QTest.mouseClick(canvas.viewport(), LEFT, pos=ground)
    else:
        canvas.pointer.menu(ground, keyboard=False)
    assert cabinet.session.selection == ()
    assert cabinet.session.element(requirement.id) == requirement
