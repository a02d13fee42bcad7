"""Attacks in the generated model do what their definitions say of all runs of many small automata."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from core.formal.property import Pattern, Scope
from core.model import AttackScenario, Connector, Duration, Effect, EffectType, StateMachine
from tests.core.uppaal.attacked import Assault, runs_under
from tests.core.uppaal.oracle import violated
from tests.core.uppaal.test_observer import HORIZON, cases, decided, nets

EFFECTS = ("drop", "delay", "replay", "spoof", "jam", "tamper", "stop", "reset")
ASKED = [
    (Pattern.RESPONSE, Scope.GLOBALLY),
    (Pattern.ABSENCE, Scope.GLOBALLY),
    (Pattern.UNIVERSALITY, Scope.GLOBALLY),
    (Pattern.MINIMUM_SEPARATION, Scope.GLOBALLY),
    (Pattern.MAXIMUM_DURATION, Scope.GLOBALLY),
    (Pattern.RECURRENCE, Scope.GLOBALLY),
    (Pattern.RESPONSE, Scope.AFTER),
]
MOST = 40_000
WHERE = ("p", "q")


@st.composite
def whole_nets(draw):
    """Automata whose listener hears either event somewhere, so that the connector carries both."""
    net = draw(nets())
    return replace(net, hears=tuple(dict.fromkeys((*net.hears, *((2, 2, event) for event in WHERE)))))


def scenario_of(snapshot, assault):
    on = snapshot.of(StateMachine if assault.effect in ("stop", "reset") else Connector)[0]
    if assault.effect in ("stop", "reset"):
        on = next(one for one in snapshot.of(StateMachine) if one.name == "M")
    delay = None if assault.delay is None else Duration(assault.delay * 1_000_000)
    effect = Effect(EffectType(assault.effect), on.id, assault.budget, delay)
    return AttackScenario(id="019b76da-0000-7000-8000-00000000ffff", name="Attack", effects=(effect,))


def agrees(effect, data):
    pattern, scope = data.draw(st.sampled_from(ASKED))
    net, snapshot, p, meanings = data.draw(cases(pattern, scope, whole_nets))
    delay = data.draw(st.none() | st.integers(1, 2)) if effect in ("delay", "jam") else None
    assault = Assault(effect, data.draw(st.integers(1, 2)), delay)
    found = runs_under(net, assault, HORIZON, MOST)
    assume(found is not None)
    expected = any(violated(p, run, meanings) for run in found)
    lasting = all(end == HORIZON for _seen, end in found)
    assert expected == decided(snapshot, p, lasting, scenario_of(snapshot, assault))


@pytest.mark.parametrize("effect", EFFECTS)
@settings(max_examples=8, suppress_health_check=list(HealthCheck), deadline=None)
@given(data=st.data())
def test_a_verdict_under_attack_is_what_the_definition_says_of_all_runs(effect, data):
    agrees(effect, data)


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.parametrize("effect", EFFECTS)
@settings(max_examples=80, suppress_health_check=list(HealthCheck), deadline=None)
@given(data=st.data())
def test_a_verdict_under_attack_is_what_the_definition_says_of_many_runs(effect, data):
    agrees(effect, data)
