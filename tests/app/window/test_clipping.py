"""No word is cut off without saying so: the widths of texts against the rectangles that hold them."""

import pytest
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QAbstractButton, QLabel, QToolButton, QWidget

from app.panels.labels import Prose
from app.panels.segmented import Segmented
from app.theme import font, look
from tests.app.conftest import element

SIZES = [(1600, 1000), (1280, 800)]
ROOMS = ("draw", "require", "prove", "threats", "comply", "review", "hand over")


def clipped(window):
    """Words on the screen that do not fit their place, with what they have and what they need."""
    shown = [one for one in window.findChildren(QWidget) if one.isVisibleTo(window)]
    return [fault for one in shown for fault in _faults(one)]


def _faults(widget):
    if isinstance(widget, Prose):
        needed = widget.heightForWidth(widget.width())
        if widget.text() and widget.height() + 2 < needed:
            yield widget.text(), widget.height(), needed
    elif isinstance(widget, QLabel):
        needed = widget.minimumSizeHint().width()
        if widget.text() and widget.width() + 1 < needed:
            yield widget.text(), widget.width(), needed
    elif isinstance(widget, Segmented):
        for (_value, title), place in zip(widget._options, widget.segments(), strict=True):
            needed = QFontMetrics(font("small")).horizontalAdvance(title)
            if place.width() < needed:
                yield title, place.width(), needed
    elif isinstance(widget, QAbstractButton) and not widget.property("field"):
        # Names of elements in fields are elided; the tooltip has the whole.
        needed = min(QFontMetrics(widget.font()).horizontalAdvance(widget.text()), widget.sizeHint().width())
        if widget.text() and not isinstance(widget, QToolButton) and widget.width() < needed:
            yield widget.text(), widget.width(), needed


@pytest.mark.parametrize("size", SIZES)
def test_no_word_is_clipped_in_any_room(qtbot, desk, theme, size):
    desk.resize(*size)
    desk.session.select((element(desk, "Dosing controller").id,))
    for room in ROOMS:
        desk.show_room(room)
        qtbot.waitUntil(lambda: clipped(desk) == [], timeout=3000)


@pytest.mark.parametrize("scale", [0.8, 1.0, 1.5])
def test_no_word_is_clipped_on_the_first_page(qtbot, window, scale):
    look().use(scale=scale)
    qtbot.waitUntil(lambda: clipped(window) == [], timeout=3000)
    look().use(scale=1.0)


def test_a_clipped_word_would_be_noticed(qtbot, window):
    label = QLabel("A sentence that needs more room than this", window)
    label.setGeometry(10, 10, 40, 16)
    label.show()
    assert [text for text, *_sizes in clipped(window)] == [label.text()]
