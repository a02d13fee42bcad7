"""What stands under the pointer or at the caret is told on a card, which leads to what is meant."""

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from core.model import Binding, Proposition, Requirement
from tests.app.conftest import element

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def page(desk, qtbot):
    """The Require room with the first requirement shown."""
    desk.activateWindow()
    desk.show_room("require")
    page = desk.shown.requirements_page()
    page.go_to(element(desk, "DOS-01").id)
    qtbot.waitUntil(lambda: page.words.names() is not None)
    page.editor.sentence.setFocus()
    return page


def put_caret(page, words):
    """Put the caret into these words of the sentence."""
    cursor = page.editor.sentence.textCursor()
    cursor.setPosition(page.editor.sentence.toPlainText().index(words) + 1)
    page.editor.sentence.setTextCursor(cursor)


def ask(page, words):
    """Ask by the key what stands at the caret in these words; what is told."""
    put_caret(page, words)
    QTest.keyClick(page.editor.sentence, Qt.Key.Key_Space, CTRL | SHIFT)
    assert page.card.isVisible()
    return page.card.told


def point(page, words) -> QPoint:
    """Where the pointer is over the second letter of these words."""
    cursor = QTextCursor(page.editor.sentence.document())
    cursor.setPosition(page.editor.sentence.toPlainText().index(words) + 1)
    return page.editor.sentence.cursorRect(cursor).center() + QPoint(3, 0)


def rest(page, words):
    """Let the pointer rest on these words."""
    viewport = page.editor.sentence.viewport()
    place = point(page, words)
    QApplication.sendEvent(viewport, QHelpEvent(QEvent.Type.ToolTip, place, viewport.mapToGlobal(place)))


def test_a_keyword_says_what_it_begins_and_a_number_what_it_measures(page):
    (found,) = ask(page, "If")
    assert (found.words, found.sort, found.target) == ("If", "keyword", "")
    assert "not wanted" in found.facts[0]
    (found,) = ask(page, "500 ms")
    assert (found.words, found.sort, found.facts) == ("500 ms", "unit", ("time",))


def test_a_noun_tells_its_element_and_where_it_is_and_enter_goes_there(page):
    found = ask(page, "osing controller")
    controller = element(page.window(), "Dosing controller")
    assert (found[0].words, found[0].sort) == ("Dosing controller", "component in Basic control")
    assert found[0].target == controller.id
    QTest.keyClick(page.editor.sentence, Qt.Key.Key_Return)
    assert page._session.selection == (controller.id,)
    assert not page.card.isVisible()


def test_a_phrase_tells_what_it_is_bound_to_or_how_it_is_bound(page):
    found = ask(page, "is lost")
    assert found[0].words == "the flow permit is lost"
    assert "bound: event" not in found[0].facts[0]
    lost = element(page.window(), "flow_lost")
    with page._session.change("Bind") as edit:
        edit.new(
            Proposition,
            name="flow permit is lost",
            binding=Binding.EVENT,
            event=lost.id,
            confirmed_by="Tester",
        )
    found = ask(page, "is lost")
    assert found[0].facts == ("bound: event Dosing controller.flow permit.flow_lost",)
    assert found[0].target == lost.id


def test_a_noun_that_means_nothing_says_how_it_is_mended(page):
    with page._session.change("Write") as edit:
        edit.set(element(page.window(), "DOS-01").id, text='The "Dosing pmup":outDevice shall stop.')
    found = ask(page, "pmup")
    assert (found[0].words, found[0].sort, found[0].target) == ("Dosing pmup", "bound to nothing", "")
    assert "neither an element" in found[0].facts[0]
    assert "Ctrl ." in found[0].facts[1]


def test_the_pointer_opens_the_card_and_leaving_the_word_closes_it(page, qtbot):
    rest(page, "flow permit")
    assert page.card.told[0].words == "flow permit"
    QTest.mouseMove(page.editor.sentence.viewport(), point(page, "within"))
    qtbot.waitUntil(lambda: not page.card.isVisible())


def test_a_click_on_the_name_or_with_ctrl_on_the_word_goes_to_the_element(page):
    permit = element(page.window(), "flow_lost").owner
    QTest.mouseClick(
        page.editor.sentence.viewport(), Qt.MouseButton.LeftButton, CTRL, point(page, "flow permit")
    )
    assert page._session.selection == (permit,)


def test_any_other_key_closes_the_card_and_is_written(page):
    ask(page, "500")
    QTest.keyClicks(page.editor.sentence, "7")
    assert not page.card.isVisible()
    assert "5700 ms" in page.editor.text
    ask(page, "570")
    QTest.keyClick(page.editor.sentence, Qt.Key.Key_Escape)
    assert not page.card.isVisible()
    assert page.editor.dirty


def test_where_nothing_is_known_that_is_said(page):
    with page._session.change("Write") as edit:
        edit.set(element(page.window(), "DOS-01").id, text="Xyzzy.")
    put_caret(page, "yzzy")
    page.window().run("require.explain")
    assert not page.card.isVisible()
    assert "Nothing is known of what stands" in page.window().status._reason.text()


def test_every_place_of_every_sentence_can_be_asked_for(page):
    for one in page._session.snapshot().of(Requirement):
        for place in range(len(one.text)):
            found = page._told(place)
            assert found is None or found[0][0] <= place < found[0][1]
