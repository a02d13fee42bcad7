"""`bartizan diff` says where what is new lies: in what, in which zone, on which diagrams."""

import json

from core.cli import main
from core.cli.diff import difference_lines
from core.ground.identity import counted_ids, system_clock
from core.model import Component, Diagram, Editor, Node, Placement, Snapshot, Zone
from core.project import Surroundings, create_project


def begun(edit):
    """A zone, a container and two diagrams."""
    zone, plant = edit.new(Zone, name="Control"), edit.new(Component, name="Plant")
    diagrams = [edit.new(Diagram, name=name) for name in ("Overview", "Detail")]
    edit.new(Placement, owner=diagrams[0].id, element=plant.id, width=400, height=300)
    return zone, plant, diagrams


def gone_on(edit, zone, plant, diagrams):
    """A component in the zone on both diagrams, one in the container, and a device that is drawn nowhere."""
    inside = edit.new(Component, name="Dosing controller", zone=zone.id)
    part = edit.new(Component, name="Watchdog", owner=plant.id)
    edit.new(Node, name="PLC 01", zone=zone.id)
    for diagram, element in ((diagrams[0], inside), (diagrams[1], inside), (diagrams[0], part)):
        edit.new(Placement, owner=diagram.id, element=element.id)


LINES = [
    "component Dosing controller: Zone: Control, Drawn on: Detail, Overview",
    "component Watchdog: Part of: Plant, Drawn on: Overview",
    "node PLC 01: Zone: Control",
]


def test_what_comes_or_goes_is_said_with_where_it_lies_and_is_drawn():
    edit = Editor(Snapshot(), counted_ids())
    known = begun(edit)
    before = edit.snapshot
    gone_on(edit, *known)
    after = edit.snapshot
    assert list(difference_lines(before, after)) == [f"+ {line}" for line in LINES]
    assert list(difference_lines(after, before)) == [f"- {line}" for line in LINES]


def test_programs_get_the_same_in_fields_of_their_own(tmp_path, capsys):
    path = tmp_path / "plant.bzn"
    with create_project(path, Surroundings(system_clock, counted_ids(), "Tester")) as project:
        with project.change("Begin") as edit:
            known = begun(edit)
        number = len(project.heads)
        with project.change("Go on") as edit:
            gone_on(edit, *known)
    main(["diff", f"{path}@{number}", str(path), "--json"])
    said = {one["name"]: one for one in json.loads(capsys.readouterr().out)}
    assert said["Dosing controller"]["zone"] == "Control"
    assert said["Dosing controller"]["diagrams"] == ["Detail", "Overview"]
    assert (said["Watchdog"]["owner"], said["Watchdog"]["diagrams"]) == ("Plant", ["Overview"])
    assert (said["PLC 01"]["owner"], said["PLC 01"]["diagrams"]) == ("", [])
