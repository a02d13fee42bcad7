"""`bartizan threats`: what could go wrong, and which facts say so."""

from pathlib import Path

import click

from core.cli.main import FINDINGS, FINE
from core.cli.output import json_option, print_json, progress_bar
from core.ground.words import _
from core.jobs import Progress


@click.command()
@click.argument("project", type=click.Path(path_type=Path))
@json_option
def threats(project: Path, as_json: bool) -> int:
    """List the threats to the system in PROJECT with their reasons."""
    from core.assistants.models import model_of
    from core.assistants.threats import threats_of

    snapshot = model_of(project).snapshot
    with progress_bar(_("Looking for threats")) as show:
        found = threats_of(snapshot, lambda done, total, words: show(Progress(done, total, words)))
    if as_json:
        print_json(found)
    else:
        for threat in found:
            click.echo(
                f"{threat['severity']:<8} {threat['certainty']:<8} {threat['rule']:<8} {threat['title']}"
            )
            click.echo(f"         {threat['why']}")
            for ask in threat["asks"]:
                click.echo(f"         ? {ask['question']}")
        click.echo(_("{count} threats").format(count=len(found)))
    return FINDINGS if any(threat["status"] == "open" for threat in found) else FINE
