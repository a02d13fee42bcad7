"""What a file says of a requirement and no field holds stays with it, and goes out again as it came."""

import io
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from core.exchange.exporting import export_requirements
from core.exchange.importing import read_foreign
from core.ground.identity import counted_ids
from core.model import Foreign, Requirement, Snapshot
from tests.core.exchange.test_reqif_in import definition, file, node, thing, value

WHEN = datetime(2026, 5, 4, 3, 2, 1, tzinfo=UTC)
STOP = "The pump shall stop within 2 s."
ENDINGS = {"csv": ".csv", "xlsx": ".xlsx", "markdown": ".md", "reqif": ".reqif"}

_SIGNS = some.one_of(some.sampled_from(" |*_`\\<>\"'=#-+@,;&[]"), some.characters(categories=["L", "N"]))
_WORDS = some.text(_SIGNS, min_size=1, max_size=20).map(lambda words: " ".join(words.split())).filter(bool)
_NAMES = some.one_of(
    _WORDS.map("x ".__add__),
    some.sampled_from(["Owner", "Note", "Type", "Title", "Kategorie", "Text", "Comment", "priority", "3"]),
)
_ATTRIBUTES = some.lists(some.builds(Foreign, _NAMES, _WORDS), max_size=4)


def read(form: str, content: bytes, snapshot: Snapshot | None = None):
    name = Path(f"list{ENDINGS[form]}")
    return read_foreign(name, content, snapshot or Snapshot(()), counted_ids())


def held(elements) -> dict[str, list[Foreign]]:
    found = {one.key: list(one.attributes) for one in elements if isinstance(one, Requirement)}
    return {key: sorted(one, key=lambda said: (said.name, said.value)) for key, one in found.items()}


@pytest.mark.parametrize("form", ENDINGS)
@settings(max_examples=30, deadline=None)
@given(some.lists(_ATTRIBUTES, min_size=1, max_size=3))
def test_attributes_go_out_and_come_in_again_whatever_they_are_called(form, given_attributes):
    ids = counted_ids()
    before = Snapshot(
        Requirement(
            id=ids(),
            key=f"A-{number}",
            name=f"A-{number}",
            text=STOP,
            attributes=tuple(sorted(attributes, key=lambda one: one.name)),
        )
        for number, attributes in enumerate(given_attributes)
    )
    content, lost = export_requirements(form, before, "Plant", WHEN)
    assert lost == []
    again = read(form, content)
    assert held(again.elements) == held(before)
    assert again.dropped == ()
    facts = [(one.text, one.name, one.note, one.priority, one.category) for one in before]
    assert [(one.text, one.name, one.note, one.priority, one.category) for one in again.elements] == facts
    assert read(form, content, before).changed == ()


def test_formatted_attributes_of_reqif_keep_their_format():
    rich = "<xhtml:p>Seen by <xhtml:b>two</xhtml:b> people</xhtml:p>"
    content = file(
        definition("STRING", "a-1", "ID")
        + definition("XHTML", "a-2", "Text")
        + definition("XHTML", "a-3", "Verification"),
        thing("o-1", value("STRING", "a-1", "A"), value("XHTML", "a-2", STOP), value("XHTML", "a-3", rich)),
        node("o-1"),
    )
    first = read("reqif", content.encode())
    (one,) = first.elements
    assert [(said.name, said.value) for said in one.attributes] == [("Verification", "Seen by two people")]
    assert "<xhtml:b>two</xhtml:b>" in one.attributes[0].markup
    out, lost = export_requirements("reqif", Snapshot(first.elements), "Plant", WHEN)
    assert lost == []
    assert read("reqif", out).elements[0].attributes == one.attributes
    table, _lost = export_requirements("csv", Snapshot(first.elements), "Plant", WHEN)
    assert read("csv", table, Snapshot(first.elements)).changed == (), "words alone take no format away"


def test_a_file_that_names_an_attribute_no_more_leaves_it_and_one_that_says_otherwise_changes_it():
    first = read("csv", f"id,text,Owner,Cost\nA,{STOP},Ann,3\n".encode())
    snapshot = Snapshot(first.elements)
    assert read("csv", f"id,text\nA,{STOP}\n".encode(), snapshot).changed == ()
    (now,) = read("csv", f"id,text,Owner\nA,{STOP},Ben\n".encode(), snapshot).changed
    assert now.attributes == (Foreign("Cost", "3"), Foreign("Owner", "Ben"))


def test_what_is_no_text_in_a_json_list_is_kept_as_json():
    entry = {"id": "A", "text": STOP, "links": ["B", {"to": "C"}], "derived": False, "level": 2, "key": ["x"]}
    found = read_foreign(Path("l.json"), json.dumps([entry]).encode(), Snapshot(()), counted_ids())
    assert held(found.elements) == {
        "A": [
            Foreign("derived", "false"),
            Foreign("key", '["x"]'),
            Foreign("level", "2"),
            Foreign("links", '["B", {"to": "C"}]'),
        ]
    }


def test_an_attribute_that_looks_like_a_formula_stays_text_in_a_workbook():
    from openpyxl import load_workbook

    said = (Foreign("Cost", "=1+1"),)
    snapshot = Snapshot([Requirement(id=counted_ids()(), key="A", text=STOP, attributes=said)])
    content, _lost = export_requirements("xlsx", snapshot, "", WHEN)
    sheet = load_workbook(io.BytesIO(content)).active
    (cell,) = (cell for row in sheet for cell in row if cell.value == "=1+1")
    assert cell.data_type == "s"


GERMAN = "Kennung;Titel;Beschreibung;Priorität;Kategorie;Begründung;Abschnitt;Übergeordnet;Verantwortlich"
FRENCH = "Identifiant;Intitulé;Exigence;Priorité;Catégorie;Motif;Chapitre;Exigence parente;Responsable"


@pytest.mark.parametrize(
    ("header", "other"),
    [(GERMAN, "Verantwortlich"), (FRENCH, "Responsable"), (GERMAN.upper(), "VERANTWORTLICH")],
)
def test_german_and_french_headers_are_known(header, other):
    said = "Ölpumpe;Die Pumpe muss halten.;hoch;IT-Sicherheit;Verschleiß;Pumpen"
    table = f"{header}\nA-1;{said};;Ann\nA-2;{said};A-1;Ann\n"
    first, second = read("csv", table.encode()).elements
    told = (first.key, first.name, first.text, first.priority, first.category, first.rationale, first.section)
    assert told == (
        *("A-1", "Ölpumpe", "Die Pumpe muss halten.", "hoch"),
        *("security", "Verschleiß", "Pumpen"),
    )
    assert (second.owner, second.attributes) == (first.id, (Foreign(other, "Ann"),))


def test_german_attributes_of_reqif_are_known():
    names = {"a-1": "Kennung", "a-2": "Anforderung", "a-3": "Titel", "a-4": "Priorität"}
    said = {"a-1": "A", "a-2": STOP, "a-3": "Pumpe", "a-4": "hoch"}
    content = file(
        "".join(definition("STRING", one, name) for one, name in names.items()),
        thing("o-1", *(value("STRING", one, words) for one, words in said.items())),
        node("o-1"),
    )
    found = read("reqif", content.encode())
    assert [(one.key, one.text, one.name, one.priority) for one in found.elements] == [
        ("A", STOP, "Pumpe", "hoch")
    ]
    assert set(found.mapping.values()) == {"id", "text", "name", "priority"}
