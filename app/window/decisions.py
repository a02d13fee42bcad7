"""What people decide in the window: about threats, and about what assistants propose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.ground.words import _
from core.model import Proposal, ThreatStatus

if TYPE_CHECKING:
    from app.window.window import Window


def decide_threat(window: Window, status: str, reason: str) -> None:
    """Record what was decided about the threat shown."""
    from app.panels.threat_detail import decide

    threat = window.shown.threat
    if threat is not None:
        decide(window.session, threat, ThreatStatus(status), reason)


def assign_threat(window: Window, assignee: str, due: str) -> None:
    """Record who sees to the threat shown, and until when."""
    from app.panels.threat_detail import assign

    threat = window.shown.threat
    if threat is not None:
        assign(window.session, threat, assignee, due)


def propose(window: Window, proposal: Proposal) -> None:
    """Put a proposal into the project and show it; nothing else changes before it is accepted."""
    session = window.session
    with session.change(_("Propose “{name}”").format(name=proposal.name)) as edit:
        edit.add(proposal)
    if proposal.id in session.snapshot():
        window.show_room("review")
        rows = getattr(window.left(), "list", None)
        if rows is not None:
            rows.choose(proposal.id)


def propose_mitigation(window: Window, mitigation: str) -> None:
    """Propose a mitigation of the threat shown."""
    from core.assistants.answering import answer_threat

    threat, project = window.shown.threat, window.session.project
    if threat is not None and project is not None:
        propose(window, answer_threat(project.snapshot(), project.surroundings.ids, dict(threat), mitigation))


def accept(window: Window) -> None:
    """Accept the proposal shown, as a person edited it: its decision and its change are one record."""
    from core.assistants.proposals import accept as accept_proposal

    proposal, project = window.shown.open_proposal, window.session.project
    if proposal is None or project is None:
        return
    page = window.shown.proposal_page()
    if page.settle():
        reason, instead = page.reason.text().strip(), page.edits
        if window.session.attempt(lambda: accept_proposal(project, proposal.id, reason, instead)):
            _go_on(window)


def reject(window: Window) -> None:
    """Reject the proposal shown; without a reason it is asked for where it stands."""
    from core.assistants.proposals import reject as reject_proposal

    page = window.shown.proposal_page()
    reason = page.reason.text().strip()
    proposal, project = window.shown.open_proposal, window.session.project
    if not reason:
        page.ask_reason()
        return
    if proposal is None or project is None:
        return
    if window.session.attempt(lambda: reject_proposal(project, proposal.id, reason)):
        _go_on(window)


def _go_on(window: Window) -> None:
    """Give the keyboard to the list of proposals, where the next one is chosen."""
    rows = getattr(window.left(), "list", None)
    if rows is not None and rows.isVisible():
        rows.setFocus()
