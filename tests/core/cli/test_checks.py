"""`bartizan requirements run`: answers as lines and as JSON, exit statuses, and what is kept."""

import json

import pytest

from core.cli import main
from core.cli.keys import KEYS
from core.ground.resources import sample_folder
from core.model import Component, Connector, Requirement, RequirementCheck, Truth
from core.project import create_project, open_project


@pytest.fixture
def project(tmp_path, monkeypatch):
    """The path of a project with one requirement, and a function that gives it a check."""
    monkeypatch.setenv("BARTIZAN_HOME", str(tmp_path / "home"))
    path = tmp_path / "plant.bzn"
    with create_project(path) as made, made.change("Begin") as edit:
        one, other = (edit.new(Component, name=name) for name in ("Panel", "Pump"))
        edit.new(Connector, name="Order", source=one.id, target=other.id, encrypted=Truth.NO)
        edit.new(Requirement, key="R-1", text="The Panel shall stop the Pump.")
    return path


def give(path, *statements):
    with open_project(path) as made, made.change("Check") as edit:
        (requirement,) = edit.snapshot.of(Requirement)
        for old in edit.snapshot.of(RequirementCheck):
            edit.remove(old.id)
        for statement in statements:
            edit.new(RequirementCheck, owner=requirement.id, statement=statement)


SETTING = 'setting "after" in "panel.ini" <= 10 min'


def test_each_answer_has_its_exit_status_and_files_lie_beside_the_project(project, tmp_path, capsys):
    def status(*statements, more=()):
        give(project, *statements)
        return main(["requirements", "run", str(project), *more])

    assert status("every flow: encrypted is no") == 0
    assert status("every flow: encrypted is yes") == 1
    assert status(SETTING) == 1
    (tmp_path / "plant.evidence").mkdir()
    (tmp_path / "plant.evidence" / "panel.ini").write_text("after = 600 s\n")
    assert status(SETTING, "every flow: encrypted is no") == 0
    stick = tmp_path / "stick"
    stick.mkdir()
    (stick / "panel.ini").write_text("after = 601 s\n")
    assert status(SETTING, more=("--evidence", str(stick))) == 1
    capsys.readouterr()
    assert status(SETTING, more=("--evidence", str(tmp_path / "none"))) == 2
    assert "There is no such folder" in capsys.readouterr().err
    assert status() == 1
    assert "No requirement carries a check" in capsys.readouterr().err


def test_lines_tell_the_answer_the_reason_and_what_is_at_fault(project, capsys):
    give(project, "every flow: encrypted is yes")
    main(["requirements", "run", str(project)])
    assert capsys.readouterr().out.splitlines() == [
        "fail       R-1      every flow: encrypted is yes",
        "           1 does not meet it: Order",
        "             Order: “Encrypted” is stated no",
    ]


def test_json_has_the_documented_keys_and_the_ledger_keeps_it_until_the_model_changes(project, capsys):
    give(project, "every flow: encrypted is yes")
    capsys.readouterr()
    assert main(["requirements", "run", str(project), "--json"]) == 1
    rows = json.loads(capsys.readouterr().out)
    documented = KEYS["bartizan requirements run: a list of"]
    assert [set(documented)] == [set(row) for row in rows]
    main(["requirements", "run", str(project), "--json"])
    from core.assistants.known import known_of

    with open_project(project) as made:
        assert len(made.results("checks")) == 1
        known = known_of(made)
        assert [dict(row) for row in known.checks.records] == rows
        assert not known.is_stale(known.checks)
        with made.change("Encrypt") as edit:
            (flow,) = edit.snapshot.of(Connector)
            edit.set(flow.id, encrypted=Truth.YES)
        assert known_of(made).is_stale(known_of(made).checks)


def test_a_check_of_a_verdict_verifies_first_and_keeps_the_verdicts(project, capsys):
    give(project, "verdict is satisfied")
    assert main(["requirements", "run", str(project)]) == 1
    assert "incomplete R-1      verdict is satisfied" in capsys.readouterr().out
    with open_project(project) as made:
        assert len(made.results("verify")) == 1


def test_the_assessment_has_the_answers_too(project, tmp_path, capsys):
    give(project, "every flow: encrypted is no", SETTING)
    main(["assess", str(project), "--out", str(tmp_path / "out"), "--json"])
    found = json.loads(capsys.readouterr().out)
    assert [row["answer"] for row in found["checks"]] == ["pass", "incomplete"]
    assert (tmp_path / "out" / "report.pdf").stat().st_size > 10_000


def test_a_project_made_from_another_has_its_evidence_beside_it(project, tmp_path, capsys):
    sample, copy = tmp_path / "sample.bzn", tmp_path / "copy.bzn"
    assert main(["new", str(sample), "--from", "water-treatment"]) == 0
    assert main(["new", str(copy), "--from", str(sample)]) == 0
    for name in ("operator-panel.ini", "alarm-service.json"):
        shipped = (sample_folder("water-treatment") / "evidence" / name).read_bytes()
        assert (tmp_path / "sample.evidence" / name).read_bytes() == shipped
        assert (tmp_path / "copy.evidence" / name).read_bytes() == shipped
    assert main(["new", str(tmp_path / "bare.bzn"), "--from", str(project)]) == 0
    assert not (tmp_path / "bare.evidence").exists()
