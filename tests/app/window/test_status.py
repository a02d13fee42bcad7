"""The status line says what does not fit with an ellipsis, and what was undone."""

from PySide6.QtCore import Qt

from tests.app.conftest import element


def test_a_message_without_room_ends_in_an_ellipsis(desk, qtbot):
    said = "Dosing controller, Component, in Basic control. " * 6
    desk.resize(1024, 700)
    desk.status.say(said)
    qtbot.waitUntil(lambda: desk.status._reason.shown().endswith("…"))
    assert desk.status._reason.width() < desk.status._reason.sizeHint().width()
    assert desk.status._reason.toolTip() == said
    desk.status.say("Short")
    qtbot.wait(10)
    assert desk.status._reason.text() == "Short"


def test_the_status_line_says_what_was_undone_and_done_again(desk, qtbot):
    with desk.session.change("Rename Laptop to Notebook") as edit:
        edit.set(element(desk, "Laptop").id, name="Notebook")
    desk.show_room("require")
    ctrl = Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(desk, Qt.Key.Key_Z, ctrl)
    assert desk.status._reason.text() == "Undone: Rename Laptop to Notebook"
    qtbot.keyClick(desk, Qt.Key.Key_Z, ctrl | Qt.KeyboardModifier.ShiftModifier)
    assert desk.status._reason.text() == "Done again: Rename Laptop to Notebook"
