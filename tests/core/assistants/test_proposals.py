"""Assistants propose, people decide, and every decision can be taken back."""

from dataclasses import replace

import pytest

from core.assistants.proposals import accept, past_decisions, reject
from core.ground.diagnostic import Refused
from core.model import Component, Decision, Proposal, ProposalState, ProposedEdit, Task, Truth
from core.project import create_project


@pytest.fixture
def project(tmp_path, surroundings):
    with create_project(tmp_path / "plant.bzn", surroundings) as project:
        yield project


@pytest.fixture
def pump(project) -> Component:
    with project.change("Create component Pump") as edit:
        return edit.new(Component, name="Pump")


def offer(project, pump: Component) -> Proposal:
    """The proposal to state that the pump fails safe, and a task to test it."""
    task = Task(id=project.surroundings.ids(), name="Test it", concerns=(pump.id,))
    return Proposal(
        id=project.surroundings.ids(),
        name="Say how the pump fails",
        assistant="threats",
        topic="facts",
        edits=(ProposedEdit(pump, replace(pump, fails_safe=Truth.YES)), ProposedEdit(None, task)),
    )


def test_accepting_is_one_record_with_the_decision_and_the_change(project, pump):
    proposal = offer(project, pump)
    with project.change("Propose") as edit:
        edit.add(proposal)
    assert project.snapshot().find(Component, pump.id).fails_safe is Truth.UNKNOWN
    before = len(project.heads)
    accept(project, proposal.id, "as tested in March")
    head = project.heads[-1]
    assert len(project.heads) == before + 1
    assert (head.origin.source, head.origin.reference) == ("proposal", proposal.id)
    model = project.snapshot()
    assert model.find(Component, pump.id).fails_safe is Truth.YES
    assert [task.name for task in model.of(Task)] == ["Test it"]
    assert model.find(Proposal, proposal.id).state is ProposalState.ACCEPTED
    (decision,) = model.of(Decision)
    assert (decision.outcome, decision.reason, decision.decided_by) == (
        ProposalState.ACCEPTED,
        "as tested in March",
        "author",
    )


def test_undoing_an_acceptance_returns_the_proposal_and_withdraws_what_was_learned(project, pump):
    proposal = offer(project, pump)
    with project.change("Propose") as edit:
        edit.add(proposal)
    proposed = project.snapshot()
    accept(project, proposal.id)
    assert past_decisions(project.snapshot(), "facts")[ProposalState.ACCEPTED] == 1
    project.undo()
    assert project.snapshot() == proposed
    assert past_decisions(project.snapshot(), "facts")[ProposalState.ACCEPTED] == 0


def test_a_proposal_that_is_accepted_at_once_enters_in_the_same_record(project, pump):
    before = project.snapshot()
    accept(project, offer(project, pump))
    assert len(project.heads) == 2
    project.undo()
    assert project.snapshot() == before


def test_what_the_person_made_of_it_counts_as_edited(project, pump):
    proposal = offer(project, pump)
    accept(project, proposal, instead=(ProposedEdit(pump, replace(pump, fails_safe=Truth.NO)),))
    model = project.snapshot()
    assert model.find(Component, pump.id).fails_safe is Truth.NO
    assert model.of(Task) == ()
    assert past_decisions(model, "facts") == {
        ProposalState.ACCEPTED: 0,
        ProposalState.EDITED: 1,
        ProposalState.REJECTED: 0,
    }


def test_rejecting_records_the_reason_and_changes_nothing_else(project, pump):
    proposal = offer(project, pump)
    reject(project, proposal, "the pump has a spring")
    model = project.snapshot()
    assert model.find(Component, pump.id) == pump
    assert [decision.reason for decision in model.of(Decision)] == ["the pump has a spring"]


def test_a_proposal_for_an_earlier_model_is_refused(project, pump):
    proposal = offer(project, pump)
    with project.change("Rename") as edit:
        edit.set(pump, name="Inlet pump")
    before = project.snapshot()
    with pytest.raises(Refused) as refused:
        accept(project, proposal)
    assert refused.value.diagnostics[0].code == "proposal-stale"
    assert project.snapshot() == before


def test_a_proposal_is_decided_once(project, pump):
    proposal = offer(project, pump)
    reject(project, proposal, "no")
    for decide in (lambda: accept(project, proposal.id), lambda: reject(project, proposal.id, "again")):
        with pytest.raises(Refused) as refused:
            decide()
        assert refused.value.diagnostics[0].code == "proposal-decided"
