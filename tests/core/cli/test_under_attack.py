"""`bartizan verify --under` prints what survives which attack, and fails where an attack breaks something."""

import json

import pytest

from core.cli import main

SAMPLE = "samples/water-treatment"


@pytest.fixture(autouse=True)
def own_home(tmp_path, monkeypatch):
    monkeypatch.setenv("BARTIZAN_HOME", str(tmp_path / "home"))


def test_an_attack_that_breaks_nothing_that_held_alone_is_fine(capsys):
    assert main(["verify", SAMPLE, "--under", "Pump command comes late"]) == 0
    lines = capsys.readouterr().out.splitlines()
    at = lines.index("violated  DOS-04")
    assert lines[at + 1] == "  violated  Pump command comes late; it can take 1.62 s"


def test_an_attack_that_breaks_what_held_alone_is_a_finding(capsys):
    assert main(["verify", SAMPLE, "--under", "An old flow permit is played back", "--json"]) == 1
    rows = json.loads(capsys.readouterr().out)
    (row,) = [one for one in rows if one.get("requirement") == "DOS-02"]
    assert (row["alone"], row["verdict"]) == ("satisfied", "violated")
    assert [one["id"] for one in row["restored_by"]] == ["MIT-004", "MIT-003", "MIT-027"]


def test_a_scenario_that_is_not_there_is_refused_with_those_that_are(capsys):
    assert main(["verify", SAMPLE, "--under", "Nobody"]) == 2
    told = capsys.readouterr().err
    assert "Nobody" in told
    assert "Pump command comes late" in told


def test_a_uppaal_file_has_no_scenarios(tmp_path, capsys):
    file = tmp_path / "model.xml"
    file.write_text("<nta/>")
    assert main(["verify", str(file), "--under", "all"]) == 2
    assert "attack scenarios" in capsys.readouterr().err
