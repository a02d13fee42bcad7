"""ReqIF in and out again: formats, places and checks stay, and what is written is what the standard has."""

import os
import re
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
import reqif
import xmlschema
from hypothesis import given, settings
from hypothesis import strategies as st

from core.cli import main
from core.exchange.exporting import export_requirements
from core.exchange.importing import import_file, read_foreign
from core.ground.identity import counted_ids
from core.model import Foreign, Formatted, Requirement, RequirementCheck, Snapshot
from core.project import create_project, open_project
from tests.core.exchange.test_reqif_in import (
    DIALECTS,
    SENTENCE,
    definition,
    file,
    node,
    plant,
    taken,
    thing,
    value,
)

WHEN = datetime(2026, 5, 4, 3, 2, 1, tzinfo=UTC)
XHTML = "{http://www.w3.org/1999/xhtml}"
HOME = "{http://www.omg.org/spec/ReqIF/20110401/reqif.xsd}"
RICH = '<xhtml:p>The <xhtml:b class="k">tank</xhtml:b> shall <xhtml:em>not</xhtml:em> leak.</xhtml:p>'


@cache
def schema() -> xmlschema.XMLSchema:
    """The schema of the standard, which the library that reads ReqIF brings along."""
    home, before = Path(reqif.__file__).parent, Path.cwd()
    os.chdir(home.parent)  # the schema names its parts from there
    try:
        return xmlschema.XMLSchema(str(home / "reqif_schema" / "reqif.xsd"), allow="local")
    finally:
        os.chdir(before)


def written(snapshot: Snapshot) -> str:
    content, _lost = export_requirements("reqif", snapshot, "Plant", WHEN)
    return content.decode()


def attributes(text: str, key: str) -> dict[str, ET.Element]:
    """What stands in each formatted attribute of the requirement of that key."""
    for thing_ in ET.fromstring(text).iter(f"{HOME}SPEC-OBJECT"):
        values = {one.findtext(f".//{HOME}DEFINITION/*"): one for one in thing_.find(f"{HOME}VALUES")}
        if values["attribute-key"].get("THE-VALUE") == key:
            return {
                name.removeprefix("attribute-"): one.find(f"{HOME}THE-VALUE")
                for name, one in values.items()
                if one.find(f"{HOME}THE-VALUE") is not None
            }
    raise AssertionError(key)


def canonical(markup: str) -> str:
    return ET.canonicalize(f'<x xmlns:xhtml="http://www.w3.org/1999/xhtml">{markup}</x>', strip_text=False)


def inside(one: ET.Element) -> str:
    """The content of the element in one form, whatever its prefixes."""
    content = "".join(ET.tostring(child, encoding="unicode") for child in one)
    return re.sub(r"\b\w+:(?=\w+[\s>/])|\s+xmlns:\w+=\"[^\"]*\"", "", canonical_children(content))


def canonical_children(content: str) -> str:
    return ET.canonicalize(f"<x>{content}</x>").removeprefix("<x>").removesuffix("</x>")


def bare(markup: str) -> str:
    return re.sub(r"xhtml:| xmlns:xhtml=\"[^\"]*\"|</?x>", "", canonical(markup))


def test_a_format_that_nobody_touched_is_written_as_it_was_and_another_one_is_written_anew():
    found = taken(plant(DIALECTS["RMF"], RICH), mapping={"Verification": "rationale"})
    first, *others = found.elements
    assert first.text == "The tank shall not leak."
    out = attributes(written(Snapshot(found.elements)), "P-2")
    assert inside(out["text"]) == bare(f"<xhtml:div>{RICH}</xhtml:div>")
    edited = replace(first, text="The tank shall be <tight>.")
    out = attributes(written(Snapshot([edited, *others])), "P-2")
    assert inside(out["text"]) == "<div>The tank shall be &lt;tight&gt;.</div>"


def test_a_picture_is_named_still_and_told_to_be_elsewhere():
    picture = 'Full <xhtml:object data="p.png" type="image/png">tank</xhtml:object>'
    found = taken(plant(DIALECTS["RMF"], picture))
    content, lost = export_requirements("reqif", Snapshot(found.elements), "Plant", WHEN)
    assert b'<xhtml:object data="p.png" type="image/png">tank</xhtml:object>' in content
    assert [(one.code, "P-2" in one.message) for one in lost] == [("reqif-picture", True)]


