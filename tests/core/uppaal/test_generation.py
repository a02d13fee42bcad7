"""What the generated document says of the model, decided by the checker."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from core.checker import verify
from core.formal.property import Atom, Formalised, Pattern, Property
from core.model import (
    Action,
    ClockVariable,
    Component,
    Connector,
    Duration,
    Event,
    Location,
    Port,
    Requirement,
    StateMachine,
    Timer,
    Truth,
    Variable,
    Waiting,
)
from core.uppaal.files.reading import parse_document
from core.uppaal.files.writing import write_document
from core.uppaal.generation.behaviour import behaviours_of
from core.uppaal.generation.focus import parts
from core.uppaal.generation.scope import Vocabulary
from core.uppaal.generation.whole import Purpose, generate
from tests.core.uppaal.plant import Builder, plant


def outcome(generated, formula):
    return verify(generated.document, formula).outcome.value


def verdicts(generated, purpose=Purpose.REQUIREMENT):
    return [
        outcome(generated, query.formula) if query.formula else None
        for query in generated.queries
        if query.purpose is purpose
    ]


def codes(generated):
    return {finding.diagnostic.code for finding in generated.findings}


def asked(b, pattern, subject, **parts):
    """The document for one more requirement."""
    requirement = b.add(Requirement, "R", key="R-1", text="A requirement.")
    p = Property(requirement.id, pattern, subject, **parts)
    return generate(b.snapshot, {requirement.id: Formalised(requirement.id, (p,))})


def machine_of(b, name="Mixer"):
    component = b.add(Component, name)
    return b.add(StateMachine, name, component)


def test_a_deadline_is_met_with_a_quick_connector_and_missed_with_a_slow_one():
    quick, slow = (generate(*plant(latency)[:2]) for latency in ("200 ms", "700 ms"))
    assert verdicts(quick) == ["satisfied", "satisfied", None]
    assert verdicts(slow) == ["violated", "satisfied", None]


def test_the_deadline_is_met_to_the_unit():
    on_time, late = (generate(*plant("200 ms", deadline=deadline)[:2]) for deadline in ("300 ms", "299 ms"))
    assert (verdicts(on_time)[0], verdicts(late)[0]) == ("satisfied", "violated")


def test_a_connector_that_may_lose_messages_breaks_the_deadline():
    assert verdicts(generate(*plant(may_lose=Truth.YES)[:2]))[0] == "violated"


def test_every_requirement_is_listed_with_a_formula_or_a_reason():
    snapshot, properties, parts = plant()
    forgotten = Requirement(id="019b76da-ffff-7000-8000-000000000001", key="LM-009", text="Forgotten.")
    generated = generate(type(snapshot)([*snapshot, forgotten]), properties)
    found = {query.element: query for query in generated.queries if query.purpose is Purpose.REQUIREMENT}
    assert {requirement.id for requirement in (*snapshot.of(Requirement), forgotten)} == set(found)
    assert found[parts["unbound"].id].formula is None
    assert found[parts["unbound"].id].reason == "“be friendly” is not bound"
    assert found[forgotten.id].reason


def test_the_unit_of_time_is_the_largest_that_makes_all_times_whole():
    for latency, unit in (("200 ms", "100 ms"), ("250 ms", "50 ms"), ("700 us", "100 us")):
        snapshot, properties, _parts = plant(latency)
        generated = generate(snapshot, properties)
        assert f"One unit of time is {unit}." in generated.document.declaration
        assert generated.trace_map.nanoseconds == Duration.parse(unit).nanoseconds


def test_what_was_written_reads_back_as_it_was():
    generated = generate(*plant()[:2])
    read = parse_document(write_document(generated.document))
    assert read.templates == generated.document.templates
    assert read.queries == generated.document.queries
    assert read.declaration == generated.document.declaration


def test_a_least_latency_above_the_greatest_is_told_as_what_it_is():
    snapshot, properties, _parts = plant("50 ms")
    faults = [one.diagnostic for one in generate(snapshot, properties).findings]
    (told,) = [fault.message for fault in faults if fault.code == "generation-latency"]
    assert told.endswith("takes longer at best than at worst: 100 ms and 50 ms")


def test_unstated_loss_and_latency_are_assumptions():
    b = Builder()
    one, other = b.add(Component, "One"), b.add(Component, "Other")
    sender, receiver = b.add(StateMachine, "S", one), b.add(StateMachine, "T", other)
    out, into = b.add(Port, "out", one), b.add(Port, "in", other)
    sent, heard = b.add(Event, "go", out), b.add(Event, "go", into)
    wire = b.add(Connector, "wire", source=one.id, target=into.id)
    start, end = b.add(Location, "A", sender, initial=True), b.add(Location, "B", sender)
    rest, moved = b.add(Location, "A", receiver, initial=True), b.add(Location, "B", receiver)
    b.edge(sender, start, end, event=sent.id, action=Action.SEND)
    b.edge(receiver, rest, moved, event=heard.id, action=Action.RECEIVE)
    generated = generate(b.snapshot, {})
    assert codes(generated) == {"generation-latency-unknown", "generation-loss-unknown"}
    assert {finding.element for finding in generated.findings} == {wire.id}
    assert outcome(generated, "A[] One_S.B == Other_T.B") == "satisfied"


def test_an_event_that_no_connector_brings_comes_from_outside_at_any_time():
    b = Builder()
    machine = machine_of(b)
    port = b.add(Port, "in", b.elements[0])
    event = b.add(Event, "press", port)
    rest, moved = b.add(Location, "Rest", machine, initial=True), b.add(Location, "Moved", machine)
    b.edge(machine, rest, moved, event=event.id, action=Action.RECEIVE)
    generated = generate(b.snapshot, {})
    assert outcome(generated, "E<> Mixer.Moved") == "satisfied"
    assert outcome(generated, "A<> Mixer.Moved") == "violated"


def test_a_message_sent_while_one_is_under_way_is_an_overrun_that_a_query_finds():
    b = Builder()
    one, other = b.add(Component, "One"), b.add(Component, "Other")
    machine = b.add(StateMachine, "One", one)
    out, into = b.add(Port, "out", one), b.add(Port, "in", other)
    sent, heard = b.add(Event, "go", out), b.add(Event, "go", into)
    b.add(
        Connector,
        "wire",
        source=out.id,
        target=into.id,
        latency_min=Duration.parse("1 s"),
        latency_max=Duration.parse("2 s"),
        may_lose=Truth.NO,
    )
    x = b.add(ClockVariable, "x", machine)
    only = b.add(Location, "Only", machine, initial=True)
    b.edge(
        machine, only, only, guard=f"{x.name} >= 1500 ms", event=sent.id, action=Action.SEND, update="x = 0"
    )
    listener = b.add(StateMachine, "Other", other)
    rest = b.add(Location, "Rest", listener, initial=True)
    b.edge(listener, rest, rest, event=heard.id, action=Action.RECEIVE)
    assert verdicts(generate(b.snapshot, {}), Purpose.OVERRUN) == ["violated"]
    slower = [
        replace(element, guard="x >= 2001 ms") if getattr(element, "guard", "").startswith("x") else element
        for element in b.elements
    ]
    b.elements = slower
    assert verdicts(generate(b.snapshot, {}), Purpose.OVERRUN) == ["satisfied"]


def timed(*edges_of_second, guard="", waiting=Waiting.NORMAL):
    """A machine that starts a timer of 3 s, goes on after 1 s, and waits there as `edges_of_second` say."""
    b = Builder()
    machine = machine_of(b)
    b.add(ClockVariable, "x", machine)
    b.add(Variable, "n", machine, high=5)
    timer = b.add(Timer, "t", machine, duration=Duration.parse("3 s"))
    begin = b.add(Location, "Begin", machine, initial=True, invariant="x <= 0 s")
    first = b.add(Location, "First", machine, invariant="x <= 5 s")
    second = b.add(Location, "Second", machine)
    end = b.add(Location, "End", machine)
    b.edge(machine, begin, first, update="start(t), x = 0")
    b.edge(machine, first, second, guard="x >= 1 s")
    for one in edges_of_second:
        b.edge(machine, second, end, timer=timer.id, guard=one)
    return b


def test_a_timer_runs_out_exactly_when_it_is_due():
    generated = generate(timed("").snapshot, {})
    assert outcome(generated, "A[] (Mixer.Second && Mixer.t_runs imply Mixer.t <= 3)") == "satisfied"
    assert outcome(generated, "E<> (Mixer.End and Mixer.x == 3)") == "satisfied"
    assert outcome(generated, "A[] (Mixer.End imply Mixer.x >= 3)") == "satisfied"


def test_a_timer_that_runs_out_where_nothing_waits_is_spent_and_stops_nobody():
    generated = generate(timed("").snapshot, {})
    assert outcome(generated, "E<> (Mixer.First and Mixer.x == 5)") == "satisfied"
    assert outcome(generated, "E<> (Mixer.Second and Mixer.x == 9)") == "satisfied"


def test_a_timer_whose_edges_are_all_barred_is_spent_and_stops_nobody():
    generated = generate(timed("n > 2", "n > 3").snapshot, {})
    assert outcome(generated, "E<> Mixer.End") == "violated"
    assert outcome(generated, "E<> (Mixer.Second and Mixer.x == 9)") == "satisfied"


def test_a_fault_leaves_alone_what_does_not_depend_on_it():
    b = timed("")
    other = machine_of(b, "Broken")
    odd, even = b.add(Location, "Odd", other, initial=True), b.add(Location, "Even", other)
    faulty = b.edge(other, odd, even, guard="x >= 5")
    good, bad = b.state("M is done", b.elements[7]), b.state("Broken is even", even)
    generated = asked(b, Pattern.ABSENCE, Atom(good.id))
    assert [finding.element for finding in generated.findings if finding.fault] == [faulty.id]
    assert all(query.formula for query in generated.queries if query.purpose is Purpose.REQUIREMENT)
    generated = asked(b, Pattern.ABSENCE, Atom(bad.id))
    reasons = [q.reason for q in generated.queries if q.formula is None and q.property is not None]
    assert reasons == ["guard of the edge from “Odd” to “Even”, “x >= 5”: Nothing here is called “x”"]


def test_a_machine_that_hears_a_faulty_one_depends_on_it():
    snapshot, properties, parts = plant()
    spoilt = type(snapshot)(
        replace(one, guard="x >= 2") if getattr(one, "guard", "") == "x >= 2 s" else one for one in snapshot
    )
    generated = generate(spoilt, properties)
    assert verdicts(generated)[0] is None
    reason = next(q.reason for q in generated.queries if q.element == parts["deadline"].id)
    assert "has no unit" in reason


def test_clocks_in_a_proposition_leave_the_requirement_without_a_formula():
    b = timed("")
    late = b.expression("it is late", "x > 3 s")
    generated = asked(b, Pattern.ABSENCE, Atom(late.id))
    assert [q.formula for q in generated.queries if q.purpose is Purpose.REQUIREMENT] == [None]
    assert "cannot compare clocks" in generated.queries[-1].reason


def test_deadlock_is_not_asked_where_uppaal_would_refuse_the_question():
    b = Builder()
    machine = machine_of(b)
    port = b.add(Port, "in", b.elements[0])
    event = b.add(Event, "press", port)
    b.add(ClockVariable, "x", machine)
    only = b.add(Location, "Only", machine, initial=True)
    b.edge(machine, only, only, event=event.id, action=Action.RECEIVE, guard="x >= 1 s")
    generated = generate(b.snapshot, {})
    (query,) = (query for query in generated.queries if query.purpose is Purpose.DEADLOCK)
    assert (query.formula, bool(query.reason)) == (None, True)


def test_a_sent_event_that_nobody_hears_is_a_finding():
    b = Builder()
    machine = machine_of(b)
    port = b.add(Port, "out", b.elements[0])
    event = b.add(Event, "alarm", port)
    only = b.add(Location, "Only", machine, initial=True)
    edge = b.edge(machine, only, only, event=event.id, action=Action.SEND)
    generated = generate(b.snapshot, {})
    assert [(finding.diagnostic.code, finding.element) for finding in generated.findings] == [
        ("generation-unheard", edge.id)
    ]


def test_a_model_without_behaviour_gives_a_document_that_loads():
    generated = generate(Builder().snapshot, {})
    assert parse_document(write_document(generated.document)).templates == generated.document.templates
    assert outcome(generated, "E<> false") == "violated"


def test_times_too_far_apart_are_told_and_nothing_is_asked():
    assert "generation-times" not in codes(generate(*plant(latency="200001 us")[:2]))
    generated = generate(*plant(latency="200001 us", deadline="100 d")[:2])
    assert "generation-times" in codes(generated)
    assert verdicts(generated)[0] is None


def test_the_trace_map_names_every_part_of_the_document():
    generated = generate(*plant()[:2])
    names = {entry.name for entry in generated.trace_map.entries}
    for template in generated.document.templates:
        assert {template.name, *(one.id for one in (*template.locations, *template.transitions))} <= names
    assert {query.formula for query in generated.document.queries if query.formula} <= names


def test_a_query_is_asked_of_the_part_that_can_influence_it():
    snapshot, properties, _parts = plant()
    generated = generate(snapshot, properties)
    (query,) = (q for q in generated.queries if q.purpose is Purpose.OVERRUN)
    (part,) = parts(generated.document, generated.trace_map, query.formula)
    assert [template.name for template in part.templates] == ["Level_controller", "Permit_line"]
    (query,) = (q for q in generated.queries if q.formula == "A[] doses <= 3")
    (part,) = parts(generated.document, generated.trace_map, query.formula)
    assert "Observer_LM_001" not in part.system
    assert "Dosing_controller_Behaviour" in part.system


def test_a_model_comes_to_a_stop_only_if_one_of_its_parts_does():
    b = timed("")
    generated = generate(b.snapshot, {})
    whole = outcome(generated, "A[] not deadlock")
    found = [
        verify(part, "A[] not deadlock").outcome.value
        for part in parts(generated.document, generated.trace_map, "A[] not deadlock")
    ]
    assert (whole, found) == ("violated", ["violated"])
    generated = generate(*plant()[:2])
    found = {
        verify(part, "A[] not deadlock").outcome.value
        for part in parts(generated.document, generated.trace_map, "A[] not deadlock")
    }
    assert (outcome(generated, "A[] not deadlock"), found) == ("satisfied", {"satisfied"})


NAMES = st.sampled_from(["x", "y", "z", "known"])


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["guard", "update"]), NAMES), min_size=1, max_size=6))
def test_a_name_that_nothing_in_a_machine_has_is_one_finding_wherever_it_is_written(written):
    b = Builder()
    machine = b.add(StateMachine, "Watch", owner=b.add(Component, "Watcher"))
    b.add(ClockVariable, "known", owner=machine)
    idle = b.add(Location, "Idle", owner=machine, initial=True)
    held = b.add(Location, "Held", owner=machine)
    for fact, name in written:
        b.edge(machine, idle, held, **{fact: f"{name} >= 5 ms" if fact == "guard" else f"{name} = 0"})
    _behaviours, found = behaviours_of(b.snapshot, Vocabulary(b.snapshot))
    wrong = [one.diagnostic.message for one in found if one.fault]
    unknown = [name for _fact, name in written if name != "known"]
    assert len(wrong) == len(set(unknown))
    for name in dict.fromkeys(unknown):
        (message,) = [one for one in wrong if f"Nothing here is called “{name}”" in one]
        more = unknown.count(name) - 1
        plural = "expression" if more == 1 else "expressions"
        told = f"(so in {more} more {plural})" if more else f"“{name}”"
        assert message.endswith(told)
