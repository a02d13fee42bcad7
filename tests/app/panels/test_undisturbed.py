"""Panels that are made anew leave typed text, focus and scroll as they were."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QScrollArea, QWidget

from app.panels.labels import clear, down
from app.panels.rows import Row, RowList
from app.panels.undisturbed import undisturbed
from app.session.kinds_read import kinds_read
from core.assistants.known import Findings
from tests.app.conftest import element


@pytest.fixture
def area(qtbot, qapp):
    """A scrolled panel with a function that makes its widgets anew."""
    made, body = QScrollArea(), QWidget()
    made.setWidgetResizable(True)
    column = down(body)
    made.setWidget(body)
    made.resize(200, 120)
    qtbot.addWidget(made)

    def build():
        with undisturbed(body):
            clear(column)
            for name in ("Reason", "Owner"):
                line = QLineEdit("as stated")
                line.setAccessibleName(name)
                column.addWidget(line)
            rows = RowList()
            rows.setAccessibleName("Facts")
            rows.show_rows([Row("a", "first"), Row("b", "second")])
            column.addWidget(rows)
            column.addWidget(QPushButton("Export"))
            for number in range(40):
                column.addWidget(QLabel(f"line {number}"))

    build()
    made.show()
    made.activateWindow()
    return made, build


def named(frame, name):
    """The widget of that name that was made last."""
    return [one for one in frame.findChildren(QWidget) if one.accessibleName() == name][-1]


def test_text_being_typed_and_the_caret_stay(qtbot, area):
    made, build = area
    line = named(made, "Owner")
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, "Controls")
    qtbot.keyClick(line, Qt.Key.Key_Left)
    build()
    new = named(made, "Owner")
    assert new is not line
    assert (new.text(), new.cursorPosition(), new.hasFocus()) == ("Controls", 7, True)
    assert named(made, "Reason").text() == "as stated"


def test_the_current_row_and_a_focused_button_stay(qtbot, area):
    made, build = area
    named(made, "Facts").choose("b")
    made.findChild(QPushButton).setFocus()
    build()
    assert named(made, "Facts").current() == "b"
    assert made.findChildren(QPushButton)[-1].hasFocus()


def test_the_place_that_was_scrolled_to_stays(qtbot, area):
    made, build = area
    qtbot.waitUntil(lambda: made.verticalScrollBar().maximum() > 200)
    made.verticalScrollBar().setValue(150)
    build()
    qtbot.wait(20)
    assert made.verticalScrollBar().value() == 150


def test_hand_over_keeps_the_focus_on_its_button(qtbot, desk):
    desk.show_room("hand over")
    desk.activateWindow()
    page = desk.pages.widget(desk.pages.current)
    button = next(one for one in page.findChildren(QPushButton) if "Text form" in one.accessibleName())
    button.setFocus()
    desk.results.changed.emit()
    assert button.hasFocus(), "nothing that is shown differs"
    snapshot = desk.session.snapshot()
    digest = snapshot.digest(kinds_read("threats", snapshot))
    desk.results._set("threats", Findings((), digest, "2026-01-02T03:04:05"))
    desk.results.changed.emit()
    assert desk.focusWidget().accessibleName() == "Export: Text form"
    assert "2026-01-02 03:04, up to date" in [one.text() for one in page.findChildren(QLabel)]


def test_the_inspector_makes_only_what_differs_anew(qtbot, desk):
    desk.session.select((element(desk, "Dosing controller").id,))
    inspector = desk.shown.inspector
    lists = inspector.findChildren(RowList)
    assert lists
    desk.results.changed.emit()
    assert lists == inspector.findChildren(RowList)
    desk.activateWindow()
    lists[0].setFocus()
    with desk.session.change("Write") as edit:
        edit.set(element(desk, "DOS-02").id, name="Hold the dose")
    assert desk.focusWidget() is not lists[0]
    assert isinstance(desk.focusWidget(), RowList)
