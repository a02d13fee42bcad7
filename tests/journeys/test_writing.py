"""Requirements are written, mended, renamed and brought in by the keyboard alone."""

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QMenu

from core.model import Component, Location, Port, Requirement, StateMachine, Term
from tests.journeys.hand import HELD, KEY, Keys, settle

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

CTRL = HELD.ControlModifier
SENTENCE = "When the tank level rises, the Dosing controller shall stop the Dosing pump."


@pytest.fixture
def writer(keys, qtbot) -> Keys:
    """A person in the room of requirements of a small plant, with the caret in a new sentence."""
    window = keys.window
    with window.session.change("Begin") as edit:
        controller = edit.new(Component, name="Dosing controller")
        edit.new(Component, name="Dosing pump")
        permit = edit.new(Port, name="flow permit", owner=controller.id)
        edit.new(Term, name="flow permit", definition="Water flows.", refers_to=permit.id)
        machine = edit.new(StateMachine, name="Dosing", owner=controller.id)
        edit.new(Location, name="Idle", owner=machine.id, initial=True)
    keys.press(KEY.Key_R, CTRL)
    page = window.shown.requirements_page()
    qtbot.waitUntil(lambda: page.words.lexicon() is not None)
    assert page.editor.sentence.hasFocus()
    return keys


def page_of(keys):
    return keys.window.shown.requirements_page()


def texts(keys) -> list[str]:
    return [one.text for one in keys.model.of(Requirement)]


def write(keys, sentence: str) -> None:
    """Type a sentence and finish it; a list that is open is closed first, so nothing is taken from it."""
    keys.type(sentence)
    if page_of(keys).completion.isVisible():
        keys.press(KEY.Key_Escape)
    keys.press(KEY.Key_Return)


def complete(keys, qtbot, begun: str, wanted: str) -> None:
    """Type the beginning of a name and take it from the list."""
    for letter in begun:
        keys.type(letter)
    offers = page_of(keys).completion
    qtbot.waitUntil(offers.isVisible)
    titles = {row.id: row.title for row in offers.list.known.rows}
    keys._step_to(lambda: titles[offers.list.current()] == wanted, len(titles))
    keys.press(KEY.Key_Tab)


def caret_to(keys, words: str) -> None:
    """Step with the arrow to the second letter of these words of the sentence."""
    sentence = page_of(keys).editor.sentence
    keys.press(KEY.Key_Home, CTRL)
    place = sentence.toPlainText().index(words) + 1
    keys._step_to(lambda: sentence.textCursor().position() == place, place, KEY.Key_Right)


def test_a_requirement_is_written_with_what_the_list_offers(writer, qtbot):
    writer.type("When the tank level rises, the ")
    complete(writer, qtbot, "Dosing c", "Dosing controller")
    writer.type(" shall stop the ")
    complete(writer, qtbot, "Dosing p", "Dosing pump")
    writer.type(".")
    writer.press(KEY.Key_Return)
    assert texts(writer) == [SENTENCE]
    assert page_of(writer).editor.text == "", "the next one can be written"


def test_what_is_wrong_is_told_and_mended_where_it_stands(writer, qtbot):
    writer.type("The Dosing controller shall be able to hold the dose.")
    editor = page_of(writer).editor
    qtbot.waitUntil(editor.card.isVisible)
    assert "be able to" in editor.card._what.text()
    caret_to(writer, "be able")
    writer.press(KEY.Key_Period, CTRL)
    menu = next(one for one in editor.sentence.findChildren(QMenu) if one.isVisible())
    assert menu.activeAction().text() == "Leave out “be able to”"
    writer.press(KEY.Key_Return)
    writer.press(KEY.Key_Return)
    assert texts(writer) == ["The Dosing controller shall hold the dose."]


def test_a_term_is_renamed_from_the_sentence_and_one_sentence_is_left_out(writer, qtbot):
    write(writer, "If the flow permit is lost, then the Dosing controller shall stop the Dosing pump.")
    write(writer, "While the flow permit is absent, the Dosing controller shall wait.")
    writer.type("The Dosing controller shall log the flow permit.")
    writer.press(KEY.Key_Return)
    assert len(texts(writer)) == 3
    page = page_of(writer)
    qtbot.waitUntil(lambda: page.words.names() is not None)
    writer.press(KEY.Key_Tab, HELD.ShiftModifier)
    writer._step_to(page.table.hasFocus, 6, KEY.Key_Backtab)
    writer.press(KEY.Key_K)
    writer.press(KEY.Key_Return)
    caret_to(writer, "permit")
    writer.press(KEY.Key_F2)
    writer.type("flow release")
    qtbot.waitUntil(page.renaming.apply.isEnabled)
    writer.press(KEY.Key_Down)
    chosen = page.renaming.list
    rows = {row.id: row for row in chosen.known.rows}
    writer._step_to(lambda: rows[chosen.current()].title.startswith("While"), len(rows))
    writer.press(KEY.Key_Space)
    writer.press(KEY.Key_Return, CTRL)
    assert texts(writer) == [
        "If the flow release is lost, then the Dosing controller shall stop the Dosing pump.",
        "While the flow permit is absent, the Dosing controller shall wait.",
        "The Dosing controller shall log the flow release.",
    ]
    (term,) = writer.model.of(Term)
    assert term.name == "flow release"
    assert writer.model[term.refers_to].name == "flow release"
    writer.press(KEY.Key_Z, CTRL)
    assert [text.count("flow permit") for text in texts(writer)] == [1, 1, 1]


def test_a_word_is_explained_and_enter_leads_to_what_it_means(writer):
    writer.type("The Dosing controller shall log it.")
    caret_to(writer, "osing")
    writer.press(KEY.Key_Space, CTRL | HELD.ShiftModifier)
    card = page_of(writer).card
    assert card.isVisible()
    assert card.told[0].sort == "component"
    writer.press(KEY.Key_Return)
    assert writer.model[writer.selected].name == "Dosing controller"


def test_a_list_is_brought_in_and_its_requirements_are_in_the_model(writer, qtbot, tmp_path):
    listed = tmp_path / "list.csv"
    listed.write_text(f'id,text\nR-1,"{SENTENCE}"\nR-2,The panel shall ring.\n', encoding="utf-8")

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QFileDialog)
        line = dialog.findChild(QLineEdit)
        line.setFocus()
        QTest.keyClicks(line, str(listed))
        QTest.keyClick(line, KEY.Key_Return)

    QTimer.singleShot(300, answer)
    writer.press(KEY.Key_I, CTRL)
    qtbot.waitUntil(lambda: len(texts(writer)) == 2, timeout=20_000)
    settle()
    assert [one.key for one in writer.model.of(Requirement)] == ["R-1", "R-2"]
    assert texts(writer) == [SENTENCE, "The panel shall ring."]
    assert writer.window.session.project.undoable.label == "Import list.csv"
