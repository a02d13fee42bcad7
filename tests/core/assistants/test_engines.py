"""Two engines say the same, or it is told that they do not; a small program stands for verifyta."""

import json
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from core.assistants.engines import engine_of
from core.assistants.proof import generated_model
from core.assistants.verification import rows_to_keep, verify_model
from core.checker import Limits, Outcome
from core.cli import main
from core.ground.diagnostic import Refused
from core.uppaal.document import Document, Query
from core.uppaal.files.writing import write_document
from core.uppaal.verifyta.symbolic import parse_trace
from tests.core.checker.models import automaton, edge, location, network
from tests.core.uppaal.foreign_verifyta import HEAD, judging, program, saying
from tests.core.uppaal.plant import plant

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the stand-ins are scripts of a Unix")

REACHED, STAYS = "E<> P.b", "A[] P.a"


@pytest.fixture(autouse=True)
def place(tmp_path, monkeypatch):
    """An empty home and an empty PATH."""
    monkeypatch.setenv("BARTIZAN_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("BARTIZAN_VERIFYTA", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    return tmp_path / "bin"


def lamp(*formulas: str, declaration: str = "clock x;") -> Document:
    document = network(declaration, automaton("P", location("a"), location("b"), edge("a", "b")))
    return Document(
        document.declaration,
        document.templates,
        document.system,
        tuple(Query(formula) for formula in formulas),
    )


def saved(folder: Path, document: Document) -> str:
    file = folder / "lamp.xml"
    file.write_text(write_document(document), encoding="utf-8")
    return str(file)


def verified(capsys, *arguments: str) -> tuple[int, list, list]:
    status = main(["verify", *arguments, "--json"])
    said = capsys.readouterr()
    return status, json.loads(said.out), json.loads(said.err) if said.err else []


def test_engines_that_agree_are_both_told(tmp_path, place, capsys):
    judging(place, STAYS)
    status, rows, errors = verified(capsys, saved(tmp_path, lamp(REACHED, STAYS)))
    assert [(row["verdict"], row["engine"], row["verdicts"]) for row in rows] == [
        ("satisfied", "embedded", {"embedded": "satisfied", "verifyta": "satisfied"}),
        ("violated", "embedded", {"embedded": "violated", "verifyta": "violated"}),
    ]
    assert (status, errors) == (1, [])
    assert rows[1]["trace"] is not None


@pytest.mark.parametrize("engine", ["auto", "verifyta"])
def test_engines_that_differ_are_a_defect_that_is_told_with_both_verdicts(tmp_path, place, capsys, engine):
    judging(place, REACHED)
    status, (row,), (error,) = verified(capsys, saved(tmp_path, lamp(REACHED)), "--engine", engine)
    assert status == 1
    assert (row["verdict"], row["trace"]) == ("unknown", None)
    assert row["verdicts"] == {"embedded": "satisfied", "verifyta": "violated"}
    assert row["reason"].startswith("The engines differ")
    assert (error["code"], error["severity"]) == ("engines-differ", "error")
    assert REACHED in error["message"]


def test_verifyta_is_not_asked_where_the_embedded_checker_is_named(tmp_path, place, capsys):
    judging(place, REACHED)
    status, (row,), _errors = verified(capsys, saved(tmp_path, lamp(REACHED)), "--engine", "embedded")
    assert (status, row["verdict"], row["engine"]) == (0, "satisfied", "embedded")
    assert row["verdicts"] == {}


def test_verifyta_decides_where_it_is_named_and_the_run_is_the_embedded_checkers(tmp_path, place, capsys):
    judging(place, STAYS)
    status, rows, _errors = verified(capsys, saved(tmp_path, lamp(STAYS, REACHED)), "--engine", "verifyta")
    assert [(row["verdict"], row["engine"]) for row in rows] == [
        ("violated", "verifyta"),
        ("satisfied", "verifyta"),
    ]
    assert (status, rows[0]["trace"] is not None) == (1, True)


def test_what_the_embedded_checker_refuses_verifyta_decides(tmp_path, place, capsys):
    judging(place)
    file = saved(tmp_path, lamp(REACHED, declaration="clock x; double d;"))
    status, (row,), _errors = verified(capsys, file)
    assert (status, row["verdict"], row["engine"]) == (0, "satisfied", "verifyta")
    assert row["verdicts"] == {"verifyta": "satisfied"}
    (place / "verifyta").unlink()
    assert main(["verify", file]) == 2


def measured(place, tmp_path, said):
    """A file that asks how far a clock gets which gets to 25, and a verifyta that says that."""
    saying(place, f"{HEAD}\nVerifying formula 1\n -- Formula is satisfied.\n -- sup{{P.a}}: P.x {said}\n")
    declaration, staying = "clock x;", location("a", "x <= 25")
    document = network(declaration, automaton("P", staying, location("b"), edge("a", "b")))
    return saved(tmp_path, replace(document, queries=(Query("sup{P.a}: x"),)))


def test_how_far_verifyta_says_that_a_clock_gets_is_compared(tmp_path, place, capsys):
    status, (row,), _errors = verified(capsys, measured(place, tmp_path, "<= 25"))
    assert (status, row["verdict"], row["value"]) == (0, "satisfied", 25)
    assert row["verdicts"] == {"embedded": "≤ 25", "verifyta": "≤ 25"}


@pytest.mark.parametrize("said", ["<= 24", "< 25"])
def test_another_end_is_a_defect_that_names_both(tmp_path, place, capsys, said):
    status, (row,), _errors = verified(capsys, measured(place, tmp_path, said))
    assert (status, row["verdict"]) == (1, "unknown")
    assert row["reason"] == (
        f"The engines differ: the embedded checker finds ≤ 25, verifyta {said.replace('<=', '≤')}"
    )


@pytest.mark.parametrize(
    ("output", "errors", "status", "reason"),
    [
        (HEAD, "License key is not set. Use verifyta --lease 168\n", 1, "licence"),
        ("", "", 0, "without a word"),
    ],
)
def test_where_verifyta_cannot_be_asked_the_embedded_checker_decides_and_that_is_told(
    tmp_path, place, capsys, output, errors, status, reason
):
    saying(place, output, errors, status)
    found, rows, (warning,) = verified(capsys, saved(tmp_path, lamp(REACHED, STAYS)))
    assert (found, [row["verdict"] for row in rows]) == (1, ["satisfied", "violated"])
    assert (warning["code"], warning["severity"]) == ("verifyta-unasked", "warning")
    assert reason in warning["message"]
    _status, rows, _errors = verified(capsys, saved(tmp_path, lamp(REACHED)), "--engine", "verifyta")
    assert (rows[0]["verdict"], reason in rows[0]["reason"]) == ("unknown", True)


def test_a_verifyta_that_hangs_costs_its_time_and_the_other_verdict_stands(tmp_path, place, capsys):
    program(place, "time.sleep(600)")
    status, (row,), _errors = verified(capsys, saved(tmp_path, lamp(REACHED)), "--timeout", "1")
    assert (status, row["verdict"]) == (0, "satisfied")
    status, (row,), _errors = verified(
        capsys, saved(tmp_path, lamp(REACHED)), "--timeout", "1", "--engine", "verifyta"
    )
    assert (status, row["verdict"]) == (3, "unknown")
    assert row["reason"] == "verifyta needed more than 1 s"


def test_verifyta_that_is_named_and_not_there_is_refused(tmp_path, monkeypatch, capsys):
    file = saved(tmp_path, lamp(REACHED))
    with pytest.raises(Refused) as refused:
        engine_of("verifyta", Limits())
    assert refused.value.diagnostics[0].code == "verifyta-missing"
    assert main(["verify", file, "--engine", "verifyta"]) == 2
    assert "verifyta, which is to decide, is not on this machine" in capsys.readouterr().err
    monkeypatch.setenv("BARTIZAN_VERIFYTA", str(tmp_path / "nowhere"))
    status, (row,), (warning,) = verified(capsys, file)
    assert (status, row["verdict"], warning["code"]) == (0, "satisfied", "verifyta-unasked")


def test_the_requirements_of_a_model_are_compared_one_by_one(place):
    snapshot, _properties, _parts = plant(deadline="5 s")
    generated = generated_model(snapshot)
    alone = verify_model(snapshot, generated)
    formulas = [row["formula"] for row in alone if row["formula"] and row["verdict"] == "violated"]
    judging(place, *formulas)
    both = verify_model(snapshot, generated, engine=engine_of("auto", Limits()))
    assert [row["verdict"] for row in both] == [row["verdict"] for row in alone]
    decided = [row for row in both if row["verdict"] in ("satisfied", "violated")]
    assert all(set(row["verdicts"].values()) == {row["verdict"]} for row in decided)
    assert decided


def test_a_difference_about_a_requirement_is_a_finding_at_it(place):
    snapshot, _properties, _parts = plant()
    asked = next(
        row["formula"] for row in verify_model(snapshot, generated_model(snapshot)) if row["formula"]
    )
    saying(place, HEAD + " -- Formula is NOT satisfied.\n")
    rows = rows_to_keep(snapshot, lambda *_told: None, Limits(), engine=engine_of("auto", Limits()))
    row = next(one for one in rows if one.get("formula") == asked)
    assert row["verdict"] == Outcome.UNKNOWN
    assert set(row["verdicts"]) == {"embedded", "verifyta"}
    assert "engines-differ" in [one.get("code") for one in rows]


def test_the_run_of_what_verifyta_decided_alone_is_told(tmp_path, place, capsys, monkeypatch):
    """The tracer reads what only the real program writes; here its words stand for what it would say."""
    told = "State: P.a \nTransition: P.a -> P.b {1; 0; 1;} \nState: P.b \n"
    monkeypatch.setattr("core.uppaal.verifyta.asking.read_trace", lambda *_files: parse_trace(told))
    program(
        place,
        "if os.environ.get('UPPAAL_COMPILE_ONLY'): sys.exit()\n"
        "if '-f' in sys.argv: open(sys.argv[sys.argv.index('-f') + 1] + '-1.xtr', 'w').close()\n"
        "print(' -- Formula is satisfied.')",
    )
    file = saved(tmp_path, lamp(REACHED, declaration="clock x; double d;"))
    _status, (row,), _errors = verified(capsys, file)
    assert row["symbolic"] == {
        "states": [
            {"locations": {"P": "a"}, "variables": {}, "constraints": []},
            {"locations": {"P": "b"}, "variables": {}, "constraints": []},
        ],
        "steps": [{"edges": [["P", "a", "b"]], "synchronisation": ""}],
    }
    main(["verify", file])
    assert "P: a → b" in capsys.readouterr().out


def test_doctor_tells_of_verifyta(place, monkeypatch, capsys):
    def told():
        main(["doctor", "--json"])
        checks = json.loads(capsys.readouterr().out)["checks"]
        (check,) = (one for one in checks if one["name"] == "verifyta")
        return check["state"], check["detail"]

    assert told()[0] == "limited"
    path = saying(place, "")
    assert told() == ("ok", f"{path}; its verdicts are compared with those of the embedded checker")
    monkeypatch.setenv("BARTIZAN_VERIFYTA", "/nowhere/verifyta")
    assert told() == ("limited", "/nowhere/verifyta: there is no program that can be run")


def test_queries_beside_a_textual_model_or_named_are_asked(tmp_path, capsys):
    model = tmp_path / "lamp.xta"
    model.write_text("process P() { state a, b; init a; trans a -> b { }; }\nsystem P;")
    assert main(["verify", str(model)]) == 1
    assert "nothing was verified" in capsys.readouterr().err
    (tmp_path / "lamp.q").write_text("/*\nIt comes\n*/\nE<> P.b\n")
    status, (row,), _errors = verified(capsys, str(model))
    assert (status, row["formula"], row["comment"]) == (0, "E<> P.b", "It comes")
    (tmp_path / "other.q").write_text("A[] P.a\n")
    status, (row,), _errors = verified(capsys, str(model), "--queries", str(tmp_path / "other.q"))
    assert (status, row["verdict"]) == (1, "violated")
