"""`bartizan assess`: the whole journey without a window."""

from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from core.cli.main import FINDINGS, FINE
from core.cli.output import json_option, print_json, progress_bar, timeout_option
from core.ground.words import _
from core.jobs import Progress


@click.command()
@click.argument("project", type=click.Path(path_type=Path))
@click.option("--out", required=True, type=click.Path(path_type=Path), help="The folder to write.")
@timeout_option
@json_option
def assess(project: Path, out: Path, timeout: float, as_json: bool) -> int:
    """Check, find threats, suggest, verify, export and report on PROJECT, all in one go."""
    from core.assistants.documents import write_all
    from core.assistants.models import model_of
    from core.checker import Limits
    from core.project import this_machine

    reading = model_of(project)
    with progress_bar(_("Assessing")) as show:
        assessment, written = write_all(
            reading,
            out,
            lambda done, total, words: show(Progress(done, total, words)),
            datetime.now(UTC).date().isoformat(),
            this_machine().author,
            Limits(seconds=timeout),
        )
    if as_json:
        print_json(assessment)
    else:
        for line in _summary(assessment):
            click.echo(line)
        for path in written:
            click.echo(path)
    return FINDINGS if has_findings(assessment) else FINE


def has_findings(assessment: dict[str, Any]) -> bool:
    """Whether anything needs a person: a finding, an open threat, a verdict that is not satisfied."""
    return bool(
        assessment["findings"]
        or any(threat["status"] == "open" for threat in assessment["threats"])
        or any(row["verdict"] != "satisfied" for row in assessment["verification"])
    )


def _summary(assessment: dict[str, Any]) -> list[str]:
    verdicts = Counter(row["verdict"] for row in assessment["verification"])
    severities = Counter(threat["severity"] for threat in assessment["threats"])
    parsed = sum(requirement["ok"] for requirement in assessment["requirements"])
    return [
        _("requirements  {parsed} of {count} parse, {findings} findings").format(
            parsed=parsed, count=len(assessment["requirements"]), findings=len(assessment["findings"])
        ),
        _("verdicts      {satisfied} satisfied, {violated} violated, {unknown} unknown").format(
            **{verdict: verdicts[verdict] for verdict in ("satisfied", "violated", "unknown")}
        ),
        _("threats       {count}: {critical} critical, {high} high").format(
            count=len(assessment["threats"]), critical=severities["critical"], high=severities["high"]
        ),
    ]
