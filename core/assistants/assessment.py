"""`assess`: the whole journey over one snapshot, as plain data that window, files and report share."""

from dataclasses import asdict
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from core.assistants.checking import run_checks
from core.assistants.health import tool_versions
from core.assistants.proof import generated_model
from core.assistants.suggestions import suggestions_for_model
from core.assistants.threats import suppressions_of, threats_of
from core.assistants.verification import verify_model
from core.checker import Limits
from core.formal.consistency import inconsistencies
from core.ground.words import _
from core.inference.registry import models
from core.jobs.worker import Report
from core.knowledge import catalogue_versions
from core.model import Boilerplate, Requirement, Snapshot
from core.requirements import Finding, findings, parse
from core.uppaal.generation.query import Purpose
from core.uppaal.generation.whole import Generated

_PARTS = 4
"""Requirements, threats, suggestions, verification."""

_SHARE = 1000
"""Steps that each part counts as, so that progress runs evenly over parts of different length."""


def assess(
    snapshot: Snapshot,
    report: Report,
    limits: Limits = Limits(),  # noqa: B008 - frozen
    evidence: Path | None = None,
    today: date | None = None,
) -> tuple[dict[str, Any], Generated]:
    """Everything that can be computed about the model, and the UPPAAL document it was verified on.

    `evidence` is the folder of files that checks of requirements read, `today` the day they are run.
    """
    generated = generated_model(snapshot)
    assessment: dict[str, Any] = {
        "requirements": requirements_of(snapshot),
        "findings": [finding.to_plain() for finding in _findings(snapshot, report)],
        "threats": threats_of(snapshot, _part(report, 1, _("Looking for threats"))),
        "suppressions": suppressions_of(snapshot),
        "suggestions": suggestions_for_model(snapshot, _part(report, 2, _("Ranking suggestions"))),
        "verification": verify_model(snapshot, generated, _part(report, 3, _("Verifying")), limits),
        "model_findings": [
            {"element": finding.element, **finding.diagnostic.to_plain()} for finding in generated.findings
        ],
        "provenance": provenance(snapshot),
    }
    day = today or datetime.now(UTC).date()
    assessment["checks"] = run_checks(snapshot, assessment["verification"], evidence, day)
    report(_PARTS * _SHARE, _PARTS * _SHARE, "")
    return assessment, generated


def _findings(snapshot: Snapshot, report: Report) -> tuple[Finding, ...]:
    """What is wrong with single requirements, then which of them cannot all hold."""
    tell = _part(report, 0, _("Comparing requirements"))
    return (*findings(snapshot), *inconsistencies(snapshot, lambda done, total: tell(done, total, "")))


def requirements_of(snapshot: Snapshot) -> list[dict[str, Any]]:
    """Every requirement as it is understood, in the order of the keys."""
    own = snapshot.of(Boilerplate)
    ordered = sorted(snapshot.of(Requirement), key=lambda requirement: requirement.key)
    return [
        {
            "id": requirement.key,
            "element": requirement.id,
            "section": requirement.section,
            "text": requirement.text,
            **parse(requirement.text, own).to_plain(),
        }
        for requirement in ordered
    ]


def requirement_verdicts(rows: list[dict[str, Any]]) -> dict[str, str]:
    """For each requirement's key the verdict that counts: the worst on the requirement itself.

    `rows` are those of `verify_model`; others of them ask whether a trigger ever comes, and such.
    """
    worst = ("violated", "unknown", "satisfied")
    found: dict[str, str] = {}
    for row in rows:
        key = row["requirement"]
        if key and row["purpose"] == Purpose.REQUIREMENT.value:
            found[key] = min(found.get(key, worst[-1]), row["verdict"], key=worst.index)
    return found


def provenance(snapshot: Snapshot) -> dict[str, Any]:
    """What a reviewer needs to repeat the assessment."""
    return {
        "model": snapshot.digest(),
        "tools": tool_versions(),
        "catalogues": [asdict(version) for version in catalogue_versions()],
        "models": [
            {
                "name": model.name,
                "state": model.state.value,
                "sha256": model.manifest.model if model.manifest else "",
            }
            for model in models()
        ],
    }


def _part(report: Report, number: int, name: str) -> Report:
    """The progress of one part as progress of the whole."""

    def tell(done: int, total: int, words: str) -> None:
        share = _SHARE * done // total if total else 0
        report(number * _SHARE + share, _PARTS * _SHARE, words or name)

    return tell
