"""An attack scenario in the generated document: what it adds, what it leaves, and how it is told."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.checker import Outcome, verify
from core.formal.property import Any, Atom, Formalised, Pattern, Property, Scope
from core.model import (
    Allocation,
    AttackScenario,
    Binding,
    Bus,
    ClockVariable,
    Component,
    Connector,
    Duration,
    Effect,
    EffectType,
    Event,
    HardwareInterface,
    Link,
    Location,
    Node,
    Port,
    Proposition,
    Requirement,
    StateMachine,
    Timer,
    Variable,
)
from core.uppaal.explanation import explain
from core.uppaal.files.reading import parse_document
from core.uppaal.files.writing import write_document
from core.uppaal.generation.attack import attacks_of
from core.uppaal.generation.query import Purpose
from core.uppaal.generation.whole import generate
from core.uppaal.trace_map import Origin, Part
from tests.core.uppaal.attacked import Assault
from tests.core.uppaal.plant import Builder, plant
from tests.core.uppaal.test_attack_runs import EFFECTS, scenario_of, whole_nets
from tests.core.uppaal.test_observer import cases

MESSAGES = ("drop", "delay", "replay", "spoof", "jam", "tamper")


def under(*effects):
    return AttackScenario(id="019b76da-0000-7000-8000-00000000ffff", name="Siege", effects=effects)


def outcomes(generated):
    return [
        verify(generated.document, query.formula).outcome
        for query in generated.queries
        if query.purpose is Purpose.REQUIREMENT and query.formula
    ]


def deadline(scenario, **facts):
    """The verdict on the plant's deadline under a scenario."""
    snapshot, properties, parts = plant(**facts)
    wanted = {parts["deadline"].id: properties[parts["deadline"].id]}
    (found, *_others) = outcomes(generate(snapshot, wanted, scenario(parts)))
    return found


def on(effect, part, budget=1, delay=None):
    def scenario(parts):
        time = None if delay is None else Duration.parse(delay)
        return under(Effect(EffectType(effect), parts[part].id, budget, time))

    return scenario


@pytest.mark.parametrize("effect", list(EffectType), ids=str)
def test_a_budget_of_nought_leaves_the_document_as_it_is(effect):
    snapshot, properties, parts = plant()
    target = parts["wire"] if effect.value in MESSAGES else parts["dosing"]
    for scenario in (under(), under(Effect(effect, target.id, 0))):
        assert generate(snapshot, properties, scenario) == generate(snapshot, properties)


@pytest.mark.parametrize("effect", list(EffectType), ids=str)
@pytest.mark.parametrize("budget", [1, 3, None])
def test_a_document_under_attack_is_written_and_read_back(effect, budget):
    snapshot, properties, parts = plant()
    target = parts["wire"] if effect.value in MESSAGES else parts["dosing"]
    document = generate(
        snapshot, properties, under(Effect(effect, target.id, budget, Duration.parse("1 s")))
    ).document
    assert replace(parse_document(write_document(document)), doctype="") == document


@pytest.mark.parametrize(
    ("effect", "part", "delay", "deadline_in_time", "expected"),
    [
        ("drop", "wire", None, "500 ms", Outcome.VIOLATED),
        ("delay", "wire", "200 ms", "500 ms", Outcome.SATISFIED),  # 200 + 200 + 100 ms
        ("delay", "wire", "201 ms", "500 ms", Outcome.VIOLATED),
        ("slow", "dosing", "200 ms", "500 ms", Outcome.SATISFIED),  # 200 + 100 + 200 ms
        ("slow", "dosing", "201 ms", "500 ms", Outcome.VIOLATED),
        ("replay", "wire", None, "300 ms", Outcome.SATISFIED),
        ("spoof", "wire", None, "300 ms", Outcome.SATISFIED),
        ("jam", "wire", "1 ms", "500 ms", Outcome.VIOLATED),
        ("tamper", "wire", None, "500 ms", Outcome.VIOLATED),
        ("stop", "dosing", None, "500 ms", Outcome.VIOLATED),
        ("reset", "dosing", None, "500 ms", Outcome.VIOLATED),
    ],
)
def test_an_attack_on_the_plant_breaks_its_deadline_or_not(effect, part, delay, deadline_in_time, expected):
    assert deadline(on(effect, part, 1, delay), deadline=deadline_in_time) is expected


def test_a_stopped_machine_keeps_no_time_from_passing():
    snapshot, properties, parts = plant()
    stopped = generate(snapshot, properties, on("stop", "level", None)(parts))
    found = verify(stopped.document, "E<> Level_controller.Good_stopped && Level_controller.x > 1000")
    assert found.outcome is Outcome.SATISFIED


