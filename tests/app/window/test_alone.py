"""Alt shows the menu bar only where it is pressed alone, and Escape hides it."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

ALT = Qt.KeyboardModifier.AltModifier
NO = Qt.KeyboardModifier.NoModifier


def drag(canvas):
    QTest.mousePress(canvas.viewport(), Qt.MouseButton.LeftButton, ALT, QPoint(300, 300))
    QTest.mouseMove(canvas.viewport(), QPoint(360, 380))
    QTest.mouseRelease(canvas.viewport(), Qt.MouseButton.LeftButton, ALT, QPoint(360, 380))


def wheel(canvas):
    place = QPointF(300, 300)
    event = QWheelEvent(
        place,
        place,
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        ALT,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(canvas.viewport(), event)


@pytest.fixture
def canvas(desk):
    found = desk.shown.canvas()
    found.setFocus()
    return found


@pytest.mark.parametrize("done", [drag, wheel])
def test_alt_held_for_the_mouse_shows_no_menu(desk, canvas, done):
    QTest.keyPress(canvas, Qt.Key.Key_Alt, NO)
    done(canvas)
    QTest.keyRelease(canvas, Qt.Key.Key_Alt, ALT)
    assert not desk.menuBar().isVisible()


def test_alt_alone_shows_the_menu_and_escape_hides_it_and_gives_the_keyboard_back(desk, canvas):
    QTest.keyPress(canvas, Qt.Key.Key_Alt, NO)
    QTest.keyRelease(canvas, Qt.Key.Key_Alt, ALT)
    assert desk.menuBar().isVisible()
    QTest.keyClick(desk.menuBar(), Qt.Key.Key_Escape)
    assert not desk.menuBar().isVisible()
    assert desk.focusWidget() is canvas


def test_escape_on_the_drawing_hides_the_menu_too(desk, canvas):
    desk.show_menu_bar()
    canvas.setFocus()
    canvas.select(())
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    assert not desk.menuBar().isVisible()


def test_alt_with_nothing_between_still_shows_the_menu_after_a_drag_with_it(desk, canvas):
    QTest.keyPress(canvas, Qt.Key.Key_Alt, NO)
    drag(canvas)
    QTest.keyRelease(canvas, Qt.Key.Key_Alt, ALT)
    QTest.keyPress(canvas, Qt.Key.Key_Alt, NO)
    QTest.keyRelease(canvas, Qt.Key.Key_Alt, ALT)
    assert desk.menuBar().isVisible()
