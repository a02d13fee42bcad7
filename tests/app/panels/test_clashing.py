"""In Require: why a requirement cannot hold, the others at fault, and the history that leads there."""

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from app.panels.witness_picture import WitnessPicture
from core.model import Requirement
from tests.app.conftest import element

SOON = "When the lamp fails, the Dosing controller shall close the valve within 2 s."
OPEN = "When the lamp fails, the Dosing controller shall keep the valve open for 10 min."


@pytest.fixture
def page(desk, qtbot):
    """The Require room with two requirements that cannot both be kept, compared as the window does it."""
    desk.activateWindow()
    desk.show_room("require")
    with desk.session.change("Write") as edit:
        edit.new(Requirement, key="VLV-01", text=SOON)
        edit.new(Requirement, key="VLV-02", text=OPEN)
    desk.results.compare()
    qtbot.waitUntil(lambda: bool(desk.results.consistency.records), timeout=60_000)
    desk.results._pause.stop()
    return desk.shown.requirements_page()


def words(page):
    """All words of the view of what was understood."""
    QApplication.processEvents()
    return [one.text() for one in page.slots.findChildren(QLabel) if one.isVisibleTo(page.slots)]


def told_below(window):
    """What is told of problems below, where the room shows them."""
    return [problem.message for problem in window.results.problems()]


def test_each_of_the_two_tells_why_and_leads_to_the_other(page):
    first, second = (element(page.window(), key) for key in ("VLV-01", "VLV-02"))
    page.go_to(first.id)
    assert "VLV-01, VLV-02 cannot all be kept: after 2 s nothing can follow" in words(page)
    (link,) = [one for one in page.slots.findChildren(QPushButton) if one.text() == "VLV-02"]
    assert link.toolTip() == OPEN
    link.click()
    assert page._current == second.id
    assert "VLV-01, VLV-02 cannot all be kept: after 2 s nothing can follow" in words(page)


def test_the_history_is_drawn_and_told_in_words(page):
    page.go_to(element(page.window(), "VLV-02").id)
    (picture,) = page.slots.findChildren(WitnessPicture)
    assert picture.phrases == ("the lamp fails", "keep the valve open", "close the valve")
    assert picture.accessibleName().splitlines()[-1] == "2 s  nothing can follow"


def test_others_have_no_such_section_and_the_list_leads_to_those_that_do(page):
    page.go_to(element(page.window(), "DOS-01").id)
    assert "Cannot hold" not in words(page)
    page.show_look("look:clash")
    assert [one.key for one in page.table.known.requirements] == ["VLV-01", "VLV-02"]


def test_it_is_a_problem_until_one_of_them_is_mended(page, qtbot):
    desk = page.window()
    assert any("cannot all be kept" in row for row in told_below(desk))
    with desk.session.change("Mend") as edit:
        edit.set(
            element(desk, "VLV-02").id,
            text="The Dosing controller shall keep the valve open for 10 min.".replace("valve", "drain"),
        )
    desk.results.compare()
    qtbot.waitUntil(lambda: not desk.results.consistency.records, timeout=60_000)
    desk.results._pause.stop()
    assert not any("cannot all be kept" in row for row in told_below(desk))
