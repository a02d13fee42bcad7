"""A sentence that holds several requirements becomes all of them, in one change, however it is accepted."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QMenu

from core.model import Component, Relation, Requirement, TraceLink
from tests.app.conftest import element

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

SHALLS = "When the wheel slips, the ABS controller shall open the valve and shall log the event within 5 s."
OTHER = "When the wheel slips, the ABS controller shall open the valve and the ABS controller shall log it."
OPENS = "When the wheel slips, the ABS controller shall open the valve."
LOGS = "When the wheel slips, the ABS controller shall log the event within 5 s."
LOGS_IT = "When the wheel slips, the ABS controller shall log it."


@pytest.fixture
def page(desk):
    """The Require room."""
    desk.activateWindow()
    desk.show_room("require")
    made = desk.shown.requirements_page()
    made.go_to(element(desk, "DOS-02").id)
    return made


def write(page, text):
    """A requirement with this sentence, shown in the editor."""
    with page._session.change("Write") as edit:
        edit.set(element(page.window(), "DOS-02").id, text=text)
    page.go_to(element(page.window(), "DOS-02").id)
    page.editor.sentence.setFocus()
    page.editor.look()


def sentences(page):
    """Key and sentence of each requirement, in the order of the table."""
    return [(one.key, one.text) for one in page.table.known.requirements]


def by_button(page, qtbot):
    """A click on the button of the card."""
    qtbot.mouseClick(page.editor.card._use, Qt.MouseButton.LeftButton)


def by_enter(page, qtbot):
    """Enter on the button of the card."""
    page.editor.card._use.setFocus()
    qtbot.keyClick(page.editor.card._use, Qt.Key.Key_Return)


def by_menu(page, qtbot):
    """The first of the menu at the caret."""
    qtbot.keyClick(page.editor.sentence, Qt.Key.Key_Period, Qt.KeyboardModifier.ControlModifier)
    menu = next(one for one in page.editor.sentence.findChildren(QMenu) if one.isVisible())
    menu.actions()[0].trigger()
    menu.close()


def by_proposal(page, qtbot):
    """Enter on the best of the proposals below the sentence."""
    held = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    qtbot.keyClick(page.editor.sentence, Qt.Key.Key_R, held)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)


WAYS = pytest.mark.parametrize("way", [by_button, by_enter, by_menu, by_proposal])


@WAYS
@pytest.mark.parametrize(("text", "second"), [(SHALLS, LOGS), (OTHER, LOGS_IT)])
def test_all_sentences_are_written_and_one_undo_takes_all_back(page, qtbot, way, text, second):
    write(page, text)
    first = element(page.window(), "DOS-02")
    before = page._session.snapshot()
    way(page, qtbot)
    shown = sentences(page)
    place = shown.index(("DOS-02", OPENS))
    assert shown[place + 1] == ("DOS-03", second)
    assert element(page.window(), "DOS-02").id == first.id
    made = next(one for one in page._session.snapshot().of(Requirement) if one.key == "DOS-03")
    assert (made.section, made.category, made.source) == (first.section, first.category, first.source)
    assert "DOS-03" in page.window().status._reason.text()
    assert page.editor.text == OPENS
    assert not page.editor.dirty
    assert QApplication.focusWidget() is page.editor.sentence
    qtbot.keyClick(page.editor.sentence, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert page._session.snapshot() == before
    assert page.editor.text == text


@WAYS
def test_a_new_requirement_that_is_being_written_becomes_several_at_once(page, qtbot, way):
    before = page._session.snapshot()
    page.begin_new()
    qtbot.keyClicks(page.editor.sentence, SHALLS)
    page.editor.look()
    key = page.editor.key.text()
    way(page, qtbot)
    shown = sentences(page)
    place = shown.index((key, OPENS))
    assert shown[place + 1][1] == LOGS
    keys = [one for one, _text in shown]
    assert len(set(keys)) == len(keys) == len(before.of(Requirement)) + 2
    page._session.undo()
    assert page._session.snapshot() == before


def test_the_new_one_is_traced_to_what_the_first_was_traced_to(page, qtbot):
    pump = element(page.window(), "Dosing pump")
    first = element(page.window(), "DOS-02")
    with page._session.change("Trace") as edit:
        edit.new(TraceLink, source=first.id, target=pump.id, relation=Relation.COVERS)
    write(page, SHALLS)
    by_button(page, qtbot)
    made = next(one for one in page._session.snapshot().of(Requirement) if one.key == "DOS-03")
    links = [one for one in page._session.snapshot().of(TraceLink) if one.source == made.id]
    assert [(one.target, one.relation) for one in links] == [
        (pump.id, Relation.COVERS),
        (first.id, Relation.REFINES),
    ]
    assert isinstance(pump, Component)


def test_the_card_and_the_proposals_show_all_that_will_be_written(page, qtbot):
    write(page, OTHER)
    assert page.editor.card._example.text().splitlines() == [OPENS, LOGS_IT]
    assert not page.editor.card._use.isHidden()
    write(page, SHALLS)
    assert page.editor.card._right.text() == "Write one for each:"
    assert page.editor.card._example.text().splitlines() == [OPENS, LOGS]
    page.rewrite()
    said = [one.text() for one in page.slots.rewritings.findChildren(QLabel)]
    assert said.index("2 requirements") < said.index(OPENS) < said.index(LOGS)


def test_enter_on_the_button_writes_a_single_sentence_too(page, qtbot):
    write(page, "The Dosing controller must hold the dose.")
    by_enter(page, qtbot)
    assert page.editor.text == "The Dosing controller shall hold the dose."


def test_what_may_only_be_read_offers_nothing(page, qtbot):
    write(page, SHALLS)
    page.editor.show_requirement("DOS-02", SHALLS, writable=False)
    assert page.editor.card._use.isHidden()
    page.editor.divide((OPENS, LOGS))
    assert element(page.window(), "DOS-02").text == SHALLS
