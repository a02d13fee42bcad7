"""The Python environment beside the sources: made when missing, filled from hashes, never by chance."""

import importlib.util
import os
import platform
import subprocess
import sys
from pathlib import Path

from installers.steps import stamp
from installers.steps.system import install
from installers.steps.telling import Line, Mishap, call, command_line, say

_NOT_INSTALLED = (
    "the packages could not be installed (without a network their wheels must lie in installers/wheelhouse)"
)


def python_of(root: Path) -> Path:
    """The Python of the environment."""
    folder = environment_of(root)
    return folder / "Scripts" / "python.exe" if sys.platform == "win32" else folder / "bin" / "python"


def environment_of(root: Path) -> Path:
    """The environment's folder."""
    return root / ".venv"


def child_environment() -> dict[str, str]:
    """What programs of the environment find: no telemetry, and no other environment's settings."""
    kept = {name: value for name, value in os.environ.items() if name not in ("PYTHONHOME", "PYTHONPATH")}
    return {**kept, "ORT_DISABLE_TELEMETRY": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}


def make_environment(root: Path) -> None:
    """See that there is an environment whose Python and pip run."""
    folder, python = environment_of(root), python_of(root)
    if folder.exists() and any(folder.iterdir()) and not (folder / "pyvenv.cfg").is_file():
        raise Mishap(f"{folder} is in the way and is no Python environment", f"mv {folder} {folder}.old")
    if python.exists() and _pip_runs(python):
        return
    if importlib.util.find_spec("ensurepip") is None or importlib.util.find_spec("venv") is None:
        install(["python3-venv"], "Python environments need a package")
    say("Making the Python environment in .venv.")
    line: Line = [sys.executable, "-m", "venv", "--clear", folder]
    call(line, "the Python environment could not be made", command_line(line))


def fill_environment(root: Path) -> None:
    """Install the locked packages, then the project itself from where it lies."""
    folder, python = environment_of(root), python_of(root)
    pip: Line = [python, "-m", "pip", "install", "--no-input", "--no-deps"]
    lock = root / "installers" / "requirements.lock"
    packages = stamp.digest(lock, platform.python_version())
    if not stamp.is_done(folder, "packages", packages):
        say("Installing the locked packages; this takes a minute or two the first time.")
        line = [*pip, "--require-hashes", *_source(root), "-r", lock]
        call(line, _NOT_INSTALLED, command_line(line), child_environment())
        stamp.mark_done(folder, "packages", packages)
    project = stamp.digest(root / "pyproject.toml", packages, str(root))
    if not stamp.is_done(folder, "project", project):
        line = [*pip, "--no-index", "--no-build-isolation", "--editable", root]
        call(
            line,
            "Bartizan could not be installed into its environment",
            command_line(line),
            child_environment(),
        )
        stamp.mark_done(folder, "project", project)


def _source(root: Path) -> Line:
    wheelhouse = root / "installers" / "wheelhouse"
    if not wheelhouse.is_dir():
        return []
    say("Taking the packages from installers/wheelhouse.")
    return ["--no-index", "--find-links", wheelhouse]


def _pip_runs(python: Path) -> bool:
    try:
        ended = subprocess.run([python, "-m", "pip", "--version"], check=False, capture_output=True)
    except OSError:
        return False
    return ended.returncode == 0
