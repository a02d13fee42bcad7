"""The second sample: whole, sound, its seeded defects found and nothing else, its verdicts as argued."""

import re

import pytest

from core.checker import Limits, verify
from core.formal import formalise_all
from core.formal.consistency import inconsistencies
from core.ground.diagnostic import Severity
from core.ground.identity import counted_ids
from core.ground.resources import sample_folder
from core.model import (
    Allocation,
    Component,
    Connector,
    Diagram,
    Direction,
    Edge,
    Editor,
    Event,
    Language,
    Location,
    Placement,
    Proposition,
    Requirement,
    Snapshot,
    StateMachine,
    ThreatDecision,
    Truth,
    Zone,
)
from core.model.integrity import all_breaches
from core.project import read_text, text_files
from core.requirements import FindingKind, findings, parse
from core.requirements.nouns import Standing, meaning, names, typed_nouns
from core.requirements.smells import measure
from core.threats import Certainty, find_threats
from core.uppaal.generation.whole import Purpose, generate

FOLDER = sample_folder("brake-by-wire")
CAR = read_text(FOLDER)
README = (FOLDER / "README.md").read_text(encoding="utf-8")
REQUIREMENTS = {requirement.key: requirement for requirement in CAR.of(Requirement)}
FORMALISED = formalise_all(CAR)

ARGUED = dict(re.findall(r"^\| ([A-Z]{3}-\d\d) \| (satisfied|violated|unknown) \| \S", README, re.MULTILINE))
"""The verdict that the README argues for each key."""

_TABLE = README.partition("| group | machines |")[2].partition("\n\n")[0]
GROUPS = [set(re.findall(r"`(\w+)`", row)) for row in _TABLE.splitlines()[2:]]
"""The machines of each group that, as the README says, no other group influences."""


def only(names_kept: set[str]) -> Snapshot:
    """The car with no machines but these."""
    editor = Editor(CAR, counted_ids())
    editor.remove(*(machine.id for machine in CAR.of(StateMachine) if machine.name not in names_kept))
    return editor.snapshot


def group_of(key: str) -> set[str]:
    """The machines of the groups that the propositions of the requirement speak of."""
    standing = set(
        re.findall(r"[0-9a-f]{8}-[0-9a-f-]{27}", repr(FORMALISED[REQUIREMENTS[key].id].properties))
    )
    spoken: set[str] = set()
    for proposition in (one for one in CAR.of(Proposition) if one.id in standing):
        edges = CAR.uses(proposition.event, Edge) if proposition.event else ()
        spoken |= {CAR[CAR[location].owner].name for location in proposition.locations}
        spoken |= {CAR[edge.owner].name for edge in edges}
        spoken |= set(re.findall(r"(\w+)\.\w", proposition.expression))
    return set().union(*(group for group in GROUPS if group & spoken))


def verdicts(key: str) -> dict[Purpose, set[str]]:
    """What is found about the requirement where only the groups are left that it speaks of."""
    requirement = REQUIREMENTS[key].id
    generated = generate(only(group_of(key)), {requirement: FORMALISED[requirement]})
    found: dict[Purpose, set[str]] = {Purpose.REQUIREMENT: set(), Purpose.TRIGGER: set()}
    for query in generated.queries:
        if query.formula is not None and query.purpose in found:
            outcome = verify(generated.document, query.formula, Limits(seconds=60)).outcome
            found[query.purpose].add(outcome.value)
    return found


def flow_between(name: str) -> tuple[Connector, list[str]]:
    """The flow of the name, and the zones of its ends."""
    (flow,) = [one for one in CAR.of(Connector) if one.name == name]
    return flow, [CAR[CAR[CAR[end].owner].zone].name for end in (flow.source, flow.target)]


def test_the_text_form_is_canonical():
    committed = {file.name: file.read_text(encoding="utf-8") for file in FOLDER.glob("*.[bt]*t")}
    assert text_files(CAR) == committed


def test_the_sample_is_sound_and_as_large_as_it_says():
    assert list(all_breaches(CAR)) == []
    assert f"{len(CAR.of(StateMachine))} state machines" in README
    assert f"{len(CAR.of(Diagram))} diagrams" in README
    assert len(REQUIREMENTS) >= 25


