"""Text of any size, in every language: no label, button or tab is narrower than its words or over another."""

from itertools import combinations, pairwise

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QProgressBar, QWidget

from app.desktop import make_window
from app.jobs import Job
from app.panels import row_painter
from app.panels.bottom import TabButton
from app.panels.giving_way import Chip
from app.panels.labels import Elided
from app.panels.rows import Row, RowList
from app.session.preferences import Preferences
from app.theme import font, look, px
from app.window.pages import Page
from core.ground.words import _, use_language
from core.model import Component, Diagram, Placement
from core.project import Holder
from tests.app.conftest import element
from tests.app.window import test_clipping
from tests.app.window.test_accessible import pages


def clipped(window):
    """What is cut without saying so; what ends in an ellipsis has the whole of it as its tooltip."""
    shown = [one for one in window.findChildren(QWidget) if one.isVisibleTo(window)]
    faults = [fault for one in shown if not isinstance(one, Elided) for fault in test_clipping._faults(one)]
    return faults + test_clipping.crowded(window)


@pytest.fixture(params=["en", "de", "fr"])
def speaking(request, qtbot, plant):
    """Opens the small plant in a language, in a window of 1360 by 800, with text of a size."""

    made = []

    def open_at(scale):
        use_language(request.param)
        look().use(theme="light", scale=scale)
        window = make_window(Preferences(scale=scale, language=request.param))
        window.resize(1360, 800)
        made.append(window)
        with qtbot.waitExposed(window):
            window.show()
        assert window.session.open(plant)
        window.results._pause.stop()
        qtbot.wait(10)
        return window

    yield open_at
    for window in made:
        window.close()
        window.deleteLater()
    use_language("en")
    look().use(theme="light", scale=1.0)


@pytest.mark.slow
@pytest.mark.parametrize("scale", [0.8, 1.0, 1.5])
def test_no_word_is_cut_on_any_page(qtbot, speaking, scale):
    window = speaking(scale)
    window.session.select((element(window, "Dosing controller").id,))
    cut = {}
    for page in pages(window):
        try:
            qtbot.waitUntil(lambda: clipped(window) == [], timeout=400)
        except qtbot.TimeoutError:
            cut[page] = clipped(window)
    assert cut == {}


@pytest.mark.parametrize("speaking", ["de", "fr"], indirect=True)
def test_print_and_the_palette_leave_every_panel_in_the_window_and_cut_no_word(qtbot, speaking):
    window = speaking(1.0)
    window.session.select((element(window, "Dosing controller").id,))
    for page in (None, "print", "desktop.palette", None):
        if page is None:
            window.show_room("draw")
        else:
            window.run(page)
        qtbot.waitUntil(lambda: clipped(window) == [], timeout=4000)
    assert window.frame.right.isVisibleTo(window)


NARROW = [("de", 1.5, (1280, 800)), ("fr", 1.5, (1280, 800)), ("en", 1.0, (800, 560))]
"""Languages and scales with the size of a window that has little room in them."""

PARTS = (QLabel, QAbstractButton, QProgressBar, QLineEdit)


def overlapping(frame):
    """Pairs of what is seen in a frame that lie over each other, by their words or names."""
    seen = [one for one in frame.findChildren(QWidget) if isinstance(one, PARTS) and one.isVisible()]
    seen = [one for one in seen if one.parentWidget() not in seen and one.width() and one.height()]
    places = [(one, QRect(one.mapTo(frame, QPoint()), one.size())) for one in seen]
    return [
        (_said(one), _said(other))
        for (one, place), (other, beside) in combinations(places, 2)
        if place.intersects(beside)
    ]


def _said(widget):
    text = "" if isinstance(widget, QProgressBar) else widget.text()
    return text or widget.accessibleName() or type(widget).__name__


def outside(frame):
    """What is seen in a frame and reaches out of it."""
    seen = [one for one in frame.findChildren(QWidget) if isinstance(one, PARTS) and one.isVisible()]
    return [
        _said(one) for one in seen if not frame.rect().contains(QRect(one.mapTo(frame, QPoint()), one.size()))
    ]


