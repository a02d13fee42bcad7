"""The embedding model: built from pinned weights; without it suggestions are ranked by BM25 alone."""

import subprocess
from pathlib import Path

from installers.steps.environment import child_environment, python_of
from installers.steps.telling import Line, command_line, say


def build_model(root: Path) -> None:
    """See that the model is there and verified; set-up goes on where it cannot be had."""
    line: Line = [python_of(root), "-m", "installers.embedding"]
    say("Verifying the embedding model; building it if it is not there.")
    ended = subprocess.run(
        line, check=False, cwd=root, env=child_environment(), capture_output=True, text=True, errors="replace"
    )
    if ended.returncode == 0:
        say(ended.stdout.strip())
        return
    reason = (ended.stderr.strip().splitlines() or ["it gave no reason"])[-1]
    say(f"{reason}\nSuggestions are ranked by BM25 alone. To try again: {command_line(line)}")
