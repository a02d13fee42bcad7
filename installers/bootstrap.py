#!/usr/bin/env python3
"""Sets up Bartizan beside its sources, and then runs or tests it.

    python3 installers/bootstrap.py setup     make the environment, nothing more
    python3 installers/bootstrap.py run       ... and open the water treatment sample
    python3 installers/bootstrap.py test      ... and run the tests; more arguments go to pytest

A machine without a network takes the packages from installers/wheelhouse, which another one fills by
`pip download --no-deps --require-hashes -d installers/wheelhouse -r LOCK` for each *.lock beside this file.
Needs Python 3.11 to 3.13 and its standard library. This file alone must be readable by an older Python.
"""

import sys
from pathlib import Path

PYTHONS = ((3, 11), (3, 13))

ROOT = Path(__file__).resolve().parents[1]


def main() -> int:
    """Check the Python that runs this, then hand over."""
    if not PYTHONS[0] <= sys.version_info[:2] <= PYTHONS[1]:
        print(
            "Bartizan needs Python 3.11, 3.12 or 3.13; this is {}.{}. Run it with one of those, such as: "
            "python3.11 installers/bootstrap.py setup".format(*sys.version_info[:2]),
            file=sys.stderr,
        )
        return 2
    sys.path.insert(0, str(ROOT))
    from installers.steps.entrance import main as enter

    return enter(sys.argv[1:], ROOT)


if __name__ == "__main__":
    sys.exit(main())
