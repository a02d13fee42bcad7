"""What assistants suggested: what people decided, and what is still open."""

from itertools import groupby
from typing import Any

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from core.ground.words import _, deferred
from core.knowledge.retelling import as_read
from core.model import Decision, Proposal, ProposalState, Snapshot
from core.model.differences import differences
from core.model.facts import shown, title_of
from core.model.grounds import ground_words
from core.reports.pages import WIDTH
from core.reports.styles import body, cell, headed, paragraph, small, table

_SORTS = {
    "added": deferred("Adds"),
    "removed": deferred("Removes"),
    "changed": deferred("Changes"),
}

_TOPICS = {"weaknesses": deferred("weaknesses"), "tests": deferred("tests")}


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
            shown(decision.outcome),
            as_read(proposal).name,
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
        [_offered(proposal), _changes(snapshot, proposal), _reasons(snapshot, proposal)]
        for proposal in map(as_read, snapshot.of(Proposal))
        if proposal.state is ProposalState.PROPOSED
    ]
    if not rows:
        return [paragraph(_("None."), body())]
    head = (_("Proposal"), _("What it would change"), _("What it rests on"))
    return [table(head, rows, (36 * mm, 62 * mm, WIDTH - 98 * mm))]


def _offered(proposal: Proposal) -> list[Flowable]:
    """What is proposed, and by which assistant."""
    return [
        paragraph(proposal.name, cell(bold=True)),
        paragraph(_("{assistant} assistant").format(assistant=proposal.assistant), small()),
    ]


def _changes(snapshot: Snapshot, proposal: Proposal) -> list[Flowable]:
    """One line a fact, under the element that it is of."""
    found: list[Flowable] = []
    lines = differences(snapshot, proposal.edits)
    for (sort, subject), group in groupby(lines, key=lambda line: (line.sort, line.subject)):
        found.append(paragraph(f"{_SORTS[sort]()} {subject}", cell(bold=True)))
        found += [paragraph(line.words, cell()) for line in group]
    return found or [paragraph(_("It changes nothing in the model; it asks for a decision."), cell())]


def _reasons(snapshot: Snapshot, proposal: Proposal) -> list[Flowable]:
    """The claims, each with its grounds, the checks, and the questions left open."""
    found: list[Flowable] = []
    for number, claim in enumerate(proposal.claims, start=1):
        found.append(paragraph(f"{number}. {claim.text}", cell()))
        found += [paragraph(ground_words(snapshot, ground), small()) for ground in claim.grounds]
    for check in proposal.checks:
        detail = f" ({check.detail})" if check.detail else ""
        found.append(paragraph(f"{check.name}: {shown(check.outcome).lower()}{detail}", cell()))
    found += [paragraph(f"? {asked}", small("status.warn.text")) for asked in proposal.questions]
    return found or [paragraph("-", cell())]


def _about(entry: dict[str, Any]) -> str:
    kind, topic = entry["element"]["kind"], entry["topic"]
    return f"{title_of(kind)}, {_TOPICS[topic]()}"


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
                    paragraph(_about(entry), small()),
                ],
                [
                    paragraph(f"{place}. {one['id']}  {_(one['title'])}", cell())
                    for place, one in enumerate(found, 1)
                ],
            ]
        )
    if not rows:
        return [paragraph(_("None."), body())]
    return [table((_("Element"), _("Suggestions, the best first")), rows, (52 * mm, WIDTH - 52 * mm))]
