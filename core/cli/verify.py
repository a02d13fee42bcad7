"""`bartizan verify`: verdicts for a project's requirements, or for the queries of a UPPAAL file."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from core.cli.failure import report_refusal
from core.cli.main import FINDINGS, FINE, STOPPED
from core.cli.output import json_option, print_json, progress_bar, timeout_option
from core.ground.diagnostic import Diagnostic, Refused, Severity
from core.ground.words import _, decimal
from core.jobs import Progress

UPPAAL = (".xml", ".xta", ".ta")
ENGINES = ("auto", "embedded", "verifyta")


@click.command()
@click.argument("project", metavar="PROJECT|MODEL.xml", type=click.Path(path_type=Path))
@click.option("--engine", type=click.Choice(ENGINES), default="auto", show_default=True)
@click.option("--queries", "asked", type=click.Path(path_type=Path), help="queries of a UPPAAL file (.q)")
@click.option(
    "--under",
    metavar="NAME|all",
    help="Decide the requirements under an attack: a scenario of the project by its name, or all.",
)
@timeout_option
@json_option
def verify(
    project: Path, engine: str, asked: Path | None, under: str | None, timeout: float, as_json: bool
) -> int:
    """Decide the requirements of PROJECT, or the queries in or beside a UPPAAL file.

    Where UPPAAL's own verifyta is found, its verdicts are compared with those of the embedded checker; a
    difference is told as a defect, with status 1.

    The verdicts are kept with a project that can be written, where the desktop and pictures find them.
    With --under a table tells which requirements survive which attack. Besides scenarios that were kept,
    each open or risk-accepted threat that says what an attacker does is one.
    """
    from core.assistants.engines import difference_diagnostic, engine_of, trouble_diagnostic
    from core.checker import Limits

    limits = Limits(seconds=timeout)
    deciding = engine_of(engine, limits)
    with progress_bar(_("Verifying")) as show:

        def report(done: int, total: int, words: str) -> None:
            show(Progress(done, total, words))

        if under is not None:
            from core.cli.under_attack import attacked

            return attacked(project, under, report, limits, as_json)
        if project.suffix.lower() in UPPAAL:
            from core.assistants.uppaal_files import verify_file

            rows = verify_file(project, report, limits, asked, deciding)
        else:
            from core.assistants.keeping import keep_verdicts, verdicts_told, verify_to_keep
            from core.assistants.models import model_of
            from core.project.database import is_project_file

            reading = model_of(project)
            kept = verify_to_keep(reading.snapshot, report, limits, engine=deciding)
            rows = verdicts_told(kept)
            if rows and not keep_verdicts(reading, kept) and is_project_file(project):
                report_refusal(Refused(_not_kept(project)), as_json)
    if not rows:
        report_refusal(Refused(_no_query(project)), as_json)
    wrong = [trouble_diagnostic(deciding.trouble)] if deciding.trouble else []
    told = ((row["formula"], difference_diagnostic(row["verdicts"])) for row in rows if differs(row))
    wrong += [replace(one, message=f"{one.message}: {formula}") for formula, one in told]
    if wrong:
        report_refusal(Refused(*wrong), as_json)
    if as_json:
        print_json(rows)
    else:
        for row in rows:
            _show(row)
    return status_of(rows) if rows else FINDINGS  # where nothing was asked, nothing is proven


def differs(row: dict[str, Any]) -> bool:
    """Whether the engines that were asked differ."""
    return len(set(row.get("verdicts", {}).values())) > 1


def status_of(rows: list[dict[str, Any]]) -> int:
    """The exit status: what is violated wins over a limit that was reached, that over a wrong query.

    Engines that differ are a finding like a violation.
    """
    from core.checker import reached_limit
    from core.uppaal.verifyta.answers import reached_bound

    if any(row["verdict"] == "violated" or differs(row) for row in rows):
        return FINDINGS
    reasons = [row["reason"] or "" for row in rows if row["verdict"] == "unknown"]
    if any(reached_limit(reason) or reached_bound(reason) for reason in reasons):
        return STOPPED
    unasked = any(row["formula"] is not None and row["engine"] is None for row in rows)
    return FINDINGS if unasked else FINE


def _no_query(project: Path) -> Diagnostic:
    return Diagnostic(
        "queries-missing",
        _("There is no query, so nothing was verified"),
        str(project),
        hint=_("Write one, in UPPAAL's verifier or as a requirement, or name a file that holds some."),
        example="bartizan verify plant.xta --queries plant.q",
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
    from core.checker import extent_text

    click.echo(f"{row['verdict']:<9} {row['requirement'] or '':<8} {row['formula'] or ''}".rstrip())
    if row["reason"]:
        click.echo(f"{'':<9} {row['reason']}")
    for extent in row.get("extents") or ():
        click.echo(f"{'':<9} {extent_text(extent)}")
    if row.get("worst_case"):
        click.echo(f"{'':<9} " + _("it can take {time}").format(time=decimal(row["worst_case"])))
    for step in (row.get("symbolic") or {}).get("steps", ()):
        taken = ", ".join(f"{process}: {source} → {target}" for process, source, target in step["edges"])
        click.echo(f"{'':<9} {taken}")
    explanation = row.get("explanation")
    if row["verdict"] == "violated" and explanation:
        for step in explanation["steps"]:
            click.echo(f"{'':<9} {step['time']:>12}  {step['text']}")
