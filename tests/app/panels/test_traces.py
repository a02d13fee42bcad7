"""Suspect traces: shown with what changed, confirmed by palette or button, marked where they stand."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QToolButton

from app.panels.requirement_sections import fits
from app.window.desk.pages import MATRIX
from core.assistants.problems import problems
from core.model import Diagram, Placement, Relation, TraceLink, Truth
from core.model.substance import confirmed, is_suspect
from core.project import project_from_text, write_text
from tests.app.conftest import element


@pytest.fixture
def traced(desk):
    """The small plant with two confirmed traces of DOS-01."""
    with desk.session.change("Trace") as edit:
        one = element(desk, "DOS-01")
        for name in ("Dosing controller", "Dosing pump"):
            link = edit.new(TraceLink, source=element(desk, name).id, target=one.id)
            edit.add(confirmed(edit.snapshot, link))
    return one


def write(desk, requirement, text):
    with desk.session.change("Write") as edit:
        edit.set(requirement.id, text=text)


def states(desk):
    snapshot = desk.session.snapshot()
    return [is_suspect(snapshot, link) for link in snapshot.of(TraceLink)]


def words(desk):
    """What the traces of the inspector say."""
    rows = desk.shown.inspector._traces._list
    parts = [rows.itemAt(place).widget() for place in range(rows.count())]
    found = [one for part in parts for one in part.findChildren(QLabel)]
    return [one.text() for one in found if one.property("type") == "warn"]


def test_a_link_that_is_made_is_confirmed(desk, qtbot):
    desk.session.select((element(desk, "DOS-01").id,))
    desk.run("require.trace")
    qtbot.keyClicks(desk.shown.palette.line, "dosing pump")
    qtbot.keyClick(desk.shown.palette.line, Qt.Key.Key_Return)
    assert states(desk) == [Truth.NO]


def test_what_changed_is_shown_and_one_action_confirms_all_in_one_change(desk, traced, qtbot):
    desk.session.select((traced.id,))
    assert words(desk) == []
    write(desk, traced, "The Dosing controller shall stop the pump within 900 ms.")
    assert states(desk) == [Truth.YES, Truth.YES]
    shown = words(desk)
    assert len(shown) == 2
    assert f"{traced.text} → The Dosing controller shall stop the pump within 900 ms." in shown[0]
    before = len(desk.session.project.heads)
    desk.run("desktop.palette")
    qtbot.keyClicks(desk.shown.palette.line, "confirm the traces")
    qtbot.keyClick(desk.shown.palette.line, Qt.Key.Key_Return)
    assert (states(desk), words(desk)) == ([Truth.NO, Truth.NO], [])
    assert len(desk.session.project.heads) == before + 1
    assert desk.session.project.undoable.label == "Confirm 2 traces"
    desk.run("edit.undo")
    assert states(desk) == [Truth.YES, Truth.YES]


def test_the_journal_is_not_asked_again_by_changes_of_something_else(desk, traced, monkeypatch):
    desk.session.select((traced.id,))
    write(desk, traced, "The Dosing controller shall wait.")
    asked = []
    told = desk.session.project.touching
    monkeypatch.setattr(desk.session.project, "touching", lambda one: asked.append(one) or told(one))
    with desk.session.change("Rename") as edit:
        edit.set(element(desk, "Laptop").id, name="Notebook")
    assert asked == []
    write(desk, traced, "The Dosing controller shall wait for 5 s.")
    assert asked == [traced.id, traced.id]
    assert all("wait for 5 s" in line for line in words(desk))


def test_one_link_is_confirmed_by_its_button(desk, traced):
    desk.session.select((traced.id,))
    write(desk, traced, "The Dosing controller shall wait.")
    buttons = {one.accessibleName(): one for one in desk.shown.inspector._traces.findChildren(QToolButton)}
    buttons["Confirm the trace to Dosing pump"].click()
    assert states(desk) == [Truth.YES, Truth.NO]
    assert desk.session.project.undoable.label == "Confirm the trace of Dosing pump to DOS-01"


def test_moving_an_element_on_a_drawing_makes_nothing_suspect_and_moving_it_to_a_zone_does(desk, traced):
    pump = element(desk, "Dosing pump")
    with desk.session.change("Draw") as edit:
        drawing = edit.new(Diagram, name="Plant")
        place = edit.new(Placement, owner=drawing.id, element=pump.id, x=10, y=10)
    with desk.session.change("Move") as edit:
        edit.set(place, x=400.0)
    assert states(desk) == [Truth.NO, Truth.NO]
    with desk.session.change("Rezone") as edit:
        edit.set(pump.id, zone=element(desk, "Office").id)
    assert states(desk) == [Truth.NO, Truth.YES]
    desk.session.select((traced.id,))
    assert words(desk) == ["Dosing pump, Zone: Basic control → Office"]


def test_a_suspect_link_is_a_problem_of_the_end_that_changed_and_a_look_of_the_list(desk, traced):
    snapshot, results = desk.session.snapshot(), desk.results
    assert not fits("look:suspect", traced, snapshot, results)
    write(desk, traced, "The Dosing controller shall wait.")
    assert fits("look:suspect", traced, desk.session.snapshot(), results)
    found = [one for one in problems(results.known) if one.code == "trace-suspect"]
    assert [(one.element, one.mark) for one in found] == [(traced.id, "warning")]
    assert found[0].message == (
        "DOS-01 changed after 2 traces had been confirmed: Dosing controller, Dosing pump"
    )
    desk.show_room("require")
    rows = {row.id: row for row in desk.left().list.known.rows}
    assert rows["look:suspect"].right == "1"


def test_the_matrix_marks_a_suspect_trace_in_picture_words_and_table(desk, traced, qtbot):
    desk.run("matrix.traces")
    page = desk.pages.widget(MATRIX)
    qtbot.waitUntil(page.isVisible)
    before = page.view.viewport().grab().toImage()
    write(desk, traced, "The Dosing controller shall wait.")
    view = page.view
    row = [head.name for head in view.known.shown.rows].index("DOS-01")
    column = [head.name for head in view.known.shown.columns].index("Dosing pump")
    assert view.known.said(row, column).endswith("suspect: an end changed since the trace was confirmed")
    assert "satisfies !" in page.rows()[row + 1]
    assert "2 suspect" in page._count.text()
    assert view.viewport().grab().toImage() != before


def test_what_an_end_said_is_not_known_where_the_journal_does_not_have_it(desk, traced, tmp_path):
    write(desk, traced, "The Dosing controller shall wait.")
    write_text(desk.session.snapshot(), tmp_path / "text")
    project_from_text(tmp_path / "again.bzn", tmp_path / "text").close()
    assert desk.session.open(tmp_path / "again.bzn")
    desk.results._pause.stop()
    desk.session.select((element(desk, "DOS-01").id,))
    assert words(desk) == 2 * ["DOS-01 changed. What it said before is not in the journal."]


def test_a_link_that_nobody_confirmed_is_not_suspect_and_can_be_confirmed(desk, qtbot):
    one = element(desk, "DOS-01")
    with desk.session.change("Trace") as edit:
        edit.new(TraceLink, source=one.id, clause="SR 1.1", relation=Relation.COVERS)
    desk.session.select((one.id,))
    assert states(desk) == [Truth.UNKNOWN]
    desk.run("require.confirm")
    assert states(desk) == [Truth.NO]
    records = len(desk.session.project.heads)
    desk.run("require.confirm")
    assert len(desk.session.project.heads) == records


@pytest.mark.parametrize("name", ["IEC 62443-3-3 SR 3.1", "A clause with a long title " * 9])
def test_the_panel_stays_as_narrow_as_it_is_whatever_a_link_is_called(desk, traced, name, qtbot):
    desk.session.select((traced.id,))
    inspector = desk.shown.inspector
    qtbot.wait(10)
    before = inspector.widget().minimumSizeHint().width()
    with desk.session.change("Trace") as edit:
        edit.new(TraceLink, source=traced.id, clause=name)
    write(desk, traced, f"The Dosing controller shall {'wait ' * 60}.")
    qtbot.wait(10)
    assert inspector.widget().minimumSizeHint().width() <= max(before, inspector.viewport().width())
