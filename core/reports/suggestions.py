"""What assistants suggested: what people decided, and what is still open."""

from typing import Any

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from core.ground.words import _
from core.model import Decision, Proposal, ProposalState, Snapshot
from core.reports.pages import WIDTH
from core.reports.styles import body, cell, headed, paragraph, small, table


def story(snapshot: Snapshot, assessment: dict[str, Any]) -> list[Flowable]:
    """The flowables of the section."""
    return [
        *headed(_("Suggestions"), 1),
        paragraph(
            _("Assistants propose and people decide. A rank orders a list; it is no probability."), body()
        ),
        *headed(_("Decided"), 2),
        *_decided(snapshot),
        *headed(_("Waiting for a decision"), 2),
        *_waiting(snapshot),
        *headed(_("Ranked for each element"), 2),
        *_ranked(assessment),
    ]


def _decided(snapshot: Snapshot) -> list[Flowable]:
    rows = [
        [
            decision.outcome.value,
            proposal.name,
            decision.reason or "-",
            f"{decision.decided_by}, {decision.decided_on[:10]}",
        ]
        for decision in snapshot.of(Decision)
        if (proposal := snapshot.find(Proposal, decision.owner)) is not None
    ]
    if not rows:
        return [paragraph(_("None yet."), body())]
    head = (_("Decision"), _("Proposal"), _("Reason"), _("By, on"))
    return [table(head, rows, (22 * mm, 60 * mm, WIDTH - 122 * mm, 40 * mm))]


def _waiting(snapshot: Snapshot) -> list[Flowable]:
    rows = [
        [
            proposal.name,
            [paragraph(f"{check.name}: {check.outcome.value}", small()) for check in proposal.checks] or "-",
            "; ".join(proposal.questions) or "-",
        ]
        for proposal in snapshot.of(Proposal)
        if proposal.state is ProposalState.PROPOSED
    ]
    if not rows:
        return [paragraph(_("None."), body())]
    return [table((_("Proposal"), _("Checks"), _("Questions")), rows, (60 * mm, 50 * mm, WIDTH - 110 * mm))]


def _ranked(assessment: dict[str, Any]) -> list[Flowable]:
    rows = []
    for entry in assessment["suggestions"]:
        found = entry["suggestions"]
        if not found:
            continue
        rows.append(
            [
                [
                    paragraph(entry["element"]["name"], cell(bold=True)),
                    paragraph(f"{entry['element']['kind']}, {entry['topic']}", small()),
                ],
                [
                    paragraph(f"{place}. {one['id']}  {one['title']}", cell())
                    for place, one in enumerate(found, 1)
                ],
            ]
        )
    if not rows:
        return [paragraph(_("None."), body())]
    return [table((_("Element"), _("Suggestions, the best first")), rows, (52 * mm, WIDTH - 52 * mm))]
