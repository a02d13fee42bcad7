"""Ways through a model: back to a place, into diagrams, to each use, along the steps above a drawing."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QPushButton

from app.canvas.standpoint import standpoint
from app.window.pages import Page
from core.model import (
    Allocation,
    Component,
    Diagram,
    DiagramType,
    Node,
    Placement,
    StateMachine,
    TextNote,
    TraceLink,
)
from tests.app.conftest import element

CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


@pytest.fixture
def drawn(desk, qtbot):
    """The window with two system diagrams, one of hardware and one of the machine; the ids by name."""
    dosing, pump = element(desk, "Dosing controller"), element(desk, "Dosing pump")
    control = element(desk, "Basic control")
    with desk.session.change("Draw") as edit:
        overview = edit.new(Diagram, name="Overview")
        detail = edit.new(Diagram, name="Detail")
        hardware = edit.new(Diagram, name="Racks", diagram=DiagramType.HARDWARE)
        machine = element(desk, "Idle").owner
        inner = edit.new(Diagram, name="Dosing behaviour", owner=machine, diagram=DiagramType.BEHAVIOUR)
        edit.new(Placement, owner=overview.id, element=control.id, x=-60, y=-60, width=3300, height=400)
        for diagram, x in ((overview, 0.0), (detail, 40.0)):
            edit.new(Placement, owner=diagram.id, element=dosing.id, x=x, width=176, height=52)
        edit.new(Placement, owner=overview.id, element=pump.id, x=3000.0, width=176, height=52)
        plc = edit.new(Node, name="PLC 01")
        edit.new(Placement, owner=hardware.id, element=plc.id, width=200, height=90)
        edit.new(Allocation, component=dosing.id, node=plc.id)
        edit.new(Placement, owner=inner.id, element=element(desk, "Idle").id, width=120, height=40)
        requirement = element(desk, "DOS-02")
        edit.new(TraceLink, source=requirement.id, target=pump.id)
    desk.pages.show_page(Page("diagram", overview.id))
    desk.activateWindow()
    desk.shown.canvas().setFocus()
    return {one.name: one.id for one in (overview, detail, hardware, inner, plc)}


def in_front(desk):
    return desk.session.element(desk.pages.current.id).name


def test_back_and_forward_lead_to_the_place_and_scale_that_was_seen(drawn, desk, qtbot):
    canvas = desk.shown.canvas()
    canvas.zoom_to(1.6)
    canvas.centerOn(90, 30)
    before = standpoint(canvas)
    desk.go_to(element(desk, "Dosing pump").id)
    there = standpoint(canvas)
    assert there != before
    desk.pages.show_page(Page("diagram", drawn["Detail"]))
    qtbot.keyClick(desk, Qt.Key.Key_PageUp, CTRL | ALT)
    assert (in_front(desk), standpoint(canvas)) == ("Overview", there)
    qtbot.keyClick(desk, Qt.Key.Key_PageUp, CTRL | ALT)
    assert (in_front(desk), standpoint(canvas)) == ("Overview", before)
    qtbot.keyClick(desk, Qt.Key.Key_PageDown, CTRL | ALT)
    assert standpoint(canvas) == there
    qtbot.keyClick(desk, Qt.Key.Key_PageDown, CTRL | ALT)
    assert in_front(desk) == "Detail"


def test_going_to_what_is_in_view_is_no_stop_on_the_way(drawn, desk):
    dosing = element(desk, "Dosing controller").id
    desk.go_to(dosing)
    stops = len(desk.pages._way)
    desk.go_to(dosing)
    assert len(desk.pages._way) == stops


def test_a_double_click_goes_into_a_component_and_back_comes_out(drawn, desk, qtbot):
    canvas = desk.shown.canvas()
    canvas.zoom_to(1.0)
    canvas.centerOn(90, 26)
    seen = standpoint(canvas)
    dosing = canvas.scene_shown.find(element(desk, "Dosing controller").id)
    place = canvas.mapFromScene(dosing.outline().center())
    qtbot.mouseDClick(canvas.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert in_front(desk) == "Dosing behaviour"
    qtbot.keyClick(desk, Qt.Key.Key_PageUp, CTRL | ALT)
    assert (in_front(desk), standpoint(canvas)) == ("Overview", seen)
    desk.session.select((element(desk, "Dosing controller").id,))
    qtbot.keyClick(canvas, Qt.Key.Key_Return, ALT)
    assert in_front(desk) == "Dosing behaviour"


def test_of_several_diagrams_of_its_own_one_is_chosen_and_without_any_it_is_said(drawn, desk, qtbot):
    dosing = element(desk, "Dosing controller")
    with desk.session.change("More") as edit:
        other = edit.new(StateMachine, name="Cleaning", owner=dosing.id)
        edit.new(Diagram, name="Cleaning", owner=other.id, diagram=DiagramType.BEHAVIOUR)
    desk.session.select((dosing.id,))
    desk.run("view.into")
    palette = desk.shown.palette
    assert [row.title for row in palette.list.known.rows] == ["Dosing behaviour", "Cleaning"]
    qtbot.keyClicks(palette.line, "clean")
    qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    assert in_front(desk) == "Cleaning"
    desk.session.select((element(desk, "Laptop").id,))
    desk.run("view.into")
    assert desk.status._reason.text() == "Laptop has no diagram of its own"


def test_every_use_is_listed_and_gone_to(drawn, desk, qtbot):
    desk.session.select((element(desk, "Dosing pump").id,))
    qtbot.keyClick(desk.shown.canvas(), Qt.Key.Key_F12, SHIFT)
    palette = desk.shown.palette
    rows = palette.list.known.rows
    heads = [(row.title, row.count) for row in rows if row.heading]
    assert heads == [("Drawn on", "1"), ("Flows and links", "1"), ("Requirements", "1")]
    assert [row.title for row in rows if not row.heading][:2] == ["Overview", "Dose command"]
    assert (rows[-1].lead, rows[-1].right) == ("DOS-02", "satisfies")
    for _step in range(2):
        qtbot.keyClick(palette.line, Qt.Key.Key_Down)
    qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    assert desk.room == "require"
    assert desk.session.selection == (element(desk, "DOS-02").id,)
    desk.session.select((element(desk, "Drinking water").id,))
    desk.run("view.uses")
    assert desk.status._reason.text() == "Nothing uses Drinking water yet"


def test_the_next_diagram_that_shows_it_is_gone_to_around_the_end(drawn, desk, qtbot):
    dosing = element(desk, "Dosing controller")
    desk.session.select((dosing.id,))
    seen = []
    for _step in range(3):
        qtbot.keyClick(desk.shown.canvas(), Qt.Key.Key_F12, CTRL)
        seen.append(in_front(desk))
    assert seen == ["Detail", "Racks", "Overview"]
    assert desk.status._reason.text() == "Dosing controller: diagram 1 of 3"
    desk.session.select((element(desk, "Dosing pump").id,))
    desk.run("view.next_diagram")
    assert desk.status._reason.text() == "Dosing pump is drawn on this diagram alone"
    desk.session.select((element(desk, "Drinking water").id,))
    desk.run("view.next_diagram")
    assert desk.status._reason.text() == "Drinking water is drawn on no diagram"


def test_on_hardware_the_node_is_shown_on_which_it_runs(drawn, desk):
    desk.pages.show_page(Page("diagram", drawn["Detail"]))
    desk.session.select((element(desk, "Dosing controller").id,))
    desk.run("view.next_diagram")
    canvas = desk.shown.canvas()
    assert canvas.visible_area().contains(canvas.scene_shown.find(drawn["PLC 01"]).outline())
    dosing = element(desk, "Dosing controller").id
    assert desk.session.selection == (dosing,)
    assert canvas.chips.marked == (dosing,)
    (chip,) = canvas.chips.areas(dosing)
    assert canvas.visible_area().contains(chip)
    marked = canvas.grab().toImage()
    desk.session.select(())
    assert canvas.chips.marked == ()
    assert canvas.grab().toImage() != marked


def test_a_chip_that_is_clicked_is_marked(drawn, desk, qtbot):
    desk.pages.show_page(Page("diagram", drawn["Racks"]))
    qtbot.wait(10)
    canvas, dosing = desk.shown.canvas(), element(desk, "Dosing controller").id
    (chip,) = canvas.chips.areas(dosing)
    place = canvas.mapFromScene(chip.center())
    qtbot.mouseClick(canvas.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert (desk.session.selection, canvas.chips.marked) == ((dosing,), (dosing,))
    assert desk.session.selection == (element(desk, "Dosing controller").id,)


def test_f12_on_a_term_goes_to_what_it_means(drawn, desk, qtbot):
    term = next(one for one in desk.session.snapshot() if one.kind == "term")
    desk.session.select((term.id,))
    desk.run("edit.follow")
    assert desk.session.selection == (term.refers_to,)


def steps(desk, wide=None):
    page = desk.pages.widget(desk.pages.current)
    if wide is not None:
        page.way.resize(wide, 24)
    return {step.text(): step for step in page.way.steps if not step.isHidden()}


def test_the_steps_above_a_drawing_are_clicked_and_reached_by_keys(drawn, desk, qtbot, monkeypatch):
    desk.resize(1600, 900)
    qtbot.wait(50)
    assert list(steps(desk)) == ["plant", "System", "Overview"]
    desk.pages.show_page(Page("diagram", drawn["Dosing behaviour"]))
    qtbot.wait(50)
    assert list(steps(desk)) == ["plant", "Dosing controller", "Dosing", "Dosing behaviour"]
    offered = []
    monkeypatch.setattr(QMenu, "popup", lambda menu, _place: offered.append(menu))
    step = steps(desk)["Dosing controller"]
    assert isinstance(step, QPushButton)
    assert step.focusPolicy() & Qt.FocusPolicy.TabFocus
    step.setFocus()
    qtbot.keyClick(step, Qt.Key.Key_Space)
    (menu,) = offered
    assert [entry.text() for entry in menu.actions()] == ["Overview", "Detail", "Racks"]
    menu.actions()[1].trigger()
    assert in_front(desk) == "Detail"


def test_what_stands_around_the_selection_is_a_step_too_and_the_middle_gives_way_first(drawn, desk, qtbot):
    desk.resize(1600, 900)
    qtbot.wait(50)
    desk.session.select((element(desk, "Dosing pump").id,))
    assert list(steps(desk)) == ["plant", "System", "Overview", "Basic control"]
    page = desk.pages.widget(desk.pages.current)
    steps(desk)["Basic control"].click()
    assert desk.session.selection == (element(desk, "Basic control").id,)
    desk.session.select((element(desk, "Dosing pump").id,))
    wide = sum(step.sizeHint().width() for step in page.way.steps)
    assert list(steps(desk, wide)) == ["plant", "Overview", "Basic control"]
    assert page.way.rest.isVisible()
    assert [entry.text() for entry in page.way.menu_of_rest().actions()] == ["System"]
    assert list(steps(desk, 60)) == ["Overview"]


def test_steps_to_a_drawing_of_the_sample_give_way_to_the_words_of_the_chips_and_are_in_a_menu(window, qtbot):
    window.run("project.sample")
    window.results._pause.stop()
    whole = ["Water treatment plant", "System", "Plant overview", "Operations"]
    for wide in (1360, 1600, 2000):
        window.resize(wide, 900)
        window.session.select((element(window, "Historian").id,))
        qtbot.wait(50)
        page = window.pages.widget(window.pages.current)
        offered = [entry.text() for entry in page.way.menu_of_rest().actions()]
        shown = list(steps(window))
        assert "Plant overview" in shown
        assert sorted([*offered, *shown], key=whole.index) == whole
    assert shown == whole


def test_a_diagram_is_drawn_once_more_with_its_notes_as_one_change(drawn, desk, qtbot):
    with desk.session.change("Note") as edit:
        note = edit.new(TextNote, owner=drawn["Overview"], text="Ask")
        edit.new(Placement, owner=drawn["Overview"], element=note.id, x=5)
    before = desk.session.snapshot()
    heads = len(desk.session.project.heads)
    desk.session.select(())
    desk.run("draw.duplicate_diagram")
    assert len(desk.session.project.heads) == heads + 1
    assert in_front(desk) == "Overview 2"
    snapshot = desk.session.snapshot()
    copy = desk.pages.current.id
    placed = {one.element for one in snapshot.owned(copy, Placement)}
    (copied,) = snapshot.owned(copy, TextNote)
    known = {element(desk, name).id for name in ("Basic control", "Dosing controller", "Dosing pump")}
    assert placed == {*known, copied.id}
    assert snapshot.of(Component) == before.of(Component)
    desk.session.undo()
    assert desk.session.snapshot() == before


def test_diagrams_are_put_in_order_within_their_sort(drawn, desk, qtbot):
    def names():
        tree = desk.shown.model_panel.tree.known
        rows = [tree.data(tree.index(row, 0)) for row in range(tree.rowCount())]
        return rows[1 : rows.index("Model")]

    assert names() == ["Overview", "Detail", "Racks", "Dosing behaviour"]
    desk.session.select(())
    qtbot.keyClick(desk, Qt.Key.Key_Down, CTRL | ALT)
    assert names() == ["Detail", "Overview", "Racks", "Dosing behaviour"]
    assert desk.session.project.undoable.label == "Move diagram Overview down"
    heads = len(desk.session.project.heads)
    qtbot.keyClick(desk, Qt.Key.Key_Down, CTRL | ALT)
    assert desk.status._reason.text() == "Overview is the last of its sort"
    assert len(desk.session.project.heads) == heads
    desk.session.select((drawn["Overview"],))
    qtbot.keyClick(desk, Qt.Key.Key_Up, CTRL | ALT)
    assert names() == ["Overview", "Detail", "Racks", "Dosing behaviour"]


def test_a_diagram_is_renamed_and_found_in_the_tree(drawn, desk, qtbot):
    panel = desk.shown.model_panel
    desk.session.select((drawn["Detail"],))
    desk.run("edit.rename")
    name = desk.focusWidget()
    qtbot.keyClicks(name, "Dosing cell")
    qtbot.keyClick(name, Qt.Key.Key_Return)
    assert desk.session.element(drawn["Detail"]).name == "Dosing cell"
    qtbot.keyClicks(panel.filter, "cell diag")
    assert [row.title for row in panel.found.known.rows] == ["Dosing cell"]
    panel.found.activated_row.emit(drawn["Detail"])
    assert in_front(desk) == "Dosing cell"


def test_keys_with_alt_do_not_open_the_menu(drawn, desk, qtbot):
    desk.pages.show_page(Page("diagram", drawn["Detail"]))
    desk.setFocus()
    press_with_alt(desk, Qt.Key.Key_Left)
    assert in_front(desk) == "Overview"
    assert not desk.menuBar().isVisible()


def test_a_row_taken_with_alt_leaves_the_keyboard_on_the_drawing(drawn, desk, qtbot):
    desk.pages.show_page(Page("diagram", drawn["Detail"]))
    canvas = desk.shown.canvas()
    canvas.setFocus()
    qtbot.keyClick(canvas, Qt.Key.Key_Space)
    qtbot.keyClicks(canvas.creating.typing.line, "Siren")
    press_with_alt(desk, Qt.Key.Key_2)
    assert [one.name for one in desk.session.snapshot() if one.name == "Siren"] == ["Siren"]
    assert (canvas.hasFocus(), desk.menuBar().isVisible()) == (True, False)


def test_alt_alone_opens_the_menu_and_escape_gives_the_keyboard_back(drawn, desk, qtbot):
    canvas = desk.shown.canvas()
    canvas.setFocus()
    for _time in range(2):
        QTest.keyPress(desk.windowHandle(), Qt.Key.Key_Alt)
        QTest.keyRelease(desk.windowHandle(), Qt.Key.Key_Alt)
        assert desk.menuBar().hasFocus()
        QTest.keyClick(desk.windowHandle(), Qt.Key.Key_Escape)
        assert (canvas.hasFocus(), desk.menuBar().isVisible()) == (True, False)


def press_with_alt(desk, key):
    """As the system hands it on: Alt held, the key, Alt let go."""
    QTest.keyPress(desk.windowHandle(), Qt.Key.Key_Alt)
    QTest.keyClick(desk.windowHandle(), key, ALT)
    QTest.keyRelease(desk.windowHandle(), Qt.Key.Key_Alt)


def test_back_and_forward_bring_back_what_was_selected_on_the_diagram(drawn, desk):
    overview, racks = Page("diagram", drawn["Overview"]), Page("diagram", drawn["Racks"])
    pump, plc = element(desk, "Dosing pump"), drawn["PLC 01"]
    desk.shown.canvas().select([pump.id])
    desk.pages.show_page(racks)
    desk.shown.canvas().select([plc])
    told = []
    for back in (True, False):
        desk.desk.desktop.travel(back)
        told.append((desk.pages.current, desk.session.selection, desk.shown.inspector.element))
    assert told == [
        (overview, (pump.id,), pump),
        (racks, (plc,), desk.session.element(plc)),
    ]
    dosing = element(desk, "Dosing controller")
    desk.pages.show_page(Page("diagram", drawn["Detail"]))
    desk.pages.show_page(overview)
    desk.shown.canvas().select([dosing.id])
    desk.desk.desktop.travel(True)
    assert desk.session.selection == (dosing.id,), "it is drawn there too"


def test_back_from_where_a_search_led_brings_back_what_was_selected_before(drawn, desk):
    overview, pump = Page("diagram", drawn["Overview"]), element(desk, "Dosing pump")
    dosing = element(desk, "Dosing controller")
    for target, page in (
        (drawn["PLC 01"], "Racks"),
        (element(desk, "DOS-02").id, None),
        (dosing.id, "Overview"),
    ):
        desk.pages.show_page(overview)
        desk.shown.canvas().select([pump.id])
        desk.go_to(target)
        assert page is None or in_front(desk) == page
        assert desk.session.selection == (target,)
        if desk.pages.current != overview:
            desk.desk.desktop.travel(True)
            assert (desk.pages.current, desk.session.selection) == (overview, (pump.id,))


def test_what_was_removed_is_not_selected_again_on_the_way_back(drawn, desk):
    overview, racks = Page("diagram", drawn["Overview"]), Page("diagram", drawn["Racks"])
    pump = element(desk, "Dosing pump")
    desk.shown.canvas().select([pump.id])
    desk.pages.show_page(racks)
    with desk.session.change("Remove the pump") as edit:
        edit.remove(pump.id)
    desk.desk.desktop.travel(True)
    assert (desk.pages.current, desk.session.selection) == (overview, (overview.id,))
