"""The keys that `bartizan help json` documents are those that the commands print."""

import json

import pytest

from core.cli import main
from core.cli.keys import DIAGNOSTIC, KEYS, REQUIREMENT, SUGGESTION, THREAT, VERDICT
from core.uppaal.document import Document, Query
from core.uppaal.files.writing import write_document
from tests.core.checker.models import automaton, edge, location, network


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory, monkeypatch) -> None:
    monkeypatch.setenv("BARTIZAN_HOME", str(tmp_path_factory.mktemp("home")))


@pytest.fixture
def plant(tmp_path, capsys):
    project = tmp_path / "plant.bzn"
    assert main(["new", str(project), "--from", "water-treatment"]) == 0
    capsys.readouterr()
    return str(project)


@pytest.fixture
def printed(capsys):
    def run(*arguments):
        main([*map(str, arguments), "--json"])
        return json.loads(capsys.readouterr().out)

    return run


def every_key(rows):
    return {key for row in rows for key in row}


def test_verdicts_have_the_documented_keys(printed, plant, tmp_path):
    made = network("clock x;", automaton("P", location("a"), location("b"), edge("a", "b")))
    file = tmp_path / "model.xml"
    asked = Document(
        made.declaration, made.templates, made.system, (Query("E<> P.b", ""), Query("E<> )", ""))
    )
    file.write_text(write_document(asked))
    of_file = every_key(printed("verify", file))
    assert of_file == set(VERDICT) - {"element", "machines", "purpose", "unit", "worst_case", "explanation"}
    assert every_key(printed("verify", plant, "--timeout", "0.0001")) == set(VERDICT)


def test_verdicts_under_attack_have_the_documented_keys(printed, plant):
    found = printed("verify", plant, "--under", "Vendor path to the dosing pump", "--timeout", "0.0001")
    assert every_key(found) == set(KEYS["bartizan verify --under: a list of"])


def test_threats_suggestions_and_findings_have_the_documented_keys(printed, plant):
    assert every_key(printed("threats", plant)) == set(THREAT)
    found = printed("suggest", "tests", "--text", "A password is guessed.", "--top", "2")
    assert every_key(found) == set(SUGGESTION)
    found = printed("requirements", "check", plant)
    assert set(found) == set(KEYS["bartizan requirements check"])
    assert every_key(found["findings"]) == {"kind", "requirements", "message", "witness"}


def test_requirements_imports_and_errors_have_the_documented_keys(printed, plant, tmp_path, capsys):
    sentences = tmp_path / "list.txt"
    sentences.write_text("The pump shall stop quickly.\n")
    (requirement,) = printed("requirements", "parse", sentences)
    assert set(requirement) == set(REQUIREMENT)
    assert every_key(requirement["diagnostics"]) == set(DIAGNOSTIC)
    many = tmp_path / "many.jsonl"
    many.write_text('{"id": "1", "text": "A password is guessed."}\n')
    found = printed("suggest", "tests", "--text-file", many, "--top", "1")
    assert every_key(found) == set(KEYS["bartizan suggest --text-file: a list of"])
    found = printed("import", sentences, "--into", plant)
    assert every_key(found) == set(KEYS["bartizan import: a list of"])
    main(["import", str(sentences), "--into", plant, "--json"])
    assert every_key(json.loads(capsys.readouterr().err)) == set(DIAGNOSTIC)


def test_projects_exports_models_and_the_machine_have_the_documented_keys(printed, plant, tmp_path):
    assert set(printed("new", tmp_path / "other.bzn")) == set(KEYS["bartizan new"])
    assert set(printed("text", plant)) == set(KEYS["bartizan text"])
    found = printed("export", "uppaal", plant, "--out", tmp_path / "out")
    assert set(found) == set(KEYS["bartizan export uppaal"])
    for form in ("svg", "pdf"):
        found = printed("export", form, plant, "--out", tmp_path / form, "--diagram", "Tank level")
        assert set(found) == set(KEYS[f"bartizan export {form}"])
    assert every_key(printed("diff", tmp_path / "other.bzn", plant)) == set(KEYS["bartizan diff: a list of"])
    found = printed("models", "list")
    assert not found or every_key(found) == set(KEYS["bartizan models list: a list of"])
    assert set(printed("doctor")) == set(KEYS["bartizan doctor"])


def test_the_documented_keys_are_themselves_printed_as_json(printed):
    assert printed("help", "json") == KEYS
