"""A requirement is divided into several: keys, section, traces, bindings, and where lists have them."""

from core.ground.identity import counted_ids, uuid7_source
from core.model import (
    Binding,
    Category,
    Component,
    Proposition,
    Relation,
    Requirement,
    Snapshot,
    TraceLink,
)
from core.model.change import Editor
from core.requirements.dividing import divide

PARTS = ("When the lid opens, the lamp shall glow.", "When the lid opens, the lamp shall log it within 5 s.")


def divided(ids):
    """The plant before and after, and what was made of its first requirement."""
    edit = Editor(Snapshot([]), ids)
    lamp = edit.new(Component, name="Lamp")
    above = edit.new(Requirement, key="SYS-01", text="The lamp shall be safe.", section="Top")
    facts = {"category": Category.TIMING, "section": "Lamp", "source": "R7", "priority": "high"}
    first = edit.new(Requirement, name="LMP-07", key="LMP-07", text="…", owner=above.id, **facts)
    edit.new(Requirement, key="LMP-08", text="The lamp shall stop.", section="Lamp")
    edit.new(TraceLink, source=first.id, target=lamp.id, relation=Relation.COVERS, source_confirmed="x")
    edit.new(TraceLink, source=first.id, clause="EN 1", relation=Relation.SATISFIES)
    edit.new(TraceLink, source=above.id, target=first.id, relation=Relation.COVERS)
    edit.new(Proposition, name="lid opens", owner=first.id, binding=Binding.EXPRESSION, expression="lid")
    edit.new(Proposition, name="glow", owner=first.id, binding=Binding.EXPRESSION, expression="on")
    made = divide(edit, first.id, PARTS)
    return edit.snapshot, first, made


def test_a_further_requirement_stands_behind_with_a_key_of_its_own_and_all_that_was_said_of_the_first():
    for ids in (counted_ids(), uuid7_source()):
        after, first, (made,) = divided(ids)
        assert [one.key for one in after.of(Requirement)] == ["SYS-01", "LMP-07", "LMP-09", "LMP-08"]
        assert (after[first.id].text, made.text) == PARTS
        same = ("category", "section", "source", "priority", "owner", "language")
        assert all(getattr(made, fact) == getattr(first, fact) for fact in same)
        assert made.name == "LMP-09"


def test_it_is_traced_to_what_the_first_is_traced_to_and_to_the_first():
    after, first, (made,) = divided(counted_ids())
    links = [one for one in after.of(TraceLink) if one.source == made.id]
    of_first = [one for one in after.of(TraceLink) if one.source == first.id]
    said = [(one.target, one.clause, one.relation, one.source_confirmed) for one in of_first]
    assert [(one.target, one.clause, one.relation, one.source_confirmed) for one in links[:-1]] == said
    assert (links[-1].target, links[-1].relation) == (first.id, Relation.REFINES)
    assert links[-1].source_confirmed
    assert links[-1].target_confirmed
    assert len(of_first) == 2


def test_a_phrase_bound_in_the_first_alone_is_bound_in_whatever_has_it():
    after, _first, (made,) = divided(counted_ids())
    (bound,) = after.owned(made.id, Proposition)
    assert (bound.name, bound.expression) == ("lid opens", "lid")
