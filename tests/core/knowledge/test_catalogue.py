"""Reading catalogues: what is right is kept, what is wrong is refused with its place."""

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.ground.diagnostic import Diagnostic, Refused
from core.knowledge import catalogue_names, catalogue_versions, load_catalogue, read_catalogue, threat_rules
from core.knowledge.document import DEEPEST, LARGEST, read_document
from core.knowledge.record import MOST_FAULTS

RULE = """\
catalogue: rules/mine
kind: rules
version: "1.0"
rights: ours
lists:
  talk: [modbus, s7]
entries:
  - id: TRY-001
    title: Forged {flow.data} on {flow}
    applies_to: flow
    when:
      all:
        - {fact: flow.protocol, names: talk}
        - {fact: flow.authenticated, is: no}
    stride: [S]
    severity: high
    effect: {kind: spoof, on: flow, budget: 2}
    references: [CWE-306]
    mitigations: [MIT-001]
    why: "{source} may be anyone."
"""


def faults(text: str) -> list[tuple[int | None, int | None, str]]:
    with pytest.raises(Refused) as refused:
        read_catalogue(text.encode(), "mine.yaml")
    assert all(fault.file == "mine.yaml" for fault in refused.value.diagnostics)
    return [(fault.line, fault.column, fault.message) for fault in refused.value.diagnostics]


def told(text: str) -> tuple[Diagnostic, ...]:
    """What reading the text has to say; nothing where it is a catalogue."""
    try:
        read_catalogue(text.encode("utf-8", "replace"), "any.yaml")
    except Refused as refused:
        return refused.diagnostics
    return ()


def test_a_rule_of_ones_own_is_read():
    catalogue = read_catalogue(RULE.encode(), "mine.yaml")
    assert (catalogue.name, catalogue.kind, catalogue.version) == ("rules/mine", "rules", "1.0")
    (rule,) = catalogue.entries
    assert rule.id == "TRY-001"


@pytest.mark.parametrize(
    ("right", "wrong", "line", "column", "word"),
    [
        ("id: TRY-001", "id: try 1", 8, 9, "id"),
        ("id: TRY-001", "number: TRY-001", 8, 5, "id"),
        ("severity: high", "severity: terrible", 16, 15, "severity"),
        ("severity: high", "severity: [high]", 16, 15, "severity"),
        ("stride: [S]", "stride: [X]", 15, 14, "X"),
        ("stride: [S]", "stride: []", 15, 13, "stride"),
        ("stride: [S]", "stride: [S, S]", 15, 17, "twice"),
        ("stride: [S]", "stride: S", 15, 13, "list"),
        ("applies_to: flow", "applies_to: cloud", 10, 17, "applies"),
        ("flow.authenticated", "flow.colour", 14, 18, "flow.colour"),
        ("flow.authenticated", "flow.__class__", 14, 18, "__class__"),
        ("flow.authenticated", "flow.source.source.authenticated", 14, 18, "source.source"),
        ("flow.authenticated", "pump.authenticated", 14, 18, "pump"),
        ("is: no", "is: maybe", 14, 42, "maybe"),
        ("is: no", "in: [yes, no]", 14, 42, "truth"),
        ("is: no", "at_least: 2", 14, 11, "exactly one"),
        ("is: no", "is: no, in: [yes]", 14, 11, "exactly one"),
        ("names: talk", "names: {a: b}", 13, 40, "text"),
        ("all:", "each:", 12, 7, "premise"),
        ("names: talk", "names: talk, excluded_by: {a: b}", 13, 59, "text"),
        ("is: no", "is: no, excluded_by: talk", 14, 46, "excluded_by"),
        ("{flow.data}", "{flow.id}", 9, 12, "flow.id"),
        ("{flow.data}", "{flow.data!r}", 9, 12, "placeholder"),
        ("{flow.data}", "{0}", 9, 12, "placeholder"),
        ("on: flow", "on: pump", 17, 31, "pump"),
        ("kind: spoof", "kind: explode", 17, 20, "kind"),
        ("budget: 2", "budget: -1", 17, 45, "budget"),
        ("budget: 2", "budget: 1e3", 17, 45, "budget"),
        ("CWE-306", "306", 18, 18, "306"),
        ("MIT-001", "AC-2", 19, 19, "AC-2"),
        ("kind: rules", "kind: recipes", 2, 7, "kind"),
        ('version: "1.0"', "version: new", 3, 10, "version"),
        ("rights: ours", "rights:", 4, 8, "rights"),
    ],
)
def test_a_fault_is_refused_with_its_place(right, wrong, line, column, word):
    assert right in RULE
    found = faults(RULE.replace(right, wrong, 1))
    assert (line, column) in [(fault[0], fault[1]) for fault in found]
    assert any(word in fault[2] for fault in found)


