"""Reading and writing UPPAAL's XML: nothing is lost, nothing from outside is let in."""

import xml.etree.ElementTree as ET
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.ground.diagnostic import Refused
from core.uppaal.document import (
    BranchPoint,
    Document,
    Expectation,
    Label,
    Location,
    Place,
    Query,
    Template,
    Transition,
    Waiting,
)
from core.uppaal.files.reading import parse_document, read_document
from core.uppaal.files.writing import write_document, write_queries

_text = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Cn")) | st.sampled_from("\n\t<&>\"'")
)
_name = st.from_regex(r"[A-Za-z_][A-Za-z0-9_]{0,8}", fullmatch=True)
_place = st.none() | st.builds(Place, st.integers(-9999, 9999), st.integers(-9999, 9999))
_one_line = _text.map(lambda text: " ".join(text.split()))
_attributes = st.lists(
    st.tuples(st.sampled_from(["controllable", "action"]), _text), max_size=2, unique_by=lambda a: a[0]
).map(tuple)


def _labels(*kinds: str) -> st.SearchStrategy[tuple[Label, ...]]:
    return st.lists(st.builds(Label, st.sampled_from(kinds), _text, _place), max_size=3).map(tuple)


_locations = st.builds(
    Location,
    _name,
    _name | st.just(""),
    _labels("invariant", "comments", "exponentialrate"),
    st.sampled_from(Waiting),
    _place,
    st.none(),
    st.sampled_from(["", "#ff0000"]),
)
_transitions = st.builds(
    Transition,
    _name,
    _name,
    _labels("guard", "select", "synchronisation", "assignment", "comments", "probability"),
    st.lists(_place.filter(lambda place: place is not None), max_size=3).map(tuple),
    _name | st.just(""),
    st.sampled_from(["", "#00ff00"]),
    _attributes,
)
_templates = st.builds(
    Template,
    _name,
    _text,
    _text,
    st.lists(_locations, max_size=3).map(tuple),
    st.lists(st.builds(BranchPoint, _name, _place), max_size=1).map(tuple),
    _name,
    st.lists(_transitions, max_size=3).map(tuple),
    _place,
    st.lists(st.sampled_from(['<lsc depth="2"><a>&lt;1</a></lsc>', "<yloccoord/>"]), max_size=1).map(tuple),
)
_pairs = st.lists(st.tuples(_name, _text), max_size=2).map(tuple)
_queries = st.builds(
    Query,
    _one_line,
    _text,
    _pairs,
    st.none()
    | st.builds(
        Expectation,
        st.sampled_from(["success", "failure"]),
        st.sampled_from(["", "symbolic"]),
        st.just(""),
        st.lists(st.tuples(_name, _name, _name | st.just("")), max_size=2).map(tuple),
    ),
    st.lists(st.just('<result outcome="success"/>'), max_size=1).map(tuple),
)
_documents = st.builds(
    Document,
    _text,
    st.lists(_templates, max_size=2).map(tuple),
    _text,
    st.lists(_queries, max_size=3).map(tuple),
    _text,
    _text,
    _pairs,
    st.just("<!DOCTYPE nta PUBLIC '-//Uppaal Team//DTD Flat System 1.6//EN' 'http://x/flat-1_6.dtd'>"),
)

_ORDER = {
    "nta": ["imports", "declaration", "template", "instantiation", "system", "queries"],
    "template": ["name", "parameter", "declaration", "location", "branchpoint", "init", "transition"],
    "location": ["name", "label", "urgent", "committed"],
    "transition": ["source", "target", "label", "nail"],
    "query": ["formula", "comment", "option", "expect", "result"],
}


@given(_documents)
def test_what_was_written_reads_as_it_was(document: Document) -> None:
    assert parse_document(write_document(document)) == document


@given(_documents)
def test_elements_stand_in_the_order_that_the_format_asks_for(document: Document) -> None:
    root = ET.fromstring(write_document(document))
    for parent in root.iter():
        order = _ORDER.get(parent.tag)
        if order is not None:
            places = [order.index(child.tag) for child in parent if child.tag in order]
            assert places == sorted(places)


