"""`bartizan threats`: what could go wrong, and which facts say so."""

from pathlib import Path
from typing import Any

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
    from core.assistants.threats import suppressions_of, threats_of

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
        for suppression in suppressions_of(snapshot):
            click.echo(_silenced(suppression))
    return FINDINGS if any(threat["status"] == "open" for threat in found) else FINE


def _silenced(suppression: dict[str, Any]) -> str:
    element = suppression["element"]
    return _("silenced: {rule} for {where}: {reason}").format(
        rule=_("every rule") if suppression["rule"] == "*" else suppression["rule"],
        where=element["name"] if element else _("the whole project"),
        reason=suppression["reason"] or _("no reason is given"),
    )
