"""Writes requirements.lock anew from pyproject.toml: every package with its version and hashes.

For those who look after Bartizan. Needs uv, which resolves for every Python and system at once; where
the index is another than uv's own, its UV_INDEX_URL says so. The lock names no index.
"""

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LOCK = ROOT / "installers" / "requirements.lock"


def main() -> int:
    """Resolve; the status of uv."""
    uv = shutil.which("uv")
    if uv is None:
        print("uv is needed for this. Get it by: python3 -m pip install uv", file=sys.stderr)
        return 2
    line = [uv, "pip", "compile", "pyproject.toml", "--group", "setup", "--group", "test"]
    line += ["--universal", "--python-version", "3.11", "--no-python-downloads", "--generate-hashes"]
    line += ["--no-header", "--no-annotate", "--no-emit-index-url", "--quiet"]
    line += ["--output-file", str(LOCK), *sys.argv[1:]]
    return subprocess.run(line, check=False, cwd=ROOT).returncode


if __name__ == "__main__":
    sys.exit(main())
