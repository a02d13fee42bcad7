"""Every shipped rule: where it holds, where a fact is missing, and where it does not apply."""

import dataclasses
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings

from core.knowledge import Rule, threat_rules
from core.model import (
    Component,
    Edit,
    Element,
    HardwareInterface,
    Impact,
    Level,
    Node,
    Role,
    Snapshot,
    Truth,
    Zone,
)
from core.model.reference import without_targets
from core.threats import Certainty, Threat, find_threats
from tests.core.threats.plants import plants
from tests.core.threats.worlds import PLANTS, World

RULES = {rule.id: rule for rule in threat_rules()}

STRUCTURAL = {"ICS-010", "ICS-020"}
"""Rules whose premises are only what a thing is, which the model always states."""


def fired(rule: Rule, snapshot: Snapshot, target: str) -> Threat | None:
    threats = [threat for threat in find_threats(snapshot, [rule]) if threat.target.id == target]
    assert len(threats) <= 1
    return threats[0] if threats else None


def altered(snapshot: Snapshot, element: Element, **facts: Any) -> Snapshot:
    return snapshot.after([Edit(element, dataclasses.replace(element, **facts))])


def forgotten(snapshot: Snapshot) -> Iterator[tuple[Element, str, Snapshot]]:
    """Every snapshot in which one stated fact is not stated any more."""
    for element in snapshot:
        for field in dataclasses.fields(element):
            value = getattr(element, field.name)
            if isinstance(value, Truth) and value is not Truth.UNKNOWN:
                unstated: Any = Truth.UNKNOWN
            elif isinstance(value, Impact):
                unstated = Impact.UNKNOWN
            elif isinstance(element, Zone) and field.name in ("level", "target_level"):
                unstated = Level.NONE if field.name == "level" else None
            elif value and field.name in ("zone", "protocol", "data"):
                unstated = None if field.name == "zone" else ""
            else:
                continue
            yield element, field.name, altered(snapshot, element, **{field.name: unstated})


def contradicted(snapshot: Snapshot) -> Iterator[Snapshot]:
    """Every snapshot in which one fact says something else, or one element is gone."""
    zones = snapshot.of(Zone)
    for element in snapshot:
        for field in dataclasses.fields(element):
            value = getattr(element, field.name)
            if isinstance(value, Truth) and value is not Truth.UNKNOWN:
                yield altered(snapshot, element, **{field.name: ~value})
            elif isinstance(value, Role):
                yield altered(snapshot, element, role=Role.SENSOR)
            elif field.name == "zone" and value is not None:
                yield from (altered(snapshot, element, zone=zone.id) for zone in zones if zone.id != value)
        kept = [without_targets(other, frozenset([element.id])) for other in snapshot if other is not element]
        yield Snapshot([other for other in kept if other is not None])


def test_every_rule_has_a_plant_and_every_plant_a_rule():
    assert set(RULES) == set(PLANTS)


@pytest.mark.parametrize("rule_id", sorted(PLANTS))
def test_the_rule_is_certain_where_all_its_premises_are_stated(rule_id):
    world, target = PLANTS[rule_id]()
    threat = fired(RULES[rule_id], world.snapshot(), target.id)
    assert threat is not None
    assert (threat.certainty, threat.asks) == (Certainty.CERTAIN, ())
    assert target.name in threat.title + threat.why
    assert "{" not in threat.title + threat.why


@pytest.mark.parametrize("rule_id", sorted(PLANTS))
def test_a_missing_fact_makes_the_rule_possible_and_is_asked_for(rule_id):
    world, target = PLANTS[rule_id]()
    snapshot = world.snapshot()
    asked = 0
    for element, field, lesser in forgotten(snapshot):
        threat = fired(RULES[rule_id], lesser, target.id)
        assert threat is not None, f"forgetting {field} of {element.name} ruled the threat out"
        if threat.certainty is Certainty.POSSIBLE:
            assert (element.id, field) in [(ask.element, ask.field) for ask in threat.asks]
            assert all(ask.question.endswith("?") for ask in threat.asks)
            asked += 1
    assert (asked == 0) == (rule_id in STRUCTURAL)


@pytest.mark.parametrize("rule_id", sorted(PLANTS))
def test_the_rule_does_not_apply_where_a_premise_is_contradicted(rule_id):
    world, target = PLANTS[rule_id]()
    rule = RULES[rule_id]
    others = [snapshot for snapshot in contradicted(world.snapshot()) if target.id in snapshot]
    assert any(fired(rule, snapshot, target.id) is None for snapshot in others)


@pytest.mark.parametrize("rule_id", sorted(PLANTS))
def test_the_facts_given_are_enough_to_make_the_threat_certain(rule_id):
    """Forgetting every stated truth that is not among a threat's facts leaves it certain."""
    world, target = PLANTS[rule_id]()
    snapshot = world.snapshot()
    threat = fired(RULES[rule_id], snapshot, target.id)
    assert threat is not None
    told = {(fact.element, fact.field) for fact in threat.facts}
    for element in world.elements:
        unneeded = {
            field.name: Truth.UNKNOWN
            for field in dataclasses.fields(element)
            if isinstance(getattr(element, field.name), Truth) and (element.id, field.name) not in told
        }
        snapshot = altered(snapshot, snapshot[element.id], **unneeded)
    again = fired(RULES[rule_id], snapshot, target.id)
    assert again is not None
    assert (again.certainty, again.facts) == (Certainty.CERTAIN, threat.facts)


WANTED = {
    "default_credentials",
    "shared_accounts",
    "may_lose",
    "remote_access",
    "personal_data",
    "holds_credentials",
}
"""Truths that are better no than yes."""


