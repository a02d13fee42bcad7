"""`bartizan export svg|pdf`: with overlays from what the project keeps, and with none that would mislead."""

import json
import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from core.assistants.inputs import kinds_read
from core.assistants.known import KEPT, Findings, known_of
from core.assistants.pictures import Manner, write_pictures
from core.assistants.seen import Look
from core.assistants.threats import threats_of
from core.cli import main
from core.diagram import draw
from core.ground.words import use_language
from core.model import Component, Connector, Diagram, Placement
from core.project import Result, create_project, open_project
from core.reports.pictures import svg_picture


@pytest.fixture
def plant(tmp_path, monkeypatch):
    """A project with a diagram of two components, to one of which a high threat is kept."""
    monkeypatch.setenv("BARTIZAN_HOME", str(tmp_path / "home"))
    path = tmp_path / "plant.bzn"
    with create_project(path) as project:
        with project.change("Draw") as edit:
            diagram = edit.new(Diagram, name="Plant")
            units = [edit.new(Component, name=name) for name in ("Pump", "Valve")]
            for number, unit in enumerate(units):
                place = {"x": 40.0 + 300 * number, "y": 40.0, "width": 176, "height": 52}
                edit.new(Placement, owner=diagram.id, element=unit.id, **place)
        snapshot = project.snapshot()
        target = {"id": units[0].id, "name": "Pump", "kind": "component"}
        threat = {"id": "t1", "severity": "high", "title": "Stop", "target": target}
        inputs = snapshot.digest(kinds_read("threats", snapshot))
        project.keep([Result("threats", "", inputs, KEPT, datetime.now(UTC), [threat])])
    return path


@pytest.fixture
def spoken_in():
    """Chooses a language for a test; English again after it."""
    yield use_language
    use_language("en")


def exported(plant, out, *words):
    """The exit status, and the picture where there is one."""
    status = main(["export", "svg", str(plant), "--out", str(out), *words])
    return status, (out / "Plant.svg").read_text() if (out / "Plant.svg").exists() else ""


def test_overlays_are_drawn_from_what_the_project_keeps(plant, tmp_path):
    bare, seen = (
        exported(plant, tmp_path / "bare"),
        exported(plant, tmp_path / "seen", "--overlays", "threats"),
    )
    assert (bare[0], seen[0]) == (0, 0)
    with open_project(plant, writing=False) as project:
        snapshot = project.snapshot()
    diagram = snapshot.of(Diagram)[0]
    assert bare[1] == svg_picture(draw(snapshot, diagram.id), "Plant")
    assert seen[1] != bare[1]
    assert seen[1].count("<path") > bare[1].count("<path")


def test_heat_needs_no_result_where_the_model_answers(plant, tmp_path):
    _status, bare = exported(plant, tmp_path / "bare")
    status, hot = exported(plant, tmp_path / "hot", "--overlays", "allocation")
    assert status == 0
    drawn, _group, legend = hot.partition('<g id="legend">')
    assert drawn.count(">2</text>") == bare.count(">2</text>") + 2
    assert ">runs on no node</text>" in legend


@pytest.mark.parametrize(
    ("language", "title", "words"),
    [("en", "Risk", "critical or high"), ("de", "Risiko", "kritisch oder hoch")],
)
def test_a_picture_with_heat_says_what_its_steps_mean_and_how_many_have_each(
    plant, tmp_path, spoken_in, language, title, words
):
    spoken_in(language)
    status, hot = exported(plant, tmp_path / "hot", "--overlays", "risk")
    assert status == 0
    _drawn, _group, legend = hot.partition('<g id="legend">')
    texts = re.findall(">([^<]+)</text>", legend)
    assert texts[0] == title
    assert texts[texts.index(words) - 1 : texts.index(words) + 2] == ["3", words, "1"]


@pytest.mark.parametrize(
    ("overlays", "words"),
    [
        ("threads", "There is no overlay “threads”"),
        ("risk,zones", "risk, zones cannot lie over a drawing together"),
        ("threats,verdicts", "No verdicts are kept with this project"),
    ],
)
def test_an_overlay_that_cannot_be_is_refused(plant, tmp_path, capsys, overlays, words):
    status, picture = exported(plant, tmp_path / "out", "--overlays", overlays)
    assert (status, picture) == (2, "")
    assert words in capsys.readouterr().err


def test_threats_to_another_model_than_it_was_are_worked_out_anew(plant, tmp_path, capsys):
    with open_project(plant) as project, project.change("Say that a line is in the open") as edit:
        pump, valve = edit.snapshot.of(Component)
        edit.new(Connector, name="Command", source=pump.id, target=valve.id, protocol="Modbus")
    assert main(["export", "svg", str(plant), "--out", str(tmp_path), "--overlays", "risk", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["remarks"] == []
    with open_project(plant, writing=False) as project:
        known = known_of(project)
        assert known.is_stale(known.threats)
        inputs = known.snapshot.digest(kinds_read("threats", known.snapshot))
        threats = Findings(tuple(threats_of(known.snapshot)), inputs, task="threats")
        now = replace(known, threats=threats)
    manner = Manner("light", now, others=Look(frozenset({"risk"})))
    write_pictures(now.snapshot, "svg", tmp_path / "now", (), lambda *_told: None, manner, print)
    assert (tmp_path / "now" / "Plant.svg").read_text() == (tmp_path / "Plant.svg").read_text()


def test_verdicts_on_another_model_than_it_was_are_said_to_be_stale(plant, tmp_path, capsys):
    with open_project(plant) as project:
        project.keep([Result("verify", "", "another model", KEPT, datetime.now(UTC), [])])
    asked = ["export", "svg", str(plant), "--out", str(tmp_path), "--overlays", "verdicts", "--json"]
    assert main(asked) == 0
    assert [one["code"] for one in json.loads(capsys.readouterr().out)["remarks"]] == ["overlay-stale"]


def test_a_theme_is_asked_for_by_name(plant, tmp_path):
    _status, light = exported(plant, tmp_path / "light")
    _status, dark = exported(plant, tmp_path / "dark", "--theme", "dark")
    assert light != dark
