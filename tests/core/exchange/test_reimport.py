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
from core.project.conflict_words import reason
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


def test_what_a_person_wrote_is_not_overwritten_by_a_file_of_the_same_key(tmp_path):
    with create_project(tmp_path / "p.bzn") as project:
        with project.change("Write") as edit:
            edit.new(Requirement, key="A", text=TEXTS[0])
        file = written(tmp_path / "list.csv", {"A": TEXTS[1], "B": TEXTS[2]})
        found = import_file(project, file)
        (conflict,) = found.conflicts
        assert (conflict.fields, conflict.choices) == (("text",), ("ours", "theirs"))
        assert f"{project.heads[0].author} wrote it" in reason(found.versions, conflict)
        assert texts_of(project.snapshot()) == {"A": TEXTS[0]}
        import_file(project, file, deciding=lambda three: Decisions(three, {}, "theirs"))
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


PUMPS = {"REQ-1": "The pump shall stop within 1 s.", "REQ-2": "The pump shall start within 2 s."}
DOORS = {"REQ-1": "The door shall close within 3 s.", "REQ-2": "The door shall open within 4 s."}


def imported(file: Path, path: Path, *more: str) -> int:
    return main(["import", str(file), "--into", str(path), *more])


@pytest.fixture
def pumps(tmp_path):
    """A project that holds the list of pumps."""
    path = tmp_path / "mx.bzn"
    with create_project(path) as project:
        import_file(project, written(tmp_path / "pump_spec.csv", PUMPS))
    return path


def test_another_list_of_the_same_keys_is_in_conflict_and_changes_nothing(pumps, capsys):
    doors = written(pumps.parent / "door_spec.csv", DOORS | {"REQ-3": "The door shall lock."})
    assert imported(doors, pumps) == 1
    told = capsys.readouterr().out
    assert told.count("“pump_spec.csv” brought it") == 2
    assert "--take theirs" in told, "a newer file of the same list can be taken at once"
    with open_project(pumps) as project:
        assert texts_of(project.snapshot()) == PUMPS
        assert len(project.heads) == 1


@pytest.mark.parametrize(
    ("take", "texts", "source"), [("ours", PUMPS, "pump_spec.csv"), ("theirs", DOORS, "door_spec.csv")]
)
def test_a_side_is_taken_of_two_lists_and_the_source_follows_the_sentence(pumps, take, texts, source):
    doors = written(pumps.parent / "door_spec.csv", DOORS | {"REQ-3": "The door shall lock."})
    assert imported(doors, pumps, "--take", take) == 0
    with open_project(pumps) as project:
        assert texts_of(project.snapshot()) == texts | {"REQ-3": "The door shall lock."}
        assert {one.source for one in project.snapshot().of(Requirement) if one.key in PUMPS} == {source}


def test_of_two_lists_one_requirement_is_decided_alone(pumps, capsys):
    doors = written(pumps.parent / "door_spec.csv", DOORS)
    with open_project(pumps) as project:
        ids = {one.key: one.id for one in project.snapshot().of(Requirement)}
    assert imported(doors, pumps, "--choose", f"{ids['REQ-1']}.text=theirs") == 1
    assert imported(doors, pumps, "--choose", "REQ-1.text=theirs", "--take", "ours") == 0
    capsys.readouterr()
    with open_project(pumps) as project:
        assert texts_of(project.snapshot()) == {"REQ-1": DOORS["REQ-1"], "REQ-2": PUMPS["REQ-2"]}
        sources = {one.key: one.source for one in project.snapshot().of(Requirement)}
    assert sources == {"REQ-1": "door_spec.csv", "REQ-2": "pump_spec.csv"}


def test_the_same_sentence_in_another_file_is_no_conflict_and_fills_what_was_empty(pumps):
    more = pumps.parent / "more.csv"
    more.write_text(f"id,text,rationale\nREQ-1,{PUMPS['REQ-1']},Wear\n", encoding="utf-8")
    assert imported(more, pumps) == 0
    with open_project(pumps) as project:
        assert texts_of(project.snapshot()) == PUMPS
        assert [one.rationale for one in project.snapshot().of(Requirement)] == ["Wear", ""]


def test_a_list_that_came_before_does_not_own_what_another_one_brought(pumps, capsys):
    doors = written(pumps.parent / "door_spec.csv", {"REQ-7": TEXTS[0]})
    assert imported(doors, pumps) == 0
    written(doors, {"REQ-7": TEXTS[1], "REQ-1": DOORS["REQ-1"]})
    capsys.readouterr()
    assert imported(doors, pumps, "--json") == 1
    (report,) = json.loads(capsys.readouterr().out)
    assert [one["name"] for one in report["conflicts"]] == ["REQ-1"]
    written(doors, {"REQ-7": TEXTS[1]})
    assert imported(doors, pumps) == 0, "its own requirement follows it without a question"


def test_what_a_file_brought_by_decision_is_its_own_from_then_on(pumps):
    doors = written(pumps.parent / "door_spec.csv", DOORS)
    assert imported(doors, pumps, "--take", "theirs") == 0
    written(doors, DOORS | {"REQ-1": TEXTS[0]})
    assert imported(doors, pumps) == 0
    with open_project(pumps) as project:
        assert texts_of(project.snapshot())["REQ-1"] == TEXTS[0]


@pytest.mark.parametrize(("take", "rationale"), [("ours", ""), ("theirs", "Draught")])
def test_what_the_project_left_empty_is_not_asked_beside_the_sentence_and_goes_with_it(
    pumps, take, rationale
):
    doors = pumps.parent / "door_spec.csv"
    doors.write_text(f"id,text,rationale\nREQ-1,{DOORS['REQ-1']},Draught\n", encoding="utf-8")
    with open_project(pumps) as project:
        assert [one.fields for one in import_file(project, doors).conflicts] == [("text",)]
    assert imported(doors, pumps, "--take", take) == 0
    with open_project(pumps) as project:
        assert project.snapshot().of(Requirement)[0].rationale == rationale