@pytest.mark.parametrize("effect", EFFECTS)
@settings(max_examples=6, suppress_health_check=list(HealthCheck), deadline=None)
@given(data=st.data())
def test_what_an_attack_breaks_one_with_more_budget_breaks_too(effect, data):
    pattern = data.draw(st.sampled_from([Pattern.ABSENCE, Pattern.UNIVERSALITY]))
    _net, snapshot, p, _meanings = data.draw(cases(pattern, Scope.GLOBALLY, whole_nets))
    properties = {p.requirement: Formalised(p.requirement, (p,))}
    broken = False
    for budget in (0, 1, 2, None):
        scenario = scenario_of(snapshot, Assault(effect, budget, 1))
        now = Outcome.VIOLATED in outcomes(generate(snapshot, properties, scenario))
        assert now or not broken
        broken = now


def test_each_attacker_is_named_in_the_document_and_in_the_trace_map():
    snapshot, properties, parts = plant()
    wire = parts["wire"].id
    scenario = under(*(Effect(EffectType(one), wire, 2, Duration.parse("1 s")) for one in MESSAGES))
    generated = generate(snapshot, properties, scenario)
    entries = [one for one in generated.trace_map.entries if one.origin is Origin.ATTACK]
    templates = {one.name: one.elements for one in entries if one.part is Part.TEMPLATE}
    assert templates == {
        f"Attacker_{verb}_Permit_line": (wire,)
        for verb in ("drops", "delays", "replays", "spoofs", "jams", "tampers")
    }
    declarations = {one.name: one.declaration for one in generated.document.templates}
    for name in templates:
        assert "“Siege”" in declarations[name]
        assert "“Permit line”" in declarations[name]


@pytest.mark.parametrize(
    ("effect", "part", "delay", "sentence"),
    [
        ("drop", "wire", None, "The attacker drops permit lost on Permit line."),
        ("delay", "wire", "2 s", "The attacker holds back permit lost on Permit line."),
        ("jam", "wire", "1 s", "The attacker jams Permit line, and permit lost does not get through."),
        ("tamper", "wire", None, "The attacker puts permit given in its place on Permit line."),
        ("stop", "dosing", None, "The attacker stops Behaviour. Dosing controller takes no step any more."),
        ("reset", "dosing", None, "The attacker resets Behaviour. Dosing controller begins anew."),
    ],
)
def test_a_counterexample_says_what_the_attacker_does(effect, part, delay, sentence):
    snapshot, properties, parts = plant()
    generated = generate(snapshot, properties, on(effect, part, 1, delay)(parts))
    query = next(one for one in generated.queries if one.element == parts["deadline"].id)
    trace = verify(generated.document, query.formula).trace
    told = explain(snapshot, generated.trace_map, trace, query)
    assert sentence in [step.text for step in told.steps]


def test_what_an_attack_cannot_show_is_said():
    snapshot, properties, parts = plant()
    lonely = Builder()
    idle = lonely.add(Component, "Idle")
    whole = type(snapshot)([*snapshot, replace(idle, id="019b76da-0000-7000-8000-00000000fffe")])
    effects = (
        Effect(EffectType.STOP, "019b76da-0000-7000-8000-00000000fffe"),
        Effect(EffectType.SLOW, parts["dosing"].id, 1, Duration.parse("1 ms")),
    )
    before = generate(whole, properties).findings
    codes = {one.diagnostic.code for one in generate(whole, properties, under(*effects)).findings}
    assert codes - {one.diagnostic.code for one in before} == {
        "attack-out-of-reach",
        "attack-slow-throughout",
    }


def test_an_attack_reaches_what_runs_on_a_node_and_what_runs_over_a_bus():
    b = Builder()
    one, other = b.add(Component, "One"), b.add(Component, "Other")
    inner = b.add(Component, "Inner", one)
    out, into = b.add(Port, "out", inner), b.add(Port, "in", other)
    line = b.add(Connector, "Line", source=out.id, target=into.id)
    board, far, bus = b.add(Node, "Board"), b.add(Node, "Far"), b.add(Bus, "Bus")
    plug = b.add(HardwareInterface, "Plug", board)
    b.add(Link, "a", source=plug.id, target=bus.id)
    b.add(Link, "b", source=far.id, target=bus.id)
    for component, node in ((one, board), (inner, board), (other, far)):
        b.add(Allocation, component=component.id, node=node.id)
    machine = b.add(StateMachine, "M", inner)
    snapshot = b.snapshot

    def reached(effect, element):
        found = attacks_of(snapshot, under(Effect(effect, element.id))).attacks
        return [(each.effect, each.connector.id if each.connector else each.machines) for each in found]

    for element in (board, one, inner, machine):
        assert reached(EffectType.STOP, element) == [(EffectType.STOP, (machine.id,))]
    for element in (line, out, bus, plug):
        assert reached(EffectType.DROP, element) == [(EffectType.DROP, line.id)]
        assert reached(EffectType.STOP, element) == [(EffectType.JAM, line.id)]
    for element in (board, inner, one):
        assert reached(EffectType.SPOOF, element) == [(EffectType.SPOOF, line.id)]
    assert reached(EffectType.SPOOF, far) == []
    assert reached(EffectType.RESET, bus) == []