def test_all_faults_of_a_file_are_told_at_once_in_their_order():
    found = faults(RULE.replace("TRY-001", "1").replace("high", "huge").replace("[S]", "[Q]"))
    assert [line for line, _column, _message in found] == [8, 15, 16]


def test_a_file_full_of_faults_is_given_up():
    entry = RULE[RULE.index("  - id") :]
    found = faults(RULE + entry * 200)
    assert len(found) == MOST_FAULTS


def test_an_id_that_occurs_twice_is_refused_where_it_occurs_again():
    entry = RULE[RULE.index("  - id") :]
    assert faults(RULE + entry) == [(21, 9, "The id TRY-001 occurs twice")]


@pytest.mark.parametrize(
    ("text", "line", "word"),
    [
        ("a: &x [1]\nb: *x\n", 1, "Anchors"),
        ("a: 1\nb: *x\n", 2, "Anchors"),
        ("a: !!python/object/apply:os.system [ls]\n", 1, "Tags"),
        ("a: !!int 3\n", 1, "Tags"),
        ("a: 1\na: 2\n", 2, "twice"),
        ("a: 1\n---\nb: 2\n", 2, "second document"),
        ("? [a]\n: 1\n", 1, "name must be a text"),
        ("a: [1\n", 2, "not YAML"),
        ("a: \x01\n", 1, "not YAML"),
        ("- a\n", 1, "named parts"),
        ("", 1, "named parts"),
        ("a: " + "[" * (DEEPEST + 1) + "]" * (DEEPEST + 1), 1, "deeper"),
        ("<<: {a: 1}\n<<: {b: 1}\n", 2, "twice"),
    ],
)
def test_yaml_that_no_catalogue_needs_is_refused_with_its_place(text, line, word):
    with pytest.raises(Refused) as refused:
        read_document(text.encode(), "hostile.yaml")
    (fault,) = refused.value.diagnostics
    assert (fault.file, fault.line) == ("hostile.yaml", line)
    assert word in fault.message


def test_a_bomb_of_aliases_is_refused_at_its_first_anchor():
    lines = ["a: &a [lol, lol, lol]"]
    lines += [
        f"{here}: &{here} [*{there}, *{there}, *{there}]"
        for there, here in zip("abcdefgh", "bcdefghi", strict=True)
    ]
    with pytest.raises(Refused) as refused:
        read_document("\n".join(lines).encode(), "bomb.yaml")
    assert refused.value.diagnostics[0].line == 1


@pytest.mark.timeout(20)
@pytest.mark.parametrize("piece", ["[", "{", "- ", "a: [", '"', "? ", "&", "a" * 1100 + ": [", "\n"])
def test_a_million_repetitions_of_anything_end_quickly(piece):
    with pytest.raises(Refused):
        read_document((piece * 1_000_000)[: LARGEST - 1].encode(), "hostile.yaml")


def test_a_file_that_is_too_large_or_not_utf8_is_refused():
    for content in (b"a" * (LARGEST + 1), b"a: 1\nb: \xff\xfe\n"):
        with pytest.raises(Refused):
            read_document(content, "hostile.yaml")


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(text):
    assert all(fault.file == "any.yaml" for fault in told(text))


