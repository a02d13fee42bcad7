"""What commands print: JSON for programs, short lines for people, progress on a terminal."""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import click

from core.ground.words import _
from core.jobs import Progress

_DAY = 86_400

json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON; keys: bartizan help json.")


def _seconds(_context: click.Context, _option: click.Parameter, seconds: float) -> float:
    if not 0 < seconds <= _DAY:
        raise click.BadParameter(
            _("{seconds} is no time between 0 and {most} s.").format(seconds=seconds, most=_DAY)
        )
    return seconds


timeout_option = click.option(
    "--timeout",
    type=float,
    callback=_seconds,
    default=60.0,
    show_default=True,
    help="Seconds for each query.",
)


def print_json(plain: Any) -> None:
    """Print plain data as JSON."""
    click.echo(json.dumps(plain, ensure_ascii=False, indent=1))


@contextmanager
def progress_bar(words: str) -> Iterator[Callable[[Progress], None]]:
    """A bar on standard error where that is a terminal; nothing in a pipe."""
    if not sys.stderr.isatty():
        yield lambda _progress: None
        return
    from rich.console import Console
    from rich.progress import Progress as Bar

    with Bar(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(words, total=None)

        def show(progress: Progress) -> None:
            bar.update(
                task,
                completed=progress.done,
                total=progress.total or None,
                description=progress.words or words,
            )

        yield show
