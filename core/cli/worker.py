"""The worker: how the program does long work for itself in another process."""

import sys

import click


@click.command(hidden=True)
def worker() -> int:
    """Do one task given on standard input (see core.jobs.worker)."""
    from core.assistants.plans import TASKS
    from core.jobs import serve

    sys.stdin.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    return serve(TASKS, sys.stdin, sys.stdout)
