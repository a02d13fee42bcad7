"""What goes on at once with the change before is one step of undo, and each change is on disk by itself."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.ground.identity import counted_ids
from core.model import GESTURE, Component, Origin
from core.project import Changed, Surroundings, create_project, open_project


class Time:
    """A clock that stands until it is moved on."""

    def __init__(self) -> None:
        self.now = datetime(2026, 1, 1, tzinfo=UTC)

    def wait(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


@pytest.fixture
def time():
    return Time()


@pytest.fixture
def around(time):
    return Surroundings(lambda: time.now, counted_ids(), "author")


@pytest.fixture
def path(tmp_path):
    return tmp_path / "plant.bzn"


@pytest.fixture
def project(path, around, time):
    """A project of two components; a minute later."""
    with create_project(path, around) as project:
        with project.change("Create") as edit:
            edit.new(Component, name="0")
            edit.new(Component, name="0")
        time.wait(60)
        yield project


def nudge(project, which=0, run=True):
    """Count one of the components up."""
    component = project.snapshot().of(Component)[which]
    with project.change("Move", run=component.id if run else "") as edit:
        edit.set(component, name=str(int(component.name) + 1))


def names(project):
    return [component.name for component in project.snapshot().of(Component)]


def test_a_run_is_undone_and_redone_at_once_and_each_change_is_a_record(project, time):
    for _press in range(3):
        nudge(project)
        time.wait(0.9)
    assert [head.action for head in project.heads] == ["change"] * 4
    assert project.undo().action == "undo"
    assert (names(project), project.undoable.label) == (["0", "0"], "Create")
    project.redo()
    assert (names(project), project.redoable) == (["3", "0"], None)
    told = [(head.action, head.target) for head in project.heads[4:]]
    assert told == [("undo", 4), ("undo", 3), ("undo", 2), ("redo", 2), ("redo", 3), ("redo", 4)]
    project.verify()


def test_each_undo_of_a_run_is_heard_as_one_change_with_what_it_did_in_all(project):
    for _press in range(3):
        nudge(project)
    heard = []
    project.bus.subscribe(Changed, heard.append)
    project.undo()
    (event,) = heard
    assert [(edit.before.name, edit.after.name) for edit in event.edits] == [("3", "0")]
    assert event.head == project.heads[-1]


@pytest.mark.parametrize("seconds", [1.0, 60.0, -1.0])
def test_a_pause_begins_a_new_step(project, time, seconds):
    nudge(project)
    time.wait(seconds)
    nudge(project)
    project.undo()
    assert names(project) == ["1", "0"]


def test_another_selection_or_another_gesture_in_between_begins_a_new_step(project):
    nudge(project)
    nudge(project, which=1)
    nudge(project)
    for expected in (["1", "1"], ["1", "0"], ["0", "0"]):
        project.undo()
        assert names(project) == expected
    nudge(project)
    nudge(project, run=False)
    nudge(project)
    for expected in (["2", "0"], ["1", "0"], ["0", "0"]):
        project.undo()
        assert names(project) == expected


def test_what_is_done_after_an_undo_begins_a_new_step(project):
    nudge(project)
    nudge(project)
    project.undo()
    project.redo()
    nudge(project)
    project.undo()
    assert names(project) == ["2", "0"]
    project.undo()
    assert names(project) == ["0", "0"]


def test_another_author_and_a_restart_begin_a_new_step_and_a_run_stays_one(path, project, around, time):
    nudge(project)
    nudge(project)
    project.close()
    other = Surroundings(lambda: time.now, around.ids, "somebody else")
    with open_project(path, other) as again:
        nudge(again)
        nudge(again)
        assert [head.author for head in again.heads[1:]] == ["author"] * 2 + ["somebody else"] * 2
        again.undo()
        assert names(again) == ["2", "0"]
    with open_project(path, around) as again:
        again.undo()
        assert names(again) == ["0", "0"]
        again.redo()
        assert names(again) == ["2", "0"]
        again.redo()
        assert names(again) == ["4", "0"]
        again.verify()


def test_a_reference_that_names_another_record_than_the_one_before_joins_nothing(project):
    component = project.snapshot().of(Component)[0]
    for number, reference in enumerate(("1", "no number", "99", "²"), start=1):
        with project.change("Move", Origin(GESTURE.source, reference)) as edit:
            edit.set(component.id, name=str(number))
    project.undo()
    assert names(project)[0] == "3"
    project.undo()
    assert names(project)[0] == "2"


def test_an_undo_that_cannot_be_written_leaves_the_whole_run(project, monkeypatch):
    for _press in range(3):
        nudge(project)
    heads, count = project.heads, 0

    def fail(*arguments):
        nonlocal count
        count += 1
        if count == 2:
            raise ZeroDivisionError
        written(*arguments)

    from core.project import project as module

    written = module.write_record
    monkeypatch.setattr(module, "write_record", fail)
    with pytest.raises(ZeroDivisionError):
        project.undo()
    monkeypatch.undo()
    assert (names(project), project.heads) == (["3", "0"], heads)
    project.verify()
    project.undo()
    assert names(project) == ["0", "0"]


steps = st.lists(
    st.sampled_from(["first", "second", "other", "wait", "undo", "redo", "restart"]), max_size=20
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps)
def test_any_walk_with_runs_equals_a_list_of_states(tmp_path_factory, steps):
    """The oracle is the definition: a list of past states, of which a run keeps the last one alone."""
    time = Time()
    around = Surroundings(lambda: time.now, counted_ids(), "author")
    path = tmp_path_factory.mktemp("walk") / "plant.bzn"
    project = create_project(path, around)
    with project.change("Create", Origin("text", "plant")) as edit:
        edit.new(Component, name="0")
        edit.new(Component, name="0")
    past, place, run = [project.snapshot()], 0, ""
    for step in steps:
        if step == "wait":
            time.wait(2)
        elif step == "restart":
            project.close()
            project = open_project(path, around)
        elif step in ("undo", "redo"):
            done = project.undo() if step == "undo" else project.redo()
            wanted = place + (1 if step == "redo" else -1)
            assert (done is not None) == (0 <= wanted < len(past))
            place = min(max(wanted, 0), len(past) - 1)
        else:
            nudge(project, which=int(step == "second"), run=step != "other")
            place += step != run
            past = [*past[:place], project.snapshot()]
        time.wait(0.1)
        if step not in ("undo", "redo") or done is not None:
            run = step if step in ("first", "second") else ""
        assert project.snapshot() == past[place]
    assert all(before.number < after.number for before, after in pairwise(project.heads))
    project.verify()
    project.close()
