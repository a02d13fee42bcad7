"""The entrance of the command line: finds the command, and turns whatever happens into a status."""

import contextlib
import importlib
import os
import sys
from traceback import walk_tb
from typing import Any

import click

from core.cli.failure import report_internal, report_refusal
from core.ground.diagnostic import Cancelled, Diagnostic, LimitReached, Refused
from core.ground.version import VERSION
from core.ground.words import _

COMMANDS = {
    "assess": "core.cli.assess:assess",
    "diff": "core.cli.diff:diff",
    "doctor": "core.cli.doctor:doctor",
    "export": "core.cli.exchange:export",
    "help": "core.cli.manual:manual",
    "import": "core.cli.exchange:import_files",
    "merge": "core.cli.merge:merge",
    "models": "core.cli.models:models",
    "new": "core.cli.projects:new",
    "report": "core.cli.report:report",
    "requirements": "core.cli.requirements:requirements",
    "suggest": "core.cli.suggest:suggest",
    "text": "core.cli.projects:text",
    "threats": "core.cli.threats:threats",
    "verify": "core.cli.verify:verify",
    "worker": "core.cli.worker:worker",
}
"""Where each command is; loaded only when called, so that every call starts quickly."""

FINE, FINDINGS, REFUSED, STOPPED, INTERNAL = 0, 1, 2, 3, 4
"""The exit statuses."""


class _Commands(click.Group):
    def list_commands(self, _ctx: click.Context) -> list[str]:
        return sorted(name for name in COMMANDS if name != "worker")

    def get_command(self, _ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, _colon, name = COMMANDS[cmd_name].partition(":")
        command: click.Command = getattr(importlib.import_module(module), name)
        return command


@click.group(cls=_Commands, name="bartizan", invoke_without_command=False)
@click.version_option(VERSION, prog_name="bartizan")
def _bartizan() -> None:
    """Offline, model-based security and resilience engineering.

    `bartizan` or `bartizan open PROJECT` opens the desktop; the commands below do without a window.
    """


def main(arguments: list[str]) -> int:
    """Do one command; returns the exit status and never raises."""
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    as_json = "--json" in arguments
    try:
        with _bartizan.make_context("bartizan", list(arguments)) as context:
            return _status(_bartizan.invoke(context))
    except click.exceptions.Exit as end:
        return end.exit_code
    except Refused as refused:
        report_refusal(refused, as_json)
        return STOPPED if isinstance(refused, LimitReached) else REFUSED
    except (Cancelled, KeyboardInterrupt, click.Abort):
        click.echo(_("Cancelled; nothing was altered."), err=True)
        return STOPPED
    except click.ClickException as error:
        report_refusal(Refused(_wrong_usage(error)), as_json)
        return REFUSED
    except BrokenPipeError:
        _print_no_more()
        return FINE
    except Exception as error:  # noqa: BLE001 - no traceback reaches a user
        if isinstance(error, OSError) and _was_printing(error):
            _print_no_more()
            report_refusal(Refused(_not_printed(error)), as_json)
            return REFUSED
        report_internal(error, arguments)
        return INTERNAL


def _status(returned: Any) -> int:
    return returned if isinstance(returned, int) else FINE


def _was_printing(error: OSError) -> bool:
    """Whether it was raised while something was printed: the place to print to has no room, or is gone."""
    return any(frame.f_code is click.echo.__code__ for frame, _line in walk_tb(error.__traceback__))


def _print_no_more() -> None:
    """Let what still waits go nowhere, or the interpreter would complain of it at its end."""
    with contextlib.suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _not_printed(error: OSError) -> Diagnostic:
    return Diagnostic(
        "output-not-printed",
        _("What was found could not be printed: {reason}").format(reason=error.strerror or error),
        hint=_("Print it to a place with room, such as a file on another disk."),
        example="bartizan threats plant.bzn --json > /media/stick/threats.json",
    )


def _wrong_usage(error: click.ClickException) -> Diagnostic:
    context = getattr(error, "ctx", None)
    usage = context.get_usage().removeprefix("Usage: ") if context is not None else "bartizan --help"
    return Diagnostic(
        "usage", error.format_message(), hint=_("The command is called like this:"), example=usage
    )
