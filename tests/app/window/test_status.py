"""The status line says what does not fit with an ellipsis."""


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