def test_every_requirement_is_in_resa_and_only_the_smelly_one_is_warned_about():
    assert {one.language for one in REQUIREMENTS.values()} == {Language.RESA}
    parsed = {key: parse(one.text) for key, one in REQUIREMENTS.items()}
    assert {one.language for one in parsed.values()} == {"resa"}
    assert [key for key, one in parsed.items() if not one.ok] == []
    warned = [
        key
        for key, one in parsed.items()
        if any(said.severity is not Severity.INFO for said in one.diagnostics)
    ]
    assert warned == ["BRK-03"]


def test_each_component_is_allocated_once_and_lies_in_its_zone_on_the_overview():
    allocated = [allocation.component for allocation in CAR.of(Allocation)]
    assert {component.id for component in CAR.of(Component)} <= set(allocated)
    assert len(allocated) == len(set(allocated))
    (overview,) = [one for one in CAR.of(Diagram) if one.name == "Vehicle overview"]
    placed = {placement.element: placement for placement in CAR.owned(overview.id, Placement)}
    for component in CAR.of(Component):
        shape, zone = placed[component.id], placed[component.zone]
        assert zone.x < shape.x < shape.x + shape.width < zone.x + zone.width, component.name
        assert zone.y < shape.y < shape.y + shape.height < zone.y + zone.height, component.name
    assert {zone.id for zone in CAR.of(Zone)} <= set(placed)


def test_ports_connectors_and_events_agree():
    for connector in CAR.of(Connector):
        assert CAR[connector.source].direction is not Direction.IN, connector.name
        assert CAR[connector.target].direction is not Direction.OUT, connector.name
    for event in CAR.of(Event):
        edges = CAR.uses(event.id, Edge)
        assert edges, CAR.path(event)
        for edge in edges:
            assert CAR[edge.owner].owner == CAR[event.owner].owner, CAR.path(event)


def test_every_machine_has_a_diagram_that_shows_all_of_it():
    for machine in CAR.of(StateMachine):
        (diagram,) = CAR.owned(machine.id, Diagram)
        shown = {placement.element for placement in CAR.owned(diagram.id, Placement)}
        assert {location.id for location in CAR.owned(machine.id, Location)} <= shown, machine.name


def test_the_readme_argues_every_requirement_and_counts_rightly():
    assert sorted(ARGUED) == sorted(REQUIREMENTS)
    counts = {
        verdict: list(ARGUED.values()).count(verdict) for verdict in ("satisfied", "violated", "unknown")
    }
    assert (
        f"{len(ARGUED)} requirements: {counts['satisfied']} satisfied, {counts['violated']} violated, "
        f"{counts['unknown']} unknown." in README
    )
    assert set().union(*GROUPS) == {machine.name for machine in CAR.of(StateMachine)}
    assert sum(map(len, GROUPS)) == len(CAR.of(StateMachine))
    for name in re.findall(r"\*\*([A-Z][a-z][\w ]+)\*\*", README):
        assert name in {element.name for element in CAR}


def test_what_cannot_all_hold_or_never_counts_is_found_and_nothing_else():
    found = [(one.kind, one.keys) for one in inconsistencies(CAR)]
    assert found == [
        (FindingKind.VACUITY, ("PWR-02",)),
        (FindingKind.REAL_TIME, ("ABS-05", "ABS-06")),
    ]


def test_sentences_and_nouns_have_the_seeded_faults_and_no_others():
    found = [(one.code, one.keys) for one in findings(CAR) if one.code != "requirement-phrase-unbound"]
    assert found == [
        ("resa-immeasurable", ("BRK-03",)),
        ("term-misbound", ("ASL-06",)),
        ("term-unbound", ("ASL-07",)),
    ]


