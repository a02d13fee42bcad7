"""Results go stale by what each analysis reads, and say what changed since."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from app.jobs import Job
from app.panels.computed import computed_facts
from app.panels.verdict_list import VerdictList
from app.session.kinds_read import kinds_read
from core.assistants.known import KEPT, Findings
from core.jobs import Outcome
from core.model import (
    Component,
    Diagram,
    Placement,
    Port,
    Requirement,
    StatedThreat,
    ThreatDecision,
    ThreatStatus,
    Truth,
)
from core.project import Result
from tests.app.conftest import element


@pytest.fixture
def fresh(desk):
    """The window with results that fit the model: one threat, DOS-01 satisfied."""
    about = element(desk, "Download")
    threat = {
        "id": "t1",
        "title": "Download accepts anyone",
        "rule": "SYS-001",
        "severity": "high",
        "certainty": "certain",
        "target": {"id": about.id, "name": about.name, "kind": about.kind},
    }
    verdict = {
        "element": element(desk, "DOS-01").id,
        "purpose": "requirement",
        "verdict": "satisfied",
        "formula": "A[] ok",
        "engine": "embedded",
        "states": 3,
        "seconds": 0.1,
    }
    snapshot, record = desk.session.snapshot(), len(desk.session.project.heads)
    for task, found in (("threats", (threat,)), ("verify", (verdict,)), ("consistency", ())):
        digest = snapshot.digest(kinds_read(task, snapshot))
        desk.results._set(task, Findings(found, digest, "2026-01-01T10:00:00", record))
    desk.results.changed.emit()
    return desk


def stale(desk):
    """Which results are stale."""
    results = desk.results
    known = (results.threats, results.verdicts, results.consistency)
    return {found.task for found in known if results.is_stale(found)}


def test_deciding_about_a_threat_makes_nothing_stale_and_starts_no_work(fresh):
    with fresh.session.change("Decide") as edit:
        edit.new(ThreatDecision, threat="t1", status=ThreatStatus.MITIGATED)
    assert stale(fresh) == set()
    assert not fresh.results._pause.isActive()


def test_a_stated_threat_has_the_status_it_came_with_until_somebody_decides(fresh):
    with fresh.session.change("Import") as edit:
        target = element(fresh, "Download").id
        stated = edit.new(StatedThreat, name="Noted", target=target, status=ThreatStatus.MITIGATED).id
    assert fresh.results.status(stated) is ThreatStatus.MITIGATED
    with fresh.session.change("Decide") as edit:
        edit.new(ThreatDecision, threat=stated, status=ThreatStatus.RISK_ACCEPTED)
    assert fresh.results.status(stated) is ThreatStatus.RISK_ACCEPTED


def test_each_analysis_goes_stale_by_what_it_reads_alone(fresh):
    session = fresh.session
    with session.change("Draw") as edit:
        diagram = edit.new(Diagram, name="Plant")
        edit.new(Placement, owner=diagram.id, element=element(fresh, "Dosing pump").id)
    assert stale(fresh) == set()
    with session.change("Word it") as edit:
        edit.set(element(fresh, "DOS-02").id, text="The Dosing controller shall hold the dose.")
    assert stale(fresh) == {"verify", "consistency"}
    session.undo()
    assert stale(fresh) == set()
    with session.change("State it") as edit:
        edit.set(element(fresh, "Office").id, target_level=1)
    assert stale(fresh) == {"threats"}


def test_what_is_not_stale_is_not_worked_out_again(fresh):
    fresh.results._work_quietly()
    assert fresh.jobs.running == ()
    with fresh.session.change("State it") as edit:
        edit.set(element(fresh, "Office").id, target_level=1)
    fresh.results._work_quietly()
    assert [job.task for job in fresh.jobs.running] == ["threats"]
    fresh.jobs.cancel_all()


def test_stale_results_name_the_changes_that_still_stand(fresh):
    session, results = fresh.session, fresh.results
    assert results.why_stale(results.verdicts) == ""
    pump = element(fresh, "Dosing pump").id
    with session.change("Rename Dosing pump to Pump") as edit:
        edit.set(pump, name="Pump")
    with session.change("Rename Pump to P1") as edit:
        edit.set(pump, name="P1")
    session.undo()
    with session.change("Draw") as edit:
        edit.new(Diagram, name="Plant")
    assert results.why_stale(results.verdicts) == "Stale since “Rename Dosing pump to Pump”."
    for number in range(3):
        with session.change(f"Set {number}") as edit:
            edit.new(Component, name=f"C{number}")
    words = "Stale since “Set 2”, “Set 1” and 2 more changes."
    assert results.why_stale(results.verdicts) == words
    fresh.show_room("prove")
    assert fresh.left()._stale.text() == f"{words} F5 rechecks."


def test_the_ledger_remembers_the_record_at_which_the_facts_were_read(fresh, plant):
    session = fresh.session
    snapshot, record = session.snapshot(), len(session.project.heads)
    digest = snapshot.digest(kinds_read("verify", snapshot))
    with session.change("While the worker was busy") as edit:
        edit.new(Component, name="Late")
    now = session.project.surroundings.clock()
    session.project.keep([Result("verify", "", digest, KEPT, now, [], record)])
    session.open(plant)
    fresh.results._pause.stop()
    assert fresh.results.why_stale(fresh.results.verdicts) == "Stale since “While the worker was busy”."


def test_the_inspector_calls_a_stale_verdict_stale_and_names_the_reason(fresh):
    session, results = fresh.session, fresh.results
    requirement = session.snapshot().find(Requirement, element(fresh, "DOS-01").id)

    def told():
        facts = computed_facts(session.snapshot(), requirement, results)
        return {fact.title: (fact.value, fact.why_stale) for fact in facts}

    assert told()["Verdict"] == ("satisfied: No run of the model breaks it.", "")
    with session.change("Rename it") as edit:
        edit.set(element(fresh, "Dosing pump").id, name="Pump")
    assert told()["Verdict"] == (
        "satisfied, stale: No run of the model breaks it.",
        "Stale since “Rename it”.",
    )
    with session.change("State it") as edit:
        edit.set(element(fresh, "Download").id, encrypted=Truth.YES)
    laptop = session.snapshot().find(Component, element(fresh, "Laptop").id)
    assert [fact.why_stale for fact in computed_facts(session.snapshot(), laptop, results)] == ["", ""]


def test_stale_verdicts_are_no_total_of_satisfied_ones(fresh):
    fresh.show_room("prove")

    def headings():
        rows = fresh.left().list.known.rows
        return [(row.title, row.count) for row in rows if row.heading]

    assert headings() == [("Satisfied", "1"), ("Not checked yet", "1")]
    with fresh.session.change("Rename it") as edit:
        edit.set(element(fresh, "Dosing pump").id, name="Pump")
    assert headings()[0] == ("Satisfied before, to be rechecked", "")


def test_each_record_is_read_once_and_not_without_end(fresh, monkeypatch):
    session, results = fresh.session, fresh.results
    project, pump = session.project, element(fresh, "Dosing pump").id
    for number in range(5):
        with session.change(f"Rename {number}") as edit:
            edit.set(pump, name=f"Pump {number}")
    results._touched.clear()
    read = []
    monkeypatch.setattr(
        project, "edits", lambda number, edits=project.edits: read.append(number) or edits(number)
    )
    for _again in range(3):
        assert results.why_stale(results.verdicts) == "Stale since “Rename 4”, “Rename 3” and 3 more changes."
    assert len(read) == 5
    monkeypatch.setattr("app.session.staleness.FURTHEST", 3)
    monkeypatch.setattr("app.session.results.FURTHEST", 3)
    words = "Stale since “Rename 4”, “Rename 3” and many more changes."
    assert results.why_stale(results.verdicts) == words


@pytest.fixture
def working(fresh, monkeypatch):
    """The window with fresh results in the ledger too, and the analyses begun, none of which ends."""
    begun = []

    def start(task, payload, title, then=None, limits=None, found=None, *, quiet, ready=()):
        assert quiet, "what a person asks for must not wait for it"
        job = Job(title, task, then=then, found=found)
        fresh.jobs.jobs.append(job)
        begun.append(job)
        return job

    monkeypatch.setattr(fresh.jobs, "start", start)
    results = fresh.results
    for found in (results.threats, results.verdicts):
        project, digest, record = fresh.session.project, found.inputs, found.record
        now = project.surroundings.clock()
        project.keep([Result(found.task, "", digest, KEPT, now, list(found.records), record)])
    results._pause.stop()
    yield fresh, begun
    fresh.jobs.jobs.clear()


def end(job, verdict, element_id):
    """The job comes to an end with one verdict."""
    one = {"element": element_id, "purpose": "requirement", "verdict": verdict}
    job.outcome = Outcome("done", [one], seconds=1.0)
    job.then(job.outcome)


def test_a_verdict_on_a_state_that_was_left_never_takes_the_place_of_what_holds(working):
    window, begun = working
    session, results, about = window.session, window.results, element(window, "DOS-01").id
    with session.change("Rename it") as edit:
        edit.set(element(window, "Dosing pump").id, name="Pump")
    results._work_quietly()
    verify = next(job for job in begun if job.task == "verify")
    session.undo()
    end(verify, "violated", about)
    assert results.counts() == {"violated": 0, "unknown": 0, "satisfied": 1}
    assert stale(window) == set()
    kept = session.project.results("verify")[-1]
    assert (kept.outcome[0]["verdict"], kept.inputs != results.verdicts.inputs) == ("violated", True)
    session.redo()
    assert (results.counts()["violated"], stale(window)) == (1, {"threats"})


def test_work_on_a_state_that_was_left_is_stopped_and_begun_anew_where_it_is_needed(working):
    window, begun = working
    session, results = window.session, window.results
    with session.change("Rename it") as edit:
        edit.set(element(window, "Dosing pump").id, name="Pump")
    results.verify()
    with session.change("Rename it again") as edit:
        edit.set(element(window, "Pump").id, name="P1")
    results._work_quietly()
    assert [(job.task, job.wanted) for job in begun if job.task == "verify"] == [
        ("verify", False),
        ("verify", True),
    ]
    results._work_quietly()
    assert len(begun) == 3
    session.undo()
    session.undo()
    results._work_quietly()
    assert [job.wanted for job in begun] == [False, False, False]
    assert stale(window) == set()


def test_a_result_that_arrives_for_a_state_that_was_left_is_stale_and_worked_out_anew(working):
    window, begun = working
    session, results, about = window.session, window.results, element(window, "DOS-01").id
    with session.change("Rename it") as edit:
        edit.set(element(window, "Dosing pump").id, name="Pump")
    results.verify()
    with session.change("Rename it again") as edit:
        edit.set(element(window, "Pump").id, name="P1")
    results._pause.stop()
    end(begun[0], "satisfied", about)
    assert "verify" in stale(window)
    assert results._pause.isActive()
    results._work_quietly()
    assert [job.task for job in begun if job.running and job.wanted] == ["threats", "verify"]


def test_the_model_back_at_what_was_verified_is_verified(working, plant):
    window, begun = working
    session, results, about = window.session, window.results, element(window, "DOS-01").id
    with session.change("Add Late") as edit:
        late = edit.new(Component, name="Late").id
    results.verify()
    end(begun[-1], "violated", about)
    assert results.counts()["violated"] == 1
    with session.change("Delete Late") as edit:
        edit.remove(late)
    assert (results.counts()["satisfied"], stale(window)) == (1, set())
    with session.change("Rename it") as edit:
        edit.set(element(window, "Dosing pump").id, name="Pump")
    assert results.why_stale(results.verdicts) == "Stale since “Rename it”."
    session.undo()
    session.open(plant)
    results._pause.stop()
    assert (results.counts()["satisfied"], stale(window)) == (1, set())


def test_while_a_recheck_runs_nobody_is_told_to_ask_for_one(fresh):
    fresh.session.select((element(fresh, "DOS-01").id,))
    with fresh.session.change("Rename Dosing pump to Pump") as edit:
        edit.set(element(fresh, "Dosing pump").id, name="Pump")
    inspector = fresh.shown.inspector
    results = fresh.results

    def told():
        QApplication.sendPostedEvents()
        remarks = [
            one.text() for one in inspector.findChildren(QLabel, "remark") if one.isVisibleTo(inspector)
        ]
        return results.stale_sentence(results.verdicts), remarks

    before = told()
    assert before[0].endswith("F5 rechecks.")
    assert "stale, F5 rechecks" in before[1]
    results.recheck()
    try:
        assert told()[0].endswith("It is being checked again.")
        assert "stale, being checked again" in told()[1]
        assert not [words for words in told()[1] if "F5" in words]
    finally:
        fresh.jobs.cancel_all()
        fresh.jobs._quiet.waitForDone()


def test_what_was_never_checked_is_being_checked_on_every_screen_while_a_check_runs(fresh):
    requirement, results = element(fresh, "DOS-02"), fresh.results
    verdicts = VerdictList(fresh.session, results)

    def told():
        snapshot = fresh.session.snapshot()
        facts = {fact.title: fact.value for fact in computed_facts(snapshot, requirement, results)}
        rows = {row.id: row for row in verdicts.list.known.rows}
        row = rows[requirement.id]
        return facts["Verdict"], row.detail, row.tip.splitlines()[-1], rows["#"].title

    assert told() == ("not checked yet, F5 checks", "F5 checks it", "F5 checks it", "Not checked yet")
    results.recheck()
    try:
        assert told() == (*["is being checked"] * 3, "Being checked")
    finally:
        fresh.jobs.cancel_all()
        fresh.jobs._quiet.waitForDone()


def test_a_verdict_that_does_not_rest_on_what_changed_holds(fresh):
    results, session = fresh.results, fresh.session
    dosing = element(fresh, "Dosing controller").id
    (row,) = results.verdicts.records
    kept = Findings(
        ({**row, "reads": [dosing, row["element"]]},), results.verdicts.inputs, "now", results.verdicts.record
    )
    results._set("verify", kept)
    with session.change("Rename another") as edit:
        edit.set(element(fresh, "Laptop").id, name="Notebook")
    assert results.is_stale(results.verdicts)
    assert (results.stale_verdicts(), results.counts()["satisfied"]) == (0, 1)
    fresh.shown.bottom.refresh()
    assert fresh.shown.bottom._remark.text() == ""
    with session.change("Add a port to what decides") as edit:
        edit.new(Port, name="new", owner=dosing)
    assert (results.stale_verdicts(), results.counts()["satisfied"]) == (1, 0)
    session.undo()
    session.undo()
    assert results.stale_verdicts() == 0


def test_where_a_shape_lies_makes_no_verdict_stale(fresh):
    with fresh.session.change("Draw") as edit:
        diagram = edit.new(Diagram, name="Plant")
        placed = edit.new(Placement, owner=diagram.id, element=element(fresh, "Dosing pump").id)
    with fresh.session.change("Move") as edit:
        edit.set(placed.id, x=500, y=300)
    assert not fresh.results.is_stale(fresh.results.verdicts)
    assert not fresh.results._pause.isActive()


def test_what_a_person_waits_for_is_verified_from_nothing_and_the_rest_from_what_is_known(
    working, monkeypatch
):
    window, _begun = working
    results, asked = window.results, []
    start = window.jobs.start
    monkeypatch.setattr(
        window.jobs,
        "start",
        lambda task, payload, *others, **more: (
            asked.append((task, payload)) or start(task, payload, *others, **more)
        ),
    )
    (row,) = results.verdicts.records
    project = window.session.project
    known = {**row, "rests": "ground"}
    now = project.surroundings.clock()
    project.keep([Result("verify", "", results.verdicts.inputs, KEPT, now, [known, row], 1)])
    with window.session.change("Rename it") as edit:
        edit.set(element(window, "Dosing pump").id, name="Pump")
    results._work_quietly()
    results.recheck()
    assert [payload["known"] for task, payload in asked if task == "verify"] == [[known], []]


def test_the_model_that_changes_often_is_verified_however_long_that_took(working):
    window, begun = working
    with window.session.change("Rename it") as edit:
        edit.set(element(window, "Dosing pump").id, name="Pump")
    window.results._work_quietly()
    assert "verify" in [job.task for job in begun]
    assert window.results.under_way(window.results.verdicts)


def some(window, name, verdict, **facts):
    """One verdict that is known before the others."""
    about = element(window, name).id
    row = {"element": about, "purpose": "requirement", "verdict": verdict, "reason": "", **facts}
    return [row | {"formula": "A[] ok", "engine": "embedded", "states": 3, "seconds": 0.1}]


@pytest.fixture
def checking(working):
    """The window while requirements are verified after a change; and the job."""
    window, begun = working
    with window.session.change("Rename it") as edit:
        edit.set(element(window, "Dosing pump").id, name="Pump")
    window.results._breath.stop()
    window.results._work_quietly()
    return window, next(job for job in begun if job.task == "verify")


def test_a_verdict_is_shown_before_the_others_are_known(checking, qtbot):
    window, job = checking
    results = window.results
    old, new = element(window, "DOS-01"), element(window, "DOS-02")
    assert (results.verdict_of(new), results.is_verdict_stale(results.verdict_of(old))) == (None, True)
    job.found(some(window, "DOS-02", "violated", reads=[new.id], rests="a"))
    qtbot.waitUntil(lambda: results.verdict_of(new) is not None)
    assert results.verdict_of(new)["verdict"] == "violated"
    assert not results.is_verdict_stale(results.verdict_of(new))
    assert results.is_verdict_stale(results.verdict_of(old))
    verdicts = VerdictList(window.session, window.results)
    qtbot.addWidget(verdicts)
    listed = {row.id: row for row in verdicts.list.known.rows if not row.heading}
    assert (listed[new.id].mark, listed[new.id].stale) == ("violated", False)
    assert listed[old.id].stale
    job.found(some(window, "DOS-01", "violated", reads=[old.id], rests="b"))
    qtbot.waitUntil(lambda: not results.is_verdict_stale(results.verdict_of(old)))
    assert results.counts() == {"violated": 2, "unknown": 0, "satisfied": 0}


def test_a_verdict_on_a_state_that_was_left_is_not_shown_before_the_others(checking, qtbot):
    window, job = checking
    new = element(window, "DOS-02")
    job.found(some(window, "DOS-02", "satisfied", reads=[new.id], rests="a"))
    window.results._coming.let_out()
    with window.session.change("Ask for more") as edit:
        edit.set(new, text="The Dosing controller shall never dose.")
    assert window.results.is_verdict_stale(window.results.verdict_of(new))
    job.found(some(window, "DOS-02", "violated", reads=[new.id], rests="b"))
    window.results._coming.let_out()
    assert window.results.verdict_of(new)["verdict"] == "satisfied"


def test_what_was_verified_before_work_was_left_is_not_worked_out_again(checking):
    window, job = checking
    row = some(window, "DOS-02", "satisfied", reads=[], rests="ground")[0]
    job.found([row])
    with window.session.change("Rename it again") as edit:
        edit.set(element(window, "Laptop").id, name="Notebook")
    asked = []
    start = window.jobs.start
    window.jobs.start = lambda task, payload, *others, **more: (
        asked.append((task, payload)) or start(task, payload, *others, **more)
    )
    window.results._work_quietly()
    (known,) = (payload["known"] for task, payload in asked if task == "verify")
    assert row in known
    end(window.jobs.running[-1], "satisfied", row["element"])
    assert window.results._coming.known == {}


def test_no_verdict_is_shown_while_the_mouse_is_held(checking, monkeypatch, qtbot):
    window, job = checking
    held = [Qt.MouseButton.LeftButton]
    monkeypatch.setattr("app.session.coming.QGuiApplication.mouseButtons", lambda: held[0])
    heard = []
    window.results.changed.connect(lambda: heard.append(True))
    new = element(window, "DOS-02")
    job.found(some(window, "DOS-02", "satisfied", reads=[new.id], rests="a"))
    window.results._coming.let_out()
    assert (heard, window.results.verdict_of(new)) == ([], None)
    held[0] = Qt.MouseButton.NoButton
    qtbot.waitUntil(lambda: window.results.verdict_of(new) is not None)
    assert heard == [True]


def test_many_verdicts_that_come_one_by_one_are_shown_a_few_times(checking, qtbot):
    window, job = checking
    heard = []
    window.results.changed.connect(lambda: heard.append(True))
    new = element(window, "DOS-02")
    for number in range(500):
        job.found(some(window, "DOS-02", "satisfied", states=number, reads=[new.id], rests=str(number)))
    qtbot.waitUntil(lambda: window.results.verdict_of(new) is not None)
    assert len(heard) == 1
