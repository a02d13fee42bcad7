"""A counterexample is told step by step and followed on the machine's diagram."""

import pytest

from app.canvas import Canvas
from app.panels.steps import steps_of
from app.session.results import Findings, reason_of
from app.window.replay import course, diagram_of
from core.model import Diagram, DiagramType, Edge, Requirement, StateMachine
from tests.app.conftest import element


@pytest.fixture
def told(desk):
    """A verdict on DOS-01 whose counterexample takes the machine from Idle to Held and back."""
    machine = desk.session.snapshot().of(StateMachine)[0]
    idle, held = element(desk, "Idle"), element(desk, "Held")
    with desk.session.change("Draw it") as edit:
        there = edit.new(Edge, owner=machine.id, source=idle.id, target=held.id)
        back = edit.new(Edge, owner=machine.id, source=held.id, target=idle.id)
        edit.new(Diagram, owner=machine.id, name="Dosing behaviour", diagram=DiagramType.BEHAVIOUR)
    explanation = {
        "summary": "DOS-01 is violated: 505 ms, 500 ms are allowed.",
        "steps": [
            {
                "time": "5 s",
                "text": "Dosing goes from Idle to Held. Nobody hears it.",
                "elements": [there.id, idle.id],
            },
            {"time": "6 s", "text": "Dosing goes from Held to Idle.", "elements": [back.id]},
        ],
    }
    return {
        "formula": "A[] not late",
        "requirement": "DOS-01",
        "element": element(desk, "DOS-01").id,
        "purpose": "requirement",
        "verdict": "violated",
        "reason": None,
        "explanation": explanation,
        "engine": "embedded",
        "states": 12,
        "seconds": 0.04,
    }


def test_the_steps_say_where_each_machine_is(desk, told):
    snapshot = desk.session.snapshot()
    steps = steps_of(told["explanation"])
    there, back = snapshot.of(Edge)
    idle, held = element(desk, "Idle"), element(desk, "Held")
    assert course(snapshot, ()) == ({}, frozenset({idle.id}))
    assert course(snapshot, steps[:1]) == ({there.id: (1,)}, frozenset({held.id}))
    assert course(snapshot, steps) == ({there.id: (1,), back.id: (2,)}, frozenset({idle.id}))
    assert diagram_of(snapshot, steps) == snapshot.of(Diagram)[0].id


def test_a_violated_requirement_shows_why_and_its_steps(qtbot, desk, told):
    inputs = desk.session.snapshot().digest()
    desk.results._set("verify", Findings((told,), inputs, "now"))
    desk.results.changed.emit()
    assert desk.bar.rooms["prove"].count == "1 violated"
    desk.show_room("prove")
    desk.left().list.choose(told["element"])
    page = desk.shown.verdict_page()
    assert [row.title for row in page._list.known.rows] == [
        "Dosing goes from Idle to Held",
        "Dosing goes from Held to Idle",
    ]
    assert page.stage.isVisible()
    assert not page.stage.findChild(Canvas).writable
    assert reason_of(told) == "DOS-01 is violated: 505 ms, 500 ms are allowed."
    assert [row.mark for row in desk.shown.bottom.lists["verdicts"].known.rows] == ["violated", "unknown"]


def test_a_verdict_that_is_older_than_the_model_never_counts_as_satisfied(desk, told):
    good = {**told, "verdict": "satisfied", "explanation": None}
    desk.results._set("verify", Findings((good,), "an earlier model", "then"))
    assert desk.results.is_stale(desk.results.verdicts)
    assert desk.results.counts() == {"violated": 0, "unknown": 1, "satisfied": 0}


def test_a_finding_about_a_trigger_is_no_verdict_on_the_requirement(desk, told):
    trigger = {**told, "purpose": "trigger"}
    desk.results._set("verify", Findings((trigger,), "x", "now"))
    assert desk.results.verdict_of(desk.session.snapshot().of(Requirement)[0]) is None
