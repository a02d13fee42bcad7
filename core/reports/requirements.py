"""The requirements with what was understood of them, their verdicts, reasons and counterexamples."""

from typing import Any

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from core.ground.words import _, decimal, deferred
from core.reports.marks import coloured_sentence, marked
from core.reports.pages import WIDTH
from core.reports.styles import body, cell, headed, paragraph, small, table
from core.reports.summary import requirement_verdicts

SLOT_ROLES = {
    "system": "syntax.system",
    "trigger": "syntax.trigger",
    "unwanted": "syntax.trigger",
    "states": "syntax.trigger",
    "features": "syntax.trigger",
    "responses": "syntax.response",
    "deadline": "syntax.quantity",
}
"""The colour of each slot, as in the editor."""

_ANSWERS = {"pass": deferred("passes"), "fail": deferred("fails"), "incomplete": deferred("incomplete")}


def story(assessment: dict[str, Any]) -> list[Flowable]:
    """The flowables of the section."""
    verdicts = requirement_verdicts(assessment)
    rows = []
    for requirement in assessment["requirements"]:
        verdict = verdicts.get(requirement["id"])
        rows.append(
            [
                paragraph(requirement["id"], cell(mono=True)),
                [coloured_sentence(requirement["text"], slot_spans(requirement)), *_complaints(requirement)],
                requirement["pattern"] or "-",
                _verdict(verdict),
            ]
        )
    return [
        *headed(_("Requirements and verdicts"), 1),
        paragraph(
            _(
                "Each sentence is read as EARS; colours show the slots. A verdict holds for the behaviour "
                "as modelled: satisfied in every run, violated in at least one, or unknown with the reason."
            ),
            body(),
        ),
        table(
            (_("Key"), _("Requirement"), _("Pattern"), _("Verdict and reason")),
            rows,
            (18 * mm, WIDTH - 88 * mm, 22 * mm, 48 * mm),
        ),
        *_checks(assessment),
        *_counterexamples(assessment),
    ]


def slot_spans(requirement: dict[str, Any]) -> list[tuple[int, int, str, bool]]:
    """Start, end, colour role and boldness of each slot of a parsed requirement."""
    spans: list[tuple[int, int, str, bool]] = []
    for slot, content in (requirement.get("slots") or {}).items():
        role = SLOT_ROLES.get(slot)
        for span in content if isinstance(content, list) else [content]:
            if role and isinstance(span, dict) and span.get("column"):
                start = span["column"] - 1
                spans.append((start, start + span["length"], role, slot == "system"))
    return spans


def _complaints(requirement: dict[str, Any]) -> list[Flowable]:
    return [
        paragraph(diagnostic["message"], small("status.warn.text"))
        for diagnostic in requirement["diagnostics"]
    ]


def _verdict(verdict: dict[str, Any] | None) -> list[Flowable]:
    if verdict is None:
        return [paragraph("-", cell())]
    remarks = [verdict["reason"]] if verdict["reason"] else []
    if verdict.get("worst_case"):
        remarks.append(_("It can take {time}.").format(time=decimal(verdict["worst_case"])))
    return [marked(verdict["verdict"]), *(paragraph(remark, small()) for remark in remarks)]


def _checks(assessment: dict[str, Any]) -> list[Flowable]:
    """What the checks of requirements answered, with the digests of the files that they read."""
    rows = []
    for row in assessment.get("checks", ()):
        files = [f"{one['file']}: SHA-256 {one['digest']}" for one in row["evidence"]]
        why = [one["why"] for one in row["at_fault"] if one["why"] != row["reason"]]
        rows.append(
            [
                paragraph(row["requirement"], cell(mono=True)),
                [paragraph(row["statement"], cell(mono=True)), *(paragraph(one, small()) for one in files)],
                [
                    marked(row["answer"], _ANSWERS[row["answer"]]()),
                    *(paragraph(one, small()) for one in (row["reason"], *why)),
                ],
            ]
        )
    if not rows:
        return []
    return [
        *headed(_("Checks"), 2),
        paragraph(
            _(
                "What requirements carry to be decided without a person: over the model, verdicts and "
                "files that were handed in. Incomplete: something is not stated, not verified or not there."
            ),
            body(),
        ),
        table(
            (_("Key"), _("Check"), _("Answer and reason")),
            rows,
            (18 * mm, WIDTH - 86 * mm, 68 * mm),
        ),
    ]


def _counterexamples(assessment: dict[str, Any]) -> list[Flowable]:
    violated = [
        row
        for row in assessment["verification"]
        if row["verdict"] == "violated" and row["requirement"] and row.get("explanation")
    ]
    if not violated:
        return []
    texts = {requirement["id"]: requirement["text"] for requirement in assessment["requirements"]}
    found: list[Flowable] = []
    for row in violated:
        steps = row["explanation"]["steps"]
        key = row["requirement"]
        found += [
            *(headed(key, 3) if found else headed(_("Counterexamples"), 2, under=key)),
            paragraph(texts.get(row["requirement"], ""), body()),
            paragraph(row["explanation"].get("summary", ""), body()),
            table(
                (_("Time"), _("What happens")),
                [[paragraph(decimal(step["time"]), cell(mono=True)), step["text"]] for step in steps],
                (26 * mm, WIDTH - 26 * mm),
            ),
        ]
    return found
