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
from core.uppaal.files.queries import parse_queries, read_queries, write_queries
from core.uppaal.files.reading import parse_document, read_document
from core.uppaal.files.writing import write_document

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
    _place,
    st.sampled_from(["", "#ff0000"]),
    _attributes,
    st.lists(st.just("<note>later</note>"), max_size=1).map(tuple),
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
    st.lists(st.just('<shape kind="arc"/>'), max_size=1).map(tuple),
)
_templates = st.builds(
    Template,
    _name,
    _text,
    _text,
    st.lists(_locations, max_size=3).map(tuple),
    st.lists(st.builds(BranchPoint, _name, _place, _attributes), max_size=1).map(tuple),
    _name,
    st.lists(_transitions, max_size=3).map(tuple),
    _place,
    _place,
    _attributes,
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
    st.just("")
    | st.just("<!DOCTYPE nta PUBLIC '-//Uppaal Team//DTD Flat System 1.6//EN' 'http://x/flat-1_6.dtd'>"),
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
def test_what_is_written_a_second_time_is_the_same_to_the_byte(document: Document) -> None:
    written = write_document(document)
    assert write_document(parse_document(written)) == written


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


def facts(content: str) -> list[tuple[str, ...]]:
    """Every element with its attributes and text, read by another parser; layout of the file aside."""
    found = []

    def look(element: ET.Element, path: str) -> None:
        path = f"{path}/{element.tag}"
        text = " ".join((element.text or "").replace("\\\n", " ").split())
        if text or element.attrib or element.tag in ("urgent", "committed"):
            found.append((path, text, *(f"{key}={value}" for key, value in sorted(element.attrib.items()))))
        for child in element:
            look(child, path)

    look(ET.fromstring(content), "")
    return sorted(found)


def test_another_parser_finds_the_same_facts_in_a_real_model_that_was_written_again(corpus: Path) -> None:
    for file in sorted((corpus / "uppaal").glob("*.xml")):
        written = write_document(read_document(file))
        assert facts(written) == facts(file.read_text("utf-8")), file.name
        assert write_document(parse_document(written)) == written


_OF_VERSION_5 = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE nta PUBLIC '-//Uppaal Team//DTD Flat System 1.6//EN' 'http://x/flat-1_6.dtd'>
<nta>
	<declaration>// all of it
clock t; // “shared” &lt;here&gt;</declaration>
	<template>
		<name x="5" y="-5">Lamp</name>
		<parameter x="9" y="9">const int[0,3] id</parameter>
		<declaration>int n;</declaration>
		<location id="id0" x="-8" y="16" color="#ffcc00">
			<name x="-18" y="-18">Off</name>
			<label kind="invariant" x="1" y="2">t &lt;= 5 &amp;&amp; n &lt; 3</label>
			<label kind="exponentialrate" x="1" y="3">1:10</label>
			<label kind="testcodeEnter">enter();</label>
			<label kind="comments" x="1" y="4">two
lines</label>
			<urgent/>
		</location>
		<location id="id1" x="0" y="0"><committed/></location>
		<branchpoint id="id2" x="50" y="51" color="#000001"/>
		<init ref="id0"/>
		<transition id="id3" color="#ff0000" controllable="false" action="go">
			<source ref="id0"/>
			<target ref="id2"/>
			<label kind="select" x="3" y="3">i : int[0,3]</label>
			<label kind="synchronisation" x="3" y="4" color="#0000ff">go!</label>
			<nail x="7" y="8"/>
			<nail x="9" y="10"/>
		</transition>
		<transition><source ref="id2"/><target ref="id1"/>
			<label kind="probability" x="0" y="0">3</label></transition>
	</template>
	<lsc><name>Scenario</name><type>Universal</type><mode>Invariant</mode>
		<yloccoord number="0" y="20"/><instance id="id9" x="0" y="0"><name x="1" y="1">A</name></instance>
		<prechart x="0" y="0"><lsclocation>2</lsclocation></prechart></lsc>
	<system>system Lamp;</system>
	<queries>
		<option key="--search-order" value="0"/>
		<query><formula/><comment>Heading</comment></query>
		<query>
			<formula>A[] not deadlock</formula>
			<comment>never &lt; stops</comment>
			<option key="--diagnostic" value="1"/>
			<expect outcome="success" type="symbolic"><resource type="time" value="5" unit="s"/></expect>
			<result outcome="success" type="quality" timestamp="2024-01-01 10:00:00 +0100">
				<plot title="p"><series title="a" type="b"><point x="0.0" y="1.0"/></series></plot></result>
		</query>
	</queries>
</nta>
"""


def test_a_model_of_version_5_keeps_everything_that_the_format_holds() -> None:
    document = parse_document(_OF_VERSION_5)
    written = write_document(document)
    assert facts(written) == facts(_OF_VERSION_5)
    assert written.splitlines()[1] == _OF_VERSION_5.splitlines()[1]
    assert parse_document(written) == document


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


_words = st.text(st.sampled_from("ab<>[]()=&! \n*"), min_size=1).map(str.strip).filter(bool)
_asked = st.sampled_from(["", "A[] not deadlock", "E<> (P.a and\n x<3)", "P.a --> /* or b */ P.b"])


@given(st.lists(st.builds(Query, _asked, _words | st.just("")), max_size=4))
def test_queries_that_were_written_to_a_file_read_as_they_were(queries: list[Query]) -> None:
    told = [
        Query(" ".join(one.formula.split()), one.comment.replace("*/", "* /"))
        for one in queries
        if one.formula or one.comment
    ]
    assert parse_queries(write_queries(queries)) == tuple(told)


def test_a_query_file_of_uppaal_is_read_with_its_headings_and_continued_lines() -> None:
    text = (
        "//This file was generated from UPPAAL 4.0.14\r\n\r\n/*\nSafety\n*/\n//NO_QUERY\n\n/*\n\n*/\n"
        "A[] not (P.a && \\\n   Q.b)\n// why\nE<> P.a\n\n/*\nleft over\n*/\n"
    )
    assert parse_queries(text) == (
        Query("", "Safety"),
        Query("A[] not (P.a && Q.b)"),
        Query("E<> P.a", "why"),
        Query("", "left over"),
    )


def test_the_query_file_of_a_real_textual_model_is_read(corpus: Path) -> None:
    (query,) = read_queries(corpus / "uppaal" / "csma.q")
    assert query == Query("A[] not (Station(0).transm && Station(1).transm && Station(0).x>2*SIGMA)")


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
