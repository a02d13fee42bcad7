"""Whatever the editor can build becomes a document that loads, with names of its own for everything."""

import re
from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from core.checker.elaboration import elaborate
from core.formal.property import All, Any, Atom, Formalised, Pattern, Property, Scope
from core.model import (
    Action,
    Binding,
    ClockVariable,
    Component,
    Connector,
    Direction,
    Duration,
    Event,
    Location,
    Port,
    Proposition,
    Requirement,
    StateMachine,
    Timer,
    Truth,
    Variable,
    Waiting,
)
from core.uppaal.files.reading import parse_document
from core.uppaal.files.writing import write_document
from core.uppaal.generation.naming import RESERVED, Names, identifier
from core.uppaal.generation.whole import generate
from core.uppaal.language.declaration import Variables
from core.uppaal.language.parsing import parse_declarations, parse_query
from core.uppaal.trace_map import from_plain, to_plain
from tests.core.uppaal.plant import Builder

IDENTIFIER = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")

names = st.one_of(
    st.sampled_from(
        ["", " ", "a", "A", "x", "c", "Idle", "Waiting", "step", "Steps", "settled", "int", "clock"]
    ),
    st.sampled_from(
        ["système", "Ventil öffnen", "水位", "a b", "a_b", "a-b", "1st", "*/", "//", "a\\", "\n", "in_Idle"]
    ),
    st.text(st.characters(exclude_categories=("Cs",)), max_size=8),
)
guards = st.sampled_from(
    [
        "",
        "x >= 2 ms",
        "n > 0",
        "x<3ms&&n==1",
        "A.n > 0",
        "x > 1",
        "((",
        "x >= 1 ms || n",
        "n / 0 > 1",
        "1.5 s",
        "// no",
    ]
)
updates = st.sampled_from(
    ["", "x = 0", "n = n + 1", "start(t)", "stop(t), n = 0", "start(n)", "y = 1", "n++", "A.n = 1"]
)
invariants = st.sampled_from(["", "", "x <= 5 ms", "x < 5 ms && n >= 0", "x >= 5 ms", "true"])
durations = st.integers(0, 10**7).map(Duration) | st.none()


@st.composite
def models(draw):
    b = Builder()
    holders = [b.add(Component, draw(names)) for _ in range(draw(st.integers(1, 3)))]
    ports = [
        b.add(Port, draw(names), draw(st.sampled_from(holders)), direction=draw(st.sampled_from(Direction)))
        for _ in range(draw(st.integers(0, 3)))
    ]
    events = [
        b.add(Event, draw(names), draw(st.sampled_from(ports)))
        for _ in range(draw(st.integers(0, 4)))
        if ports
    ]
    for _ in range(draw(st.integers(0, 3))):
        ends = st.sampled_from([one.id for one in (*holders, *ports)])
        b.add(
            Connector,
            draw(names),
            source=draw(ends),
            target=draw(ends),
            may_lose=draw(st.sampled_from(Truth)),
            latency_min=draw(durations),
            latency_max=draw(durations),
        )
    places = []
    for _ in range(draw(st.integers(0, 3))):
        machine = b.add(StateMachine, draw(names), draw(st.sampled_from(holders)))
        for kind, word in ((ClockVariable, "x"), (Variable, "n"), (Timer, "t")):
            extra = {"duration": Duration(draw(st.integers(0, 9)) * 10**6)} if kind is Timer else {}
            bounds = st.integers(-3, 2**33)
            if kind is Variable and draw(st.booleans()):
                extra = {"low": draw(bounds), "high": draw(bounds), "initial": draw(bounds)}
            b.add(kind, draw(names | st.just(word)), machine, **extra)
        own = [
            b.add(
                Location,
                draw(names),
                machine,
                initial=draw(st.booleans()),
                waiting=draw(st.sampled_from(Waiting)),
                invariant=draw(invariants),
            )
            for _ in range(draw(st.integers(0, 3)))
        ]
        places += own
        timers = [one for one in b.elements if isinstance(one, Timer)]
        for _ in range(draw(st.integers(0, 4))) if places else ():
            b.edge(
                machine,
                draw(st.sampled_from(own or places)),
                draw(st.sampled_from(own or places)),
                guard=draw(guards),
                update=draw(updates),
                event=draw(st.sampled_from([None, *(one.id for one in events)])),
                action=draw(st.sampled_from(Action)),
                timer=draw(st.sampled_from([None, None, *(one.id for one in timers)])),
            )
    propositions = [
        b.add(
            Proposition,
            draw(names),
            binding=binding,
            locations=tuple(one.id for one in places[:2]),
            event=events[0].id if events else None,
            expression=draw(guards),
            negated=draw(st.booleans()),
        )
        for binding in Binding
    ]
    atoms = st.builds(Atom, st.sampled_from([one.id for one in propositions]), st.booleans())
    conditions = (
        atoms | st.builds(lambda a, b: All((a, b)), atoms, atoms) | st.builds(lambda a: Any((a,)), atoms)
    )
    properties = {}
    for number in range(draw(st.integers(0, 3))):
        requirement = b.add(Requirement, draw(names), key=f"{draw(names)}{number}", text=draw(names))
        p = Property(
            requirement.id,
            draw(st.sampled_from(Pattern)),
            draw(conditions),
            draw(st.none() | conditions),
            draw(st.none() | conditions),
            draw(st.sampled_from(Scope)),
            draw(st.none() | conditions),
            draw(st.none() | conditions),
            draw(durations),
            draw(durations),
        )
        properties[requirement.id] = Formalised(requirement.id, (p,))
    return b.snapshot, properties