def test_what_runs_or_has_no_place_in_reqif_is_not_kept():
    wild = (
        '<xhtml:p onclick="x()">A<xhtml:script>alert(1)</xhtml:script> <xhtml:b>pump</xhtml:b> '
        '<xhtml:a href="javascript:x()">shall</xhtml:a> run.<!-- c --></xhtml:p>'
    )
    kept = taken(plant(DIALECTS["RMF"], wild)).elements[0].formatted
    said = "Aalert(1) <xhtml:b>pump</xhtml:b> <xhtml:a>shall</xhtml:a> run."
    assert kept == (Formatted("text", f"<xhtml:div><xhtml:p>{said}</xhtml:p></xhtml:div>"),)


@pytest.mark.parametrize(
    "kept",
    [
        "<xhtml:div>Stop",
        "&lol;",
        "<div>Stop</div></kept><kept>",
        "<xhtml:div>Go</xhtml:div>",
        pytest.param("<xhtml:b>" * 9999 + "Stop" + "</xhtml:b>" * 9999, id="deep"),
    ],
)
def test_a_kept_format_that_is_broken_or_says_otherwise_does_no_harm(kept: str):
    one = Requirement(id=counted_ids()(), key="A", text="Stop", formatted=(Formatted("text", kept),))
    assert inside(attributes(written(Snapshot([one])), "A")["text"]) == "<div>Stop</div>"


INLINE = st.sampled_from(["b", "i", "em", "strong", "sub", "sup", "span", "code"])
WORD = st.text(st.sampled_from("abc <>&\"'é"), min_size=1, max_size=6)


def _escaped(words: str) -> str:
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _tagged(inner):
    return st.builds(lambda tag, said: f"<xhtml:{tag}>{said}</xhtml:{tag}>", INLINE, inner)


RUNS = st.recursive(
    WORD.map(_escaped), lambda inner: _tagged(inner) | st.lists(inner, max_size=3).map("".join), max_leaves=6
)
BLOCKS = st.one_of(
    RUNS.map(lambda said: f"<xhtml:p>{said}</xhtml:p>"),
    st.lists(RUNS, min_size=1, max_size=2).map(
        lambda items: f"<xhtml:ul>{''.join(f'<xhtml:li>{one}</xhtml:li>' for one in items)}</xhtml:ul>"
    ),
    RUNS.map(lambda said: f'<xhtml:p style="color:red">{said}<xhtml:br/>x</xhtml:p>'),
)
TEXTS = st.lists(BLOCKS, min_size=1, max_size=3).map("".join)


def told(elements) -> list[tuple]:
    """All that requirements and their checks say, by keys instead of ids."""
    keys = {one.id: one.key for one in elements if isinstance(one, Requirement)}
    return sorted(
        (
            one.kind,
            getattr(one, "key", getattr(one, "statement", "")),
            keys.get(one.owner, ""),
            *(repr(getattr(one, name, "")) for name in ("name", "text", "formatted", "language", "source")),
            *(repr(getattr(one, name, "")) for name in ("category", "section", "rationale", "priority")),
        )
        for one in elements
    )


@settings(max_examples=40)
@given(TEXTS, TEXTS)
def test_what_came_in_goes_out_and_comes_in_again_the_same(text: str, reason: str):
    content = file(
        definition("STRING", "a-1", "ID")
        + definition("XHTML", "a-2", "Text")
        + definition("XHTML", "a-3", "Rationale"),
        thing("o-1", value("STRING", "a-1", "A"), value("XHTML", "a-2", "The <xhtml:b>pump</xhtml:b>" + text))
        + thing(
            "o-2", value("STRING", "a-1", "B"), value("XHTML", "a-2", "x"), value("XHTML", "a-3", reason)
        ),
        node("o-1", node("o-2")),
    )
    first = taken(content)
    out = written(Snapshot(first.elements))
    assert next(schema().iter_errors(out), None) is None
    again = read_foreign(Path("plant.reqif"), out.encode(), Snapshot(()), counted_ids())
    assert told(again.elements) == told(first.elements)
    assert again.dropped == ()
    assert written(Snapshot(again.elements)) == out


CHECKS = ("every flow where crosses_zone is yes: encrypted is yes", 'evidence "Factory test" is unaltered')


