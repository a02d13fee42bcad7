"""Threat Dragon v2 models: what is taken over, what is left and said."""

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.exchange.importing import import_file
from core.exchange.threat_dragon.reader import is_threat_dragon, read_threat_dragon
from core.ground.diagnostic import Refused
from core.ground.identity import counted_ids
from core.model import (
    Actor,
    Component,
    Connector,
    DataStore,
    Diagram,
    Placement,
    Proposal,
    Snapshot,
    StatedThreat,
    Suppression,
    SystemOfInterest,
    ThreatStatus,
    Truth,
    Zone,
)
from core.model.integrity import all_breaches
from core.project import create_project


def shape(kind: str, cell: str, name: str, x: int, **data: Any) -> dict[str, Any]:
    types = {"actor": "tm.Actor", "process": "tm.Process", "store": "tm.Store"}
    return {
        "id": cell,
        "shape": kind,
        "position": {"x": x, "y": 100},
        "size": {"width": 120, "height": 60},
        "data": {"type": types[kind], "name": name, "threats": [], **data},
    }


MODEL: dict[str, Any] = {
    "version": "2.2.0",
    "summary": {"title": "Pump station", "description": "Keeps the tank full"},
    "detail": {
        "diagrams": [
            {
                "id": 0,
                "title": "Overview",
                "cells": [
                    shape("actor", "a", "Operator", 0),
                    shape(
                        "process", "b", "Pump\ncontroller", 300, outOfScope=True, reasonOutOfScope="bought"
                    ),
                    shape("store", "c", "Level log", 600, isEncrypted=True, isSigned=False, isALog=True),
                    {
                        "id": "d",
                        "shape": "trust-boundary-box",
                        "position": {"x": 250, "y": 50},
                        "size": {"width": 600, "height": 200},
                        "data": {"type": "tm.BoundaryBox", "name": "Station"},
                    },
                    {
                        "id": "e",
                        "shape": "trust-boundary-curve",
                        "data": {"type": "tm.Boundary", "name": "Fence"},
                    },
                    {
                        "id": "f",
                        "shape": "flow",
                        "source": {"cell": "a"},
                        "target": {"cell": "b"},
                        "data": {
                            "type": "tm.Flow",
                            "name": "set point",
                            "protocol": "Modbus",
                            "isEncrypted": False,
                            "isPublicNetwork": True,
                            "isBidirectional": True,
                            "threats": [
                                {
                                    "title": "Set point is forged",
                                    "type": "Tampering",
                                    "severity": "High",
                                    "status": "Mitigated",
                                    "description": "Somebody writes a level",
                                    "mitigation": "Authenticate",
                                }
                            ],
                        },
                    },
                    {
                        "id": "g",
                        "shape": "flow",
                        "source": {"cell": "b"},
                        "target": {"x": 1},
                        "data": {"name": "loose"},
                    },
                ],
            }
        ]
    },
}


def read(model: dict[str, Any]):
    return read_threat_dragon(model, "model.json", Snapshot(), counted_ids())


def test_shapes_flows_and_facts_are_taken_over():
    model = Snapshot(read(MODEL).elements)
    assert [system.name for system in model.of(SystemOfInterest)] == ["Pump station"]
    (operator,), (pump,), (log,) = model.of(Actor), model.of(Component), model.of(DataStore)
    assert (operator.name, pump.name, log.name) == ("Operator", "Pump controller", "Level log")
    there, back = model.of(Connector)
    assert (there.source, there.target, back.source) == (operator.id, pump.id, pump.id)
    assert (there.protocol, there.public_network) == ("Modbus", Truth.YES)
    (diagram,) = model.of(Diagram)
    assert len(model.owned(diagram.id, Placement)) == 4


def test_a_box_that_is_not_ticked_is_unknown_and_never_no():
    imported = read(MODEL)
    (log,) = Snapshot(imported.elements).of(DataStore)
    assert (log.encrypted, log.integrity_protected) == (Truth.YES, Truth.UNKNOWN)
    assert all(flow.encrypted is Truth.UNKNOWN for flow in Snapshot(imported.elements).of(Connector))
    assert any("2 boxes are not ticked" in sentence for sentence in imported.dropped)


def test_what_lies_in_a_boundary_is_proposed_and_not_assumed():
    model = Snapshot(read(MODEL).elements)
    assert {component.zone for component in model.of(Component)} == {None}
    (zone,), (proposal,) = model.of(Zone), model.of(Proposal)
    assert (zone.name, proposal.topic) == ("Station", "zone membership")
    assert [edit.after.name for edit in proposal.edits] == ["Pump controller", "Level log"]
    assert {edit.after.zone for edit in proposal.edits} == {zone.id}


