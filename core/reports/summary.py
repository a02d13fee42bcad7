"""The summary: how many of what, and what needs a person next."""

from collections import Counter
from typing import Any

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Spacer

from core.ground.words import _, plural
from core.reports.marks import marked
from core.reports.pages import WIDTH
from core.reports.styles import body, cell, headed, paragraph, small, table

SEVERITIES = ("critical", "high", "medium", "low", "info")

GRAVE = ("critical", "high")
"""Severities of threats that the summary names one by one."""

MOST = 20
"""Threats that the summary names; the others are counted."""


def story(assessment: dict[str, Any]) -> list[Flowable]:
    """The flowables of the section."""
    verdicts = requirement_verdicts(assessment)
    by_verdict = Counter(verdict["verdict"] for verdict in verdicts.values())
    open_threats = [threat for threat in assessment["threats"] if threat["status"] == "open"]
    by_severity = Counter(threat["severity"] for threat in open_threats)
    rows = [
        [marked(verdict), str(by_verdict[verdict]), meaning]
        for verdict, meaning in (
            (
                "violated",
                _("requirements that the behaviour, as modelled, breaks; a counterexample is shown"),
            ),
            ("unknown", _("requirements that could not be decided; the reason is given with each")),
            ("satisfied", _("requirements that hold in every behaviour of the model")),
        )
    ]
    rows += [
        [marked(severity), str(by_severity[severity]), _("open threats of this severity")]
        for severity in SEVERITIES
        if by_severity[severity]
    ]
    decided = len(assessment["threats"]) - len(open_threats)
    read, concerns, found = (len(assessment[part]) for part in ("requirements", "findings", "threats"))
    told = [
        plural("{count} requirement was read.", "{count} requirements were read.", read),
        plural("{count} finding concerns them.", "{count} findings concern them.", concerns),
        plural("{count} threat was found.", "{count} threats were found.", found),
        plural("{count} threat is decided.", "{count} threats are decided.", decided),
    ]
    return [
        *headed(_("Summary"), 1),
        paragraph(" ".join(told), body()),
        table((_("Status"), _("Count"), _("Meaning")), rows, (28 * mm, 18 * mm, WIDTH - 46 * mm)),
        *headed(_("What needs a decision next"), 2),
        *_next(assessment, verdicts, open_threats),
    ]


def requirement_verdicts(assessment: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """For each requirement's key the verdict that counts: the worst of its queries."""
    order = {"violated": 0, "unknown": 1, "satisfied": 2}
    found: dict[str, dict[str, Any]] = {}
    for row in assessment["verification"]:
        key = row["requirement"]
        if key and row["purpose"] == "requirement":
            present = found.get(key)
            if present is None or order[row["verdict"]] < order[present["verdict"]]:
                found[key] = row
    return found


def _next(
    assessment: dict[str, Any], verdicts: dict[str, dict[str, Any]], open_threats: list[dict[str, Any]]
) -> list[Flowable]:
    texts = {requirement["id"]: requirement["text"] for requirement in assessment["requirements"]}
    rows: list[list[Any]] = [
        [marked("violated"), key, texts.get(key, "")]
        for key, verdict in verdicts.items()
        if verdict["verdict"] == "violated"
    ]
    grave = sorted(
        (threat for threat in open_threats if threat["severity"] in GRAVE),
        key=lambda threat: (SEVERITIES.index(threat["severity"]), threat["certainty"] != "certain"),
    )
    rows += [[marked(threat["severity"]), threat["rule"], _told(threat)] for threat in grave[:MOST]]
    if not rows:
        return [paragraph(_("No requirement is violated and no open threat is high or critical."), body())]
    head = (_("Status"), _("Reference"), _("What"))
    found: list[Flowable] = [table(head, rows, (28 * mm, 24 * mm, WIDTH - 52 * mm))]
    left = len(grave) - MOST
    if left > 0:
        words = plural(
            "and {count} more open threat that is high or critical, in Threats",
            "and {count} more open threats that are high or critical, in Threats",
            left,
        )
        found += [Spacer(1, 6), paragraph(words, small())]
    return found


def _told(threat: dict[str, Any]) -> list[Flowable]:
    """What could happen, to what, and where that is not certain the questions that would decide it."""
    found: list[Flowable] = [paragraph(f"{threat['title']} ({threat['target']['name']})", cell())]
    if threat["certainty"] != "certain":
        questions = " ".join(ask["question"] for ask in threat["asks"])
        words = _("possible: {questions}").format(questions=questions) if questions else _("possible")
        found.append(paragraph(words, small("status.warn.text")))
    return found
