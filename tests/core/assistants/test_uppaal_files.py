"""UPPAAL files that others wrote: each query is answered for itself, and every error names the file."""

import json
from pathlib import Path

import pytest

from core.cli import main
from core.uppaal.document import Document, Query
from core.uppaal.files.reading import parse_document
from core.uppaal.files.writing import write_document
from tests.core.checker.models import automaton, edge, fischer, location, network


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory, monkeypatch) -> None:
    monkeypatch.setenv("BARTIZAN_HOME", str(tmp_path_factory.mktemp("home")))


def lamp(**labels: str) -> Document:
    return network(
        "clock x; int[0,5] v;", automaton("P", location("a"), location("b"), edge("a", "b", **labels))
    )


def saved(folder: Path, document: Document, *formulas: str) -> Path:
    file = folder / "lamp.xml"
    asked = Document(
        document.declaration,
        document.templates,
        document.system,
        tuple(Query(formula, "") for formula in formulas),
    )
    file.write_text(write_document(asked), encoding="utf-8")
    return file


def test_a_wrong_query_is_unknown_with_its_place_and_the_others_are_answered(tmp_path, capsys):
    file = saved(tmp_path, lamp(), "E<> P.b", "E<> P.b and )", "E<> P.nowhere", "// a heading", "A[] P.a")
    assert main(["verify", str(file), "--json"]) == 1
    rows = json.loads(capsys.readouterr().out)
    assert [row["verdict"] for row in rows] == ["satisfied", "unknown", "unknown", "violated"]
    assert rows[1]["reason"].startswith("query 2, column 13: ")
    assert rows[2]["reason"].startswith("query 3, column 5: ")


def test_a_wrong_query_alone_is_a_finding(tmp_path):
    assert main(["verify", str(saved(tmp_path, lamp(), "E<> P.b", "E<> )"))]) == 1
    assert main(["verify", str(saved(tmp_path, lamp(), "E<> P.b"))]) == 0


def test_a_fault_of_the_model_is_the_reason_of_the_query_that_shows_it(tmp_path, capsys):
    file = saved(tmp_path, lamp(assignment="v = v + 6"), "A[] v <= 5", "E<> P.a")
    main(["verify", str(file), "--json"])
    rows = json.loads(capsys.readouterr().out)
    assert [row["verdict"] for row in rows] == ["unknown", "satisfied"]
    assert "outside 0..5" in rows[0]["reason"]


@pytest.mark.parametrize(
    ("document", "place"),
    [
        (lamp(guard="x >"), "template P, a → b, guard, column 4: "),
        (network("clock x; int n = ;", automaton("P", location("a"))), "declarations, column 18: "),
        (network("", automaton("P", location("a")), system="int n;"), "system declarations: "),
    ],
)
def test_a_wrong_model_is_refused_with_the_file_and_the_place_inside(tmp_path, capsys, document, place):
    file = saved(tmp_path, document, "E<> P.a")
    assert main(["verify", str(file), "--json"]) == 2
    (error,) = json.loads(capsys.readouterr().err)
    assert (str(file), None) == (error["file"], error["line"])
    assert error["message"].startswith(place)
    assert error["hint"]


@pytest.mark.parametrize("formulas", [(), ("",), ("// only a comment", "/* and another */")])
def test_a_model_without_a_query_is_told_so(tmp_path, capsys, formulas):
    file = saved(tmp_path, lamp(), *formulas)
    assert main(["verify", str(file), "--json"]) == 1
    printed = capsys.readouterr()
    (error,) = json.loads(printed.err)
    assert json.loads(printed.out) == []
    assert ("queries-missing", str(file), "warning") == (error["code"], error["file"], error["severity"])


def test_a_model_of_nothing_is_told_that_it_asks_nothing(tmp_path, capsys):
    file = tmp_path / "nothing.xml"
    file.write_text("<nta></nta>")
    assert main(["verify", str(file)]) == 1
    assert "There is no query" in capsys.readouterr().err


def test_a_comment_in_a_formula_swallows_no_line_behind_it():
    content = (
        "<nta><template><name>P</name><location id='a'/><init ref='a'/></template><system>system P;</system>"
        "<queries><query><formula>// reached\nE&lt;&gt; P.a</formula><comment/></query></queries></nta>"
    )
    (query,) = parse_document(content).queries
    assert query.formula == "/* reached*/ E<> P.a"


def test_a_limit_that_is_reached_ends_with_status_3_unless_something_is_violated(tmp_path):
    asked = ["A[] not deadlock", "E<> Contender(1).idle"]
    assert main(["verify", str(saved(tmp_path, fischer(6), *asked)), "--timeout", "0.0001"]) == 3
    violated = [*asked, "A[] Contender(1).idle"]
    assert main(["verify", str(saved(tmp_path, fischer(6), *violated)), "--timeout", "0.5"]) == 1


def test_what_sup_inf_and_bounds_find_is_printed_with_whether_it_is_taken(tmp_path, capsys):
    document = network(
        "clock x; int v;", automaton("P", location("a", "x < 5"), edge("a", "a", guard="x > 1"))
    )
    file = saved(tmp_path, document, "bounds: x, v", "sup: x")
    assert main(["verify", str(file)]) == 0
    said = capsys.readouterr().out
    assert ("≥ 0, < 5" in said, "≥ 0, ≤ 0" in said) == (True, True)
    assert main(["verify", str(file), "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert [row["value"] for row in rows] == [None, 5]
    assert rows[1]["extents"] == [{"most": {"value": 5, "attained": False}}]
