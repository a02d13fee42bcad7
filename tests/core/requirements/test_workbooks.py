"""Requirement records out of XLSX workbooks and JSON lists, clean and hostile."""

import io
import json
import zipfile
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from core.ground.diagnostic import Refused
from core.requirements import read_records, records_to_plain

SENTENCE = "The dosing controller shall stop the dosing pump."


def workbook(**sheets: list[list[object]]) -> bytes:
    made = Workbook()
    made.remove(made.worksheets[0])
    for title, rows in sheets.items():
        sheet = made.create_sheet(title)
        for row in rows:
            sheet.append(row)
    kept = io.BytesIO()
    made.save(kept)
    return kept.getvalue()


def altered(content: bytes, part: str, become: bytes) -> bytes:
    """The workbook with another content of one part."""
    kept = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, become if name == part else old.read(name))
    return kept.getvalue()


LIST = workbook(Sheet=[["ID", "Requirement"], [1, SENTENCE]])


def found(source, name=""):
    return [(record.id, record.text, record.line) for record in read_records(source, name)]


def refusal(source, name=""):
    with pytest.raises(Refused) as refused:
        read_records(source, name)
    (diagnostic,) = refused.value.diagnostics
    assert diagnostic.hint
    return diagnostic


@pytest.mark.parametrize("name", ["list.xlsx", "list.XLSX", "", "standard input"])
def test_a_workbook_is_known_by_its_content_and_its_name(name):
    assert found(LIST, name) == [("1", SENTENCE, 2)]


def test_rows_keep_their_number_and_cells_their_value():
    rows = [
        [],
        [None, "Key", "Text", "Type"],
        [],
        [None, 7.0, SENTENCE],
        [None, date(2026, 1, 2), "x", "note"],
    ]
    reading = read_records(workbook(Sheet=rows), "list.xlsx")
    assert [(record.id, record.text, record.line) for record in reading] == [("7", SENTENCE, 4)]
    assert [(one.code, one.line) for one in reading.diagnostics] == [("records-no-requirement", 5)]


def test_the_first_sheet_with_texts_is_read_and_the_others_are_told():
    reading = read_records(
        workbook(About=[["Author"], ["A"]], Rules=[["id", "text"], ["R1", SENTENCE]], Empty=[]), "list.xlsx"
    )
    assert [record.id for record in reading] == ["R1"]
    assert [(one.code, "About" in one.message) for one in reading.diagnostics] == [
        ("records-other-sheet", True)
    ]


def test_a_formula_is_not_worked_out():
    reading = read_records(
        workbook(Sheet=[["id", "text"], ["A", '="The S shall " & "stop."'], ["B", SENTENCE]])
    )
    assert [record.id for record in reading] == ["B"]
    found = [(one.code, one.line) for one in reading.diagnostics]
    assert found == [("records-formula", None), ("records-no-requirement", 2)]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"PK\x03\x04", "records-sheet"),
        (LIST[:-40], "records-sheet"),
        (LIST[: len(LIST) // 2], "records-sheet"),
        (b"id,text\nA,x", "records-sheet"),
        (altered(LIST, "xl/workbook.xml", b"<no"), "records-sheet"),
        (altered(LIST, "xl/worksheets/sheet1.xml", b"<no"), "records-sheet"),
        (workbook(Sheet=[]), "records-empty"),
        (workbook(Sheet=[["a", "b"], [1, 2]]), "records-columns"),
    ],
)
def test_what_is_no_list_is_refused_in_the_one_shape(content, code):
    assert refusal(content, "list.xlsx").code == code


def test_a_zip_file_of_another_kind_is_no_workbook():
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as other:
        other.writestr("a.txt", SENTENCE)
    assert refusal(kept.getvalue(), "list.txt").code == "records-sheet"


def test_a_workbook_that_unpacks_beyond_measure_is_refused_unread(monkeypatch: pytest.MonkeyPatch):
    bomb = altered(LIST, "xl/styles.xml", b" " * (70 * 1024 * 1024))
    assert len(bomb) < 200_000
    assert refusal(bomb, "list.xlsx").code == "records-too-large"
    monkeypatch.setattr("core.requirements.sheets.MOST_ROWS", 2)
    many = workbook(Sheet=[["id", "text"], ["A", SENTENCE], ["B", SENTENCE]])
    assert refusal(many, "list.xlsx").code == "records-too-large"


