"""Proposals and what people decide about them: each decision is one change, and can be taken back.

Past acceptance is counted from the decisions in the model, so undoing one also withdraws what was
learned from it.
"""

from collections import Counter
from dataclasses import replace

from core.ground.diagnostic import Diagnostic, Refused
from core.ground.words import _
from core.model import (
    Decision,
    Editor,
    Id,
    Origin,
    Proposal,
    ProposalState,
    ProposedEdit,
    Snapshot,
    TraceLink,
)
from core.model.substance import confirmed
from core.project import Project


def accept(
    project: Project,
    proposal: Proposal | Id,
    reason: str = "",
    instead: tuple[ProposedEdit, ...] | None = None,
) -> None:
    """Do what the proposal offers, or what the person made of it (`instead`), and record the decision.

    A proposal that is not in the project yet enters it in the same record. Refused where the model
    has changed since the proposal was made, or where it was decided before.
    """
    found = _open_proposal(project.snapshot(), proposal)
    edits = found.edits if instead is None else instead
    _require_present(project.snapshot(), found, edits)
    outcome = ProposalState.ACCEPTED if instead is None else ProposalState.EDITED
    label = _("Accept “{name}”").format(name=found.name)
    with project.change(label, Origin("proposal", found.id)) as edit:
        _decide(project, edit, found, outcome, reason)
        for proposed in edits:
            if proposed.after is not None:
                edit.add(proposed.after)
            elif proposed.before is not None:
                edit.remove(proposed.before.id)
        # Who accepts a link says that it holds for what its ends say once all edits are done.
        links = [one.after for one in edits if isinstance(one.after, TraceLink)]
        for link in links:
            edit.add(confirmed(edit.snapshot, link))


def reject(project: Project, proposal: Proposal | Id, reason: str) -> None:
    """Decline the proposal, with the reason; nothing else changes."""
    found = _open_proposal(project.snapshot(), proposal)
    label = _("Reject “{name}”").format(name=found.name)
    with project.change(label, Origin("proposal", found.id)) as edit:
        _decide(project, edit, found, ProposalState.REJECTED, reason)


def past_decisions(snapshot: Snapshot, topic: str) -> dict[ProposalState, int]:
    """How many proposals of a topic were accepted, edited and rejected so far."""
    decided = Counter(
        decision.outcome
        for decision in snapshot.of(Decision)
        if (proposal := snapshot.find(Proposal, decision.owner)) is not None and proposal.topic == topic
    )
    return {
        state: decided[state]
        for state in (ProposalState.ACCEPTED, ProposalState.EDITED, ProposalState.REJECTED)
    }


def _open_proposal(snapshot: Snapshot, proposal: Proposal | Id) -> Proposal:
    found = snapshot.find(Proposal, proposal if isinstance(proposal, str) else proposal.id)
    if found is None and isinstance(proposal, Proposal):
        found = proposal
    if found is None:
        raise Refused(Diagnostic("proposal-unknown", _("The project has no such proposal any more")))
    if found.state is not ProposalState.PROPOSED:
        raise Refused(
            Diagnostic(
                "proposal-decided",
                _("“{name}” was decided before: {state}").format(name=found.name, state=_(found.state.value)),
                hint=_("Undo that decision first."),
            )
        )
    return found


def _require_present(snapshot: Snapshot, proposal: Proposal, edits: tuple[ProposedEdit, ...]) -> None:
    for edit in edits:
        side = edit.before or edit.after
        if side is not None and snapshot.get(side.id) != edit.before:
            raise Refused(
                Diagnostic(
                    "proposal-stale",
                    _("“{name}” was made for an earlier model: {element} has changed since").format(
                        name=proposal.name, element=side.name or side.kind
                    ),
                    hint=_("Reject it, and let the assistant look at the model as it is now."),
                )
            )


def _decide(project: Project, edit: Editor, proposal: Proposal, outcome: ProposalState, reason: str) -> None:
    edit.add(replace(proposal, state=outcome))
    edit.new(
        Decision,
        owner=proposal.id,
        outcome=outcome,
        reason=reason,
        decided_by=project.surroundings.author,
        decided_on=project.surroundings.clock().isoformat(timespec="seconds"),
    )
