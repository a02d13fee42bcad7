"""`bartizan requirements run`: the checks that requirements carry, and what they answer."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from core.cli.failure import report_refusal
from core.cli.main import FINDINGS, FINE, STOPPED
from core.cli.output import json_option, print_json, progress_bar, timeout_option
from core.ground.diagnostic import Diagnostic, Refused, Severity
from core.ground.words import _
from core.jobs import Progress
from core.jobs.worker import Report

if TYPE_CHECKING:
    from core.project import Reading


@click.command()
@click.argument("project", type=click.Path(path_type=Path))
@click.option(
    "--evidence",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Folder of files handed in; else plant.evidence beside plant.bzn, evidence in a text folder.",
)
@timeout_option
@json_option
def run(project: Path, evidence: Path | None, timeout: float, as_json: bool) -> int:
    """Run the checks that the requirements of PROJECT carry: each passes, fails or is incomplete.

    What a check asks of verdicts is verified first. The answers are kept with a project that can be written.
    """
    from datetime import UTC, datetime

    from core.assistants.checking import asks_verdicts, keep_answers, run_checks
    from core.assistants.models import model_of
    from core.exchange.settings.folder import usual_folder
    from core.ground.sentences import all_worded, unworded

    if evidence is not None and not evidence.is_dir():
        raise Refused(_no_folder(evidence))
    reading = model_of(project)
    words = _("Running checks")
    with progress_bar(words) as show:

        def report(done: int, total: int, said: str) -> None:
            show(Progress(done, total, said or words))

        verdicts = _verdicts(reading, report, timeout) if asks_verdicts(reading.snapshot) else None
        with unworded():
            today = datetime.now(UTC).date()
            kept = run_checks(reading.snapshot, verdicts, evidence or usual_folder(project), today)
    rows = all_worded(kept)
    keep_answers(reading.path, reading.snapshot, reading.changes, kept)
    if not rows:
        report_refusal(Refused(_no_check(project)), as_json)
    if as_json:
        print_json(rows)
    for row in () if as_json else rows:
        _show(row)
    return _status(rows, verdicts)


def _verdicts(reading: "Reading", report: Report, timeout: float) -> list[dict[str, Any]]:
    """The verdicts, kept as `bartizan verify` does; of those found before, what still holds is taken."""
    from core.assistants.keeping import keep_verdicts, verify_to_keep
    from core.checker import Limits
    from core.project import open_project
    from core.project.database import is_project_file

    known: Sequence[dict[str, Any]] = ()
    if is_project_file(reading.path):
        with open_project(reading.path, writing=False) as project:
            known = next((one.outcome for one in reversed(project.results("verify"))), ())
    found = verify_to_keep(reading.snapshot, report, Limits(seconds=timeout), known)
    keep_verdicts(reading, found)
    return found


def _status(rows: Sequence[Mapping[str, Any]], verdicts: Sequence[Mapping[str, Any]] | None) -> int:
    """What fails wins over a limit that was reached; where a check is incomplete, nothing is shown."""
    from core.checker import reached_limit
    from core.ground.sentences import worded

    if rows and all(row["answer"] == "pass" for row in rows):
        return FINE
    if any(row["answer"] == "fail" for row in rows):
        return FINDINGS
    stopped = any(reached_limit(worded(row.get("reason") or "")) for row in verdicts or ())
    return STOPPED if stopped else FINDINGS


def _show(row: Mapping[str, Any]) -> None:
    click.echo(f"{row['answer']:<10} {row['requirement']:<8} {row['statement']}")
    click.echo(f"{'':<10} {row['reason']}")
    for fault in row["at_fault"]:
        if fault["why"] != row["reason"]:
            click.echo(f"{'':<12} {fault['why'] or fault['name']}")
    for ask in row["asks"][1:]:
        click.echo(f"{'':<12} ? {ask['question']}")


def _no_folder(folder: Path) -> Diagnostic:
    return Diagnostic(
        "evidence-folder",
        _("There is no such folder"),
        str(folder),
        hint=_("Name the folder in which the files lie that are handed in as evidence."),
        example="bartizan requirements run plant.bzn --evidence /media/stick/2026-11",
    )


def _no_check(project: Path) -> Diagnostic:
    return Diagnostic(
        "checks-missing",
        _("No requirement carries a check, so nothing was run"),
        str(project),
        hint=_("Write one below a requirement."),
        example="every flow where crosses_zone is yes: encrypted is yes",
        severity=Severity.WARNING,
    )
