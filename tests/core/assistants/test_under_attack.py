"""The table of attacks: what survives, how long recovery takes, what restores it, and what is kept."""

from core.assistants.attack_scenarios import Answer, Posed, posed_by
from core.assistants.plans import TASKS
from core.assistants.proof import Proof
from core.assistants.under_attack import doubts_about, verify_under_attack
from core.checker import Limits
from core.ground.resources import sample_folder
from core.model import (
    AttackScenario,
    Connector,
    Duration,
    Effect,
    EffectType,
    Requirement,
    Snapshot,
    ThreatDecision,
    ThreatStatus,
    to_plain,
)
from core.project import read_text
from core.threats import find_threats

SAMPLE = read_text(sample_folder("water-treatment"))
HELD = Duration.parse("1 s")


def connector(name):
    return next(one.id for one in SAMPLE.of(Connector) if one.name == name)


def scenario(*effects, threats=()):
    return AttackScenario(
        id="019b76da-0000-7000-8000-00000000ffff", name="Siege", effects=effects, threats=threats
    )


def only(*keys):
    """The sample with these requirements only, which is decided faster."""
    return Snapshot(one for one in SAMPLE if not isinstance(one, Requirement) or one.key in keys)


def row_of(snapshot, posed, key, **options):
    (found,) = [row for row in verify_under_attack(snapshot, [posed], **options) if row["requirement"] == key]
    return found


def late(budget=1, delay=HELD):
    return Effect(EffectType.DELAY, connector("Pump command"), budget, delay)


def test_recovery_is_the_longest_that_an_answer_takes_under_the_attack():
    row = row_of(only("DOS-03"), Posed(scenario(late()), True, ()), "DOS-03")
    assert (row["alone"], row["verdict"], row["recovery"]) == ("satisfied", "satisfied", "3.12 s")
    row = row_of(only("DOS-03"), Posed(scenario(late(delay=Duration.parse("4 s"))), True, ()), "DOS-03")
    assert (row["alone"], row["verdict"], row["recovery"]) == ("satisfied", "violated", "6.12 s")


def test_a_mitigation_restores_what_holds_without_the_effects_that_it_answers():
    dropped = Effect(EffectType.DROP, connector("Pump command"), 1)
    both = scenario(dropped, late())
    answers = (
        Answer("MIT-A", "against dropping", scenario(late())),
        Answer("MIT-B", "against delay", scenario(dropped)),
        Answer("MIT-C", "against both", scenario()),
    )
    row = row_of(only("DOS-03"), Posed(both, True, answers), "DOS-03")
    assert row["verdict"] == "violated"
    assert [one["id"] for one in row["restored_by"]] == ["MIT-A", "MIT-C"]


def test_an_attack_without_effect_reaches_nothing():
    rows = verify_under_attack(only("DOS-03", "DOS-04"), [Posed(scenario(), True, ())])
    assert [(row["reached"], row["alone"] == row["verdict"]) for row in rows] == [(False, True)] * 2


def test_what_nothing_has_changed_for_is_not_decided_again(monkeypatch):
    snapshot, posed = only("DOS-03", "DOS-04"), [Posed(scenario(late()), True, ())]
    rows = verify_under_attack(snapshot, posed)
    asked = []
    ask = Proof.ask
    monkeypatch.setattr(
        Proof, "ask", lambda self, part, formula: asked.append(formula) or ask(self, part, formula)
    )
    assert verify_under_attack(snapshot, posed, known=rows) == rows
    assert not [formula for formula in asked if "Observer" in formula]
    other = [Posed(scenario(late(delay=Duration.parse("2 s"))), True, ())]
    assert verify_under_attack(snapshot, other, known=rows) != rows
    assert [formula for formula in asked if "Observer" in formula]


def test_a_limit_that_is_reached_leaves_the_verdict_unknown_with_its_reason():
    row = row_of(only("DOS-03"), Posed(scenario(late()), True, ()), "DOS-03", limits=Limits(seconds=1e-6))
    assert row["verdict"] == "unknown"
    assert row["reason"]


def test_threats_that_nobody_answered_make_scenarios_and_those_decided_do_not():
    posed = [one for one in posed_by(SAMPLE) if not one.kept]
    threats = {one.id: one for one in find_threats(SAMPLE)}
    kept = {threat for one in SAMPLE.of(AttackScenario) for threat in one.threats}
    made = {threat for one in posed for threat in one.scenario.threats}
    assert made == {
        one.id
        for one in threats.values()
        if one.effect is not None
        and one.status in (ThreatStatus.OPEN, ThreatStatus.RISK_ACCEPTED)
        and one.id not in kept
    }
    first = posed[0].scenario.threats[0]
    decision = ThreatDecision(
        id="019b76da-0000-7000-8000-00000000fffd", threat=first, status=ThreatStatus.MITIGATED
    )
    decided = posed_by(Snapshot([*SAMPLE, decision]))
    assert first not in {threat for one in decided for threat in one.scenario.threats}
    assert len({one.scenario.effects for one in posed}) == len(posed)


def test_each_mitigation_takes_away_the_effects_of_the_threats_that_it_answers():
    threats = {one.id: one for one in find_threats(SAMPLE)}
    for posed in posed_by(SAMPLE):
        for answer in posed.answers:
            gone = set(posed.scenario.effects) - set(answer.left.effects)
            assert gone
            for effect in gone:
                assert any(
                    answer.id in threat.mitigations
                    and threat.effect is not None
                    and (threat.effect.effect, threat.effect.on) == (effect.effect, effect.on)
                    for threat in threats.values()
                )


def test_what_the_model_cannot_show_of_a_scenario_is_told():
    desk = scenario(Effect(EffectType.SPOOF, connector("Remote desktop"), 1))
    (doubt,) = doubts_about(SAMPLE, desk)
    assert (doubt["code"], doubt["element"]) == ("attack-nothing-carried", connector("Remote desktop"))


def test_the_worker_does_the_table_and_tells_its_rows_as_they_come():
    snapshot = only("DOS-03")
    kept = Snapshot(one for one in snapshot if one.kind != "connector" or one.name != "Level")
    elements = [to_plain(one) for one in kept if one.kind not in ("bus", "interface", "node")]
    progress = []
    rows = TASKS["under attack"]({"elements": elements}, lambda *told: progress.append(told))
    assert {row["requirement"] for row in rows} == {"DOS-03"}
    assert progress[-1][0] == progress[-1][1] > 0
    assert len({row["attack"] for row in rows}) == len(rows)