def test_threats_that_people_wrote_and_what_is_out_of_scope_are_kept():
    model = Snapshot(read(MODEL).elements)
    threat = model.of(StatedThreat)[0]
    assert (threat.name, threat.stride, threat.severity) == ("Set point is forged", ("T",), "high")
    assert threat.status is ThreatStatus.MITIGATED
    (suppression,) = model.of(Suppression)
    assert (suppression.rule, suppression.reason) == ("*", "bought")
    assert model[suppression.element].name == "Pump controller"


def test_whatever_is_left_out_is_said():
    left = " ".join(read(MODEL).dropped)
    for words in ("Fence", "loose", "isALog"):
        assert words in left


def left_of(change):
    """What is left out of the model where one of its cells is changed by hand."""
    model = copy.deepcopy(MODEL)
    cells = model["detail"]["diagrams"][0]["cells"]
    change({cell["id"]: cell for cell in cells}, cells)
    before = read(MODEL).dropped
    return [
        sentence for sentence in read(model).dropped if sentence not in before and "ticked" not in sentence
    ]


def test_what_cannot_be_read_of_a_cell_is_said():
    assert left_of(lambda cells, _all: cells["a"]["data"].update(threats={"title": "Lost"})) == [
        "The threats of “Operator” are no list and cannot be read"
    ]
    assert left_of(lambda cells, _all: cells["f"]["data"]["threats"].append("Lost")) == [
        "Threats of “set point” that are none and cannot be read: 1"
    ]
    assert left_of(lambda cells, _all: cells["b"].update(data=None)) == [
        "The cell “b” has no data: its name and threats are not known"
    ]
    assert left_of(lambda _cells, every: every.append(None)) == [
        "Cells on “Overview” that are none and cannot be read: 1"
    ]
    assert left_of(lambda cells, _all: cells["d"]["data"].update(threats=[{"title": "Lost"}])) == [
        "Threats of “Station”, which is no shape or flow: 1"
    ]


def test_every_key_that_was_not_taken_is_said_whatever_it_is():
    model = copy.deepcopy(MODEL)
    model["licence"] = "CC0"
    model["summary"].update(owner="Ann", id=7)
    model["detail"].update(reviewer="Ben", contributors=[{"name": "Cy"}, {"name": "Di"}], threatTop=9)
    (diagram,) = model["detail"]["diagrams"]
    diagram.update(description="All of it", thumbnail="x.png")
    a, b, _c, d, _e, f, _g = diagram["cells"]
    a["zIndex"], a["linked"] = 3, "z"
    b["data"].update(
        privilegeLevel="root", handlesCardPayment=True, isBidirectional=True, hasOpenThreats=True
    )
    d["data"]["owner"] = "Ann"
    f["data"]["threats"][0].update(score="7.5", number=12, id="t")
    f["data"]["threats"].append({"title": "Linked", "type": "Linkability", "score": "", "status": "Open"})
    before = read(MODEL).dropped
    assert [sentence for sentence in read(model).dropped if sentence not in before] == [
        f"{said}: the model has no such fact{more}"
        for said, more in (
            ("“licence” of “Pump station” is “CC0”", ""),
            ("“owner” of “Pump station” is “Ann”", ""),
            ("“reviewer” of “Pump station” is “Ben”", ""),
            ("“contributors” of “Pump station” is “Cy, Di”", ""),
            ("“description” of “Overview” is “All of it”", ""),
            ("“linked” of “Operator” is “z”", ""),
            ("“privilegeLevel” of “Pump controller” is “root”", ""),
            ("“handlesCardPayment” of “Pump controller”", ""),
            ("“isBidirectional” of “Pump controller”", ""),
            ("“owner” of “Station” is “Ann”", ""),
            ("“score” of threats", "; threats that have one: 1"),
            ("“number” of threats", "; threats that have one: 1"),
            ("“type” of threats", "; threats that have one: 1"),
        )
    ]


def test_title_and_purpose_are_said_where_the_project_has_its_own():
    project = Snapshot([SystemOfInterest(id="1", name="Plant")])
    left = read_threat_dragon(MODEL, "model.json", project, counted_ids(2)).dropped
    assert left[:2] == (
        "“Pump station”: the project has a name of its own",
        "“Keeps the tank full”: the project has a purpose of its own",
    )


def test_cells_with_the_same_id_are_named_and_flows_say_which_id_they_miss():
    duplicate, missed = left_of(lambda cells, _all: cells["b"].update(id="a"))[:2]
    assert "“Operator”, “Pump controller”" in duplicate
    assert missed == "The flow “set point” leads to a cell “b”, and no shape has this id"
    threats = left_of(lambda cells, _all: cells["f"].update(target={"x": 1}))
    assert threats == [
        "The flow “set point” has an end at nothing; connect it and import again",
        "Threats of the flow “set point”, which is left out: 1",
    ]


