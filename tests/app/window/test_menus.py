"""Menus of the drawing, the tree and the table; copying, pasting and duplicating shapes."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu

from app.actions.registry import ACTIONS, CONTEXT_MENUS
from app.gestures.carried import carried
from app.gestures.placing import placement_of
from app.window.pages import Page
from core.model import Component, Diagram, DiagramType, Edge, Location, Placement
from tests.app.conftest import element

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def drawing(desk):
    """The window on a diagram with the pump and the dosing controller."""
    with desk.session.change("Draw") as edit:
        diagram = edit.new(Diagram, name="Dosing")
        for x, name in ((0.0, "Dosing controller"), (300.0, "Dosing pump")):
            edit.new(Placement, owner=diagram.id, element=element(desk, name).id, x=x, width=176, height=52)
    desk.pages.show_page(Page("diagram", diagram.id))
    canvas = desk.shown.canvas()
    canvas.setFocus()
    return desk


@pytest.fixture
def offered(monkeypatch):
    """The titles in each menu that was opened; the platform of the tests cannot show one."""
    found = []

    def open_menu(menu, _place):
        found.append({entry.text() for entry in menu.actions() if entry.text()})

    monkeypatch.setattr(QMenu, "popup", open_menu)
    return found


def ask_menu(widget, place, reason=QContextMenuEvent.Reason.Mouse):
    QApplication.sendEvent(widget, QContextMenuEvent(reason, place, widget.mapToGlobal(place)))


def test_menus_list_actions_that_there_are():
    known = {one.id for one in ACTIONS}
    assert {one for groups in CONTEXT_MENUS.values() for group in groups for one in group} <= known


def test_the_right_button_selects_and_offers_what_can_be_done_there(drawing, offered):
    canvas = drawing.shown.canvas()
    pump = element(drawing, "Dosing pump")
    place = canvas.mapFromScene(canvas.scene_shown.find(pump.id).outline().center())
    ask_menu(canvas.viewport(), place)
    (titles,) = offered
    assert drawing.session.selection == (pump.id,)
    assert {"Rename", "Copy", "Duplicate", "New port", "Allocate to a node", "Take off the diagram"} <= titles
    assert "Put a zone around the selection" in titles
    assert "Allocate a component" not in titles
    ask_menu(canvas.viewport(), QPoint(5, 5))
    assert "Paste as a copy" in offered[-1]
    assert drawing.session.selection == ()


def test_the_menu_key_asks_about_what_is_selected(drawing, offered):
    canvas = drawing.shown.canvas()
    drawing.session.select((element(drawing, "Dosing pump").id,))
    ask_menu(canvas.viewport(), QPoint(5, 5), QContextMenuEvent.Reason.Keyboard)
    assert "Duplicate" in offered[-1]


def test_the_tree_and_the_table_have_menus(drawing, offered):
    tree = drawing.shown.model_panel.tree
    index = tree.known.place(element(drawing, "Laptop").id)
    tree.scrollTo(index)
    tree.customContextMenuRequested.emit(tree.visualRect(index).center())
    assert {"Show on a diagram", "Rename", "Remove from the model"} <= offered[-1]
    panel = drawing.shown.model_panel
    panel.filter.setText("laptop")
    panel.found.customContextMenuRequested.emit(panel.found.visualRect(panel.found.known.index(0)).center())
    assert "Show on a diagram" in offered[-1]
    drawing.show_room("require")
    table = drawing.shown.requirements_page().table
    table.customContextMenuRequested.emit(table.visualRect(table.known.index(0, 1)).center())
    assert {"Write a requirement", "Trace to an element"} <= offered[-1]


def test_a_shape_is_duplicated_with_what_it_owns_as_one_change(qtbot, drawing):
    canvas, dosing = drawing.shown.canvas(), element(drawing, "Dosing controller")
    drawing.session.select((dosing.id,))
    before, heads = drawing.session.snapshot(), len(drawing.session.project.heads)
    qtbot.keyClick(canvas, Qt.Key.Key_D, CTRL)
    assert len(drawing.session.project.heads) == heads + 1
    assert drawing.session.project.undoable.label == "Duplicate Dosing controller"
    copy = element(drawing, "Dosing controller 2")
    snapshot = drawing.session.snapshot()
    assert drawing.session.selection == (copy.id,)
    assert [one.kind for one in snapshot.owned(copy.id)] == ["port", "state machine"]
    place = placement_of(snapshot, canvas.diagram_id, copy.id)
    assert (place.x, place.y, place.width) == (0, 80, 176)
    qtbot.keyClick(drawing, Qt.Key.Key_Z, CTRL)
    assert drawing.session.snapshot() == before


def test_two_shapes_are_copied_with_the_flow_between_them(qtbot, drawing):
    canvas = drawing.shown.canvas()
    drawing.session.select((element(drawing, "Dosing controller").id, element(drawing, "Dosing pump").id))
    qtbot.keyClick(canvas, Qt.Key.Key_C, CTRL)
    qtbot.keyClick(canvas, Qt.Key.Key_V, CTRL)
    qtbot.keyClick(canvas, Qt.Key.Key_V, CTRL)
    names = sorted(one.name for one in drawing.session.snapshot().of(Component))
    assert names[:3] == ["Dosing controller", "Dosing controller 2", "Dosing controller 3"]
    assert sum(one.name == "Dose command" for one in drawing.session.snapshot()) == 3
    assert drawing.session.project.undoable.label == "Paste 2 components"


def test_a_copy_is_pasted_on_another_diagram(qtbot, drawing):
    drawing.session.select((element(drawing, "Dosing pump").id,))
    drawing.run("edit.copy")
    assert QApplication.clipboard().text() == "Dosing pump"
    drawing.run("draw.system")
    drawing.run("edit.paste")
    copy = element(drawing, "Dosing pump 2")
    assert placement_of(drawing.session.snapshot(), drawing.shown.canvas().diagram_id, copy.id) is not None
    drawing.run("draw.hardware")
    said = []
    drawing.shown.canvas().message.connect(said.append)
    drawing.run("edit.paste")
    assert said == ["What was copied cannot be drawn on this diagram"]


def test_copied_locations_belong_to_the_same_machine_and_none_is_initial(qtbot, desk):
    idle, held = element(desk, "Idle"), element(desk, "Held")
    with desk.session.change("Draw") as edit:
        diagram = edit.new(Diagram, name="Dosing", diagram=DiagramType.BEHAVIOUR, owner=idle.owner)
        edit.new(Edge, owner=idle.owner, source=idle.id, target=held.id)
        for one in (idle, held):
            edit.new(Placement, owner=diagram.id, element=one.id)
    desk.pages.show_page(Page("diagram", diagram.id))
    desk.session.select((idle.id, held.id))
    desk.run("edit.duplicate")
    copies = [one for one in desk.session.snapshot().of(Location) if one.name.endswith(" 2")]
    assert [(one.owner, one.initial) for one in copies] == [(idle.owner, False)] * 2
    assert len(desk.session.snapshot().of(Edge)) == 2


def test_nothing_is_pasted_from_an_empty_clipboard_and_what_was_copied_is_left_as_text(qtbot, drawing):
    desk = drawing
    QApplication.clipboard().clear()
    before = desk.session.snapshot()
    desk.run("edit.paste")
    assert desk.session.snapshot() is before
    desk.session.select((element(desk, "Dosing pump").id,))
    desk.run("edit.copy")
    desk.desk.clipboard.leave()
    data = QApplication.clipboard().mimeData()
    assert (data.text(), carried(data)) == ("Dosing pump", [])


def test_a_clock_belongs_to_the_machine_whose_diagram_is_in_front(desk, offered):
    machine = element(desk, "Idle").owner
    with desk.session.change("Draw") as edit:
        diagram = edit.new(Diagram, name="Dosing", diagram=DiagramType.BEHAVIOUR, owner=machine)
    desk.pages.show_page(Page("diagram", diagram.id))
    ask_menu(desk.shown.canvas().viewport(), QPoint(5, 5))
    news = {"New clock of the machine", "New variable of the machine", "New timer of the machine"}
    assert news <= offered[-1]
    for kind in ("clock", "variable", "timer"):
        desk.session.select((element(desk, "Laptop").id,))
        desk.run(f"draw.{kind}")
        made = desk.session.element(desk.session.selection[0])
        assert (made.kind, made.owner) == (kind, machine)
    assert desk.messages.shown is None
