"""`bartizan help`: the commands, each by itself, and the keys of their JSON."""

import click

from core.cli.keys import KEYS
from core.cli.output import json_option, print_json
from core.ground.diagnostic import Diagnostic, Refused
from core.ground.words import _


@click.command(name="help")
@click.argument("topic", required=False)
@json_option
def manual(topic: str | None, as_json: bool) -> None:
    """Explain the commands, or one by its name, or with `json` the keys of what they print."""
    context = click.get_current_context()
    known = _command(context, topic)
    if topic is None:
        assert context.parent is not None
        click.echo(context.parent.get_help())
    elif topic == "json" and as_json:
        print_json(KEYS)
    elif topic == "json":
        for command, keys in KEYS.items():
            click.echo(command)
            for key, meaning in keys.items():
                click.echo(f"  {key:<16} {meaning}")
            click.echo()
    elif known is not None and context.parent is not None:
        with known.make_context(known.name, [], context.parent, resilient_parsing=True) as inner:
            click.echo(known.get_help(inner))
    else:
        raise Refused(
            Diagnostic(
                "help-topic",
                _("There is no help on “{topic}”").format(topic=topic),
                hint=_("Ask a command for its help, or for the keys of the JSON:"),
                example=f"bartizan {topic} --help",
            )
        )


def _command(context: click.Context, topic: str | None) -> click.Command | None:
    """The command of that name, if there is one."""
    commands = context.parent.command if context.parent is not None else None
    if topic is None or not isinstance(commands, click.Group):
        return None
    return commands.get_command(context, topic)
