"""The threats, the worst first, each with the facts that made it apply and what would stop it."""

from itertools import groupby
from typing import Any

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from core.ground.words import _
from core.knowledge import mitigations
from core.model.facts import title_of
from core.reports.marks import marked
from core.reports.pages import WIDTH
from core.reports.styles import body, cell, headed, paragraph, small, table
from core.reports.summary import SEVERITIES


def story(assessment: dict[str, Any]) -> list[Flowable]:
    """The flowables of the section."""
    found: list[Flowable] = [
        *headed(_("Threats"), 1),
        paragraph(
            _(
                "A threat is certain when every fact it rests on is stated, and possible when one is "
                "unknown; the question that would decide it is given. Nothing unknown is read as no."
            ),
            body(),
        ),
    ]
    ordered = sorted(
        assessment["threats"],
        key=lambda threat: (SEVERITIES.index(threat["severity"]), threat["certainty"], threat["rule"]),
    )
    for severity, group in groupby(ordered, key=lambda threat: threat["severity"]):
        threats = list(group)
        found += headed(f"{title_of(severity)} ({len(threats)})", 2)
        rows = [[_status(threat), _what(threat), _why(threat)] for threat in threats]
        found.append(
            table((_("Status"), _("Threat"), _("Why it applies")), rows, (27 * mm, 60 * mm, WIDTH - 87 * mm))
        )
    return found + _silenced(assessment.get("suppressions", []))


def _silenced(suppressions: list[dict[str, Any]]) -> list[Flowable]:
    """What is not looked for, because people said so."""
    if not suppressions:
        return []
    rows = [
        [
            _("every rule") if one["rule"] == "*" else paragraph(one["rule"], cell(mono=True)),
            f"{one['element']['name']}, {_(one['element']['kind'])}"
            if one["element"]
            else _("the whole project"),
            one["reason"] or _("no reason is given"),
        ]
        for one in suppressions
    ]
    return [
        *headed(_("Silenced by people"), 2),
        paragraph(_("Threats of these rules are not looked for here, and not counted above."), body()),
        table((_("Rule"), _("Where"), _("Reason")), rows, (27 * mm, 60 * mm, WIDTH - 87 * mm)),
    ]


def _status(threat: dict[str, Any]) -> list[Flowable]:
    return [
        marked(threat["severity"]),
        paragraph(_(threat["certainty"]), small()),
        paragraph(_(threat["status"].replace("_", " ")), small()),
    ]


def _what(threat: dict[str, Any]) -> list[Flowable]:
    known = ", ".join((threat["rule"], *threat["references"]))
    return [
        paragraph(threat["title"], cell(bold=True)),
        paragraph(f"{_(threat['target']['kind'])}, {', '.join(threat['stride'])}", small()),
        paragraph(known, cell(mono=True, role="text.secondary")),
    ]


def _why(threat: dict[str, Any]) -> list[Flowable]:
    found: list[Flowable] = [paragraph(threat["why"], cell())]
    found += [paragraph(f"? {ask['question']}", small("status.warn.text")) for ask in threat["asks"]]
    if threat["mitigations"]:
        titles = {mitigation.id: mitigation.title for mitigation in mitigations()}
        names = "; ".join(f"{one} {titles.get(one, '')}".strip() for one in threat["mitigations"])
        found.append(paragraph(_("Mitigations: {names}").format(names=names), small()))
    if threat.get("stated_mitigation"):
        found.append(
            paragraph(_("Stated against it: {text}").format(text=threat["stated_mitigation"]), small())
        )
    if threat.get("decision"):
        found += _decision(threat["status"], threat["decision"])
    return found


def _decision(status: str, decision: dict[str, str]) -> list[Flowable]:
    """What a person decided about the threat and why, who and when, and who sees to it until when."""
    told = _("Decision: {status}").format(status=status.replace("_", " "))
    by = ", ".join(part for part in (decision["decided_by"], decision["decided_on"][:10]) if part)
    told += f" ({by})" if by else ""
    found = [paragraph(f"{told}. {decision['reason']}".strip(), cell())]
    further = [
        template.format(value=decision[field])
        for field, template in (("assignee", _("seen to by {value}")), ("due", _("due {value}")))
        if decision[field]
    ]
    return found + ([paragraph(", ".join(further), small())] if further else [])
