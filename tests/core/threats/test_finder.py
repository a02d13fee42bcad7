"""Finding threats in arbitrary plants: what more knowledge may change, and what it may not."""

import json
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.ground.diagnostic import Cancelled
from core.ground.identity import counted_ids
from core.knowledge import Rule, threat_rules
from core.model import (
    Component,
    Connector,
    Edit,
    EffectType,
    Role,
    Snapshot,
    Suppression,
    ThreatDecision,
    ThreatStatus,
    Truth,
)
from core.threats import READS, Certainty, find_threats, threat_id, threat_to_plain
from tests.core.threats.plants import further_stated, plant, plants
from tests.core.threats.worlds import PLANTS

RULES = {rule.id: rule for rule in threat_rules()}


@given(plants(), st.integers(0, 2**32), st.floats(0.05, 1))
def test_stating_an_unknown_fact_never_undoes_a_certain_threat_nor_revives_one_ruled_out(
    snapshot, seed, share
):
    """Judgements grow in Kleene's order of information: unknown may become anything, yes and no stay."""
    before = {threat.id: threat for threat in find_threats(snapshot)}
    after = {
        threat.id: threat for threat in find_threats(further_stated(random.Random(seed), snapshot, share))
    }
    for threat in before.values():
        if threat.certainty is Certainty.CERTAIN:
            assert after[threat.id].certainty is Certainty.CERTAIN
    assert after.keys() <= before.keys()
    for threat_id_, threat in after.items():
        assert threat.severity.rank >= before[threat_id_].severity.rank


@given(plants(), st.integers(0, 2**32))
def test_where_everything_is_stated_no_threat_is_merely_possible(snapshot, seed):
    chance = random.Random(seed)
    while (more := further_stated(chance, snapshot, 1)) != snapshot:
        snapshot = more
    left = {ask.field for threat in find_threats(snapshot) for ask in threat.asks}
    assert left <= {"zone", "zones", "level"}, "only where something lies may still be open"


@given(plants())
def test_a_threat_is_certain_exactly_when_nothing_is_asked(snapshot):
    for threat in find_threats(snapshot):
        assert (threat.certainty is Certainty.CERTAIN) == (threat.asks == ())
        assert {ask.element for ask in threat.asks} <= set(snapshot.elements)
        assert {fact.element for fact in threat.facts} <= set(snapshot.elements)
        assert "{" not in threat.title + threat.why


@given(plants(), st.randoms(use_true_random=False))
def test_the_order_of_elements_and_rules_does_not_matter(snapshot, chance):
    elements, rules = list(snapshot), list(RULES.values())
    chance.shuffle(elements)
    chance.shuffle(rules)
    assert find_threats(Snapshot(elements), rules) == find_threats(snapshot)


@given(plants())
def test_kinds_that_are_not_read_do_not_matter(snapshot):
    read = Snapshot(element for element in snapshot if element.kind in READS)
    assert find_threats(read) == find_threats(snapshot)


@given(plants())
def test_identities_are_distinct_and_come_from_rule_and_elements(snapshot):
    threats = find_threats(snapshot)
    assert len({threat.id for threat in threats}) == len(threats)
    for threat in threats:
        assert threat.id == threat_id(threat.rule, threat.elements)
        assert threat.elements[0] == threat.target.id


def stated_command() -> tuple[Snapshot, Connector]:
    world, flow = PLANTS["ICS-001"]()
    assert isinstance(flow, Connector)
    return world.snapshot(), flow


def test_a_decision_gives_the_threat_its_status():
    snapshot, _flow = stated_command()
    (threat,) = find_threats(snapshot, [RULES["ICS-001"]])
    decided = [
        ThreatDecision(id=counted_ids(900 + place)(), threat=threat.id, status=status, decided_on=day)
        for place, (status, day) in enumerate(
            [(ThreatStatus.RISK_ACCEPTED, "2026-05-02"), (ThreatStatus.MITIGATED, "2026-03-01")]
        )
    ]
    after = find_threats(Snapshot([*snapshot, *decided]), [RULES["ICS-001"]])
    assert [(found.id, found.status) for found in after] == [(threat.id, ThreatStatus.RISK_ACCEPTED)]


