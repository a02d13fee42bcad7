"""Requirement records from texts and tables, clean and hostile."""

import io
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.ground.diagnostic import Refused
from core.requirements import read_records, records_to_plain

SENTENCE = "The dosing controller shall stop the dosing pump."


def found(source, name=""):
    return [(record.id, record.text, record.line) for record in read_records(source, name)]


def codes(source, name=""):
    with pytest.raises(Refused) as refused:
        read_records(source, name)
    return [diagnostic.code for diagnostic in refused.value.diagnostics]


def test_an_indented_line_continues_the_one_above_and_a_point_or_key_begins_anew():
    text = (
        "A1: The S shall stop\n    within 5 s.\n  - The S shall start.\n  A2: The T shall stop.\n\n  The U."
    )
    assert found(text) == [
        ("A1", "The S shall stop within 5 s.", 1),
        ("", "- The S shall start.", 3),
        ("A2", "The T shall stop.", 4),
        ("", "The U.", 6),
    ]
    assert found("  The S shall stop.\n  The T shall stop.") == [
        ("", "The S shall stop.", 1),
        ("", "The T shall stop.", 2),
    ]


def test_lines_of_comment_are_left_out_and_told_once():
    reading = read_records("# Pumps\nThe S shall stop.\n  # unclear\nThe T shall stop.", "list.txt")
    assert [record.line for record in reading] == [2, 4]
    assert [(doubt.code, doubt.line, doubt.message) for doubt in reading.diagnostics] == [
        ("records-comment", 1, "2 lines begin with # and were left out as comments")
    ]


def test_a_text_has_one_record_a_line_with_its_key():
    text = f"DOS-01: {SENTENCE}\r\n\r\n  {SENTENCE}  \n- R7 : {SENTENCE}\nNote: {SENTENCE}"
    assert found(text) == [
        ("DOS-01", SENTENCE, 1),
        ("", SENTENCE, 3),
        ("R7", SENTENCE, 4),
        ("", f"Note: {SENTENCE}", 5),
    ]


@pytest.mark.parametrize(
    "table",
    [
        f'id,text\nA1,"{SENTENCE}"\n',
        f"ID;Requirement text\nA1;{SENTENCE}",
        f'\ufeff"Req ID", "Description", Type\n"A1", "{SENTENCE}", requirement',
        f"Text\tKey\n{SENTENCE}\tA1\n\t\n",
        f"\r\nidentifier,requirement\r\nA1,{SENTENCE}\r\n",
    ],
)
def test_headers_are_known_however_they_are_spelt(table):
    assert [(key, text) for key, text, _line in found(table)] == [("A1", SENTENCE)]
    assert [(key, text) for key, text, _line in found(table.encode(), "list.csv")] == [("A1", SENTENCE)]


def test_a_cell_may_hold_lines_and_quotes_and_rows_keep_their_line():
    table = 'id,text\nA,"The S shall show ""Ready""\nand stop."\nB,x'
    assert found(table) == [("A", 'The S shall show "Ready"\nand stop.', 2), ("B", "x", 4)]


def test_rows_that_are_no_requirement_are_listed_and_not_lost_silently():
    reading = read_records("id,text,type\nH1,Dosing,Heading\nA1,x,requirement\nA2,,requirement\n")
    assert [record.id for record in reading] == ["A1"]
    assert [(one.code, one.line) for one in reading.diagnostics] == [
        ("records-no-requirement", 2),
        ("records-no-requirement", 4),
    ]


def test_a_doubled_id_is_kept_and_told():
    first, second = read_records("id,text\nA,x\nA,y").records
    assert [one.code for one in first.diagnostics] == []
    assert [(one.code, one.line) for one in second.diagnostics] == [("records-duplicate-id", 3)]


def test_sources_may_be_files_streams_bytes_and_texts(tmp_path: Path):
    file = tmp_path / "list.txt"
    file.write_text(SENTENCE, encoding="utf-8")
    for source in (file, io.BytesIO(SENTENCE.encode()), SENTENCE.encode(), SENTENCE):
        assert found(source) == [("", SENTENCE, 1)]
    assert found(SENTENCE.encode("utf-16")) == [("", SENTENCE, 1)]


def test_undecodable_bytes_are_told_with_their_place():
    reading = read_records(b"The S shall stop.\nThe \xff shall stop.", "list.txt")
    assert len(reading) == 2
    (diagnostic,) = reading.diagnostics
    assert (diagnostic.code, diagnostic.file, diagnostic.line, diagnostic.column) == (
        "records-encoding",
        "list.txt",
        2,
        5,
    )