@pytest.fixture(params=NARROW, ids=lambda one: f"{one[0]}-{one[1]}")
def narrow(request, qtbot, plant):
    """The small plant in a window with little room: three verdicts are bad, and a job is under way."""
    code, scale, size = request.param
    use_language(code)
    look().use(theme="light", scale=scale)
    window = make_window(Preferences(scale=scale, language=code))
    window.resize(*size)
    with qtbot.waitExposed(window):
        window.show()
    assert window.session.open(plant)
    window.results._pause.stop()
    for room, count in (
        ("require", "38"),
        ("prove", _("{count} violated").format(count=3)),
        ("threats", "79"),
        ("review", "1"),
    ):
        window.bar.rooms[room].show_count(count)
    yield window
    window.close()
    window.deleteLater()
    use_language("en")
    look().use(theme="light", scale=1.0)


def test_nothing_overlaps_in_the_command_bar_of_a_narrow_window(narrow, qtbot):
    qtbot.waitUntil(lambda: overlapping(narrow.bar) == [] == outside(narrow.bar), timeout=3000)
    assert narrow.bar.minimumSizeHint().width() <= narrow.width()
    assert "3" in narrow.bar.rooms["prove"].toolTip()


def test_a_job_in_the_status_line_of_a_narrow_window_lies_over_nothing(narrow, qtbot):
    narrow.jobs.jobs.append(Job(_("Rechecking requirements"), "verify", 77, 81, "DOS-01"))
    narrow.status.refresh()
    qtbot.waitUntil(lambda: overlapping(narrow.status) == [] == outside(narrow.status), timeout=3000)
    title = narrow.status._work._title
    assert title.text() in title.toolTip()
    narrow.jobs.jobs.clear()


def test_the_head_of_a_list_shows_its_name_and_shortens_its_counts(narrow, qtbot):
    narrow.show_room("threats")
    side = narrow.left()
    side.show_counts(_("{count} open").format(count=79), _("{count} answered").format(count=3))
    side.setFixedWidth(px(200))
    qtbot.waitUntil(lambda: overlapping(side._frame) == [] == outside(side._frame), timeout=3000)
    for one in side._frame.findChildren(Chip):
        assert one.shown() == one.text() or (one.shown().endswith("…") and one.toolTip() == one.text())


def test_the_words_of_a_filter_end_before_its_key(narrow, qtbot):
    for room in ("draw", "require", "threats"):
        narrow.show_room(room)
        line = narrow.left().filter
        line.setFixedWidth(px(150))
        qtbot.waitUntil(lambda line=line: line._key.x() > 0, timeout=3000)
        assert line.width() - line.textMargins().right() <= line._key.x()
        assert line.toolTip() == line.placeholderText()


def test_the_foot_of_the_palette_leaves_out_the_signs_that_have_no_room(narrow, qtbot):
    narrow.run("desktop.palette")
    palette = narrow.shown.palette
    palette.line.setText("d")
    many = _("more than {count}").format(count=199)
    palette._count.setText(_("{found} of {known}").format(found=27, known=many))
    foot = palette._foot

    def cut():
        seen = [one for one in foot.findChildren(QLabel) if one.isVisible()]
        return [fault for one in seen for fault in test_clipping._faults(one)]

    qtbot.waitUntil(lambda: overlapping(foot) == outside(foot) == cut() == [], timeout=3000)


def test_the_choices_of_the_page_of_pictures_keep_their_words(narrow, qtbot):
    narrow.run("export.pictures")
    page = narrow.pages.widget(narrow.pages.current)
    for choice in (page.form, page.over, page.colours):
        assert list(test_clipping._faults(choice)) == []
    qtbot.waitUntil(lambda: overlapping(page) == [], timeout=3000)


