"""What commands print: JSON for programs, short lines for people, progress on a terminal."""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import click

from core.jobs import Progress

json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON; keys: bartizan help json.")


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