def test_the_demo_of_its_makers_is_one_change_that_can_be_undone(corpus, tmp_path):
    file = corpus / "threat-models" / "01_td_v2_demo_webapp.json"
    with create_project(tmp_path / "demo.bzn") as project:
        imported = import_file(project, file)
        model = project.snapshot()
        counts = {
            kind: len(model.of(kind)) for kind in (Actor, Component, DataStore, Connector, StatedThreat)
        }
        assert counts == {Actor: 1, Component: 2, DataStore: 4, Connector: 10, StatedThreat: 14}
        pairs = {(threat.target, threat.stride) for threat in model.of(StatedThreat)}
        assert len(pairs) == 12
        curves = {sentence for sentence in imported.dropped if "boundary curve" in sentence}
        assert len(curves) == 3
        assert any("(80, 220) to (295, 51)" in sentence for sentence in curves)
        (head,) = project.heads
        assert (head.origin.source, head.origin.reference) == ("import", file.name)
        project.undo()
        assert len(project.snapshot()) == 0


def test_a_file_that_was_taken_over_is_refused_with_the_date_until_that_is_undone(tmp_path):
    file, copied = tmp_path / "model.json", tmp_path / "copy.json"
    for path in (file, copied):
        path.write_text(json.dumps(MODEL))
    with create_project(tmp_path / "plant.bzn") as project:
        import_file(project, file)
        taken = project.snapshot()
        with pytest.raises(Refused) as refused:
            import_file(project, copied)
        (diagnostic,) = refused.value.diagnostics
        assert (diagnostic.code, diagnostic.file) == ("import-again", str(copied))
        assert f"on {project.heads[0].time.date()} as “model.json”" in diagnostic.message
        assert project.snapshot() == taken
        project.undo()
        import_file(project, copied)
        import_file(project, file, again=True)
        assert len(project.snapshot().of(Actor)) == 2


def test_a_file_of_version_1_is_told_as_such_and_how_to_make_a_version_2_of_it(tmp_path):
    old = {"summary": {}, "detail": {"diagrams": [{"title": "x", "diagramJson": {"cells": []}}]}}
    file = tmp_path / "old.json"
    file.write_text(json.dumps(old))
    with create_project(tmp_path / "plant.bzn") as project, pytest.raises(Refused) as refused:
        import_file(project, file)
    (diagnostic,) = refused.value.diagnostics
    assert (diagnostic.code, diagnostic.file) == ("threat-dragon-version", str(file))
    assert "Threat Dragon 2" in diagnostic.hint


def test_the_version_1_demo_of_its_makers_is_told_as_such(corpus, tmp_path):
    file = corpus / "threat-models" / "02_td_v1_demo_webapp.json"
    with create_project(tmp_path / "plant.bzn") as project, pytest.raises(Refused) as refused:
        import_file(project, file)
    assert refused.value.diagnostics[0].code == "threat-dragon-version"


def mutated(draw: st.DrawFn, value: Any) -> Any:
    """The model with some of its parts replaced by anything."""
    if draw(st.integers(0, 30)) == 0:
        return draw(
            st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.lists(st.none(), max_size=2)
        )
    if isinstance(value, dict):
        return {key: mutated(draw, inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [mutated(draw, inner) for inner in value]
    return value


@given(st.data())
def test_a_damaged_model_is_read_soundly_or_refused(data):
    damaged = mutated(data.draw, copy.deepcopy(MODEL))
    if not is_threat_dragon(damaged):
        return
    try:
        imported = read(damaged)
    except Refused as refused:
        assert refused.diagnostics[0].code == "threat-dragon-empty"  # noqa: PT017
    else:
        assert list(all_breaches(Snapshot(imported.elements))) == []


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "import-not-json"),
        (b"{", "import-not-json"),
        (b'{"a": NaN}', "import-not-json"),
        (b"\xff\xfe", "import-not-json"),
        (b"[" * 100_000, "import-too-deep"),
        (b'{"a": 1' + b"0" * 5000 + b"}", "import-not-json"),
        (b"[" * 80 + b"]" * 80, "import-too-deep"),
        (b"{}", "import-format"),
        (b'{"summary": {}, "detail": {"diagrams": []}}', "threat-dragon-empty"),
    ],
)
def test_a_hostile_file_is_refused_and_changes_nothing(tmp_path, content, code):
    file = tmp_path / "model.json"
    file.write_bytes(content)
    with create_project(tmp_path / "plant.bzn") as project:
        with pytest.raises(Refused) as refused:
            import_file(project, file)
        assert refused.value.diagnostics[0].code == code
        assert refused.value.diagnostics[0].file == str(file)
        for foreign in ("recursion", "codec", "set_int_max"):  # words of Python are none for an engineer
            assert foreign not in refused.value.diagnostics[0].message
        assert project.heads == ()


def test_files_of_unknown_kinds_and_files_that_are_not_there_are_refused(tmp_path):
    strange = tmp_path / "model.tm7"
    strange.write_text("<xml/>")
    with create_project(tmp_path / "plant.bzn") as project:
        for file, code in ((strange, "import-format"), (Path(tmp_path / "none.json"), "import-no-file")):
            with pytest.raises(Refused) as refused:
                import_file(project, file)
            assert refused.value.diagnostics[0].code == code
