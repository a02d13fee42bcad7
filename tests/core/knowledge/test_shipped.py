"""The catalogues we ship: large enough, whole, and true to the identifiers of those they refer to."""

import gzip
import json
import re
from collections.abc import Iterator

import pytest
from defusedxml import ElementTree

from core.ground.diagnostic import Severity
from core.ground.resources import resource_folder
from core.knowledge import (
    Mitigation,
    Rule,
    StrideLetter,
    mitigations,
    read_catalogue,
    suggested_tests,
    threat_rules,
    weaknesses,
)
from core.knowledge.entries import SLOTS
from core.knowledge.expression import AllOf, AnyOf, Exists, Expression, FactTest, Not
from core.knowledge.identifier import body_of, names_control, names_threat
from core.knowledge.vocabulary import COLLECTIONS, DERIVED, RELATIONS, SUBJECTS
from core.requirements import parse


def referred() -> set[str]:
    return {
        reference
        for entries in (threat_rules(), mitigations(), suggested_tests())
        for entry in entries
        for reference in entry.references
    } | {weakness.id for weakness in weaknesses()}


def leaves(expression: Expression) -> Iterator[FactTest]:
    match expression:
        case FactTest():
            yield expression
        case AllOf(parts) | AnyOf(parts):
            for part in parts:
                yield from leaves(part)
        case Not(part):
            yield from leaves(part)
        case Exists():
            yield from leaves(expression.where)


def test_the_catalogues_hold_as_much_as_was_agreed():
    assert len(threat_rules()) >= 35
    assert len(weaknesses()) >= 80
    assert len(suggested_tests()) >= 60
    assert len(mitigations()) >= 40


def test_mitigations_named_anywhere_exist_and_none_is_idle():
    known = {mitigation.id for mitigation in mitigations()}
    named = {name for entry in (*threat_rules(), *weaknesses()) for name in entry.mitigations}
    assert named <= known
    assert known - named <= {"MIT-035", "MIT-055"}


def test_rules_cover_every_stride_letter_and_every_room():
    rules = threat_rules()
    assert {letter for rule in rules for letter in rule.stride} == set(StrideLetter)
    assert {rule.id.split("-")[0] for rule in rules} == {"HW", "ICS", "SYS"}
    assert all(
        any(body_of(name) == "CWE" for name in rule.references) or rule.id == "SYS-018" for rule in rules
    )


@pytest.mark.parametrize("rule", threat_rules(), ids=lambda rule: rule.id)
def test_a_rule_raises_its_severity_only_upward_and_tells_of_its_target(rule: Rule):
    assert all(step.severity.rank > rule.severity.rank for step in rule.raises)
    names = re.findall(r"\{([a-z_]+)", rule.title)
    assert names, "the title names an element"
    assert all(leaf.values or leaf.comparison.value in ("at_least", "below") for leaf in leaves(rule.when))


@pytest.mark.parametrize("mitigation", mitigations(), ids=lambda mitigation: mitigation.id)
def test_a_boilerplate_with_its_slots_filled_is_a_sentence_of_ears(mitigation: Mitigation):
    words = {"deadline": "2 s", "data": "the set point"}
    sentence = mitigation.requirement.format(**{slot: words.get(slot, "dosing controller") for slot in SLOTS})
    parsed = parse(sentence)
    assert parsed.ok
    assert [one for one in parsed.diagnostics if one.severity is not Severity.INFO] == []


def test_every_identifier_has_a_known_shape():
    assert {name for name in referred() if body_of(name) is None} == set()


def test_the_example_for_authors_is_a_rule():
    text = (resource_folder("catalogues") / "rules/README.md").read_text(encoding="utf-8")
    example = text.split("```yaml\n")[1].split("```")[0]
    head = 'catalogue: rules/mine\nkind: rules\nversion: "1.0"\nrights: ours\nentries:\n'
    (rule,) = read_catalogue((head + example).encode(), "README.md").entries
    assert rule.id == "ICS-012"


def test_the_words_for_authors_name_every_derived_fact_and_every_way_to_others():
    text = (resource_folder("catalogues") / "rules/README.md").read_text(encoding="utf-8")
    words = {*DERIVED, *SUBJECTS, *(name for _kind, name in (*RELATIONS, *COLLECTIONS))}
    assert {word for word in words if f"`{word}`" not in text} == set()


