"""Coverage and traces: numbers with what they lack, the picture of one requirement, all of it by keys."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.actions.registry import action
from app.jobs.beside import Beside
from app.window.desk.pages import COVERAGE
from core.ground.identity import counted_ids, system_clock
from core.model import Location, Relation, Requirement, StatedThreat, TraceLink, Truth
from core.model.substance import confirmed, is_suspect
from core.project import Surroundings, create_project
from tests.app.conftest import element

KEY = Qt.Key


@pytest.fixture
def traced(desk):
    """The small plant; DOS-01 has a parent, an element, a threat and a clause."""
    with desk.session.change("Trace") as edit:
        one = element(desk, "DOS-01")
        parent = edit.new(Requirement, key="PLANT-01", text="The Dosing controller shall dose.")
        threat = edit.new(StatedThreat, target=element(desk, "Dosing pump").id, name="Spoofed permit")
        for facts in (
            {"source": one.id, "target": parent.id, "relation": Relation.REFINES},
            {"source": element(desk, "Dosing controller").id, "target": one.id},
            {"source": one.id, "target": threat.id, "relation": Relation.MITIGATES},
            {"source": one.id, "clause": "SR 3.1", "relation": Relation.COVERS},
        ):
            link = edit.new(TraceLink, **facts)
            edit.add(confirmed(edit.snapshot, link))
    return one


@pytest.fixture
def page(desk, traced, qtbot, monkeypatch):
    """The page of coverage, around DOS-01; what the model says is worked out at once, in this process."""
    monkeypatch.setattr(Beside, "begin", lambda self, work: self.done.emit(work(lambda *_told: None)))
    desk.session.select((traced.id,))
    desk.run("require.coverage")
    shown = desk.pages.widget(COVERAGE)
    qtbot.waitUntil(shown.isVisible)
    shown.refresh()
    return shown


def told(rows):
    return {row.id: (row.title, row.right) for row in rows.known.rows if not row.heading}


def titles(page):
    return [[box.title for box in column] for column in page.graph.columns]


def press(qtbot, *keys):
    for key in keys:
        qtbot.keyClick(QApplication.focusWidget(), key)


def test_the_page_stands_in_require_and_is_reached_by_palette_and_by_the_list_there(desk, traced, qtbot):
    desk.run("desktop.palette")
    qtbot.keyClicks(desk.shown.palette.line, "coverage and traces")
    qtbot.keyClick(desk.shown.palette.line, KEY.Key_Return)
    assert (desk.pages.current, desk.room) == (COVERAGE, "require")
    desk.show_room("require")
    assert desk.pages.current != COVERAGE
    desk.left().covering.emit()
    assert desk.pages.current == COVERAGE
    assert action("require.coverage").palette


def test_every_number_has_its_whole_and_its_gap_has_as_many_rows(page, desk, qtbot):
    snapshot = desk.session.snapshot()
    shown = told(page.shares)
    assert shown["linked"] == ("Traced to something", "2 of 3")
    assert shown["confirmed"] == ("Traces confirmed as their ends are", "4 of 4")
    assert shown["modes"] == ("Modes of state machines", f"0 of {len(snapshot.of(Location))}")
    for matter, (_title, right) in shown.items():
        if right == "there are none":
            continue
        page.shares.choose(matter)
        met, _of, whole = right.split()
        assert len(told(page.gaps)) == int(whole) - int(met)
        assert page._gap_title.text().endswith(f": {int(whole) - int(met)}")


def test_what_is_missing_is_reached_by_keys_and_comes_into_the_middle(page, desk, qtbot):
    page.shares.setFocus()
    press(qtbot, KEY.Key_Return)
    assert QApplication.focusWidget() is page.gaps
    assert page.gaps.current() == element(desk, "DOS-02").id == page.requirement
    assert titles(page)[1] == ["DOS-02"]
    assert desk.session.selection == (page.requirement,)


def test_the_columns_hold_parent_requirement_element_threat_clause_and_verdict(page):
    assert titles(page) == [
        ["PLANT-01"],
        ["DOS-01"],
        ["Dosing controller"],
        ["Spoofed permit", "SR 3.1"],
        ["not checked yet"],
    ]
    names = [box.accessibleName() for column in page.graph.columns for box in column]
    assert names[0] == "Parents, PLANT-01, refines"
    assert all(names)


def test_arrows_go_from_box_to_box_and_enter_leads_there(page, desk, qtbot):
    page.graph.take_keyboard()
    focused = []
    for key in (KEY.Key_Right, KEY.Key_Right, KEY.Key_Down, KEY.Key_Up, KEY.Key_Right, KEY.Key_Right):
        press(qtbot, key)
        focused.append(QApplication.focusWidget().title)
    assert focused == [
        "Dosing controller",
        "Spoofed permit",
        "SR 3.1",
        "Spoofed permit",
        "not checked yet",
        "not checked yet",
    ]
    press(qtbot, *[KEY.Key_Left] * 4, KEY.Key_Return)
    assert titles(page)[1] == ["PLANT-01"]
    assert titles(page)[0] == ["DOS-01"]
    page.graph.take_keyboard()
    press(qtbot, KEY.Key_Return)
    assert desk.pages.current.sort == "requirements"
    assert desk.session.selection == (element(desk, "PLANT-01").id,)


def test_j_and_k_go_to_the_next_and_previous_requirement_and_around(page, qtbot):
    page.graph.take_keyboard()
    seen = []
    for key in (KEY.Key_J, KEY.Key_J, KEY.Key_J, KEY.Key_K):
        press(qtbot, key)
        seen.append(QApplication.focusWidget().title)
    assert seen == ["DOS-02", "PLANT-01", "DOS-01", "PLANT-01"]


def test_a_suspect_trace_is_marked_and_confirmed_beside_the_picture(page, desk, traced, qtbot):
    assert not page._confirm.isVisible()
    with desk.session.change("Write") as edit:
        edit.set(element(desk, "Dosing controller").id, technology="Soft PLC")
    page.refresh()
    (box,) = page.graph.columns[2]
    assert (box.suspect, box.words) == (True, "satisfies, suspect")
    assert box.accessibleName().endswith("suspect: an end changed since the trace was confirmed")
    page.shares.choose("confirmed")
    assert [right for _title, right in told(page.gaps).values()] == ["suspect"]
    before = len(desk.session.project.heads)
    assert page._confirm.text() == "Confirm 1 trace"
    page._confirm.click()
    assert len(desk.session.project.heads) == before + 1
    snapshot = desk.session.snapshot()
    assert {is_suspect(snapshot, link) for link in snapshot.of(TraceLink)} == {Truth.NO}
    assert not page.graph.columns[2][0].suspect


def test_nothing_is_worked_out_while_the_page_is_hidden_and_all_of_it_when_it_is_seen(page, desk):
    desk.show_room("draw")
    found = page._found
    with desk.session.change("Write") as edit:
        edit.new(Requirement, key="NEW-01", text="The Dosing pump shall stop.")
    page.refresh()
    assert page._found is found
    desk.pages.show_page(COVERAGE)
    assert told(page.shares)["linked"][1] == "2 of 4"


def test_the_picture_fits_its_columns_at_every_width(page, desk, qtbot):
    for width in (1000, 1280, 1600):
        desk.resize(width, 900)
        qtbot.wait(20)
        boxes = [box.geometry() for column in page.graph.columns for box in column]
        assert all(not one.intersects(other) for one in boxes for other in boxes if one is not other)
        assert max(box.right() for box in boxes) < page.graph.width()


def test_a_project_without_requirements_says_what_to_do(window, tmp_path, qtbot):
    path = tmp_path / "empty.bzn"
    create_project(path, Surroundings(system_clock, counted_ids(), "T")).close()
    assert window.session.open(path)
    window.run("require.coverage")
    shown = window.pages.widget(COVERAGE)
    qtbot.waitUntil(shown.isVisible)
    assert shown._empty.isVisible()
    assert not shown._whole.isVisible()
    shown.running.emit("require.new")
    assert window.pages.current.sort == "requirements"


def test_what_was_known_stays_while_it_is_worked_out_anew_and_nothing_that_is_gone_is_shown(
    desk, page, monkeypatch
):
    page.shares.choose("components")
    before = told(page.shares)
    gone = element(desk, "Laptop")
    assert gone.id in told(page.gaps)
    asked = []
    monkeypatch.setattr(Beside, "begin", lambda self, work: asked.append((self, work)))
    with desk.session.change("Remove") as edit:
        edit.remove(gone.id)
    page.refresh()
    page.refresh()
    assert len(asked) == 1
    assert told(page.shares) == before
    assert gone.id not in told(page.gaps)
    beside, work = asked[0]
    beside.done.emit(work(lambda *_told: None))
    assert told(page.shares) != before


def test_nothing_is_told_of_a_project_that_was_left(desk, page, monkeypatch):
    desk.session.close()
    assert page.shares.known.rows == []
    assert not page._work.running


def test_it_is_worked_out_beside_the_window(desk, traced, qtbot):
    desk.run("require.coverage")
    shown = desk.pages.widget(COVERAGE)
    qtbot.waitUntil(lambda: "linked" in told(shown.shares), timeout=20_000)
    assert told(shown.shares)["linked"][1] == "2 of 3"
