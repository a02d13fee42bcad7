"""Requirements as ReqIF: what is written is read again as it was, by us and by the library."""

import json
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree as ET

from hypothesis import given, settings
from hypothesis import strategies as st
from reqif.parser import ReqIFParser
from reqif.unparser import ReqIFUnparser

from core.cli import main
from core.exchange.exporting import export_requirements
from core.exchange.importing import read_foreign
from core.ground.identity import counted_ids
from core.model import Category, Language, Requirement, Snapshot
from core.project import create_project, open_project

WHEN = datetime(2026, 5, 4, 3, 2, 1, tzinfo=UTC)

IN_XML = st.characters(blacklist_categories=["Cs", "Cc"], blacklist_characters="\ufffe\uffff")
WORDS = st.text(st.one_of(IN_XML, st.sampled_from("\n\t\r <>&\"'")), max_size=30)
SAID = WORDS.filter(str.strip)
KEYS = st.lists(
    st.from_regex(r"[A-Za-z][\w<>&\"'.-]{0,8}", fullmatch=True), min_size=1, max_size=4, unique=True
)


@st.composite
def models(draw) -> Snapshot:
    ids = counted_ids()
    made: list[Requirement] = []
    for key in draw(KEYS):
        owner = draw(st.sampled_from([None, *(one.id for one in made)]))
        facts = {field: draw(WORDS) for field in ("section", "priority", "source", "rationale", "note")}
        made.append(
            Requirement(
                id=ids(),
                owner=owner,
                key=key,
                name=draw(SAID),
                text=draw(SAID),
                language=draw(st.sampled_from(Language)),
                category=draw(st.sampled_from(Category)),
                **facts,
            )
        )
    return Snapshot(made)


def told(elements) -> dict[str, tuple]:
    keys = {one.id: one.key for one in elements}
    fields = ("name", "text", "language", "category", "section", "priority", "source", "rationale", "note")
    return {one.key: (keys.get(one.owner), *(getattr(one, field) for field in fields)) for one in elements}


def back(content: bytes) -> tuple[Requirement, ...]:
    return read_foreign(Path("x.reqif"), content, Snapshot(()), counted_ids()).elements


@given(models())
@settings(max_examples=60)
def test_out_and_in_again_gives_the_same_requirements(snapshot: Snapshot):
    content, lost = export_requirements("reqif", snapshot, "Plant & <co>", WHEN)
    assert lost == []
    assert told(back(content)) == told(snapshot.of(Requirement))
    again = ReqIFUnparser.unparse(ReqIFParser.parse_from_string(content.decode()))
    assert told(back(again.encode())).keys() == told(snapshot.of(Requirement)).keys()


def plain() -> Snapshot:
    ids = counted_ids()
    first = Requirement(id=ids(), key="A-1", name="A-1", text='The "pump" shall <run> & stop.')
    return Snapshot([first, Requirement(id=ids(), key="A-2", name="A-2", text="Ä", owner=first.id)])


def test_the_library_writes_the_file_as_it_read_it_and_ids_are_stable():
    content, _lost = export_requirements("reqif", plain(), "Plant", WHEN)
    assert ReqIFUnparser.unparse(ReqIFParser.parse_from_string(content.decode())) == content.decode()
    assert export_requirements("reqif", plain(), "Plant", WHEN)[0] == content
    root = ET.fromstring(content)
    found = [one.get("IDENTIFIER") for one in root.iter() if one.tag.endswith("}SPEC-OBJECT")]
    assert found == [f"_{one.id}" for one in plain().of(Requirement)]


def test_control_characters_are_left_out_and_told():
    snapshot = Snapshot([Requirement(id=counted_ids()(), key="A", text="a\x01b\x0bc")])
    content, lost = export_requirements("reqif", snapshot, "x\x02", WHEN)
    assert [one.code for one in lost] == ["reqif-control"]
    assert [one.text for one in back(content)] == ["abc"]


def test_the_command_line_writes_a_file_once(tmp_path: Path, capsys):
    project, out = tmp_path / "p.bzn", tmp_path / "p.reqif"
    with create_project(project) as made, made.change("Fill") as edit:
        edit.new(Requirement, key="A-1", text="The pump shall stop.")
    assert main(["export", "reqif", str(project), "--out", str(out), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"files": [str(out)], "remarks": []}
    before = out.read_bytes()
    assert main(["export", "reqif", str(project), "--out", str(out)]) == 2
    assert out.read_bytes() == before
    assert main(["new", str(tmp_path / "q.bzn")]) == 0
    assert main(["import", str(out), "--into", str(tmp_path / "q.bzn")]) == 0
    with open_project(tmp_path / "q.bzn") as other:
        assert [one.key for one in other.snapshot().of(Requirement)] == ["A-1"]
