"""Requirements out of ReqIF files: dialects and their mapping, sections and parents, and bad files."""

import io
import json
import zipfile
from pathlib import Path

import pytest

from core.cli import main
from core.exchange.importing import read_foreign
from core.ground.diagnostic import Refused
from core.ground.identity import counted_ids
from core.model import Category, Foreign, Language, Requirement, Snapshot
from core.requirements import read_records
from core.requirements.reqif.mapping import detect, read_mapping

SENTENCE = "When the tank is full, the controller shall close the valve."
TYPED = 'When the "brake pedal":inDevice is pressed, the "brake system":system shall brake.'


def definition(kind: str, identifier: str, long_name: str | None) -> str:
    named = f' LONG-NAME="{long_name}"' if long_name else ""
    return (
        f'<ATTRIBUTE-DEFINITION-{kind} IDENTIFIER="{identifier}"{named}><TYPE>'
        f"<DATATYPE-DEFINITION-{kind}-REF>d-{kind}</DATATYPE-DEFINITION-{kind}-REF></TYPE>"
        f"</ATTRIBUTE-DEFINITION-{kind}>"
    )


def value(kind: str, reference: str, words: str) -> str:
    ref = f"<DEFINITION><ATTRIBUTE-DEFINITION-{kind}-REF>{reference}</ATTRIBUTE-DEFINITION-{kind}-REF>"
    if kind == "XHTML":
        return (
            f"<ATTRIBUTE-VALUE-XHTML>{ref}</DEFINITION><THE-VALUE><xhtml:div>{words}</xhtml:div></THE-VALUE>"
            "</ATTRIBUTE-VALUE-XHTML>"
        )
    return f'<ATTRIBUTE-VALUE-{kind} THE-VALUE="{words}">{ref}</DEFINITION></ATTRIBUTE-VALUE-{kind}>'


def thing(identifier: str, *values: str, kind: str = "t-1") -> str:
    return (
        f'<SPEC-OBJECT IDENTIFIER="{identifier}"><TYPE><SPEC-OBJECT-TYPE-REF>{kind}</SPEC-OBJECT-TYPE-REF>'
        f"</TYPE><VALUES>{''.join(values)}</VALUES></SPEC-OBJECT>"
    )


def node(identifier: str, *children: str) -> str:
    return (
        f'<SPEC-HIERARCHY IDENTIFIER="h-{identifier}"><OBJECT><SPEC-OBJECT-REF>{identifier}</SPEC-OBJECT-REF>'
        f"</OBJECT><CHILDREN>{''.join(children)}</CHILDREN></SPEC-HIERARCHY>"
    )


