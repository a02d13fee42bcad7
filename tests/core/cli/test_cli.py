"""The command line: thin, and calm about whatever goes wrong."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from core.cli import main
from core.cli.main import COMMANDS
from core.model import Component, Location, StateMachine
from core.project import create_project, open_project

ROOT = Path(__file__).parents[3]


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory, monkeypatch) -> Path:
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("BARTIZAN_HOME", str(home))
    return home


def bartizan(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "core.cli", *map(str, arguments)], capture_output=True, text=True, check=False
    )


def test_a_new_project_is_made_from_nothing_a_sample_a_text_or_another_project(tmp_path, capsys):
    assert main(["new", str(tmp_path / "empty.bzn"), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["elements"] == 0
    assert main(["new", str(tmp_path / "plant.bzn"), "--from", "water-treatment"]) == 0
    assert main(["text", str(tmp_path / "plant.bzn"), "--into", str(tmp_path / "text")]) == 0
    assert main(["new", str(tmp_path / "again.bzn"), "--from", str(tmp_path / "text")]) == 0
    assert main(["new", str(tmp_path / "copy.bzn"), "--from", str(tmp_path / "plant.bzn")]) == 0
    with open_project(tmp_path / "plant.bzn") as plant, open_project(tmp_path / "copy.bzn") as copy:
        assert copy.head_hash == plant.head_hash
        with open_project(tmp_path / "again.bzn") as again:
            assert again.snapshot() == plant.snapshot() == copy.snapshot()


def test_a_copy_can_be_made_of_a_project_that_somebody_writes(tmp_path):
    with create_project(tmp_path / "plant.bzn") as project:
        with project.change("Create") as edit:
            edit.new(Component, name="Pump")
        assert main(["new", str(tmp_path / "copy.bzn"), "--from", str(tmp_path / "plant.bzn")]) == 0
    with open_project(tmp_path / "copy.bzn") as copy:
        copy.verify()
        assert [component.name for component in copy.snapshot().of(Component)] == ["Pump"]


def test_the_text_of_a_project_is_printed_or_written(tmp_path, capsys):
    with create_project(tmp_path / "plant.bzn") as project, project.change("Create") as edit:
        edit.new(Component, name="Pump")
    assert main(["text", str(tmp_path / "plant.bzn"), "--json"]) == 0
    files = json.loads(capsys.readouterr().out)["files"]
    assert files["bartizan.txt"] == ["bartizan text 2"]
    assert '  name: "Pump"' in files["system.bzt"]


@pytest.mark.parametrize(
    ("arguments", "place"),
    [
        (["export", "uppaal"], "model.xml"),
        (["export", "uppaal"], "trace-map.json"),
        (["assess"], "assessment.json"),
        (["assess"], "report.pdf"),
        (["assess"], "uppaal/model.q"),
    ],
)
def test_no_file_that_others_wrote_is_written_over(tmp_path, capsys, arguments, place):
    project, out = tmp_path / "plant.bzn", tmp_path / "out"
    assert main(["new", str(project)]) == 0
    theirs = out / place
    theirs.parent.mkdir(parents=True)
    theirs.write_text("precious")
    assert main([*arguments, str(project), "--out", str(out)]) == 2
    assert theirs.read_text() == "precious"
    assert "was not written by Bartizan" in capsys.readouterr().err
    theirs.unlink()
    for _time in range(2):  # what was written here before is written anew
        assert main([*arguments, str(project), "--out", str(out)]) in (0, 1)
    assert theirs.is_file()


def test_a_report_takes_the_place_of_a_report_alone(tmp_path, capsys):
    project, out = tmp_path / "plant.bzn", tmp_path / "plant.pdf"
    assert main(["new", str(project)]) == 0
    for name in ("thesis.txt", "thesis.pdf", "link.pdf", "folder.pdf"):
        theirs = tmp_path / name
        if name == "link.pdf":
            theirs.symlink_to(project)
        elif name == "folder.pdf":
            theirs.mkdir()
        else:
            theirs.write_bytes(b"%PDF-1.4 precious")
    before = {path: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()}
    for path in tmp_path.iterdir():
        capsys.readouterr()
        assert main(["report", str(project), "--out", str(path), "--json"]) == 2
        (diagnostic,) = json.loads(capsys.readouterr().err)
        assert diagnostic["code"] == "output-taken"
        assert ("This is a project" in diagnostic["message"]) == (path.suffix == ".bzn" or path.is_symlink())
    assert before == {path: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()}
    assert main(["report", str(project), "--out", str(tmp_path / "none" / "plant.pdf")]) == 2
    assert not (tmp_path / "none").exists()
    for _time in range(2):
        assert main(["report", str(project), "--out", str(out)]) == 0
    assert out.read_bytes().startswith(b"%PDF-")


def test_no_part_of_a_model_is_written_over_a_file_of_others(tmp_path):
    project, out = tmp_path / "plant.bzn", tmp_path / "out"
    assert main(["new", str(project), "--from", "water-treatment"]) == 0
    theirs = out / "parts" / "LVL_05.xml"
    theirs.parent.mkdir(parents=True)
    theirs.write_text("precious")
    assert main(["export", "uppaal", str(project), "--out", str(out), "--parts"]) == 2
    assert [theirs] == [path for path in out.rglob("*") if path.is_file()]
    assert theirs.read_text() == "precious"
    theirs.unlink()
    for _time in range(2):
        assert main(["export", "uppaal", str(project), "--out", str(out), "--parts"]) == 0
    assert theirs.is_file()


def test_errors_go_to_standard_error_as_text_or_as_json(tmp_path):
    missing = tmp_path / "none.bzn"
    as_text, as_json = bartizan("text", missing), bartizan("text", missing, "--json")
    assert (as_text.returncode, as_text.stdout) == (2, "")
    assert f"{missing}: The project cannot be read" in as_text.stderr
    (plain,) = json.loads(as_json.stderr)
    assert (as_json.returncode, plain["code"], plain["file"]) == (2, "project-unreadable", str(missing))
    assert plain["hint"]
    assert plain["example"]


@pytest.mark.parametrize("arguments", [["conjure"], ["new"], ["text", "a", "b", "c"], ["help", "cooking"]])
def test_wrong_usage_says_what_would_be_right_and_ends_with_status_2(arguments):
    done = bartizan(*arguments)
    assert done.returncode == 2
    assert "bartizan" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_fault_inside_leaves_a_report_and_no_traceback(own_home, monkeypatch, capsys):
    monkeypatch.setattr("core.project.read_model", lambda path: 1 / 0)
    assert main(["text", "plant.bzn"]) == 4
    said = capsys.readouterr().err
    (report,) = (own_home / "faults").iterdir()
    assert str(report) in said
    assert "Traceback" not in said
    assert "ZeroDivisionError" in report.read_text()


def test_every_command_explains_itself():
    for command in COMMANDS:
        done = bartizan(command, "--help")
        assert (done.returncode, done.stderr) == (0, ""), command


def test_the_keys_of_the_json_are_documented(capsys):
    assert main(["help", "json"]) == 0
    said = capsys.readouterr().out
    for key in ("verdict", "certainty", "slots", "evidence", "diagnostics"):
        assert key in said


def test_what_people_silenced_is_told_after_the_threats(tmp_path, capsys):
    main(["new", str(tmp_path / "plant.bzn"), "--from", "water-treatment"])
    capsys.readouterr()
    main(["threats", str(tmp_path / "plant.bzn")])
    *_threats, count, one, other = capsys.readouterr().out.splitlines()
    assert count.endswith(" threats")
    silenced = {line.split(": ")[1] for line in (one, other)}
    assert silenced == {"every rule for Overdose sensor", "HW-011 for the whole project"}
    assert all(len(line.split(": ", 2)[2]) > 20 for line in (one, other))


def test_a_pipe_that_closes_early_is_no_error(tmp_path):
    main(["new", str(tmp_path / "plant.bzn"), "--from", "water-treatment"])
    printing = f"{sys.executable} -m core.cli text {tmp_path / 'plant.bzn'}"
    command = f"{printing} | head -n 1; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("arguments", ["text {plant}", "text {plant} --json", "--help", "help json"])
def test_what_cannot_be_printed_is_said_in_the_one_shape(tmp_path, own_home, arguments):
    main(["new", str(tmp_path / "plant.bzn")])
    command = f"{sys.executable} -m core.cli {arguments.format(plant=tmp_path / 'plant.bzn')} > /dev/full"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "No space left on device" in done.stderr
    if "--json" in arguments:
        (diagnostic,) = json.loads(done.stderr)
        assert diagnostic["code"] == "output-not-printed"
    assert not (own_home / "faults").exists()


def test_doctor_answers_for_this_machine_and_for_a_project(tmp_path, capsys):
    with create_project(tmp_path / "plant.bzn") as project, project.change("Create") as edit:
        edit.new(Component, name="Pump")
    assert main(["doctor", str(tmp_path / "plant.bzn"), "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["ok"] is True
    checks = {check["name"]: check for check in answer["checks"]}
    assert checks["workers"]["state"] == "ok"
    assert checks[str(tmp_path / "plant.bzn")]["detail"].startswith("1 records, 1 elements")
    (tmp_path / "plant.bzn").write_bytes(b"nothing")
    assert main(["doctor", str(tmp_path / "plant.bzn")]) == 1


def test_small_commands_import_nothing_heavy():
    script = (
        "import sys\nfrom core.cli import main\nmain(['help', 'json'])\n"
        "print([name for name in ('sqlalchemy', 'click', 'rich', 'platformdirs') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, env=dict(os.environ)
    )
    assert done.stdout.splitlines()[-1] == "['click']"


def test_reading_a_sentence_loads_no_store_of_projects(tmp_path):
    sentence = tmp_path / "one.txt"
    sentence.write_text("The Pump shall stop within 2 s.\n")
    script = (
        f"import sys\nfrom core.cli import main\nmain(['requirements', 'parse', {str(sentence)!r}])\n"
        "print([name for name in ('sqlalchemy', 'networkx', 'yaml', 'numpy') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, env=dict(os.environ)
    )
    assert done.stdout.splitlines()[-1] == "[]"


def test_verdicts_that_a_limit_leaves_open_end_with_status_3(tmp_path):
    project = tmp_path / "plant.bzn"
    assert main(["new", str(project), "--from", "water-treatment"]) == 0
    assert main(["verify", str(project), "--timeout", "0.0001"]) == 3


@pytest.mark.slow
def test_an_assessment_that_a_limit_leaves_open_ends_with_status_3(tmp_path):
    project = tmp_path / "plant.bzn"
    assert main(["new", str(project), "--from", "water-treatment"]) == 0
    assert main(["assess", str(project), "--out", str(tmp_path / "out"), "--timeout", "0.0001"]) == 3


def test_the_summary_of_an_assessment_counts_requirements_and_not_their_queries():
    from core.assistants.assessment import requirement_verdicts

    rows = [
        {"requirement": key, "purpose": purpose, "verdict": verdict}
        for key, purpose, verdict in (
            ("A", "requirement", "satisfied"),
            ("A", "trigger", "violated"),
            ("A", "requirement", "unknown"),
            ("B", "requirement", "violated"),
            ("B", "requirement", "unknown"),
            (None, "deadlock", "satisfied"),
        )
    ]
    assert requirement_verdicts(rows) == {"A": "unknown", "B": "violated"}


def test_a_file_is_taken_over_twice_only_when_told_to(tmp_path, capsys):
    project, sentences = tmp_path / "plant.bzn", tmp_path / "list.txt"
    sentences.write_text("The pump shall stop.\n")
    assert main(["new", str(project)]) == 0
    assert main(["import", str(sentences), "--into", str(project)]) == 0
    assert main(["import", str(sentences), "--into", str(project)]) == 2
    assert "was taken over on" in capsys.readouterr().err
    assert main(["import", str(sentences), "--into", str(project), "--again"]) == 0


def test_a_person_is_shown_the_first_errors_and_told_of_the_rest(tmp_path, capsys):
    assert main(["new", str(tmp_path / "plant.bzn"), "--from", "water-treatment"]) == 0
    assert main(["text", str(tmp_path / "plant.bzn"), "--into", str(tmp_path / "text")]) == 0
    system = tmp_path / "text" / "system.bzt"
    system.write_text(re.sub(r"  zone: \S+", '  zone: "nowhere"', system.read_text()))
    capsys.readouterr()
    assert main(["threats", str(tmp_path / "text")]) == 2
    printed = capsys.readouterr().err.splitlines()
    assert len(printed) <= 20 * 4 + 1
    assert printed[-1].startswith("and ")
    assert main(["threats", str(tmp_path / "text"), "--json"]) == 2
    left = int(printed[-1].split()[1])
    assert len(json.loads(capsys.readouterr().err)) == 20 + left


def test_a_stop_while_the_command_line_is_still_loading_is_quiet():
    script = (
        "import sys\n"
        "class Stop:\n"
        "    def find_spec(self, name, *_rest):\n"
        "        if name == 'click': raise KeyboardInterrupt\n"
        "sys.meta_path.insert(0, Stop())\n"
        "from core.cli import main\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (3, "", "")


def test_modes_that_no_requirement_speaks_of_are_told_and_are_no_fault(tmp_path, capsys):
    with create_project(tmp_path / "p.bzn") as project, project.change("Begin") as edit:
        pump = edit.new(Component, name="Pump")
        machine = edit.new(StateMachine, name="Pumping", owner=pump.id)
        edit.new(Location, name="Idle", owner=machine.id, initial=True)
    assert main(["requirements", "check", str(tmp_path / "p.bzn")]) == 0
    assert capsys.readouterr().out == "incomplete No requirement speaks of the mode Idle of Pumping\n"