def test_the_head_of_a_group_paints_its_name_count_and_worst_side_by_side(narrow, qtbot, monkeypatch):
    drawn = []
    paint = row_painter.draw_text

    def noted(painter, box, text, *rest):
        width = paint(painter, box, text, *rest)
        right = len(rest) > 2
        drawn.append((box.right() - width, box.right()) if right else (box.left(), box.left() + width))
        return width

    monkeypatch.setattr(row_painter, "draw_text", noted)
    rows = RowList()
    qtbot.addWidget(rows)
    name = "Operator HMI · Firmware of the panel"
    rows.resize(px(220), px(60))
    rows.show_rows([Row("#a", name, heading=True, count="2", right=_("critical"))])
    rows.show()
    qtbot.wait(20)
    drawn.clear()
    rows.grab()
    assert len(drawn) == 3
    assert [right <= left for (_left, right), (left, _right) in pairwise(sorted(drawn))] == [True, True]


def test_with_large_text_in_a_low_window_a_drawing_stays_whole_and_under_nothing(desk, qtbot):
    with desk.session.change("Draw") as edit:
        diagram = edit.new(Diagram, name="Overview")
        for number, x in enumerate((0.0, 600.0, 1200.0)):
            part = edit.new(Component, name=f"Part {number}")
            edit.new(Placement, owner=diagram.id, element=part.id, x=x, y=x / 2, width=176, height=52)
    desk.resize(1280, 800)
    desk.pages.show_page(Page("diagram", diagram.id))
    canvas = desk.shown.canvas()
    qtbot.waitUntil(canvas._is_whole)
    bottom = desk.shown.bottom
    high = bottom.height()
    try:
        look().use(theme="light", scale=2.0)
        qtbot.waitUntil(lambda: bottom.height() == bottom.folded_height())
        covered = canvas._clear()
        seen = lambda: canvas.mapFromScene(canvas.scene_shown.extent()).boundingRect()  # noqa: E731
        qtbot.waitUntil(lambda: canvas._clear().contains(seen()))
        assert covered.height() > canvas.viewport().height() / 2
        # Who unfolds the findings sees them.
        desk.frame.fold("bottom")
        assert bottom.height() > bottom.folded_height() or not bottom.isVisible()
        desk.frame.fold("bottom")
    finally:
        look().use(theme="light", scale=1.0)
    qtbot.waitUntil(lambda: bottom.height() == high)


def test_a_tab_of_the_bottom_panel_shows_its_count_whole_and_shortens_its_title(qtbot):
    tab = TabButton("Unregelmäßigkeiten")
    qtbot.addWidget(tab)
    tab.show_count("16")
    for width in (tab.sizeHint().width(), tab.minimumSizeHint().width(), 120):
        tab.resize(width, 29)
        words = QFontMetrics(font("body")).horizontalAdvance(tab.shown())
        assert px(4 + 8) + words + row_painter.chip_width("16") <= width
        assert (tab.shown() == tab.text()) == (width >= tab.minimumSizeHint().width())


def test_french_tabs_keep_titles_and_counts_at_twice_the_size_of_text(qtbot, plant):
    use_language("fr")
    look().use(theme="light", scale=2.0)
    window = make_window(Preferences(scale=2.0, language="fr"))
    try:
        window.resize(1280, 800)
        with qtbot.waitExposed(window):
            window.show()
        assert window.session.open(plant)
        window.results._pause.stop()
        tabs = window.shown.bottom.tabs
        for tab, count in (("problems", "16"), ("verdicts", ""), ("threats", "79"), ("history", "1")):
            tabs[tab].show_count(count)
        qtbot.waitUntil(lambda: all(tab.shown() == tab.text() for tab in tabs.values()), timeout=3000)
    finally:
        window.close()
        window.deleteLater()
        use_language("en")
        look().use(theme="light", scale=1.0)


def test_who_holds_a_project_is_said_whole_in_a_narrow_window(narrow, qtbot):
    holder = Holder("Katharina Zimmermann-Brandstetter", "engineering-workstation-07", 1, "2026-11-30T18:00")
    narrow.read_only.show_holder(True, holder)
    words = narrow.read_only._words
    qtbot.waitUntil(lambda: words.height() >= words.heightForWidth(words.width()) > 0, timeout=3000)
    assert not outside(narrow.read_only)