def test_entities_are_not_expanded():
    declared = b'<!DOCTYPE worksheet [<!ENTITY a "lots">]><worksheet>&a;</worksheet>'
    assert refusal(altered(LIST, "xl/worksheets/sheet1.xml", declared), "list.xlsx").code == "records-sheet"


def test_a_row_far_outside_ends_the_sheet():
    sheet = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        b'<row r="1"><c r="A1" t="inlineStr"><is><t>text</t></is></c></row>'
        b'<row r="2"><c r="A2" t="inlineStr"><is><t>The S shall stop.</t></is></c></row>'
        b'<row r="999999999"><c r="A999999999"><v>1</v></c></row></sheetData></worksheet>'
    )
    assert [record[1:] for record in found(altered(LIST, "xl/worksheets/sheet1.xml", sheet))] == [
        ("The S shall stop.", 2)
    ]


@given(st.data())
def test_any_damaged_workbook_gives_records_or_a_refusal(data):
    damaged = bytearray(LIST)
    for _time in range(data.draw(st.integers(1, 4))):
        damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    try:
        read_records(bytes(damaged), "list.xlsx")
    except Refused:
        return


@pytest.mark.parametrize(
    "content",
    [
        [{"ID": "A1", "Requirement": SENTENCE}],
        [{"id": "A1", "text": SENTENCE, "ok": True, "slots": {"system": None}}],
        [{"key": "A1", "text": "", "sentence": SENTENCE}],
    ],
)
@pytest.mark.parametrize("name", ["list.json", ""])
def test_a_json_list_is_known_however_its_keys_are_spelt(name, content):
    assert found(json.dumps(content), name) == [("A1", SENTENCE, 1)]
    assert found(json.dumps(content).encode(), name) == [("A1", SENTENCE, 1)]


def test_entries_keep_their_line_and_what_holds_no_text_is_told():
    text = (
        f'[\n  "{SENTENCE}",\n  7,\n  {{"id": 3,\n   "text": "x"}},\n  {{"type": "note", "text": "y"}}\n]\n'
    )
    reading = read_records(text, "list.json")
    assert [(record.id, record.text, record.line) for record in reading] == [("", SENTENCE, 2), ("3", "x", 4)]
    assert [(one.code, one.line) for one in reading.diagnostics] == [
        ("records-no-requirement", 3),
        ("records-no-requirement", 6),
    ]


def test_a_text_that_begins_with_a_bracket_is_no_list():
    assert found(f"[R7] {SENTENCE}") == [("", f"[R7] {SENTENCE}", 1)]


def test_what_was_parsed_reads_back():
    answers = records_to_plain(read_records(f"A1: {SENTENCE}\nThe S must run."))
    again = read_records(json.dumps(answers))
    assert [(one["id"], one["text"]) for one in answers] == [(record.id, record.text) for record in again]


@pytest.mark.parametrize(
    ("content", "line", "column"),
    [
        ('{"a": 1}', 1, 1),
        ("", 1, 1),
        ('["a",\n "b" "c"]', 2, 6),
        ('["a"', 1, 5),
        ('["a"] x', 1, 5),
        ('["a",\n nul]', 2, 2),
        ("[NaN]", 1, 1),
        ("[" * 100_000, 1, 1),
    ],
)
def test_what_is_no_json_list_is_refused_with_its_place(content, line, column):
    told = refusal(content, "list.json")
    assert (told.code, told.line, told.column) == ("records-list", line, column)


@given(st.binary(max_size=200))
def test_any_bytes_give_a_list_or_a_refusal(content):
    try:
        reading = read_records(content, "list.json")
    except Refused:
        return
    assert all(record.text for record in reading)


def test_a_hidden_sheet_is_read_only_where_no_other_has_requirements():
    from openpyxl import Workbook

    made = Workbook()
    for sheet, key in ((made.active, "H"), (made.create_sheet("Shown"), "S")):
        sheet.append(["id", "text"])
        sheet.append([key, "The pump shall stop."])
    made.worksheets[0].sheet_state = "hidden"
    out = io.BytesIO()
    made.save(out)
    assert [one.id for one in read_records(out.getvalue(), "x.xlsx")] == ["S"]
