"""No word is cut off without saying so: the widths of texts against the rectangles that hold them."""

import re

import pytest
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QAbstractButton, QLabel, QScrollArea, QToolButton, QWidget

from app.panels.labels import Prose
from app.panels.segmented import Segmented
from app.theme import font, look
from app.window.bar import CommandBar
from core.ground.words import use_language
from tests.app.conftest import element

SIZES = [(1600, 1000), (1280, 800)]
ENDS = re.compile(r"\s+|(?<=[-._/])")
"""Where a line of words may end."""

ROOMS = ("draw", "require", "prove", "threats", "comply", "review", "hand over")


def clipped(window):
    """Words on the screen that do not fit their place, with what they have and what they need."""
    shown = [one for one in window.findChildren(QWidget) if one.isVisibleTo(window)]
    return [fault for one in shown for fault in _faults(one)] + crowded(window)


def crowded(window):
    """Panels that reach past the window, and what is wider or higher than the area that it is shown in."""
    found = []
    for panel in (window.bar, window.frame.left, window.frame.right, window.status):
        end = panel.mapTo(window, panel.rect().topRight()).x()
        if panel.isVisibleTo(window) and end >= window.width():
            found.append((type(panel).__name__, window.width(), end))
    for area in window.findChildren(QScrollArea):
        body = area.widget()
        if not area.isVisibleTo(window) or body is None or not area.widgetResizable():
            continue
        needed = body.minimumSizeHint().width()
        if area.objectName() == "inspector" and area.viewport().width() < needed:
            found.append((type(area).__name__, area.viewport().width(), needed))
        if body.hasHeightForWidth() and body.height() + 2 < body.heightForWidth(body.width()):
            found.append((type(area).__name__, body.height(), body.heightForWidth(body.width())))
    return found


def _wrapped(words):
    """Words that wrap: what is lower than its lines, and a word that is wider than the whole."""
    needed = words.heightForWidth(words.width())
    if words.text() and words.height() + 2 < needed:
        yield words.text(), words.height(), needed
    metrics = QFontMetrics(words.font())
    longest = max(metrics.horizontalAdvance(word) for word in ENDS.split(words.text()))
    if words.width() + 1 < longest:
        yield words.text(), words.width(), longest


def _faults(widget):
    if isinstance(widget, Prose):
        yield from _wrapped(widget)
    elif isinstance(widget, QLabel):
        needed = widget.minimumSizeHint().width()
        if widget.text() and widget.width() + 1 < needed:
            yield widget.text(), widget.width(), needed
    elif isinstance(widget, Segmented):
        for (_value, title), place in zip(widget._options, widget.segments(), strict=True):
            needed = QFontMetrics(font("small")).horizontalAdvance(title)
            if place.width() < needed:
                yield title, place.width(), needed
    elif isinstance(widget, QAbstractButton) and not (widget.property("field") or hasattr(widget, "shown")):
        # Names of elements in fields and what is under way are elided; the tooltip has the whole.
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


@pytest.mark.parametrize("scale", [0.8, 1.3, 1.8])
def test_the_command_bar_holds_its_words_at_any_scale_of_text(qtbot, desk, scale):
    desk.bar.show_project("A rather long name of a plant", "")
    for room, count in (("require", "38"), ("prove", "3 violated"), ("threats", "79"), ("review", "1")):
        desk.bar.rooms[room].show_count(count)
    look().use(scale=scale)

    def fits():
        buttons = list(desk.bar.rooms.values())
        assert [one.width() for one in buttons] == [one.sizeHint().width() for one in buttons]
        row = [desk.bar.project, *buttons, desk.bar.undo, desk.bar.redo, desk.bar.search, desk.bar.settings]
        places = [one.mapTo(desk.bar, one.rect().topLeft()).x() for one in row]
        ends = [place + one.width() for place, one in zip(places, row, strict=True)]
        assert all(end <= start for end, start in zip(ends, places[1:], strict=False))
        assert ends[-1] <= desk.bar.width()

    qtbot.waitUntil(fits, timeout=3000)
    look().use(scale=1.0)


@pytest.mark.parametrize("width", [1280, 1360, 1600])
@pytest.mark.parametrize("language", ["en", "de", "fr"])
def test_every_room_keeps_its_name_in_every_language(qtbot, language, width):
    use_language(language)
    frame = QWidget()  # of its own: a window names its project and counts again whenever it likes
    qtbot.addWidget(frame)
    bar = CommandBar(frame)
    use_language("en")
    bar.show_project("Water treatment plant", "")
    violated = {"en": "3 violated", "de": "3 verletzt", "fr": "3 violées"}[language]
    for room, count in (("require", "38"), ("prove", violated), ("threats", "79"), ("review", "1")):
        bar.rooms[room].show_count(count)
    bar.resize(width, 41)
    bar.shorten(width)
    frame.show()
    assert not any(button.is_icon for button in bar.rooms.values())
    assert bar.minimumSizeHint().width() <= width
    assert bar.project.text() == "Water treatment plant"


@pytest.mark.parametrize("scale", [1.0, 1.4, 1.8])
def test_a_larger_text_takes_no_room_from_the_search_field(qtbot, window, scale):
    frame = QWidget()  # of its own: a window names its project and counts again whenever it likes
    qtbot.addWidget(frame)
    bar = CommandBar(frame)
    bar.resize(1600, 41)
    bar.shorten(1600)
    frame.show()
    bar.show_project("Water treatment plant", "")
    for room, count in (("require", "38"), ("prove", "3 violated"), ("threats", "79"), ("review", "1")):
        bar.rooms[room].show_count(count)
    look().use(scale=scale)

    def fits():
        assert bar.minimumSizeHint().width() <= 1600
        assert bar.width() == 1600
        assert bar.search.width() >= bar.search.minimumSizeHint().width()
        assert bar.project.width() >= bar.project.sizeHint().width()

    qtbot.waitUntil(fits, timeout=3000)
    look().use(scale=1.0)
    assert bar.project.text() == "Water treatment plant"


def test_the_job_in_the_status_line_grows_with_the_text(qtbot, desk):
    title = desk.status._work._title
    look().use(scale=1.4)
    qtbot.wait(10)
    assert title.font().pixelSize() == round(11 * 1.4)
    look().use(scale=1.0)


def test_a_clipped_word_would_be_noticed(qtbot, window):
    label = QLabel("A sentence that needs more room than this", window)
    label.setGeometry(10, 10, 40, 16)
    label.show()
    assert [text for text, *_sizes in clipped(window)] == [label.text()]


def test_a_word_that_is_wider_than_its_column_would_be_noticed(qtbot, window):
    label = Prose("Wiederherstellbarkeitsnachweis")
    label.setParent(window)
    label.setGeometry(10, 10, 60, 40)
    label.show()
    assert [text for text, *_sizes in clipped(window)] == [label.text()]


def test_a_panel_that_is_pushed_out_of_the_window_would_be_noticed(desk):
    desk.show_room("draw")
    desk.frame.right.setMinimumWidth(desk.width())
    desk.frame.right.resize(desk.width(), desk.frame.right.height())
    desk.frame.right.move(desk.width() - 20, 0)
    assert "QStackedWidget" in [name for name, *_sizes in crowded(desk)]
