"""Tables and lists whose columns are named otherwise: what they hold is given, remembered, and asked for."""

import csv
import io
import json
import shlex
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from core.cli.main import main
from core.exchange.importing import import_file, read_foreign
from core.ground.diagnostic import Refused
from core.ground.identity import counted_ids
from core.model import Foreign, Requirement, Snapshot
from core.project import create_project, open_project
from core.requirements.reqif.mapping import read_mapping
from tests.core.exchange.test_reqif_in import definition, file, thing, value
from tests.core.requirements.test_workbooks import workbook

STOP, START = "The pump shall stop within 2 s.", "The pump shall start."
MAPPING = {
    "Nr.": "id",
    "Beschreibung": "text",
    "Begründung": "rationale",
    "Teil von": "parent",
    "Wer": "ignore",
}
TABLE = [
    ["Nr.", "Beschreibung", "Begründung", "Teil von", "Wer", "Text"],
    ["A-1", STOP, "Wear", "", "Ada", "Betrieb"],
    ["A-2", START, "", "A-1", "Ada", ""],
]


def as_csv(rows: list[list[str]]) -> bytes:
    table = io.StringIO()
    csv.writer(table, delimiter=";").writerows(rows)
    return table.getvalue().encode()


def as_markdown(rows: list[list[str]]) -> bytes:
    rows = [rows[0], ["---"] * len(rows[0]), *rows[1:]]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows).encode()


def as_json(rows: list[list[str]]) -> bytes:
    return json.dumps([dict(zip(rows[0], row, strict=True)) for row in rows[1:]]).encode()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("list.csv", as_csv(TABLE)),
        ("list.xlsx", workbook(Notes=[["made by hand"]], Anforderungen=TABLE)),
        ("list.md", as_markdown(TABLE)),
        ("list.json", as_json(TABLE)),
    ],
)
def test_a_mapping_says_what_columns_hold_in_every_kind_of_table(name, content):
    found = read_foreign(Path(name), content, Snapshot(()), counted_ids(), MAPPING)
    first, second = (one for one in found.elements if isinstance(one, Requirement))
    assert [(one.key, one.text, one.rationale) for one in (first, second)] == [
        ("A-1", STOP, "Wear"),
        ("A-2", START, ""),
    ]
    assert (first.owner, second.owner) == (None, first.id)
    assert [one.attributes for one in (first, second)] == [(Foreign("Text", "Betrieb"),), ()], (
        "a column of a field that was given is kept as it is, one to ignore is not"
    )


def test_headers_fit_a_mapping_whatever_their_case_and_signs():
    content = as_csv([["NR", " beschreibung "], ["A-1", STOP]])
    found = read_foreign(Path("list.csv"), content, Snapshot(()), counted_ids(), MAPPING)
    assert [(one.key, one.text) for one in found.elements] == [("A-1", STOP)]


@pytest.fixture
def listed(tmp_path):
    """A project that took a list over with a mapping, and the list."""
    path, source, mapping = (tmp_path / name for name in ("p.bzn", "list.csv", "m.toml"))
    lines = [f"{json.dumps(one, ensure_ascii=False)} = {json.dumps(field)}" for one, field in MAPPING.items()]
    mapping.write_text("\n".join(["[attributes]", *lines]), encoding="utf-8")
    source.write_bytes(as_csv(TABLE))
    create_project(path).close()
    assert main(["import", str(source), "--into", str(path), "--mapping", str(mapping)]) == 0
    return path, source


def test_the_mapping_of_a_list_is_remembered_for_the_newer_one(listed, capsys):
    path, source = listed
    source.write_bytes(as_csv([TABLE[0], TABLE[1], ["A-2", "The pump shall run.", "", "A-1", "Bo", ""]]))
    capsys.readouterr()
    assert main(["import", str(source), "--into", str(path), "--json"]) == 0
    (report,) = json.loads(capsys.readouterr().out)
    assert report["mapping"] == MAPPING
    assert [(one["key"], one["after"]) for one in report["changed"]] == [("A-2", "The pump shall run.")]


