"""Requirements out of lists: what is taken over, and what is left out with its reason."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from core.exchange.importing import import_file, read_foreign
from core.ground.diagnostic import Refused
from core.ground.identity import counted_ids
from core.model import Category, Requirement, Snapshot, TraceLink
from core.model.substance import changed_ends, confirmed
from core.project import create_project

FIRST = "The dosing controller shall stop the dosing pump."
SECOND = "The dosing controller shall start the dosing pump."


def imported(content: str, snapshot: Snapshot | None = None, name: str = "list.csv"):
    return read_foreign(Path(name), content.encode(), snapshot or Snapshot(()), counted_ids())


def test_a_key_that_the_file_has_twice_is_told_with_both_lines():
    found = imported(f"id,text\nA,{FIRST}\nB,{FIRST}\nA,{SECOND}\n")
    assert [(one.key, one.text) for one in found.elements] == [("A", FIRST), ("B", FIRST)]
    assert found.dropped == ("A (line 4): the file has this key twice, and line 2 was taken over",)


def test_a_key_that_the_project_has_is_changed_and_keeps_its_id():
    known = Requirement(id=counted_ids()(), key="A", text=FIRST, note="mine", source="list.csv")
    kept = Requirement(id=counted_ids()() + "x", key="Z", text=FIRST, source="list.csv")
    project = Snapshot([known, kept])
    found = imported(f"id,text,priority\nA,{SECOND},high\nA,{SECOND},\nB,{FIRST},\nA,{FIRST},\n", project)
    assert [one.key for one in found.elements] == ["B"]
    assert found.changed == (replace(known, text=SECOND, priority="high"),)
    assert found.differences(project) == [
        {"key": "A", "fact": "text", "before": FIRST, "after": SECOND},
        {"key": "A", "fact": "priority", "before": "", "after": "high"},
    ]
    assert (found.same, found.gone) == (0, ("Z",))
    assert found.dropped == ("A (line 5): the file has this key twice, and line 2 was taken over",)


def test_a_file_taken_over_again_merges_in_one_change_and_keeps_links(tmp_path: Path):
    file = tmp_path / "list.csv"
    file.write_text(f"id,text\nA,{FIRST}\nB,{FIRST}\n", encoding="utf-8")
    with create_project(tmp_path / "p.bzn") as project:
        import_file(project, file)
        first, second = project.snapshot().of(Requirement)
        with project.change("Link") as edit:
            link = edit.new(TraceLink, source=first.id, target=second.id)
            edit.add(confirmed(edit.snapshot, link))
        file.write_text(f"id,text\nA,{SECOND}\nC,{FIRST}\n", encoding="utf-8")
        before = project.snapshot()
        dry = import_file(project, file, dry=True)
        assert project.snapshot() == before
        changes = len(project.heads)
        found = import_file(project, file)
        assert len(project.heads) == changes + 1
        assert found.differences(before) == dry.differences(before)
        now = {one.key: one for one in project.snapshot().of(Requirement)}
        assert (now["A"].id, now["A"].text, found.gone) == (first.id, SECOND, ("B",))
        assert set(now) == {"A", "B", "C"}
        (link,) = project.snapshot().of(TraceLink)
        assert changed_ends(project.snapshot(), link) == ("source",)
        project.undo()
        assert project.snapshot() == before


def test_a_row_that_is_there_twice_word_for_word_is_taken_over_once():
    found = imported(f"id,text\nA,{FIRST}\nA,{FIRST}\n")
    assert (len(found.elements), found.dropped) == (1, ())


def test_a_json_list_is_taken_over_and_another_json_file_is_not():
    found = imported(json.dumps([{"ID": 1, "Requirement": FIRST}, SECOND]), name="list.json")
    assert [(one.key, one.text) for one in found.elements] == [("1", FIRST), ("REQ-002", SECOND)]
    with pytest.raises(Refused):
        imported('{"requirements": 3}', name="list.json")


def test_columns_fill_the_fields_that_a_requirement_has():
    table = (
        "Requirement ID,Description,Type,Rationale,Priority,Document,Chapter,Remarks\n"
        f"A-1,{FIRST},Safety,It floods,high,Plant.doc,3.1,As agreed\n"
        f"A-2,{SECOND},requirement,,,,,\n"
    )
    found = imported(table)
    first, second = (element for element in found.elements if isinstance(element, Requirement))
    told = (first.category, first.rationale, first.priority, first.source, first.section, first.note)
    assert told == (Category.SAFETY, "It floods", "high", "Plant.doc", "3.1", "As agreed")
    untold = (second.category, second.rationale, second.source, second.section)
    assert untold == (Category.FUNCTION, "", "list.csv", "A")
    assert found.dropped == ()


def test_a_column_that_no_field_takes_is_kept_and_told_once_with_the_count_of_its_cells():
    found = imported(
        f"id,text,type,owner,verification,reason,why,\n"
        f"A,{FIRST},non-functional,Ann,test,x,y,z\nB,{FIRST},Security,,test,,\nC,,,Ben,,,\n"
    )
    kept = [(one.name, one.value) for one in found.elements[0].attributes]
    wanted = [
        ("8", "z"),
        ("owner", "Ann"),
        ("type", "non-functional"),
        ("verification", "test"),
        ("why", "y"),
    ]
    assert kept == wanted
    (told,) = (one for one in found.diagnostics if one.code == "columns-kept")
    assert told.message.endswith(": type (1), owner (1), verification (2), why (1), 8 (1)")
    assert found.dropped == ()
    assert [one.category for one in found.elements] == [Category.FUNCTION, Category.SECURITY]


def test_entries_of_a_list_fill_the_same_fields_and_keep_the_rest_as_json():
    entry = {"id": "A", "text": FIRST, "Rationale": "It floods", "owner": "Ann", "tags": ["x"], "old": None}
    found = imported(json.dumps([entry, FIRST]), name="list.json")
    assert [one.rationale for one in found.elements] == ["It floods", ""]
    kept = [(one.name, one.value) for one in found.elements[0].attributes]
    assert (kept, found.dropped) == ([("owner", "Ann"), ("tags", '["x"]')], ())


def test_what_the_file_does_not_fill_stays():
    known = Requirement(id=counted_ids()(), key="A", text=FIRST, priority="low", rationale="so")
    found = imported(f"id,text,priority,rationale\nA,{FIRST},,so\n", Snapshot([known]))
    assert (found.elements, found.changed, found.same) == ((), (), 1)


def test_the_names_of_documents_are_taken_over(corpus: Path):
    file = corpus / "requirements" / "pure_ctetex_sentences.csv"
    found = read_foreign(file, file.read_bytes(), Snapshot(()), counted_ids())
    assert (len(found.elements), found.dropped) == (276, ())
    assert all(one.source != file.name for one in found.elements)


def test_the_nalabs_lists_are_taken_over(corpus: Path):
    for ending, count in (("json", 6), ("xlsx", 3)):
        file = corpus / "requirements" / f"nalabs_simple_requirement_examples.{ending}"
        found = read_foreign(file, file.read_bytes(), Snapshot(()), counted_ids())
        assert [one.key for one in found.elements][:3] == ["1", "2", "FAKE_3"]
        assert (len(found.elements), found.dropped) == (count, ())
