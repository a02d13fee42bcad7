"""The history lists every change, finds it again, marks what was undone, and stays quick when it is long."""

import time
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.panels.history import HistoryPanel
from app.panels.history_list import HistoryList
from app.panels.history_search import Sought, found
from app.panels.rows import ROW
from core.ground.words import use_language
from core.model import Component, Origin
from tests.app.conftest import element


@pytest.fixture
def history(desk):
    """The history panel, with a few changes in it."""
    pump = element(desk, "Dosing pump")
    with desk.session.change("Rename pump") as edit:
        edit.set(pump, name="Pump 1")
    with desk.session.change("Import plant.json", Origin("import", "plant.json", "ab" * 32)) as edit:
        edit.new(Component, name="Brought in")
    with desk.session.change("Create component Extra") as edit:
        edit.new(Component, name="Extra")
    desk.session.undo()
    desk.desk.history.search()
    return desk.shown.bottom.history


def rows(panel):
    model = panel.list.model()
    return [model.index(place, 0).data(ROW) for place in range(model.rowCount())]


def test_every_change_is_told_by_name_author_time_and_origin_and_undone_ones_are_marked(history):
    told = [(row.lead, row.title, row.columns[0], row.columns[1], row.aside) for row in rows(history)]
    # The first change was made when the project was, by another author.
    author = history._session.author
    assert told == [
        ("5", "Undo: Create component Extra", author, "Undone", ""),
        ("4", "Create component Extra", author, "Gesture", "undone"),
        ("3", "Import plant.json", author, "Import plant.json", ""),
        ("2", "Rename pump", author, "Gesture", ""),
        ("1", "Begin", "Tester", "Gesture", ""),
    ]
    history._session.redo()
    assert [row.aside for row in rows(history)] == [""] * 6


def test_words_origin_and_selection_narrow_the_list(history, desk, qtbot):
    assert history.words.hasFocus()
    QTest.keyClicks(history.words, "tester beg")
    qtbot.waitUntil(lambda: [row.lead for row in rows(history)] == ["1"])
    history.words.clear()
    qtbot.waitUntil(lambda: len(rows(history)) == 5)
    history.origin.setCurrentIndex(history.origin.findData("import"))
    assert [row.lead for row in rows(history)] == ["3"]
    history.origin.setCurrentIndex(0)
    desk.session.select((element(desk, "Pump 1").id,))
    QTest.mouseClick(history.selected, Qt.MouseButton.LeftButton)
    assert [row.lead for row in rows(history)] == ["2", "1"]
    desk.session.select((element(desk, "Brought in").id,))
    assert [row.lead for row in rows(history)] == ["3"]


def test_a_change_shows_what_it_touched_and_a_click_goes_there(history, desk, qtbot):
    history.list.choose("2")
    (row,) = history.touched.known.rows
    assert (row.title, row.right) == ("~  Pump 1", "changed")
    place = history.touched.visualRect(history.touched.model().index(0, 0)).center()
    with qtbot.waitSignal(history.asked):
        QTest.mouseClick(history.touched.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert desk.session.selection == (element(desk, "Pump 1").id,)


def test_the_change_chosen_stays_chosen_when_another_comes(history, desk):
    history.list.choose("2")
    with desk.session.change("Create component Late") as edit:
        edit.new(Component, name="Late")
    assert (history.number, history.list.currentIndex().row()) == (2, 4)
    assert rows(history)[0].title == "Create component Late"


def test_a_history_of_a_hundred_thousand_changes_is_listed_and_searched_at_once(desk, qtbot):
    project = desk.session.project
    (head,) = project.heads
    project._heads = [replace(head, number=number, label=f"Move {number}") for number in range(1, 100_001)]
    project._steps.undoable[:] = range(1, 100_001)
    shown = HistoryList()
    qtbot.addWidget(shown)
    shown.resize(600, 200)
    shown.show()
    began = time.process_time()
    shown.show_records(project, found(project.heads, Sought()))
    shown.grab()
    listed = time.process_time() - began
    began = time.process_time()
    answers = found(project.heads, Sought("move 99999"))
    searched = time.process_time() - began
    assert list(answers) == [99_999]
    assert shown.model().rowCount() == 100_000
    assert shown.choose("1")
    print(f"listed {listed * 1000:.0f} ms, searched {searched * 1000:.0f} ms")
    assert listed < 0.5
    assert searched < 1


@pytest.mark.parametrize("language", ["en", "de", "fr"])
def test_the_author_is_always_told_and_the_filter_keeps_its_room(desk, qtbot, language):
    use_language(language)
    try:
        panel = HistoryPanel(desk.session)
    finally:
        use_language("en")
    qtbot.addWidget(panel)
    panel.resize(760, 176)
    panel.show()
    panel.refresh()
    qtbot.wait(10)
    row = rows(panel)[0]
    shown = [text for _width, text in panel.list.columns_shown(row, panel.list.viewport().width())]
    assert row.columns[0] in shown
    assert panel.words.width() >= 150
    for width in range(60, 900, 20):
        columns = panel.list.columns_shown(row, width)
        assert columns[0][1] == row.columns[0]
        assert sum(one for one, _text in columns) <= width
    assert [text for _width, text in panel.list.columns_shown(row, 700)] == list(row.columns)
    assert all(text in row.tip for text in row.columns)


def test_the_author_is_painted_in_a_narrow_window(desk, qtbot):
    desk.resize(1360, 900)
    desk.desk.history.search()
    qtbot.wait(20)
    panel = desk.shown.bottom.history
    row = rows(panel)[0]
    shown = [text for _width, text in panel.list.columns_shown(row, panel.list.viewport().width())]
    assert row.columns[0] in shown
    assert row.columns[2] in shown


@pytest.mark.parametrize("language", ["en", "de", "fr"])
def test_what_a_change_touched_has_room_at_the_usual_height_of_the_panel(desk, qtbot, language):
    use_language(language)
    try:
        panel = HistoryPanel(desk.session)
    finally:
        use_language("en")
    qtbot.addWidget(panel)
    panel.resize(1024, 146)
    panel.show()
    panel.refresh()
    qtbot.wait(10)
    assert len({button.y() for button in panel.buttons.values()}) == 1
    for shown, rows_seen in ((panel.list, 4.5), (panel.touched, 2.5)):
        assert shown.viewport().height() >= rows_seen * shown.sizeHintForRow(0)
    columns = panel.list.columns_shown(rows(panel)[0], panel.list.viewport().width())
    assert panel.list.viewport().width() - sum(wide for wide, _text in columns) >= 280