@pytest.mark.parametrize("rule_id", sorted(PLANTS))
def test_no_rule_but_the_structural_ones_holds_where_every_protection_is_stated(rule_id):
    """The same plant, all of it in one zone and guarded in every way that the model can state."""
    world, _target = PLANTS[rule_id]()
    cell = world.zone(Level.LEVEL_1, 2)
    snapshot = world.snapshot()
    for element in world.elements:
        facts: dict[str, Any] = {}
        for field in dataclasses.fields(element):
            if isinstance(getattr(element, field.name), Truth):
                facts[field.name] = Truth.NO if field.name in WANTED else Truth.YES
            elif field.name == "zone":
                facts["zone"] = cell.id
        snapshot = altered(snapshot, element, **facts)
    assert {threat.rule for threat in find_threats(snapshot)} == STRUCTURAL & {rule_id}


DANGERS = WANTED | {"enabled", "essential", "privileged", "public_network", "reachable", "safety"}
"""Truths of which yes is the answer that is worse."""

GONE = {("component", "updatable", "T")}
"""Worse answers that rightly take a kind of threat away: what takes no update takes no false one (SYS-016),
and that its holes stay open is another kind (ICS-029)."""


def covered(snapshot: Snapshot) -> set[tuple[str, str]]:
    """The targets with the letters of STRIDE that some threat to them has."""
    return {(threat.target.id, str(letter)) for threat in find_threats(snapshot) for letter in threat.stride}


def lost_by_the_worse_answer(snapshot: Snapshot) -> set[tuple[str, str, str]]:
    """Kind and name of each fact whose worse answer covers less than no answer, with the letter lost."""
    lost = set()
    for element in snapshot:
        for field in dataclasses.fields(element):
            if isinstance(getattr(element, field.name), Truth):
                worse = Truth.YES if field.name in DANGERS else Truth.NO
                untold, told = (
                    covered(altered(snapshot, element, **{field.name: answer}))
                    for answer in (Truth.UNKNOWN, worse)
                )
                lost |= {(element.kind, field.name, letter) for _target, letter in untold - told}
    return lost


@pytest.mark.parametrize("rule_id", sorted(PLANTS))
def test_no_worse_answer_takes_a_kind_of_threat_away_from_the_plant_of_a_rule(rule_id):
    world, _target = PLANTS[rule_id]()
    assert lost_by_the_worse_answer(world.snapshot()) <= GONE


@given(plants(largest=3))
@settings(max_examples=15)
def test_no_worse_answer_takes_a_kind_of_threat_away(snapshot):
    assert lost_by_the_worse_answer(snapshot) <= GONE


def test_an_interface_of_which_nobody_said_what_it_is_is_asked_about_and_called_nothing():
    world, _target = PLANTS["HW-017"]()
    node = next(element for element in world.elements if isinstance(element, Node))
    port = world.add(
        HardwareInterface,
        owner=node,
        name="JTAG",
        enabled=Truth.YES,
        authenticated=Truth.NO,
        reachable=Truth.YES,
    )
    for rule in ("HW-004", "HW-017"):
        threat = fired(RULES[rule], world.snapshot(), port.id)
        assert threat is not None
        assert threat.certainty is Certainty.POSSIBLE
        assert [(ask.element, ask.field) for ask in threat.asks] == [(port.id, "interface")]
        assert "JTAG" in threat.asks[0].question
        assert "ethernet" not in threat.why


def test_the_role_that_nobody_chose_is_not_told_as_stated():
    world = World()
    node = world.add(Node)
    world.run(world.add(Component, role=Role.SAFETY), node)
    world.run(world.add(Component), node)
    threat = fired(RULES["ICS-020"], world.snapshot(), node.id)
    assert threat is not None
    assert "Safety" in threat.why
    assert "general" not in threat.why


@pytest.mark.parametrize("remote", Truth)
def test_someone_else_may_speak_for_a_planner_whatever_is_known_of_remote_access(remote):
    world = World()
    planning = world.add(Component, zone=world.zone(Level.LEVEL_4))
    server = world.add(Component, zone=world.zone(Level.LEVEL_3))
    flow = world.flow(planning, server, authenticated=Truth.NO, encrypted=Truth.NO, remote_access=remote)
    threat = fired(RULES["SYS-003"], world.snapshot(), flow.id)
    assert threat is not None
    assert threat.certainty is Certainty.CERTAIN


@pytest.mark.parametrize("rule_id", ["ICS-001", "ICS-012", "ICS-026", "ICS-027"])
def test_a_protocol_nobody_knows_leaves_the_rule_open(rule_id):
    """A name for the way says nothing of what is spoken on it; what is known to be harmless does."""
    world, target = PLANTS[rule_id]()
    snapshot = world.snapshot()
    flow = snapshot[target.id]
    for protocol in ("telnet", "UDP", "TCP", "serial", "RS-485", "gRPC", "SNMP", "Ethernet", "custom"):
        threat = fired(RULES[rule_id], altered(snapshot, flow, protocol=protocol), target.id)
        assert threat is not None, protocol
        assert threat.certainty is Certainty.POSSIBLE
        (ask,) = threat.asks
        assert (ask.element, ask.field) == (flow.id, "protocol")
        assert protocol in ask.question
    for protocol in ("SMTP", "DNS", "NTP", "24 V", "4-20 mA"):
        assert fired(RULES[rule_id], altered(snapshot, flow, protocol=protocol), target.id) is None, protocol
    for protocol in ("Modbus over RS-485", "modbus/TCP", "HTTP"):
        threat = fired(RULES[rule_id], altered(snapshot, flow, protocol=protocol), target.id)
        assert threat is not None
        assert threat.certainty is Certainty.CERTAIN
