"""The page of quality: in what requirements are weak, by which limits, and how that went."""

import pytest
from PySide6.QtCore import Qt

from app.panels.quality_page import QualityPage
from app.panels.trend_chart import TrendChart
from core.assistants.quality import quality_task
from core.ground.diagnostic import Diagnostic
from core.jobs import Outcome
from core.model import MetricLimit, Requirement
from tests.app.conftest import element


@pytest.fixture
def page(desk, qtbot, monkeypatch):
    """The page on the small plant; measured at once, in this process."""

    def start(task, payload, _title, then):
        assert task == "quality"
        then(Outcome("done", quality_task(payload, lambda *_told: None)))

    monkeypatch.setattr(desk.jobs, "start", start)
    desk.run("require.quality")
    shown = desk.pages.widget(desk.pages.current)
    assert isinstance(shown, QualityPage)
    qtbot.waitUntil(lambda: shown.list.known.rows != [])
    return shown


def rows(listed):
    return {row.id: row for row in listed.known.rows if not row.heading}


def written(desk, text):
    with desk.session.change("Write") as edit:
        edit.set(element(desk, "DOS-01"), text=text)


def test_the_page_begins_with_what_is_weak(desk, page):
    assert page.list.current() == "immeasurable"
    assert list(rows(page.weak)) == [element(desk, "DOS-02").id]
    assert rows(page.list)["immeasurable"].right == "1 weak"
    assert rows(page.list)["vagueness"].right == "none weak"


def test_enter_goes_from_the_fault_to_the_requirements_and_from_there_to_the_sentence(desk, page, qtbot):
    qtbot.keyClick(page.list, Qt.Key.Key_Return)
    assert page.weak.hasFocus()
    qtbot.keyClick(page.weak, Qt.Key.Key_Return)
    assert desk.pages.current.sort == "requirements"
    assert desk.session.selection == (element(desk, "DOS-02").id,)


def test_a_limit_that_is_set_counts_and_can_be_taken_back_each_in_one_change(desk, page, qtbot):
    written(desk, "The Dosing controller shall hold the dose as far as possible and in an adequate manner.")
    page.refresh()
    page.list.choose("vagueness")
    weak = set(rows(page.weak))
    page.limit.setValue(9)
    assert [(one.metric, one.limit) for one in desk.session.snapshot().of(MetricLimit)] == [("vagueness", 9)]
    page.refresh()
    assert element(desk, "DOS-01").id in weak
    assert rows(page.list)["vagueness"].aside == "at most 9, own"
    assert rows(page.weak) == {}
    assert page.withdraw.isVisible()
    page.withdraw.click()
    assert desk.session.snapshot().of(MetricLimit) == ()
    page.refresh()
    assert set(rows(page.weak)) == weak
    assert not page.withdraw.isVisible()
    desk.run("edit.undo")
    assert len(desk.session.snapshot().of(MetricLimit)) == 1


def test_a_fault_has_no_limit(page):
    page.list.choose("immeasurable")
    assert not page.limit.isVisible()


def test_keys_walk_along_the_changes_and_open_one(desk, page, qtbot):
    written(desk, "The Dosing controller shall quickly hold the pump.")
    page.refresh()
    last = len(desk.session.project.heads)
    assert page.told.text().endswith(f"change {last} · 2 of 2 weak, 2 in “Words that cannot be measured”")
    qtbot.keyClick(page.chart, Qt.Key.Key_Left)
    assert f"change {last - 1} · 1 of 2 weak" in page.told.text()
    assert page.chart.accessibleDescription() == page.chart.words
    qtbot.keyClick(page.chart, Qt.Key.Key_Home)
    opened = []
    page.chart.opened.disconnect()
    page.chart.opened.connect(opened.append)
    qtbot.keyClick(page.chart, Qt.Key.Key_Return)
    assert opened == [1]


def test_a_project_that_is_only_read_has_limits_to_see_and_none_to_set(desk, page, monkeypatch):
    monkeypatch.setattr(type(desk.session), "writable", False)
    page.list.choose("vagueness")
    assert page.limit.isVisible()
    assert not page.limit.isEnabled()


def test_without_a_requirement_there_is_one_thing_to_do(desk, page):
    with desk.session.change("Remove") as edit:
        edit.remove(*(one.id for one in desk.session.snapshot().of(Requirement)))
    page.refresh()
    assert not page.list.isVisible()
    assert page._empty.isVisible()


def test_what_could_not_be_measured_is_measured_again(desk, page, monkeypatch):
    calls = []

    def failing(_task, _payload, _title, then):
        calls.append(1)
        then(Outcome("failed", diagnostics=(Diagnostic("x", "no"),)))

    monkeypatch.setattr(desk.jobs, "start", failing)
    written(desk, "The pump shall rest.")
    before = rows(page.list)
    page.refresh()
    page.refresh()
    assert len(calls) == 2
    assert page.failed.text() == "The requirements could not be measured. no"
    assert page.failed.isVisible()
    assert rows(page.list) == before != {}

    def done(_task, payload, _title, then):
        then(Outcome("done", quality_task(payload, lambda *_told: None)))

    monkeypatch.setattr(desk.jobs, "start", done)
    page.refresh()
    assert not page.failed.isVisible()


@pytest.mark.parametrize("many", [1, 2, 400])
def test_each_change_has_a_stretch_and_nothing_is_painted_beyond(many, theme, qtbot):
    chart = TrendChart()
    qtbot.addWidget(chart)
    chart.resize(600, 200)
    points = [
        {"record": n, "time": "2026-11-30T10:00:00+00:00", "requirements": n, "weak": n // 2, "kinds": {}}
        for n in range(1, many + 1)
    ]
    chart.show_trend(points, "vagueness")
    image = chart.grab().toImage()
    assert not image.isNull()
    area = chart._area()
    ends = [chart._x(area, place) for place in range(many + 1)]
    assert ends[0] == area.left()
    assert abs(ends[-1] - area.right()) < 0.01
    assert ends == sorted(ends)
