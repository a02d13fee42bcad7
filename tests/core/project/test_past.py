"""Every point of a project's past can be seen again, and be gone back to without losing what came after."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.ground.diagnostic import Refused
from core.model import Component, Diagram, Placement, Snapshot
from core.project import copy_project, create_project
from core.project.past import shared
from core.project.points import read_other, restore


def grow(project, doings):
    """Do these things, and give the model after each."""
    models = [project.snapshot()]
    for number, do in enumerate(doings):
        if do == "undo":
            done = project.undo()
        elif do == "redo":
            done = project.redo()
        else:
            with project.change(f"Change {number}") as edit:
                parts = edit.snapshot.of(Component)
                if do == "remove" and parts:
                    edit.remove(parts[0].id)
                elif do == "rename" and parts:
                    edit.set(parts[-1], name=f"Part {number}")
                else:
                    edit.new(Component, name=f"Part {number}", owner=parts[0].id if parts else None)
            done = True
        if done:
            models.append(project.snapshot())
    return models


@given(st.lists(st.sampled_from(["add", "add", "rename", "remove", "undo", "redo"]), max_size=14))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], max_examples=25)
def test_the_model_after_every_change_is_found_again(tmp_path_factory, surroundings, doings):
    with create_project(tmp_path_factory.mktemp("past") / "plant.bzn", surroundings) as project:
        models = grow(project, doings)
        assert [project.at(number) for number in range(len(project.heads) + 1)] == models


def test_whole_numbers_in_the_place_of_others_do_no_harm(tmp_path, surroundings):
    with create_project(tmp_path / "plant.bzn", surroundings) as project:
        with project.change("Draw") as edit:
            diagram = edit.new(Diagram, name="Plant")
            edit.new(Placement, owner=diagram.id, element=diagram.id, x=240, y=8)
        models = [project.snapshot(), *grow(project, ["add", "add"])[1:]]
        assert [project.at(number) for number in (1, 2, 3)] == models


def test_going_back_is_one_change_more_and_can_be_undone(tmp_path, surroundings):
    with create_project(tmp_path / "plant.bzn", surroundings) as project:
        models = grow(project, ["add", "add", "rename", "remove", "add"])
        restore(project, 2)
        assert project.snapshot() == models[2]
        assert len(project.heads) == 6
        assert (project.heads[-1].label, project.heads[-1].origin.source) == (
            "Restore the state after change 2",
            "restore",
        )
        project.undo()
        assert project.snapshot() == models[5]
        project.verify()


def test_a_change_that_never_was_is_refused(tmp_path, surroundings):
    with create_project(tmp_path / "plant.bzn", surroundings) as project:
        grow(project, ["add"])
        assert project.at(0) == Snapshot()
        with pytest.raises(Refused) as refusal:
            project.at(2)
        assert refusal.value.diagnostics[0].code == "project-no-record"


def test_two_copies_part_where_their_journals_do(tmp_path, surroundings):
    with create_project(tmp_path / "one.bzn", surroundings) as one:
        models = grow(one, ["add"] * 5)
        with copy_project(tmp_path / "other.bzn", one.path, surroundings) as other:
            grow(one, ["add"] * 3)
            grow(other, ["rename"])
            reading, base = read_other(other.path, one.path, one.heads)
            assert (reading.snapshot, reading.changes) == (other.snapshot(), 6)
            assert (base.path.name, base.snapshot, base.changes) == ("one.bzn@5", models[5], 5)
            reading, base = read_other(tmp_path / "other.bzn@2", one.path, one.heads)
            assert (reading.snapshot, base.snapshot) == (models[2], models[2])
            assert [shared(one.heads[:n], other.heads) for n in range(9)] == [0, 1, 2, 3, 4, 5, 5, 5, 5]
    with (
        create_project(tmp_path / "third.bzn", surroundings) as third,
        create_project(tmp_path / "fourth.bzn", surroundings) as fourth,
    ):
        grow(third, ["add"])
        assert read_other(fourth.path, third.path, third.heads)[1] is None
