"""All that a requirement is linked with: every link once, from either side, by what it leads to."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from core.ground.identity import counted_ids
from core.model import (
    Component,
    Evidence,
    Relation,
    Requirement,
    Snapshot,
    StatedThreat,
    StateMachine,
    TraceLink,
    Truth,
)
from core.requirements.tracing import Tie, tied
from tests.core.requirements.plant import Plant


@st.composite
def linked(draw: st.DrawFn) -> Snapshot:
    """Requirements and other elements with links between any of them, to themselves and to clauses too."""
    ids = counted_ids()
    kinds = st.sampled_from((Requirement, Requirement, Component, StateMachine, StatedThreat, Evidence))
    made = {Requirement: {"key": "R", "text": "The pump shall stop."}, StatedThreat: {"target": "x"}}
    drawn = draw(st.lists(kinds, min_size=1, max_size=6))
    elements = [kind(id=ids(), **made.get(kind, {})) for kind in drawn]
    ends = st.sampled_from([one.id for one in elements])
    for source, target, relation in draw(
        st.lists(st.tuples(ends, st.none() | ends, st.sampled_from(Relation)), max_size=8)
    ):
        elements.append(TraceLink(id=ids(), source=source, target=target, relation=relation))
    return Snapshot(elements)


@given(linked())
def test_every_link_at_a_requirement_is_there_exactly_once_from_either_side(model):
    seen = Counter(
        one.link for requirement in model.of(Requirement) for one in tied(model, requirement) if one.link
    )
    expected = Counter(
        link.id
        for link in model.of(TraceLink)
        for end in {link.source, link.target}
        if isinstance(model.get(end), Requirement)
    )
    assert seen == expected


def test_each_link_is_told_by_what_it_leads_to():
    plant = Plant()
    parent = plant.requirement("The plant shall dose.", "P")
    one = plant.requirement("When level high, the Dosing controller shall stop.", "R", owner=parent.id)
    child = plant.requirement("The Dosing controller shall wait.", "C")
    threat = plant.new(StatedThreat, target=plant.controller.id, name="Spoofing")
    test = plant.new(Evidence, supports=(one.id,), name="Test 4")
    plant.event("level high", plant.high)
    plant.state("stop", plant.stopped)

    def link(source, target=None, relation=Relation.SATISFIES, **facts):
        return plant.new(TraceLink, source=source.id, target=target and target.id, relation=relation, **facts)

    link(plant.controller, one)
    link(one, plant.panel, Relation.MITIGATES)
    link(one, threat, Relation.MITIGATES)
    link(child, one, Relation.REFINES)
    link(one, clause="SR 1.1", relation=Relation.COVERS)
    link(plant.port, one, Relation.VERIFIES)
    found = tied(plant.snapshot, one)
    assert [(each.tie, each.element, each.outward) for each in found] == [
        (Tie.PARENT, parent.id, True),
        (Tie.CHILD, child.id, False),
        (Tie.ELEMENT, plant.controller.id, False),
        (Tie.THREAT, plant.panel.id, True),
        (Tie.THREAT, threat.id, True),
        (Tie.CLAUSE, None, True),
        (Tie.TEST, test.id, True),
        (Tie.TEST, plant.port.id, False),
        (Tie.BEHAVIOUR, plant.machine.id, True),
    ]
    assert {each.suspect for each in found if each.link} == {Truth.UNKNOWN}


def test_a_machine_is_tied_by_what_an_expression_reads_and_by_its_owners_name():
    plant = Plant()
    one = plant.requirement("While level is high, the Dosing controller shall wait.")
    bound = plant.expression("level is high", "Dosing_controller.tank_level > 80")
    (found,) = tied(plant.snapshot, one)
    assert (found.tie, found.element, found.through) == (Tie.BEHAVIOUR, plant.machine.id, (bound.id,))
