"""Whether a boilerplate can be used, with the place of what is wrong; and what its slots are."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.ground.diagnostic import Severity
from core.knowledge.catalogue import sentence_shapes
from core.model import Boilerplate
from core.requirements.boilerplates.judging import GOOD, doubt, slot_uses

SHIPPED = tuple(
    Boilerplate(id=one.id, name=one.title, shape=one.shape, means=one.means, example=one.example)
    for one in sentence_shapes()
)
LETTERS = st.lists(st.sampled_from([*"<>[] ,abest", "When ", "shall ", "<system>", "<event>"])).map("".join)


def letters(one, found):
    """What stands at the place of a doubt."""
    text = getattr(one, found.fact)
    return text[found.column - 1 : found.column - 1 + found.length]


@pytest.mark.parametrize("one", SHIPPED, ids=lambda one: one.name)
def test_a_shipped_boilerplate_has_no_error_and_every_slot_is_part_of_the_sentence_it_means(one):
    found = doubt(one)
    assert found is None or found.severity is Severity.WARNING
    uses = slot_uses(one)
    assert [use.name for use in uses if f"<{use.name}>" not in one.shape] == []
    assert [use for use in uses if not use.part] == []


def test_the_example_that_errors_show_is_itself_right():
    assert doubt(GOOD) is None


def test_slots_are_told_in_the_order_of_the_shape_with_what_may_be_left_out():
    told = [(use.name, use.part, use.optional, use.words) for use in slot_uses(GOOD)]
    assert told == [
        ("system", "system", False, "The pump"),
        ("response", "response", False, "stop"),
        ("time", "deadline", True, ""),
        ("event", "trigger", False, "the lid opens"),
    ]


@pytest.mark.parametrize(
    ("facts", "fact", "at"),
    [
        ({"shape": "<system> <response> once it opens"}, "shape", "<"),
        ({"shape": "The <System> is to stop"}, "shape", "<"),
        ({"means": "When <event>, <system> shall stop"}, "shape", "<response>"),
        ({"means": "When <event>, <system> shall <response> at <place> [within <time>]"}, "means", "<place>"),
        ({"means": "When <event>, <system> shall <response> within <time>"}, "means", "<time>"),
        ({"example": "The pump stops."}, "example", "The pump stops."),
        ({"means": "", "example": ""}, "means", ""),
    ],
)
def test_what_is_wrong_is_told_of_one_fact_at_its_place(facts, fact, at):
    one = replace(GOOD, **facts)
    found = doubt(one)
    assert (found.fact, letters(one, found), found.severity) == (fact, at, Severity.ERROR)
    assert found.right


def test_one_that_changes_what_a_sentence_means_is_doubtful_and_can_be_used():
    one = Boilerplate(
        id="b",
        name="Turned",
        shape="When <event>, <system> shall <response>",
        means="While <event>, <system> shall <response>",
        example="When the lid opens, the pump shall stop.",
    )
    assert doubt(one).severity is Severity.WARNING


@given(LETTERS, LETTERS, LETTERS)
def test_whatever_is_written_is_judged(shape, means, example):
    one = Boilerplate(id="b", name="Any", shape=shape, means=means, example=example)
    found = doubt(one)
    assert found is None or 1 <= found.column <= max(len(getattr(one, found.fact)), 1)
    assert [use.name for use in slot_uses(one) if f"<{use.name}>" not in " ".join(shape.split())] == []
