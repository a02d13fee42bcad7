"""`bartizan verify` keeps its verdicts with the project, as the desktop does, and fails for no project."""

import json
import os

import pytest

from core.assistants.known import known_of
from core.cli import main
from core.model import Component, Diagram, Placement, Requirement
from core.project import create_project, open_project


@pytest.fixture
def plant(tmp_path, monkeypatch):
    """The path of a project with a drawing of one component, and a requirement about it."""
    monkeypatch.setenv("BARTIZAN_HOME", str(tmp_path / "home"))
    path = tmp_path / "plant.bzn"
    with create_project(path) as project, project.change("Draw") as edit:
        pump = edit.new(Component, name="Pump")
        diagram = edit.new(Diagram, name="Plant")
        edit.new(Placement, owner=diagram.id, element=pump.id, x=40.0, y=40.0)
        edit.new(Requirement, key="R-1", text="The Pump shall stop within 2 s.")
    return path


def kept(path):
    with open_project(path, writing=False) as project:
        return project.results("verify")


def test_pictures_show_verdicts_that_the_command_line_found(plant, tmp_path, capsys):
    picture = [
        "export",
        "svg",
        str(plant),
        "--out",
        str(tmp_path / "out"),
        "--overlays",
        "verdicts",
        "--json",
    ]
    assert main(picture) == 2
    assert "bartizan verify plant.bzn" in capsys.readouterr().err
    assert main(["verify", str(plant), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert main(picture) == 0
    assert json.loads(capsys.readouterr().out)["remarks"] == []
    with open_project(plant, writing=False) as project:
        known = known_of(project)
        assert not known.is_stale(known.verdicts)
        assert known.verdicts.ours
        assert known.verdicts.record == len(project.heads)
    pairs = [(row["requirement"], row["verdict"], row["reason"]) for row in known.on_requirements()]
    assert pairs == [(row["requirement"], row["verdict"], row["reason"]) for row in told]
    assert {"rests", "reads"}.isdisjoint(told[0])


def test_what_says_the_same_is_kept_once_and_another_model_anew(plant):
    for _turn in range(3):
        main(["verify", str(plant)])
    assert len(kept(plant)) == 1
    with open_project(plant) as project, project.change("Say more") as edit:
        edit.set(edit.snapshot.of(Requirement)[0], text="The Pump shall stop within 3 s.")
    main(["verify", str(plant)])
    assert [one.record for one in kept(plant)] == [1, 2]


def test_verdicts_make_no_record_in_the_journal(plant):
    with open_project(plant, writing=False) as project:
        before = project.head_hash
    main(["verify", str(plant)])
    with open_project(plant) as project:
        assert project.head_hash == before
        project.verify()


def test_a_project_that_another_has_is_verified_and_told_that_nothing_is_kept(plant, capsys):
    with open_project(plant):
        status = main(["verify", str(plant)])
    told = capsys.readouterr()
    assert (status, told.out.split()[:2]) == (0, ["unknown", "R-1"])
    assert "The verdicts were not kept" in told.err
    assert kept(plant) == []


def test_a_text_folder_and_a_point_of_the_past_are_verified_in_silence(plant, tmp_path, capsys):
    assert main(["text", str(plant), "--into", str(tmp_path / "text")]) == 0
    capsys.readouterr()
    for place in (tmp_path / "text", f"{plant}@1"):
        assert main(["verify", str(place), "--json"]) == 0
        told = capsys.readouterr()
        assert (len(json.loads(told.out)), told.err) == (1, "")
    assert kept(plant) == []


def test_a_file_that_cannot_be_written_is_verified_all_the_same(plant, monkeypatch, capsys):
    monkeypatch.setattr("core.project.opening.os.access", lambda _path, mode: mode != os.W_OK)
    assert main(["verify", str(plant), "--json"]) == 0
    told = capsys.readouterr()
    assert len(json.loads(told.out)) == 1
    assert [one["code"] for one in json.loads(told.err)] == ["verdicts-not-kept"]
