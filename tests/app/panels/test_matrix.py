"""The matrix as a page: the cursor, one change a cell, folding, looking for names, tables for others."""

import time

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontMetrics, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.theme import font
from app.window.desk.pages import MATRIX
from core.ground.identity import counted_ids, system_clock
from core.model import Allocation, Component, Connector, Node, Port, Relation, TraceLink, Zone
from core.project import Surroundings, create_project
from tests.app.conftest import element

KEY = Qt.Key


def cursor(page):
    """Row and column of the cell that has the cursor."""
    index = page.view.currentIndex()
    return index.row(), index.column()


@pytest.fixture
def opened(desk, qtbot):
    """The page of the matrix on the small plant, to which a node was added."""
    with desk.session.change("Add a node") as edit:
        edit.new(Node, name="PLC 02", zone=element(desk, "Basic control").id)

    def show(subject):
        desk.run(f"matrix.{subject}")
        page = desk.pages.widget(MATRIX)
        qtbot.waitUntil(page.isVisible)
        return page

    return show


def put(page, row, column):
    """Move the cursor to the cell of two names."""
    shown = page.view.known.shown
    page.view.put_cursor(
        [head.name for head in shown.rows].index(row), [head.name for head in shown.columns].index(column)
    )


def changes(desk):
    """How many changes the project has."""
    return len(desk.session.project.heads)


def test_space_allocates_and_takes_off_in_one_change_each(desk, opened):
    page = opened("allocations")
    put(page, "Dosing pump", "PLC 02")
    before = changes(desk)
    QTest.keyClick(page.view, KEY.Key_Space)
    (link,) = desk.session.snapshot().of(Allocation)
    assert (link.component, link.node) == (element(desk, "Dosing pump").id, element(desk, "PLC 02").id)
    assert changes(desk) == before + 1
    assert page.view.known.said(page.view.currentIndex().row(), page.view.currentIndex().column()) == (
        "Dosing pump → PLC 02: 1 allocation"
    )
    QTest.keyClick(page.view, KEY.Key_Return)
    assert desk.session.snapshot().of(Allocation) == ()
    assert changes(desk) == before + 2
    desk.run("edit.undo")
    assert desk.session.snapshot().of(Allocation) == (link,)