def test_every_other_noun_means_one_element_or_a_term():
    known = names(CAR)
    told = {
        (noun.name, meaning(noun, known).standing)
        for requirement in REQUIREMENTS.values()
        for noun in typed_nouns(requirement.text)
    }
    assert {one for one in told if one[1] not in {Standing.BOUND, Standing.TERM}} == {
        ("kick-down switch", Standing.MISBOUND),
        ("head-up display", Standing.UNBOUND),
    }
    assert len({name for name, standing in told if standing is Standing.BOUND}) >= 20


def test_the_phrases_that_are_bound_to_nothing_are_those_of_the_unknown_verdicts():
    unbound = {key for one in findings(CAR) if one.code == "requirement-phrase-unbound" for key in one.keys}
    assert sorted(unbound) == sorted(key for key, verdict in ARGUED.items() if verdict == "unknown")
    assert {key for key in REQUIREMENTS if not FORMALISED[REQUIREMENTS[key].id].properties} == unbound
    assert [one.name for one in CAR.of(Proposition) if not one.confirmed_by] == []


def test_one_sentence_smells():
    smelt = {key: measure(one.text) for key, one in REQUIREMENTS.items()}
    assert [key for key, one in smelt.items() if one.failed()] == []
    faults = [
        (key, smell.text)
        for key, one in smelt.items()
        for smell in one.smells
        if smell.kind not in one.counts
    ]
    assert faults == [("BRK-03", "immediately")]


@pytest.mark.parametrize("key", [key for key in REQUIREMENTS if ARGUED.get(key) != "unknown"])
def test_the_verdict_is_the_one_argued_and_only_the_seeded_trigger_never_comes(key):
    found = verdicts(key)
    assert found[Purpose.REQUIREMENT] == {ARGUED[key]}
    assert found[Purpose.TRIGGER] <= {"violated" if key == "PWR-02" else "satisfied"}


@pytest.mark.parametrize("group", GROUPS, ids=[" ".join(sorted(group)) for group in GROUPS])
def test_no_group_stands_still_or_loses_a_message(group):
    generated = generate(only(group), {})
    checks = [query.formula for query in generated.queries if query.formula is not None]
    assert "A[] not deadlock" in checks
    for formula in checks:
        assert verify(generated.document, formula, Limits(seconds=60)).outcome.value == "satisfied", formula


def test_a_caliper_that_closes_in_26_ms_would_meet_the_missed_deadline():
    (machine,) = [one for one in CAR.of(StateMachine) if one.name == "FrontCaliper"]
    (closing,) = [one for one in CAR.owned(machine.id, Location) if one.name == "Closing"]
    requirement = REQUIREMENTS["BRK-02"].id
    for bound, verdict in ((26, "satisfied"), (27, "violated")):
        editor = Editor(only(group_of("BRK-02")), counted_ids())
        editor.set(closing, invariant=f"x <= {bound} ms")
        generated = generate(editor.snapshot, {requirement: FORMALISED[requirement]})
        (formula,) = [
            one.formula
            for one in generated.queries
            if one.purpose is Purpose.REQUIREMENT and one.formula is not None
        ]
        assert verify(generated.document, formula, Limits(seconds=60)).outcome.value == verdict


def test_the_unprotected_flow_leaves_the_workshop_for_the_chassis():
    flow, zones = flow_between("Image download")
    assert zones == ["Workshop", "Chassis domain"]
    assert flow.conduit is None
    assert {flow.encrypted, flow.authenticated, flow.integrity_protected} == {Truth.NO}


def test_the_threats_the_readme_promises_are_found():
    threats = find_threats(CAR)
    certain = {
        (CAR.path(CAR[one.target.id]), one.rule) for one in threats if one.certainty is Certainty.CERTAIN
    }
    assert {one for one in certain if one[1] == "HW-001"} == {("Cluster.Firmware", "HW-001")}
    assert {one for one in certain if one[1] == "HW-004"} == {("ABS ECU.JTAG", "HW-004")}
    assert {one for one in certain if one[1] == "ICS-007"} == {("Image download", "ICS-007")}
    assert ("Diagnosis", "authenticated") in {
        (one.target.name, ask.field) for one in threats for ask in one.asks
    }
    found = {threat.id for threat in threats}
    assert [one.reason for one in CAR.of(ThreatDecision) if one.threat not in found] == []