def test_real_models_survive_reading_and_writing(corpus: Path) -> None:
    files = sorted((corpus / "uppaal").glob("*.xml"))
    assert len(files) >= 8
    for file in files:
        document = read_document(file)
        assert parse_document(write_document(document), file.name) == document


def test_all_comments_of_queries_are_kept(corpus: Path) -> None:
    document = read_document(corpus / "uppaal" / "train-gate.xml")
    assert len(document.queries) == 18
    assert [bool(query.formula) for query in document.queries].count(False) == 4
    assert "=====" in document.queries[0].comment
    assert all("\n" not in query.formula for query in document.queries)


def test_queries_have_a_file_of_their_own() -> None:
    queries = (Query("", "Safety"), Query("A[] not\n  deadlock", "It goes on */"), Query("E<> P.a"))
    assert write_queries(queries) == (
        "/*\nSafety\n*/\n\n/*\nIt goes on * /\n*/\nA[] not deadlock\n\nE<> P.a\n"
    )


@pytest.mark.parametrize(
    ("content", "code", "line"),
    [
        ("A[] true", "document-not-xml", 1),
        ("<nta>\n<declaration>x < 1</declaration></nta>", "document-malformed", 2),
        (
            "<nta>\n<template><transition>\n<source ref='a'/></transition></template></nta>",
            "transition-without-end",
            2,
        ),
        ("<nta><template>\n<location id='a' x='left' y='1'/></template></nta>", "coordinate-not-whole", 2),
        (
            "<nta><template><location id='a'><urgent/>\n<committed/></location></template></nta>",
            "location-urgent-and-committed",
            2,
        ),
        ("<project/>", "document-foreign", 1),
        ("<a>" * 100 + "</a>" * 100, "document-too-deep", 1),
        ("<!DOCTYPE nta [<!ENTITY a 'b'>]>\n<nta><declaration>&a;</declaration></nta>", "document-entity", 1),
        ("<!DOCTYPE nta [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>\n<nta>&a;</nta>", "document-entity", 1),
        ("", "document-not-xml", 1),
    ],
)
def test_bad_files_are_refused_with_their_place(content: str, code: str, line: int) -> None:
    with pytest.raises(Refused) as refusal:
        parse_document(content, "model.xml")
    (diagnostic,) = refusal.value.diagnostics
    assert (diagnostic.code, diagnostic.file, diagnostic.line) == (code, "model.xml", line)


WRITTEN = '<?xml version="1.0" encoding="utf-8"?><nta><declaration>int a;</declaration></nta>'


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (WRITTEN.encode("utf-16"), "encoding"),
        (WRITTEN.replace("utf-8", "klingon").encode(), "encoding"),
        (WRITTEN.replace("utf-8", "shift_jis").encode(), "encoding"),
        (WRITTEN.replace("int a", "int ä").encode("latin-1"), "encoding"),
        (WRITTEN[:60].encode(), "ends too early"),
        (WRITTEN[:30].encode(), "ends too early"),
        (b"<nta><![CDATA[int a", "ends too early"),
        (b"<nta><a></nta>", "its own name"),
        (b"<nta>a\x00</nta>", "Remove the character"),
        (b"<nta>a <= 5</nta>", "&lt;"),
        (b"<nta>a && b</nta>", "&amp;"),
    ],
)
def test_the_hint_mends_what_is_wrong_with_the_markup(content, words):
    with pytest.raises(Refused) as refused:
        parse_document(content, "model.xml")
    (diagnostic,) = refused.value.diagnostics
    assert diagnostic.code == "document-malformed"
    assert words in diagnostic.hint


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refusal:
        read_document(tmp_path / "none.xml")
    assert refusal.value.diagnostics[0].code == "document-not-read"


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    with suppress(Refused):
        parse_document(b"<nta>" + content + b"</nta>")
