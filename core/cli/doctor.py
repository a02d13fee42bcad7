"""`bartizan doctor`: what works on this machine, and the line that mends what does not."""

from pathlib import Path

import click

from core.cli.main import FINDINGS, FINE
from core.cli.output import json_option, print_json


@click.command()
@click.argument("project", required=False, type=click.Path(path_type=Path))
@json_option
def doctor(project: Path | None, as_json: bool) -> int:
    """Say what works here and what is missing; with PROJECT, verify the whole of its journal too."""
    from core.assistants.health import check_machine, check_project

    checks = check_machine() + (check_project(project) if project else [])
    ok = all(check.state != "missing" for check in checks if check.required)
    if as_json:
        print_json({"ok": ok, "checks": [check.to_plain() for check in checks]})
    else:
        width = max(len(check.name) for check in checks)
        for check in checks:
            click.echo(f"{check.state:<8} {check.name:<{width}}  {check.detail}")
            if check.mend:
                click.echo(f"{'':<8} {'':<{width}}  {check.mend}")
    return FINE if ok else FINDINGS
