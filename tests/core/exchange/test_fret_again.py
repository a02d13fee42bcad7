"""A newer FRET export is merged with what was edited since, and FRET's formulas judge what comes of it."""

import json
from pathlib import Path

import pytest

from core.cli.main import main
from core.exchange.importing import import_file
from core.model import Language, Requirement, Snapshot, Term
from core.project import create_project, open_project
from tests.core.exchange.test_fret import VERDICTS, Case, bare, entry, taken

OTHER = "When the tank is empty, the controller shall open the valve."


def requirements(snapshot: Snapshot) -> dict[str, Requirement]:
    return {one.key: one for one in snapshot.of(Requirement)}


def test_a_newer_file_changes_what_it_says_otherwise_and_names_what_is_gone():
    before = Snapshot(taken([entry("A"), entry("B"), entry("C")]).elements)
    found = taken([entry("A"), entry("B", rationale=OTHER, parent_reqid="A"), entry("D")], before)
    known = requirements(before)
    (changed,) = found.changed
    assert (changed.id, changed.text, changed.owner) == (known["B"].id, OTHER, known["A"].id)
    assert [one.key for one in found.elements] == ["D"]
    assert (found.same, found.gone, found.dropped) == (1, ("C",), ())


def test_a_sentence_that_english_no_longer_says_takes_its_note_along():
    before = Snapshot(taken([entry("A")]).elements)
    (changed,) = taken([entry("A", rationale="So it was agreed")], before).changed
    assert (changed.language, changed.note) == (Language.PLAIN, "")
    assert changed.rationale == "So it was agreed"


def test_a_term_follows_its_variable_only_where_the_file_brought_it():
    variable = {"variable_name": "full", "dataType": "boolean", "idType": "Input"}
    old, new = (
        {"requirements": [entry("A")], "variables": [variable | {"idType": kind}]}
        for kind in ("Input", "Output")
    )
    (changed,) = taken(new, Snapshot(taken(old).elements)).changed
    assert (changed.name, changed.definition) == ("full", "Output, boolean")
    own = Snapshot([Term(id="00000000-0000-7000-8000-000000000001", name="full", definition="No room left")])
    assert taken(new, own).changed == ()


@pytest.fixture
def mixer(corpus: Path) -> dict:
    """The case study of FRET as it is published."""
    return json.loads((corpus / "requirements" / "fret_LiquidMixer.json").read_bytes())


def older(mixer: dict) -> dict:
    """The case study before it said what it says of three requirements, and without a fourth."""
    plain = json.loads(json.dumps(mixer))
    for one in plain["requirements"]:
        if one["reqid"] in ("LM-001", "LM-002", "LM-003"):
            one["rationale"], one["fulltext"] = OTHER, "when empty the controller shall satisfy valve"
    plain["requirements"] = [one for one in plain["requirements"] if one["reqid"] != "LM-008"]
    return plain


def test_the_newer_case_study_is_merged_and_fret_agrees_with_the_result(mixer: dict, tmp_path: Path, capsys):
    file, path = tmp_path / "mixer.json", tmp_path / "p.bzn"
    file.write_text(json.dumps(older(mixer)), encoding="utf-8")
    with create_project(path) as project:
        import_file(project, file)
        before = requirements(project.snapshot())
        with project.change("Edit") as edit:
            edit.set(before["LM-002"], text="The controller shall wait.")
            edit.set(before["LM-005"], section="Filling")
    file.write_text(json.dumps(mixer), encoding="utf-8")
    assert main(["import", str(file), "--into", str(path), "--json"]) == 1
    (report,) = json.loads(capsys.readouterr().out)
    assert [one["facts"] for one in report["conflicts"]] == [["text"]]
    assert main(["import", str(file), "--into", str(path), "--take", "theirs", "--json"]) == 0
    (report,) = json.loads(capsys.readouterr().out)
    assert report["kept"] == {"requirement": 1}
    assert {one["key"] for one in report["changed"]} == {"LM-001", "LM-002", "LM-003"}
    with open_project(path) as project:
        after = requirements(project.snapshot())
    assert {key: after[key].id for key in before} == {key: one.id for key, one in before.items()}
    assert after["LM-005"].section == "Filling"
    stated = {one["reqid"]: one["semantics"]["ft"] for one in mixer["requirements"]}
    judged = [key for key, one in after.items() if one.language is not Language.PLAIN]
    assert len(judged) == len(VERDICTS) - 1
    for key in judged:
        assert Case(after[key]).future()[0] == bare(stated[key]), key


def test_a_choice_keeps_the_sentence_of_the_project(mixer: dict, tmp_path: Path, capsys):
    file, path = tmp_path / "mixer.json", tmp_path / "p.bzn"
    file.write_text(json.dumps(older(mixer)), encoding="utf-8")
    with create_project(path) as project:
        import_file(project, file)
        with project.change("Edit") as edit:
            edit.set(requirements(project.snapshot())["LM-002"], text="The controller shall wait.")
    file.write_text(json.dumps(mixer), encoding="utf-8")
    main(["import", str(file), "--into", str(path), "--json"])
    (report,) = json.loads(capsys.readouterr().out)
    (conflict,) = report["conflicts"]
    assert main(["import", str(file), "--into", str(path), "--choose", f"{conflict['conflict']}=ours"]) == 0
    with open_project(path) as project:
        assert requirements(project.snapshot())["LM-002"].text == "The controller shall wait."
        assert requirements(project.snapshot())["LM-001"].text != OTHER


def test_the_same_file_again_changes_nothing(mixer: dict):
    first = taken(mixer)
    again = taken(mixer, Snapshot(first.elements))
    assert (again.elements, again.changed, again.same, again.gone) == ((), (), 12, ())


def test_the_list_of_hanfor_does_not_overwrite_the_case_study_of_the_same_keys(
    mixer: dict, corpus: Path, tmp_path: Path, capsys
):
    file, path = tmp_path / "mixer.json", tmp_path / "p.bzn"
    file.write_text(json.dumps(mixer), encoding="utf-8")
    with create_project(path) as project:
        import_file(project, file)
        before = project.snapshot()
    assert (
        main(["import", str(corpus / "requirements" / "hanfor_liquid-mixer.csv"), "--into", str(path)]) == 1
    )
    assert "“mixer.json” brought it" in capsys.readouterr().out
    with open_project(path) as project:
        assert project.snapshot() == before
    file.write_text(json.dumps(older(mixer)), encoding="utf-8")
    assert main(["import", str(file), "--into", str(path)]) == 0, "the newer case study is no stranger"
