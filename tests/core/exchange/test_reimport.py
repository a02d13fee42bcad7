"""A file brought in again is merged with what was edited since it came last."""

import csv
import io
import json
import shlex
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from core.cli.main import main
from core.exchange.importing import import_file
from core.model import Requirement, Snapshot
from core.project import create_project, open_project
from core.project.deciding import Decisions

TEXTS = [f"The pump shall stop within {seconds} s." for seconds in range(1, 4)]
KEYS = ("A", "B", "C")


def written(file: Path, texts: dict[str, str]) -> Path:
    """A table of requirements by their keys."""
    table = io.StringIO()
    csv.writer(table).writerows([("id", "text"), *texts.items()])
    file.write_text(table.getvalue(), encoding="utf-8")
    return file


def edited(project, texts: dict[str, str]) -> None:
    """Give requirements other texts, as a person does."""
    with project.change("Edit") as edit:
        for one in project.snapshot().of(Requirement):
            if one.key in texts:
                edit.set(one, text=texts[one.key])


def texts_of(snapshot: Snapshot) -> dict[str, str]:
    return {one.key: one.text for one in snapshot.of(Requirement)}


_STATED = some.fixed_dictionaries({key: some.sampled_from(TEXTS) for key in KEYS})


@settings(max_examples=40)
@given(_STATED, _STATED, _STATED, some.sampled_from(["ours", "theirs", None]))
def test_every_text_follows_the_one_that_changed_it(tmp_path_factory, first, ours, later, take):
    """The rule by its definition: the text that is changed counts; where both are, a person decides."""
    folder = tmp_path_factory.mktemp("again")
    with create_project(folder / "p.bzn") as project:
        import_file(project, written(folder / "list.csv", first))
        edited(project, ours)
        before = project.snapshot()
        written(folder / "list.csv", later)
        found = import_file(
            project, folder / "list.csv", True, None, False, lambda three: Decisions(three, {}, take)
        )
        clashing = {key for key in KEYS if first[key] != ours[key] != later[key] and first[key] != later[key]}
        if clashing and take is None:
            assert {before[one.element].key for one in found.conflicts} == clashing
            assert project.snapshot() == before
            return
        sides = {"ours": ours, "theirs": later}
        expected = {
            key: sides[take][key]
            if key in clashing
            else ours[key]
            if later[key] == first[key]
            else later[key]
            for key in KEYS
        }
        assert texts_of(project.snapshot()) == expected
        assert {one.id for one in project.snapshot()} == {one.id for one in before}


def test_an_import_that_was_undone_is_not_what_the_file_said_last(tmp_path):
    file = tmp_path / "list.csv"
    with create_project(tmp_path / "p.bzn") as project:
        import_file(project, written(file, {"A": TEXTS[0]}))
        import_file(project, written(file, {"A": TEXTS[1]}))
        project.undo()
        edited(project, {"A": TEXTS[2]})
        found = import_file(project, written(file, {"A": TEXTS[1]}))
        assert len(found.conflicts) == 1, "both changed what the first import said"


def test_without_an_import_of_that_name_the_file_counts(tmp_path):
    with create_project(tmp_path / "p.bzn") as project:
        with project.change("Write") as edit:
            edit.new(Requirement, key="A", text=TEXTS[0])
        found = import_file(project, written(tmp_path / "list.csv", {"A": TEXTS[1], "B": TEXTS[2]}))
        assert (found.conflicts, len(found.changed), len(found.elements)) == ((), 1, 1)
        assert texts_of(project.snapshot()) == {"A": TEXTS[1], "B": TEXTS[2]}


@pytest.fixture
def contested(tmp_path):
    """A project and a file that changed one requirement otherwise than a person did."""
    file, path = tmp_path / "list.csv", tmp_path / "p.bzn"
    with create_project(path) as project:
        import_file(project, written(file, {"A": TEXTS[0], "B": TEXTS[0]}))
        edited(project, {"A": TEXTS[1]})
    written(file, {"A": TEXTS[2], "B": TEXTS[2], "C": TEXTS[0]})
    return file, path


def test_the_command_line_tells_the_conflict_and_takes_nothing(contested, capsys):
    file, path = contested
    assert main(["import", str(file), "--into", str(path)]) == 1
    told = capsys.readouterr().out
    assert TEXTS[1] in told
    assert TEXTS[2] in told
    with open_project(path) as project:
        assert texts_of(project.snapshot()) == {"A": TEXTS[1], "B": TEXTS[0]}


@pytest.mark.parametrize(("how", "text"), [("ours", TEXTS[1]), ("theirs", TEXTS[2]), ("base", TEXTS[0])])
def test_the_command_line_takes_a_side(contested, capsys, how, text):
    file, path = contested
    assert main(["import", str(file), "--into", str(path), "--take", how, "--json"]) == 0
    (report,) = json.loads(capsys.readouterr().out)
    assert report["conflicts"] == []
    with open_project(path) as project:
        assert texts_of(project.snapshot()) == {"A": text, "B": TEXTS[2], "C": TEXTS[0]}


def test_the_line_that_the_command_line_shows_decides_the_conflict(contested, capsys):
    file, path = contested
    main(["import", str(file), "--into", str(path)])
    shown = capsys.readouterr().out.strip().splitlines()
    line = next(one for one in shown if one.strip().startswith("bartizan import"))
    assert main(shlex.split(line)[1:]) == 0
    with open_project(path) as project:
        assert texts_of(project.snapshot())["A"] == TEXTS[1]


def test_a_choice_about_no_conflict_is_refused_and_nothing_is_changed(contested, capsys):
    file, path = contested
    assert (
        main(["import", str(file), "--into", str(path), "--take", "ours", "--choose", "B.text=theirs"]) == 2
    )
    assert "B.text" in capsys.readouterr().err
    with open_project(path) as project:
        assert texts_of(project.snapshot()) == {"A": TEXTS[1], "B": TEXTS[0]}


def test_a_file_in_conflict_is_told_to_have_brought_nothing(contested, capsys):
    file, path = contested
    assert main(["import", str(file), "--into", str(path), "--json"]) == 1
    (report,) = json.loads(capsys.readouterr().out)
    assert (report["kept"], report["changed"], len(report["conflicts"])) == ({}, [], 1)