def test_shapes_are_told_apart():
    shapes = {
        "CWE-306": "CWE",
        "CAPEC-94": "CAPEC",
        "T0855": "ATT&CK for ICS",
        "TID-201": "EMB3D",
        "SR 1.1 RE 2": "IEC 62443-3-3",
        "EDR 3.10": "IEC 62443-4-2",
        "AC-17": "NIST SP 800-53",
        "SR-3": "NIST SP 800-53",
        "IA-2(1)": "NIST SP 800-53",
    }
    assert {name: body_of(name) for name in shapes} == shapes
    for wrong in ("CWE-0", "T1059", "SR 8.1", "AC 2", "XX-1", "CWE-306 ", "cwe-306"):
        assert body_of(wrong) is None
    assert not names_threat("AC-2")
    assert not names_control("CWE-306")


def test_weaknesses_exist_and_are_weaknesses(corpus):
    with gzip.open(corpus / "knowledge/cwe/cwec_v4.14.xml.gz") as file:
        tree = ElementTree.parse(file)
    namespace = tree.getroot().tag.split("}")[0] + "}"
    entries = tree.getroot().find(f"{namespace}Weaknesses")
    current = {
        f"CWE-{entry.get('ID')}" for entry in entries if entry.get("Status") not in ("Deprecated", "Obsolete")
    }
    assert {name for name in referred() if body_of(name) == "CWE"} <= current


def test_weaknesses_are_told_in_our_own_words(corpus):
    """No run of eight words of a description stands in the source it is known by."""
    with gzip.open(corpus / "knowledge/cwe/cwec_v4.14.xml.gz", "rt", encoding="utf-8") as file:
        source = " ".join(re.findall(r"[a-z]+", file.read().lower()))
    for weakness in weaknesses():
        words = re.findall(r"[a-z]+", weakness.description.lower())
        runs = [" ".join(words[start : start + 8]) for start in range(max(len(words) - 7, 1))]
        assert not [run for run in runs if len(run.split()) == 8 and run in source], weakness.id


def test_attack_patterns_and_techniques_exist_and_are_current(corpus):
    for path, source, body in (
        ("capec/capec-3.9-stix21-rebuilt.json", "capec", "CAPEC"),
        ("attack/ics-attack-18.1.json", "mitre-attack", "ATT&CK for ICS"),
    ):
        objects = json.loads((corpus / "knowledge" / path).read_text(encoding="utf-8"))["objects"]
        current = {
            reference["external_id"]
            for found in objects
            if found["type"] == "attack-pattern"
            and not found.get("revoked")
            and not found.get("x_mitre_deprecated")
            and found.get("x_capec_status") != "Deprecated"
            for reference in found["external_references"]
            if reference["source_name"] == source
        }
        named = {name for name in referred() if body_of(name) == body}
        assert named
        assert named <= current


def test_device_threats_exist(corpus):
    threats = json.loads((corpus / "knowledge/emb3d/threats.json").read_text(encoding="utf-8"))["threats"]
    current = {threat["id"] for threat in threats}
    assert {name for name in referred() if body_of(name) == "EMB3D"} <= current


def test_controls_exist(corpus):
    """Base controls against the HIGH baseline; enhancements may belong to none of the baselines."""
    folder = corpus / "knowledge/oscal"
    catalogue = json.loads(next(folder.glob("*HIGH-baseline-resolved*")).read_text(encoding="utf-8"))[
        "catalog"
    ]
    current = {control["id"].upper() for group in catalogue["groups"] for control in group["controls"]}
    named = {name.split("(")[0] for name in referred() if body_of(name) == "NIST SP 800-53"}
    assert named <= current


@pytest.mark.parametrize("rule", threat_rules(), ids=lambda rule: rule.id)
def test_a_reason_begins_with_what_it_is_about_so_that_it_can_be_told_as_open(rule: Rule):
    """The first sentence may follow “It is not stated whether this is so:”, and stands alone in the room."""
    assert "{" in rule.why.split(". ")[0]
