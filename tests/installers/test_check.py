"""The whole check (.ci/run): its exit status and closing line, whatever its parts say."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

SUITE = '<testsuites><testsuite tests="{tests}" failures="{failed}" errors="0" skipped="0"/></testsuites>'

BOOTSTRAP = """
import pathlib, sys
path = next(argument for argument in sys.argv if argument.startswith("--junitxml=")).partition("=")[2]
if {tests}:
    pathlib.Path(path).write_text('''{suite}''')
raise SystemExit({status})
"""

PYTHON = """#!/bin/sh
for last; do :; done
case "$*" in
    *pytest*) echo '{suite}' > "${{last#--junitxml=}}"; exit {slow} ;;
    *"ruff check"*) exit {ruff} ;;
esac
"""


def check(
    folder: Path, tests: int = 3, failed: int = 0, status: int = 0, slow: int = 0, ruff: int = 0
) -> tuple[int, str]:
    """Run the check in a tree whose parts end as told; its status and last line."""
    shutil.copytree(ROOT / ".ci", folder / ".ci")
    (folder / "installers").mkdir()
    (folder / ".venv" / "bin").mkdir(parents=True)
    suite = SUITE.format(tests=tests, failed=failed)
    (folder / "installers" / "bootstrap.py").write_text(
        BOOTSTRAP.format(tests=tests, suite=suite, status=status)
    )
    long = SUITE.format(tests=0 if slow == 5 else 2, failed=0)
    for name, script in (
        ("python", PYTHON.format(suite=long, slow=slow, ruff=ruff)),
        ("lint-imports", "#!/bin/sh\n"),
    ):
        (folder / ".venv" / "bin" / name).write_text(script)
        (folder / ".venv" / "bin" / name).chmod(0o755)
    # A strace that is there keeps the check from installing one.
    tools = folder / "tools"
    tools.mkdir()
    (tools / "strace").write_text("#!/bin/sh\n")
    (tools / "strace").chmod(0o755)
    environment = {"PATH": f"{tools}:{Path(sys.executable).parent}:{os.environ['PATH']}"}
    ended = subprocess.run(
        ["bash", folder / ".ci" / "run"], check=False, capture_output=True, text=True, env=environment
    )
    return ended.returncode, ended.stdout.splitlines()[-1]


def test_when_all_is_well_the_tests_of_both_runs_are_counted(tmp_path: Path) -> None:
    assert check(tmp_path) == (0, "5 passed, 0 failed")


def test_no_long_proof_at_all_is_no_failure(tmp_path: Path) -> None:
    assert check(tmp_path, slow=5) == (0, "3 passed, 0 failed")


@pytest.mark.parametrize(
    ("parts", "line"),
    [
        ({"failed": 1, "status": 1}, "4 passed, 1 failed"),
        ({"ruff": 1}, "5 passed, 0 failed"),
        ({"slow": 1}, "5 passed, 0 failed"),
        ({"tests": 0, "status": 2}, "2 passed, 1 failed"),
    ],
)
def test_whatever_fails_fails_the_check(tmp_path: Path, parts: dict[str, int], line: str) -> None:
    assert check(tmp_path, **parts) == (1, line)
