"""A term is renamed everywhere from the sentence, the glossary and the inspector, in one step to undo."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from core.model import Requirement, Term
from tests.app.conftest import element

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def page(desk):
    """The Require room."""
    desk.activateWindow()
    desk.show_room("require")
    return desk.shown.requirements_page()


def put_caret(page, words):
    """Put the caret into these words of the sentence."""
    page.editor.sentence.setFocus()
    cursor = page.editor.sentence.textCursor()
    cursor.setPosition(page.editor.sentence.toPlainText().index(words) + 1)
    page.editor.sentence.setTextCursor(cursor)


def named(page, qtbot, name):
    """Write the new name and wait until what it changes is known."""
    page.renaming.name.selectAll()
    QTest.keyClicks(page.renaming.name, name)
    qtbot.waitUntil(page.renaming.apply.isEnabled)


def texts(page):
    return {one.key: one.text for one in page._session.snapshot().of(Requirement)}


def test_the_noun_at_the_caret_is_renamed_with_its_term_and_element(page, qtbot):
    page.go_to(element(page.window(), "DOS-01").id)
    qtbot.waitUntil(lambda: page.words.names() is not None)
    put_caret(page, "permit")
    before = page._session.snapshot()
    QTest.keyClick(page.editor.sentence, Qt.Key.Key_F2)
    assert page.renaming.name.text() == "flow permit"
    named(page, qtbot, "flow release")
    titles = [row.title for row in page.renaming.list.known.rows]
    assert titles[:3] == [
        "Glossary: flow permit",
        "Keep “flow permit” as a synonym in the glossary",
        "Port: flow permit",
    ]
    assert titles[3].startswith("If the flow release is lost")
    QTest.keyClick(page.renaming.name, Qt.Key.Key_Return)
    assert texts(page)["DOS-01"].startswith("If the flow release is lost, then")
    assert texts(page)["DOS-02"] == "The Dosing controller shall quickly hold the dose."
    (term,) = page._session.snapshot().of(Term)
    assert (term.name, term.synonyms) == ("flow release", ())
    assert page._session.element(term.refers_to).name == "flow release"
    assert page.editor.text.startswith("If the flow release is lost")
    page._session.undo()
    assert page._session.snapshot().edits_to(before) == []


def test_what_is_not_ticked_stays_and_the_old_name_can_become_a_synonym(page, qtbot):
    page.go_to(element(page.window(), "DOS-01").id)
    qtbot.waitUntil(lambda: page.words.names() is not None)
    put_caret(page, "permit")
    QTest.keyClick(page.editor.sentence, Qt.Key.Key_F2)
    named(page, qtbot, "flow release")
    pane = page.renaming
    QTest.keyClick(pane.name, Qt.Key.Key_Down)
    for step in (Qt.Key.Key_Down, Qt.Key.Key_Space, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Space):
        QTest.keyClick(pane.list, step)
    assert pane._count.text() == "0 sentences"
    QTest.keyClick(pane.list, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert "flow permit" in texts(page)["DOS-01"]
    (term,) = page._session.snapshot().of(Term)
    assert (term.name, term.synonyms) == ("flow release", ("flow permit",))


def test_a_click_on_the_tick_leaves_a_sentence_out(page, qtbot):
    assert page.rename(element(page.window(), "Dosing controller").id)
    named(page, qtbot, "Feeder")
    pane = page.renaming
    row = next(number for number, row in enumerate(pane.list.known.rows) if row.lead == "DOS-02")
    place = pane.list.visualRect(pane.list.known.index(row))
    place.setWidth(30)
    QTest.mouseClick(pane.list.viewport(), Qt.MouseButton.LeftButton, pos=place.center())
    QTest.mouseClick(pane.apply, Qt.MouseButton.LeftButton)
    assert "Feeder shall stop" in texts(page)["DOS-01"]
    assert "Dosing controller" in texts(page)["DOS-02"]


def test_f2_on_a_term_of_the_glossary_renames_it_everywhere(page, qtbot):
    desk = page.window()
    (term,) = page._session.snapshot().of(Term)
    desk.left().list.choose(f"term:{term.id}")
    assert page._session.selection == (term.id,)
    QTest.keyClick(desk.left().list, Qt.Key.Key_F2)
    assert page.renaming.isVisible()
    assert page.renaming.name.text() == "flow permit"
    QTest.keyClick(page.renaming.name, Qt.Key.Key_Escape)
    assert not page.renaming.isVisible()


def test_f2_anywhere_else_edits_the_name_in_the_inspector(page):
    desk = page.window()
    desk.show_room("draw")
    page._session.select((element(desk, "Laptop").id,))
    desk.run("edit.rename")
    assert desk.shown.inspector._name.hasFocus()
    desk.run("edit.rename_everywhere")
    assert desk.room == "require"
    assert page.renaming.name.text() == "Laptop"


def test_a_name_that_cannot_stand_in_a_sentence_is_told_and_not_taken(page, qtbot):
    assert page.rename(element(page.window(), "Laptop").id)
    page.renaming.name.selectAll()
    QTest.keyClicks(page.renaming.name, '"x"')
    qtbot.waitUntil(lambda: "no quotation marks" in page.renaming._told.text())
    QTest.keyClick(page.renaming.name, Qt.Key.Key_Return)
    assert page.renaming.isVisible()
    assert element(page.window(), "Laptop")


def test_a_name_that_another_thing_has_is_told(page, qtbot):
    assert page.rename(element(page.window(), "Laptop").id)
    named(page, qtbot, "Dosing pump")
    assert "is a name already" in page.renaming._told.text()
