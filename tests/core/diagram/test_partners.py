"""Partners by allocation: a component and its nodes, a node and what runs on it."""

from core.diagram.partners import partners_of
from core.ground.identity import counted_ids
from core.model import Actor, Allocation, Component, Editor, Node, Snapshot


def test_a_component_runs_where_it_or_its_whole_does_and_else_where_its_parts_do():
    edit = Editor(Snapshot(), counted_ids())
    first, second = edit.new(Node, name="first"), edit.new(Node, name="second")
    whole = edit.new(Component, name="whole")
    part = edit.new(Component, name="part", owner=whole.id)
    inner = edit.new(Component, name="inner", owner=part.id)
    edit.new(Allocation, component=part.id, node=first.id)

    def partners(element):
        return partners_of(edit.snapshot, element)

    assert partners(whole) == partners(part) == partners(inner) == {first.id}
    edit.new(Allocation, component=inner.id, node=second.id)
    assert partners(whole) == {first.id, second.id}
    assert partners(inner) == {second.id}
    assert (partners(first), partners(second)) == ({part.id}, {inner.id})


def test_what_runs_nowhere_has_no_partners():
    edit = Editor(Snapshot(), counted_ids())
    for element in (
        edit.new(Actor, name="person"),
        edit.new(Component, name="unit"),
        edit.new(Node, name="n"),
    ):
        assert partners_of(edit.snapshot, element) == frozenset()
