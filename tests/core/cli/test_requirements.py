"""`bartizan requirements` beside a project."""

import json

from core.cli import main
from core.cli.keys import KEYS
from core.ground.resources import resource_folder
from core.model import MetricLimit, Requirement
from core.project import create_project


def test_parse_understands_the_boilerplates_of_a_project_that_is_named(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("BARTIZAN_HOME", str(tmp_path / "home"))
    project, file = str(tmp_path / "p.bzn"), tmp_path / "list.txt"
    file.write_text("The pump is required to stop after the lid opens.\n", encoding="utf-8")
    main(["new", project])
    main(["import", str(resource_folder("catalogues") / "boilerplates.yaml"), "--into", project])
    capsys.readouterr()
    assert main(["requirements", "parse", str(file), "--json"]) == 1
    (alone,) = json.loads(capsys.readouterr().out)
    assert main(["requirements", "parse", str(file), "--project", project, "--json"]) == 0
    (own,) = json.loads(capsys.readouterr().out)
    assert (alone["ok"], own["ok"]) == (False, True)
    assert own["boilerplate"] == "Response to an event, the event last"
    assert own["slots"]["trigger"]["text"] == "the lid opens"


def test_smells_of_a_project_go_by_its_limits_and_have_a_trend(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("BARTIZAN_HOME", str(tmp_path / "home"))
    path = tmp_path / "p.bzn"
    with create_project(path) as project:
        with project.change("Write") as edit:
            edit.new(Requirement, key="R-1", text="The Pump shall stop at an appropriate time.")
        assert (main(["requirements", "smells", str(path)]), capsys.readouterr().err) == (1, "")
        with project.change("Be milder") as edit:
            edit.new(MetricLimit, metric="vagueness", limit=1.0)
        with project.change("Write") as edit:
            edit.new(Requirement, key="R-2", text="The Pump shall quickly stop.")
    assert main(["requirements", "smells", str(path), "--json"]) == 1
    mild, fault = json.loads(capsys.readouterr().out)
    assert (mild["id"], mild["failed"], mild["metrics"]["vagueness"]) == ("R-1", [], 1)
    assert [smell["kind"] for smell in fault["smells"]] == ["immeasurable"]
    assert main(["requirements", "smells", str(path), "--mode", "nalabs"]) == 0
    capsys.readouterr()
    assert main(["requirements", "smells", str(path), "--trend", "--json"]) == 1
    points = json.loads(capsys.readouterr().out)
    assert [(one["record"], one["weak"], one["requirements"]) for one in points] == [(1, 0, 1), (3, 1, 2)]
    assert set(points[0]) == set(KEYS["bartizan requirements smells PROJECT --trend: a list of"])


def test_what_smells_prints_of_a_long_line_grows_no_faster_than_the_line(tmp_path, capsys):
    """Of each smell the whole line was printed: 18 kB gave 18 MB."""
    printed = []
    for count in (100, 200):
        (tmp_path / "long.txt").write_text(
            "The controller shall " + "stop the pump and " * count + "log.", encoding="utf-8"
        )
        main(["requirements", "smells", str(tmp_path / "long.txt")])
        printed.append(len(capsys.readouterr().out))
    assert printed[1] < 2.5 * printed[0]


def test_a_check_that_failed_is_told_by_its_name_with_what_it_found(tmp_path, capsys):
    file = tmp_path / "plain.txt"
    file.write_text("The lamp goes on if the door opens and goes off if it closes.\n", encoding="utf-8")
    main(["requirements", "rewrite", str(file)])
    said = capsys.readouterr().out
    assert "! not yet nothing lost: closes\n" in said
    assert "+ holds: parses, one demand, actor named, measurable, nothing added, numbers kept" in said
    assert "? How soon must “go on” follow?\n" in said
    main(["requirements", "rewrite", str(file), "--json"])
    (told,) = json.loads(capsys.readouterr().out)
    assert told["proposals"][0]["open"] == ["deadline"]


def test_all_sentences_of_a_requirement_that_holds_several_are_told(tmp_path, capsys):
    file = tmp_path / "list.txt"
    lead = "When the wheel slips, the ABS controller shall"
    file.write_text(f"{lead} open the valve and shall log the event within 5 s.\n", encoding="utf-8")
    assert main(["requirements", "rewrite", str(file)]) == 0
    said = capsys.readouterr().out
    assert f"(1/2): {lead} open the valve.\n" in said
    assert f"(2/2): {lead} log the event within 5 s.\n" in said
    main(["requirements", "rewrite", str(file), "--json"])
    (told,) = json.loads(capsys.readouterr().out)
    assert [one["part"] for one in told["proposals"]] == [1, 2, 1, 2]
