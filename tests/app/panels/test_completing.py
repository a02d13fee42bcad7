"""What can be written next stands under the caret, and never in the way of what is typed."""

import time

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication

from app.theme import look
from core.model import Component, Requirement
from core.requirements import parse
from tests.app.conftest import element


@pytest.fixture
def page(desk, qtbot):
    """The Require room on a new requirement, with the names of the plant gathered."""
    desk.activateWindow()
    desk.show_room("require")
    made = desk.shown.requirements_page()
    made.begin_new()
    qtbot.waitUntil(lambda: made.words.lexicon() is not None)
    return made


def type_in(qtbot, page, text):
    """Type letters one by one, as a person does, and wait until what fits was found."""
    for letter in text:
        qtbot.keyClicks(page.editor.sentence, letter)
        QApplication.processEvents()
    looks = page.completion
    qtbot.waitUntil(lambda: not looks._soon.isActive() and not looks._later.isActive())


def offered(page):
    """The words in the open list; none where it is closed."""
    return [row.title for row in page.completion.list.known.rows] if page.completion.isVisible() else []


def test_a_begun_word_offers_names_and_goes_on_filtering(qtbot, page):
    type_in(qtbot, page, "When the Dos")
    assert "Dosing controller" in offered(page)
    assert "Dosing pump" in offered(page)
    type_in(qtbot, page, "ing p")
    assert offered(page)[0] == "Dosing pump"
    assert "Dosing controller" not in offered(page)
    assert page.editor.sentence.toPlainText() == "When the Dosing p"


@pytest.mark.parametrize("key", [Qt.Key.Key_Tab, Qt.Key.Key_Return])
def test_tab_and_enter_write_what_is_offered_and_close(qtbot, page, key):
    type_in(qtbot, page, "When the dos")
    chosen = page.completion.list.current()
    title = page.completion.list.known.rows[int(chosen)].title
    qtbot.keyClick(page.editor.sentence, key)
    assert page.editor.sentence.toPlainText() == f"When the {title}"
    assert not page.completion.isVisible()
    assert page.editor.sentence.hasFocus()
    page.editor.sentence.undo()
    assert page.editor.sentence.toPlainText() == "When the dos"


def test_the_arrows_choose_and_stop_at_the_ends(qtbot, page):
    type_in(qtbot, page, "When the dos")
    second = offered(page)[1]
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
        qtbot.keyClick(page.editor.sentence, key)
    qtbot.keyClick(page.editor.sentence, Qt.Key.Key_Return)
    assert page.editor.sentence.toPlainText() == f"When the {second}"


def test_escape_closes_the_list_and_leaves_the_sentence(qtbot, page):
    type_in(qtbot, page, "When the dos")
    qtbot.keyClick(page.editor.sentence, Qt.Key.Key_Escape)
    assert offered(page) == []
    assert page.editor.sentence.toPlainText() == "When the dos"
    qtbot.keyClick(page.editor.sentence, Qt.Key.Key_Escape)
    assert page.editor.sentence.toPlainText() == ""


def test_enter_without_a_list_finishes_the_sentence(qtbot, page):
    type_in(qtbot, page, "When the flow returns, the Dosing controller shall start the Dosing pump.")
    assert offered(page) == []
    qtbot.keyClick(page.editor.sentence, Qt.Key.Key_Return)
    assert len(page._session.snapshot().of(Requirement)) == 3


def test_behind_a_blank_it_opens_only_when_asked(qtbot, page):
    type_in(qtbot, page, "When the flow returns, the Dosing controller shall ")
    assert offered(page) == []
    qtbot.keyClick(page.editor.sentence, Qt.Key.Key_Space, Qt.KeyboardModifier.ControlModifier)
    assert "stop" in offered(page)
    qtbot.keyClick(page.editor.sentence, Qt.Key.Key_Left)
    assert offered(page) == []


def test_what_it_offers_can_be_ended_so_that_it_parses(qtbot, page):
    qtbot.keyClick(page.editor.sentence, Qt.Key.Key_Space, Qt.KeyboardModifier.ControlModifier)
    assert offered(page)[:4] == ["When", "While", "If", "Where"]
    type_in(qtbot, page, "When the Dosing pump ")
    qtbot.keyClick(page.editor.sentence, Qt.Key.Key_Space, Qt.KeyboardModifier.ControlModifier)
    for words in offered(page):
        before = f"When the Dosing pump {words}"
        endings = (", the lamp shall glow.", " shut, the lamp shall glow.", " 5 s, the lamp shall glow.")
        more = (" is shut, the lamp shall glow.", " the lid is shut, the lamp shall glow.")
        assert any(parse(before + ending).ok for ending in (*endings, *more)), words


def test_the_kind_and_the_class_stand_beside_each_offer(qtbot, page):
    type_in(qtbot, page, "When the dosing p")
    row = next(row for row in page.completion.list.known.rows if row.title == "Dosing pump")
    assert row.right == "name · outDevice"
    heard = QAccessible.queryAccessibleInterface(page.editor.sentence)
    current = page.completion.list.known.rows[int(page.completion.list.current())]
    assert heard.text(QAccessible.Text.Description) == current.spoken
    assert page.completion.list.accessibleName() == "What can be written next"


def test_it_stands_inside_the_window_beside_the_line_it_is_about(qtbot, page, theme):
    look().use(theme=theme, scale=1.5)
    type_in(qtbot, page, "When the dos")
    window = page.window()
    assert window.rect().contains(page.completion.geometry())
    edit = page.editor.sentence
    caret = edit.cursorRect()
    place = QRect(edit.viewport().mapTo(window, caret.topLeft()), caret.size())
    assert not page.completion.geometry().intersects(place)
    assert window.childAt(page.completion.geometry().center() + QPoint(0, -4)) is not None


def test_where_one_may_only_read_nothing_is_offered(qtbot, page):
    page.editor.sentence.setReadOnly(True)
    type_in(qtbot, page, "x")
    page.completion.ask()
    assert offered(page) == []


def test_names_added_to_the_model_are_offered_and_the_same_model_is_gathered_once(qtbot, page):
    before = page.words.lexicon()
    assert page.words.lexicon() is before
    with page._session.change("Rename") as edit:
        edit.set(element(page.window(), "Dosing pump").id, name="Dosage pump")
    qtbot.waitUntil(lambda: page.words.lexicon() is not before)
    type_in(qtbot, page, "When the dosa")
    assert "Dosage pump" in offered(page)


def test_a_key_takes_less_than_thirty_milliseconds_among_five_thousand_names(qtbot, page):
    with page._session.change("Many") as edit:
        for number in range(5000):
            edit.new(Component, name=f"{('Dosing', 'Filter', 'Valve')[number % 3]} unit {number}")
    before = page.words.lexicon()
    qtbot.waitUntil(lambda: page.words.lexicon() is not before, timeout=20_000)
    times = []
    page.editor.sentence.setPlainText("")
    for letter in "When the Dosing unit 41 is open, the Filter unit 4":
        qtbot.keyClicks(page.editor.sentence, letter)
        begun = time.perf_counter()
        page.completion._offer()
        times.append(time.perf_counter() - begun)
    assert sorted(times)[-3] < 0.03


def test_what_is_taken_at_once_fits_what_is_written_by_then(qtbot, page):
    type_in(qtbot, page, "When the D")
    assert offered(page)
    qtbot.keyClicks(page.editor.sentence, "osing p")
    qtbot.keyClick(page.editor.sentence, Qt.Key.Key_Tab)
    assert page.editor.sentence.toPlainText() == "When the Dosing pump"