def test_latin_1_is_read_with_its_letters_and_a_remark():
    reading = read_records("A1: The S shall stop.\nA2: Die Tür shall close.".encode("latin-1"), "list.txt")
    assert [record.text for record in reading] == ["The S shall stop.", "Die Tür shall close."]
    (diagnostic,) = reading.diagnostics
    assert (diagnostic.code, diagnostic.line, diagnostic.column) == ("records-encoding", 2, 10)


@pytest.mark.parametrize(
    "content",
    [
        random.Random(3).randbytes(20_000),
        b"\x7fELF\x02\x01\x01\x00 shall",
        b"The S shall\x00 stop.",
        b"\x01\x02\x03 shall \x04\n" * 20,
        b"The \x81 shall stop.",
        b"\xff\xfe\x00\xd8",
    ],
)
def test_what_is_no_text_is_refused_with_the_line(content):
    with pytest.raises(Refused) as refused:
        read_records(content, "list.txt")
    (diagnostic,) = refused.value.diagnostics
    assert (diagnostic.code, diagnostic.file) == ("records-no-text", "list.txt")
    assert diagnostic.line


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("list.docx", b"PK\x03\x04"),
        ("list.xls", b""),
        ("list.txt", b'<?xml version="1.0"?><html/>'),
        ("list.pdf", b"%PDF-1.7"),
        ("list", b"%PDF-1.7"),
    ],
)
def test_other_formats_are_refused_by_name(name, content):
    with pytest.raises(Refused) as refused:
        read_records(content, name)
    (diagnostic,) = refused.value.diagnostics
    assert diagnostic.code == "records-format"
    assert any(word in diagnostic.message for word in ("XLS", "DOCX", "XML", "PDF"))
    assert diagnostic.example.startswith("id,text")


def test_what_cannot_be_read_is_refused_in_the_one_shape(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    assert codes(tmp_path / "none.txt") == ["records-unreadable"]
    assert codes(tmp_path) == ["records-unreadable"]
    assert codes("a,b\n1,2", "list.csv") == ["records-columns"]
    assert codes("", "list.csv") == ["records-empty"]
    assert codes('id,text\nA,"open', "list.csv") == ["records-table"]
    assert codes("id,text\nA," + "x" * 200_000, "list.csv") == ["records-table"]
    monkeypatch.setattr("core.requirements.reading.LARGEST", 10)
    assert codes(b"x" * 11) == ["records-too-large"]
    monkeypatch.setattr("core.requirements.reading.MOST", 2)
    assert codes("a\nb\nc") == ["records-too-large"]


def test_a_cell_that_is_too_long_is_told_as_such_with_both_causes():
    with pytest.raises(Refused) as refused:
        read_records("id,text\nA,x\nB," + "x" * 200_000, "list.csv")
    (diagnostic,) = refused.value.diagnostics
    assert diagnostic.line == 3
    assert "131,072 characters" in diagnostic.message
    assert "Shorten the text" in diagnostic.hint
    assert "quotation mark" in diagnostic.hint


def test_strange_and_huge_lines_are_diagnostics_of_the_sentence():
    plain = records_to_plain(read_records(b"The S shall \x01 stop.\n" + b"x" * 1_000_000, "list.txt"))
    assert [[one["code"] for one in record["diagnostics"]] for record in plain] == [
        ["ears-character"],
        ["ears-too-long"],
    ]


@given(st.binary(max_size=200), st.sampled_from(["", "list.csv", "list.txt"]))
def test_any_bytes_give_records_or_a_refusal(content, name):
    try:
        plain = records_to_plain(read_records(content, name))
    except Refused:
        return
    assert all(record["text"] for record in plain)


def test_the_plain_form_has_the_documented_keys_and_places():
    plain = records_to_plain(read_records(f"A1: {SENTENCE}\n\nThe S must stop.", "list.txt"))
    assert list(plain[0]) == ["id", "text", "ok", "language", "pattern", "slots", "diagnostics"]
    assert [record["id"] for record in plain] == ["A1", "2"]
    (diagnostic,) = plain[1]["diagnostics"]
    assert (diagnostic["file"], diagnostic["line"], diagnostic["column"]) == ("list.txt", 3, 7)
