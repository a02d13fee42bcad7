"""What set-up is for: opening the sample on the desktop, or running the tests."""

import os
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path

from installers.steps.environment import child_environment, python_of
from installers.steps.system import has_display
from installers.steps.telling import Line, Mishap, command_line, say

SAMPLE = "water-treatment"

MOST = 4
"""So many processes of tests run side by side at most."""

FINE, FINDINGS = 0, 1
"""Exit statuses of `bartizan` that are no failure."""


def run_tests(root: Path, arguments: Sequence[str]) -> int:
    """Run the tests without a display; the exit status of pytest."""
    environment = {**child_environment(), "QT_QPA_PLATFORM": "offscreen"}
    line: Line = [python_of(root), "-m", "pytest", *side_by_side(), *arguments]
    return subprocess.run(line, check=False, cwd=root, env=environment).returncode


def side_by_side() -> tuple[str, str]:
    """A process of tests for each core and one more, as tests also wait for what they started.

    A file stays in one of them, for what its tests share is made once.
    """
    return f"--numprocesses={min((os.cpu_count() or 1) + 1, MOST)}", "--dist=loadfile"


def run_sample(root: Path) -> int:
    """Open a fresh copy of the sample, or assess the sample where no window can be shown."""
    folder = _data_folder(root)
    folder.mkdir(parents=True, exist_ok=True)
    if not has_display():
        return _assess(root, folder / f"{SAMPLE}-assessment")
    project = folder / f"{SAMPLE}-{time.strftime('%Y%m%d-%H%M%S')}.bzn"
    made = _bartizan(root, "new", project, "--from", SAMPLE)
    if made != FINE:
        raise Mishap("the sample could not be copied", f"ls {root / 'samples' / SAMPLE}")
    say(f"Opening {project}.")
    return _bartizan(root, "open", project)


def _assess(root: Path, into: Path) -> int:
    say("There is no display here, so the sample is assessed instead of opened.")
    status = _bartizan(root, "assess", root / "samples" / SAMPLE, "--out", into)
    if status not in (FINE, FINDINGS):
        return status
    say(f"The report and the other files are in {into}:")
    for file in sorted(path for path in into.rglob("*") if path.is_file()):
        say(f"  {file.relative_to(into)}")
    return FINE


def _bartizan(root: Path, *arguments: str | Path) -> int:
    line: Line = [python_of(root).with_name("bartizan"), *arguments]
    return subprocess.run(line, check=False, env=child_environment()).returncode


def _data_folder(root: Path) -> Path:
    line: Line = [
        python_of(root),
        "-c",
        "import platformdirs; print(platformdirs.user_data_path('bartizan', False))",
    ]
    told = subprocess.run(line, check=False, capture_output=True, text=True)
    if told.returncode != 0:
        raise Mishap("the environment is damaged", command_line(["rm", "-r", root / ".venv"]))
    return Path(told.stdout.strip())
