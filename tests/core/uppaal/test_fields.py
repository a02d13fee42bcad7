"""Fields of state machines: what is wrong is told with its column, and names that fit are offered."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.ground.diagnostic import Refused
from core.ground.identity import counted_ids
from core.model import (
    ClockVariable,
    Component,
    Duration,
    Editor,
    Event,
    Port,
    Snapshot,
    StateMachine,
    Timer,
    Variable,
)
from core.uppaal.declared import EXAMPLE, declare, declared_in, line_of, parse_line
from core.uppaal.fields import Part, faults, offers

MODEL = Snapshot(
    [
        Component(id="c", name="Controller"),
        Port(id="p", name="signals", owner="c"),
        Event(id="e", name="permit", owner="p"),
        StateMachine(id="m", name="Dosing", owner="c"),
        ClockVariable(id="x", name="x", owner="m"),
        Variable(id="v", name="level", owner="m", low=0, high=3),
        Timer(id="t", name="pause", owner="m", duration=Duration.parse("500 ms")),
        StateMachine(id="n", name="Tank", owner="c"),
        Variable(id="w", name="full", owner="n"),
    ]
)


@pytest.mark.parametrize(
    ("part", "text"),
    [
        (Part.GUARD, "x >= 500 ms && level == 2"),
        (Part.GUARD, "Tank.full == 1"),
        (Part.INVARIANT, "x <= 2 s"),
        (Part.UPDATE, "x := 0, level := level + 1, start(pause)"),
        (Part.CHANNEL, "permit?"),
        (Part.GUARD, ""),
    ],
)
def test_what_is_right_is_left_alone(part, text):
    assert faults(MODEL, "m", part, text) == ()


@pytest.mark.parametrize(
    ("part", "text", "column"),
    [
        (Part.GUARD, "x >= 500 ms && y > 1", 16),
        (Part.GUARD, "x >= )", 6),
        (Part.GUARD, "x >= 500", 6),
        (Part.UPDATE, "level := nothing", 10),
        (Part.CHANNEL, "  permit", 9),
        (Part.CHANNEL, "alarm!", 1),
        (Part.CHANNEL, "?", 1),
        (Part.CHANNEL, "x >= 5 s", 3),
        (Part.CHANNEL, "level := 2", 8),
    ],
)
def test_what_is_wrong_is_pointed_at(part, text, column):
    found = faults(MODEL, "m", part, text)
    assert column in [fault.column for fault in found]


@given(st.sampled_from(Part), st.text("xlev &|=<>()[]:?!.0123ms\t", max_size=24))
def test_every_text_is_judged_inside_itself(part, text):
    for fault in faults(MODEL, "m", part, text):
        assert fault.column is None or 1 <= fault.column <= len(text) + 1


def test_offered_names_are_right_where_they_are_offered():
    assert offers(MODEL, "m", Part.GUARD) == ("x", "level", "Tank.full")
    assert offers(MODEL, "m", Part.UPDATE) == ("x", "level", "start(pause)", "stop(pause)")
    assert offers(MODEL, "m", Part.CHANNEL) == ("permit?", "permit!")
    for name in offers(MODEL, "m", Part.GUARD):
        value = "1 s" if name == "x" else "1"
        assert faults(MODEL, "m", Part.GUARD, f"{name} > {value}") == ()


@pytest.mark.parametrize("element", declared_in(MODEL, "m"))
def test_a_declaration_and_its_line_say_the_same(element):
    line = parse_line(line_of(element), MODEL, "m", element.id)
    edit = Editor(MODEL, counted_ids())
    assert declare(edit, "m", line, element.id) == element.id
    assert edit.edits() == ()


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("bool b", 1),
        ("clock", 6),
        ("clock level", 7),
        ("clock y = 3", 8),
        ("int n", 5),
        ("int[3,1] n", 5),
        ("int[0,3] n = 9", 14),
        ("int[0,3] n = two", 14),
        ("timer u", 8),
        ("timer u = 5", 11),
        ("clock y z", 9),
    ],
)
def test_a_line_that_declares_nothing_is_refused_with_its_column(text, column):
    with pytest.raises(Refused) as refused:
        parse_line(text, MODEL, "m")
    assert refused.value.diagnostics[0].column == column
    assert refused.value.diagnostics[0].example in (EXAMPLE, "timer t = 500 ms")


def test_another_kind_takes_the_place_of_a_declaration():
    edit = Editor(MODEL, counted_ids())
    made = declare(edit, "m", parse_line("int[0,9] x = 1", MODEL, "m", "x"), "x")
    after = MODEL.after(edit.edits())
    assert after.get("x") is None
    assert after[made] == Variable(id=made, owner="m", name="x", low=0, high=9, initial=1)


@given(st.text(max_size=20))
def test_any_line_is_read_or_refused(text):
    try:
        name = parse_line(text, MODEL, "m").name
    except Refused as refused:
        column, name = refused.diagnostics[0].column, "refused"
    else:
        column = 1
    assert name.isidentifier()
    assert 1 <= column <= len(text) + 2
