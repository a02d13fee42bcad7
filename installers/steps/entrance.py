"""The order of the steps, and what becomes of a step that fails."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from installers.steps.environment import fill_environment, make_environment
from installers.steps.kernel import build_kernel
from installers.steps.model import build_model
from installers.steps.system import check_libraries, has_display
from installers.steps.telling import Mishap, say
from installers.steps.work import run_sample, run_tests

MISHAP, INTERRUPTED = 2, 130


def main(arguments: Sequence[str], root: Path) -> int:
    """Set up, then do the job asked for; its exit status, or 2 where set-up could not go on."""
    parser = argparse.ArgumentParser(prog="bootstrap.py", description="Set up, run or test Bartizan.")
    parser.add_argument("job", choices=("setup", "run", "test"))
    asked, more = parser.parse_known_args(arguments)
    if more and asked.job != "test":
        parser.error(f"{asked.job} takes no more arguments")
    try:
        set_up(root, window=asked.job != "test" and has_display())
        if asked.job == "test":
            return run_tests(root, more)
        say("Bartizan is set up: .venv/bin/bartizan")
        if asked.job == "run":
            return run_sample(root)
    except Mishap as mishap:
        print(f"Set-up stopped: {mishap.what}. This mends it:\n  {mishap.mend}", file=sys.stderr)
        return MISHAP
    except KeyboardInterrupt:
        print("\nStopped. The same command goes on where it stopped.", file=sys.stderr)
        return INTERRUPTED
    return 0


def set_up(root: Path, window: bool) -> None:
    """All steps; each is quick when there is nothing to do."""
    make_environment(root)
    fill_environment(root)
    check_libraries(window)
    build_kernel(root)
    build_model(root)