def checked_plant(*statements: str) -> Snapshot:
    ids = counted_ids()
    one = Requirement(id=ids(), key="A-1", name="A-1", text=SENTENCE)
    other = Requirement(id=ids(), key="A-2", name="A-2", text="The pump shall stop.", owner=one.id)
    return Snapshot(
        [one, other, *(RequirementCheck(id=ids(), owner=one.id, statement=said) for said in statements)]
    )


def test_the_file_has_the_order_that_the_standard_demands():
    good = written(checked_plant(*CHECKS))
    assert next(schema().iter_errors(good), None) is None
    # The judge sees what is wrong: another order, and an element that formatted text has not.
    swapped = re.sub(r"(<THE-HEADER>.*?</THE-HEADER>)(.*)(</REQ-IF>)", r"\2\1\3", good, flags=re.DOTALL)
    assert next(schema().iter_errors(swapped), None) is not None
    strange = good.replace("<xhtml:div>The pump shall stop.", "<xhtml:div><xhtml:blink/>")
    assert next(schema().iter_errors(strange), None) is not None


@pytest.mark.parametrize("form", ["reqif", "csv", "xlsx", "markdown"])
@pytest.mark.parametrize("many", [0, 1, 2])
def test_checks_go_out_and_come_in_again(form: str, many: int):
    snapshot = checked_plant(*CHECKS[:many])
    content, lost = export_requirements(form, snapshot, "Plant", WHEN)
    assert lost == []
    name = {"reqif": "p.reqif", "markdown": "p.md"}.get(form, f"p.{form}")
    found = read_foreign(Path(name), content, Snapshot(()), counted_ids())
    checks = [one for one in found.elements if isinstance(one, RequirementCheck)]
    assert [one.statement for one in checks] == list(CHECKS[:many])
    keys = {one.id: one.key for one in found.elements if isinstance(one, Requirement)}
    assert {keys[one.owner] for one in checks} <= {"A-1"}


@pytest.mark.parametrize("form", ["reqif", "csv"])
def test_a_check_that_the_file_has_otherwise_is_changed_and_keeps_its_id(form: str):
    before = checked_plant(*CHECKS)
    said = "every flow where crosses_zone is yes: encrypted is unknown"
    added = "no component: hardened is no"
    content, _lost = export_requirements(form, checked_plant(CHECKS[1], said, added), "Plant", WHEN)
    found = read_foreign(Path(f"p.{form}"), content, before, counted_ids())
    first, _second = before.of(RequirementCheck)
    assert [(one.id, one.statement) for one in found.changed if one.kind == "check"] == [(first.id, said)]
    assert [one.statement for one in found.elements] == [added]


def test_a_column_of_other_checks_is_kept_and_is_no_check():
    found = read_foreign(
        Path("p.csv"), b"id,text,checks\nA,The pump shall stop.,done on Friday\n", Snapshot(()), counted_ids()
    )
    assert [one.kind for one in found.elements] == ["requirement"]
    assert found.elements[0].attributes == (Foreign("checks", "done on Friday"),)


def prefixed(text: str, prefix: str) -> str:
    """The file as a tool writes it that gives the names of ReqIF a prefix."""
    text = re.sub(r"<(/?)(?=[A-Z])", rf"<\1{prefix}:", text)
    return text.replace(' xmlns="', f' xmlns:{prefix}="')


@pytest.mark.parametrize("prefix", ["reqif", "r.if-1"])
def test_names_of_reqif_may_have_a_prefix(prefix: str):
    content = plant(DIALECTS["DOORS"], RICH)
    found, wanted = taken(prefixed(content, prefix)), taken(content)
    assert f"<{prefix}:REQ-IF " in prefixed(content, prefix)
    assert (found.elements, found.dropped, found.tool) == (wanted.elements, wanted.dropped, wanted.tool)


def test_each_type_of_objects_has_attributes_of_its_own():
    types = "".join(
        f'<SPEC-OBJECT-TYPE IDENTIFIER="t-{name}"><SPEC-ATTRIBUTES>'
        + definition("STRING", f"{name}-txt", f"{name}-REQ-TXT")
        + definition("STRING", f"{name}-st", f"{name}-REQ-STATUS")
        + "</SPEC-ATTRIBUTES></SPEC-OBJECT-TYPE>"
        for name in ("FUNC", "PERF")
    )
    objects = "".join(
        thing(f"o-{name}", value("STRING", f"{name}-txt", said), kind=f"t-{name}")
        for name, said in (("FUNC", "The pump shall run."), ("PERF", "The pump shall stop."))
    )
    content = file("", objects).replace("<SPEC-TYPES>", f"<SPEC-TYPES>{types}")
    found = taken(content)
    assert [one.text for one in found.elements] == ["The pump shall run.", "The pump shall stop."]
    assert found.mapping == {"FUNC-REQ-TXT": "text", "PERF-REQ-TXT": "text"}


