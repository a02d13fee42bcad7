"""`bartizan report`: one document."""

from datetime import UTC, datetime
from pathlib import Path

import click

from core.cli.output import json_option, print_json, progress_bar, timeout_option
from core.ground.words import _
from core.jobs import Progress


@click.command()
@click.argument("project", type=click.Path(path_type=Path))
@click.option("--kind", type=click.Choice(["assessment"]), default="assessment", show_default=True)
@click.option("--out", required=True, type=click.Path(path_type=Path), help="The file to write.")
@timeout_option
@json_option
def report(project: Path, kind: str, out: Path, timeout: float, as_json: bool) -> None:
    """Write one document about PROJECT as PDF."""
    from core.assistants.assessment import assess
    from core.assistants.documents import REPORT, write_report
    from core.assistants.models import model_of
    from core.assistants.places import check_report
    from core.checker import Limits
    from core.exchange.settings.folder import usual_folder
    from core.project import this_machine

    reading = model_of(project)
    check_report(out, REPORT)
    with progress_bar(_("Assessing")) as show:
        assessment, _generated = assess(
            reading.snapshot,
            lambda done, total, words: show(Progress(done, total, words)),
            Limits(seconds=timeout),
            usual_folder(reading.path),
        )
    assessment["provenance"]["source"] = reading.path.name
    path = write_report(reading, assessment, out, datetime.now(UTC).date().isoformat(), this_machine().author)
    if as_json:
        print_json({"kind": kind, "path": str(path)})
    else:
        click.echo(path)
