"""What is written in the editor of requirements is kept until it is in the model or taken back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from core.model import Proposition, Requirement
from tests.app.conftest import element

SENTENCE = "When the flow returns, the Dosing controller shall start the pump."


@pytest.fixture
def room(desk):
    """The Require room of the small plant."""
    desk.activateWindow()
    desk.show_room("require")
    return desk


def write_refused(qtbot, page):
    """Write a sentence under a key that is taken, and finish it."""
    page.begin_new()
    page.editor.key.selectAll()
    qtbot.keyClicks(page.editor.key, "DOS-01")
    qtbot.keyClicks(page.editor.sentence, SENTENCE)
    qtbot.keyClick(page.editor.sentence, Qt.Key.Key_Return)


def click_row(page, row):
    """Click a row of the table."""
    place = page.table.visualRect(page.table.known.index(row, 1)).center()
    QTest.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_a_refused_sentence_is_kept_as_a_draft_until_it_is_mended(qtbot, room):
    page = room.shown.requirements_page()
    refusals = []
    room.session.refused.connect(refusals.append)
    write_refused(qtbot, page)
    assert len(refusals) == 1
    click_row(page, 1)
    assert (page.editor.key.text(), page.editor.dirty) == ("DOS-02", False)
    assert len(refusals) == 1, "the same refusal is said once"
    room.run("require.new")
    assert (page.editor.key.text(), page.editor.text) == ("DOS-01", SENTENCE)
    assert page.editor.dirty
    page.editor.key.selectAll()
    qtbot.keyClicks(page.editor.key, "DOS-07")
    qtbot.keyClick(page.editor.key, Qt.Key.Key_Return)
    assert element(room, "DOS-07").text == SENTENCE
    assert page.editor.text == ""


def test_what_is_taken_back_is_no_draft(qtbot, room):
    page = room.shown.requirements_page()
    write_refused(qtbot, page)
    qtbot.keyClick(page.editor.sentence, Qt.Key.Key_Escape)
    click_row(page, 0)
    page.begin_new()
    assert (page.editor.key.text(), page.editor.text) == ("DOS-03", "")


def test_a_refused_change_of_a_requirement_is_kept_with_it(qtbot, room):
    page = room.shown.requirements_page()
    click_row(page, 1)
    page.editor.key.setFocus()
    page.editor.key.selectAll()
    qtbot.keyClicks(page.editor.key, "DOS-01")
    click_row(page, 0)
    assert page.editor.key.text() == "DOS-01"
    assert not page.editor.dirty
    click_row(page, 1)
    assert (page.editor.key.text(), page.editor.dirty) == ("DOS-01", True)
    assert [one.key for one in room.session.snapshot().of(Requirement)] == ["DOS-01", "DOS-02"]


def test_what_is_typed_where_one_may_only_read_is_answered(room, qtbot):
    page = room.shown.requirements_page()
    click_row(page, 0)
    page.editor.show_requirement(page.editor.key.text(), page.editor.text, writable=False)
    before = page.editor.text
    qtbot.keyClicks(page.editor.sentence, "x")
    assert page.editor.text == before
    assert room.status._reason.text().startswith("For reading only.")


def test_after_a_binding_is_confirmed_the_keyboard_is_in_the_table(room, qtbot):
    page = room.shown.requirements_page()
    click_row(page, 0)
    qtbot.wait(10)
    confirm = next(one for one in page.slots.findChildren(QPushButton) if one.text() == "Confirm")
    QTest.mouseClick(confirm, Qt.MouseButton.LeftButton)
    assert len(room.session.snapshot().of(Proposition)) == 1
    assert QApplication.focusWidget() is page.table


def test_a_sentence_that_does_not_parse_says_so_in_its_row(room):
    with room.session.change("Write") as edit:
        edit.set(element(room, "DOS-02").id, text="Stop it now.")
    known = room.shown.requirements_page().table.known
    assert known.index(0, 2).data() == "unwanted"
    assert known.index(1, 2).data() == "does not parse"
    assert known.index(1, 2).data(Qt.ItemDataRole.ToolTipRole)
    assert known.index(0, 2).data(Qt.ItemDataRole.ToolTipRole) is None


def test_the_row_of_the_next_requirement_is_whole_after_one_was_written(qtbot, room):
    with room.session.change("Fill the table") as edit:
        for number in range(60):
            edit.new(Requirement, key=f"REQ-{number:02d}", text=SENTENCE)
    page = room.shown.requirements_page()
    qtbot.wait(10)
    for number in range(2):
        page.begin_new()
        qtbot.wait(10)
        qtbot.keyClicks(page.editor.sentence, SENTENCE)
        qtbot.wait(80)
        qtbot.keyClick(page.editor.sentence, Qt.Key.Key_Return)
        qtbot.wait(80)
        table = page.table
        row = table.visualRect(table.known.index(table.known.rowCount() - 1, 1))
        assert row.height() > 0
        assert table.viewport().rect().contains(row), number
    for high in (-40, -13, 30):
        page.resize(page.width(), page.height() + high)
        qtbot.wait(10)
        row = table.visualRect(table.currentIndex())
        assert table.viewport().rect().contains(row)


def test_where_nothing_was_typed_the_key_takes_back_the_last_change(qtbot, room):
    page = room.shown.requirements_page()
    with room.session.change("Write") as edit:
        edit.set(element(room, "DOS-01").id, text=SENTENCE)
    page.go_to(element(room, "DOS-01").id)
    page.editor.sentence.setFocus()
    qtbot.keyClick(page.editor.sentence, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert element(room, "DOS-01").text != SENTENCE
    qtbot.keyClick(page.editor.sentence, Qt.Key.Key_End)
    qtbot.keyClicks(page.editor.sentence, " x")
    written = element(room, "DOS-01").text
    qtbot.keyClick(page.editor.sentence, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert page.editor.text == written, "what was typed is taken back first"


def test_where_there_is_little_room_the_sentence_has_it(room):
    table = room.shown.requirements_page().table
    for width, hidden in ((900, [False, False]), (560, [False, True]), (420, [True, True])):
        table.resize(width, 300)
        assert [table.isColumnHidden(column) for column in (2, 3)] == hidden
        assert table.columnWidth(1) >= 220


def test_what_needs_a_look_is_gone_through_by_a_key_and_mended_on_the_way(desk, qtbot):
    with desk.session.change("Write") as edit:
        made = [
            edit.new(Requirement, key=f"BAD-{number}", text="Nothing is demanded here.")
            for number in range(3)
        ]
    desk.show_room("require")
    page = desk.shown.requirements_page()
    page.show_look("look:parse")
    assert page._current == made[0].id
    desk.run("list.next")
    assert page._current == made[1].id
    with desk.session.change("Mend") as edit:
        edit.set(made[1].id, text="The pump shall stop.")
    assert page._current == made[1].id
    desk.run("list.next")
    assert page._current == made[2].id
    assert desk.session.selection == (made[2].id,)
    desk.run("list.next")
    assert page._current == made[2].id
    desk.run("list.previous")
    assert page._current == made[0].id


def test_what_is_being_written_stays_while_the_list_is_narrowed(desk, qtbot):
    desk.show_room("require")
    page = desk.shown.requirements_page()
    one = desk.session.snapshot().of(Requirement)[0]
    page.go_to(one.id)
    page.editor.sentence.setFocus()
    qtbot.keyClicks(page.editor.sentence, "x")
    page.show_look("look:suspect")
    assert page._current == one.id


def test_a_way_to_what_the_list_leaves_out_shows_all_of_it_and_says_so(desk, qtbot):
    with desk.session.change("Write") as edit:
        for number in range(60):
            edit.new(Requirement, key=f"MORE-{number:02d}", text=f"The pump shall do {number}.")
        last = edit.new(Requirement, key="BAD-1", text="Nothing is demanded here.")
    desk.show_room("require")
    page, sections = desk.shown.requirements_page(), desk.left()
    sections.filter.setText("pump")
    sections.list.choose("look:trace")
    assert page.table.known.place(last.id) < 0
    desk.show_room("draw")
    desk.go_to(last.id)
    assert (sections.list.current(), sections.filter.text()) == ("section:", "")
    assert page.table.current() == last.id
    row = page.table.visualRect(page.table.currentIndex())
    assert page.table.viewport().rect().contains(row.center())
