"""What the tool finds on the sample is what its README argues by hand."""

import re

import pytest

from core.checker import Limits, verify
from core.formal import Formalised, formalise_all
from core.formal.condition import atoms
from core.ground.diagnostic import Severity
from core.ground.identity import counted_ids
from core.ground.resources import sample_folder
from core.model import (
    Edge,
    Editor,
    Location,
    Proposal,
    ProposalState,
    Requirement,
    Snapshot,
    StateMachine,
    ThreatDecision,
)
from core.project import read_text
from core.requirements import parse
from core.requirements.slots import EarsPattern
from core.threats import Certainty, find_threats
from core.uppaal.generation.whole import Purpose, generate

FOLDER = sample_folder("water-treatment")
PLANT = read_text(FOLDER)
README = (FOLDER / "README.md").read_text(encoding="utf-8")
KEYS = [requirement.key for requirement in PLANT.of(Requirement)]
FORMALISED = formalise_all(PLANT)

ARGUED = dict(re.findall(r"^\| ([A-Z]{3}-\d\d) \| (\w+) \|", README, re.MULTILINE))
"""The verdict that the README argues for each key."""

_TABLE = README.partition("| group | machines |")[2].partition("\n\n")[0]
GROUPS = [set(re.findall(r"`(\w+)`", row)) for row in _TABLE.splitlines()[2:]]
"""The machines of each group that, as the README says, no other group influences."""


def requirement(key: str) -> Requirement:
    return next(one for one in PLANT.of(Requirement) if one.key == key)


def property_of(key: str) -> Formalised:
    return FORMALISED[requirement(key).id]


def spoken_of(key: str) -> set[str]:
    """The machines that the propositions behind the requirement stand on."""
    conditions = [
        condition
        for one in property_of(key).properties
        for condition in (one.subject, one.trigger, one.state, one.opens, one.closes)
        if condition is not None
    ]
    found: set[str] = set()
    for atom in [atom for condition in conditions for atom in atoms(condition)]:
        proposition = PLANT[atom.proposition]
        edges = PLANT.uses(proposition.event, Edge) if proposition.event else ()
        found |= {PLANT[PLANT[location].owner].name for location in proposition.locations}
        found |= {PLANT[edge.owner].name for edge in edges}
        found |= set(re.findall(r"(\w+)\.\w", proposition.expression))
    return found


def without(names: set[str], plant: Snapshot = PLANT) -> Snapshot:
    """The plant without the machines of these names."""
    editor = Editor(plant, counted_ids())
    editor.remove(*(machine.id for machine in plant.of(StateMachine) if machine.name in names))
    return editor.snapshot


def verdicts(plant: Snapshot, key: str) -> dict[Purpose, str]:
    """What is found about the requirement where only the groups are left that it speaks of."""
    gone = [group for group in GROUPS if not group & spoken_of(key)]
    alone = without(set().union(*gone), plant)
    generated = generate(alone, {requirement(key).id: property_of(key)})
    return {
        query.purpose: verify(generated.document, query.formula, Limits(seconds=60)).outcome.value
        for query in generated.queries
        if query.formula is not None and query.purpose in {Purpose.REQUIREMENT, Purpose.TRIGGER}
    }


def test_every_sentence_parses_and_only_the_smelly_one_is_warned_about():
    parsed = {one.key: parse(one.text) for one in PLANT.of(Requirement)}
    assert [key for key, one in parsed.items() if not one.ok] == []
    warned = {
        key: [said for said in one.diagnostics if said.severity is not Severity.INFO]
        for key, one in parsed.items()
    }
    warned = {key: said for key, said in warned.items() if said}
    assert list(warned) == ["DOS-07"]
    assert "“quickly”" in warned["DOS-07"][0].message
    assert {one.pattern for one in parsed.values()} == set(EarsPattern)


