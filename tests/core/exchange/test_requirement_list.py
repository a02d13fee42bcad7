"""Requirements out of lists: what is taken over, and what is left out with its reason."""

import json
from pathlib import Path

import pytest

from core.exchange.importing import read_foreign
from core.ground.diagnostic import Refused
from core.ground.identity import counted_ids
from core.model import Requirement, Snapshot

FIRST = "The dosing controller shall stop the dosing pump."
SECOND = "The dosing controller shall start the dosing pump."


def imported(content: str, snapshot: Snapshot | None = None, name: str = "list.csv"):
    return read_foreign(Path(name), content.encode(), snapshot or Snapshot(()), counted_ids())


def test_a_key_that_the_file_has_twice_is_told_with_both_lines():
    found = imported(f"id,text\nA,{FIRST}\nB,{FIRST}\nA,{SECOND}\n")
    assert [(one.key, one.text) for one in found.elements] == [("A", FIRST), ("B", FIRST)]
    assert found.dropped == ("A (line 4): the file has this key twice, and line 2 was taken over",)


def test_a_key_that_the_project_has_is_told_as_such():
    project = Snapshot([Requirement(id=counted_ids()(), key="A", text=FIRST)])
    found = imported(f"id,text\nA,{SECOND}\nA,{SECOND}\n", project)
    assert found.elements == ()
    assert found.dropped == (
        "A (line 2): the project has another sentence under this key",
        "A (line 3): the project has another sentence under this key",
    )


def test_a_row_that_is_there_twice_word_for_word_is_taken_over_once():
    found = imported(f"id,text\nA,{FIRST}\nA,{FIRST}\n")
    assert (len(found.elements), found.dropped) == (1, ())


def test_a_json_list_is_taken_over_and_another_json_file_is_not():
    found = imported(json.dumps([{"ID": 1, "Requirement": FIRST}, SECOND]), name="list.json")
    assert [(one.key, one.text) for one in found.elements] == [("1", FIRST), ("REQ-002", SECOND)]
    with pytest.raises(Refused):
        imported('{"requirements": 3}', name="list.json")


def test_the_nalabs_lists_are_taken_over(corpus: Path):
    for ending, count in (("json", 6), ("xlsx", 3)):
        file = corpus / "requirements" / f"nalabs_simple_requirement_examples.{ending}"
        found = read_foreign(file, file.read_bytes(), Snapshot(()), counted_ids())
        assert [one.key for one in found.elements][:3] == ["1", "2", "FAKE_3"]
        assert (len(found.elements), found.dropped) == (count, ())