@settings(max_examples=60)
@given(models())
def test_any_model_gives_a_document_that_reads_back_and_is_accepted_by_the_checker(model):
    generated = generate(*model)
    read = parse_document(write_document(generated.document))
    assert [template.name for template in read.templates] == [
        one.name for one in generated.document.templates
    ]
    assert len(read.queries) == len(generated.queries)
    elaborate(read)
    for query in generated.queries:
        assert (query.formula is None) == bool(query.reason)
        if query.formula is not None:
            parse_query(query.formula)


@settings(max_examples=40)
@given(models())
def test_names_are_identifiers_and_unique_where_they_are_declared(model):
    document = generate(*model).document
    declared = [
        one.name
        for text in (document.declaration,)
        for declaration in parse_declarations(text)
        if isinstance(declaration, Variables)
        for one in declaration.declarators
    ]
    globally = Counter([*declared, *(template.name for template in document.templates)])
    assert max(globally.values()) == 1
    for template in document.templates:
        local = [
            one.name
            for declaration in parse_declarations(template.declaration)
            if isinstance(declaration, Variables)
            for one in declaration.declarators
        ]
        inside = Counter([*local, *(location.name for location in template.locations)])
        assert not inside or max(inside.values()) == 1
        assert not inside.keys() & globally.keys()
        for name in (*inside, template.name, *declared):
            assert IDENTIFIER.fullmatch(name)
            assert name not in RESERVED


@settings(max_examples=20)
@given(models())
def test_every_requirement_of_any_model_is_in_the_result(model):
    snapshot, properties = model
    generated = generate(snapshot, properties)
    assert {one.id for one in snapshot.of(Requirement)} <= {query.element for query in generated.queries}


@settings(max_examples=20)
@given(models())
def test_the_trace_map_survives_json(model):
    trace_map = generate(*model).trace_map
    assert from_plain(to_plain(trace_map)) == trace_map


@settings(max_examples=20)
@given(models())
def test_generating_twice_gives_the_same_document(model):
    assert generate(*model) == generate(*model)


@given(st.text(max_size=60))
def test_any_text_becomes_an_identifier_that_is_no_keyword(text):
    name = identifier(text, "thing")
    assert IDENTIFIER.fullmatch(name)
    assert name not in RESERVED


def test_a_name_inside_avoids_names_given_out_around_it_before_and_after():
    around = Names()
    inside = around.inside()
    assert (around.give("x", "n"), inside.give("x", "n"), inside.give("y", "n"), around.give("y", "n")) == (
        "x",
        "x_2",
        "y",
        "y_2",
    )


def test_accents_fall_away_and_foreign_letters_leave_the_rest_readable():
    assert [
        identifier(text, "thing") for text in ("Öffnen", "système", "水位 level", "水位", "guard", "2 doors")
    ] == [
        "Offnen",
        "systeme",
        "level",
        "thing",
        "guard_",
        "_2_doors",
    ]