@given(st.data())
def test_any_damage_to_a_good_catalogue_is_read_or_refused(data):
    start = data.draw(st.integers(0, len(RULE)))
    end = data.draw(st.integers(start, min(len(RULE), start + 30)))
    damage = data.draw(st.text(max_size=8))
    damaged = RULE[:start] + damage + RULE[end:]
    assert all(fault.line for fault in told(damaged))


def test_a_name_that_is_no_catalogue_is_refused_and_leads_nowhere_else():
    for name in ("nothing", "../../core/model", "rules/../weaknesses", "/etc/passwd", "", "rules"):
        with pytest.raises(Refused) as refused:
            load_catalogue(name)
        assert refused.value.diagnostics[0].code == "catalogue-missing"


def test_a_catalogue_is_read_once_until_its_file_changes(tmp_path, monkeypatch):
    folder = tmp_path / "rules"
    folder.mkdir()
    (folder / "mine.yaml").write_text(RULE)
    monkeypatch.setattr("core.knowledge.catalogue.resource_folder", lambda _name: tmp_path)
    first = load_catalogue("rules/mine")
    assert load_catalogue("rules/mine") is first
    (folder / "mine.yaml").write_text(RULE.replace('"1.0"', '"1.1"'))
    assert load_catalogue("rules/mine").version == "1.1"
    assert [found.version for found in catalogue_versions()] == ["1.1"]


def test_rules_of_two_catalogues_with_one_id_are_refused(tmp_path, monkeypatch):
    (tmp_path / "rules").mkdir()
    for name in ("one", "two"):
        (tmp_path / "rules" / f"{name}.yaml").write_text(RULE.replace("rules/mine", f"rules/{name}"))
    monkeypatch.setattr("core.knowledge.catalogue.resource_folder", lambda _name: tmp_path)
    with pytest.raises(Refused, match="TRY-001"):
        threat_rules()


def test_the_versions_name_every_catalogue_and_the_digest_of_its_file():
    versions = catalogue_versions()
    assert tuple(version.name for version in versions) == catalogue_names()
    assert all(len(version.sha256) == 64 for version in versions)


@pytest.mark.parametrize(
    ("kind", "entry", "word"),
    [
        ("mitigations", "requirement: The {pump} shall stop.", "shall"),
        ("mitigations", "requirement: The {system} stops.", "shall"),
        ("mitigations", "references: [CWE-306]", "CWE-306"),
        ("tests", "kinds: [cloud]", "cloud"),
        ("tests", "facts: [colour]", "colour"),
        ("weaknesses", "id: CAPEC-1", "id"),
        ("weaknesses", "keywords: [one]", "2 entries"),
    ],
)
def test_entries_of_the_other_kinds_are_held_to_their_form(kind, entry, word):
    good = {
        "mitigations": {
            "id": "MIT-001", "title": "t", "text": "x", "requirement": "The {system} shall stop.",
            "references": "[SR 1.2]",
        },
        "tests": {
            "id": "TST-001", "title": "t", "do": "x", "observe": "y", "kinds": "[connector]",
            "references": "[CWE-1]",
        },
        "weaknesses": {
            "id": "CWE-1", "title": "t", "description": "d", "keywords": "[a, b]", "examples": "[e]",
        },
    }[kind]  # fmt: skip
    head = textwrap.dedent(f"""\
        catalogue: mine
        kind: {kind}
        version: "1.0"
        rights: ours
        entries:
        """)

    def written(parts: dict[str, str]) -> str:
        lines = [f"{name}: {value}" for name, value in parts.items()]
        return head + "  - " + "\n    ".join(lines) + "\n"

    assert len(read_catalogue(written(good).encode(), "mine.yaml").entries) == 1
    name, value = entry.split(": ", 1)
    assert any(word in message for _line, _column, message in faults(written({**good, name: value})))
