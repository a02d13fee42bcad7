"""A counterexample is told step by step and followed on the machine's diagram."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QScrollArea

from app.canvas.canvas import Canvas
from app.panels.steps import steps_of
from app.window.replay import course, diagram_of
from core.assistants.inputs import VERDICTS
from core.assistants.known import Findings, reason_of
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
    desk.show_room("draw")
    desk.shown.bottom.show_tab("verdicts")
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


def shown(desk, told):
    """The Prove room on the counterexample."""
    found(desk, told)
    desk.show_room("prove")
    desk.left().list.choose(told["element"])
    desk.activateWindow()
    return desk.shown.verdict_page()


def found(desk, told):
    """Let this verdict come from the background."""
    snapshot = desk.session.snapshot()
    desk.results._set("verify", Findings((told,), snapshot.digest(VERDICTS), "now"))
    desk.results.changed.emit()


def test_step_and_focus_survive_a_result_that_tells_the_same(qtbot, desk, told):
    page = shown(desk, told)
    stepped = []
    page.stepped.connect(lambda steps: stepped.append(len(steps)))
    page._list.setFocus()
    qtbot.keyClick(page._list, Qt.Key.Key_J)
    assert stepped == [2]
    words = page._words.findChildren(QLabel)
    found(desk, {**told, "seconds": 1.5, "states": 99})
    assert words == page._words.findChildren(QLabel), "nothing but the effort differs"
    assert page._engine.text() == "99 states, 1.50 s, embedded"
    assert (page._list.current(), page._list.hasFocus(), stepped) == ("2", True, [2])


def test_step_and_focus_survive_another_reason(qtbot, desk, told):
    page = shown(desk, told)
    page._list.setFocus()
    qtbot.keyClick(page._list, Qt.Key.Key_Right)
    explanation = {**told["explanation"], "summary": "DOS-01 is violated, and later."}
    found(desk, {**told, "explanation": explanation})
    assert "DOS-01 is violated, and later." in [one.text() for one in page._words.findChildren(QLabel)]
    assert (page._list.current(), page._list.hasFocus()) == ("2", True)
    found(desk, {**told, "explanation": {**explanation, "steps": explanation["steps"][:1]}})
    assert page._list.current() == "1", "another run begins at its first step"


def test_the_transport_bar_goes_through_the_steps(qtbot, desk, told):
    page = shown(desk, told)
    transport = page._transport
    assert transport._where.text() == "Step 1 of 2"
    assert transport._time.text() == "t = 5 s"
    assert not transport._buttons["first"].isEnabled()
    QTest.mouseClick(transport._buttons["last"], Qt.MouseButton.LeftButton)
    assert (page._list.current(), transport._where.text()) == ("2", "Step 2 of 2")
    page._list.setFocus()
    qtbot.keyClick(page._list, Qt.Key.Key_Home)
    assert page._list.current() == "1"
    place = transport._track.dots()[1].toPoint()
    QTest.mouseClick(transport._track, Qt.MouseButton.LeftButton, pos=place)
    assert page._list.current() == "2"


def test_a_run_in_which_nothing_but_time_passes_shows_where_it_waits(desk, told):
    idle = element(desk, "Idle")
    wait = {"time": "3 s", "text": "3 s pass. Dosing is still in Idle.", "elements": [idle.id], "waits": True}
    page = shown(desk, {**told, "unit": "500 ms", "explanation": {"summary": "late", "steps": [wait]}})
    assert [(row.title, row.detail) for row in page._list.known.rows] == [
        ("3 s pass", "Dosing is still in Idle.")
    ]
    snapshot = desk.session.snapshot()
    assert diagram_of(snapshot, page._steps) == snapshot.of(Diagram)[0].id
    assert "ƒ computed, 1 is 500 ms on a clock" in [one.text() for one in page.findChildren(QLabel)]


def test_the_words_ask_for_the_height_they_have_and_the_drawing_takes_the_rest(qtbot, desk, told):
    summary = "DOS-01 is violated: a long reason that would take many lines in a narrow column. " * 12
    page = shown(desk, {**told, "explanation": {**told["explanation"], "summary": summary}})
    qtbot.wait(20)
    words = page._words
    assert words.minimumSizeHint().height() == words.heightForWidth(words.width())
    assert words.height() <= words.heightForWidth(words.width())
    assert page.findChild(QScrollArea).verticalScrollBar().maximum() == 0
