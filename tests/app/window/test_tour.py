"""The tour shows the window in a few steps: it looks on, points, goes on when a thing was done, and ends."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QPushButton

from app.desktop import make_window
from app.session.preferences import Preferences, read_preferences
from app.theme import look
from app.theme.tokens import THEMES
from app.window import projects, tour_steps
from app.window import tour as tour_module
from app.window.tour import Tour
from app.window.tour_of_writing import WRITING
from app.window.tour_steps import STEPS
from core.ground.resources import sample_folder
from core.ground.words import use_language
from core.model import Component, Proposal, ProposalState, Requirement
from core.project import project_from_text

CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def toured(qtbot, window, monkeypatch):
    """A window on the sample, with the tour at its first step."""
    monkeypatch.setattr(tour_module, "LOOKS", 20)
    look().motion = False
    window.run("project.sample")
    assert isinstance(window.tour, Tour)
    window.activateWindow()
    yield window
    look().motion = True


def key(qtbot, window, code, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(QApplication.focusWidget() or window, code, modifier)
    qtbot.wait(1)


def reaches(qtbot, window, number):
    qtbot.waitUntil(lambda: window.tour is not None and window.tour.number == number, timeout=60_000)


def records(window):
    return [(head.number, head.label) for head in window.session.project.heads]


def test_the_tour_begins_with_the_first_opening_of_the_sample_and_no_other(qtbot, window):
    assert window.tour is None
    window.run("project.sample")
    assert window.tour is not None
    assert read_preferences().tour_seen
    window.run("project.close")
    assert window.tour is None
    window.run("project.sample")
    assert window.tour is None


def test_it_is_offered_on_the_start_page_and_in_the_help_menu(qtbot, window):
    titles = {one.text(): one for one in window.findChildren(QPushButton)}
    QTest.mouseClick(titles["Take the tour"], Qt.MouseButton.LeftButton)
    assert window.tour is not None
    window.tour.leave()
    assert "Take the tour" in [one.text() for one in window.keymap.menu("help", window).actions()]
    window.run("desktop.tour")
    assert window.tour is not None


def test_it_goes_on_through_all_steps_as_each_thing_is_done(qtbot, toured):
    window, session = toured, toured.session
    canvas = window.shown.canvas()
    assert QApplication.focusWidget() is canvas
    components = len(session.snapshot().of(Component))
    key(qtbot, window, Qt.Key.Key_Right)
    reaches(qtbot, window, 1)
    key(qtbot, window, Qt.Key.Key_C)
    key(qtbot, window, Qt.Key.Key_Return)
    QTest.keyClicks(QApplication.focusWidget(), "Dosing spare")
    key(qtbot, window, Qt.Key.Key_Return)
    reaches(qtbot, window, 2)
    if QApplication.focusWidget() is not canvas:
        key(qtbot, window, Qt.Key.Key_Return)
    key(qtbot, window, Qt.Key.Key_Tab)
    QTest.keyClicks(QApplication.focusWidget(), "Dosing reserve")
    key(qtbot, window, Qt.Key.Key_Return)
    reaches(qtbot, window, 3)
    key(qtbot, window, Qt.Key.Key_Z, CTRL)
    reaches(qtbot, window, 4)
    key(qtbot, window, Qt.Key.Key_3, CTRL)
    if window.tour.number == 4:
        key(qtbot, window, Qt.Key.Key_F5)
    reaches(qtbot, window, 5)
    key(qtbot, window, Qt.Key.Key_4, CTRL)
    qtbot.waitUntil(lambda: window.shown.threat is not None, timeout=60_000)
    qtbot.wait(60)
    assert window.tour.number == 5  # the room shows the first threat by itself
    key(qtbot, window, Qt.Key.Key_F8)
    reaches(qtbot, window, 6)
    key(qtbot, window, Qt.Key.Key_6, CTRL)
    qtbot.waitUntil(lambda: window.shown.open_proposal is not None, timeout=5000)
    key(qtbot, window, Qt.Key.Key_A)
    reaches(qtbot, window, 7)
    assert ProposalState.ACCEPTED in {one.state for one in session.snapshot().of(Proposal)}
    key(qtbot, window, Qt.Key.Key_K, CTRL)
    qtbot.waitUntil(lambda: window.tour is None, timeout=5000)
    assert components <= len(session.snapshot().of(Component))


def test_the_mouse_goes_through_it_as_well(qtbot, toured):
    for number in range(len(STEPS)):
        assert toured.tour.number == number
        QTest.mouseClick(toured.tour.callout.next, Qt.MouseButton.LeftButton)
    assert toured.tour is None


def test_it_writes_nothing_and_never_takes_the_keyboard(qtbot, toured):
    before, focus = records(toured), QApplication.focusWidget()
    for number in range(1, len(STEPS)):
        key(qtbot, toured, Qt.Key.Key_Right, CTRL | ALT)
        reaches(qtbot, toured, number)
        qtbot.wait(30)
    key(qtbot, toured, Qt.Key.Key_Left, CTRL | ALT)
    reaches(qtbot, toured, len(STEPS) - 2)
    QTest.mouseClick(toured.tour.callout.before, Qt.MouseButton.LeftButton)
    reaches(qtbot, toured, len(STEPS) - 3)
    assert QApplication.focusWidget() is focus
    assert records(toured) == before


def test_escape_leaves_it_but_first_what_is_under_way(qtbot, toured):
    canvas = toured.shown.canvas()
    key(qtbot, toured, Qt.Key.Key_C)
    assert canvas.tool == "component"
    QTest.keyClick(toured.windowHandle(), Qt.Key.Key_Escape)
    assert toured.tour is not None
    assert canvas.tool == "select"
    QTest.keyClick(toured.windowHandle(), Qt.Key.Key_Escape)
    assert toured.tour is None


def test_the_keyboard_reaches_its_buttons(qtbot, toured):
    assert toured.visible_panels()[-1] is toured.tour.callout
    toured.tour.callout.next.setFocus()
    for wanted in (toured.tour.callout.before, toured.tour.callout.leave):
        wanted.setEnabled(True)
        key(qtbot, toured, Qt.Key.Key_Tab)
        assert QApplication.focusWidget() is wanted
    key(qtbot, toured, Qt.Key.Key_Space)
    assert toured.tour is None


@pytest.mark.parametrize("sample", ["project.sample", "project.brakes"])
@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("code", ["en", "de", "fr"])
@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_it_stays_in_the_window_and_holds_its_words(qtbot, sample, name, code, scale):
    use_language(code)
    look().use(theme=name, scale=scale)
    window = make_window(Preferences(theme=name, scale=scale, language=code))
    try:
        window.resize(1360, 800)
        qtbot.addWidget(window)
        window.show()
        window.run(sample)
        for _step in window.tour.steps:
            callout = window.tour.callout
            qtbot.wait(1)
            assert window.rect().contains(callout.geometry()), window.tour.number
            for one in callout.findChildren(QLabel):
                if one.isVisible() and one.text():
                    needed = one.heightForWidth(one.width()) if one.wordWrap() else one.sizeHint().height()
                    assert one.height() + 1 >= needed, one.text()
            for one in callout.findChildren(QPushButton):
                assert one.width() >= one.sizeHint().width(), one.text()
            window.tour.next()
    finally:
        window.close()
        use_language("en")
        look().use(theme="light", scale=1.0)


def test_a_project_that_closes_ends_the_tour(qtbot, toured):
    toured.run("project.close")
    assert toured.tour is None


def test_the_callout_points_at_something_and_leaves_tools_and_problems_free(qtbot, toured):
    canvas = toured.shown.canvas()
    for size in ((1600, 1000), (1366, 768)):
        toured.resize(*size)
        qtbot.wait(60)
        for number in range(3):
            toured.tour._begin(number)
            qtbot.wait(40)
            callout = toured.tour.callout.geometry().adjusted(0, 10, 0, -10)  # without its arrow
            bar = tour_steps.around(toured, canvas.afloat.bar)
            below = tour_steps.around(toured, toured.shown.bottom)
            assert not callout.intersects(bar), (size, number)
            assert not callout.intersects(below), (size, number)
            target = STEPS[number].at(toured)
            here = canvas.viewport().mapFrom(toured, target.center())
            tool = tour_steps.around(toured, canvas.afloat.bar.buttons["component"])
            at_shape = any(one.item.layer == 3 for one in canvas.scene_shown.all_at(canvas.mapToScene(here)))
            assert (target == tool) if number == 1 else at_shape, (size, number)


def test_the_tour_is_offered_where_a_project_made_of_the_sample_is_opened_first(qtbot, window, tmp_path):
    project_from_text(tmp_path / "x.bzn", sample_folder("water-treatment")).close()
    assert window.session.open(tmp_path / "x.bzn")
    assert window.status._offer.text() == "Take the tour"
    assert window.tour is None
    window.run("suggest.show")
    assert window.tour is not None
    assert window.session.project.path == tmp_path / "x.bzn"
    window.tour.leave()
    window.run("project.close")
    assert window.session.open(tmp_path / "x.bzn")
    assert window.status._offer.text() == ""


def test_no_tour_is_offered_on_a_project_of_ones_own(window, plant):
    assert window.session.open(plant)
    assert window.status._offer.text() == ""


@pytest.fixture
def braked(qtbot, window, monkeypatch):
    """A window on brake by wire, with its tour at the first step."""
    monkeypatch.setattr(tour_module, "LOOKS", 20)
    look().motion = False
    window.run("project.brakes")
    window.activateWindow()
    yield window
    look().motion = True


def read_one(qtbot, window):
    """Do the first step: choose ASL-01."""
    key(qtbot, window, Qt.Key.Key_2, CTRL)
    chosen = next(one for one in window.session.snapshot().of(Requirement) if one.key == "ASL-01")
    window.go_to(chosen.id)
    reaches(qtbot, window, 1)
    return chosen


def test_brake_by_wire_has_a_tour_of_its_own_that_begins_with_reading_resa(qtbot, braked):
    assert braked.tour.steps is WRITING
    read_one(qtbot, braked)
    assert braked.room == "require"


@pytest.mark.slow
def test_the_tour_of_brake_by_wire_goes_on_as_each_thing_is_done(qtbot, braked):
    window, session = braked, braked.session
    chosen = read_one(qtbot, window)
    page = window.shown.requirements_page()
    cursor = page.editor.sentence.textCursor()
    cursor.setPosition(chosen.text.index("driver") + 1)
    page.editor.sentence.setTextCursor(cursor)
    qtbot.waitUntil(lambda: page.words.names() is not None, timeout=20_000)
    window.run("require.explain")
    reaches(qtbot, window, 2)
    key(qtbot, window, Qt.Key.Key_Escape)
    window.run("require.new")
    sentence = (
        'When driver:user presses "SET button":inDevice, ASL:system shall enter Active:mode within 1 s.'
    )
    page.editor.sentence.insertPlainText(sentence)
    key(qtbot, window, Qt.Key.Key_Return)
    reaches(qtbot, window, 3)
    made = next(one for one in session.snapshot().of(Requirement) if one.text == sentence)
    window.go_to(made.id)
    confirm = next(one for one in page.slots.findChildren(QPushButton) if one.text() == "Confirm")
    QTest.mouseClick(confirm, Qt.MouseButton.LeftButton)
    reaches(qtbot, window, 4)
    qtbot.waitUntil(lambda: window.results.consistency.known, timeout=60_000)
    clash = window.results.consistency.records[0]["requirements"][0]
    window.go_to(clash)
    reaches(qtbot, window, 5)
    window.run("require.coverage")
    reaches(qtbot, window, 6)
    window.run("edit.undo")
    qtbot.waitUntil(lambda: window.tour is None, timeout=5000)


def test_the_tour_of_the_sample_that_is_open_is_taken_and_else_that_of_the_water_plant(window):
    window.run("project.brakes")
    assert window.tour.steps is WRITING
    window.run("project.close")
    assert window.tour is None
    window.run("desktop.tour")
    assert window.tour.steps is STEPS
    assert projects.sample_of(window.session.project) == projects.WATER
    window.run("project.brakes")
    window.run("desktop.tour")
    assert window.tour.steps is WRITING


def test_the_start_page_opens_either_sample(window):
    names = [
        one.accessibleName().partition(".")[0] for one in window.findChildren(QFrame) if one.property("card")
    ]
    assert [name in names for name in ("Open the water plant", "Open brake by wire")] == [True, True]


def test_each_sample_has_a_tour_of_its_own_that_was_seen_or_not(qtbot, window):
    window.desk.projects.open_sample(projects.BRAKES)
    assert window.tour is not None
    seen = read_preferences()
    assert (seen.tour_seen, seen.writing_tour_seen) == (False, True)
    window.tour.leave()
    window.run("project.close")
    window.run("project.sample")
    assert window.tour is not None
    window.tour.leave()
    window.run("project.close")
    window.desk.projects.open_sample(projects.BRAKES)
    assert window.tour is None
