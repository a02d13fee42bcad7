"""What set-up says: one calm line a step, and for a failure the one line that mends it."""

import shlex
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

Line = list[str | Path]
"""A program and its arguments."""


class Mishap(Exception):
    """A step that cannot go on; `mend` is the one line that mends it."""

    def __init__(self, what: str, mend: str) -> None:
        super().__init__(what)
        self.what = what
        self.mend = mend


def say(words: str) -> None:
    """One line of progress."""
    print(words, flush=True)


def call(
    arguments: Sequence[str | Path], what: str, mend: str, environment: Mapping[str, str] | None = None
) -> None:
    """Run a program to its end; Mishap, after showing the errors it wrote, where it fails."""
    ended = subprocess.run(
        [str(argument) for argument in arguments],
        check=False,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        env=environment,
    )
    if ended.returncode != 0:
        lines = ended.stdout.strip().splitlines()
        told = [line for line in lines if line.lstrip().lower().startswith(("error", "e:"))] or lines
        print("\n".join(f"  {line}" for line in told[-8:]), file=sys.stderr)
        raise Mishap(what, mend)


def command_line(arguments: Sequence[str | Path]) -> str:
    """The arguments as a person would type them."""
    return shlex.join(str(argument) for argument in arguments)
