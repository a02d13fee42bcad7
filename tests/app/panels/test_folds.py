"""Long clauses are folded in the table and the editor; the sentence and what is copied stay whole."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.panels.folds import shortened
from tests.app.conftest import element

LONG = (
    "While the plant runs in automatic mode, while no operator is at the panel, the Dosing controller "
    "shall close the inlet valve, open the outlet valve and log the time within 5 s."
)
FOLDED = "While the plant runs…, while no operator is…, the Dosing controller shall close the inlet…."
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def page(desk):
    """The Require room with a long sentence shown."""
    desk.activateWindow()
    desk.show_room("require")
    page = desk.shown.requirements_page()
    with page._session.change("Write") as edit:
        edit.set(element(desk, "DOS-01").id, text=LONG)
    page.go_to(element(desk, "DOS-01").id)
    return page


def seen(page) -> str:
    return shortened(LONG, page.folds.folded(LONG))[0]


def put_caret(page, place):
    cursor = page.editor.sentence.textCursor()
    cursor.setPosition(place)
    page.editor.sentence.setTextCursor(cursor)


def width(page, first, last) -> int:
    """How far two places of the sentence are from each other on the screen, in one line."""
    one, two = QTextCursor(page.editor.sentence.document()), QTextCursor(page.editor.sentence.document())
    one.setPosition(first)
    two.setPosition(last)
    left, right = page.editor.sentence.cursorRect(one), page.editor.sentence.cursorRect(two)
    assert left.top() == right.top()
    return right.left() - left.left()


def test_left_folds_clause_by_clause_in_the_table_and_right_unfolds(page):
    page.table.setFocus()
    for count in (1, 2, 3, 3):
        QTest.keyClick(page.table, Qt.Key.Key_Left)
        assert seen(page).count("…") == count
    assert seen(page) == FOLDED
    for count in (2, 1, 0, 0):
        QTest.keyClick(page.table, Qt.Key.Key_Right)
        assert seen(page).count("…") == count
    assert element(page.window(), "DOS-01").text == LONG


def test_the_key_folds_the_clause_of_the_caret_and_the_caret_unfolds_it(page):
    sentence = page.editor.sentence
    sentence.setFocus()
    place = LONG.index("operator is at") + len("operator is at")
    put_caret(page, place)
    QTest.keyClick(sentence, Qt.Key.Key_F, CTRL | ALT)
    assert seen(page) == LONG.replace(" at the panel", "…")
    head = LONG.index(" at the panel")
    assert sentence.textCursor().position() == head
    assert sentence.toPlainText() == LONG
    QTest.keyClick(sentence, Qt.Key.Key_Right)
    assert seen(page) == LONG


def test_what_is_folded_takes_no_room_and_is_copied_whole(page):
    sentence = page.editor.sentence
    sentence.setFocus()
    first = LONG.index(" in automatic mode")
    put_caret(page, 3)
    QApplication.processEvents()
    before = width(page, first, first + len(" in automatic mode"))
    page.window().run("require.fold")
    QApplication.processEvents()
    after = width(page, first, first + len(" in automatic mode"))
    assert after < before / 3
    QTest.keyClick(sentence, Qt.Key.Key_A, CTRL)
    QTest.keyClick(sentence, Qt.Key.Key_C, CTRL)
    assert QApplication.clipboard().text() == LONG
    assert not page.editor.dirty


def test_a_click_on_the_sign_unfolds_and_with_alt_on_a_clause_folds(page):
    sentence = page.editor.sentence
    cursor = QTextCursor(sentence.document())
    cursor.setPosition(LONG.index("operator"))
    place = sentence.cursorRect(cursor).center()
    QTest.mouseClick(sentence.viewport(), Qt.MouseButton.LeftButton, ALT, place)
    assert seen(page) == LONG.replace(" at the panel", "…")
    QApplication.processEvents()
    ((_clause, box),) = sentence._signs()
    QTest.mouseClick(sentence.viewport(), Qt.MouseButton.LeftButton, pos=box.center().toPoint())
    assert seen(page) == LONG


def test_a_click_on_the_chevron_of_the_row_folds_all_its_clauses(page):
    index = page.table.known.index(page.table.currentIndex().row(), 1)
    place = page.table.chevron(index)
    for expected in (FOLDED, LONG):
        QTest.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=place.center())
        assert seen(page) == expected
    short = page.table.known.index(page.table.currentIndex().row() + 1, 1)
    page.table.setCurrentIndex(short)
    assert page.table.chevron(short) is None


def test_writing_elsewhere_in_the_sentence_unfolds_nothing(page):
    page.folds.turn_all(LONG)
    page.editor.sentence.setFocus()
    put_caret(page, len(LONG) - 1)
    QTest.keyClicks(page.editor.sentence, " now")
    assert page.editor.sentence.toPlainText() == LONG[:-1] + " now."
    assert len(page.folds.folded(page.editor.sentence.toPlainText())) >= 2


def test_where_nothing_can_be_folded_that_is_said(page):
    page.go_to(element(page.window(), "DOS-02").id)
    page.table.setFocus()
    page.window().run("require.fold")
    assert "no clause here" in page.window().status._reason.text()
