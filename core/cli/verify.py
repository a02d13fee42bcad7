"""`bartizan verify`: verdicts for a project's requirements, or for the queries of a UPPAAL file."""

from pathlib import Path
from typing import Any

import click

from core.cli.failure import report_refusal
from core.cli.main import FINDINGS, FINE, STOPPED
from core.cli.output import json_option, print_json, progress_bar, timeout_option
from core.ground.diagnostic import Diagnostic, Refused, Severity
from core.ground.words import _, decimal
from core.jobs import Progress

UPPAAL = (".xml", ".xta")
ENGINES = ("auto", "embedded", "verifyta")


@click.command()
@click.argument("project", metavar="PROJECT|MODEL.xml", type=click.Path(path_type=Path))
@click.option("--engine", type=click.Choice(ENGINES), default="auto", show_default=True)
@click.option(
    "--under",
    metavar="NAME|all",
    help="Decide the requirements under an attack: a scenario of the project by its name, or all.",
)
@timeout_option
@json_option
def verify(project: Path, engine: str, under: str | None, timeout: float, as_json: bool) -> int:
    """Decide the requirements of PROJECT, or the queries in a UPPAAL file.

    The verdicts are kept with a project that can be written, where the desktop and pictures find them.
    With --under a table tells which requirements survive which attack. Besides scenarios that were kept,
    each open or risk-accepted threat that says what an attacker does is one.
    """
    from core.assistants.engines import require_engine
    from core.checker import Limits

    require_engine(engine)
    limits = Limits(seconds=timeout)
    with progress_bar(_("Verifying")) as show:

        def report(done: int, total: int, words: str) -> None:
            show(Progress(done, total, words))

        if under is not None:
            from core.cli.under_attack import attacked

            return attacked(project, under, report, limits, as_json)
        if project.suffix.lower() in UPPAAL:
            from core.assistants.uppaal_files import verify_file

            rows = verify_file(project, report, limits)
        else:
            from core.assistants.keeping import keep_verdicts, verdicts_told, verify_to_keep
            from core.assistants.models import model_of
            from core.project.database import is_project_file

            reading = model_of(project)
            kept = verify_to_keep(reading.snapshot, report, limits)
            rows = verdicts_told(kept)
            if rows and not keep_verdicts(reading, kept) and is_project_file(project):
                report_refusal(Refused(_not_kept(project)), as_json)
    if not rows:
        report_refusal(Refused(_no_query(project)), as_json)
    if as_json:
        print_json(rows)
    else:
        for row in rows:
            _show(row)
    return status_of(rows) if rows else FINDINGS  # where nothing was asked, nothing is proven


def status_of(rows: list[dict[str, Any]]) -> int:
    """The exit status: what is violated wins over a limit that was reached, that over a wrong query."""
    from core.checker import reached_limit

    if any(row["verdict"] == "violated" for row in rows):
        return FINDINGS
    if any(row["verdict"] == "unknown" and reached_limit(row["reason"] or "") for row in rows):
        return STOPPED
    unasked = any(row["formula"] is not None and row["engine"] is None for row in rows)
    return FINDINGS if unasked else FINE


def _no_query(project: Path) -> Diagnostic:
    return Diagnostic(
        "queries-missing",
        _("There is no query, so nothing was verified"),
        str(project),
        hint=_("Write one, in UPPAAL's verifier or as a requirement, and save it."),
        example="A[] not deadlock",
        severity=Severity.WARNING,
    )


def _not_kept(project: Path) -> Diagnostic:
    return Diagnostic(
        "verdicts-not-kept",
        _("The verdicts were not kept with the project, which cannot be written to now"),
        str(project),
        hint=_("Close it where it is open, or verify a copy, if pictures are to show them."),
        example="bartizan new copy.bzn --from plant.bzn",
        severity=Severity.WARNING,
    )


def _show(row: dict[str, Any]) -> None:
    click.echo(f"{row['verdict']:<9} {row['requirement'] or '':<8} {row['formula'] or ''}".rstrip())
    if row["reason"]:
        click.echo(f"{'':<9} {row['reason']}")
    if row.get("worst_case"):
        click.echo(f"{'':<9} " + _("it can take {time}").format(time=decimal(row["worst_case"])))
    explanation = row.get("explanation")
    if row["verdict"] == "violated" and explanation:
        for step in explanation["steps"]:
            click.echo(f"{'':<9} {step['time']:>12}  {step['text']}")