def machine_with(effect, budget=None):
    """A machine that goes on after 2 ms, starts a timer and counts, under an attack on it."""
    b = Builder()
    part = b.add(Component, "Part")
    machine = b.add(StateMachine, "M", part)
    b.add(ClockVariable, "x", machine)
    b.add(Variable, "n", machine, high=1)
    timer = b.add(Timer, "t", machine, duration=Duration.parse("5 ms"))
    first = b.add(Location, "First", machine, initial=True)
    second = b.add(Location, "Second", machine)
    third = b.add(Location, "Third", machine)
    b.edge(machine, first, second, guard="x >= 2 ms", update="n = 1, start(t)")
    b.edge(machine, second, third, timer=timer.id)
    requirement = b.add(Requirement, "R", key="R-1", text="A requirement.")
    subject = Atom(b.state("B", second).id)
    p = Property(requirement.id, Pattern.MINIMUM_SEPARATION, subject, at_least=Duration.parse("2 ms"))
    scenario = under(Effect(EffectType(effect), machine.id, budget))
    return generate(b.snapshot, {requirement.id: Formalised(requirement.id, (p,))}, scenario)


def test_a_reset_sets_clocks_variables_and_timers_as_they_were_at_first():
    generated = machine_with("reset")
    assert outcomes(generated) == [Outcome.SATISFIED]
    always = "A[] Part_M.First imply Part_M_n == 0 && !Part_M.t_runs"
    assert verify(generated.document, always).outcome is Outcome.SATISFIED
    assert verify(generated.document, "A[] Part_M_n == 0").outcome is Outcome.VIOLATED


def test_a_machine_is_stopped_where_it_stands_and_counts_as_being_there():
    b = Builder()
    machine = b.add(StateMachine, "M", b.add(Component, "Part"))
    only = b.add(Location, "Only", machine, initial=True)
    requirement = b.add(Requirement, "R", key="R-1", text="A requirement.")
    p = Property(requirement.id, Pattern.UNIVERSALITY, Atom(b.state("Only", only).id))
    scenario = under(Effect(EffectType.STOP, machine.id))
    generated = generate(b.snapshot, {requirement.id: Formalised(requirement.id, (p,))}, scenario)
    assert outcomes(generated) == [Outcome.SATISFIED]


def told_of(effect, arriving, budget=None, delay=None):
    """Whether an answer arrives with the loss of the permit, over a line without latency, under an attack."""
    snapshot, _properties, parts = plant(latency="0 ms")
    line = replace(parts["wire"], latency_min=Duration(0))
    events = {one.name: one for one in snapshot.of(Event) if one.owner == line.target}
    answers = [
        Proposition(
            id=f"019b76da-0000-7000-8000-00000000ff0{number}",
            name=f"{name} arrives",
            binding=Binding.EVENT,
            event=events[name].id,
            confirmed_by="Tester",
        )
        for number, name in enumerate(arriving)
    ]
    whole = type(snapshot)([*(one for one in snapshot if one.id != line.id), line, *answers])
    p = Property(
        parts["deadline"].id,
        Pattern.RESPONSE,
        Any(tuple(Atom(one.id) for one in answers)) if len(answers) > 1 else Atom(answers[0].id),
        trigger=Atom(next(one.id for one in snapshot.of(Proposition) if one.name == "the permit is lost")),
        at_most=Duration.parse("1 ms"),
    )
    scenario = under(Effect(EffectType(effect), line.id, budget, delay))
    (found,) = outcomes(generate(whole, {p.requirement: Formalised(p.requirement, (p,))}, scenario))
    return found


def test_a_message_that_is_held_back_does_not_arrive_at_observers_either():
    assert told_of("spoof", ["permit lost"]) is Outcome.SATISFIED
    assert told_of("drop", ["permit lost"]) is Outcome.VIOLATED


def test_an_altered_message_arrives_at_the_same_instant_and_observers_are_told():
    assert told_of("tamper", ["permit lost"]) is Outcome.VIOLATED
    assert told_of("tamper", ["permit lost", "permit given"]) is Outcome.SATISFIED


def test_one_message_after_another_can_be_held_back():
    snapshot, properties, parts = plant()
    document = generate(snapshot, properties, on("delay", "wire", 2, "1 s")(parts)).document
    attacker = "Attacker_delays_Permit_line"
    held = f"E<> {attacker}.Holding_permit_given && {attacker}.used == 2 && doses == 1"
    assert verify(document, held).outcome is Outcome.SATISFIED