def test_the_mapping_is_remembered_for_another_file_with_these_columns_and_for_no_other(listed, capsys):
    path, source = listed
    other, strange = source.with_name("valves.csv"), source.with_name("strange.csv")
    other.write_bytes(as_csv([TABLE[0], ["V-1", "The valve shall close.", "", "", "", ""]]))
    strange.write_bytes(as_csv([["Nr.", "Forderung"], ["W-1", "The wheel shall turn."]]))
    assert main(["import", str(other), "--into", str(path)]) == 0
    capsys.readouterr()
    assert main(["import", str(strange), "--into", str(path)]) == 2
    assert '"Forderung" = "text"' in capsys.readouterr().err
    with open_project(path) as project:
        assert "V-1" in {one.key for one in project.snapshot().of(Requirement)}


_WORDS = some.text(some.sampled_from("abcdefghijklmnopäöü #\"\\'=[]"), min_size=1, max_size=9)


@settings(max_examples=60)
@given(
    headers=some.lists(_WORDS.filter(str.strip), min_size=2, max_size=5, unique_by=str.strip),
    place=some.integers(0, 4),
    count=some.integers(1, 6),
)
def test_the_example_of_the_refusal_is_the_mapping_that_takes_every_sentence(headers, place, count):
    """The columns are named as nobody knows; the sentences stand in any of them."""
    headers = [f"x {header.strip()}" for header in headers]
    place %= len(headers)
    rows = [
        [f"S-{row}" if column != place else f"{START} {row}" for column in range(len(headers))]
        for row in range(count)
    ]
    content = as_csv([headers, *rows])
    with pytest.raises(Refused) as refused:
        read_foreign(Path("list.csv"), content, Snapshot(()), counted_ids())
    (diagnostic,) = refused.value.diagnostics
    assert all(header in diagnostic.message for header in headers)
    mapping = read_mapping(diagnostic.example.encode(), "mapping.toml")
    found = read_foreign(Path("list.csv"), content, Snapshot(()), counted_ids(), mapping)
    taken = {(one.key, one.text) for one in found.elements}
    assert taken == {(f"S-{row}", f"{START} {row}") for row in range(count)}


def test_a_reqif_file_without_a_text_names_its_attributes_and_the_mapping_that_is_right(tmp_path, capsys):
    path, source, mapping = (tmp_path / name for name in ("p.bzn", "plant.reqif", "mapping.toml"))
    definitions = definition("STRING", "a-1", "Kennung") + definition("STRING", "a-2", "Forderung")
    objects = "".join(
        thing(f"o-{key}", value("STRING", "a-1", key), value("STRING", "a-2", text))
        for key, text in (("K-1", STOP), ("K-2", START))
    )
    source.write_text(file(definitions, objects), encoding="utf-8")
    with create_project(path) as project, project.change("Write") as edit:
        edit.new(Requirement, key="Z", text=START)
    main(["import", str(source), "--into", str(path), "--json"])
    (report,) = json.loads(capsys.readouterr().out)
    told = report["diagnostics"][0]
    assert told["code"] == "reqif-no-text"
    assert "Kennung, Forderung" in told["message"]
    mapping.write_text(told["example"], encoding="utf-8")
    assert read_mapping(mapping.read_bytes(), "m") == {"Kennung": "id", "Forderung": "text"}
    assert main(shlex.split(f"import {source} --into {path} --mapping {mapping}")) == 0
    source.write_text(file(definitions, objects.replace(START, "The pump shall run.")), encoding="utf-8")
    with open_project(path) as project:
        import_file(project, source)
        texts = {one.key: one.text for one in project.snapshot().of(Requirement)}
    assert texts == {"Z": START, "K-1": STOP, "K-2": "The pump shall run."}
