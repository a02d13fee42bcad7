"""What was decided in a merge can be taken back step by step, opened again, and gone on with."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.window import history
from app.window.merge_answers import Answers
from core.model import Component
from core.project import copy_project, open_project
from tests.app.conftest import element


@pytest.fixture
def theirs(desk, tmp_path):
    """Another version of the project; both sides named two components and stated one technology."""
    with desk.session.change("Begin") as edit:
        edit.new(Component, name="Mixer")
    path = tmp_path / "theirs.bzn"
    copy_project(path, desk.session.project.path).close()
    parts = [element(desk, name) for name in ("Dosing controller", "Dosing pump", "Mixer")]
    with open_project(path) as project, project.change("Go on") as edit:
        for part in parts:
            edit.set(part, technology="Theirs")
    with desk.session.change("Go on here") as edit:
        for part in parts:
            edit.set(part, technology="Ours")
    return path


def merging(window, qtbot, path):
    """Begin a merge, and give its page once it is worked out."""
    history.merge_with(window, path)
    front = lambda: window.pages.widget(window.pages.current)  # noqa: E731
    qtbot.waitUntil(lambda: getattr(front(), "settled", False))
    return front()


def taken(page):
    return [row.right for row in page.list.known.rows]


def test_undo_takes_the_last_decision_back_and_leaves_the_project_alone(desk, theirs, qtbot):
    project = desk.session.project
    heads, state = len(project.heads), project.snapshot()
    page = merging(desk, qtbot, theirs)
    assert not desk.state().undo
    desk.run("edit.undo")
    assert len(project.heads) == heads
    page.list.setFocus()
    QTest.keyClick(page.list, Qt.Key.Key_T)
    QTest.keyClick(page.list, Qt.Key.Key_O)
    assert taken(page) == ["Theirs", "Ours", ""]
    assert desk.bar.undo.isEnabled()
    QTest.keyClick(desk, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert taken(page) == ["Theirs", "", ""]
    assert page.list.current() == page.list.known.rows[1].id
    desk.run("edit.undo")
    assert taken(page) == ["", "", ""]
    for _key in range(2):
        desk.run("edit.redo")
    assert taken(page) == ["Theirs", "Ours", ""]
    qtbot.waitUntil(lambda: page.settled)
    assert (len(project.heads), project.snapshot()) == (heads, state)


def test_undo_on_another_page_takes_back_a_change_of_the_project(desk, theirs, qtbot):
    page = merging(desk, qtbot, theirs)
    page.decide("ours")
    desk.show_room("draw")
    desk.run("edit.undo")
    assert element(desk, "Mixer").technology == ""
    assert taken(page).count("Ours") == 1


def test_taking_one_side_everywhere_is_one_step(desk, theirs, qtbot):
    page = merging(desk, qtbot, theirs)
    page.decide("ours")
    page.decide_all("theirs")
    qtbot.waitUntil(lambda: page.settled)
    assert taken(page) == ["Ours", "Theirs", "Theirs"]
    desk.run("edit.undo")
    assert taken(page) == ["Ours", "", ""]
    qtbot.waitUntil(lambda: page.settled)
    assert len(page._merged.conflicts) == 2


def test_a_decision_is_opened_again(desk, theirs, qtbot):
    page = merging(desk, qtbot, theirs)
    page.decide("ours")
    first = page.list.known.rows[0].id
    page.list.choose(first)
    page.cards.again.click()
    assert taken(page) == ["", "", ""]
    page.decide("theirs")
    page.list.choose(first)
    QTest.keyClick(page.list, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: page.settled)
    assert len(page._merged.conflicts) == 3


def test_what_was_decided_is_kept_when_the_merge_is_begun_again(desk, theirs, qtbot):
    page = merging(desk, qtbot, theirs)
    page.decide("theirs")
    page.decide("ours")
    desk.pages.close_page(desk.pages.current)
    page = merging(desk, qtbot, theirs)
    assert taken(page) == ["Theirs", "Ours", ""]
    assert page.list.current() == page.list.known.rows[2].id
    assert "Decided before and kept: 2 of 3." in page.words.text()
    assert desk.status._reason.text() == "1 conflict to decide. Decided before and kept: 2 of 3."


def test_how_many_conflicts_there_are_is_said_and_not_that_the_merge_is_done(desk, theirs, qtbot):
    merging(desk, qtbot, theirs)
    assert desk.status._reason.text() == "3 conflicts to decide."
    assert not any("Merge" in job.title for job in desk.jobs.jobs)


def test_a_merge_has_the_height_of_the_findings_too_as_long_as_it_is_in_front(desk, theirs, qtbot):
    bottom, before = desk.shown.bottom, desk.pages.current
    high = bottom.height()
    merging(desk, qtbot, theirs)
    merge = desk.pages.current
    qtbot.waitUntil(lambda: bottom.height() == bottom.folded_height())
    desk.pages.show_page(before)
    qtbot.waitUntil(lambda: bottom.height() == high)
    desk.frame.fold("bottom")
    desk.pages.show_page(merge)
    desk.pages.show_page(before)
    qtbot.wait(10)
    assert bottom.height() == bottom.folded_height(), "it was folded before"


def test_a_decision_after_one_was_taken_back_takes_the_place_of_what_was_ahead():
    answers = Answers()
    answers.decide("one", "ours")
    answers.decide("two", "theirs")
    assert answers.take_back() == "two"
    answers.decide("three", "base")
    assert not answers.ahead
    assert answers.now == {"one": "ours", "three": "base"}
    assert [answers.take_back(), answers.take_back(), answers.take_back()] == ["three", "one", None]
    assert answers.do_again() == "one"
