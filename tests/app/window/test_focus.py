"""What has the keyboard is seen: in each theme every control looks otherwise with it than without."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from app.canvas.canvas import Canvas
from app.theme import look
from tests.app.window.test_accessible import chain, describe, pages
from tests.app.window.test_accessible_pages import busy, walk  # noqa: F401 - a fixture

RING = 70
"""So many pixels differ at least; a caret has fewer."""

SILENT = ("QTextBrowser", "RowList")
"""A text to read, and a list without rows: neither has anything in it that could be shown to be reached."""

PROPERTIES = ("chip", "crumb", "link", "field", "primary", "project", "mono", "readOnly")


def sort_of(widget):
    """Controls of a sort look the same, and one of them stands for all."""
    return (type(widget), widget.objectName(), *(widget.property(name) for name in PROPERTIES))


def seen(window, widget):
    """What the window shows at a control and close around it."""
    place = QRect(widget.mapTo(window, QPoint()), widget.size()).adjusted(-4, -4, 4, 4)
    image = window.grab(place.intersected(window.rect())).toImage()
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    return np.frombuffer(image.constBits(), np.uint32).reshape(image.height(), image.width()).copy()


def _frameless(widget):
    return type(widget).__name__ in SILENT


def unseen(window, known):
    """The controls that Tab reaches and that look the same with the keyboard as without."""
    found = []
    for one in chain(window):
        # A list that takes the keyboard can fill the inspector anew; a drawing shows what has it in it.
        if not isValid(one) or isinstance(one, Canvas) or sort_of(one) in known or _frameless(one):
            continue
        known.add(sort_of(one))
        window.bar.project.setFocus()
        if QApplication.focusWidget() is one:
            window.bar.search.setFocus()
        QApplication.processEvents()
        if not isValid(one):
            continue
        without = seen(window, one)
        one.setFocus()
        QApplication.processEvents()
        if not isValid(one) or not one.isVisible():
            continue
        with_it = seen(window, one)
        if without.shape == with_it.shape and (without != with_it).sum() < RING:
            found.append(describe(one))
    return found


@pytest.fixture(params=["light", "high_contrast"])
def themed(request, qapp):
    look().use(theme=request.param, scale=1.0)
    yield request.param
    look().use(theme="light", scale=1.0)


@pytest.mark.slow
def test_what_has_the_keyboard_is_seen_everywhere(themed, busy):  # noqa: F811
    known, found = set(), {}
    for walked in (pages(busy[0]), walk(busy)):
        for where in walked:
            missing = unseen(busy[0], known)
            if missing:
                found[where] = missing
    assert len(known) > 20
    assert found == {}
