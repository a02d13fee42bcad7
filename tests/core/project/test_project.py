"""One door, one journal, and a past that can be walked."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.ground.diagnostic import Refused
from core.model import Component, Origin, Snapshot, Zone
from core.project import Changed, Result, create_project, open_project
from core.project.journal import START


@pytest.fixture
def path(tmp_path):
    return tmp_path / "plant.bzn"


@pytest.fixture
def project(path, surroundings):
    with create_project(path, surroundings) as project:
        yield project


def names(project) -> list[str]:
    return [component.name for component in project.snapshot().of(Component)]


def add(project, name: str) -> None:
    with project.change(f"Create component {name}") as edit:
        edit.new(Component, name=name)


def test_a_change_is_one_record_with_author_origin_and_time(project):
    with project.change("Import plant.json", Origin("import", "plant.json", "ab" * 32)) as edit:
        edit.new(Component, name="Pump")
        edit.new(Component, name="Valve")
    (head,) = project.heads
    assert (head.number, head.action, head.label, head.author) == (1, "change", "Import plant.json", "author")
    assert head.origin == Origin("import", "plant.json", "ab" * 32)
    assert head.time.isoformat().startswith("2026-01-01T00:00")
    assert (head.touched, head.previous) == (2, START)
    assert [edit.after.name for edit in project.edits(1)] == ["Pump", "Valve"]


def test_undo_stops_at_what_the_project_was_made_from(path, project, surroundings):
    with project.change("Read plant", Origin("text", "plant", "ab" * 32)) as edit:
        edit.new(Component, name="Pump")
    add(project, "Valve")
    assert project.undo().label == "Create component Valve"
    assert (project.undoable, project.undo()) == (None, None)
    assert names(project) == ["Pump"]
    project.redo()
    assert names(project) == ["Pump", "Valve"]
    project.close()
    with open_project(path, surroundings) as again:
        again.undo()
        assert again.undo() is None
        assert names(again) == ["Pump"]


def test_what_an_import_added_to_a_project_is_undone(project):
    add(project, "Pump")
    with project.change("Import plant.json", Origin("import", "plant.json", "ab" * 32)) as edit:
        edit.new(Component, name="Valve")
    assert project.undo().label == "Import plant.json"
    assert project.undo().label == "Create component Pump"
    assert names(project) == []


def test_a_block_that_raises_changes_nothing(project):
    def never() -> None:
        with project.change("Never") as edit:
            edit.new(Component, name="Pump")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        never()
    assert (project.heads, len(project.snapshot())) == ((), 0)
    add(project, "Valve")
    assert names(project) == ["Valve"]


def test_an_unsound_change_is_refused_and_changes_nothing(project):
    add(project, "Pump")
    (pump,) = project.snapshot().of(Component)
    with pytest.raises(Refused) as refusal, project.change("Own itself") as edit:
        edit.set(pump, owner=pump.id)
    assert refusal.value.diagnostics[0].code == "model-owner-circle"
    assert len(project.heads) == 1
    project.verify()


def test_a_block_without_edits_leaves_no_record(project):
    with project.change("Look"):
        pass
    assert project.heads == ()


def test_changes_do_not_nest(project):
    with pytest.raises(RuntimeError), project.change("Outer"), project.change("Inner"):
        pass


def test_listeners_hear_once_a_change_with_old_and_new_values(project):
    heard: list[Changed] = []
    project.bus.subscribe(Changed, heard.append)
    with project.change("Create two") as edit:
        pump = edit.new(Component, name="Pump")
        edit.new(Zone, name="Field")
    with project.change("Rename") as edit:
        edit.set(pump, name="Inlet pump")
    project.undo()
    assert [len(event.edits) for event in heard] == [2, 1, 1]
    assert [(e.before.name, e.after.name) for event in heard[1:] for e in event.edits] == [
        ("Pump", "Inlet pump"),
        ("Inlet pump", "Pump"),
    ]
    assert heard[-1].snapshot is project.snapshot()


def test_undo_and_redo_survive_a_restart(path, surroundings):
    with create_project(path, surroundings) as project:
        for name in ("One", "Two", "Three"):
            add(project, name)
        project.undo()
        project.undo()
    with open_project(path, surroundings) as project:
        assert (names(project), project.undoable.label) == (["One"], "Create component One")
        project.redo()
        assert (names(project), project.redoable.label) == (["One", "Two"], "Create component Three")
        add(project, "Four")
        assert project.redo() is None
        assert names(project) == ["One", "Two", "Four"]
        assert [head.action for head in project.heads[3:]] == ["undo", "undo", "redo", "change"]
        project.verify()


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.sampled_from(["add", "rename", "remove", "undo", "redo", "restart"]), max_size=14))
def test_any_walk_of_changes_undo_and_redo_equals_a_list_of_states(steps, tmp_path_factory, surroundings):
    """The oracle is the definition: a list of past states and a place in it."""
    path = tmp_path_factory.mktemp("walk") / "plant.bzn"
    project = create_project(path, surroundings)
    past, place = [project.snapshot()], 0
    for step in steps:
        components = project.snapshot().of(Component)
        if step == "undo":
            assert (project.undo() is not None) == (place > 0)
            place = max(place - 1, 0)
        elif step == "redo":
            assert (project.redo() is not None) == (place + 1 < len(past))
            place = min(place + 1, len(past) - 1)
        elif step == "restart":
            project.close()
            project = open_project(path, surroundings)
        elif step == "add" or components:
            with project.change(step) as edit:
                if step == "add":
                    edit.new(Component, name="Pump")
                elif step == "rename":
                    edit.set(components[0], name=components[0].name + "'")
                else:
                    edit.remove(components[0].id)
            past = [*past[: place + 1], project.snapshot()]
            place += 1
        assert project.snapshot() == past[place]
    project.verify()
    project.close()


def test_every_record_names_the_hash_of_the_one_before(project):
    for name in ("One", "Two", "Three"):
        add(project, name)
    assert [head.previous for head in project.heads[1:]] == [head.hash for head in project.heads[:-1]]
    assert project.head_hash == project.heads[-1].hash


def test_results_are_kept_with_their_inputs_and_may_be_forgotten(project, surroundings):
    add(project, "Pump")
    digest = project.snapshot().digest()
    result = Result("threats", "", digest, {"rules": "1"}, surroundings.clock(), {"count": 3})
    project.keep([result])
    (kept,) = project.results("threats", digest)
    assert (kept.outcome, kept.tools, kept.record) == ({"count": 3}, {"rules": "1"}, 1)
    assert project.results("threats", "other") == []
    project.forget()
    assert project.results("threats") == []
    project.verify()


def test_one_file_remains_after_closing(path, surroundings):
    with create_project(path, surroundings) as project:
        add(project, "Pump")
    assert [entry.name for entry in path.parent.iterdir()] == ["plant.bzn"]


def test_the_model_of_a_new_project_is_empty(project):
    assert project.snapshot() == Snapshot()
    assert (project.undo(), project.redo(), project.head_hash) == (None, None, None)


def test_once_gathered_the_file_alone_holds_every_change(tmp_path):
    path, copy = tmp_path / "plant.bzn", tmp_path / "copy.bzn"
    with create_project(path) as project:
        for number in range(3):
            with project.change(f"Change {number}") as edit:
                edit.new(Component, name=f"Part {number}")
        project.gather()
        copy.write_bytes(path.read_bytes())
        with open_project(copy) as copied:
            assert copied.snapshot() == project.snapshot()
            assert copied.heads == project.heads
            copied.verify()
        with project.change("And on") as edit:
            edit.new(Component, name="Part 4")
        project.verify()
