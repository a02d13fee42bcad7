"""The assessment report: what was drawn, demanded, proven, threatened and suggested, for a reviewer."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from reportlab.platypus import Flowable, NextPageTemplate, PageBreak

from core.ground.words import _
from core.model import Snapshot
from core.reports import (
    cover,
    diagrams,
    findings,
    provenance,
    requirements,
    soundness,
    suggestions,
    summary,
    threats,
)
from core.reports.overlays import overlays_of
from core.reports.pages import Running, build, contents
from core.reports.palette import register_fonts
from core.reports.styles import headed


@dataclass(frozen=True, slots=True)
class Subject:
    """What the report is about and where it comes from; texts that are not known are empty."""

    name: str
    purpose: str
    organisation: str
    revision: str
    classification: str
    source: str
    """Name of the project file or folder."""
    digest: str
    """SHA-256 over all facts of the model."""
    journal_head: str
    changes: int
    date: str
    """The day of the assessment as YYYY-MM-DD."""
    author: str


def write_assessment_report(
    path: Path,
    snapshot: Snapshot,
    assessment: dict[str, Any],
    subject: Subject,
    report: Callable[[int, int, str], None] | None = None,
) -> None:
    """Write the PDF for an assessment (the plain data that `bartizan assess` writes)."""
    register_fonts()
    story: list[Flowable] = [
        *cover.story(subject, assessment),
        NextPageTemplate("upright"),
        PageBreak(),
        *headed(_("Contents"), 3),
        contents(),
        PageBreak(),
        *summary.story(assessment),
    ]
    story += diagrams.story(snapshot, overlays_of(snapshot, assessment), report)
    story += [
        NextPageTemplate("upright"),
        PageBreak(),
        *requirements.story(assessment),
        *soundness.story(assessment),
        *findings.story(assessment),
        PageBreak(),
        *threats.story(assessment),
        PageBreak(),
        *suggestions.story(snapshot, assessment),
        PageBreak(),
        *provenance.story(subject, assessment),
    ]
    running = Running(
        _("{name}: assessment").format(name=subject.name),
        subject.classification,
        _("model {digest}").format(digest=subject.digest[:16]),
    )
    build(path, story, running, subject.author, date.fromisoformat(subject.date))
    if report is not None:
        report(1, 1, "")