def test_what_is_unknown_is_so_because_of_a_phrase():
    reasons = {key: property_of(key).reason for key in KEYS if not property_of(key).properties}
    assert sorted(reasons) == sorted(key for key, verdict in ARGUED.items() if verdict == "unknown")
    assert "turbidity rises above 0.3 NTU" in reasons["DIS-06"]
    assert "quickly hold the dose" in reasons["DOS-07"]
    for key, reason in reasons.items():
        for phrase in re.findall("“(.+?)”", reason):
            assert phrase.removeprefix("the ").removeprefix("a ") in README, (key, phrase)


@pytest.mark.parametrize("key", [key for key in KEYS if property_of(key).properties])
def test_the_verdict_is_the_one_argued_and_not_for_want_of_a_trigger(key):
    found = verdicts(PLANT, key)
    assert found[Purpose.REQUIREMENT] == ARGUED[key]
    assert found.get(Purpose.TRIGGER, "satisfied") == "satisfied"


@pytest.mark.parametrize("group", GROUPS, ids=[" ".join(sorted(group)) for group in GROUPS])
def test_no_group_stands_still_or_loses_a_message(group):
    generated = generate(without({one.name for one in PLANT.of(StateMachine)} - group), {})
    checks = [query.formula for query in generated.queries if query.formula is not None]
    assert "A[] not deadlock" in checks
    for formula in checks:
        assert verify(generated.document, formula, Limits(seconds=60)).outcome.value == "satisfied", formula


def with_location(name: str, invariant: str, guard: str) -> Snapshot:
    """The plant with another bound in one location and on the edge that waits for it."""
    control = next(machine for machine in PLANT.of(StateMachine) if machine.name == "DosingControl")
    location = next(one for one in PLANT.owned(control.id, Location) if one.name == name)
    (edge,) = [edge for edge in PLANT.owned(control.id, Edge) if edge.source == location.id and edge.guard]
    editor = Editor(PLANT, counted_ids())
    editor.set(location, invariant=invariant)
    editor.set(edge, guard=guard)
    return editor.snapshot


def test_the_open_proposal_mends_the_missed_deadline():
    (proposal,) = [one for one in PLANT.of(Proposal) if one.state is ProposalState.PROPOSED]
    editor = Editor(PLANT, counted_ids())
    for edit in proposal.edits:
        editor.add(edit.after)
    assert verdicts(editor.snapshot, "DOS-04")[Purpose.REQUIREMENT] == "satisfied"


def test_ten_ms_more_than_the_proposal_are_too_much():
    later = with_location("Check", "y <= 190 ms", "y >= 190 ms")
    assert verdicts(later, "DOS-04")[Purpose.REQUIREMENT] == "violated"


def test_the_two_that_contradict_get_opposite_verdicts():
    assert (ARGUED["DIS-03"], ARGUED["DIS-04"]) == ("satisfied", "violated")


def test_the_threats_the_readme_promises_are_found():
    threats = find_threats(PLANT)
    certain = {(one.target.name, one.rule) for one in threats if one.certainty is Certainty.CERTAIN}
    ports = {PLANT[one.target.id].owner for one in threats if one.target.name == "JTAG"}
    assert {PLANT[port].name for port in ports} == {"PLC 02"}
    unsigned = [one for one in threats if (one.rule, one.certainty) == ("HW-001", Certainty.CERTAIN)]
    assert [PLANT[PLANT[one.target.id].owner].name for one in unsigned] == ["PLC 03"]
    for flow in ("Program download", "Remote desktop"):
        assert (flow, "ICS-007") in certain
    open_questions = {(one.target.name, ask.field) for one in threats for ask in one.asks}
    assert ("Remote desktop", "encrypted") in open_questions
    assert ("Supply B", "HW-012") in certain


def test_the_steps_of_the_attack_path_are_threatened_one_by_one():
    threatened = {threat.target.name for threat in find_threats(PLANT)}
    assert {
        "Vendor session",
        "Vendor gateway",
        "Remote desktop",
        "Engineering station",
        "Program download",
        "Dosing controller",
        "Pump command",
    } <= threatened


def test_every_decision_is_about_a_threat_that_is_found():
    found = {threat.id for threat in find_threats(PLANT)}
    assert [d.reason for d in PLANT.of(ThreatDecision) if d.threat not in found] == []
