"""A broken guard, update or invariant is a problem and is marked as soon as it is written."""

import pytest
from PySide6.QtCore import QEvent, QPointF
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip

from app.session.kinds_read import kinds_read
from core.assistants.bearing import bearing_of
from core.assistants.known import Findings
from core.assistants.laid import overlays_for
from core.assistants.problems import problems
from core.diagram import draw, redraw
from core.diagram.display import Shape, visible
from core.diagram.overlay import Overlays
from core.model import Diagram, DiagramType, Edge, Location, Placement, StateMachine
from core.reports.pictures import svg_picture
from tests.app.conftest import element


@pytest.fixture
def behaving(desk):
    """The small plant with an edge from Idle to Held on a diagram of the machine in front."""
    machine = next(iter(desk.session.snapshot().of(StateMachine)))
    with desk.session.change("Draw the machine") as edit:
        diagram = edit.new(Diagram, name="Dosing", diagram=DiagramType.BEHAVIOUR, owner=machine.id)
        for number, one in enumerate(desk.session.snapshot().of(Location)):
            edit.new(Placement, owner=diagram.id, element=one.id, x=400 * number, y=0)
        idle, held = element(desk, "Idle"), element(desk, "Held")
        edit.new(Edge, owner=machine.id, source=idle.id, target=held.id)
    desk.go_to(diagram.id)
    desk.results._pause.stop()
    QApplication.processEvents()
    return desk


def verified(desk):
    """Results arrive: nothing was found wrong in the model as it is."""
    snapshot = desk.session.snapshot()
    digest = snapshot.digest(kinds_read("verify", snapshot))
    desk.results._set("verify", Findings((), digest, "now", len(desk.session.project.heads)))
    desk.results.changed.emit()


def of(desk, element_id):
    return [one for one in problems(desk.results.known) if one.element == element_id]


def written(desk, qtbot, element_id, **facts):
    """Write expressions, and wait as long as a person breathes; no verification begins meanwhile."""
    with desk.session.change("Write") as edit:
        edit.set(element_id, **facts)
    desk.results._pause.stop()
    with qtbot.waitSignal(desk.results.changed, timeout=3000):
        pass
    QApplication.processEvents()


def lines_under(drawing, element_id):
    """The strokes in the colour of an error on one element at full size."""
    item = next(one for one in drawing.items if one.element == element_id)
    roles = [
        mark.stroke.role
        for mark in item.marks
        if isinstance(mark, Shape) and mark.stroke and visible(mark, 1.0)
    ]
    return roles.count("status.error.mark")


def test_a_broken_guard_is_a_problem_before_anything_is_verified(behaving, qtbot):
    verified(behaving)
    edge = next(iter(behaving.session.snapshot().of(Edge)))
    written(behaving, qtbot, edge.id, guard="x >= 50 ms && bogus")
    found = of(behaving, edge.id)
    assert {one.mark for one in found} == {"error"}
    assert any("bogus" in one.message for one in found)
    assert {one.fact for one in found} == {"guard"}
    written(behaving, qtbot, edge.id, guard="")
    assert of(behaving, edge.id) == []


def test_an_old_finding_in_a_machine_is_left_and_those_between_machines_stay(behaving, qtbot):
    held = element(behaving, "Held")
    row = {"purpose": "finding", "element": held.id, "severity": "error", "hint": "", "message": "m"}
    rows = ({**row, "code": "generation-initial"}, {**row, "code": "generation-unheard"})
    behaving.results._set("verify", Findings(rows, "older", "now"))
    written(behaving, qtbot, held.id, invariant="x <=")
    codes = [one.code for one in of(behaving, held.id)]
    assert "generation-unheard" in codes
    assert "generation-initial" not in codes
    assert len(codes) == 2


def test_what_is_written_wrong_is_underlined_on_the_drawing_and_in_a_picture(behaving, qtbot):
    verified(behaving)
    canvas, held = behaving.shown.canvas(), element(behaving, "Held")
    edge = next(iter(behaving.session.snapshot().of(Edge)))
    assert lines_under(canvas.scene_shown.drawing, edge.id) == 0
    written(behaving, qtbot, edge.id, guard="bogus > 1", update="nobody = 1")
    written(behaving, qtbot, held.id, invariant="x <=")
    assert canvas.overlays.faulty == {edge.id: {"guard", "update"}, held.id: {"invariant"}}
    plain = draw(behaving.session.snapshot(), canvas.diagram_id)
    seen = canvas.scene_shown.seen()
    marked = redraw(plain, behaving.session.snapshot(), (), Overlays(faulty=canvas.overlays.faulty))
    assert lines_under(marked, edge.id) == 2
    assert lines_under(marked, held.id) == 1
    assert lines_under(seen, edge.id) >= 2
    assert svg_picture(marked, "Dosing") != svg_picture(plain, "Dosing")


def test_the_underline_stays_where_the_badges_of_problems_are_switched_off(behaving, qtbot):
    held = element(behaving, "Held")
    written(behaving, qtbot, held.id, invariant="x <=")
    overlays = overlays_for(bearing_of(behaving.results.known), set())
    assert (overlays.problems, overlays.faulty) == ({}, {held.id: {"invariant"}})


def test_the_pointer_that_rests_on_a_broken_invariant_is_told_what_is_wrong(behaving, qtbot, monkeypatch):
    told = []
    monkeypatch.setattr(QToolTip, "showText", lambda _place, words, _widget: told.append(words))
    held = element(behaving, "Held")
    written(behaving, qtbot, held.id, invariant="bogus <= 3")
    canvas = behaving.shown.canvas()
    middle = canvas.scene_shown.find(held.id).outline().center()
    place = canvas.mapFromScene(QPointF(middle))
    event = QHelpEvent(QEvent.Type.ToolTip, place, canvas.viewport().mapToGlobal(place))
    QApplication.sendEvent(canvas.viewport(), event)
    assert "bogus" in told[-1]