def test_comments_of_an_editor_and_attributes_without_a_name_do_no_harm():
    words = "<!-- x-tinymce/html -->The ###<!-- x-tinymce/html -->tank shall be full."
    content = file(
        definition("XHTML", "a-1", None) + definition("STRING", "a-2", None),
        thing("o-1", value("XHTML", "a-1", words), value("STRING", "a-2", "1672600")),
    )
    (found,) = taken(content).elements
    assert (found.key, found.text) == ("o-1", "The ###tank shall be full.")


def placed(hierarchy: str) -> str:
    return file(
        definition("STRING", "a-1", "ID") + definition("STRING", "a-2", "Text"),
        "".join(
            thing(f"o-{key}", value("STRING", "a-1", key), value("STRING", "a-2", f"The pump shall {key}."))
            for key in "ABC"
        ),
        hierarchy,
    )


def owners(snapshot: Snapshot) -> dict[str, str]:
    found = {one.id: one.key for one in snapshot.of(Requirement)}
    return {one.key: found.get(one.owner, "") for one in snapshot.of(Requirement)}


FIRST = node("o-A", node("o-B")) + node("o-C")
TURNED = node("o-B", node("o-A")) + node("o-C")
MOVED = node("o-A") + node("o-C", node("o-B"))


@pytest.mark.parametrize(
    ("later", "wanted"),
    [
        (MOVED, {"A": "", "B": "C", "C": ""}),
        (TURNED, {"A": "B", "B": "", "C": ""}),
        (node("o-A") + node("o-B") + node("o-C"), {"A": "", "B": "", "C": ""}),
    ],
)
def test_a_requirement_moves_with_the_file_and_keeps_its_id(tmp_path: Path, later: str, wanted: dict):
    path = tmp_path / "plant.reqif"
    with create_project(tmp_path / "p.bzn") as project:
        path.write_text(placed(FIRST), encoding="utf-8")
        import_file(project, path)
        before = {one.key: one.id for one in project.snapshot().of(Requirement)}
        path.write_text(placed(later), encoding="utf-8")
        found = import_file(project, path)
        assert (found.conflicts, found.elements) == ((), ())
        assert owners(project.snapshot()) == wanted
        assert {one.key: one.id for one in project.snapshot().of(Requirement)} == before


def test_a_requirement_that_a_person_moved_stays_until_the_file_moves_it_too(tmp_path: Path, capsys):
    path = tmp_path / "plant.reqif"
    with create_project(tmp_path / "p.bzn") as project:
        path.write_text(placed(FIRST), encoding="utf-8")
        import_file(project, path)
        found = {one.key: one for one in project.snapshot().of(Requirement)}
        with project.change("Move") as edit:
            edit.set(found["B"], owner=None)
        import_file(project, path, again=True)
        assert owners(project.snapshot()) == {"A": "", "B": "", "C": ""}
        path.write_text(placed(MOVED), encoding="utf-8")
        found = import_file(project, path)
        assert len(found.conflicts) == 1
        assert owners(project.snapshot()) == {"A": "", "B": "", "C": ""}
    assert main(["import", str(path), "--into", str(tmp_path / "p.bzn"), "--take", "theirs"]) == 0
    with open_project(tmp_path / "p.bzn") as project:
        assert owners(project.snapshot())["B"] == "C"


def test_a_circle_of_parents_and_a_parent_that_is_nowhere_are_told():
    table = b"id,text,parent\nA,The pump shall stop.,B\nB,The pump shall run.,A\nC,The pump shall hum.,Z\n"
    found = read_foreign(Path("p.csv"), table, Snapshot(()), counted_ids())
    assert owners(Snapshot(found.elements)) == {"A": "", "B": "A", "C": ""}
    assert [words.split(":")[0] for words in found.dropped] == ["C", "A"]