def file(definitions: str, objects: str, hierarchy: str = "", tool: str = "ProR", relations: str = "") -> str:
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<REQ-IF xmlns="http://www.omg.org/spec/ReqIF/20110401/reqif.xsd" xmlns:xhtml="http://www.w3.org/1999/xhtml">
<THE-HEADER><REQ-IF-HEADER IDENTIFIER="x"><SOURCE-TOOL-ID>{tool}</SOURCE-TOOL-ID></REQ-IF-HEADER></THE-HEADER>
<CORE-CONTENT><REQ-IF-CONTENT><DATATYPES><DATATYPE-DEFINITION-STRING IDENTIFIER="d-STRING"/>
<DATATYPE-DEFINITION-XHTML IDENTIFIER="d-XHTML"/></DATATYPES><SPEC-TYPES>
<SPEC-OBJECT-TYPE IDENTIFIER="t-1"><SPEC-ATTRIBUTES>{definitions}</SPEC-ATTRIBUTES></SPEC-OBJECT-TYPE>
<SPEC-OBJECT-TYPE IDENTIFIER="t-h" LONG-NAME="Heading"/></SPEC-TYPES>
<SPEC-OBJECTS>{objects}</SPEC-OBJECTS>{relations}<SPECIFICATIONS><SPECIFICATION IDENTIFIER="s-1">
<CHILDREN>{hierarchy}</CHILDREN></SPECIFICATION></SPECIFICATIONS></REQ-IF-CONTENT></CORE-CONTENT></REQ-IF>"""


DIALECTS = {
    "RMF": ("ReqIF.ForeignID", "ReqIF.ChapterName", "ReqIF.Text"),
    "DOORS": ("Object Identifier", "Object Heading", "Object Text"),
    "Polarion": ("ID", "Heading", "Description"),
}


def plant(names: tuple[str, str, str], text: str = SENTENCE) -> str:
    key, heading, words = names
    definitions = (
        definition("STRING", "a-1", key)
        + definition("STRING", "a-2", heading)
        + definition("XHTML", "a-3", words)
        + definition("STRING", "a-4", "Verification")
        + definition("STRING", "a-5", "Category")
    )
    objects = (
        thing("o-1", value("STRING", "a-1", "P-1"), value("STRING", "a-2", "Filling"))
        + thing(
            "o-2",
            value("STRING", "a-1", "P-2"),
            value("XHTML", "a-3", text),
            value("STRING", "a-4", "test"),
            value("STRING", "a-5", "Safety"),
        )
        + thing("o-3", value("STRING", "a-1", "P-3"), value("XHTML", "a-3", "The tank shall be dry."))
        + thing("o-4", value("XHTML", "a-3", "The tank shall be clean."))
    )
    return file(definitions, objects, node("o-1", node("o-2", node("o-3"))))


def taken(content: str | bytes, name: str = "plant.reqif", mapping=None, snapshot=None):
    content = content.encode() if isinstance(content, str) else content
    return read_foreign(Path(name), content, snapshot or Snapshot(()), counted_ids(), mapping)


@pytest.mark.parametrize("tool", DIALECTS)
def test_a_dialect_is_mapped_by_the_names_of_its_attributes(tool: str):
    found = taken(plant(DIALECTS[tool]))
    told = [(one.key, one.text, one.section) for one in found.elements]
    assert told == [
        ("P-2", SENTENCE, "Filling"),
        ("P-3", "The tank shall be dry.", "Filling"),
        ("o-4", "The tank shall be clean.", "o"),
    ]
    first, second, last = (one for one in found.elements if isinstance(one, Requirement))
    assert (first.owner, second.owner, last.owner) == (None, first.id, None)
    assert first.category is Category.SAFETY
    key, heading, words = DIALECTS[tool]
    assert found.mapping == {key: "id", heading: "heading", words: "text", "Category": "category"}
    assert found.tool == "ProR"
    assert [one.attributes for one in found.elements] == [(Foreign("Verification", "test"),), (), ()]
    assert [one.message.split(": ")[1] for one in found.diagnostics if one.code == "columns-kept"] == [
        "Verification (1)"
    ]
    assert found.dropped == ()


def test_attributes_without_a_long_name_go_by_their_identifier_and_a_given_mapping():
    content = file(
        definition("STRING", "attr-key", None) + definition("STRING", "attr-words", None),
        thing("o-1", value("STRING", "attr-key", "K-7"), value("STRING", "attr-words", SENTENCE)),
    )
    with pytest.raises(Refused):
        taken(content)
    found = taken(content, mapping={"attr-key": "id", "attr-words": "text"})
    assert [(one.key, one.text) for one in found.elements] == [("K-7", SENTENCE)]


def test_a_given_mapping_goes_before_the_names_and_ignores_what_it_says():
    content = plant(("ID", "Heading", "Description"))
    found = taken(content, mapping={"Verification": "note", "ID": "ignore"})
    assert [one.key for one in found.elements] == ["o-2", "o-3", "o-4"]
    assert [one.note for one in found.elements] == ["test", "", ""]
    assert found.dropped == ()


def test_no_field_is_filled_by_two_attributes():
    assert detect(["Text", "Object Text", "Title"]) == {"Object Text": "text", "Title": "name"}


def test_a_mapping_file_is_toml_or_json_and_its_faults_are_told():
    wanted = {"Object Text": "text"}
    assert read_mapping(b'[attributes]\n"Object Text" = "text"', "m.toml") == wanted
    assert read_mapping(json.dumps({"attributes": wanted}).encode(), "m.json") == wanted
    for wrong in (b"\xff", b"[[[", b"{", b"a = 1", b'[attributes]\na = "colour"', b"[attributes]\na = []"):
        with pytest.raises(Refused) as refused:
            read_mapping(wrong, "m.toml")
        assert refused.value.diagnostics[0].code == "mapping"


def test_formatted_text_becomes_lines_and_pictures_are_told():
    text = (
        "\n  <xhtml:p>The tank\n  shall <xhtml:b>not</xhtml:b> leak</xhtml:p>"
        "<xhtml:ul><xhtml:li>oil &amp; fat</xhtml:li><xhtml:li>water</xhtml:li></xhtml:ul>"
        '<xhtml:object data="p.png" type="image/png"/>'
    )
    found = taken(plant(DIALECTS["RMF"], text))
    assert found.elements[0].text == "The tank shall not leak\noil & fat\nwater"
    assert any("ReqIF.Text (pictures)" in one for one in found.dropped)


def test_the_language_is_the_one_the_sentence_parses_as():
    content = plant(DIALECTS["RMF"], TYPED.replace('"', "&quot;"))
    assert [one.language for one in taken(content).elements][:2] == [Language.RESA, Language.EARS]


def test_relations_and_headings_are_told():
    relation = (
        '<SPEC-RELATIONS><SPEC-RELATION IDENTIFIER="r-1"><TYPE><SPEC-RELATION-TYPE-REF>t'
        "</SPEC-RELATION-TYPE-REF></TYPE><SOURCE><SPEC-OBJECT-REF>o-1</SPEC-OBJECT-REF></SOURCE><TARGET><SPEC-OBJECT-REF>o-1"
        "</SPEC-OBJECT-REF></TARGET></SPEC-RELATION></SPEC-RELATIONS>"
    )
    content = file(
        definition("STRING", "a-1", "Text"),
        thing("o-0", value("STRING", "a-1", "Pump"), kind="t-h") + thing("o-1", value("STRING", "a-1", "X")),
        node("o-0", node("o-1")),
        relations=relation,
    )
    found = taken(content)
    assert [one.section for one in found.elements] == ["Pump"]
    assert [one.code for one in found.diagnostics] == ["reqif-relation", "records-no-requirement"]


def archive(**files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files.items():
            packed.writestr(name.replace("__", "."), content)
    return out.getvalue()


def test_an_archive_is_read_and_its_pictures_are_told():
    found = taken(archive(a__reqif=plant(DIALECTS["RMF"]).encode(), p__png=b"x"), "plant.reqifz")
    assert [one.key for one in found.elements] == ["P-2", "P-3", "o-4"]
    assert "reqif-attachment" in [one.code for one in found.diagnostics]


GOOD = plant(DIALECTS["RMF"])
DTD = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b SYSTEM "file:///etc/hostname">]>'
BAD = {
    "an entity": (GOOD.replace("<REQ-IF ", DTD + "<REQ-IF ", 1).replace(SENTENCE, "&b;"), "reqif-dtd"),
    "a DTD": (GOOD.replace("<REQ-IF ", "<!DOCTYPE REQ-IF><REQ-IF ", 1), "reqif-dtd"),
    "an entity in UTF-16": (
        GOOD.replace("UTF-8", "UTF-16").replace("<REQ-IF ", DTD + "<REQ-IF ", 1).encode("utf-16"),
        "reqif-dtd",
    ),
    "another encoding than it says": (GOOD.replace(SENTENCE, "Größe").encode("cp1252"), "reqif-encoding"),
    "UTF-7": (GOOD.replace("UTF-8", "UTF-7"), "reqif-encoding"),
    "a control character": (GOOD.replace(SENTENCE, "a\x01b"), "reqif-xml"),
    "nothing": ("", "reqif-xml"),
    "half a file": (GOOD[:900], "reqif-xml"),
    "another root": ("<REQ-IFS/>", "reqif-schema"),
    "no identifier": (GOOD.replace('SPEC-OBJECT IDENTIFIER="o-2"', "SPEC-OBJECT"), "reqif-schema"),
    "deep nesting": ("<REQ-IF>" + "<a>" * 5000 + "</a>" * 5000 + "</REQ-IF>", "reqif-too-large"),
}


@pytest.mark.parametrize("what", BAD)
def test_a_bad_file_is_refused_with_a_diagnostic(what: str):
    content, code = BAD[what]
    with pytest.raises(Refused) as refused:
        taken(content)
    assert refused.value.diagnostics[0].code == code
    assert "hostname" not in refused.value.diagnostics[0].message


def test_a_bad_archive_is_refused_with_a_diagnostic():
    good = archive(a__reqif=GOOD.encode())
    bad = {
        b"PK\x03\x04nonsense": "reqif-archive",
        good[:-40]: "reqif-archive",
        archive(p__png=b"x"): "reqif-archive",
        archive(a__reqif=b"<REQ-IF>" + b" " * (65 << 20)): "reqif-too-large",
        archive(a__reqif=b"<a/>"): "reqif-schema",
    }
    for content, code in bad.items():
        with pytest.raises(Refused) as refused:
            taken(content, "plant.reqifz")
        assert refused.value.diagnostics[0].code == code


def test_a_line_of_a_megabyte_is_taken_over():
    words = "The tank shall " + "be dry and " * 100_000 + "full."
    assert len(taken(plant(DIALECTS["RMF"], words)).elements[0].text) == len(words)


def test_a_file_without_requirements_says_so():
    found = read_records(file("", "").encode(), "empty.reqif")
    assert [one.code for one in found.diagnostics] == ["reqif-empty"]


def test_the_command_line_shows_the_mapping_and_takes_one(tmp_path: Path, capsys):
    source, project, mapping = tmp_path / "plant.reqif", tmp_path / "p.bzn", tmp_path / "m.toml"
    source.write_text(GOOD, encoding="utf-8")
    mapping.write_text('[attributes]\nVerification = "note"', encoding="utf-8")
    assert main(["requirements", "parse", str(source), "--json"]) == 1
    assert [one["id"] for one in json.loads(capsys.readouterr().out)] == ["P-2", "P-3", "o-4"]
    assert main(["new", str(project)]) == 0
    capsys.readouterr()
    assert main(["import", str(source), "--into", str(project), "--mapping", str(mapping), "--json"]) == 0
    report = json.loads(capsys.readouterr().out)[0]
    assert (report["format"], report["tool"], report["kept"]) == ("ReqIF", "ProR", {"requirement": 3})
    assert report["mapping"]["Verification"] == "note"


def test_nothing_is_lost_where_an_identifier_comes_twice_or_names_nothing():
    content = file(
        definition("STRING", "a-1", "ID") + definition("STRING", "a-2", "Text"),
        "".join(
            thing("o-1", value("STRING", "a-1", key), value("STRING", "a-2", text))
            for key, text in (("A", SENTENCE), ("B", "The lamp shall glow."))
        ),
        node("o-1", node("o-9")),
    )
    found = taken(content)
    assert [(one.key, one.text) for one in found.elements] == [("A", SENTENCE), ("B", "The lamp shall glow.")]
    told = {one.code: one.message for one in found.diagnostics}
    assert "o-1 twice" in told["reqif-double"]
    assert told["reqif-place"].endswith(": 1")


def test_what_the_library_cannot_read_is_named_by_its_element_and_line():
    content = file("", "").replace(
        "<SPEC-TYPES>",
        '<SPEC-TYPES>\n<SPEC-OBJECT-TYPE IDENTIFIER="t"><SPEC-ATTRIBUTES>'
        '<ATTRIBUTE-DEFINITION-STRING IDENTIFIER="a"/></SPEC-ATTRIBUTES></SPEC-OBJECT-TYPE>',
    )
    with pytest.raises(Refused) as refused:
        taken(content)
    (told,) = refused.value.diagnostics
    assert told.code == "reqif-schema"
    assert "ATTRIBUTE-DEFINITION-STRING lacks" in told.message
    assert told.line is not None
    assert "0x" not in told.message
