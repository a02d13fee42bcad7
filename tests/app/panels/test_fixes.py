"""Weak places are underlined as a third kind, told on the card, and mended at the caret in one step."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QApplication, QMenu

from core.model import Component, Term
from tests.app.conftest import element

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

WEAK = "The Dosing controller shall be able to hold the dose."
UNBOUND = 'The "Dosing pmup":outDevice shall stop.'


@pytest.fixture
def page(desk):
    """The Require room."""
    desk.activateWindow()
    desk.show_room("require")
    return desk.shown.requirements_page()


def put_caret(page, words):
    """Put the caret into these words."""
    cursor = page.editor.sentence.textCursor()
    cursor.setPosition(page.editor.sentence.toPlainText().index(words) + 1)
    page.editor.sentence.setTextCursor(cursor)
    page.editor.look()


def write(page, text):
    """A requirement with this sentence, shown in the editor."""
    with page._session.change("Write") as edit:
        edit.set(element(page.window(), "DOS-02").id, text=text)
    page.go_to(element(page.window(), "DOS-02").id)
    page.editor.sentence.setFocus()
    page.editor.look()


def menu(page, qtbot):
    """The open menu of fixes, opened by its key."""
    qtbot.keyClick(page.editor.sentence, Qt.Key.Key_Period, Qt.KeyboardModifier.ControlModifier)
    return next(one for one in page.editor.sentence.findChildren(QMenu) if one.isVisible())


def test_a_weak_place_is_underlined_more_faintly_than_a_doubt_and_told_on_the_card(page):
    write(page, "The Dosing controller shall always hold the dose.")
    (weak,) = page.editor.sentence.extraSelections()
    assert weak.cursor.selectedText() == "always"
    assert weak.format.underlineStyle() is QTextCharFormat.UnderlineStyle.DotLine
    assert "Nothing holds always" in page.editor.card._what.text()
    assert page.editor.card._right.text().startswith("Better:")
    page.editor.sentence.setPlainText("Stop.")
    page.editor.look()
    styles = [one.format.underlineStyle() for one in page.editor.sentence.extraSelections()]
    assert QTextCharFormat.UnderlineStyle.WaveUnderline in styles


def test_a_fix_at_the_caret_is_one_change_of_the_requirement(page, qtbot):
    write(page, WEAK)
    put_caret(page, "be able")
    actions = menu(page, qtbot).actions()
    assert [one.text() for one in actions] == ["Leave out “be able to”"]
    actions[0].trigger()
    assert element(page.window(), "DOS-02").text == "The Dosing controller shall hold the dose."
    page._session.undo()
    assert element(page.window(), "DOS-02").text == WEAK


def test_a_fix_in_a_sentence_that_is_being_written_is_one_step_of_the_text(page, qtbot):
    page.begin_new()
    page.editor.sentence.setPlainText("")
    qtbot.keyClicks(page.editor.sentence, WEAK)
    put_caret(page, "be able")
    menu(page, qtbot).actions()[0].trigger()
    assert page.editor.text == "The Dosing controller shall hold the dose."
    assert page.editor.dirty
    page.editor.sentence.undo()
    assert page.editor.text == WEAK


def test_a_noun_that_means_nothing_is_told_and_can_become_a_term(page, qtbot):
    write(page, UNBOUND)
    put_caret(page, "pmup")
    qtbot.waitUntil(lambda: bool(page.editor.fixes()))
    assert "neither an element" in page.editor.card._what.text()
    terms = len(page._session.snapshot().of(Term))
    actions = {one.text(): one for one in menu(page, qtbot).actions()}
    actions["Add “Dosing pmup” to the glossary"].trigger()
    assert len(page._session.snapshot().of(Term)) == terms + 1
    assert element(page.window(), "DOS-02").text == UNBOUND
    qtbot.waitUntil(lambda: not page.editor.fixes())


def test_the_card_has_the_first_fixes_as_buttons(page, qtbot):
    write(page, WEAK)
    put_caret(page, "be able")
    button = page.editor.card.offers[0]
    assert button.text() == "Leave out “be able to”"
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert element(page.window(), "DOS-02").text == "The Dosing controller shall hold the dose."


def test_the_example_of_another_sentence_is_not_to_be_written_here(page):
    write(page, "The Dosing controller shall quickly hold the dose.")
    assert "quickly" in page.editor.card._what.text()
    assert page.editor.card._use.isHidden()


def test_where_nothing_can_be_mended_that_is_said(page):
    write(page, "The Dosing controller shall hold the dose.")
    page.window().run("require.mend")
    QApplication.processEvents()
    assert "Nothing is known here" in page.window().status._reason.text()


def test_a_requirement_that_may_only_be_read_has_no_fixes(page):
    write(page, WEAK)
    page.editor.show_requirement("DOS-02", WEAK, writable=False)
    put_caret(page, "be able")
    assert page.editor.fixes() == ()
    assert page.editor.card.offers[0].isHidden()


def test_an_ambiguous_noun_is_decided_in_the_glossary(page, qtbot):
    with page._session.change("Draw") as edit:
        edit.new(Component, name="Horn")
        second = edit.new(Component, name="Horn", zone=element(page.window(), "Office").id)
    write(page, "The horn:system shall ring.")
    put_caret(page, "horn")
    qtbot.waitUntil(lambda: len(page.editor.fixes()) == 2)
    actions = menu(page, qtbot).actions()
    assert [one.text() for one in actions] == [
        "Mean the component: say so in the glossary",
        "Mean the component in Office: say so in the glossary",
    ]
    actions[1].trigger()
    term = element(page.window(), "horn")
    assert (term.kind, term.refers_to) == ("term", second.id)
    qtbot.waitUntil(lambda: not page.editor.fixes())
    assert element(page.window(), "DOS-02").text == "The horn:system shall ring."