def test_a_click_on_a_cell_moves_the_cursor_and_alters_nothing(desk, opened):
    page = opened("allocations")
    before = changes(desk)
    place = page.view.cell_area(1, 1).center()
    QTest.mouseClick(page.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert (page.view.currentIndex().row(), page.view.currentIndex().column()) == (1, 1)
    assert changes(desk) == before


def test_enter_adds_a_flow_and_then_shows_it_in_the_inspector(desk, opened):
    page = opened("connectors")
    put(page, "Dosing pump", "Laptop")
    flows = set(desk.session.snapshot().of(Connector))
    QTest.keyClick(page.view, KEY.Key_Return)
    (made,) = set(desk.session.snapshot().of(Connector)) - flows
    ends = [desk.session.snapshot().find(Port, end).owner for end in (made.source, made.target)]
    assert ends == [element(desk, "Dosing pump").id, element(desk, "Laptop").id]
    assert desk.session.selection == (made.id,)
    desk.session.select(())
    before = changes(desk)
    QTest.keyClick(page.view, KEY.Key_Return)
    assert desk.session.selection == (made.id,)
    assert changes(desk) == before


def test_a_flow_from_an_element_to_itself_is_refused_in_words(desk, opened, qtbot):
    page = opened("connectors")
    put(page, "Laptop", "Laptop")
    before = changes(desk)
    with qtbot.waitSignal(page.message) as said:
        QTest.keyClick(page.view, KEY.Key_Space)
    assert said.args == ["A flow leads from one element to another"]
    assert changes(desk) == before


def test_space_traces_a_requirement_and_parts_it_again(desk, opened):
    page = opened("traces")
    put(page, "DOS-01", "Dosing pump")
    QTest.keyClick(page.view, KEY.Key_Space)
    (trace,) = desk.session.snapshot().of(TraceLink)
    assert (trace.source, trace.target) == (element(desk, "DOS-01").id, element(desk, "Dosing pump").id)
    QTest.keyClick(page.view, KEY.Key_Space)
    assert desk.session.snapshot().of(TraceLink) == ()


def test_space_lets_a_requirement_refine_another_one_and_parts_them_again(desk, opened, qtbot):
    page = opened("relations")
    put(page, "DOS-02", "DOS-01")
    before = changes(desk)
    QTest.keyClick(page.view, KEY.Key_Space)
    (trace,) = desk.session.snapshot().of(TraceLink)
    ends = element(desk, "DOS-02").id, element(desk, "DOS-01").id
    assert (trace.source, trace.target, trace.relation) == (*ends, Relation.REFINES)
    assert changes(desk) == before + 1
    shown = page.view.known.shown
    names = [head.name for head in shown.rows]
    there, back = names.index("DOS-02"), names.index("DOS-01")
    assert page.view.known.said(there, back) == "DOS-02 → DOS-01: refines"
    assert page.view.known.said(back, there) == "DOS-01 → DOS-02: 1 trace back"
    assert page.said.text() == "DOS-02 → DOS-01: refines"
    QTest.keyClick(page.view, KEY.Key_Space)
    assert desk.session.snapshot().of(TraceLink) == ()
    put(page, "DOS-01", "DOS-01")
    with qtbot.waitSignal(page.message) as said:
        QTest.keyClick(page.view, KEY.Key_Space)
    assert said.args == ["A requirement refines another one"]
    assert desk.session.snapshot().of(TraceLink) == ()


def test_what_is_not_allocated_is_marked_and_counted(desk, opened):
    page = opened("allocations")
    rows = {head.name: head.empty for head in page.view.known.shown.rows if head.members}
    assert rows == {"Dosing controller": True, "Dosing pump": True, "Laptop": True}
    assert page._count.text() == "0 allocations, 3 not allocated"
    said = page.view.known.headerData(1, Qt.Orientation.Vertical, Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Dosing controller, nothing joins it"


def test_minus_folds_the_zone_around_the_cursor_and_plus_opens_it(desk, opened):
    page = opened("allocations")
    put(page, "Dosing pump", "PLC 02")
    QTest.keyClick(page.view, KEY.Key_Space)
    QTest.keyClick(page.view, KEY.Key_Minus)
    shown = page.view.known.shown
    assert [head.name for head in shown.rows] == ["Basic control", "Office", "Laptop"]
    assert shown.rows[0].folded
    assert len(shown.cell(0, 1).links) == 1
    page.view.put_cursor(0, 1)
    before = changes(desk)
    QTest.keyClick(page.view, KEY.Key_Space)
    assert [head.name for head in page.view.known.shown.rows][:2] == ["Basic control", "Dosing controller"]
    assert changes(desk) == before


def test_a_click_on_a_chevron_folds_columns_too(desk, opened):
    page = opened("connectors")
    columns = page.view.columns
    place = QPoint(columns.defaultSectionSize() // 2, columns.viewport().height() - 16)
    QTest.mouseClick(columns.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert page.view.known.shown.columns[0].folded
    assert not page.view.known.shown.rows[0].folded


def test_typing_narrows_the_rows_and_slash_goes_there(desk, opened):
    page = opened("connectors")
    page.view.setFocus()
    QTest.keyClick(page.view, "/")
    assert page.row_filter.hasFocus()
    QTest.keyClicks(page.row_filter, "pump")
    assert [head.name for head in page.view.known.shown.rows] == ["Basic control", "Dosing pump"]
    assert len(page.view.known.shown.columns) == 5
    QTest.keyClicks(page.row_filter, "xyz")
    assert page._empty.isVisible()


def test_the_cursor_stays_on_its_elements_when_the_model_changes(desk, opened):
    page = opened("allocations")
    put(page, "Laptop", "PLC 02")
    with desk.session.change("Add") as edit:
        edit.new(Component, name="Alarm", zone=element(desk, "Basic control").id)
    index = page.view.currentIndex()
    assert page.view.known.said(index.row(), index.column()) == "Laptop → PLC 02: not allocated"


def test_the_foot_says_what_the_cell_says_after_an_undo(desk, opened):
    page = opened("allocations")
    put(page, "Laptop", "PLC 02")
    QTest.keyClick(page.view, KEY.Key_Space)
    assert page.said.text() == page.view.known.said(*cursor(page))
    desk.session.undo()
    assert page.said.text() == "Laptop → PLC 02: not allocated"
    desk.session.redo()
    assert page.said.text() == page.view.known.said(*cursor(page)) != "Laptop → PLC 02: not allocated"


def test_an_emptied_matrix_says_why_below_its_controls_and_nothing_of_a_cell(desk, opened):
    page = opened("allocations")
    put(page, "Laptop", "PLC 02")
    full = page.row_filter.mapTo(page, QPoint(0, 0)).y()
    QTest.keyClicks(page.row_filter, "xyz")
    QApplication.processEvents()
    assert page.said.text() == ""
    assert page.row_filter.mapTo(page, QPoint(0, 0)).y() == full
    assert page._empty.y() <= page.row_filter.mapTo(page, QPoint(0, 0)).y() + page.row_filter.height() + 20
    page.row_filter.clear()
    QApplication.processEvents()
    assert page.view.isVisible()


def test_a_double_click_shows_the_flow_on_its_drawing(desk, opened, qtbot):
    page = opened("connectors")
    put(page, "Laptop", "Dosing controller")
    index = page.view.currentIndex()
    place = page.view.cell_area(index.row(), index.column()).center()
    with qtbot.waitSignal(page.asked) as asked:
        QTest.mouseDClick(page.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert asked.args == [element(desk, "Download").id]


def test_the_pointer_lights_its_row_and_column(desk, opened):
    page = opened("connectors")
    page.view.light(-1, -1)
    QTest.mouseMove(page.view.viewport(), page.view.cell_area(2, 1).center())
    assert page.view.hovered == (2, 1)
    assert page.said.text() == page.view.known.said(2, 1)


def test_the_table_is_copied_with_tabs(desk, opened):
    page = opened("connectors")
    page.view.setFocus()
    QTest.keyClick(page.view, KEY.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QApplication.clipboard().text().splitlines()
    assert lines[0].split("\t")[:3] == [
        "Bartizan: Connectors from row to column",
        "Basic control",
        "Dosing controller",
    ]
    assert "Laptop\t\tS7 ?\t\t\t\t1" in lines


def test_the_table_is_written_and_never_over_what_others_wrote(desk, opened, tmp_path, monkeypatch):
    page = opened("connectors")
    path = tmp_path / "flows.csv"
    monkeypatch.setattr("app.window.exports.ask_save", lambda *_any: path)
    page.writing.click()
    assert path.read_text("utf-8").startswith("Bartizan: Connectors")
    page.writing.click()
    path.write_text("mine", "utf-8")
    page.writing.click()
    assert path.read_text("utf-8") == "mine"
    assert desk.messages.shown.code == "output-taken"


def test_a_project_that_is_only_read_is_not_changed(desk, opened, monkeypatch):
    page = opened("allocations")
    put(page, "Dosing pump", "PLC 02")
    monkeypatch.setattr(type(desk.session), "writable", property(lambda _session: False))
    before = changes(desk)
    QTest.keyClick(page.view, KEY.Key_Space)
    assert changes(desk) == before


def test_every_theme_paints_it(opened, theme):
    page = opened("connectors")
    assert not page.grab().isNull()


def test_long_names_of_columns_leave_room_for_rows(desk, opened, qtbot):
    with desk.session.change("Add a node") as edit:
        edit.new(Node, name="A controller with a name that goes on for as long as names can go on here")
    view = opened("allocations").view
    for high in (220, 340, 700):
        view.setFixedHeight(high)
        qtbot.wait(10)
        assert view.viewport().height() >= high * 0.4


def test_a_thousand_by_a_thousand_is_painted_in_a_blink(window, tmp_path, qtbot):
    path = tmp_path / "large.bzn"
    surroundings = Surroundings(system_clock, counted_ids(), "Tester")
    with create_project(path, surroundings) as project, project.change("Begin") as edit:
        zones = [edit.new(Zone, name=f"Zone {number}").id for number in range(20)]
        units = [
            edit.new(Component, name=f"Unit {number}", zone=zones[number % 20]).id for number in range(1000)
        ]
        for number in range(3000):
            ends = units[number * 7 % 1000], units[number * 13 % 1000]
            edit.new(Connector, source=ends[0], target=ends[1], protocol="Modbus/TCP")
    assert window.session.open(path)
    window.results._pause.stop()
    window.run("matrix.connectors")
    page = window.pages.widget(MATRIX)
    qtbot.waitUntil(page.isVisible)
    view = page.view
    assert view.known.rowCount() == view.known.columnCount() == 1020
    picture = QPixmap(view.viewport().size())
    taken = []
    for step in range(12):
        view.verticalScrollBar().setValue(step * 400)
        view.horizontalScrollBar().setValue(step * 900)
        begun = time.perf_counter()
        view.viewport().render(picture)
        view.rows.viewport().render(picture)
        view.columns.viewport().render(picture)
        taken.append(time.perf_counter() - begun)
    print(f"matrix 1,020 x 1,020: a frame in {sorted(taken)[6] * 1000:.1f} ms")
    assert sorted(taken)[6] < 0.1


def test_heads_take_what_cells_leave_free_so_that_long_names_are_whole(desk, opened, qtbot):
    name = "Redundant chlorine residual analyser of the second contact tank"
    with desk.session.change("Rename") as edit:
        edit.set(element(desk, "PLC 02"), name=name)
        edit.set(element(desk, "Dosing pump"), name=name)
    page = opened("allocations")
    rows = page.view.rows
    wanted = QFontMetrics(font("body")).horizontalAdvance(name)
    qtbot.waitUntil(lambda: rows.width() > wanted, timeout=3000)
    free = page.view.width() - rows.width()
    assert free >= len(page.view.columns.heads) * page.view.columns.defaultSectionSize()


def test_names_of_one_depth_begin_at_one_edge_however_narrow_the_heads_are(desk, opened, qtbot):
    with desk.session.change("A name that is long") as edit:
        zone = element(desk, "Basic control").id
        edit.new(Component, name="Residual chlorine monitoring and dosing correction unit", zone=zone)
    page = opened("connectors")
    for width in (1600, 900):
        desk.resize(width, 800)
        qtbot.wait(10)
        head = page.view.rows
        picture = head.viewport().grab().toImage()
        size, ratio = head.defaultSectionSize(), picture.devicePixelRatio()
        starts = [_first_ink(picture, round((n + 0.5) * size * ratio)) for n in range(len(head.heads))]
        inside = [x for x, one in zip(starts, head.heads, strict=True) if one.depth == 1 and x is not None]
        around = [x for x, one in zip(starts, head.heads, strict=True) if one.depth == 0 and x is not None]
        assert len(inside) > 2
        assert max(inside) - min(inside) <= 6 * ratio
        assert min(inside) > max(around)


def _first_ink(picture, middle):
    """The first column with something written around a level of a picture; None below its end."""
    if middle + 6 >= picture.height():
        return None
    ground = [picture.pixelColor(2, y) for y in range(middle - 5, middle + 6)]
    return next(
        x
        for x in range(4, picture.width())
        if any(
            abs(picture.pixelColor(x, y).lightness() - before.lightness()) > 60
            for y, before in zip(range(middle - 5, middle + 6), ground, strict=True)
        )
    )
