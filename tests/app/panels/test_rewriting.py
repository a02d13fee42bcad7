"""An ordinary sentence has proposals below it; one that is taken stands in its place until it is finished."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from core.requirements import parse
from core.requirements.rewriting import proposals, together
from tests.app.conftest import element

PLAIN = "The dosing pump is stopped when the flow is lost."


@pytest.fixture
def page(desk, qtbot):
    """The Require room with an ordinary sentence in DOS-02, in front."""
    desk.activateWindow()
    desk.show_room("require")
    made = desk.shown.requirements_page()
    with made._session.change("Write") as edit:
        edit.set(element(desk, "DOS-02").id, text=PLAIN)
    made.go_to(element(desk, "DOS-02").id)
    made.editor.look()
    qtbot.waitUntil(lambda: made.words.names() is not None)
    return made


def test_a_sentence_that_is_no_requirement_has_proposals_with_checks_and_questions(page):
    shown = page.slots.rewritings
    known = page.words.names()
    assert [one.text for one in shown.proposed] == [one.text for one in proposals(PLAIN, known)]
    said = [one.text() for one in shown.findChildren(QLabel)]
    best = shown.proposed[0]
    assert {f"?  {question}" for question in best.questions} <= set(said)
    assert any(text.startswith("Holds: it parses") for text in said)
    failed = any(not check.passed for one in shown.proposed for check in one.checks)
    assert failed == any(text.startswith("Not yet: ") for text in said)


def test_the_one_taken_replaces_the_sentence_and_is_one_change_when_finished(page, qtbot):
    best = page.slots.rewritings.proposed[0].text
    qtbot.mouseClick(page.slots.rewritings.buttons[0], Qt.MouseButton.LeftButton)
    assert page.editor.text == best
    assert element(page.window(), "DOS-02").text == PLAIN
    qtbot.keyClick(page.editor.sentence, Qt.Key.Key_Return)
    assert element(page.window(), "DOS-02").text == best
    assert parse(best).ok
    page._session.undo()
    assert element(page.window(), "DOS-02").text == PLAIN


def test_a_sentence_that_is_being_written_is_left_in_peace(page, qtbot):
    page.begin_new()
    qtbot.keyClicks(page.editor.sentence, "The dosing pump is st")
    page.editor.look()
    assert page.slots.rewritings is None


def test_asked_by_its_key_a_requirement_has_proposals_too_and_the_keyboard_goes_there(page, qtbot):
    page.begin_new()
    page.editor.sentence.setPlainText("The lamp shall glow and shall blink when the lid opens.")
    page.editor.look()
    assert page.slots.rewritings is None
    held = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    qtbot.keyClick(page.editor.sentence, Qt.Key.Key_R, held)
    assert page.slots.rewritings.proposed
    assert QApplication.focusWidget() is page.slots.rewritings.buttons[0]


def test_a_sentence_of_which_nothing_can_be_made_says_so(page):
    page.begin_new()
    page.editor.sentence.setPlainText("Xyz.")
    page.editor.look()
    said = [one.text() for one in page.slots.rewritings.findChildren(QLabel)]
    assert ("No requirement could be made of this sentence." in said) == (not proposals("Xyz."))


def test_the_digit_of_a_card_takes_it(page, qtbot):
    shown = page.slots.rewritings
    second = together(shown.proposed)[1]
    shown.buttons[0].setFocus()
    qtbot.keyClick(shown.buttons[0], Qt.Key.Key_2)
    assert page.editor.text == second[0].text


def test_a_slot_that_nobody_filled_has_a_question_mark_and_each_reading_says_why(page):
    said = [one.text() for one in page.slots.rewritings.findChildren(QLabel)]
    assert "system (?)" in said
    assert "not given (?)" in said
    assert {one.why for one in page.slots.rewritings.proposed} <= set(said)


def test_the_reason_of_a_story_becomes_the_rationale_with_the_sentence_that_is_taken(page, qtbot):
    page.editor.sentence.setPlainText("As an operator I want the pump to stop when the flow is lost.")
    page.editor.look()
    assert page.slots.rewritings.proposed[0].reason == "As an operator"
    qtbot.mouseClick(page.slots.rewritings.buttons[0], Qt.MouseButton.LeftButton)
    assert element(page.window(), "DOS-02").rationale == ""
    qtbot.keyClick(page.editor.sentence, Qt.Key.Key_Return)
    assert element(page.window(), "DOS-02").rationale == "As an operator"
    page._session.undo()
    assert (element(page.window(), "DOS-02").text, element(page.window(), "DOS-02").rationale) == (PLAIN, "")
