"""What is closed is let go: pages, their drawings, and the memory that they took."""

import gc
from weakref import ref

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QWidget

from app.window.pages import Page
from app.window.rooms import KEY_PAGE


def let_go():
    """Come to the end of a turn of the event loop, and take up what nothing holds any more."""
    QCoreApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()


def drawn(window):
    """Follows the canvas in front, its scene and its page without holding them."""
    canvas = window.shown.canvas()
    canvas.setFocus()
    return [ref(canvas), ref(canvas.scene_shown), ref(window.pages.widget(window.pages.current))]


def left(window):
    window.session.close()


def hidden_behind_another(window):
    window.pages.show_page(KEY_PAGE)
    window.pages.restart()


def closed_alone(window):
    page = window.pages.current
    window.pages.show_page(Page("requirements"))
    window.pages.close_page(page)


@pytest.mark.parametrize("end", [left, hidden_behind_another, closed_alone])
def test_a_drawing_that_is_closed_is_let_go_with_its_page(desk, end):
    followed = drawn(desk)
    end(desk)
    let_go()
    assert [one() for one in followed] == [None, None, None]


def test_opening_and_leaving_a_project_again_and_again_leaves_nothing_behind(desk, plant):
    desk.session.close()
    counts = []
    for _turn in range(4):
        assert desk.session.open(plant)
        desk.results._pause.stop()
        QCoreApplication.processEvents()
        desk.shown.canvas().setFocus()
        desk.session.close()
        let_go()
        counts.append((len(desk.findChildren(QWidget)), len(gc.get_objects())))
    (widgets, objects), (widgets_later, objects_later) = counts[1], counts[-1]
    assert widgets_later == widgets
    # A page with its drawing of the small plant has several thousand.
    assert objects_later - objects < 1000


def test_a_window_that_is_closed_is_let_go(qtbot, qapp, plant, home):
    from app.desktop import make_window
    from app.session.preferences import Preferences

    window = make_window(Preferences())
    with qtbot.waitExposed(window):
        window.show()
    assert window.session.open(plant)
    window.results._pause.stop()
    QCoreApplication.processEvents()
    followed = [*drawn(window), ref(window)]
    window.close()
    window.deleteLater()
    del window
    let_go()
    assert [one() for one in followed] == [None, None, None, None]
