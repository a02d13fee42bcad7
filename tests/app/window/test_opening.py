"""A large drawing is worked out beside the window, which shows how far it is and can leave it."""

from threading import Event

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QThreadPool
from PySide6.QtTest import QTest

from app.canvas import filling, opening
from app.canvas.opening import DRAWN
from app.window.opening_notice import OpeningNotice
from app.window.pages import Page
from app.window.rooms import PAGES
from core.diagram import draw
from core.model import Component, Connector, Diagram, Placement
from tests.app.conftest import element

COUNT = 60


@pytest.fixture
def gate(monkeypatch):
    """What holds back the work until it is set."""
    gate = Event()

    def held(snapshot, diagram, pace):
        assert gate.wait(10)
        return draw(snapshot, diagram, pace=pace)

    monkeypatch.setattr(opening, "draw", held)
    yield gate
    gate.set()


@pytest.fixture
def large(desk, gate, monkeypatch):
    """The window on a project with a drawing that counts as large here, and the id of its diagram."""
    monkeypatch.setattr(opening, "MANY", COUNT - 1)
    with desk.session.change("Draw") as edit:
        diagram = edit.new(Diagram, name="Everything").id
        made = [edit.new(Component, name=f"Unit {number}") for number in range(COUNT)]
        for number, unit in enumerate(made):
            place = {"x": 240.0 * (number % 10), "y": 120.0 * (number // 10), "width": 176, "height": 52}
            edit.new(Placement, owner=diagram, element=unit.id, **place)
        for source, target in zip(made, made[11:], strict=False):
            edit.new(Connector, source=source.id, target=target.id, protocol="S7")
    return desk, diagram


def opened(desk, diagram):
    desk.pages.show_page(Page("diagram", diagram))
    return desk.pages.widget(desk.pages.current)


def test_counts_of_a_large_drawing_have_their_thousands_apart(qtbot):
    notice = OpeningNotice(10025)
    qtbot.addWidget(notice)
    notice.show_share(0.5)
    assert notice.words.text().replace("\u202f", " ") == "Opening, 5 012 of 10 025 elements"
    notice.show_stopped()
    assert "10\u202f025" in notice.words.text()


def follows(page, session):
    return page.canvas.scene_shown.drawing == draw(session.snapshot(), page.diagram_id)


def test_the_window_is_free_while_a_large_drawing_is_worked_out(large, gate, qtbot):
    desk, diagram = large
    page = opened(desk, diagram)
    assert page.canvas is None
    assert page.notice.words.text() == f"Opening, 0 of {COUNT} elements"
    with desk.session.change("Rename") as edit:
        edit.set(element(desk, "Unit 5"), name="A unit with quite another name")
    gate.set()
    qtbot.waitUntil(lambda: page.canvas is not None)
    assert page.notice is None
    assert follows(page, desk.session)
    assert desk.shown.canvas() is page.canvas


def test_what_was_selected_meanwhile_is_shown_when_the_drawing_comes(large, gate, qtbot):
    desk, diagram = large
    page = opened(desk, diagram)
    unit = element(desk, "Unit 59").id
    desk.session.select((unit,))
    gate.set()
    qtbot.waitUntil(lambda: page.canvas is not None)
    assert page.canvas.selection == [unit]


def test_a_drawing_can_be_left_and_opened_after_all(large, gate, qtbot):
    desk, diagram = large
    page = opened(desk, diagram)
    page.notice.button.click()
    gate.set()
    assert page.notice.words.text() == f"This drawing of {COUNT} elements was not opened."
    assert QThreadPool.globalInstance().waitForDone(5000)
    QTest.qWait(20)
    assert page.canvas is None
    page.notice.button.click()
    qtbot.waitUntil(lambda: page.canvas is not None)
    assert follows(page, desk.session)


def test_a_page_that_is_closed_ends_its_work(large, gate):
    desk, diagram = large
    page = opened(desk, diagram)
    stopped = page._opening._stopped
    large_page = desk.pages.current
    desk.pages.show_page(PAGES["require"])
    desk.pages.close_page(large_page)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert stopped.is_set()
    gate.set()
    assert QThreadPool.globalInstance().waitForDone(5000)


def test_a_drawing_that_comes_after_its_project_was_left_is_let_go(large, gate, tmp_path):
    desk, diagram = large
    page = opened(desk, diagram)
    assert desk.session.create(tmp_path / "other.bzn")
    gate.set()
    assert QThreadPool.globalInstance().waitForDone(5000)
    QTest.qWait(20)
    assert page.canvas is None


def test_the_first_page_of_another_project_is_made_once(desk, plant, monkeypatch):
    made = []
    make = desk.pages._make
    monkeypatch.setattr(desk.pages, "_make", lambda page: made.append(page) or make(page))
    with desk.session.change("Draw") as edit:
        edit.new(Diagram, name="Everything")
    made.clear()
    desk.session.close()
    assert desk.session.open(plant)
    assert made.count(desk.pages.current) == 1
    assert {page.sort for page in made} == {"start", "diagram"}


def test_a_large_drawing_comes_into_view_a_part_at_a_time(qtbot, large, gate, monkeypatch):
    desk, diagram = large
    monkeypatch.setattr(filling, "_BRIEF", 0.0)
    monkeypatch.setattr(filling, "_PART", 10)
    page = opened(desk, diagram)
    shares = []
    page._opening.progressed.connect(shares.append)
    gate.set()
    qtbot.waitUntil(lambda: page.canvas is not None)
    assert len([share for share in shares if share > DRAWN]) >= COUNT // 10
    assert shares == sorted(shares)
    assert follows(page, desk.session)
    items = {key: item.item for key, item in page.canvas.scene_shown.items_by_id.items()}
    assert items == {item.element: item for item in page.canvas.scene_shown.drawing.items}


def test_leaving_while_it_comes_into_view_leaves_it(qtbot, large, gate, monkeypatch):
    desk, diagram = large
    monkeypatch.setattr(filling, "_BRIEF", 0.0)
    monkeypatch.setattr(filling, "_PART", 1)
    page = opened(desk, diagram)
    page._opening.progressed.connect(lambda share: share > DRAWN and page.notice.button.click())
    gate.set()
    qtbot.waitUntil(page._opening._stopped.is_set)
    QTest.qWait(50)
    assert page.canvas is None
    page._opening.progressed.disconnect()
    page.notice.button.click()
    qtbot.waitUntil(lambda: page.canvas is not None)
    assert follows(page, desk.session)
