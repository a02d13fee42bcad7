"""What the verdicts rest on: whether the model itself is sound, and what was assumed of it."""

from typing import Any

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from core.ground.words import _, plural
from core.reports.marks import marked
from core.reports.pages import WIDTH
from core.reports.styles import body, cell, headed, paragraph, small, table


def story(assessment: dict[str, Any]) -> list[Flowable]:
    """The flowables of the section: checks that did not pass one by one, the others counted."""
    rows = [row for row in assessment["verification"] if row["purpose"] != "requirement"]
    found = [*headed(_("What the verdicts rest on"), 2)]
    if not rows:
        return [*found, paragraph(_("No behaviour was modelled."), body())]
    failed = [row for row in rows if row["verdict"] != "satisfied"]
    passed = len(rows) - len(failed)
    found.append(
        paragraph(
            _(
                "The model itself is asked too: whether it can come to a stop, whether connectors are asked "
                "for more than they can carry, whether what calls for each requirement can happen at all."
            )
            + " "
            + plural("{count} such check holds.", "{count} such checks hold.", passed),
            body(),
        )
    )
    if failed:
        found.append(
            table(
                (_("Verdict"), _("Check"), _("Reason")),
                [
                    [
                        marked(row["verdict"]),
                        [
                            paragraph(" ".join(filter(None, (row["requirement"], row["comment"]))), cell()),
                            *([paragraph(row["formula"], small())] if row["formula"] else []),
                        ],
                        _reason(row),
                    ]
                    for row in failed
                ],
                (28 * mm, WIDTH - 88 * mm, 60 * mm),
            )
        )
    return [*found, *_assumptions(assessment)]


def _reason(row: dict[str, Any]) -> str:
    if row["reason"]:
        return str(row["reason"])
    meanings = {
        "trigger": _("It never happens in this model; what is demanded then is never asked for."),
        "deadlock": _("The model can come to a stop; nothing is known of what would follow."),
        "overrun": _("A message can be lost because another is under way."),
    }
    return meanings.get(row["purpose"], "-")


def _assumptions(assessment: dict[str, Any]) -> list[Flowable]:
    stated = [finding for finding in assessment["model_findings"] if finding["message"]]
    if not stated:
        return []
    order = ("error", "warning", "info")
    rows = [
        [marked(finding["severity"]), finding["message"], finding["hint"] or "-"]
        for finding in sorted(stated, key=lambda one: order.index(one["severity"]))
    ]
    return [
        *headed(_("Assumptions and faults of the behaviour"), 3),
        table(
            (_("Severity"), _("What was found"), _("What would settle it")),
            rows,
            (28 * mm, WIDTH - 98 * mm, 70 * mm),
        ),
    ]