def test_the_identity_survives_a_new_name_and_new_facts():
    snapshot, flow = stated_command()
    renamed = Connector(
        id=flow.id, source=flow.source, target=flow.target, name="Dose command", protocol="Modbus"
    )
    after = snapshot.after([Edit(flow, renamed)])
    (before_threat,) = find_threats(snapshot, [RULES["ICS-001"]])
    (after_threat,) = find_threats(after, [RULES["ICS-001"]])
    assert after_threat.id == before_threat.id
    assert after_threat.certainty is Certainty.POSSIBLE


@pytest.mark.parametrize("rule", ["ICS-001", "*"])
@pytest.mark.parametrize("everywhere", [True, False])
def test_a_suppression_silences_its_rule_for_its_element_or_everywhere(everywhere, rule):
    snapshot, flow = stated_command()
    other = Connector(
        id=counted_ids(900)(),
        source=flow.source,
        target=flow.target,
        protocol="Modbus",
        authenticated=Truth.NO,
    )
    silence = Suppression(
        id=counted_ids(901)(), rule=rule, element=None if everywhere else flow.id, reason="wired"
    )
    model = Snapshot([*snapshot, other, silence])
    targets = [threat.target.id for threat in find_threats(model, [RULES["ICS-001"]])]
    assert flow.id not in targets
    assert (other.id in targets) is not everywhere


def test_the_reason_names_the_facts_in_sentences():
    snapshot, flow = stated_command()
    named = snapshot.after([Edit(flow, _named(flow))])
    (threat,) = find_threats(named, [RULES["ICS-001"]])
    source, target = (snapshot[end].name for end in (flow.source, flow.target))
    assert threat.title == "Forged control message on Dose command"
    assert threat.why == (
        f"Dose command carries chlorine set point from {source} to {target}, and whoever can send on the way "
        f"can make {target} act in the name of {source}. {target}: “Role” is "
        "Controller; Dose command: “Protocol” is Modbus/TCP, “Authenticated” is stated no."
    )


def _named(flow: Connector) -> Connector:
    return Connector(
        id=flow.id,
        source=flow.source,
        target=flow.target,
        name="Dose command",
        data="chlorine set point",
        protocol="Modbus/TCP",
        authenticated=Truth.NO,
    )


def test_an_effect_names_the_element_it_acts_on():
    world, _flow = PLANTS["ICS-002"]()
    (threat,) = find_threats(world.snapshot(), [RULES["ICS-002"]])
    controller = next(
        element
        for element in world.elements
        if isinstance(element, Component) and element.role is Role.CONTROLLER
    )
    assert threat.effect is not None
    assert (threat.effect.effect, threat.effect.on) == (EffectType.TAMPER, controller.id)


def test_the_plain_form_is_json_with_the_documented_keys():
    world, flow = PLANTS["ICS-012"]()
    (threat,) = find_threats(world.snapshot(), [RULES["ICS-012"]])
    plain = json.loads(json.dumps(threat_to_plain(threat)))
    documented = "id rule title stride target severity certainty why asks references mitigations"
    assert [key for key in plain if key in documented.split()] == documented.split()
    assert plain["target"] == {"id": flow.id, "name": flow.name, "kind": "connector"}
    assert plain["stride"] == ["S", "T"]
    assert plain["effect"] == {"kind": "replay", "on": flow.id, "budget": None}


def test_progress_runs_to_its_end_and_cancelling_stops():
    snapshot = plant(random.Random(1), 300)
    steps: list[tuple[int, int]] = []
    find_threats(snapshot, progress=lambda done, total, _words: steps.append((done, total)))
    assert steps == sorted(steps)
    assert steps[-1][0] == steps[-1][1] > 300
    with pytest.raises(Cancelled):
        find_threats(snapshot, cancelled=lambda: len(steps) > 0)


def test_an_empty_model_has_no_threats():
    assert find_threats(Snapshot()) == ()


def test_a_flow_whose_port_has_no_owner_is_passed_over():
    snapshot, flow = stated_command()
    loose = Connector(id=flow.id, source="nowhere", target=flow.target, protocol="Modbus")
    rules: list[Rule] = [rule for rule in RULES.values() if rule.subject == "flow"]
    assert find_threats(snapshot.after([Edit(flow, loose)]), rules) == ()


@given(plants())
def test_what_nobody_stated_is_told_as_open_and_never_as_a_fact(snapshot):
    for threat in find_threats(snapshot):
        is_open = threat.why.startswith("It is not stated whether this is so: ")
        assert is_open == (threat.certainty is Certainty.POSSIBLE)
        assert all(ask.question in threat.why for ask in threat.asks)
